package report

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// marksSample has a table of four records and findings of each kind: of a cell, of a record, of a field, of nearly all values, of the file.
func marksSample() (*Report, testTable) {
	s := newSample("data/names.csv", 4, noSupplied)
	s.Resources[0].Dialect.HeaderLine = 2
	s.Resources[0].Fields = []Field{{Name: "year", Header: "year", Column: 1}, {Header: "name", Column: 2}, {Header: "count", Column: 3}}
	at := func(record int64, column int, field, en, fr string) Finding {
		f := Finding{Record: record, Column: column, Field: field, Messages: both(en, fr), Fixes: both("Mend "+field+".", "Corrigez "+field+".")}
		if record > 0 {
			f.Line = record + 2
		}
		return f
	}
	requirement := func(id, level string, failed int64) Assertion {
		return Assertion{Requirement: id, Rule: id, Level: level, Tested: 4, Failed: failed, Title: both("Rule "+id, "Règle "+id), Statement: both("It has `"+id+"`.", "Elle a `"+id+"`.")}
	}
	s.fail(requirement("type", "must", 9), at(2, 3, "count", "“x” is no number", "«~x~» n’est pas un nombre"), at(3, 3, "count", "“y” is no number", "«~y~» n’est pas un nombre"))
	s.fail(requirement("padded", "should", 1), at(2, 3, "count", "“x” is padded", "«~x~» a des espaces"))
	s.fail(requirement("key", "must", 1), at(4, 0, "", "seen before", "déjà vu"))
	group := at(1, 1, "year", "all 4 values: no year", "les 4 valeurs~: pas une année")
	group.Count = 4
	s.fail(requirement("year", "may", 4), group)
	s.fail(requirement("label", "should", 1), at(0, 2, "name", "the label is wrong", "l’étiquette est fausse"))
	above := at(0, 0, "", "a title", "un titre")
	above.Line = 1
	s.fail(requirement("above", "must", 1), above)
	t := textTable("2001,ANNE,=1+1", "2002,RUTH,x", "2003,ZOÉ,y", "2004,MARY,7")
	t.facts.Header.Above, t.facts.Header.AboveCount = []table.Line{{Number: 1, Text: "Names; 2001"}}, 1
	return reportOf(s.Run), t
}

func TestWorkbookMarksCells(t *testing.T) {
	r, data := marksSample()
	book := bookOf(t, r, message.English, recordsOf(data), excelLimits)
	if got := book.GetSheetList(); !slices.Equal(got, []string{"Summary", "Findings", "names"}) {
		t.Fatalf("sheets %q", got)
	}
	want := [][]string{
		{"Names; 2001"}, {"year", "name", "count"}, {"2001", "ANNE", "=1+1"}, {"2002", "RUTH", "x"}, {"2003", "ZOÉ", "y"}, {"2004", "MARY", "7"},
	}
	if got := rowsOf(t, book, "names"); !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("the copy is %q", got)
	}
	for _, test := range []struct{ what, cell, look, note string }{
		{"a cell", "C5", SeverityError, "Error: “y” is no number\nTo mend it: Mend count."},
		{"two findings of a cell, the worst first", "C4", SeverityError, "Error: “x” is no number\nTo mend it: Mend count.\n\nWarning: “x” is padded\nTo mend it: Mend count."},
		{"a record", "A6", SeverityError, "Error: seen before\nTo mend it: Mend ."},
		{
			"nearly all values", "A2", SeverityNote,
			"Note: all 4 values: no year\nSo many values are concerned that the header is marked, and not each cell.\nTo mend it: Mend year.",
		},
		{"a field", "B2", SeverityWarning, "Warning: the label is wrong\nTo mend it: Mend name."},
		{"a line above the header", "A1", SeverityError, "Error: a title\nTo mend it: Mend ."},
		{"nothing", "B3", "", ""},
		{"a value of many", "A3", "", ""},
	} {
		if got := lookOf(t, book, "names", test.cell); got != test.look {
			t.Errorf("%s: %s looks like %q, want %q", test.what, test.cell, got, test.look)
		}
		if got := notesOf(t, book, "names")[test.cell]; got != test.note {
			t.Errorf("%s: the note at %s is %q, want %q", test.what, test.cell, got, test.note)
		}
	}
	noFormulas(t, book)
}

func TestWorkbookFindingsLeadToCells(t *testing.T) {
	for _, test := range []struct {
		language message.Language
		sheet    string
		head     []string
		last     string
	}{
		{
			message.English, "Findings",
			[]string{"Severity", "Requirement", "Rule", "Table", "Line", "Record", "Marked cell", "Field", "Value", "What is wrong", "To mend it", "Count"},
			"7 more failing places are neither listed nor marked; --max-samples 0 keeps all",
		},
		{
			message.French, "Constats",
			[]string{"Gravité", "Exigence", "Règle", "Tableau", "Ligne", "Enregistrement", "Cellule marquée", "Champ", "Valeur", "Ce qui ne va pas", "Pour corriger", "Nombre"},
			"7 autres manquements ne sont ni présentés ni marqués; --max-samples 0 les garde tous",
		},
	} {
		r, data := marksSample()
		book := bookOf(t, r, test.language, recordsOf(data), excelLimits)
		rows := rowsOf(t, book, test.sheet)
		if !slices.Equal(rows[0], test.head) {
			t.Errorf("%v: columns %q", test.language, rows[0])
		}
		if rows[3][9] != test.last || rows[3][11] != "7" {
			t.Errorf("%v: %q is not told", test.language, test.last)
		}
		for i, want := range []string{"C4", "C5", "", "A6", "A1", "C4", "B2", "A2"} {
			link := ""
			if want != "" {
				link = "'names'!" + want
			}
			cell := cellName(7, i+2)
			if got := linkOf(t, book, test.sheet, cell); rows[i+1][6] != want || got != link {
				t.Errorf("%v: %s is %q and leads to %q, want %q", test.language, cell, rows[i+1][6], got, link)
			}
		}
		panes, err := book.GetPanes(test.sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%v: the header moves: %+v, %v", test.language, panes, err)
		}
		if !strings.Contains(sheetXML(t, book, test.sheet), `<autoFilter ref="$A$1:$L$9"`) {
			t.Errorf("%v: %s has no filter", test.language, test.sheet)
		}
	}
}

func sheetXML(t *testing.T, book *excelize.File, sheet string) string {
	t.Helper()
	i, err := book.GetSheetIndex(sheet)
	if err != nil {
		t.Fatal(err)
	}
	content, _ := book.Pkg.Load("xl/worksheets/sheet" + string(rune('1'+i)) + ".xml")
	return string(content.([]byte))
}

func TestWorkbookCopyCanBeFiltered(t *testing.T) {
	r, data := marksSample()
	book := bookOf(t, r, message.English, recordsOf(data), excelLimits)
	if panes, err := book.GetPanes("names"); err != nil || !panes.Freeze || panes.YSplit != 2 {
		t.Errorf("the header moves: %+v, %v", panes, err)
	}
	if !strings.Contains(sheetXML(t, book, "names"), `<autoFilter ref="$A$2:$C$6"`) {
		t.Error("the copy has no filter")
	}
}

// The verdict comes first; all that is counted, cut and not tested is there.
func TestWorkbookSummary(t *testing.T) {
	for _, test := range []struct {
		name     string
		language message.Language
		first    string
		texts    []string
	}{
		{"ontario", message.English, "Does not conform", []string{
			"SHA-256\tacdf7e01", "baby-names 1.0.0 (draft), Baby names", "Errors\t222", "first-name-is-a-name", "must\tFailed\t220\t78301", "What was not tested, and why",
			"Not tested: the file does not have rank\tfields/rank/type, rank-is-competition", "1,599 failing places are counted, but neither listed nor marked",
			"What this workbook leaves out", "Made by\thvdlint 0.1.0",
		}},
		{"ontario", message.French, "Non conforme", []string{
			"Erreurs\t222", "obligatoire\tNon respectée\t220\t78301", "Ce que ce classeur ne contient pas", "1\u00a0599 manquements sont comptés, mais ne sont ni présentés ni marqués",
		}},
		{"conforming", message.English, "Conforms", []string{"Errors\t0"}},
		{"broken", message.English, "Could not be checked in full", []string{"Read in part\t"}},
		{"unreadable", message.English, "Could not be checked", []string{"Not read\tthis is a workbook in the old Excel format"}},
		{"several", message.English, "4 datasets: 1 conforms", []string{"Does not conform", "Could not be checked"}},
		{"empty", message.French, "Rien n’a été vérifié", nil},
		{"excepted", message.English, "Conforms with exceptions", []string{"What does not count", "The parish registers reach back further.", "Failed, but not counted\t0\t5200\t\t0\t12\t0"}},
	} {
		data := textTable("2001,ANNE,5")
		book := bookOf(t, sampleReports()[test.name], test.language, recordsOf(data), excelLimits)
		sheet := sheetSummary.In(test.language)
		if got := rowsOf(t, book, sheet)[0][0]; !strings.HasPrefix(got, test.first) {
			t.Errorf("%s begins with %q, want %q", test.name, got, test.first)
		}
		text := sheetTextOf(t, book, sheet)
		for _, want := range test.texts {
			if !strings.Contains(text, want) {
				t.Errorf("%s in %v: %q is not in\n%s", test.name, test.language, want, text)
			}
		}
		if book.GetActiveSheetIndex() != 0 {
			t.Errorf("%s does not open on its summary", test.name)
		}
	}
}

func TestWorkbookWithoutData(t *testing.T) {
	book := bookOf(t, sampleReports()["unreadable"], message.English, recordsOf(textTable("a")), excelLimits)
	if got := book.GetSheetList(); len(got) != 2 {
		t.Errorf("what could not be read has a copy: %q", got)
	}
	book = bookOf(t, sampleReports()["ontario"], message.English, nil, excelLimits)
	if text := sheetTextOf(t, book, "Summary"); len(book.GetSheetList()) != 2 || !strings.Contains(text, "1 table is not copied into this workbook") {
		t.Errorf("it is not said that there is no copy:\n%s", text)
	}
}

// What cannot be read a second time is copied as far as it was, and the summary says why not to its end.
func TestWorkbookTellsWhatCouldNotBeCopied(t *testing.T) {
	r, data := marksSample()
	data.unread = &table.Unread{Reason: "changed", Text: both("the file changed", "le fichier a changé")}
	book := bookOf(t, r, message.English, recordsOf(data), excelLimits)
	if text := sheetTextOf(t, book, "Summary"); !strings.Contains(text, "names: the copy is not complete (the file changed)") {
		t.Errorf("not told in\n%s", text)
	}
	data.records = nil
	book = bookOf(t, r, message.English, recordsOf(data), excelLimits)
	if got := rowsOf(t, book, "names"); !slices.EqualFunc(got, [][]string{nil, {"year", "name", "count"}}, slices.Equal) {
		t.Errorf("the copy of no records is %q", got)
	}
}

func TestWorkbookReturnsErrors(t *testing.T) {
	r, data := marksSample()
	data.fails = errors.New("interrupted")
	if err := XLSX(&bytes.Buffer{}, r, TextOptions{Records: recordsOf(data)}); !errors.Is(err, data.fails) {
		t.Errorf("error of reading: %v", err)
	}
	data.fails = nil
	if err := XLSX(failing{}, r, TextOptions{Records: recordsOf(data)}); !errors.Is(err, errFull) {
		t.Errorf("error of writing: %v", err)
	}
}

// What does not count is marked otherwise, and says so.
func TestWorkbookShowsExceptions(t *testing.T) {
	var rows []string
	for range 20 {
		rows = append(rows, "1848,ANNE ")
	}
	r := reportOf(excepted())
	r.Runs[0].Resources[0].Fields = []Field{{Header: "year", Column: 1}, {Header: "first_name", Column: 2}}
	book := bookOf(t, r, message.English, recordsOf(textTable(rows...)), excelLimits)
	if got := lookOf(t, book, "names", "A4"); got != lookExcepted {
		t.Errorf("a waived cell looks like %q", got)
	}
	if note := notesOf(t, book, "names")["A4"]; !strings.HasPrefix(note, "Waived: “1848” is below 1850\nReason: The parish registers reach back further.") {
		t.Errorf("the note of a waived cell is %q", note)
	}
	if note := notesOf(t, book, "names")["B18"]; !strings.HasPrefix(note, "Known: “ANNE ” ends with a space") {
		t.Errorf("the note of a known cell is %q", note)
	}
	rows = nil
	for _, row := range rowsOf(t, book, "Findings") {
		rows = append(rows, row[1])
	}
	if want := []string{"Status", "new", "new", "new", "waived", "waived", "known", "known", "known"}; !slices.Equal(rows, want) {
		t.Errorf("statuses %q, want %q", rows, want)
	}
	if got := linkOf(t, book, "Findings", "H5"); got != "'names'!A4" {
		t.Errorf("the waived finding leads to %q", got)
	}
}

func TestWorkbookIsTheSameTwice(t *testing.T) {
	for name, r := range sampleReports() {
		data := recordsOf(textTable("2001,ANNE,5", "2002,RUTH,6", "2003,MARY,7"))
		first := bookBytes(t, r, message.French, data, excelLimits)
		for range 3 {
			if !bytes.Equal(first, bookBytes(t, r, message.French, data, excelLimits)) {
				t.Fatalf("%s differs", name)
			}
		}
	}
}
