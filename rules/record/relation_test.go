package record

import (
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// fieldsOf makes a schema of fields a, b, c… of types, which may have a format: "date %d/%m/%Y".
func fieldsOf(types ...string) (*standard.Schema, []string) {
	s, names := &standard.Schema{}, []string{}
	for i, text := range types {
		fieldType, format, _ := strings.Cut(text, " ")
		name := string(rune('a' + i))
		field := standard.Field{Name: name, Type: fieldType, Format: format, DecimalChar: ".", BareNumber: true}
		if format == "comma" {
			field.Format, field.DecimalChar, field.GroupChar, field.BareNumber = "", ",", " ", false
		}
		s.Fields, names = append(s.Fields, field), append(names, name)
	}
	return s, names
}

func TestMisorderedValues(t *testing.T) {
	for _, test := range []struct {
		name, operator string
		types          []string
		records        []string
		wrong          []int // of the records, from 1
	}{
		{"at most", "<=", []string{"integer", "integer"}, []string{"1|2", "2|2", "3|2", "|2", "3|", "-3|2", "2|-3"}, []int{3, 7}},
		{"less", "<", []string{"number", "number"}, []string{"1|2", "2|2.0", "1.9999999999999999999999|2", "2|1e0"}, []int{2, 4}},
		{"at least", ">=", []string{"integer", "integer"}, []string{"1|2", "2|2", "3|2"}, []int{1}},
		{"more", ">", []string{"integer", "integer"}, []string{"1|2", "2|2", "3|2"}, []int{1, 2}},
		{"equal", "==", []string{"number", "number comma"}, []string{"1000.5|1 000,5", "1000.5|1 000,50 $", "1000.5|1 000,6"}, []int{3}},
		{"across an empty field", "<=", []string{"integer", "integer", "integer"}, []string{"1|2|3", "3||2", "||1", "1|3|2"}, []int{2, 4}},
		{"longer than any word", "<=", []string{"integer", "integer"}, []string{"99999999999999999999|100000000000000000000", "100000000000000000000|99999999999999999999"}, []int{2}},
		{"no sizes", "<=", []string{"number", "number"}, []string{"NaN|1", "INF|1", "1e99999|1", "?|1", "2|?"}, nil},
		{"dates", "<=", []string{"date", "date"}, []string{"2016-05-01|2016-05-01", "2016-05-02|2016-05-01", "0900-01-01|2016-01-01", "-0044-03-15|0001-01-01"}, []int{2}},
		{"dates in other forms", "<=", []string{"date %d/%m/%Y", "date %Y%m%d"}, []string{"31/12/2015|20160101", "01/02/2016|20160131", "1/2/2016|20160201"}, []int{2}},
		{"years of two digits", "<", []string{"date %d/%m/%y", "date"}, []string{"01/01/69|1969-01-02", "01/01/68|2068-01-02"}, nil},
		{"a year and a date", "==", []string{"year", "date"}, []string{"2016|2016-05-01", "2016|2017-01-01"}, []int{2}},
		{"a month and a moment", "<=", []string{"yearmonth", "datetime"}, []string{"2016-05|2016-05-01T00:00:00", "2016-06|2016-05-31T23:59:59Z"}, []int{2}},
		{"a year and a number", "<=", []string{"year", "integer"}, []string{"2016|2016", "2017|2016"}, []int{2}},
		{"moments", "<", []string{"datetime", "datetime"}, []string{
			"2016-05-01T10:00:00.5|2016-05-01T10:00:00.25", "2016-05-01T10:00:00+02:00|2016-05-01T09:00:00Z",
			"2016-05-01T10:00:00-02:00|2016-05-01T11:00:00Z", "2016-05-01T23:00:00|2016-05-02T01:00:00Z",
		}, []int{1, 3}},
		{"times of day", "<=", []string{"time", "time %H:%M"}, []string{"09:59:00|10:00", "10:00:01|10:00"}, []int{2}},
		{"texts", "==", []string{"string", "string"}, []string{"a|a", "a|A", "a|"}, []int{2}},
		{"what is not of its form", "<=", []string{"date", "date"}, []string{"2016-05|2016-04-01", "soon|2016-04-01", "2016-05-01x|2016-04-01", "2016-05-01+2:00|2016-04-01"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, names := fieldsOf(test.types...)
			check, err := bindTo(s, misorderedValues, map[string]any{"operator": test.operator}, map[string][]string{"field": names})
			if err != nil {
				t.Fatal(err)
			}
			if got := failing(t, misorderedValues, check, batch(len(names), test.records...)); !slices.Equal(got, test.wrong) {
				t.Errorf("records %v fail, want %v", got, test.wrong)
			}
		})
	}
}

// failing returns the numbers of the records that fail. Each must be told with nothing left to fill.
func failing(t *testing.T, rule *lint.Rule, check lint.RecordCheck, b *table.Batch) []int {
	t.Helper()
	var numbers []int
	for i := range b.Len {
		if check.Fails(lint.Record{Batch: b, I: i}) {
			numbers = append(numbers, i+1)
		}
	}
	if lines := found(t, rule, check, b); len(lines) != len(numbers) {
		t.Errorf("%d records fail, %d are told", len(numbers), len(lines))
	}
	return numbers
}

func TestMisorderedNativeValues(t *testing.T) {
	s, names := fieldsOf("date %d/%m/%Y", "date")
	check, err := bindTo(s, misorderedValues, nil, map[string][]string{"field": names})
	if err != nil {
		t.Fatal(err)
	}
	for kind, first := range map[table.Kind]string{table.Date: "2016-05-02", table.DateTime: "2016-05-02T00:00:00"} {
		b := batch(2, first+"|2016-05-01")
		b.Columns[0].Kinds[0] = kind
		if !check.Fails(lint.Record{Batch: b}) {
			t.Errorf("%s of kind %d is not after the first of May", first, kind)
		}
	}
}

func TestSumMismatch(t *testing.T) {
	for _, test := range []struct {
		name      string
		tolerance any
		types     []string
		records   []string
		wrong     []int
	}{
		{"whole numbers", nil, []string{"integer", "integer", "integer"}, []string{"3|1|2", "4|1|2", "|1|2", "3||2", "0|-2|2", "?|1|2"}, []int{2}},
		{"decimals are exact", nil, []string{"number", "number", "number"}, []string{"0.3|0.1|0.2", "0.30000000000000004|0.1|0.2", "0.3000|.1|2e-1"}, []int{2}},
		{"a tolerance", "0.05", []string{"number", "number", "number"}, []string{"1|0.5|0.45", "1|0.5|0.55", "1|0.5|0.5500000001", "1|0.5|0.4499999999"}, []int{3, 4}},
		{"a tolerance as a number", 1, []string{"integer", "integer", "integer"}, []string{"10|5|4", "10|5|3"}, []int{2}},
		{"longer than any word", nil, []string{"number", "number", "number"}, []string{
			"100000000000000000000|99999999999999999999|1", "100000000000000000000|99999999999999999999|2", "999999999999999999|999999999999999998|1",
		}, []int{2}},
		{"no sizes", nil, []string{"number", "number", "number"}, []string{"NaN|1|2", "INF|1|2", "1e9999|1|2"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, _ := fieldsOf(test.types...)
			params := map[string]any{}
			if test.tolerance != nil {
				params["tolerance"] = test.tolerance
			}
			check, err := bindTo(s, sumMismatch, params, map[string][]string{"total": {"a"}, "parts": {"b", "c"}})
			if err != nil {
				t.Fatal(err)
			}
			if got := failing(t, sumMismatch, check, batch(3, test.records...)); !slices.Equal(got, test.wrong) {
				t.Errorf("records %v fail, want %v", got, test.wrong)
			}
		})
	}
}

// A sum of many parts does not run over.
func TestSumOfManyParts(t *testing.T) {
	s := &standard.Schema{Fields: []standard.Field{{Name: "total", Type: "number", BareNumber: true}}}
	cells, parts := []string{"999999999999999999000"}, []string{}
	for range 1000 {
		name := "part" + string(rune(0x4E00+len(parts)))
		s.Fields = append(s.Fields, standard.Field{Name: name, Type: "number", BareNumber: true})
		cells, parts = append(cells, "999999999999999999"), append(parts, name)
	}
	check, err := bindTo(s, sumMismatch, nil, map[string][]string{"total": {"total"}, "parts": parts})
	if err != nil {
		t.Fatal(err)
	}
	if check.Fails(lint.Record{Batch: batch(len(cells), strings.Join(cells, "|"))}) {
		t.Error("a thousand large parts do not make their total")
	}
}

func TestIncompleteTogether(t *testing.T) {
	fields := map[string][]string{"field": {"first_name", "count", "status"}}
	for _, test := range []struct {
		name   string
		params map[string]any
		batch  *table.Batch
		want   []string
	}{
		{"all or none", nil, batch(3, "a|1|x", "||", "a||", "|1|x", "a|?|x", "a"), []string{
			"record 3, column 2: no value for “count” and “status” although there is one for “first_name”",
			"record 4, column 1: no value for “first_name” although there is one for “count” and “status”",
		}},
		{"at least one", map[string]any{"least": "one"}, batch(3, "a|1|x", "||", "a||", "||?", ""), []string{
			"record 2, column 1: none of “first_name”, “count” and “status” has a value",
		}},
		{"a field that the table lacks", nil, supply(batch(2, "a|1", "|"), "", true), []string{
			"record 1, column 1: no value for “status” although there is one for “first_name” and “count”",
		}},
		{"a supplied field", nil, supply(batch(2, "a|1", "|"), "x", false), []string{
			"record 2, column 1: no value for “first_name” and “count” although there is one for “status”",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			check, err := bind(incompleteTogether, test.params, fields)
			if err != nil {
				t.Fatal(err)
			}
			if got := found(t, incompleteTogether, check, test.batch); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// What no order or no sum is asked of makes no check, and what is written wrongly is told.
func TestRelationsThatCannotBe(t *testing.T) {
	for _, test := range []struct {
		name   string
		rule   *lint.Rule
		types  []string
		params map[string]any
		roles  map[string][]string
		faulty bool
	}{
		{"texts in order", misorderedValues, []string{"string", "string"}, nil, map[string][]string{"field": {"a", "b"}}, false},
		{"dates in any form", misorderedValues, []string{"date any", "date"}, nil, map[string][]string{"field": {"a", "b"}}, false},
		{"months in words", misorderedValues, []string{"date %d %B %Y", "date"}, nil, map[string][]string{"field": {"a", "b"}}, false},
		{"a text in a sum", sumMismatch, []string{"integer", "string"}, nil, map[string][]string{"total": {"a"}, "parts": {"b"}}, false},
		{"a date and a number", misorderedValues, []string{"date", "integer"}, nil, map[string][]string{"field": {"a", "b"}}, true},
		{"one field", misorderedValues, []string{"date"}, nil, map[string][]string{"field": {"a"}}, true},
		{"an operator", misorderedValues, []string{"date", "date"}, map[string]any{"operator": "="}, map[string][]string{"field": {"a", "b"}}, true},
		{"a tolerance", sumMismatch, []string{"integer", "integer"}, map[string]any{"tolerance": "-1"}, map[string][]string{"total": {"a"}, "parts": {"b"}}, true},
		{"no number", sumMismatch, []string{"integer", "integer"}, map[string]any{"tolerance": "little"}, map[string][]string{"total": {"a"}, "parts": {"b"}}, true},
		{"no parts", sumMismatch, []string{"integer"}, nil, map[string][]string{"total": {"a"}}, true},
		{"no total", sumMismatch, []string{"integer"}, nil, map[string][]string{"parts": {"a"}}, true},
		{"one alone", incompleteTogether, []string{"string"}, nil, map[string][]string{"field": {"a"}}, true},
		{"least", incompleteTogether, []string{"string", "string"}, map[string]any{"least": "two"}, map[string][]string{"field": {"a", "b"}}, true},
	} {
		s, _ := fieldsOf(test.types...)
		_, err := bindTo(s, test.rule, test.params, test.roles)
		if isNil := err != nil && strings.HasSuffix(err.Error(), "makes a <nil>"); err == nil || isNil == test.faulty {
			t.Errorf("%s, %s: %v", test.rule.ID, test.name, err)
		}
	}
}

// Amounts compare, add and are written as package math/big has it, whatever their size.
func TestAmounts(t *testing.T) {
	number := rapid.StringMatching(`[+-]?([0-9]{1,22}(\.[0-9]{0,22})?|\.[0-9]{1,22})([eE][+-]?[0-9]{1,2})?`)
	form := numberFormOf(&standard.Field{BareNumber: true})
	rapid.Check(t, func(t *rapid.T) {
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		x, ok := form.read(table.Cell{Text: []byte(a)})
		y, okay := form.read(table.Cell{Text: []byte(b)})
		if !ok || !okay {
			t.Fatal("not read")
		}
		p, _ := new(big.Rat).SetString(a)
		q, _ := new(big.Rat).SetString(b)
		if x.rat().Cmp(p) != 0 || x.compare(y) != p.Cmp(q) {
			t.Fatalf("%s is %s, against %s %d", a, x.rat(), b, x.compare(y))
		}
		if x.wide == nil && y.wide == nil && x.plus(y).rat().Cmp(new(big.Rat).Add(p, q)) != 0 {
			t.Fatalf("%s + %s = %s", a, b, x.plus(y).rat())
		}
		if again, _ := new(big.Rat).SetString(x.text(&standard.Field{})); again.Cmp(p) != 0 {
			t.Fatalf("%s is written %s", a, x.text(&standard.Field{}))
		}
	})
}

// Moments compare as package time has it, as instants where both name their zones.
func TestMoments(t *testing.T) {
	form, _ := momentFormOf(&standard.Field{Type: "datetime"})
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) (moment, time.Time) {
			zone := time.FixedZone("", 900*rapid.IntRange(-50, 50).Draw(t, name+" zone"))
			at := time.Unix(rapid.Int64Range(-60e9, 200e9).Draw(t, name), rapid.SampledFrom([]int64{0, 5e8, 1}).Draw(t, name+" fraction")).In(zone)
			m, ok := form.parse([]byte(at.Format("2006-01-02T15:04:05.999999999Z07:00")))
			if !ok {
				t.Fatalf("%s is not read", at)
			}
			return m, at
		}
		m, at := draw("a")
		other, otherAt := draw("b")
		if got := m.compare(&other); got != at.Compare(otherAt) {
			t.Fatalf("%s against %s: %d", at, otherAt, got)
		}
	})
}

// Nothing that a cell may hold makes a check panic.
func FuzzRelations(f *testing.F) {
	for _, s := range []string{"1|2", "1e999|-.5", "2016-05-01T10:00:00.5+02:00|x", "-0044|1", "|", "+|.", "1/2|0x1p3", "\xff|9"} {
		f.Add(s, uint8(0), uint8(1))
	}
	var checks []lint.RecordCheck
	for _, types := range [][]string{{"number", "number comma"}, {"date", "date %d/%m/%y"}, {"datetime", "yearmonth"}, {"time", "time"}, {"year", "integer"}} {
		s, names := fieldsOf(types...)
		check, err := bindTo(s, misorderedValues, nil, map[string][]string{"field": names})
		if err != nil {
			f.Fatal(err)
		}
		checks = append(checks, check)
	}
	s, _ := fieldsOf("number", "number comma")
	check, err := bindTo(s, sumMismatch, map[string]any{"tolerance": "0.1"}, map[string][]string{"total": {"a"}, "parts": {"b"}})
	if err != nil {
		f.Fatal(err)
	}
	checks = append(checks, check)
	f.Fuzz(func(t *testing.T, cells string, first, second uint8) {
		b := batch(2, cells)
		b.Columns[0].Kinds[0], b.Columns[1].Kinds[0] = table.Kind(first%11), table.Kind(second%11)
		for _, check := range checks {
			if r := (lint.Record{Batch: b}); check.Fails(r) {
				check.Explain(r)
			}
		}
	})
}

func TestRelationsDoNotAllocate(t *testing.T) {
	for name, check := range relationsToMeasure(t) {
		b := batch(3, "2016-05-01|2016-05-02|2016-05-03")
		if name != "dates" {
			b = batch(3, "30.5|10.25|20.25")
		}
		r := lint.Record{Batch: b}
		if n := testing.AllocsPerRun(100, func() { check.Fails(r) }); n > 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// relationsToMeasure binds the rules about numbers and dates to three fields.
func relationsToMeasure(t testing.TB) map[string]lint.RecordCheck {
	t.Helper()
	checks := map[string]lint.RecordCheck{}
	for _, of := range []struct {
		name, operator string
		rule           *lint.Rule
		fieldType      string
	}{
		{"numbers", ">=", misorderedValues, "number"}, {"dates", "<=", misorderedValues, "date"}, {"sum", "", sumMismatch, "number"},
	} {
		s, names := fieldsOf(of.fieldType, of.fieldType, of.fieldType)
		params, roles := map[string]any{"operator": of.operator}, map[string][]string{"field": names}
		if of.rule == sumMismatch {
			params, roles = nil, map[string][]string{"total": names[:1], "parts": names[1:]}
		}
		check, err := bindTo(s, of.rule, params, roles)
		if err != nil {
			t.Fatal(err)
		}
		checks[of.name] = check
	}
	return checks
}

func BenchmarkRelations(b *testing.B) {
	amounts, days := batch(3, "30.5|20.25|10.25"), batch(3, "2016-05-01|2016-05-02|2016-05-03")
	for name, check := range relationsToMeasure(b) {
		r := lint.Record{Batch: amounts}
		if name == "dates" {
			r.Batch = days
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if check.Fails(r) {
					b.Fatal("a typical record fails")
				}
			}
		})
	}
}
