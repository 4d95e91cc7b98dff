package cell

import (
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// binding is a rule on a field, and values that pass it: those of a typical column.
type binding struct {
	rule   *lint.Rule
	field  string
	params map[string]any
	pass   []string
}

type named struct {
	binding
	check lint.CellCheck
}

// everyBinding binds every rule at least once.
func everyBinding() []binding {
	names := []string{"OLIVIA", "LIAM", "MARIE-CLAUDE", "ZOË", "FRANÇOIS", "ANNE MARIE", "Tekahentarih'tha", "ᐊᓄᕋᖅ", "Nguyễn", "L’Île « X »", "Kahnawà:ke"}
	counts := []string{"31", "1024", "5", "123456"}
	proportions := []string{"0.5", "12.345", "3", "99.999"}
	return []binding{
		{missingValue, "{type: integer, missingValues: ['', '-']}", nil, counts},
		{mojibake, "type: string", nil, append([]string{"TO BE CONTINUED…", "NESTLÉ®", "Why? Because", "« Société » – 50 €"}, names...)},
		{controlCharacter, "type: string", nil, append([]string{"می\u200cخواهم"}, names...)},
		{paddedValue, "type: string", nil, names[:9]},
		{notNFC, "type: string", nil, names},
		{numberAsText, "type: integer", nil, []string{"A5", "1,234", "5.5"}},
		{dateAsText, "type: date", nil, []string{"31/05/2016", "soon"}},
		{uncommonForm, "type: datetime", nil, []string{"2016-05-31T10:00:00.5Z", "2016-05-31T10:00:00-04:00", "soon"}},
		{nestedValue, "type: string", nil, names},
		{undeclaredMissingMarker, "type: integer", nil, append([]string{"-5", "nano", "Noël"}, counts...)},
		{suppressionMarker, "type: integer", nil, append([]string{"A5", "MARY"}, counts...)},
		{groupedNumber, "type: integer", nil, append([]string{"1,23"}, counts...)},
		{decimalComma, "type: number", nil, append([]string{"a,b"}, proportions...)},
		{wrongType, "type: integer", nil, counts},
		{wrongType, "type: number", nil, proportions},
		{wrongType, "{type: number, decimalChar: ',', groupChar: ' '}", nil, []string{"1 234,5", "0,5"}},
		{wrongType, "type: date", nil, []string{"2016-05-31"}},
		{wrongType, "{type: date, format: '%d %B %Y'}", nil, []string{"31 mai 2016", "24 Juin 2019"}},
		{wrongType, "{type: datetime, format: any}", nil, []string{"2016-05-31 10:00", "31/05/2016 10:00:00"}},
		{wrongType, "type: datetime", nil, []string{"2016-05-31T10:00:00.5Z"}},
		{wrongType, "type: year", nil, []string{"2016"}},
		{wrongType, "type: boolean", nil, []string{"true", "0"}},
		{wrongType, "type: duration", nil, []string{"P1Y6M"}},
		{wrongType, "{type: list, itemType: integer, delimiter: ';'}", nil, []string{"1;2;3", "5"}},
		{wrongType, "type: geopoint", nil, []string{"-73.57, 45.50"}},
		{wrongType, "{type: string, format: email}", nil, []string{"info@example.org"}},
		{wrongType, "{type: string, format: uri}", nil, []string{"https://example.org/"}},
		{placeholderValue, "type: string", map[string]any{"values": []string{"BABY", "UNNAMED", "INCONNU"}}, names},
		{notInList, "{type: string, constraints: {enum: [F, M]}}", nil, []string{"F", "M"}},
		{notInList, "{type: integer, constraints: {enum: ['1', '2']}}", nil, []string{"1", "02"}},
		{notInList, "{type: date, constraints: {enum: ['2016-01-31']}, format: '%d/%m/%Y'}", nil, []string{"31/01/2016", "31/1/2016"}},
		{notInList, "{type: boolean, constraints: {enum: [true]}}", nil, []string{"true", "1"}},
		{notInList, "{type: duration, constraints: {enum: [P1Y]}}", nil, []string{"P12M"}},
		{disallowedCharacter, "type: string", nil, []string{"OLIVIA", "ZOË", "Nguyễn", "ᐊᓄᕋᖅ", "Kahnawà:ke"}},
		{tooShort, "type: string", map[string]any{"length": 2}, names},
		{tooLong, "type: string", map[string]any{"length": 50}, names},
		{patternMismatch, "type: string", map[string]any{"pattern": `[\p{L}\p{M}]+([ '’.:-][\p{L}\p{M}]+)*`}, []string{"OLIVIA", "MARIE-CLAUDE", "ZOË"}},
		{schemaMismatch, "{type: array, constraints: {jsonSchema: {items: {type: object, required: [name], properties: {name: {type: string}}}}}}", nil, []string{`[{"name": "EMMA"}]`}},
		{checkDigit, "type: string", map[string]any{"algorithm": "siret", "separators": true}, []string{"55210055400013", "552 100 554 00013", "35600000049837"}},
		{checkDigit, "type: string", map[string]any{"algorithm": "iban"}, []string{"FR1420041010050500013M02606"}},
		{belowMinimum, "type: integer", map[string]any{"minimum": 0}, append([]string{"99999999999999999999"}, counts...)},
		{aboveMaximum, "type: number", map[string]any{"maximum": 100}, proportions},
		{belowMinimum, "type: date", map[string]any{"minimum": "1850-01-01"}, []string{"2016-05-31"}},
		{aboveMaximum, "type: duration", map[string]any{"maximum": "P100Y"}, []string{"P1Y6M"}},
		{smallCount, "type: integer", map[string]any{"threshold": 5}, counts},
	}
}

func TestPassingCellsDoNotAllocate(t *testing.T) {
	bound := map[*lint.Rule]bool{}
	for _, b := range everyBinding() {
		bound[b.rule] = true
		check := bindRule(t, b.rule, b.field, b.params)
		for _, s := range b.pass {
			c := text(s)
			if check.Fails(c) {
				t.Errorf("%s, %s: %q fails", b.rule.ID, b.field, s)
			}
			if b.rule == schemaMismatch {
				continue // a value has to be decoded to be judged
			}
			if n := testing.AllocsPerRun(100, func() { check.Fails(c) }); n != 0 {
				t.Errorf("%s, %s: %q takes %v allocations", b.rule.ID, b.field, s, n)
			}
		}
	}
	for _, rule := range Rules {
		if !bound[rule] {
			t.Errorf("%s is not tested", rule.ID)
		}
	}
}

// BenchmarkFails measures a check on its typical cells, as the engine calls it: cells of safe bytes are not shown to it, which
// the second figure leaves out of account.
func BenchmarkFails(b *testing.B) {
	for _, bind := range everyBinding() {
		b.Run(bind.rule.ID+"/"+bind.field, func(b *testing.B) {
			check := bindRule(b, bind.rule, bind.field, bind.params)
			var cells []table.Cell
			for _, s := range bind.pass {
				cells = append(cells, text(s))
			}
			b.ReportAllocs()
			i, failed := 0, 0
			for b.Loop() {
				if check.Fails(cells[i]) {
					failed++
				}
				if i++; i == len(cells) {
					i = 0
				}
			}
			if failed > 0 {
				b.Fatal("a typical cell fails")
			}
		})
	}
}
