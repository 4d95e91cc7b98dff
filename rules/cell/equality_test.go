package cell

import (
	"bytes"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

// An enum is compared as values of the field's type. Each case is an enum, and texts that are in it and that are not.
func TestEnumOfEveryType(t *testing.T) {
	for _, test := range []struct {
		name, field string
		in, out     []string
	}{
		{"string", "{type: string, constraints: {enum: ['1', é]}}", []string{"1", "é"}, []string{"1.0", "É", " 1"}},
		{"any", "{type: any, constraints: {enum: [1, true, {a: 1}]}}", []string{"1", "true", `{"a":1}`}, []string{"1.0", "True"}},
		{"integer", "{type: integer, constraints: {enum: [1, '20']}}", []string{"1", "01", "+1", "20"}, []string{"2", "-1"}},
		{"number", "{type: number, constraints: {enum: [1, 2.50]}}", []string{"1", "1.0", "01", "2.5", "25e-1", "+2.500"}, []string{"2.51", "25"}},
		{"infinite number", "{type: number, constraints: {enum: [-INF, NaN]}}", []string{"-inf", "nan"}, []string{"INF", "1"}},
		{"number with signs of its own", "{type: number, decimalChar: ',', groupChar: '.', constraints: {enum: [0.5, '1.000', '2,5']}}", []string{"0,50", "1000", "1.000,0", "2,5"}, []string{"2.5", "1"}},
		{"number that need not be bare", "{type: number, bareNumber: false, constraints: {enum: ['5 %']}}", []string{"5", "5%", "5.0 $"}, []string{"6 %"}},
		{"boolean", "{type: boolean, trueValues: [oui, o], falseValues: [non], constraints: {enum: [true]}}", []string{"oui", "o"}, []string{"non"}},
		{"boolean as written", "{type: boolean, trueValues: [oui, o], falseValues: [non], constraints: {enum: [oui]}}", []string{"oui", "o"}, []string{"non"}},
		{"date", "{type: date, format: '%d/%m/%Y', constraints: {enum: ['04/06/2019', '2019-06-05']}}", []string{"4/6/2019", "04/06/2019", "05/06/2019"}, []string{"06/04/2019"}},
		{"time", "{type: time, constraints: {enum: ['13:30:00']}}", []string{"13:30:00", "13:30:00.0"}, []string{"13:30:01"}},
		{"datetime", "{type: datetime, constraints: {enum: ['2019-06-24T13:30:00Z']}}", []string{"2019-06-24T15:30:00+02:00", "2019-06-24T13:30:00.000z"}, []string{"2019-06-24T13:30:00", "2019-06-24T13:30:00+02:00"}},
		{"year", "{type: year, constraints: {enum: [2016]}}", []string{"2016"}, []string{"2017"}},
		{"yearmonth", "{type: yearmonth, constraints: {enum: ['2016-05']}}", []string{"2016-05"}, []string{"2016-06"}},
		{"duration", "{type: duration, constraints: {enum: [P1Y, PT36H]}}", []string{"P12M", "P1Y0M", "P1DT12H"}, []string{"P365D", "P1D"}},
		{"list", "{type: list, itemType: number, delimiter: ';', constraints: {enum: ['1;2', [3, 4]]}}", []string{"1.0;02", "3;4"}, []string{"2;1", "1", "1;2;", "12"}},
		{"list of texts", "{type: list, constraints: {enum: ['a,b']}}", []string{"a,b"}, []string{"a, b", "ab"}},
		{"object", `{type: object, constraints: {enum: [{a: 1, b: [x, null]}]}}`, []string{`{"b": ["\u0078", null], "a": 1.0}`}, []string{`{"a": 1}`, `{"a": "1", "b": ["x", null]}`}},
		{"array", `{type: array, constraints: {enum: ['[1, {"a": 2}]']}}`, []string{`[1e0,{"a":2}]`}, []string{`[{"a":2},1]`, "[]"}},
		{"geojson", `{type: geojson, constraints: {enum: ['{"type": "Point", "coordinates": [1, 2]}']}}`, []string{`{"coordinates":[1.0,2],"type":"Point"}`}, []string{`{"type":"Point","coordinates":[2,1]}`}},
		{"geopoint", "{type: geopoint, constraints: {enum: ['-73.5,45']}}", []string{"-73.50, 45.0"}, []string{"45,-73.5"}},
		{"geopoint as an array", "{type: geopoint, format: array, constraints: {enum: [[-73.5, 45]]}}", []string{"[-73.50,45]"}, []string{"[45,-73.5]"}},
		{"geopoint as an object", "{type: geopoint, format: object, constraints: {enum: [{lon: -73.5, lat: 45}]}}", []string{`{"lat":45.0,"lon":-73.5}`}, []string{`{"lat":-73.5,"lon":45}`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			check := bindRule(t, notInList, test.field, nil)
			for _, s := range test.in {
				if check.Fails(text(s)) {
					t.Errorf("%q is not in the list", s)
				}
			}
			for _, s := range test.out {
				if !check.Fails(text(s)) {
					t.Errorf("%q is in the list", s)
				}
			}
		})
	}
	for _, bad := range []string{
		"{type: integer, constraints: {enum: [a]}}", "{type: boolean, constraints: {enum: [perhaps]}}", "{type: date, constraints: {enum: [soon]}}",
		"{type: list, itemType: integer, constraints: {enum: ['1,a']}}", "{type: object, constraints: {enum: ['{']}}", "{type: duration, constraints: {enum: [1]}}",
		"{type: geopoint, constraints: {enum: ['1']}}", "{type: year, constraints: {enum: [16]}}",
	} {
		if _, err := tryBind(t, notInList, bad, nil); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

// Labels of categories stand for their values, unless two share one.
func TestLabelsOfCategories(t *testing.T) {
	const categories = "categories: [{value: a, label: {en: Apple, fr: Pomme}}, {value: b, label: {en: both, fr: autre}}, {value: c, label: {en: Both, fr: reste}}, {value: d, label: {en: a, fr: d}}]"
	run(t, notInList, "{type: string, "+categories+"}", nil, []value{
		{"a", "ok", ""}, {"d", "ok", ""}, {"apple", "synonym", "a"}, {"POMME", "synonym", "a"}, {"reste", "synonym", "c"}, {"both", "", ""}, {"x", "", ""},
	})
	run(t, notInList, "{type: string, constraints: {enum: [b]}, "+categories+"}", nil, []value{{"b", "ok", ""}, {"a", "", ""}, {"autre", "synonym", "b"}, {"pomme", "", ""}})
	run(t, wrongType, "{type: integer, categories: [{value: 1, label: {en: one, fr: un}}]}", nil, []value{{"One", "synonym", "1"}, {"two", "", ""}, {"1", "ok", ""}})
}

// Numbers are equal when package cell's comparison says so, however they are written.
func TestCanonicalNumbers(t *testing.T) {
	number := `[+-]?([0-9]{1,12}(\.[0-9]{0,12})?|\.[0-9]{1,12})([eE][+-]?[0-9])?`
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.StringMatching(number).Draw(t, "a")
		b := rapid.OneOf(rapid.StringMatching(number), rapid.Just(a+"e0"), rapid.Just("00"+a)).Draw(t, "b")
		x, _ := parseDecimal([]byte(a))
		y, ok := parseDecimal([]byte(b))
		if !ok {
			return
		}
		order, _ := x.compare(y)
		if same := bytes.Equal(x.appendCanonical(nil), y.appendCanonical(nil)); same != (order == 0) {
			t.Fatalf("%s and %s: order %d, %s and %s", a, b, order, x.appendCanonical(nil), y.appendCanonical(nil))
		}
	})
}

// Durations are ordered where XML Schema orders them.
func TestDurationsCompare(t *testing.T) {
	for _, test := range []struct {
		a, b  string
		order string
	}{
		{"P1Y", "P12M", "="},
		{"P1D", "PT24H", "="},
		{"P1M", "P27D", ">"},
		{"P1M", "P28D", "?"},
		{"P1M", "P31D", "?"},
		{"P1M", "P32D", "<"},
		{"P1Y", "P364D", ">"},
		{"P1Y", "P365D", "?"},
		{"P1Y", "P367D", "<"},
		{"P5M", "P149D", ">"},
		{"P5M", "P150D", "?"},
		{"P5M", "P154D", "<"},
		{"P1M", "P30DT23H59M59.5S", "?"},
		{"-P1M", "-P32D", ">"},
		{"-P1Y", "P1D", "<"},
		{"PT1.5S", "PT1.50S", "="},
	} {
		a, _ := parseDuration([]byte(test.a))
		b, _ := parseDuration([]byte(test.b))
		for _, swapped := range []bool{false, true} {
			order, ok := a.compare(&b)
			got := "?"
			if ok {
				if swapped {
					order = -order
				}
				got = string("<=>"[order+1])
			}
			if got != test.order {
				t.Errorf("%s %s %s, want %s (swapped: %t)", test.a, got, test.b, test.order, swapped)
			}
			a, b = b, a
		}
	}
}

func TestLists(t *testing.T) {
	run(t, wrongType, "{type: list, itemType: integer}", nil, []value{{"1,2", "ok", ""}, {"5", "ok", ""}, {"1,,2", "item", ""}, {"1,x", "item", ""}, {"x", "item", ""}, {"1;2", "item", ""}})
	run(t, wrongType, "{type: list, itemType: number, delimiter: ' | '}", nil, []value{{"1.5 | 2", "ok", ""}, {"1.5|2", "item", ""}, {"1,5", "item", ""}})
	run(t, wrongType, "{type: list, itemType: boolean, delimiter: ';'}", nil, []value{{"true;0", "ok", ""}, {"oui", "item", ""}})
	run(t, wrongType, "{type: list, itemType: date}", nil, []value{{"2016-05-31,2016-06-01", "ok", ""}, {"31/05/2016", "item", ""}})
	run(t, wrongType, "{type: list, itemType: datetime}", nil, []value{{"2016-05-31T10:00:00Z", "ok", ""}, {"2016-05-31", "item", ""}})
	run(t, wrongType, "{type: list, itemType: time}", nil, []value{{"10:00:00,11:00:00", "ok", ""}, {"10:00", "item", ""}})
	run(t, wrongType, "type: list", nil, []value{{"a,,b", "ok", ""}, {"[1]", "ok", ""}})

	check := bindRule(t, wrongType, "{type: list, itemType: integer}", nil)
	if d := check.Explain(text("1,2,x")); fmt.Sprint(d.Params[2].Value, d.Params[3].Value) != "3x" {
		t.Errorf("got %v", d.Params)
	}
	for _, test := range []struct {
		itemType string
		kind     table.Kind
		text     string
		ok       bool
	}{
		{"integer", table.Nested, "[1, 2]", true},
		{"integer", table.Nested, `[1, "2"]`, true},
		{"integer", table.Nested, `[1, "x"]`, false},
		{"integer", table.Nested, `[1, 2.5]`, false},
		{"integer", table.Nested, `[[1]]`, false},
		{"integer", table.Nested, `{"a": 1}`, false},
		{"integer", table.Nested, `[]`, true},
		{"integer", table.Number, "5", true},
		{"integer", table.Number, "5.5", false},
		{"string", table.Nested, `["a", 1, true]`, true},
		{"string", table.Nested, `["a", null]`, false},
		{"string", table.Nested, `{"a": 1}`, false},
		{"string", table.Number, "5", true},
		{"boolean", table.Nested, "[true, false]", true},
		{"date", table.Nested, `["2016-05-31"]`, true},
		{"date", table.Date, "2016-05-31", true},
	} {
		check := bindRule(t, wrongType, "{type: list, itemType: "+test.itemType+"}", nil)
		cell := native(test.kind, test.text)
		if got := !check.Fails(cell); got != test.ok {
			t.Errorf("%s of kind %d in a list of type %s: %t", test.text, test.kind, test.itemType, got)
		}
		if !test.ok {
			say(t, wrongType, check.Explain(cell), test.text)
		}
	}
	run(t, tooLong, "{type: list, delimiter: ';'}", map[string]any{"length": 2}, []value{{"a;b", "ok", ""}, {"a,b,c", "ok", ""}, {"a;b;c", "items", ""}, {";;", "items", ""}})
	run(t, tooShort, "{type: list, delimiter: ';'}", map[string]any{"length": 2}, []value{{"a;b", "ok", ""}, {"a,b", "items", ""}})
}
