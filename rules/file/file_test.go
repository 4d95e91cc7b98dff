package file

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

func binding(params map[string]any) *lint.Binding {
	return &lint.Binding{Requirement: &standard.Requirement{ID: "test", Rule: "test", Params: params}}
}

// found runs a rule over facts and writes each defect as "line 3, record 1, ×2: message".
func found(t *testing.T, rule *lint.Rule, params map[string]any, facts table.Resource) []string {
	t.Helper()
	b := binding(params)
	b.Native, b.Sheet, b.Tree = facts.Native, facts.Workbook != nil, facts.Tree != nil
	check, err := rule.Bind(b)
	if err != nil {
		t.Fatal(err)
	}
	judge, ok := check.(lint.ResourceCheck)
	if !ok {
		t.Fatalf("%s makes a %T", rule.ID, check)
	}
	var lines []string
	for _, d := range judge(&lint.Resource{Resource: &facts}) {
		var where []string
		if d.At.Line > 0 {
			where = append(where, fmt.Sprintf("line %d", d.At.Line))
		}
		if d.At.Record > 0 {
			where = append(where, fmt.Sprintf("record %d", d.At.Record))
		}
		if d.Count > 1 {
			where = append(where, fmt.Sprintf("×%d", d.Count))
		}
		lines = append(lines, strings.Join(where, ", ")+": "+say(t, rule, d).EN)
	}
	return lines
}

func TestChecks(t *testing.T) {
	labels := []string{"year", "count"}
	utf8 := map[string]any{"encoding": "utf-8"}
	comma := map[string]any{"delimiter": ","}
	why := message.Text{EN: "the letters read best so", FR: "les lettres se lisent mieux ainsi"}
	locked := &table.Unread{Reason: "locked", Text: message.Same("another program has the file open")}
	for _, test := range []struct {
		name   string
		rule   *lint.Rule
		params map[string]any
		facts  table.Resource
		want   []string
	}{
		{"everything was read", unreadableFile, nil, table.Resource{}, nil},
		{"nothing was read", unreadableFile, nil, table.Resource{Unread: locked}, []string{": cannot be read: another program has the file open"}},
		{
			"a part was read", unreadableFile, nil,
			table.Resource{Unread: &table.Unread{Reason: "io", Text: message.Same("reading failed"), Record: 1200, Line: 1201}},
			[]string{"line 1201, record 1200: reading stopped after record 1,200: reading failed"},
		},
		{
			"damage says more", unreadableFile, nil,
			table.Resource{Unread: &table.Unread{Reason: "too-large", Record: 9}, Damage: map[table.DamageKind]int64{table.OversizeRecord: 1}},
			nil,
		},
		{
			"damage that stops nothing", unreadableFile, nil,
			table.Resource{Unread: locked, Damage: map[table.DamageKind]int64{table.StrayQuote: 1}},
			[]string{": cannot be read: another program has the file open"},
		},

		{"no record", emptyFile, nil, table.Resource{Header: table.Header{Found: true}}, []string{": the table has field names and no records"}},
		{"nothing at all", emptyFile, nil, table.Resource{}, []string{": the file has neither field names nor records"}},
		{"one record", emptyFile, nil, table.Resource{Records: 1}, nil},
		{"nothing was read", emptyFile, nil, table.Resource{Unread: locked}, nil},

		{"utf-8", wrongEncoding, utf8, table.Resource{Encoding: table.Encoding{Name: "utf-8", FirstOffset: 3, FirstLine: 1}}, nil},
		{"ascii", wrongEncoding, utf8, table.Resource{Encoding: table.Encoding{Name: "utf-8", FirstOffset: -1}}, nil},
		{
			"ascii with a forced name", wrongEncoding, utf8,
			table.Resource{Encoding: table.Encoding{Name: "windows-1252", Forced: true, FirstOffset: -1, Why: why}},
			nil,
		},
		{"no text", wrongEncoding, utf8, table.Resource{}, nil},
		{
			"a forced name", wrongEncoding, utf8,
			table.Resource{Encoding: table.Encoding{Name: "macintosh", Forced: true, FirstOffset: 0, FirstLine: 1, Why: why}},
			[]string{"line 1: the file is in Mac Roman, not in UTF-8; the first character that shows it is at byte 0"},
		},
		{
			"dos", wrongEncoding, utf8,
			table.Resource{Encoding: table.Encoding{Name: "cp850", FirstOffset: 1500, FirstLine: 80, Why: why, Confidence: 80}},
			[]string{"line 80: the file is in CP850, not in UTF-8; the first character that shows it is at byte 1,500"},
		},
		{
			"utf-16", wrongEncoding, utf8,
			table.Resource{Encoding: table.Encoding{Name: "utf-16le", FirstOffset: -1, Why: why}},
			[]string{": the file is in UTF-16LE, not in UTF-8"},
		},
		{
			"json", wrongEncoding, utf8,
			table.Resource{Tree: &table.Tree{}, Encoding: table.Encoding{Name: "windows-1252", FirstOffset: 261, FirstLine: 1, Why: why}},
			[]string{"line 1: the file is in Windows-1252, not in UTF-8; the first character that shows it is at byte 261"},
		},
		{
			"json in utf-16", wrongEncoding, utf8,
			table.Resource{Tree: &table.Tree{}, Encoding: table.Encoding{Name: "utf-16le", FirstOffset: -1, Why: why}},
			[]string{": the file is in UTF-16LE, not in UTF-8"},
		},
		{
			"ascii where utf-16 is wanted", wrongEncoding,
			map[string]any{"encoding": "utf-16le"},
			table.Resource{Encoding: table.Encoding{Name: "utf-8", FirstOffset: -1, Why: why}},
			[]string{": the file is in UTF-8, not in UTF-16LE"},
		},
		{
			"another spelling of the name", wrongEncoding,
			map[string]any{"encoding": "UTF-8"},
			table.Resource{Encoding: table.Encoding{Name: "utf-8", FirstOffset: 3, FirstLine: 1}},
			nil,
		},

		{"mark where one is required", missingBOM, nil, table.Resource{Encoding: table.Encoding{Name: "utf-8", BOM: true}}, nil},
		{
			"no mark where one is required", missingBOM, nil,
			table.Resource{Encoding: table.Encoding{Name: "utf-8"}},
			[]string{": the file does not start with a byte order mark (BOM)"},
		},
		{"no mark in another encoding", missingBOM, nil, table.Resource{Encoding: table.Encoding{Name: "windows-1252"}}, nil},
		{
			"mark where none is allowed", unexpectedBOM, nil,
			table.Resource{Encoding: table.Encoding{Name: "utf-8", BOM: true}},
			[]string{"line 1: the file starts with a byte order mark (BOM)"},
		},
		{"no mark where none is allowed", unexpectedBOM, nil, table.Resource{Encoding: table.Encoding{Name: "utf-8"}}, nil},
		{"the mark of utf-16", unexpectedBOM, nil, table.Resource{Encoding: table.Encoding{Name: "utf-16le", BOM: true}}, nil},

		{
			"tabs", wrongDelimiter, comma,
			table.Resource{Dialect: table.Dialect{Delimiter: "\t", HeaderLine: 2}, Header: table.Header{Labels: labels}},
			[]string{"line 2: cells are separated by tabs; the standard asks for commas"},
		},
		{
			"carets", wrongDelimiter,
			map[string]any{"delimiter": "|"},
			table.Resource{Dialect: table.Dialect{Delimiter: "^", HeaderLine: 1}, Header: table.Header{Labels: labels}},
			[]string{"line 1: cells are separated by “^”; the standard asks for vertical bars"},
		},
		{"commas", wrongDelimiter, comma, table.Resource{Dialect: table.Dialect{Delimiter: ","}, Header: table.Header{Labels: labels}}, nil},
		{"one column", wrongDelimiter, comma, table.Resource{Dialect: table.Dialect{Delimiter: ";"}, Header: table.Header{Labels: labels[:1]}}, nil},
		{"no text", wrongDelimiter, comma, table.Resource{Header: table.Header{Labels: labels}}, nil},

		{"one kind of ending", mixedLineEndings, nil, table.Resource{Endings: table.Endings{CRLF: 9, FirstCRLF: 1}}, nil},
		{
			"two kinds", mixedLineEndings, nil,
			table.Resource{Endings: table.Endings{LF: 3905, FirstLF: 1, CRLF: 1, FirstCRLF: 40}},
			[]string{"line 40: 1 line ends in CRLF (Windows), 3,905 lines in LF (Unix, macOS)"},
		},
		{
			"three kinds", mixedLineEndings, nil,
			table.Resource{Endings: table.Endings{LF: 1, FirstLF: 7, CRLF: 20, FirstCRLF: 1, CR: 2, FirstCR: 9}},
			[]string{"line 7: 3 lines end in CR (Mac OS 9) or LF (Unix, macOS), 20 lines in CRLF (Windows)"},
		},
		{
			"as many of each: the first is usual", mixedLineEndings, nil,
			table.Resource{Endings: table.Endings{LF: 2, FirstLF: 3, CRLF: 2, FirstCRLF: 1}},
			[]string{"line 3: 2 lines end in LF (Unix, macOS), 2 lines in CRLF (Windows)"},
		},

		{"nothing above", textBeforeHeader, nil, table.Resource{}, nil},
		{
			"a title after a blank line", textBeforeHeader, nil,
			table.Resource{Dialect: table.Dialect{Delimiter: ","}, Header: table.Header{AboveCount: 12, Above: []table.Line{{Number: 1}, {Number: 2, Text: `"Births",,`}}}},
			[]string{"line 2: 11 lines of text before the header: “Births”"},
		},
		{
			"delimiters alone", textBeforeHeader, nil,
			table.Resource{Dialect: table.Dialect{Delimiter: ","}, Header: table.Header{AboveCount: 1, Above: []table.Line{{Number: 1, Text: ",,"}}}},
			[]string{"line 1: 1 blank line before the header"},
		},

		{"no header", missingHeader, nil, table.Resource{Records: 2}, []string{"line 1: the first row is data, not field names"}},
		{"no header and no records", missingHeader, nil, table.Resource{}, nil},
		{"a header", missingHeader, nil, table.Resource{Records: 2, Header: table.Header{Found: true}}, nil},
	} {
		t.Run(test.rule.ID+"/"+test.name, func(t *testing.T) {
			if got := found(t, test.rule, test.params, test.facts); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestDamage(t *testing.T) {
	listed := []table.Damage{
		{Kind: table.StrayQuote, Record: 2, Line: 3, Column: 2, Value: `O"NEIL`},
		{Kind: table.InvalidBytes, Record: 4, Line: 5, Column: 1, Value: "0xC9"},
		{Kind: table.StrayQuote, Record: 7, Line: 8, Column: 2, Value: `D"OR`},
	}
	const stray = "a quotation mark stands where none is allowed; it was read as a character"
	const invalid = "there are bytes here that stand for no character in UTF-8"
	for _, test := range []struct {
		name   string
		rule   *lint.Rule
		damage map[table.DamageKind]int64
		want   []string
	}{
		{
			"every place is listed", malformedFile,
			map[table.DamageKind]int64{table.StrayQuote: 2, table.InvalidBytes: 1},
			[]string{"line 3, record 2: " + stray, "line 8, record 7: " + stray},
		},
		{
			"more places than are listed", malformedFile,
			map[table.DamageKind]int64{table.StrayQuote: 1000, table.InvalidBytes: 1},
			[]string{"line 3, record 2: " + stray, "line 8, record 7, ×999: " + stray},
		},
		{
			"a kind without a listed place", malformedFile,
			map[table.DamageKind]int64{table.StrayQuote: 2, table.NULBytes: 5},
			[]string{"line 3, record 2: " + stray, "line 8, record 7: " + stray, "×5: the cell contains NUL characters, which no text has"},
		},
		{"bytes", undecodableBytes, map[table.DamageKind]int64{table.StrayQuote: 2, table.InvalidBytes: 1}, []string{"line 5, record 4: " + invalid}},
		{"more bytes than are listed", undecodableBytes, map[table.DamageKind]int64{table.InvalidBytes: 41}, []string{"line 5, record 4, ×41: " + invalid}},
	} {
		t.Run(test.name, func(t *testing.T) {
			facts := table.Resource{Damaged: listed, Damage: test.damage, Encoding: table.Encoding{Name: "utf-8"}}
			if got := found(t, test.rule, nil, facts); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// Whatever the reader can tell is told by one of the rules, in both languages.
func TestEveryKindOfDamageIsTold(t *testing.T) {
	for _, kind := range []table.DamageKind{
		table.StrayQuote, table.UnclosedQuote, table.InvalidBytes, table.NULBytes, table.OversizeRecord, table.Truncated, table.Syntax, table.BrokenCell,
		table.RepeatedName, table.FormulaCell, table.ErrorCell, table.MissingResult,
	} {
		facts := table.Resource{
			Damaged: []table.Damage{{Kind: kind, Line: 3}}, Damage: map[table.DamageKind]int64{kind: 1},
			Workbook: &table.Workbook{}, Tree: &table.Tree{},
		}
		var told []string
		for _, rule := range []*lint.Rule{malformedFile, undecodableBytes, repeatedName, formulaCell, errorCell, missingResult} {
			told = append(told, found(t, rule, nil, facts)...)
		}
		if len(told) != 1 {
			t.Errorf("%s is told %d times: %q", kind, len(told), told)
		}
	}
}

func TestMistakesInAStandard(t *testing.T) {
	for _, test := range []struct {
		rule   *lint.Rule
		params map[string]any
	}{
		{wrongFormat, nil},
		{wrongFormat, map[string]any{"formats": "csv"}},
		{misleadingExtension, map[string]any{"extension": ".csv"}},
		{unsafeFileName, map[string]any{"length": 20}},
		{hiddenData, map[string]any{"rows": true}},
		{wrongEncoding, nil},
		{wrongEncoding, map[string]any{"encoding": "utf-8", "bom": true}},
		{wrongDelimiter, nil},
		{wrongDelimiter, map[string]any{"delimiter": ", "}},
		{emptyFile, map[string]any{"records": 3}},
	} {
		if check, err := test.rule.Bind(binding(test.params)); err == nil || check != nil {
			t.Errorf("%s accepts %v", test.rule.ID, test.params)
		}
	}
}
