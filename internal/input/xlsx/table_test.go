package xlsx

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// knowing returns an Options.Labels for a standard with these labels.
func knowing(known ...string) func([]string) int {
	return func(labels []string) int {
		n := 0
		for _, l := range labels {
			if slices.Contains(known, l) {
				n++
			}
		}
		return n
	}
}

// TestTable gives what a person would say of a sheet: where its header is, what stands around the table, and its first and last record.
func TestTable(t *testing.T) {
	join := "/"
	no := false
	for _, test := range []struct {
		name    string
		sheet   string // as plain takes it
		head    string
		tail    string
		options Options
		header  int64
		labels  []string
		columns []int
		above   int64
		records string
		after   []table.Line
		tables  []string
	}{
		{
			name: "header in the first row", sheet: "year|name\n#1998|Emma\n#1999|Léa",
			header: 1, labels: []string{"year", "name"}, records: `1@2 ["#1998" "Emma"]; 2@3 ["#1999" "Léa"]`,
		},
		{
			name: "Alberta: a preamble, the table starts in column B", sheet: "\n|Vital Statistics\n|Frequency of Baby Names\n|From:\u00a0 Jan 1, 1980\n\n|Ranking by Gender & amp; Year|First Name|Frequency|Gender|Year\n|#1|Michael|#732|Boy|1980\n|#2|Jason|#562|Boy|1980\n|#3|Ryan|#500|Boy|1980",
			header: 6, labels: []string{"Ranking by Gender & amp; Year", "First Name", "Frequency", "Gender", "Year"}, columns: []int{2, 3, 4, 5, 6}, above: 5,
			records: `1@7 ["#1" "Michael" "#732" "Boy" "1980"]; 3@9 ["#3" "Ryan" "#500" "Boy" "1980"]`,
		},
		{
			name: "England and Wales: titles above, notes below", sheet: "Table 1: Baby names\nContents\n\nRank|Name|Count3\n#1|OLIVER|#6623\n#2|GEORGE|#5129\n#5493|ZZ|#3\n\n1 These rankings use exact spelling.\n3 Counts of two or less are redacted.",
			header: 4, labels: []string{"Rank", "Name", "Count3"}, above: 3, records: `1@5 ["#1" "OLIVER" "#6623"]; 3@7 ["#5493" "ZZ" "#3"]`,
			after: []table.Line{{Number: 8}, {Number: 9, Text: "1 These rankings use exact spelling."}, {Number: 10, Text: "3 Counts of two or less are redacted."}},
		},
		{
			name: "side by side: the left one", sheet: "Top 100\nMale||||Female\nPosition|Name|Count||Position|Name|Count\n#1|William|#574||#1|Mia|#489\n#2|Jack|#544||#2|Ella|#451\n||||#3|Zoe|#448",
			header: 3, labels: []string{"Position", "Name", "Count"}, above: 2, records: `1@4 ["#1" "William" "#574"]; 2@5 ["#2" "Jack" "#544"]`, tables: []string{"E3:G6"},
		},
		{
			name: "an empty column between columns that have nothing in common", sheet: "Code|Meaning||year|name\nF|girls||#1998|Emma\nM|boys||#1999|Léa", options: Options{Labels: knowing("year", "name")},
			header: 1, labels: []string{"Code", "Meaning", "", "year", "name"}, records: `1@2 ["F" "girls" "∅" "#1998" "Emma"]; 2@3 ["M" "boys" "∅" "#1999" "Léa"]`,
		},
		{
			name: "side by side: the one that the standard knows", sheet: "Code|Meaning||year|name\nF|girls||#1998|Emma\n|||#1999|Léa\n|||#1999|Zoé", options: Options{Labels: knowing("year", "name")},
			header: 1, labels: []string{"year", "name"}, columns: []int{4, 5}, records: `1@2 ["#1998" "Emma"]; 3@4 ["#1999" "Zoé"]`, tables: []string{"A1:B2"},
		},
		{
			name: "a legend beside the table", sheet: "year|name|n||Code|Meaning\n#1998|Emma|#5||F|girls\n#1999|Léa|#6||M|boys\n#1999|Zoé|#7\n#1999|Mia|#8\n#1999|Eva|#9",
			header: 1, labels: []string{"year", "name", "n"}, records: `1@2 ["#1998" "Emma" "#5"]; 5@6 ["#1999" "Eva" "#9"]`, tables: []string{"E1:F3"},
		},
		{
			name: "an empty column within a table", sheet: "year||name\n#1998||Emma\n#1999||Léa",
			header: 1, labels: []string{"year", "", "name"}, records: `1@2 ["#1998" "∅" "Emma"]; 2@3 ["#1999" "∅" "Léa"]`,
		},
		{
			name: "one below the other, the labels come again", sheet: "name|n\nEmma|#5\nLéa|#6\n\nBoys\nname|n\nLiam|#7\nNoah|#8",
			header: 1, labels: []string{"name", "n"}, records: `1@2 ["Emma" "#5"]; 2@3 ["Léa" "#6"]`, tables: []string{"A6:B8"},
			after: []table.Line{{Number: 4}, {Number: 5, Text: "Boys"}},
		},
		{
			name: "one below the other, the standard knows the labels", sheet: "name|n\nEmma|#5\nLéa|#6\n\nprénom|nombre\nLiam|#7", options: Options{Labels: knowing("name", "n", "prénom", "nombre")},
			header: 1, labels: []string{"name", "n"}, records: `1@2 ["Emma" "#5"]; 2@3 ["Léa" "#6"]`, tables: []string{"A5:B6"},
		},
		{
			name: "an empty row within a table", sheet: "name|n\nEmma|#5\n\nLéa|#6\nx|y",
			header: 1, labels: []string{"name", "n"}, records: `1@2 ["Emma" "#5"]; 4@5 ["x" "y"]`,
		},
		{
			name: "columns without label are part of it where most records fill them", sheet: "name|n\nEmma|#5|a\nLéa|#6|b\nZoé|#7",
			header: 1, labels: []string{"name", "n", ""}, records: `1@2 ["Emma" "#5" "a"]; 3@4 ["Zoé" "#7" "∅"]`,
		},
		{
			name: "no header", sheet: "Emma|#5\nLéa|#6", labels: []string{"", ""}, records: `1@1 ["Emma" "#5"]; 2@2 ["Léa" "#6"]`,
		},
		{
			name: "header row given", sheet: "x|y\nname|n\nEmma|#5", options: Options{HeaderRow: rowNumber(2)},
			header: 2, labels: []string{"name", "n"}, above: 1, records: `1@3 ["Emma" "#5"]; 1@3 ["Emma" "#5"]`,
		},
		{
			name: "header row given, behind the end", sheet: "x|y\nname|n", options: Options{HeaderRow: rowNumber(9)}, labels: []string{""}, above: 2,
		},
		{
			name: "no header given", sheet: "name|n\nEmma|#5", options: Options{HeaderRow: rowNumber(0)}, labels: []string{"", ""}, records: `1@1 ["name" "n"]; 2@2 ["Emma" "#5"]`,
		},
		{
			name: "dialect: no header", sheet: "name|n\nEmma|#5", options: Options{Dialect: &standard.Dialect{Header: &no}}, labels: []string{"", ""}, records: `1@1 ["name" "n"]; 2@2 ["Emma" "#5"]`,
		},
		{
			name: "dialect: a header of two rows, the upper one merged", sheet: "|Girls||Boys\nRank|Name|Count|Name|Count\n#1|Emma|#5|Liam|#6", tail: `<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="D1:E1"/></mergeCells>`,
			options: Options{Dialect: &standard.Dialect{HeaderRows: []int{1, 2}, HeaderJoin: &join}},
			header:  2, labels: []string{"Rank", "Girls/Name", "Girls/Count", "Boys/Name", "Boys/Count"}, records: `1@3 ["#1" "Emma" "#5" "Liam" "#6"]; 1@3 ["#1" "Emma" "#5" "Liam" "#6"]`,
		},
		{
			name: "dialect: a header of two rows, merged over columns without labels of their own", sheet: "Girls|\n|Name\nx|Emma\ny|Léa", tail: `<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`,
			options: Options{Dialect: &standard.Dialect{HeaderRows: []int{1, 2}}},
			header:  2, labels: []string{"Girls", "Girls Name"}, records: `1@3 ["x" "Emma"]; 2@4 ["y" "Léa"]`,
		},
		{
			name: "dialect: rows to pass over", sheet: "name|n\nnom|n\nEmma|#5\nx|y\nLéa|#6", options: Options{Dialect: &standard.Dialect{CommentRows: []int{2, 4}}},
			header: 1, labels: []string{"name", "n"}, records: `1@3 ["Emma" "#5"]; 2@5 ["Léa" "#6"]`,
		},
		{name: "an empty sheet", labels: []string{""}},
		{name: "a title alone", sheet: "Baby names of 2016", header: 1, labels: []string{"Baby names of 2016"}},
		{
			name: "far below: another table", sheet: "name|n\nEmma|#5\nLéa|#6" + strings.Repeat("\n", 10_002) + "x|#1",
			header: 1, labels: []string{"name", "n"}, records: `1@2 ["Emma" "#5"]; 2@3 ["Léa" "#6"]`, tables: []string{"A10005:B10005"},
		},
		{
			name: "many notes", sheet: "name|n\nEmma|#5" + strings.Repeat("\n\nNote: some words.", 40),
			header: 1, labels: []string{"name", "n"}, records: `1@2 ["Emma" "#5"]; 1@2 ["Emma" "#5"]`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustRead(t, book{sheets: []bookSheet{{rows: plain(test.sheet), head: test.head, tail: test.tail}}}.bytes(t), test.options)
			f := got.Facts
			if f.Unread != nil || f.Dialect.HeaderLine != test.header || f.Header.Found != (test.header > 0) || !reflect.DeepEqual(f.Header.Labels, test.labels) || !reflect.DeepEqual(f.Header.Columns, test.columns) {
				t.Errorf("header in row %d: %q in columns %v; %v", f.Dialect.HeaderLine, f.Header.Labels, f.Header.Columns, f.Unread)
			}
			if f.Header.AboveCount != test.above || len(f.Header.Above) != int(min(test.above, input.AboveLimit)) {
				t.Errorf("above %d: %+v", f.Header.AboveCount, f.Header.Above)
			}
			if test.after != nil && (!reflect.DeepEqual(f.After, test.after) || f.AfterCount != int64(len(test.after))) {
				t.Errorf("after %d: %+v", f.AfterCount, f.After)
			}
			if got := firstAndLast(got); got != test.records {
				t.Errorf("records %s\nwant    %s", got, test.records)
			}
			if !reflect.DeepEqual(f.Workbook.Tables, test.tables) {
				t.Errorf("tables %q, want %q", f.Workbook.Tables, test.tables)
			}
			if f.Dialect.Why.EN == "" || f.Dialect.Why.FR == "" {
				t.Error("it does not say how the header was found")
			}
		})
	}
}

func firstAndLast(r *reading) string {
	if len(r.Records) == 0 {
		return ""
	}
	show := func(r record) string { return fmt.Sprintf("%d@%d %q", r.Number, r.Row, r.Cells) }
	return show(r.Records[0]) + "; " + show(r.Records[len(r.Records)-1])
}

func TestDefinedTables(t *testing.T) {
	rows := plain("name|n||code|of\nEmma|#5||F|x\nLéa|#6||M|y\nZoé|#7||M|z\nx|#9\nMia|#8")
	part := func(ref string) string {
		return `<table xmlns="` + mainSpace + `" id="1" name="T" displayName="T" ref="` + ref + `"/>`
	}
	got := mustRead(t, book{sheets: []bookSheet{{rows: rows}}, parts: map[string]string{
		"xl/worksheets/_rels/sheet1.xml.rels": `<Relationships><Relationship Id="a" Type="` + relationSpace + `/table" Target="../tables/table1.xml"/><Relationship Id="b" Type="` + relationSpace + `/table" Target="/xl/tables/table2.xml"/><Relationship Id="c" Type="` + relationSpace + `/table" Target="/xl/tables/table3.xml"/></Relationships>`,
		"xl/tables/table1.xml":                part("A1:B4"), "xl/tables/table2.xml": part("D1:E4"), "xl/tables/table3.xml": part("A5:B6"),
	}}.bytes(t), Options{HeaderRow: rowNumber(1)})
	if want := []string{"D1:E4", "A5:B6"}; !reflect.DeepEqual(got.Facts.Workbook.Tables, want) || got.Facts.Records != 3 || len(got.Facts.Header.Labels) != 2 {
		t.Errorf("tables %q, %d records of %q", got.Facts.Workbook.Tables, got.Facts.Records, got.Facts.Header.Labels)
	}
}

func TestHiddenAndMerged(t *testing.T) {
	rows := plain("title\n\nname|n|x|y\nEmma|#5|#1|#1\nLéa|#6|#1|#1\nZoé|#7|#1|#1\n\nNote: some words.")
	rows = strings.NewReplacer(`<row r="1"`, `<row r="1" hidden="1"`, `<row r="5"`, `<row r="5" ht="1" hidden="true"`, `<row r="6"`, `<row r="6" hidden="1"`, `<row r="8"`, `<row r="8" hidden="1"`).Replace(rows)
	merges := ""
	for i := range 30 {
		merges += fmt.Sprintf(`<mergeCell ref="A%d:B%d"/>`, i+1, i+1)
	}
	for i := range 12 {
		merges += fmt.Sprintf(`<mergeCell ref="C3:D%d"/>`, i+4)
	}
	got := mustRead(t, book{sheets: []bookSheet{{
		rows: rows, head: `<cols><col min="1" max="1" width="5"/><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>`,
		tail: `<autoFilter ref="A3:D6"/><mergeCells count="42">` + merges + `<mergeCell ref="A4:A4"/><mergeCell ref="?"/></mergeCells>`,
	}}}.bytes(t), Options{})
	w := got.Facts.Workbook
	if w.HiddenRows != 2 || w.FirstHiddenRow != 5 || !reflect.DeepEqual(w.HiddenColumns, []int{2, 3}) {
		t.Errorf("%d hidden rows from row %d, hidden columns %v", w.HiddenRows, w.FirstHiddenRow, w.HiddenColumns)
	}
	if w.MergedCount != 16 || len(w.Merged) != 10 || w.Merged[0] != "A3:B3" {
		t.Errorf("%d merged ranges, %q", w.MergedCount, w.Merged)
	}
	if want := "A1:D8"; w.Sheets[0].Range != want {
		t.Errorf("range %s, want %s", w.Sheets[0].Range, want)
	}
}

func TestSheets(t *testing.T) {
	data, notes := plain("name|n\nEmma|#5\nLéa|#6"), plain("Notes\nThese are notes.")
	sheets := []bookSheet{
		{name: "Notes", rows: notes},
		{name: "Chart", kind: "chartsheet"},
		{name: "Old", rows: data, state: "hidden"},
		{name: "Empty"},
		{name: "Girls", rows: data},
		{name: "2016", rows: plain("year|name\n#1998|Emma")},
		{name: "Secret", rows: data, state: "veryHidden"},
	}
	for _, test := range []struct {
		name    string
		sheets  []bookSheet
		options Options
		want    string
		forced  bool
		unread  string
	}{
		{name: "the first visible table", sheets: sheets, want: "Girls"},
		{name: "the one that the standard knows", sheets: sheets, options: Options{Labels: knowing("year", "name")}, want: "2016"},
		{name: "named", sheets: sheets, options: Options{Sheet: "Notes"}, want: "Notes", forced: true},
		{name: "named in other case", sheets: sheets, options: Options{Sheet: "girls"}, want: "Girls", forced: true},
		{name: "named, hidden", sheets: sheets, options: Options{Sheet: "Old"}, want: "Old", forced: true},
		{name: "by number", sheets: sheets, options: Options{Sheet: "3"}, want: "Old", forced: true},
		{name: "a name that is a number", sheets: sheets, options: Options{Sheet: "2016"}, want: "2016", forced: true},
		{name: "by the dialect's name", sheets: sheets, options: Options{Dialect: &standard.Dialect{SheetName: "2016", SheetNumber: 1}}, want: "2016", forced: true},
		{name: "by the dialect's number", sheets: sheets, options: Options{Dialect: &standard.Dialect{SheetNumber: 1}}, want: "Notes", forced: true},
		{name: "a flag before the dialect", sheets: sheets, options: Options{Sheet: "Old", Dialect: &standard.Dialect{SheetNumber: 1}}, want: "Old", forced: true},
		{name: "not there", sheets: sheets, options: Options{Sheet: "Boys"}, unread: "this workbook has no sheet “Boys”; it has “Notes”, “Chart”, “Old”, “Empty”, “Girls”, “2016”, “Secret”"},
		{name: "a number that is not there", sheets: sheets[:1], options: Options{Sheet: "0"}, unread: "this workbook has no sheet “0”; it has “Notes”"},
		{name: "a chart", sheets: sheets[:2], options: Options{Sheet: "Chart"}, unread: "the sheet “Chart” holds a chart or a macro, not cells; name another one of “Notes”, “Chart”"},
		{name: "notes alone", sheets: sheets[:2], want: "Notes"},
		{name: "no visible table", sheets: sheets[:3], want: "Notes"},
		{name: "nothing visible", sheets: sheets[2:3], want: "Old"},
		{name: "charts alone", sheets: sheets[1:2], unread: "this workbook has no sheet of cells; save the table in a sheet"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := mustRead(t, book{sheets: test.sheets}.bytes(t), test.options).Facts
			w := f.Workbook
			if test.unread != "" {
				if f.Unread == nil || f.Unread.Text.EN != test.unread || f.Unread.Text.FR == "" || w != nil {
					t.Fatalf("unread %+v, workbook %+v", f.Unread, w)
				}
				return
			}
			if len(w.Sheets) != len(test.sheets) || w.Forced != test.forced {
				t.Fatalf("%+v", w)
			}
			if f.Unread != nil || w.Sheets[w.Sheet].Name != test.want || w.Why.EN == "" || w.Why.FR == "" {
				t.Errorf("sheet %q: %s; %v", w.Sheets[w.Sheet].Name, w.Why.EN, f.Unread)
			}
		})
	}
	got := mustRead(t, book{sheets: sheets}.bytes(t), Options{}).Facts.Workbook.Sheets
	want := []table.Sheet{
		{Name: "Notes", Range: "A1:A2"},
		{Name: "Chart"},
		{Name: "Old", Hidden: true, Data: true, Range: "A1:B3"},
		{Name: "Empty"},
		{Name: "Girls", Data: true, Range: "A1:B3"},
		{Name: "2016", Data: true, Range: "A1:B2"},
		{Name: "Secret", Hidden: true, Data: true, Range: "A1:B3"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("sheets %+v\nwant   %+v", got, want)
	}
}
