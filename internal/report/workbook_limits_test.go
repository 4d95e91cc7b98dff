package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// Each limit is said in the summary, and at the place where it is met.
func TestWorkbookLimits(t *testing.T) {
	for _, test := range []struct {
		name    string
		limit   func(*bookLimits)
		summary string // empty: the limit leaves it no room to say so
		sheet   string // where it is met
		cell    string
		says    string
	}{
		{
			"rows", func(l *bookLimits) { l.rows = 5 },
			"", "names", "A5", "2 records are not in the copy, because a sheet of Excel has no more rows",
		},
		{
			"rows of a copy that just fits", func(l *bookLimits) { l.rows = 6 },
			"", "names", "C6", "7",
		},
		{
			"rows of findings", func(l *bookLimits) { l.rows = 5 },
			"", "Findings", "A5", "5 more rows are not listed, because a sheet of Excel has no more",
		},
		{
			"columns", func(l *bookLimits) { l.columns = 2 },
			"names: 1 column is not in the copy", "names", "B2", "name [and 1 more column of the file]",
		},
		{
			"characters", func(l *bookLimits) { l.characters = 60 },
			"", "names", "B3", "ZOÉ ZOÉ ZOÉ Z … [shortened: the file has 80 characters here]",
		},
		{
			"links", func(l *bookLimits) { l.links = 2 },
			"Findings: 5 findings have no link to its cell", "Findings", "G5", "A6",
		},
		{
			"notes", func(l *bookLimits) { l.notes = 2 },
			"names: 4 marked cells have no note", "names", "A6", "2004",
		},
		{"sheets", func(l *bookLimits) { l.sheets = 0 }, "1 table is not copied into this workbook", "Summary", "A1", "Does not conform"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, data := marksSample()
			if test.name == "characters" {
				data.records[0][1].text = strings.Repeat("ZOÉ ", 20)
			}
			limits := excelLimits
			test.limit(&limits)
			book := bookOf(t, r, message.English, recordsOf(data), limits)
			if text := sheetTextOf(t, book, "Summary"); !strings.Contains(text, test.summary) {
				t.Errorf("%q is not in\n%s", test.summary, text)
			}
			if got, err := book.GetCellValue(test.sheet, test.cell); err != nil || got != test.says {
				t.Errorf("%s!%s is %q, want %q (%v)", test.sheet, test.cell, got, test.says, err)
			}
			for _, sheet := range book.GetSheetList() {
				rows := rowsOf(t, book, sheet)
				if len(rows) > limits.rows {
					t.Errorf("%s has %d rows", sheet, len(rows))
				}
				for _, row := range rows {
					for _, cell := range row {
						if unitsOf(cell) > limits.characters {
							t.Errorf("%s holds %q", sheet, cell)
						}
					}
				}
				if notes := notesOf(t, book, sheet); sheet == "names" && len(notes) > limits.notes {
					t.Errorf("%d notes", len(notes))
				}
			}
		})
	}
}

func TestWorkbookTellsOfShortenedCells(t *testing.T) {
	r, data := marksSample()
	data.records[0][1].text = strings.Repeat("ZOÉ ", 10_000)
	book := bookOf(t, r, message.French, recordsOf(data), excelLimits)
	if text := sheetTextOf(t, book, "Sommaire"); !strings.Contains(text, "names\u00a0: 1 cellule est abrégée, parce qu’une cellule d’Excel contient 32\u00a0767 caractères") {
		t.Errorf("not told in\n%s", text)
	}
	cell, err := book.GetCellValue("names", "B3")
	if err != nil || !strings.HasSuffix(cell, " … [abrégé\u00a0: le fichier a ici 40\u00a0000 caractères]") || unitsOf(cell) != excelLimits.characters {
		t.Errorf("the cell has %d characters and ends %q (%v)", unitsOf(cell), cell[len(cell)-60:], err)
	}
}

// Notes go round the requirements, so that none has all of them.
func TestWorkbookNotesAreShared(t *testing.T) {
	r, data := marksSample()
	limits := excelLimits
	limits.notes = 5
	book := bookOf(t, r, message.English, recordsOf(data), limits)
	notes := notesOf(t, book, "names")
	for _, cell := range []string{"C4", "A6", "A1", "B2", "A2"} {
		if notes[cell] == "" {
			t.Errorf("%s has no note: %v", cell, notes)
		}
	}
	if len(notes) != 5 {
		t.Errorf("%d notes", len(notes))
	}
}

// A sheet of Excel is filled to its last row.
func TestWorkbookFillsASheet(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a million rows")
	}
	s := newSample("big.csv", excelize.TotalRows+10, noSupplied)
	s.Resources[0].Fields = []Field{{Header: "n", Column: 1}}
	const size = 4096
	records := func(_, _ int, yield func(*table.Resource, *table.Batch) error) (*table.Unread, error) {
		facts := &table.Resource{Records: excelize.TotalRows + 10, Header: table.Header{Found: true}}
		b := &table.Batch{Len: size, Columns: []table.Column{{Data: []byte("5"), Spans: []table.Span{{Start: 0, End: 1}}, Constant: true}}}
		for b.First = 1; b.First <= facts.Records; b.First += size {
			b.Len = int(min(size, facts.Records-b.First+1))
			if err := yield(facts, b); err != nil {
				return nil, err
			}
		}
		return nil, nil
	}
	content := bookBytes(t, reportOf(s.Run), message.English, records, excelLimits)
	from, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := from.Open("xl/worksheets/sheet3.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(sheet)
	if err != nil {
		t.Fatal(err)
	}
	end := string(text[len(text)-2000:])
	if !strings.Contains(end, `<c r="A1048575" s=`) || !strings.Contains(end, "12 records are not in the copy") || strings.Contains(end, `r="A1048577"`) {
		t.Errorf("the sheet ends with\n%s", end)
	}
	if !strings.Contains(string(content), "xl/workbook.xml") {
		t.Error("the workbook is not whole")
	}
}

func TestBookValue(t *testing.T) {
	for _, test := range []struct {
		name  string
		cell  testCell
		whole bool
		want  any
	}{
		{"text", testCell{text: "ANNE"}, true, "ANNE"},
		{"empty text", testCell{text: ""}, true, nil},
		{"blanks", testCell{text: "  "}, true, "  "},
		{"leading zero", testCell{text: "007"}, true, "007"},
		{"zero", testCell{text: "0"}, true, int64(0)},
		{"whole number", testCell{text: "2016"}, true, int64(2016)},
		{"negative", testCell{text: "-5"}, true, int64(-5)},
		{"minus zero", testCell{text: "-0"}, true, "-0"},
		{"minus alone", testCell{text: "-"}, true, "-"},
		{"plus", testCell{text: "+5"}, true, "+5"},
		{"decimal", testCell{text: "7.10"}, true, "7.10"},
		{"decimal comma", testCell{text: "7,1"}, true, "7,1"},
		{"more digits than a cell shows", testCell{text: "123456789012"}, true, "123456789012"},
		{"whole number in a column of texts", testCell{text: "2016"}, false, "2016"},
		{"formula", testCell{text: "=1+1"}, true, "=1+1"},
		{"date", testCell{text: "2016-05-01"}, true, "2016-05-01"},
		{"native date", testCell{table.Date, "2016-05-01"}, false, "2016-05-01"},
		{"native number", testCell{table.Number, "12"}, false, int64(12)},
		{"native decimal", testCell{table.Number, "0.25"}, false, 0.25},
		{"native exponent", testCell{table.Number, "1e+20"}, false, 1e20},
		{"fifteen digits", testCell{table.Number, "123456789012345"}, false, int64(123456789012345)},
		{"more digits than a spreadsheet keeps", testCell{table.Number, "1234567890123456"}, false, "1234567890123456"},
		{"more decimals than a spreadsheet keeps", testCell{table.Number, "0.1234567890123456"}, false, "0.1234567890123456"},
		{"too large", testCell{table.Number, "1e400"}, false, "1e400"},
		{"too small", testCell{table.Number, "1e-400"}, false, "1e-400"},
		{"native text that looks like a number", testCell{text: "12"}, false, "12"},
		{"true", testCell{table.Boolean, "true"}, false, true},
		{"false", testCell{table.Boolean, "false"}, false, false},
		{"null", testCell{table.Null, ""}, false, nil},
		{"absent", testCell{table.Absent, ""}, false, nil},
		{"nested", testCell{table.Nested, `{"a":1}`}, false, `{"a":1}`},
		{"error", testCell{table.Error, "#REF!"}, false, "#REF!"},
		{"NUL", testCell{text: "a\x00b"}, false, "a⟨U+0000⟩b"},
		{"escape", testCell{text: "a\x1bb"}, false, "a⟨U+001B⟩b"},
		{"C1 control", testCell{text: "a\u009bb"}, false, "a⟨U+009B⟩b"},
		{"noncharacter", testCell{text: "a\uFFFEb"}, false, "a⟨U+FFFE⟩b"},
		{"invalid byte", testCell{text: "a\xe9b"}, false, "a⟨0xE9⟩b"},
		{"line ending of Windows", testCell{text: "a\r\nb"}, false, "a\nb"},
		{"carriage return", testCell{text: "a\rb"}, false, "a⟨U+000D⟩b"},
		{"tab", testCell{text: "a\tb"}, false, "a\tb"},
		{"zero width joiner", testCell{text: "👩\u200d👧"}, false, "👩\u200d👧"},
	} {
		got, isCut := bookValue(table.Cell{Kind: test.cell.kind, Text: []byte(test.cell.text)}, test.whole, excelLimits.characters, nil)
		if got != test.want || isCut {
			t.Errorf("%s: %#v, want %#v", test.name, got, test.want)
		}
	}
}

// A text that is cut fits, counted as Excel counts, and begins as it did.
func TestBookTextFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		limit := rapid.IntRange(12, 60).Draw(t, "limit")
		got, isCut := bookText([]byte(text), limit, func(n int) string { return fmt.Sprintf("[%d]", n) })
		if unitsOf(got) > limit || !utf8.ValidString(got) {
			t.Errorf("%q does not fit into %d", got, limit)
		}
		whole := sheetText([]byte(text))
		if isCut != (unitsOf(whole) > limit) || !isCut && got != whole {
			t.Errorf("%q became %q, cut: %t", text, got, isCut)
		}
		if head, _, ok := strings.Cut(got, fmt.Sprintf(" [%d]", utf8.RuneCountInString(text))); isCut && (!ok || !strings.HasPrefix(whole, head)) {
			t.Errorf("%q became %q", text, got)
		}
	})
}

func TestSheetNames(t *testing.T) {
	for _, test := range []struct{ wanted, want string }{
		{"names", "names"},
		{"NAMES", "NAMES (2)"},
		{"names", "names (3)"},
		{"a/b:c*d?e[f]g\\h", "a-b-c-d-e-f-g-h"},
		{"Bob's", "Bob’s"},
		{"", "-"},
		{"  ", "- (2)"},
		{"History", "History (2)"},
		{"Prénoms de l’Ontario de 1917 à 2019", "Prénoms de l’Ontario de 1917 à"},
		{"tab\there", "tab⟨U+0009⟩here"},
	} {
		names := sheetNames{"names": test.wanted == "NAMES" || test.want == "names (3)", "names (2)": test.want == "names (3)", "-": test.want == "- (2)"}
		if got := names.add(test.wanted); got != test.want {
			t.Errorf("%q: %q, want %q", test.wanted, got, test.want)
		}
	}
}

// Whatever tables are called, their sheets have names that Excel takes, each its own.
func TestSheetNamesAreTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names, seen := sheetNames{}, map[string]bool{}
		file := excelize.NewFile()
		defer func() { _ = file.Close() }()
		for _, wanted := range rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.StringMatching(`[aA'/ ]{0,40}`)), 1, 12).Draw(t, "names") {
			name := names.add(wanted)
			if key := strings.ToLower(name); seen[key] {
				t.Errorf("%q is there twice", name)
			} else {
				seen[key] = true
			}
			if _, err := file.NewSheet(name); err != nil {
				t.Errorf("%q became %q: %v", wanted, name, err)
			}
		}
	})
}

// However a sheet is cut into pieces as it is written, the links come into the place of the one.
func TestSplicer(t *testing.T) {
	const sheet = `<row>&lt;hyperlink</row><hyperlinks><hyperlink ref="XFD1048576" location="links-here"></hyperlink></hyperlinks><pageSetup>`
	rapid.Check(t, func(t *rapid.T) {
		var out bytes.Buffer
		s := &splicer{to: &out, splice: splice{"<hyperlink ", `location="links-here"></hyperlink>`, func(w io.Writer) error {
			_, err := io.WriteString(w, "<a/><b/>")
			return err
		}}}
		inPieces(t, s, sheet)
		if want := `<row>&lt;hyperlink</row><hyperlinks><a/><b/></hyperlinks><pageSetup>`; out.String() != want {
			t.Errorf("%s, want %s", out.String(), want)
		}
	})
}

// However a sheet is cut into pieces, its rows are taken out of it whole.
func TestRowTaker(t *testing.T) {
	for _, rows := range []string{"", "<row r=\"1\"><c><is><t>&lt;/sheetData&gt;</t></is></c></row>", strings.Repeat("<row></row>", 50)} {
		rapid.Check(t, func(t *rapid.T) {
			var out bytes.Buffer
			inPieces(t, &rowTaker{to: &out}, "<worksheet><cols/><sheetData>"+rows+"</sheetData><autoFilter></autoFilter></worksheet>")
			if out.String() != rows {
				t.Errorf("%s, want %s", out.String(), rows)
			}
		})
	}
}

// inPieces writes a text in pieces of any length.
func inPieces(t *rapid.T, w io.Writer, text string) {
	for text != "" {
		n := rapid.IntRange(1, len(text)).Draw(t, "bytes")
		if _, err := io.WriteString(w, text[:n]); err != nil {
			t.Fatal(err)
		}
		text = text[n:]
	}
}
