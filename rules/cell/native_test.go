package cell

import (
	"slices"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

func native(kind table.Kind, text string) table.Cell {
	return table.Cell{Text: []byte(text), Kind: kind}
}

// What a format stores as a number or date has no form, no grouping and no marker, whatever its text looks like.
func TestFormAndSpellingAreThoseOfTexts(t *testing.T) {
	for _, rule := range []*lint.Rule{
		mojibake, controlCharacter, paddedValue, notNFC, numberAsText, undeclaredMissingMarker, suppressionMarker, groupedNumber, decimalComma,
	} {
		check := bindRule(t, rule, "type: number", nil)
		for _, text := range []string{"1,234", "12,5", "-", "<5", "x", " 5", "5", "na", "e\u0301", "?", "Ã©", "\u0007"} {
			for _, kind := range []table.Kind{table.Number, table.Boolean, table.Date, table.Time, table.DateTime, table.Nested} {
				if fails(check, native(kind, text)) {
					t.Errorf("%s finds %q of kind %d", rule.ID, text, kind)
				}
			}
		}
	}
}

// Constraints look at the text of a native value, and at the value where the type has an order.
func TestConstraintsOnNativeValues(t *testing.T) {
	for _, test := range []struct {
		name       string
		rule       *lint.Rule
		descriptor string
		params     map[string]any
		cell       table.Cell
		fails      bool
	}{
		{"pattern", patternMismatch, "constraints: {pattern: '[0-9]{4}'}", nil, native(table.Number, "2016"), false},
		{"pattern of a text field", patternMismatch, "constraints: {pattern: '[A-Z]+'}", nil, native(table.Number, "2016"), true},
		{"list of numbers", notInList, "{type: integer, constraints: {enum: ['1', '2']}}", nil, native(table.Number, "2"), false},
		{"list of numbers, another spelling", notInList, "{type: number, constraints: {enum: ['1.50']}}", nil, native(table.Number, "1.5"), false},
		{"list of texts", notInList, "constraints: {enum: ['1', '2']}", nil, native(table.Number, "1"), false},
		{"list of texts, other number", notInList, "constraints: {enum: ['1', '2']}", nil, native(table.Number, "3"), true},
		{"another decimal sign", notInList, "{type: number, decimalChar: ',', constraints: {enum: ['1.5']}}", nil, native(table.Number, "1.5"), false},
		{"length", tooShort, "type: string", map[string]any{"length": 5}, native(table.Number, "2016"), true},
		{"minimum", belowMinimum, "type: integer", map[string]any{"minimum": "1850"}, native(table.Number, "1849"), true},
		{"minimum with another decimal sign", belowMinimum, "{type: number, decimalChar: ','}", map[string]any{"minimum": "1.5"}, native(table.Number, "1.25"), true},
		{"first day of another form", belowMinimum, "{type: date, format: '%d/%m/%Y'}", map[string]any{"minimum": "01/02/2016"}, native(table.Date, "2016-01-31"), true},
		{"last day, at midnight", aboveMaximum, "type: date", map[string]any{"maximum": "2016-01-31"}, native(table.DateTime, "2016-01-31T00:00:00"), false},
		{"year", belowMinimum, "type: year", map[string]any{"minimum": "1850"}, native(table.Number, "1849"), true},
		{"threshold", smallCount, "type: integer", map[string]any{"threshold": 5}, native(table.Number, "4"), true},
		{"digits in a name", disallowedCharacter, "type: string", nil, native(table.Number, "7"), true},
		{"placeholder", placeholderValue, "type: string", map[string]any{"values": []any{"0"}}, native(table.Number, "0"), true},
		{"missing value that is a number", missingValue, "{type: integer, missingValues: ['-99']}", nil, native(table.Number, "-99"), true},
		{"null", missingValue, "type: integer", nil, native(table.Null, ""), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			check := bindRule(t, test.rule, test.descriptor, test.params)
			if got := fails(check, test.cell); got != test.fails {
				t.Errorf("%s fails: %v", test.rule.ID, got)
			}
		})
	}
}

// A text field takes whatever has a text.
func TestNoTypeIsWantedOfATextField(t *testing.T) {
	if check, err := tryBind(t, wrongType, "type: string", nil); check != nil || err != nil {
		t.Errorf("got %v, %v", check, err)
	}
}

func TestNumbersAndDatesAsText(t *testing.T) {
	for _, test := range []struct {
		rule       *lint.Rule
		descriptor string
		cell       table.Cell
		fails      bool
	}{
		{numberAsText, "type: integer", text("1980"), true},
		{numberAsText, "type: integer", native(table.Number, "1980"), false},
		{numberAsText, "type: integer", text("1,980"), false}, // grouped-number's
		{numberAsText, "type: integer", text("19.5"), false},  // wrong-type's
		{numberAsText, "type: integer", text("MARY"), false},
		{numberAsText, "{type: number, decimalChar: ','}", text("12,5"), true},
		{numberAsText, "type: number", text("12,5"), false}, // decimal-comma's
		{numberAsText, "type: year", text("1980"), true},
		{dateAsText, "type: date", text("2016-01-31"), true},
		{dateAsText, "type: date", native(table.Date, "2016-01-31"), false},
		{dateAsText, "type: date", text("31/01/2016"), false},
		{dateAsText, "{type: date, format: '%d/%m/%Y'}", text("31/01/2016"), true},
		{dateAsText, "type: time", text("13:30:00"), true},
		{dateAsText, "type: datetime", text("2016-01-31T13:30:00"), true},
	} {
		check := bindRule(t, test.rule, test.descriptor, nil)
		if got := fails(check, test.cell); got != test.fails {
			t.Errorf("%s, %s: %q of kind %d fails: %v", test.rule.ID, test.descriptor, test.cell.Text, test.cell.Kind, got)
			continue
		}
		if !test.fails {
			continue
		}
		say(t, test.rule, check.Explain(test.cell), string(test.cell.Text))
		if mended := check.Mend(test.cell); !slices.Equal(mended, test.cell.Text) {
			t.Errorf("%s: %q goes on as %q", test.rule.ID, test.cell.Text, mended)
		}
	}
}

func TestNestedValue(t *testing.T) {
	for _, test := range []struct{ text, variant, said string }{
		{`["ANNE","MARIE"]`, "", "the cell holds a list of 2 values, not one value"},
		{`[]`, "", "the cell holds a list of 0 values, not one value"},
		{`{"en":"EMMA"}`, "object", "the cell holds an object with 1 name, not one value"},
	} {
		check := bindRule(t, nestedValue, "type: string", nil)
		cell := native(table.Nested, test.text)
		if !fails(check, cell) {
			t.Errorf("%s passes", test.text)
			continue
		}
		if got := sayAs(t, nestedValue, check.Explain(cell), test.text, "value").EN; got != test.said {
			t.Errorf("got  %s\nwant %s", got, test.said)
		}
	}
	if fails(bindRule(t, nestedValue, "type: string", nil), text(`["ANNE"]`)) {
		t.Error("a text that looks like an array fails")
	}
}

// The rules about native kinds do not apply where the format, or the field, has nothing of the kind.
func TestNativeRulesApplyToTheirFormats(t *testing.T) {
	all := []*lint.Rule{numberAsText, dateAsText, nestedValue}
	json := table.KindsOf(table.Number, table.Boolean, table.Nested)
	sheet := table.KindsOf(table.Number, table.Boolean, table.Date, table.Time, table.DateTime, table.Error)
	for _, test := range []struct {
		name, descriptor string
		native           table.Kinds
		want             []*lint.Rule
	}{
		{"delimited text", "type: date", 0, nil},
		{"JSON, number", "type: number", json, []*lint.Rule{numberAsText, nestedValue}},
		{"JSON, date", "type: date", json, []*lint.Rule{nestedValue}},
		{"sheet, number", "type: integer", sheet, []*lint.Rule{numberAsText}},
		{"sheet, year", "type: year", sheet, []*lint.Rule{numberAsText}},
		{"sheet, date", "type: date", sheet, []*lint.Rule{dateAsText}},
		{"everything, text", "type: string", everyKind, []*lint.Rule{nestedValue}},
		{"everything, array", "type: array", everyKind, nil},
		{"everything, any", "type: any", everyKind, nil},
	} {
		for _, rule := range all {
			check, err := rule.Bind(&lint.Binding{
				Requirement: &standard.Requirement{ID: "test", Rule: rule.ID}, Native: test.native,
				Fields: map[string][]lint.Field{"field": {parseField(t, test.descriptor)}},
			})
			if err != nil {
				t.Fatal(err)
			}
			if applies := slices.Contains(test.want, rule); (check != nil) != applies {
				t.Errorf("%s: %s applies: %v", test.name, rule.ID, !applies)
			}
		}
	}
}
