package cell

import (
	"slices"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

func TestIntegers(t *testing.T) {
	run(t, wrongType, "type: integer", nil, []value{
		{"0", "ok", ""},
		{"-5", "ok", ""},
		{"+12", "ok", ""},
		{"0007", "ok", ""},
		{"123456789012345678901234567890", "ok", ""},
		{"-", "", ""},
		{"5.0", "zeros", "5"},
		{"-5.00", "zeros", "-5"},
		{"5.5", "decimals", ""},
		{"1e3", "scientific", "1000"},
		{"1.25E+05", "scientific", "125000"},
		{"0e0", "scientific", "0"},
		{" 5", "padded", "5"},
		{"5\u00a0", "padded", "5"},
		{"=345", "unit", "345"},
		{"4=", "unit", "4"},
		{"$5", "unit", "5"},
		{"-$5", "unit", "-5"},
		{"12 %", "unit", "12"},
		{"MARY", "", ""},
		{"5 and 6", "", ""},
		{"٥", "", ""},
		{"01/01/1920 12:00:00 AM", "timestamp-suggestion", "1920"},
		{"05/06/1920 12:00:00 AM", "timestamp-suggestion", "1920"},
		{"1920-01-01T00:00:00", "timestamp-suggestion", "1920"},
		{"1920-01-01", "date-suggestion", "1920"},
		{"1 janvier 1920", "date-suggestion", "1920"},
		{"January 1, 1920", "date-suggestion", "1920"},
	})
	run(t, wrongType, `{type: integer, groupChar: ","}`, nil, []value{{"1,234", "ok", ""}, {"1234", "ok", ""}, {",5", "", ""}, {"5,", "", ""}})
	run(t, wrongType, `{type: integer, bareNumber: false}`, nil, []value{{"$5", "ok", ""}, {"5 %", "ok", ""}, {"x", "", ""}})
}

func TestNumbers(t *testing.T) {
	run(t, wrongType, "type: number", nil, []value{
		{"12.5", "ok", ""},
		{"-.5", "ok", ""},
		{"5.", "ok", ""},
		{"1e3", "ok", ""},
		{"1.5E-3", "ok", ""},
		{"NaN", "ok", ""},
		{"INF", "ok", ""},
		{"-INF", "ok", ""},
		{"nan", "ok", ""},
		{"Inf", "ok", ""},
		{"+INF", "ok", ""},
		{"-NaN", "", ""},
		{"infinity", "", ""},
		{"+100000.00", "ok", ""},
		{".", "", ""},
		{"1e", "unit", "1"},
		{"1.2.3", "", ""},
		{"--5", "", ""},
		{"0x1F", "", ""},
		{"12.5 %", "unit", "12.5"},
		{"2016-05-31", "date", ""},
		{"2016-05-31 10:00", "timestamp", ""},
	})
	run(t, wrongType, `{type: number, decimalChar: ",", groupChar: " "}`, nil, []value{{"1 234,5", "ok", ""}, {"0,5", "ok", ""}, {"1234.5", "point", "1234,5"}})
	run(t, wrongType, `{type: number, bareNumber: false, decimalChar: ","}`, nil, []value{{"12,5 %", "ok", ""}, {"$ 12,50", "ok", ""}, {",5€", "ok", ""}})
}

func TestBooleans(t *testing.T) {
	run(t, wrongType, "type: boolean", nil, []value{
		{"true", "ok", ""},
		{"False", "ok", ""},
		{"1", "ok", ""},
		{"0", "ok", ""},
		{"tRUE", "word", "true"},
		{"oui", "word", "true"},
		{"N", "word", "false"},
		{"2", "", ""},
	})
	run(t, wrongType, "{type: boolean, trueValues: [vrai], falseValues: [faux]}", nil, []value{{"vrai", "ok", ""}, {"true", "word", "vrai"}, {"1", "word", "vrai"}})
}

func TestDates(t *testing.T) {
	run(t, wrongType, "type: date", nil, []value{
		{"2019-06-24", "ok", ""},
		{"2020-02-29", "ok", ""},
		{"2019-02-29", "impossible", ""},
		{"2019-13-01", "impossible", ""},
		{"2019-6-4", "form-suggestion", "2019-06-04"},
		{"24-06-2019", "form-suggestion", "2019-06-24"},
		{"06/24/2019", "form-suggestion", "2019-06-24"},
		{"05/06/2019", "order", ""},
		{"06/06/2019", "form-suggestion", "2019-06-06"},
		{"24 juin 2019", "form-suggestion", "2019-06-24"},
		{"2019-06-24 00:00:00", "timestamp-suggestion", "2019-06-24"},
		{"2019-06-24T10:00:00Z", "timestamp", ""},
		{"20190624", "", ""},
		{"2019", "", ""},
		{"soon", "", ""},
	})
	run(t, wrongType, `{type: date, format: "%d/%m/%Y"}`, nil, []value{
		{"24/06/2019", "ok", ""},
		{"4/6/2019", "ok", ""},
		{"2019-06-24", "form-suggestion", "24/06/2019"},
		{"24/06/19", "short-year", ""},
	})
	run(t, wrongType, `{type: date, format: "%d %b %y"}`, nil, []value{{"24 Jun 19", "ok", ""}, {"24 JUIN 69", "ok", ""}, {"24 Foo 19", "", ""}})
	run(t, wrongType, `{type: date, format: "%Y%m%d"}`, nil, []value{{"20190624", "ok", ""}, {"20191324", "", ""}, {"20190631", "", ""}})
	run(t, wrongType, `{type: date, format: "%Y%j"}`, nil, []value{{"2020366", "ok", ""}, {"2019366", "", ""}})
	run(t, wrongType, "{type: date, format: any}", nil, []value{{"24/06/2019", "ok", ""}, {"June 24, 2019", "ok", ""}, {"2019-06-24", "ok", ""}, {"soon", "", ""}})
	run(t, wrongType, "type: time", nil, []value{{"13:30:00", "ok", ""}, {"13:30:00.5Z", "ok", ""}, {"13:30:00-05:00", "ok", ""}, {"13:30", "", ""}, {"24:00:00", "impossible", ""}})
	run(t, wrongType, "{type: time, format: '%I:%M %p'}", nil, []value{{"1:30 pm", "ok", ""}, {"12:00 AM", "ok", ""}, {"13:30 PM", "", ""}})
	run(t, wrongType, "type: datetime", nil, []value{
		{"2019-06-24T13:30:00Z", "ok", ""},
		{"2019-06-24T13:30:00.123-04:00", "ok", ""},
		{"2019-06-24 13:30:00", "form-suggestion", "2019-06-24T13:30:00"},
		{"2019-06-24", "no-time", ""},
	})
	run(t, wrongType, "type: year", nil, []value{
		{"1920", "ok", ""},
		{"-0044", "ok", ""},
		{"12016", "ok", ""},
		{"02016", "", ""},
		{"16", "", ""},
		{"01/01/1920 12:00:00 AM", "timestamp-suggestion", "1920"},
		{"1920-01-01", "date-suggestion", "1920"},
	})
	run(t, wrongType, "type: yearmonth", nil, []value{{"2016-05", "ok", ""}, {"2016-13", "", ""}, {"2016-05-01", "date-suggestion", "2016-05"}})
	run(t, wrongType, "type: duration", nil, []value{
		{"P1Y6M", "ok", ""},
		{"-P2DT1.5S", "ok", ""},
		{"PT36H", "ok", ""},
		{"P", "", ""},
		{"P1YT", "", ""},
		{"P1M1Y", "", ""},
		{"P1.5Y", "", ""},
		{"P1S", "", ""},
	})
}

func TestOtherTypes(t *testing.T) {
	run(t, wrongType, "type: object", nil, []value{{`{"a": 1}`, "ok", ""}, {`[1]`, "", ""}, {`{a: 1}`, "", ""}})
	run(t, wrongType, "type: array", nil, []value{{`[1, 2]`, "ok", ""}, {`{}`, "", ""}})
	run(t, wrongType, "type: geopoint", nil, []value{{"-73.57, 45.50", "ok", ""}, {"-73.57,45.50", "ok", ""}, {"45.50", "", ""}, {"-73.57,145", "", ""}})
	run(t, wrongType, "{type: geopoint, format: array}", nil, []value{{"[-73.57, 45.50]", "ok", ""}, {"[1]", "", ""}})
	run(t, wrongType, "{type: geopoint, format: object}", nil, []value{{`{"lon": -73.57, "lat": 45.50}`, "ok", ""}, {`{"lon": 1}`, "", ""}})
	run(t, wrongType, "type: geojson", nil, []value{{`{"type": "Point", "coordinates": [1, 2]}`, "ok", ""}, {`{"type": "Pont"}`, "", ""}})
	run(t, wrongType, "{type: geojson, format: topojson}", nil, []value{{`{"type": "Topology"}`, "ok", ""}, {`{"type": "Point"}`, "", ""}})
	run(t, wrongType, "{type: string, format: email}", nil, []value{
		{"info@example.org", "ok", ""},
		{"prénom.nom+x@sous.example.ca", "ok", ""},
		{"info@example", "", ""},
		{"info.example.org", "", ""},
		{"a b@example.org", "", ""},
		{".a@example.org", "", ""},
	})
	run(t, wrongType, "{type: string, format: uri}", nil, []value{
		{"https://example.org/a?b=c%20d", "ok", ""},
		{"mailto:info@example.org", "ok", ""},
		{"urn:isbn:0451450523", "ok", ""},
		{"example.org", "", ""},
		{"https://example.org/a b", "", ""},
		{"https://", "", ""},
	})
	run(t, wrongType, "{type: string, format: uuid}", nil, []value{{"123e4567-e89b-12d3-a456-426614174000", "ok", ""}, {"123e4567", "", ""}})
	run(t, wrongType, "{type: string, format: binary}", nil, []value{{"SGVsbG8=", "ok", ""}, {"SGVsbG8", "", ""}})
	for _, free := range []string{"type: string", "type: any"} {
		if check, err := tryBind(t, wrongType, free, nil); check != nil || err != nil {
			t.Errorf("%s: %v %v", free, check, err)
		}
	}
	for _, bad := range []string{"{type: date, format: '%Q'}", "{type: date, format: soon}"} {
		if _, err := tryBind(t, wrongType, bad, nil); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

func TestNativeKinds(t *testing.T) {
	for _, c := range []struct {
		field string
		kind  table.Kind
		text  string
		ok    bool
	}{
		{"integer", table.Number, "5", true},
		{"integer", table.Number, "5e3", true},
		{"integer", table.Number, "5.5", false},
		{"integer", table.Boolean, "true", false},
		{"integer", table.Date, "2016-01-01", false},
		{"number", table.Number, "1e-7", true},
		{"number", table.DateTime, "2016-01-01T00:00:00", false},
		{"boolean", table.Boolean, "true", true},
		{"boolean", table.Number, "1", true},
		{"boolean", table.Number, "2", false},
		{"date", table.Date, "2016-01-01", true},
		{"date", table.DateTime, "2016-01-01T00:00:00", true},
		{"date", table.DateTime, "2016-01-01T10:00:00", false},
		{"date", table.Number, "42370", false},
		{"datetime", table.DateTime, "2016-01-01T10:00:00", true},
		{"time", table.Time, "10:00:00", true},
		{"year", table.Number, "2016", true},
		{"year", table.Number, "2016.5", false},
		{"object", table.Nested, `{"a":1}`, true},
		{"array", table.Nested, `{"a":1}`, false},
		{"yearmonth", table.Date, "2016-05-01", false},
		{"duration", table.Time, "10:00:00", false},
		{"duration", table.Number, "3", false},
		{"geopoint", table.Nested, "[-73.57, 45.5]", false},
		{"integer", table.Nested, `[1]`, false},
	} {
		check := bindRule(t, wrongType, "type: "+c.field, nil)
		cell := table.Cell{Text: []byte(c.text), Kind: c.kind}
		if got := !check.Fails(cell); got != c.ok {
			t.Errorf("%s of kind %d: %q is %t", c.field, c.kind, c.text, got)
		}
		if !c.ok {
			say(t, wrongType, check.Explain(cell), c.text)
		}
	}
}

func TestWrongTypeOfNativeValuesIsExplained(t *testing.T) {
	for _, test := range []struct {
		field      string
		kind       table.Kind
		text, want string
	}{
		{"integer", table.Number, "5.5", "“5.5” has decimals and is not a whole number"},
		{"integer", table.Boolean, "true", "the cell holds a yes-or-no value, “true”, not a whole number"},
		{"integer", table.Date, "2016-01-01", "the cell holds a date, “2016-01-01”, not a whole number; write 2016"},
		{"integer", table.DateTime, "2016-01-01T00:00:00", "the cell holds a date and time, “2016-01-01T00:00:00”, not a whole number; write 2016"},
		{"integer", table.Date, "1905-07-08", "the cell holds the date “1905-07-08”, as which a spreadsheet shows the number 2016; write 2016"},
		{"year", table.Date, "1905-07-08", "the cell holds the date “1905-07-08”, as which a spreadsheet shows the number 2016; write 2016"},
		{"yearmonth", table.Date, "2016-05-01", "the cell holds a date, “2016-05-01”, not a year and month; write 2016-05"},
		{"number", table.Date, "1905-07-08", "the cell holds a date, “1905-07-08”, not a number"},
		{"date", table.Number, "42370", "the cell holds a number, “42370”, not a date"},
		{"date", table.DateTime, "2016-01-01T10:00:00", "the cell holds a date and time, “2016-01-01T10:00:00”, not a date"},
		{"date", table.Time, "10:00:00", "the cell holds a time of day, “10:00:00”, not a date"},
		{"boolean", table.Number, "2", "the cell holds a number, “2”, not a yes-or-no value"},
		{"array", table.Nested, `{"a":1}`, "“{\"a\":1}” is not a JSON array"},
	} {
		check := bindRule(t, wrongType, "type: "+test.field, nil)
		cell := table.Cell{Text: []byte(test.text), Kind: test.kind}
		if !check.Fails(cell) {
			t.Errorf("%s of kind %d: %q passes", test.field, test.kind, test.text)
			continue
		}
		if got := sayAs(t, wrongType, check.Explain(cell), test.text, "value").EN; got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestUndeclaredMissingMarker(t *testing.T) {
	run(t, undeclaredMissingMarker, "type: integer", nil, []value{
		{"2016", "ok", ""},
		{"-5", "ok", ""},
		{"MARY", "ok", ""},
		{"nano", "ok", ""},
		{"<5", "ok", ""},
		{"x", "ok", ""},
		{"N/A", "", ""},
		{"n/a", "", ""},
		{"#N/A", "", ""},
		{"-", "", ""},
		{"--", "", ""},
		{"..", "", ""},
		{"...", "", ""},
		{"…", "", ""},
		{"—", "", ""},
		{"NULL", "", ""},
		{"None", "", ""},
		{"nil", "", ""},
		{"XXXX", "", ""},
		{"?", "", ""},
		{"s.o.", "", ""},
		{"N.D.", "", ""},
		{"manquant", "", ""},
		{"Non précisé", "", ""},
		{"NaN", "", ""},
	})
	run(t, undeclaredMissingMarker, "type: string", nil, []value{{"N/A", "", ""}, {"..", "", ""}, {"NULL", "", ""}, {"NAN", "ok", ""}, {"Nil", "ok", ""}, {"Na", "ok", ""}})
	run(t, undeclaredMissingMarker, "type: number", nil, []value{{"NaN", "ok", ""}, {"nan", "ok", ""}, {"na", "", ""}})
	run(t, undeclaredMissingMarker, "{type: boolean, trueValues: [o], falseValues: ['-']}", nil, []value{{"-", "ok", ""}, {"--", "", ""}})
	run(t, undeclaredMissingMarker, "{type: string, constraints: {enum: [N/A, p]}}", nil, []value{{"N/A", "ok", ""}, {"n.d.", "", ""}})
	run(t, undeclaredMissingMarker, "{type: integer, missingValues: ['-']}", nil, []value{{"N/A", "declared", ""}})
	run(t, undeclaredMissingMarker, "{type: string}", map[string]any{"markers": []string{"999", "Rien"}}, []value{{"999", "", ""}, {"rien", "", ""}, {"998", "ok", ""}, {"N/A", "ok", ""}})
	if _, err := tryBind(t, undeclaredMissingMarker, "type: integer", map[string]any{"marker": "x"}); err == nil {
		t.Error("an unknown parameter passes")
	}
}

func TestSuppressionMarker(t *testing.T) {
	run(t, suppressionMarker, "type: integer", nil, []value{
		{"5", "ok", ""},
		{"-5", "ok", ""},
		{"1,234", "ok", ""},
		{"MARY", "ok", ""},
		{"A5", "ok", ""},
		{"2016-05-31", "ok", ""},
		{"", "ok", ""},
		{"<5", "", ""},
		{"< 5", "", ""},
		{"<\u00a05", "", ""},
		{"<10", "", ""},
		{"≤5", "", ""},
		{"<= 5", "", ""},
		{"moins de 5", "", ""},
		{"Fewer than 5", "", ""},
		{"less than 10", "", ""},
		{"inférieur à 5", "", ""},
		{"&lt;5", "", ""},
		{"x", "sign", ""},
		{"X", "sign", ""},
		{"*", "sign", ""},
		{"**", "sign", ""},
		{"s", "sign", ""},
		{"[c]", "sign", ""},
		{"masqué", "sign", ""},
		{"Suppressed", "sign", ""},
	})
	if check, err := tryBind(t, suppressionMarker, "type: string", nil); check != nil || err != nil {
		t.Error("a text field has no suppression markers")
	}
}

func TestGroupedNumber(t *testing.T) {
	run(t, groupedNumber, "type: integer", nil, []value{
		{"1234", "ok", ""},
		{"123", "ok", ""},
		{"1,23", "ok", ""},
		{"1234,567", "ok", ""},
		{"0,123", "ok", ""},
		{"1,2345", "ok", ""},
		{"1,234.5", "ok", ""},
		{"1 234 5", "ok", ""},
		{"1,234 567", "ok", ""},
		{"1.234", "ok", ""},
		{"1,234", "", "1234"},
		{"-1,234,567", "", "-1234567"},
		{"1 234", "", "1234"},
		{"1\u00a0234", "", "1234"},
		{"12\u202f345", "", "12345"},
		{"1'234", "", "1234"},
	})
	run(t, groupedNumber, "type: number", nil, []value{
		{"1,234.5", "", "1234.5"}, {"1 234,5", "", "1234.5"}, {"1,234", "", "1234"}, {"12,5", "ok", ""}, {"1,234,5", "ok", ""}, {"1234.5", "ok", ""},
	})
	run(t, groupedNumber, `{type: number, decimalChar: ","}`, nil, []value{{"1.234,5", "", "1234,5"}, {"1 234", "", "1234"}, {"1,234", "ok", ""}})
	run(t, groupedNumber, `{type: integer, groupChar: " "}`, nil, []value{{"1 234", "ok", ""}, {"1,234", "", "1234"}})
}

func TestDecimalComma(t *testing.T) {
	run(t, decimalComma, "type: number", nil, []value{
		{"12.5", "ok", ""},
		{"12", "ok", ""},
		{"a,b", "ok", ""},
		{"1,2,3", "ok", ""},
		{"12,", "ok", ""},
		{"12,5", "", "12.5"},
		{"-0,125", "", "-0.125"},
		{",5", "", ".5"},
		{"1,5e3", "", "1.5e3"},
	})
	for _, other := range []string{"type: integer", "type: string", `{type: number, decimalChar: ","}`} {
		if check, err := tryBind(t, decimalComma, other, nil); check != nil || err != nil {
			t.Errorf("%s: %v %v", other, check, err)
		}
	}
}

// A value that the steward can copy says more than the letters of its format.
func TestExamplesOfDatesAreValues(t *testing.T) {
	for field, want := range map[string]string{
		"type: year": "2016", "type: yearmonth": "2016-05", "type: date": "2016-05-31", "{type: date, format: '%d/%m/%Y'}": "DD/MM/YYYY",
	} {
		defect := bindRule(t, wrongType, field, nil).Explain(table.Cell{Text: []byte("20x")})
		if !slices.Contains(defect.Params, message.P("example", want)) {
			t.Errorf("%s: %v, want the example %s", field, defect.Params, want)
		}
	}
}
