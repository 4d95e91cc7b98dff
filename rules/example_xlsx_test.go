package rules_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// A workbook is written as CSV whose cells say what they are:
//
//	31, 12.5              a number
//	TRUE, FALSE           a boolean
//	date:2016-01-31       a date; also datetime:2016-01-31T13:30:00 and time:13:30:00
//	=C2-19→12             a formula and its stored result; without the arrow, none is stored
//	#REF!                 an error
//	'1980                 text; everything else is text without the apostrophe
//
// An empty cell is not there. A line "--- Name" begins a sheet, "--- Name hidden" one that is hidden; without such a line there is
// one sheet. Options are about the first sheet: hidden-rows=3,4 hidden-columns=B,D merged=A2:A3,C1:D1.

// sheet is one sheet of a workbook to be written.
type sheet struct {
	name   string
	hidden bool
	rows   [][]string
}

// workbook turns an example into the bytes of an XLSX file (ECMA-376), with no more parts than one must have.
func workbook(t *testing.T, example lint.Example) []byte {
	t.Helper()
	sheets := sheetsOf(t, example.Data)
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
		"_rels/.rels":   relationships("officeDocument", "xl/workbook.xml"),
		"xl/styles.xml": stylesPart,
	}
	var list strings.Builder
	targets := []string{"styles", "styles.xml"}
	for i, s := range sheets {
		state := "visible"
		if s.hidden {
			state = "hidden"
		}
		list.WriteString(element("sheet", "", "name", s.name, "sheetId", strconv.Itoa(i+1), "state", state, "r:id", "rId"+strconv.Itoa(i+2)))
		options := ""
		if i == 0 {
			options = example.Options
		}
		part := fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		parts["xl/"+part] = sheetPart(t, s.rows, options)
		targets = append(targets, "worksheet", part)
	}
	parts["xl/workbook.xml"] = `<workbook xmlns="` + spreadsheetML + `" xmlns:r="` + officeRelationships + `"><sheets>` + list.String() + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = relationships(targets...)
	return zipped(t, parts)
}

const (
	spreadsheetML       = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	officeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	xmlDeclaration      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// stylesPart has the number formats of dates (14), dates and times (22) and times (21), as styles 1, 2 and 3.
const stylesPart = `<styleSheet xmlns="` + spreadsheetML + `"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
	`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>` +
	`<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="21" applyNumberFormat="1"/></cellXfs></styleSheet>`

// relationships takes types and targets in turn; ids are rId1, rId2, ….
func relationships(typesAndTargets ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(typesAndTargets); i += 2 {
		b.WriteString(element("Relationship", "", "Id", "rId"+strconv.Itoa(i/2+1),
			"Type", officeRelationships+"/"+typesAndTargets[i], "Target", typesAndTargets[i+1]))
	}
	return b.String() + "</Relationships>"
}

func zipped(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	names := []string{"[Content_Types].xml"} // programs that recognise a workbook look for it first
	for name := range parts {
		if name != names[0] {
			names = append(names, name)
		}
	}
	slices.Sort(names[1:])
	for _, name := range names {
		part, err := archive.Create(name)
		if err == nil {
			_, err = io.WriteString(part, xmlDeclaration+parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func sheetsOf(t *testing.T, text string) []sheet {
	t.Helper()
	var sheets []sheet
	var lines []string
	end := func() {
		if len(sheets) == 0 {
			sheets = []sheet{{name: "Sheet1"}}
		}
		reader := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
		reader.FieldsPerRecord, reader.LazyQuotes = -1, true
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		sheets[len(sheets)-1].rows, lines = rows, nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		name, begins := strings.CutPrefix(line, "--- ")
		if !begins {
			lines = append(lines, line)
			continue
		}
		if len(sheets) > 0 || len(lines) > 0 {
			end()
		}
		name, hidden := strings.CutSuffix(name, " hidden")
		sheets = append(sheets, sheet{name: name, hidden: hidden})
	}
	end()
	return sheets
}

// sheetPart writes the XML of a sheet.
func sheetPart(t *testing.T, rows [][]string, options string) string {
	t.Helper()
	list := func(option string) []string {
		for word := range strings.FieldsSeq(options) {
			if name, values, _ := strings.Cut(word, "="); name == option {
				return strings.Split(values, ",")
			}
		}
		return nil
	}
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="` + spreadsheetML + `">`)
	if hidden := list("hidden-columns"); hidden != nil {
		b.WriteString("<cols>")
		for column := range 26 {
			if slices.Contains(hidden, table.ColumnName(column+1)) {
				fmt.Fprintf(&b, `<col min="%d" max="%d" width="9" hidden="1"/>`, column+1, column+1)
			}
		}
		b.WriteString("</cols>")
	}
	b.WriteString("<sheetData>")
	hidden := list("hidden-rows")
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d"`, i+1)
		if slices.Contains(hidden, strconv.Itoa(i+1)) {
			b.WriteString(` hidden="1"`)
		}
		b.WriteString(">")
		for k, cell := range row {
			if cell != "" {
				b.WriteString(cellXML(t, table.CellName(k+1, int64(i+1)), cell))
			}
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData>")
	if merged := list("merged"); merged != nil {
		fmt.Fprintf(&b, `<mergeCells count="%d">`, len(merged))
		for _, cells := range merged {
			b.WriteString(element("mergeCell", "", "ref", cells))
		}
		b.WriteString("</mergeCells>")
	}
	return b.String() + "</worksheet>"
}

var (
	sheetNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	sheetError  = regexp.MustCompile(`^#(REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|N/A|SPILL!)$`)
)

// cellXML writes one cell.
func cellXML(t *testing.T, at, cell string) string {
	t.Helper()
	formula := ""
	if content, ok := strings.CutPrefix(cell, "="); ok {
		var stored bool
		content, cell, stored = strings.Cut(content, "→")
		formula = "<f>" + escaped(content) + "</f>"
		if !stored {
			return element("c", formula, "r", at)
		}
	}
	value := func(text string) string { return formula + "<v>" + escaped(text) + "</v>" }
	kind, moment, _ := strings.Cut(cell, ":")
	switch text, isText := strings.CutPrefix(cell, "'"); {
	case isText && formula == "":
		return inlineText(at, text)
	case sheetNumber.MatchString(cell):
		return element("c", value(cell), "r", at)
	case cell == "TRUE":
		return element("c", value("1"), "r", at, "t", "b")
	case cell == "FALSE":
		return element("c", value("0"), "r", at, "t", "b")
	case sheetError.MatchString(cell):
		return element("c", value(cell), "r", at, "t", "e")
	case kind == "date":
		return element("c", value(serial(t, "2006-01-02", moment)), "r", at, "s", "1")
	case kind == "datetime":
		return element("c", value(serial(t, "2006-01-02T15:04:05", moment)), "r", at, "s", "2")
	case kind == "time":
		return element("c", value(serial(t, "2006-01-02T15:04:05", "1899-12-30T"+moment)), "r", at, "s", "3")
	case formula != "":
		return element("c", value(cell), "r", at, "t", "str")
	}
	return inlineText(at, cell)
}

func inlineText(at, text string) string {
	return element("c", "<is>"+element("t", escaped(text), "xml:space", "preserve")+"</is>", "r", at, "t", "inlineStr")
}

// element writes an element; attributes are names and values in turn.
func element(name, content string, attributes ...string) string {
	var b strings.Builder
	b.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		b.WriteString(" " + attributes[i] + `="` + escaped(attributes[i+1]) + `"`)
	}
	if content == "" {
		return b.String() + "/>"
	}
	return b.String() + ">" + content + "</" + name + ">"
}

// serial is the number a sheet keeps for a moment: days from 30 December 1899.
func serial(t *testing.T, layout, text string) string {
	t.Helper()
	moment, err := time.Parse(layout, text)
	if err != nil {
		t.Fatal(err)
	}
	days := moment.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
	return strconv.FormatFloat(days, 'f', -1, 64)
}

func escaped(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		panic(err) // a Builder takes everything
	}
	return b.String()
}

func TestWorkbookNotation(t *testing.T) {
	file := workbook(t, lint.Example{
		Options: "hidden-rows=2 hidden-columns=A,C merged=A2:A3",
		Data: "--- Girls & boys\nyear,born\n2016,date:2016-01-31\n'2016,=A2→a\n,=A3\nTRUE,#REF!\n" +
			"--- Old hidden\ntime:12:00:00,datetime:2016-01-31T06:00:00",
	})
	parts := partsOf(t, file)
	for name, text := range parts {
		if err := xml.Unmarshal([]byte(text), new(struct{ XMLName xml.Name })); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for part, want := range map[string][]string{
		"xl/workbook.xml": {`<sheet name="Girls &amp; boys" sheetId="1" state="visible" r:id="rId2"/>`, `<sheet name="Old" sheetId="2" state="hidden" r:id="rId3"/>`},
		"xl/worksheets/sheet1.xml": {
			`<col min="1" max="1" width="9" hidden="1"/><col min="3" max="3" width="9" hidden="1"/>`, `<row r="2" hidden="1">`,
			`<c r="A2"><v>2016</v></c>`, `<c r="B2" s="1"><v>42400</v></c>`, `<c r="A3" t="inlineStr"><is><t xml:space="preserve">2016</t></is></c>`,
			`<c r="B3" t="str"><f>A2</f><v>a</v></c>`, `<c r="B4"><f>A3</f></c>`, `<c r="A5" t="b"><v>1</v></c><c r="B5" t="e"><v>#REF!</v></c>`,
			`<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>`,
		},
		"xl/worksheets/sheet2.xml": {`<c r="A1" s="3"><v>0.5</v></c><c r="B1" s="2"><v>42400.25</v></c>`},
	} {
		for _, fragment := range want {
			if !strings.Contains(parts[part], fragment) {
				t.Errorf("%s has no %s:\n%s", part, fragment, parts[part])
			}
		}
	}
}
