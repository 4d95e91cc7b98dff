package bench

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"strconv"

	"github.com/klauspost/compress/flate"
)

// MaxSheetRecords is the number of records that fit on a sheet below its header (ECMA-376 part 1, 18.3.1.73: 1,048,576 rows).
const MaxSheetRecords = 1<<20 - 1

// parts are those of a workbook that say nothing but that there is one sheet. Never written to.
var parts = []struct{ name, text string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>` +
		`</Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + relationships + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="` + spreadsheet + `" xmlns:r="` + relationships + `">` +
		`<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + relationships + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + relationships + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId3" Type="` + relationships + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="` + spreadsheet + `"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>`},
}

// The namespaces of ECMA-376.
const (
	declaration   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spreadsheet   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// xlsxEncoder writes a workbook as a stream: the parts first that do not depend on the records, then the sheet, then its texts.
type xlsxEncoder struct {
	zip    *zip.Writer
	sheet  *bufio.Writer
	inline bool

	row   int64
	text  []byte
	index map[string]int // of the shared texts
	texts []string
	uses  int64
}

func newXLSXEncoder(w io.Writer, options *Options) (*xlsxEncoder, error) {
	if options.Records > MaxSheetRecords {
		return nil, fmt.Errorf("%d records: a sheet holds %d", options.Records, MaxSheetRecords)
	}
	e := &xlsxEncoder{zip: zip.NewWriter(w), inline: options.Inline, index: map[string]int{}}
	// Not the compressor of the standard library: its output changes with the version of Go.
	e.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed+1) })
	for _, part := range parts {
		if err := e.part(part.name, part.text); err != nil {
			return nil, err
		}
	}
	sheet, err := e.zip.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, err
	}
	e.sheet = bufio.NewWriterSize(sheet, 1<<16)
	_, err = fmt.Fprintf(e.sheet, `%s<worksheet xmlns="%s"><dimension ref="A1:%c%d"/><sheetData>`, declaration, spreadsheet,
		'A'+len(columns)-1, options.Records+1)
	if err != nil {
		return nil, err
	}
	err = e.header()
	return e, err
}

func (e *xlsxEncoder) part(name, text string) error {
	w, err := e.zip.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, declaration+text)
	return err
}

func (e *xlsxEncoder) header() error {
	e.begin()
	for i, name := range columns {
		e.string(i, []byte(name))
	}
	return e.end()
}

func (e *xlsxEncoder) record(c *cells) error {
	e.begin()
	for i, cell := range c {
		switch {
		case len(cell) == 0:
		case numeric[i]:
			e.open(i, `"><v>`)
			e.text = append(e.text, shortest(cell)...)
			e.text = append(e.text, "</v></c>"...)
		default:
			e.string(i, cell)
		}
	}
	return e.end()
}

func (e *xlsxEncoder) begin() {
	e.row++
	e.text = append(e.text[:0], `<row r="`...)
	e.text = strconv.AppendInt(e.text, e.row, 10)
	e.text = append(e.text, `">`...)
}

func (e *xlsxEncoder) end() error {
	e.text = append(e.text, "</row>"...)
	_, err := e.sheet.Write(e.text)
	return err
}

// open appends the tag of the cell in column i up to its name, and what follows that.
func (e *xlsxEncoder) open(i int, rest string) {
	e.text = append(e.text, `<c r="`...)
	e.text = append(e.text, byte('A'+i))
	e.text = strconv.AppendInt(e.text, e.row, 10)
	e.text = append(e.text, rest...)
}

func (e *xlsxEncoder) string(i int, cell []byte) {
	if e.inline {
		e.open(i, `" t="inlineStr"><is><t>`)
		e.text = append(e.text, cell...)
		e.text = append(e.text, "</t></is></c>"...)
		return
	}
	n, ok := e.index[string(cell)]
	if !ok {
		n = len(e.texts)
		e.texts = append(e.texts, string(cell))
		e.index[e.texts[n]] = n
	}
	e.uses++
	e.open(i, `" t="s"><v>`)
	e.text = strconv.AppendInt(e.text, int64(n), 10)
	e.text = append(e.text, "</v></c>"...)
}

func (e *xlsxEncoder) close() error {
	if _, err := e.sheet.WriteString("</sheetData></worksheet>"); err != nil {
		return err
	}
	if err := e.sheet.Flush(); err != nil {
		return err
	}
	shared, err := e.zip.Create("xl/sharedStrings.xml")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(shared)
	fmt.Fprintf(w, `%s<sst xmlns="%s" count="%d" uniqueCount="%d">`, declaration, spreadsheet, e.uses, len(e.texts))
	for _, text := range e.texts {
		fmt.Fprintf(w, "<si><t>%s</t></si>", text)
	}
	fmt.Fprint(w, "</sst>")
	if err := w.Flush(); err != nil { // the first error of any write above
		return err
	}
	return e.zip.Close()
}
