package file

import (
	"slices"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

func TestWorkbooks(t *testing.T) {
	girls, boys := table.Sheet{Name: "Girls", Data: true}, table.Sheet{Name: "Boys", Data: true}
	notes, old := table.Sheet{Name: "Notes"}, table.Sheet{Name: "Old", Data: true, Hidden: true}
	blank := table.Sheet{Name: "Blank", Hidden: true}
	for _, test := range []struct {
		name string
		rule *lint.Rule
		book table.Workbook
		want []string
	}{
		{"one sheet", severalDataSheets, table.Workbook{Sheets: []table.Sheet{girls}}, nil},
		{"notes and a hidden sheet", severalDataSheets, table.Workbook{Sheets: []table.Sheet{notes, girls, old}, Sheet: 1}, nil},
		{
			"two sheets", severalDataSheets,
			table.Workbook{Sheets: []table.Sheet{notes, girls, boys}, Sheet: 2},
			[]string{": 1 other sheet holds a table: Girls; only “Boys” was read"},
		},
		{"all are read", severalDataSheets, table.Workbook{Sheets: []table.Sheet{notes, girls, boys}, Sheet: 1, All: true}, nil},
		{"one was asked for", severalDataSheets, table.Workbook{Sheets: []table.Sheet{notes, girls, boys}, Sheet: 1, Forced: true}, nil},
		{
			"twelve sheets", severalDataSheets,
			table.Workbook{Sheets: append([]table.Sheet{girls}, slices.Repeat([]table.Sheet{boys}, 11)...)},
			[]string{": 11 other sheets hold a table: Boys, Boys, Boys, Boys, Boys, Boys, Boys, Boys, Boys, Boys, …; only “Girls” was read"},
		},

		{"one table", severalTables, table.Workbook{}, nil},
		{
			"three tables", severalTables,
			table.Workbook{Tables: []string{"F6:I120", "K6:N120"}},
			[]string{"line 6: 2 further tables on the sheet, in F6:I120 and K6:N120; only the first was read"},
		},

		{"nothing hidden", hiddenData, table.Workbook{Sheets: []table.Sheet{girls, boys}}, nil},
		{"a hidden sheet without data", hiddenData, table.Workbook{Sheets: []table.Sheet{girls, blank}}, nil},
		{"a hidden sheet", hiddenData, table.Workbook{Sheets: []table.Sheet{girls, old}}, []string{": 1 hidden sheet holds data: Old"}},
		{"the only sheet is hidden", hiddenData, table.Workbook{Sheets: []table.Sheet{old}}, []string{": the table stands on the hidden sheet “Old”"}},
		{
			"rows and columns", hiddenData,
			table.Workbook{Sheets: []table.Sheet{girls}, HiddenRows: 1200, FirstHiddenRow: 17, HiddenColumns: []int{2, 28}},
			[]string{"line 17: 1,200 hidden rows were read in the table", ": 2 hidden columns in the table: B and AB"},
		},

		{"nothing merged", mergedCells, table.Workbook{}, nil},
		{
			"two ranges", mergedCells,
			table.Workbook{Merged: []string{"A2:A21", "$B$7:C8"}, MergedCount: 2},
			[]string{"line 2: 2 merged ranges in the table: A2:A21 and $B$7:C8"},
		},
		{
			"more than are listed", mergedCells,
			table.Workbook{Merged: []string{"A2:A21", "A22:A41"}, MergedCount: 22},
			[]string{"line 2: 22 merged ranges in the table: A2:A21 and A22:A41 and 20 others"},
		},
		{
			"none of them listed", mergedCells, table.Workbook{MergedCount: 2}, []string{": 2 merged ranges in the table: "},
		},
	} {
		t.Run(test.rule.ID+"/"+test.name, func(t *testing.T) {
			facts := table.Resource{Format: "xlsx", Workbook: &test.book}
			if got := found(t, test.rule, nil, facts); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestFormulasAndNames(t *testing.T) {
	for _, test := range []struct {
		name   string
		rule   *lint.Rule
		damage table.Damage
		count  int64
		want   []string
	}{
		{
			"formula", formulaCell,
			table.Damage{Kind: table.FormulaCell, Record: 2, Line: 3, Column: 3, Value: "C2-19"},
			1,
			[]string{"line 3, record 2: the cell holds the formula =C2-19; the result that is stored with it was read"},
		},
		{
			"formulas", formulaCell,
			table.Damage{Kind: table.FormulaCell, Record: 2, Line: 3, Column: 3, Value: "=C2-19"},
			400,
			[]string{"line 3, record 2, ×400: the cell holds the formula =C2-19; the result that is stored with it was read"},
		},
		{
			"without result", missingResult,
			table.Damage{Kind: table.MissingResult, Record: 2, Line: 3, Column: 3, Value: "SUM(C1:C2)"},
			1,
			[]string{"line 3, record 2: the formula =SUM(C1:C2) has no result in the file; the cell was not read"},
		},
		{"formula with result", missingResult, table.Damage{Kind: table.FormulaCell, Record: 2, Value: "C2-19"}, 1, nil},
		{
			"reference", errorCell,
			table.Damage{Kind: table.ErrorCell, Record: 2, Line: 3, Column: 3, Value: "#REF!"},
			1,
			[]string{"line 3, record 2: the cell holds the error #REF!: a formula points to cells that are gone"},
		},
		{
			"any other", errorCell,
			table.Damage{Kind: table.ErrorCell, Record: 2, Line: 3, Value: "#SPILL!"},
			1,
			[]string{"line 3, record 2: the cell holds the error #SPILL! of a formula"},
		},
		{
			"one that is not named", errorCell,
			table.Damage{Kind: table.ErrorCell, Record: 2, Line: 3},
			1,
			[]string{"line 3, record 2: the cell holds the error of a formula"},
		},
		{
			"name", repeatedName,
			table.Damage{Kind: table.RepeatedName, Record: 2, Line: 3, Value: "count"},
			1,
			[]string{"line 3, record 2: the record has “count” twice; the last value counts"},
		},
	} {
		t.Run(test.rule.ID+"/"+test.name, func(t *testing.T) {
			facts := table.Resource{
				Workbook: &table.Workbook{}, Tree: &table.Tree{},
				Damaged: []table.Damage{test.damage}, Damage: map[table.DamageKind]int64{test.damage.Kind: test.count},
			}
			if got := found(t, test.rule, nil, facts); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestTextAfterData(t *testing.T) {
	notes := table.Resource{
		Dialect: table.Dialect{Delimiter: ","}, AfterCount: 3, After: []table.Line{{Number: 40}, {Number: 41, Text: `"Source: NISRA",,`}, {Number: 42, Text: "(c)"}},
	}
	cells := table.Resource{AfterCount: 2, After: []table.Line{{Number: 40}, {Number: 41, Text: "Source:\t\tNISRA"}}}
	blank := table.Resource{AfterCount: 12, After: []table.Line{{Number: 40}}}
	for _, test := range []struct {
		name  string
		facts table.Resource
		want  []string
	}{
		{"nothing", table.Resource{}, nil},
		{"notes below a blank line", notes, []string{"line 41: 2 lines of text after the last record: “Source: NISRA”"}},
		{"cells of a sheet", cells, []string{"line 41: 1 line of text after the last record: “Source:, NISRA”"}},
		{"blank lines", blank, []string{"line 40: 12 blank lines after the last record"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := found(t, textAfterData, nil, test.facts); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// Rules about what a format cannot have make no check of it: their outcome is inapplicable, not passed.
func TestRulesApplyToTheirFormats(t *testing.T) {
	numbers := table.KindsOf(table.Number)
	formats := map[string]lint.Binding{
		"text": {}, "sheet": {Native: numbers, Sheet: true}, "tree": {Native: numbers, Tree: true}, "columns": {Native: numbers},
	}
	for rule, want := range map[*lint.Rule][]string{
		unreadableFile: {"text", "sheet", "tree", "columns"}, malformedFile: {"text", "sheet", "tree", "columns"},
		wrongFormat: {"text", "sheet", "tree", "columns"}, misleadingExtension: {"text", "sheet", "tree", "columns"},
		unsafeFileName: {"text", "sheet", "tree", "columns"}, emptyFile: {"text", "sheet", "tree", "columns"},
		missingHeader: {"text", "sheet", "tree", "columns"}, undecodableBytes: {"text", "sheet", "tree", "columns"},
		wrongEncoding: {"text", "tree"}, missingBOM: {"text", "tree"}, unexpectedBOM: {"text", "tree"},
		wrongDelimiter: {"text"}, mixedLineEndings: {"text"},
		textBeforeHeader: {"text", "sheet"}, textAfterData: {"text", "sheet"},
		repeatedName:      {"tree"},
		severalDataSheets: {"sheet"}, severalTables: {"sheet", "tree"}, hiddenData: {"sheet"}, mergedCells: {"sheet"},
		formulaCell: {"sheet"}, missingResult: {"sheet"}, errorCell: {"sheet"},
	} {
		params := map[*lint.Rule]map[string]any{
			wrongFormat: {"formats": []any{"csv"}}, wrongEncoding: {"encoding": "utf-8"}, wrongDelimiter: {"delimiter": ","},
		}[rule]
		for name, b := range formats {
			b.Requirement = binding(params).Requirement
			check, err := rule.Bind(&b)
			if err != nil {
				t.Fatal(err)
			}
			if applies := slices.Contains(want, name); (check != nil) != applies {
				t.Errorf("%s, %s: applies %v, want %v", rule.ID, name, !applies, applies)
			}
		}
	}
}
