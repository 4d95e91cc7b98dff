package cell

import (
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

func TestNotInList(t *testing.T) {
	run(t, notInList, "{type: string, constraints: {enum: [F, M]}, synonyms: {Girls: F, Garçon: M, 'Féminin': F}}", nil, []value{
		{"F", "ok", ""},
		{"M", "ok", ""},
		{"girls", "synonym", "F"},
		{"GARCON", "synonym", "M"},
		{"féminin", "synonym", "F"},
		{"f", "spelling", "F"},
		{"M.", "spelling", "M"},
		{"Feminim", "near", "F"},
		{"X", "", ""},
	})
	run(t, notInList, "{type: string, constraints: {enum: [Ontario, Québec, 'Nova Scotia']}}", nil, []value{
		{"Quebec", "spelling", "Québec"},
		{"NOVA-SCOTIA", "spelling", "Nova Scotia"},
		{"Ontraio", "near", "Ontario"},
		{"Yukon", "", ""},
	})
	run(t, notInList, "{type: integer, constraints: {enum: ['1', '2']}}", nil, []value{{"1", "ok", ""}, {"01", "ok", ""}, {"+2", "ok", ""}, {"3", "", ""}})
	run(t, notInList, "{type: number, constraints: {enum: ['0.5', '1e3']}}", nil, []value{{".50", "ok", ""}, {"1000", "ok", ""}, {"0.51", "", ""}, {"5", "", ""}})
	run(t, notInList, "type: string", map[string]any{"values": []string{"QC", "NL"}, "synonyms": map[string]string{"PQ": "QC"}}, []value{{"QC", "ok", ""}, {"pq", "synonym", "QC"}, {"qc", "spelling", "QC"}})
	for _, params := range []map[string]any{nil, {"values": []string{"a"}, "synonyms": map[string]string{"x": "b"}}} {
		if _, err := tryBind(t, notInList, "type: string", params); err == nil {
			t.Errorf("%v: no error", params)
		}
	}
}

func TestPatternMismatch(t *testing.T) {
	run(t, patternMismatch, "type: string", map[string]any{"pattern": `a|bc`}, []value{{"a", "ok", ""}, {"bc", "ok", ""}, {"ab", "", ""}, {"bca", "", ""}, {"é", "", ""}})
	run(t, patternMismatch, "type: string", map[string]any{"pattern": `^([013-9]\d|2[AB1-9])\d{3}$`}, []value{{"2A004", "ok", ""}, {"75056", "ok", ""}, {"2C004", "", ""}, {"750567", "", ""}, {"75056\n", "", ""}})
	run(t, patternMismatch, "type: string", map[string]any{"pattern": `\p{L}+(-\p{L}+)*`}, []value{{"ANNE-MARIE", "ok", ""}, {"ZOË", "ok", ""}, {"ZOË-", "", ""}, {"", "", ""}})
	run(t, patternMismatch, "{type: string, title: {en: Code, fr: Code}}", map[string]any{"pattern": "[A-Z]"}, []value{{"A", "ok", ""}, {"a", "titled", ""}})
	run(t, patternMismatch, "{type: string, example: A}", map[string]any{"pattern": "[A-Z]"}, []value{{"a", "example", ""}})
	run(t, patternMismatch, "{type: string, description: {en: a capital, fr: une majuscule}}", map[string]any{"pattern": "[A-Z]"}, []value{{"a", "described", ""}})
	for _, bad := range []string{"", "(", "a)(b", `(?=a)`} {
		if _, err := tryBind(t, patternMismatch, "type: string", map[string]any{"pattern": bad}); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

// An anchored match means the same as a search with the patterns that published schemas have.
func TestPublishedPatternsAreAnchored(t *testing.T) {
	paths, _ := filepath.Glob("../../../shared/corpora/table-schema-versions/*/*/schema.json")
	if len(paths) == 0 {
		t.Skip("the corpora are absent")
	}
	patterns := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := standard.ParseTableSchema(path, text)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range parsed.Resources[0].Schema.Fields {
			p := f.Constraints.Pattern
			if p == "" {
				continue
			}
			patterns++
			m, err := newMatcher(p)
			if err != nil {
				t.Fatal(err)
			}
			search := regexp.MustCompile(p)
			for _, s := range []string{"75056", "x75056", "75056x", "2A004-C-001", "2A004-C-0011", "2A004-P-001", "123456789", "1234567890", "12345678901234", "N/A", "12", "", f.Example} {
				if m.matches([]byte(s)) != search.MatchString(s) {
					t.Errorf("%s: %q differs for %q", p, s, f.Name)
				}
			}
		}
	}
	if patterns == 0 {
		t.Error("no patterns found")
	}
}

// The automaton and package regexp agree on every text.
func TestAutomatonAgrees(t *testing.T) {
	for _, pattern := range []string{
		`a*b|c`, `[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]`, `(ab|a)(c|bcd)*`, `(?i)emma|zoe`, `.*x.{3}`, `^a$|^$`, `(a|b)*abb`, `\d{2,4}-\d+`, `a.c`, `\p{L}+`, `(?:a$|b)c?`, `[^a]*`,
		`(?s).`, `a$b`, `(^a|b)+`, `[^ ][^ .]*( [^ ]{2,}){0,2}`, `[^é]*`, `é|a`, `(?i)k*`, `[\x{80}-\x{10ffff}a]*`, `[\x{81}-\x{10ffff}a]*`, `[\x00-é]*`,
	} {
		m, err := newMatcher(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if m.automaton == nil {
			t.Errorf("%s has no automaton", pattern)
			continue
		}
		whole, safe := regexp.MustCompile(`^(?:`+pattern+`)$`), m.automaton.safe()
		rapid.Check(t, func(t *rapid.T) {
			s := rapid.StringMatching(`[a-dkxA-CEMZeoz0-9é日K\x{80}\x{fffd} .\n-]{0,9}`).Draw(t, "s")
			if rapid.Bool().Draw(t, "fitting") {
				s = rapid.StringMatching(pattern).Draw(t, "match")
			}
			if rapid.Bool().Draw(t, "broken") {
				s += "\xc3"
			}
			matches := whole.MatchString(s)
			if m.matches([]byte(s)) != matches {
				t.Fatalf("%s: %q", pattern, s)
			}
			if !matches && s != "" && isSafe(lint.CellCheck{Safe: safe}, []byte(s)) {
				t.Fatalf("%s: %q is of safe bytes", pattern, s)
			}
		})
	}
	for _, pattern := range []string{`\bword\b`, `(?m)^a$`, `[ab]*a[ab]{10}`} {
		m, err := newMatcher(pattern)
		if err != nil || m.automaton != nil {
			t.Errorf("%s: %v, has an automaton: %t", pattern, err, m.automaton != nil)
		}
	}
}

func TestBounds(t *testing.T) {
	run(t, belowMinimum, "type: integer", map[string]any{"minimum": 1850}, []value{
		{"1850", "ok", ""}, {"1849", "", ""}, {"-99999999999999999999", "", ""}, {"99999999999999999999", "ok", ""}, {"01850", "ok", ""}, {"x", "ok", ""},
	})
	run(t, aboveMaximum, "type: number", map[string]any{"maximum": "100"}, []value{
		{"100", "ok", ""}, {"100.000", "ok", ""}, {"100.0000000000000000000001", "", ""}, {"1e2", "ok", ""}, {"1.01e2", "", ""}, {"NaN", "ok", ""}, {"INF", "", ""}, {"-INF", "ok", ""},
	})
	run(t, belowMinimum, "type: number", map[string]any{"minimum": 0, "exclusive": true}, []value{{"0", "exclusive", ""}, {"-0.0", "exclusive", ""}, {"1e-400", "ok", ""}})
	run(t, aboveMaximum, `{type: number, decimalChar: ",", groupChar: " "}`, map[string]any{"maximum": 1000}, []value{{"1 000", "ok", ""}, {"1 000,5", "", ""}})
	run(t, belowMinimum, "type: date", map[string]any{"minimum": "2016-04-01"}, []value{{"2016-04-01", "ok", ""}, {"2016-03-31", "before", ""}})
	run(t, aboveMaximum, `{type: date, format: "%d/%m/%Y"}`, map[string]any{"maximum": "01/04/2016", "exclusive": true}, []value{{"31/03/2016", "ok", ""}, {"01/04/2016", "after-exclusive", ""}})
	run(t, aboveMaximum, `{type: date, format: "%d/%m/%Y"}`, map[string]any{"maximum": "2016-04-01"}, []value{{"02/04/2016", "after", ""}})
	run(t, aboveMaximum, "type: datetime", map[string]any{"maximum": "2016-04-01T00:00:00Z"}, []value{{"2016-04-01T01:00:00+02:00", "ok", ""}, {"2016-03-31T23:00:00-02:00", "after", ""}})
	run(t, belowMinimum, "type: year", map[string]any{"minimum": "1850"}, []value{{"1849", "before", ""}, {"12016", "ok", ""}})
	run(t, belowMinimum, "type: yearmonth", map[string]any{"minimum": "2016-05"}, []value{{"2016-04", "before", ""}, {"2016-05", "ok", ""}})
	run(t, aboveMaximum, "type: time", map[string]any{"maximum": "12:00:00"}, []value{{"12:00:00.5", "after", ""}, {"12:00:00", "ok", ""}})
	run(t, aboveMaximum, "type: duration", map[string]any{"maximum": "P1Y"}, []value{{"P11M", "ok", ""}, {"P12M", "ok", ""}, {"P13M", "", ""}, {"P365D", "ok", ""}, {"P1YT0.5S", "", ""}})
	for _, bad := range []map[string]any{{"minimum": "soon"}, {}, {"minimum": 1, "maximum": 2}} {
		if _, err := tryBind(t, belowMinimum, "type: integer", bad); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
	if check, err := tryBind(t, belowMinimum, "type: string", map[string]any{"minimum": 1}); check != nil || err != nil {
		t.Error("texts have no order")
	}
}

// Numbers compare as package math/big compares them.
func TestDecimalsCompare(t *testing.T) {
	number := `[+-]?([0-9]{1,25}(\.[0-9]{0,25})?|\.[0-9]{1,25})([eE][+-]?[0-9]{1,2})?`
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.StringMatching(number).Draw(t, "a"), rapid.StringMatching(number).Draw(t, "b")
		x, ok := parseDecimal([]byte(a))
		y, okay := parseDecimal([]byte(b))
		if !ok || !okay {
			t.Fatal("not read")
		}
		p, _ := new(big.Rat).SetString(a)
		q, _ := new(big.Rat).SetString(b)
		if got, _ := x.compare(y); got != p.Cmp(q) {
			t.Fatalf("%s against %s: %d", a, b, got)
		}
		if x.isWhole() != p.IsInt() {
			t.Fatalf("%s is whole: %t", a, x.isWhole())
		}
	})
}

func TestLengths(t *testing.T) {
	run(t, tooShort, "type: string", map[string]any{"length": 2}, []value{{"JO", "ok", ""}, {"ÉA", "ok", ""}, {"J", "", ""}, {"É", "", ""}, {"𝒜", "", ""}})
	run(t, tooLong, "type: string", map[string]any{"length": 3}, []value{{"ZOË", "ok", ""}, {"ÉÉÉ", "ok", ""}, {"EMMA", "", ""}, {"", "ok", ""}})
	run(t, tooShort, "type: array", map[string]any{"length": 2}, []value{{`[1,2]`, "ok", ""}, {`[[1,2]]`, "items", ""}, {`["a,b"]`, "items", ""}, {`[]`, "items", ""}, {`["a", {"b": [1, 2]}]`, "ok", ""}})
	run(t, tooLong, "type: object", map[string]any{"length": 1}, []value{{`{"a": {"b": 1, "c": 2}}`, "ok", ""}, {`{"a": 1, "b": "x"}`, "items", ""}, {`{}`, "ok", ""}})
	run(t, tooLong, "type: list", map[string]any{"length": 2}, []value{{"a,b", "ok", ""}, {"a,b,c", "items", ""}})
	if check, err := tryBind(t, tooShort, "type: integer", map[string]any{"length": 2}); check != nil || err != nil {
		t.Error("numbers have no length")
	}
	if _, err := tryBind(t, tooShort, "type: string", nil); err == nil {
		t.Error("a length is needed")
	}
}

func TestDisallowedCharacter(t *testing.T) {
	run(t, disallowedCharacter, "type: string", nil, []value{
		{"EMMA", "ok", ""},
		{"Anne-Marie", "ok", ""},
		{"Tekahentarih'tha", "ok", ""},
		{"M’mah", "ok", ""},
		{"J. P.", "ok", ""},
		{"ZOË", "ok", ""},
		{"Nguyễn", "ok", ""},
		{"Łukasz", "ok", ""},
		{"Þór", "ok", ""},
		{"МАРИЯ", "ok", ""},
		{"小明", "ok", ""},
		{"محمد", "ok", ""},
		{"שרה", "ok", ""},
		{"ᐊᓄᕋᖅ", "ok", ""},
		{"ꞏᐋ", "ok", ""},
		{"Wekʼèezhìı", "ok", ""},
		{"łáʔ", "ok", ""},
		{"Ɂehdzo", "ok", ""},
		{"Q̓ʷəy̓əx̌ən", "ok", ""},
		{"Kahnawà:ke", "ok", ""},
		{"Teiowí:sonte", "ok", ""},
		{"L·nu", "ok", ""},
		{"Kealiʻi", "ok", ""},
		{"Tłı̨chǫ", "ok", ""},
		{"می\u200cخواهم", "ok", ""},
		{"Jean\u2011Luc", "ok", ""},
		{"Francois  ** P", "", ""},
		{"EMMA*", "", ""},
		{"EMMA_", "", ""},
		{"EMMA:", "", ""},
		{":EMMA", "", ""},
		{"·A", "", ""},
		{"A/B", "", ""},
		{"(EMMA)", "", ""},
		{"LO¤C", "", ""},
		{"ANDR…", "", ""},
		{"a×b", "", ""},
		{"Nº", "", ""},
		{"Zo\ufffd", "", ""},
		{"Zo\xff", "ok", ""},
		{"EMMA😀", "", ""},
		{"JANE2", "digit", ""},
		{"Sḵwx̱wú7mesh", "digit", ""},
		{"٥", "digit", ""},
		{"M´mah", "apostrophe", ""},
		{"O`Neil", "apostrophe", ""},
		{"O‘Neil", "apostrophe", ""},
		{"MARIE–CLAUDE", "dash", ""},
	})
	run(t, disallowedCharacter, "type: string", map[string]any{"allow": "7/–"}, []value{{"Sḵwx̱wú7mesh", "ok", ""}, {"A/B", "ok", ""}, {"A–B", "ok", ""}, {"A8", "digit", ""}})
}

func TestPlaceholderValue(t *testing.T) {
	run(t, placeholderValue, "type: string", map[string]any{"values": []string{"BABY", "UN-NAMED", "BÉBÉ", "NOT STATED", "Fœtus"}}, []value{
		{"BABY", "", ""},
		{"Baby", "", ""},
		{"un-named", "", ""},
		{"bebe", "", ""},
		{"Bébé", "", ""},
		{"not stated", "", ""},
		{"FOETUS", "", ""},
		{"fœtus", "", ""},
		{"BABYLON", "ok", ""},
		{"BAB", "ok", ""},
		{"EMMA", "ok", ""},
		{"", "ok", ""},
		{"Béb", "ok", ""},
	})
	if _, err := tryBind(t, placeholderValue, "type: string", nil); err == nil {
		t.Error("words are needed")
	}
}

func TestSmallCount(t *testing.T) {
	run(t, smallCount, "type: integer", map[string]any{"threshold": 5}, []value{
		{"5", "ok", ""},
		{"4", "", ""},
		{"1", "", ""},
		{"0", "zero", ""},
		{"000", "zero", ""},
		{"-1", "negative", ""},
		{"4.5", "ok", ""},
		{"x", "ok", ""},
		{"99999999999999999999", "ok", ""},
	})
	for _, none := range []struct {
		field     string
		threshold int
	}{{"integer", 0}, {"string", 5}} {
		if check, err := tryBind(t, smallCount, "type: "+none.field, map[string]any{"threshold": none.threshold}); check != nil || err != nil {
			t.Errorf("%v: %v %v", none, check, err)
		}
	}
	if _, err := tryBind(t, smallCount, "type: integer", nil); err == nil {
		t.Error("a threshold is needed")
	}
}

// Nothing that a cell may hold makes a check panic, and what Mend gives passes.
func FuzzChecks(f *testing.F) {
	for _, s := range append(genuineTexts, "01/01/1920 12:00:00 AM", "1e99999999999", "<5", "\xff\xfe", `{"a":`, "P1Y", "-", "1 234,5", "24/06/2019") {
		f.Add(s, uint8(0))
	}
	f.Add("", uint8(table.Boolean))
	var checks []named
	for _, b := range everyBinding() {
		checks = append(checks, named{b, bindRule(f, b.rule, b.field, b.params)})
	}
	f.Fuzz(func(t *testing.T, s string, kind uint8) {
		for _, n := range checks {
			c := table.Cell{Text: []byte(s), Kind: table.Kind(kind % 10)}
			if !n.check.Fails(c) {
				continue
			}
			if !fails(n.check, c) {
				t.Errorf("%s: the safe bytes of %q hide a defect", n.rule.ID, s)
			}
			say(t, n.rule, n.check.Explain(c), s)
			if n.check.Mend == nil {
				continue
			}
			if mended := n.check.Mend(c); mended != nil && n.check.Fails(table.Cell{Text: mended}) {
				t.Errorf("%s: %q mended to %q, which fails again", n.rule.ID, s, mended)
			}
		}
	})
}
