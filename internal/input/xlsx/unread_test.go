package xlsx

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/table"
)

const (
	twoRows = `<row r="1"><c r="A1" t="str"><v>name</v></c><c r="B1" t="str"><v>n</v></c></row><row r="2"><c r="A2" t="str"><v>Emma</v></c><c r="B2"><v>5</v></c></row>`
	oneMore = `<row r="3"><c r="A3" t="str"><v>Léa</v></c><c r="B3"><v>6</v></c></row>`
)

// TestUnread gives what is said about files that cannot be read at all.
func TestUnread(t *testing.T) {
	whole := book{sheets: []bookSheet{{rows: twoRows}}}
	with := func(name, text string) []byte { return book{parts: map[string]string{name: text}}.bytes(t) }
	without := func(name string) []byte { return book{without: []string{name}}.bytes(t) }
	var many []bookSheet
	for range 12 {
		many = append(many, bookSheet{})
	}
	for _, test := range []struct {
		name   string
		file   []byte
		limits Limits
		want   string // a part of the English sentence
	}{
		{name: "no bytes", want: "is not a complete ZIP container"},
		{name: "no ZIP container", file: []byte("name,n\nEmma,5\n"), want: "is not a complete ZIP container"},
		{name: "cut off", file: whole.bytes(t)[:1000], want: "is not a complete ZIP container"},
		{name: "no workbook", file: without("xl/workbook.xml"), want: "its part xl/workbook.xml is missing"},
		{name: "no relations of the workbook", file: without("xl/_rels/workbook.xml.rels"), want: "its part xl/_rels/workbook.xml.rels is missing"},
		{name: "no sheet", file: without("xl/worksheets/sheet1.xml"), want: "its part xl/worksheets/sheet1.xml is missing"},
		{name: "relations that are no XML", file: with("xl/_rels/workbook.xml.rels", "<Relationships><Rel"), want: "its part xl/_rels/workbook.xml.rels cannot be read"},
		{name: "a workbook that is no XML", file: with("xl/workbook.xml", "<workbook><sheets"), want: "its part xl/workbook.xml cannot be read"},
		{name: "styles that are no XML", file: with("xl/styles.xml", "nothing"), want: "its part xl/styles.xml cannot be read"},
		{name: "a sheet that is none", file: with("xl/worksheets/sheet1.xml", "<chartsheet/>"), want: "its part xl/worksheets/sheet1.xml cannot be read"},
		{name: "a sheet without end", file: with("xl/worksheets/sheet1.xml", "<worksheet><cols>"), want: "its part xl/worksheets/sheet1.xml cannot be read"},
		{name: "an empty sheet part", file: with("xl/worksheets/sheet1.xml", ""), want: "its part xl/worksheets/sheet1.xml cannot be read"},
		{name: "shared strings without end", file: with("xl/sharedStrings.xml", "<sst><si><t>a</t></si><si>"), want: "its part xl/sharedStrings.xml cannot be read"},
		{name: "entities in a sheet", file: with("xl/worksheets/sheet1.xml", `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet/>`), want: "xl/worksheets/sheet1.xml of this workbook declares an XML document type"},
		{name: "entities in the shared strings", file: with("xl/sharedStrings.xml", `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><sst/>`), want: "xl/sharedStrings.xml of this workbook declares an XML document type"},
		{name: "entities in the workbook", file: with("xl/workbook.xml", `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><workbook/>`), want: "xl/workbook.xml of this workbook declares an XML document type"},
		{name: "another encoding", file: with("xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="windows-1252"?><worksheet/>`), want: "is in an encoding other than UTF-8 and UTF-16"},
		{name: "too many sheets", file: book{sheets: many}.bytes(t), limits: Limits{Sheets: 11}, want: "this workbook has 12 sheets, more than 11"},
		{name: "too many parts", file: whole.bytes(t), limits: Limits{Parts: 3}, want: "parts, more than 3"},
		{name: "too large unpacked", file: whole.bytes(t), limits: Limits{Unzipped: 1000}, want: "unpacks to more than 1,000 bytes"},
		{name: "too dense", file: book{parts: map[string]string{"x": strings.Repeat(" ", 70<<20)}}.bytes(t), want: "unpacks to more than 400 times its size"},
		{name: "styles too large", file: with("xl/styles.xml", "<styleSheet>"+strings.Repeat(" ", 2000)+"</styleSheet>"), limits: Limits{Part: 1000}, want: "the part xl/styles.xml of this workbook is larger than can be read"},
		{name: "a shared string too long", file: with("xl/sharedStrings.xml", "<sst><si><t>"+strings.Repeat("x", 300_000)+"</t></si></sst>"), limits: Limits{Element: 1000}, want: "the part xl/sharedStrings.xml of this workbook is larger than can be read"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustRead(t, test.file, Options{Limits: test.limits})
			u := got.Facts.Unread
			if u == nil || u.Reason == "" || !strings.Contains(u.Text.EN, test.want) || u.Text.FR == "" || strings.ContainsAny(u.Text.EN+u.Text.FR, "{}") {
				t.Errorf("%+v", u)
			}
			if len(got.Records) > 0 {
				t.Error("there are records")
			}
		})
	}
}

// TestStops gives where reading stops in the middle of a sheet, and what was read until then.
func TestStops(t *testing.T) {
	const start = `<worksheet><sheetData>`
	for _, test := range []struct {
		name    string
		sheet   string
		limits  Limits
		kind    table.DamageKind
		row     int64
		records int64
	}{
		{name: "the part ends", sheet: start + twoRows, kind: table.Truncated, row: 3, records: 1},
		{name: "the part ends in a row", sheet: start + twoRows + oneMore[:40], kind: table.Truncated, row: 3, records: 1},
		{name: "a row comes twice", sheet: start + twoRows + oneMore + oneMore + "</sheetData></worksheet>", kind: table.Syntax, row: 3, records: 2},
		{name: "rows in no order", sheet: start + twoRows + oneMore + `<row r="1"/>` + "</sheetData></worksheet>", kind: table.Syntax, row: 1, records: 2},
		{name: "a row that no sheet has", sheet: start + twoRows + `<row r="1048577"><c><v>1</v></c></row></sheetData></worksheet>`, kind: table.Syntax, row: 3, records: 1},
		{name: "a row's number overflows", sheet: start + twoRows + `<row r="18446744073709551619"><c><v>1</v></c></row></sheetData></worksheet>`, kind: table.Syntax, row: 3, records: 1},
		{name: "a row's number is none", sheet: start + twoRows + `<row r="-3"><c><v>1</v></c></row></sheetData></worksheet>`, kind: table.Syntax, row: 3, records: 1},
		{name: "too long a row", sheet: start + twoRows + `<row r="3"><c t="str"><v>` + strings.Repeat("x", 3000) + `</v></c></row></sheetData></worksheet>`, limits: Limits{Element: 1000}, kind: table.OversizeRecord, row: 3, records: 1},
		{name: "a document type in the middle", sheet: start + twoRows + "<!DOCTYPE x>" + oneMore + "</sheetData></worksheet>", kind: table.Syntax, row: 3, records: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, size := range []int{0, 1, 50} {
				f := mustRead(t, book{parts: map[string]string{"xl/worksheets/sheet1.xml": test.sheet}}.bytes(t), Options{Limits: test.limits, BlockSize: size}).Facts
				if f.Damage[test.kind] != 1 || len(f.Damaged) != 1 || f.Damaged[0].Line != test.row || f.Records != test.records {
					t.Errorf("%d records, damage %+v", f.Records, f.Damaged)
				}
				if u := f.Unread; u == nil || u.Line != test.row || u.Record != test.records || u.Text.FR == "" || strings.ContainsAny(u.Text.EN+u.Text.FR, "{}") {
					t.Errorf("unread %+v", f.Unread)
				}
			}
		})
	}
}

// TestDamagedContainer flips bytes of the packed sheet: what comes out is read as far as it goes.
func TestDamagedContainer(t *testing.T) {
	file := book{sheets: []bookSheet{{rows: strings.Repeat(`<row><c><v>1</v></c><c><v>2</v></c></row>`, 5000)}}}.bytes(t)
	at := bytes.Index(file, []byte("xl/worksheets/sheet1.xml"))
	for i := range 60 {
		damaged := bytes.Clone(file)
		damaged[at+30+i] ^= 0x55
		if _, err := read(t.Context(), damaged, Options{}, nil); err != nil {
			t.Errorf("byte %d: %v", at+30+i, err)
		}
	}
}

// TestOtherSpellings reads the same sheet as other programs write it.
func TestOtherSpellings(t *testing.T) {
	const sheet = `<worksheet><sheetData>` + twoRows + oneMore + `</sheetData></worksheet>`
	prefixed := strings.NewReplacer("</", "</x:", "<", "<x:").Replace(sheet)
	prefixed = strings.ReplaceAll(prefixed, "<x:/x:", "</x:")
	wide := func(order func(uint16) (byte, byte), mark string, text string) string {
		b := []byte(mark)
		for _, unit := range utf16.Encode([]rune(text)) {
			first, second := order(unit)
			b = append(b, first, second)
		}
		return string(b)
	}
	little := func(u uint16) (byte, byte) { return byte(u), byte(u >> 8) }
	big := func(u uint16) (byte, byte) { return byte(u >> 8), byte(u) }
	for _, test := range []struct{ name, sheet string }{
		{"a prefix", strings.Replace(prefixed, "<x:worksheet", `<x:worksheet xmlns:x="`+mainSpace+`"`, 1)},
		{"a long prefix", strings.ReplaceAll(prefixed, "x:", "spreadsheetmain:")},
		{"strict", strings.Replace(sheet, "<worksheet", `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" conformance="strict"`, 1)},
		{"a declaration and a byte order mark", "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n" + sheet},
		{"a comment in front", "<!-- <worksheet> -->" + sheet},
		{"UTF-16, little endian", wide(little, "\xFF\xFE", sheet)},
		{"UTF-16, big endian", wide(big, "\xFE\xFF", `<?xml version="1.0" encoding="UTF-16"?>`+sheet)},
		{"UTF-16 without mark, little endian", wide(little, "", sheet)},
		{"UTF-16 without mark, big endian", wide(big, "", sheet)},
		{"white space between all tags", strings.ReplaceAll(strings.ReplaceAll(sheet, "><", ">\n  <"), ">\n  </v>", "></v>")},
		{"elements of others", strings.Replace(sheet, "<row ", `<y:rowset/><rowset/><row `, 1)},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustRead(t, book{parts: map[string]string{"xl/worksheets/sheet1.xml": test.sheet}}.bytes(t), Options{})
			const want = "1@2 [\"Emma\" \"#5\"]\n2@3 [\"Léa\" \"#6\"]\n"
			if got.show() != want || got.Facts.Unread != nil {
				t.Errorf("%s%v", got.show(), got.Facts.Unread)
			}
		})
	}
}

// TestStrictWorkbook has the namespaces of ISO 29500 strict in all parts.
func TestStrictWorkbook(t *testing.T) {
	b := book{sheets: []bookSheet{{rows: strings.Replace(twoRows, `<c r="B2"><v>5`, `<c r="B2" s="1"><v>42370`, 1)}}, styles: `<cellXfs><xf/><xf numFmtId="14"/></cellXfs>`, props: `date1904="true"`}
	file := b.bytes(t)
	strict := strings.NewReplacer(mainSpace, "http://purl.oclc.org/ooxml/spreadsheetml/main", relationSpace, "http://purl.oclc.org/ooxml/officeDocument/relationships")
	for _, name := range []string{"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"} {
		file = replacePart(t, file, name, []byte(strict.Replace(partOf(t, file, name))))
	}
	if got := mustRead(t, file, Options{}); got.show() != "1@2 [\"Emma\" \"d:2020-01-02\"]\n" {
		t.Errorf("%s%+v", got.show(), got.Facts.Unread)
	}
}

func partOf(t *testing.T, file []byte, name string) string {
	t.Helper()
	a, err := openArchive(bytes.NewReader(file), int64(len(file)), Limits{Unzipped: 1 << 30, Ratio: 1000, Parts: 100})
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.parts[partKey(name)].Open()
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSpill keeps almost no shared strings in memory: the same comes out, and no file stays.
func TestSpill(t *testing.T) {
	var items, rows strings.Builder
	rows.WriteString(twoRows)
	for i := range 3000 {
		items.WriteString("<si><t>name " + strings.Repeat("x", i%50) + "</t></si>")
		rows.WriteString(`<row><c t="s"><v>` + itoa(i) + `</v></c><c t="s"><v>` + itoa((i*7919)%3000) + `</v></c></row>`)
	}
	items.WriteString("<si><t>" + strings.Repeat("y", 50_000) + "</t></si><si><t>" + strings.Repeat("z", maxText+1) + "</t></si>")
	rows.WriteString(`<row><c t="s"><v>3000</v></c><c t="s"><v>3001</v></c></row>`)
	file := book{sheets: []bookSheet{{rows: rows.String()}}, strings: items.String()}.bytes(t)
	want := mustRead(t, file, Options{HeaderRow: rowNumber(1)})
	folder := t.TempDir()
	got := mustRead(t, file, Options{HeaderRow: rowNumber(1), Memory: 1000, TempDir: folder})
	if got.show() != want.show() || got.showDamage() != want.showDamage() {
		t.Error("strings from a file differ from those in memory")
	}
	if got.Facts.Records != 3002 || got.Facts.Damage[table.BrokenCell] != 1 {
		t.Errorf("%d records, damage %v", got.Facts.Records, got.Facts.Damage)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("files left: %v, %v", left, err)
	}
	if _, err := Open(t.Context(), bytes.NewReader(file), int64(len(file)), &table.Resource{}, Options{Memory: 1000, TempDir: filepath.Join(folder, "none")}); err == nil {
		t.Error("a folder that is not there is no error")
	}
}

func itoa(n int) string { return strings.TrimPrefix(table.CellName(1, int64(n)), "A") }

// TestSamples keeps the first places of each kind of damage, and counts all.
func TestSamples(t *testing.T) {
	rows := twoRows + strings.Repeat(`<row><c><f>1</f><v>1</v></c><c t="e"><v>#N/A</v></c></row>`, 500)
	file := book{sheets: []bookSheet{{rows: rows}}}.bytes(t)
	for _, size := range []int{0, 100, 3000} {
		f := mustRead(t, file, Options{Samples: 3, BlockSize: size}).Facts
		if f.Damage[table.FormulaCell] != 500 || f.Damage[table.ErrorCell] != 500 || len(f.Damaged) != 6 {
			t.Fatalf("blocks of %d: %v, %d kept", size, f.Damage, len(f.Damaged))
		}
		for i, d := range f.Damaged {
			if d.Line != int64(3+i/2) || d.Record != int64(2+i/2) || d.Column != 1+i%2 {
				t.Errorf("blocks of %d: kept %+v", size, d)
			}
		}
	}
}

// TestSourceFails tells faults of ours from those of the file.
func TestSourceFails(t *testing.T) {
	file := book{sheets: []bookSheet{{rows: twoRows}}}.bytes(t)
	broken := errors.New("broken")
	for n := range 40 {
		source := &failing{file: bytes.NewReader(file), left: n, err: broken}
		r, err := Open(t.Context(), source, int64(len(file)), &table.Resource{}, Options{})
		if source.left >= 0 {
			return // nothing failed any more
		}
		for err == nil {
			_, err = r.Next(t.Context())
		}
		if !errors.Is(err, broken) {
			t.Errorf("after %d reads: %v", n, err)
		}
	}
	t.Error("the file takes more reads than were tried")
}

type failing struct {
	file io.ReaderAt
	left int // reads that succeed
	err  error
}

func (f *failing) ReadAt(p []byte, offset int64) (int, error) {
	if f.left--; f.left < 0 {
		return 0, f.err
	}
	return f.file.ReadAt(p, offset)
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	file := book{sheets: []bookSheet{{rows: twoRows}}}.bytes(t)
	r, err := Open(ctx, bytes.NewReader(file), int64(len(file)), &table.Resource{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := r.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := r.Next(t.Context()); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

// TestExcelize reads what a library writes.
func TestExcelize(t *testing.T) {
	f := excelize.NewFile()
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range map[string]any{
		"A1": "year", "B1": "first name", "C1": "born", "D1": "known", "E1": "total",
		"A2": 2016, "B2": "Zoé & Léa", "C2": 42370, "D2": true, "E2": 0.1,
		"A3": "2017", "B3": " padded ", "C3": 42371.5, "D3": false,
	} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(f.SetCellStyle("Sheet1", "C2", "C3", date), f.SetCellFormula("Sheet1", "E3", "SUM(A2:A3)"), f.SetSheetVisible("Sheet1", true)); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := f.Write(&file); err != nil {
		t.Fatal(err)
	}
	got := mustRead(t, file.Bytes(), Options{})
	want := unindent(`
		1@2 ["#2016" "Zoé & Léa" "d:2016-01-01" "?true" "#0.1"]
		2@3 ["2017" " padded " "dt:2016-01-02T12:00:00" "?false" "✗"]`)
	if got.show() != want || got.showDamage() != "missing-result record 2 row 3 column 5 \"SUM(A2:A3)\"\n" {
		t.Errorf("%s%s", got.show(), got.showDamage())
	}
}
