package record

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

var schema = &standard.Schema{Fields: []standard.Field{
	{Name: "first_name", Label: message.Text{EN: "first_name", FR: "prenom"}},
	{Name: "count", Label: message.Text{EN: "count", FR: "nombre"}},
	{Name: "status"},
}}

// bind binds a rule to the fields of schema, field i in column i.
func bind(rule *lint.Rule, params map[string]any, roles map[string][]string) (lint.RecordCheck, error) {
	return bindTo(schema, rule, params, roles)
}

func bindTo(schema *standard.Schema, rule *lint.Rule, params map[string]any, roles map[string][]string) (lint.RecordCheck, error) {
	b := &lint.Binding{
		Requirement: &standard.Requirement{ID: "test", Rule: rule.ID, Params: params}, Schema: schema, Fields: map[string][]lint.Field{},
	}
	for role, names := range roles {
		for _, name := range names {
			i := slices.IndexFunc(schema.Fields, func(f standard.Field) bool { return f.Name == name })
			b.Fields[role] = append(b.Fields[role], lint.Field{Field: &schema.Fields[i], Column: i})
		}
	}
	check, err := rule.Bind(b)
	if err != nil {
		return lint.RecordCheck{}, err
	}
	record, ok := check.(lint.RecordCheck)
	if !ok {
		return lint.RecordCheck{}, fmt.Errorf("%s makes a %T", rule.ID, check)
	}
	return record, nil
}

// batch makes the records of lines, cells divided by "|", as a reader does under a header of width names: a record
// that is too short has absent cells, one that is too long loses the rest. Empty cells are missing, "?" is invalid.
func batch(width int, lines ...string) *table.Batch {
	b := &table.Batch{First: 1, Len: len(lines), Columns: make([]table.Column, width)}
	for _, line := range lines {
		cells := strings.Split(line, "|")
		b.Widths = append(b.Widths, int32(len(cells)))
		for i := range b.Columns {
			c := &b.Columns[i]
			text, kind, status := "", table.Absent, table.Missing
			if i < len(cells) {
				text, kind, status = cells[i], table.Text, table.Valid
			}
			switch text {
			case "":
				status = table.Missing
			case "?":
				status = table.Invalid
			}
			start := uint32(len(c.Data))
			c.Data = append(c.Data, text...)
			c.Spans = append(c.Spans, table.Span{Start: start, End: uint32(len(c.Data))})
			c.Kinds = append(c.Kinds, kind)
			c.Status = append(c.Status, status)
		}
	}
	return b
}

// supply adds a column made for a field that the file lacks; null: one without values.
func supply(b *table.Batch, value string, null bool) *table.Batch {
	c := table.Column{Data: []byte(value), Spans: []table.Span{{End: uint32(len(value))}}, Constant: true}
	if null {
		c.Kinds = []table.Kind{table.Null}
		c.Status = slices.Repeat([]table.Status{table.Missing}, b.Len)
	}
	b.Columns = append(b.Columns, c)
	b.Made++
	return b
}

// found judges every record and writes each defect as "record 1, column 2: message".
func found(t *testing.T, rule *lint.Rule, check lint.RecordCheck, b *table.Batch) []string {
	t.Helper()
	var lines []string
	suspects := make([]bool, b.Len)
	if check.Sift == nil {
		suspects = slices.Repeat([]bool{true}, b.Len)
	} else if some := check.Sift(b, suspects); some != slices.Contains(suspects, true) {
		t.Errorf("sifting says %v of %v", some, suspects)
	}
	for i := range b.Len {
		r := lint.Record{Batch: b, I: i}
		if !check.Fails(r) {
			continue
		}
		if !suspects[i] {
			t.Errorf("record %d fails and was sifted out", b.Record(i))
		}
		defect := check.Explain(r)
		if at := defect.At.Column; at > 0 && defect.Value == "" {
			defect.Value = string(b.Columns[at-1].Text(i)) // as the engine does
		}
		lines = append(lines, fmt.Sprintf("record %d, column %d: %s", b.Record(i), defect.At.Column, say(t, rule, defect).EN))
	}
	return lines
}

func TestChecks(t *testing.T) {
	names := map[string][]string{"field": {"first_name", "status"}}
	countStatus := map[string][]string{"field": {"count"}, "other": {"status"}}
	not := map[string]any{"not": []string{"x"}}
	values := map[string]any{"values": []string{"x", ""}}
	for _, test := range []struct {
		name   string
		rule   *lint.Rule
		params map[string]any
		roles  map[string][]string
		batch  *table.Batch
		want   []string
	}{
		{"widths", raggedRecord, nil, nil, batch(3, "a|1|", "a|1", "a", "a|1|x|y", "", "||||", " | "), []string{
			"record 2, column 0: the record has 2 cells instead of 3", "record 3, column 0: the record has 1 cell instead of 3",
			"record 4, column 0: the record has 4 cells instead of 3",
		}},
		{"widths beside supplied fields", raggedRecord, nil, nil, supply(supply(batch(2, "a|1", "a"), "QC", false), "", true), []string{
			"record 2, column 0: the record has 1 cell instead of 2",
		}},
		{"every width is that of the header", raggedRecord, nil, nil, &table.Batch{Len: 1, Columns: batch(1, "a").Columns}, nil},

		{"blanks", blankRecord, nil, nil, batch(2, "a|1", "|", "", "\t|\u00a0 ", "|0", "\u200b|"), []string{
			"record 2, column 0: the record is blank", "record 3, column 0: the record is blank", "record 4, column 0: the record is blank",
		}},
		{"blanks beside a supplied field", blankRecord, nil, nil, supply(batch(1, "a", ""), "QC", false), []string{
			"record 2, column 0: the record is blank",
		}},

		{"totals", totalRecord, nil, names, batch(3, "EMMA|5|", "TOTAL|5|", "Somme :|5|", "ZOE|5|Ensemble"), []string{
			"record 2, column 1: “TOTAL” marks a total, not an observation", "record 3, column 1: “Somme :” marks a total, not an observation",
			"record 4, column 3: “Ensemble” marks a total, not an observation",
		}},

		{"missing but for x", missingWhen, not, countStatus, batch(3, "A||x", "B||p", "C||", "D|5|p", "E|?|p", "F||?", "G|"), []string{
			"record 2, column 2: “count” is empty although “status” is “p”", "record 3, column 2: “count” is empty, and so is “status”",
		}},
		{"missing with x or nothing", missingWhen, values, countStatus, batch(3, "A||x", "B||p", "C||", "D|5|x"), []string{
			"record 1, column 2: “count” is empty although “status” is “x”", "record 3, column 2: “count” is empty, and so is “status”",
		}},
		{"missing in a table without the other field", missingWhen, not, countStatus, supply(batch(2, "A|", "B|5", "C"), "", true), []string{
			"record 1, column 2: “count” is empty, and so is “status”",
		}},
		{"missing with a supplied other field", missingWhen, not, countStatus, supply(batch(2, "A|", "B|5"), "p", false), []string{
			"record 1, column 2: “count” is empty although “status” is “p”",
		}},
		{"present with x or nothing", presentWhen, values, countStatus, batch(3, "A|5|x", "B|5|p", "C|5|", "D||x", "E|?|x", "F|5|?", "G|5"), []string{
			"record 1, column 2: “count” is “5” although “status” is “x”", "record 3, column 2: “count” is “5” although “status” is empty",
		}},
		{"present but for x", presentWhen, not, countStatus, batch(3, "A|5|x", "B|5|p"), []string{
			"record 2, column 2: “count” is “5” although “status” is “p”",
		}},
		{"text is compared exactly", presentWhen, map[string]any{"values": []string{"x"}}, countStatus, batch(3, "A|5|X", "B|5|x "), nil},
	} {
		t.Run(test.rule.ID+"/"+test.name, func(t *testing.T) {
			check, err := bind(test.rule, test.params, test.roles)
			if err != nil {
				t.Fatal(err)
			}
			if got := found(t, test.rule, check, test.batch); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			for i := range test.batch.Len {
				r := lint.Record{Batch: test.batch, I: i}
				if n := testing.AllocsPerRun(10, func() { check.Fails(r) }); n > 0 {
					t.Errorf("Fails allocates %v times for record %d", n, i+1)
				}
			}
		})
	}
}

func TestExcludes(t *testing.T) {
	for _, rule := range Rules {
		check, err := bind(rule, map[string]any{}, map[string][]string{"field": {"count"}, "other": {"status"}})
		if err != nil {
			continue // the rules of the Relation stage want a parameter
		}
		if want := rule == blankRecord || rule == totalRecord || rule == pooledRecord; check.Excludes != want {
			t.Errorf("%s: excludes %t, want %t", rule.ID, check.Excludes, want)
		}
	}
}

func TestMistakesInAStandard(t *testing.T) {
	x := []string{"x"}
	both := map[string][]string{"field": {"count"}, "other": {"status"}}
	for _, test := range []struct {
		name   string
		rule   *lint.Rule
		params map[string]any
		roles  map[string][]string
	}{
		{"a parameter", raggedRecord, map[string]any{"width": 3}, nil},
		{"a parameter", blankRecord, map[string]any{"width": 3}, nil},
		{"no field", totalRecord, nil, nil},
		{"no words", totalRecord, map[string]any{"words": []string{}}, map[string][]string{"field": {"count"}}},
		{"a word of other characters", totalRecord, map[string]any{"words": []string{"合計"}}, map[string][]string{"field": {"count"}}},
		{"a word of no characters", totalRecord, map[string]any{"words": []string{" :"}}, map[string][]string{"field": {"count"}}},
		{"neither parameter", missingWhen, nil, both},
		{"both parameters", missingWhen, map[string]any{"values": x, "not": x}, both},
		{"an unknown parameter", presentWhen, map[string]any{"value": x}, both},
		{"no other field", presentWhen, map[string]any{"values": x}, map[string][]string{"field": {"count"}}},
		{"no field", missingWhen, map[string]any{"values": x}, map[string][]string{"other": {"status"}}},
	} {
		if _, err := bind(test.rule, test.params, test.roles); err == nil {
			t.Errorf("%s accepts %s", test.rule.ID, test.name)
		}
	}
}

func TestWords(t *testing.T) {
	words, err := newWordList(totalWords)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"Total": true, "TOTAL": true, " total ": true, "Total:": true, "Total\u00a0:": true, "Somme:": true, "Sous-total": true,
		"sous total": true, "SOUS‑TOTAL": false, "Total général": true, "TOTAL GENERAL": true, "Total ge\u0301ne\u0301ral": true,
		"Grand  Total": true, "GrandTotal": false, "Les deux sexes": true,
		"": false, " ": false, ":": false, "Totals 2016": false, "Totally": false, "Tot": false, "SOMMER": false, "Allan": false,
		"Summer": false, "Tou\xff": false, "合計": false, strings.Repeat("total ", 40): false, "Éléonore": false,
	} {
		if got := words.has([]byte(text)); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

func TestWordsOfAStandard(t *testing.T) {
	words, err := newWordList([]string{"É", "état", "2 sexes", "T"})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"é": true, "E": true, "e :": true, "État": true, "ETAT": true, "2 SEXES": true, "t": true, "2": false, "et": false, "ta": false, "Total": false,
	} {
		if got := words.has([]byte(text)); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

// No given name of a real list may be taken for a total or for what is pooled.
func TestWordsAreNoNames(t *testing.T) {
	list, err := os.ReadFile("../../../shared/data/united-states/yob2017.txt")
	if err != nil {
		t.Skip("the published files are not here")
	}
	words, err := newWordList(slices.Concat(totalWords, pooledWords))
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(list) {
		name, _, _ := bytes.Cut(line, []byte(","))
		if words.has(name) {
			t.Errorf("%s is a name", name)
		}
	}
}

func BenchmarkFails(b *testing.B) {
	names := strings.Fields("OLIVIA EMMA TOMMY ALICE SOPHIE LÉA ÉMILE THÉO GABRIEL ENZO TOTAL BENJAMIN ROSE WILLIAM NOAH LIAM")
	lines := make([]string, 1024)
	for i := range lines {
		lines[i] = names[i%len(names)] + "|" + fmt.Sprint(i) + "|"
	}
	records := batch(3, lines...)
	for _, rule := range Rules {
		params, roles := map[string]any{}, map[string][]string{"field": {"first_name"}}
		switch rule {
		case missingWhen, presentWhen:
			params["not"] = []string{"x"}
			roles = map[string][]string{"field": {"count"}, "other": {"status"}}
		case incompleteTogether:
			roles["field"] = []string{"first_name", "count"}
		case misorderedValues, sumMismatch:
			continue // see BenchmarkRelations
		}
		check, err := bind(rule, params, roles)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(rule.ID, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				check.Fails(lint.Record{Batch: records, I: i & 1023})
			}
		})
	}
}

// A row of formulas without results holds something, though nobody can read it.
func TestCellsThatCannotBeReadAreNotBlank(t *testing.T) {
	check, err := bind(blankRecord, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for kind, blank := range map[table.Kind]bool{
		table.Text: true, table.Null: true, table.Absent: true, table.Damaged: false, table.Error: false,
	} {
		b := &table.Batch{First: 1, Len: 1, Columns: []table.Column{{Spans: []table.Span{{}}, Kinds: []table.Kind{kind}}}}
		if got := check.Fails(lint.Record{Batch: b}); got != blank {
			t.Errorf("kind %d is blank: %v", kind, got)
		}
	}
}
