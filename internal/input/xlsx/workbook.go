package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// workbook is what is known of a workbook beside its cells.
type workbook struct {
	archive  *archive
	sheets   []sheet
	formats  []format // of cells, by the number of their style
	date1904 bool
	strings  *stringTable
	limits   Limits
	labels   func([]string) int // see [Options]
}

// sheet is one sheet of the workbook and where its cells are.
type sheet struct {
	name   string
	hidden bool
	part   string        // name of the part; empty: it has no cells
	tables []*tableRange // defined tables (ListObjects)
}

// tableRange is a rectangle of cells; rows and columns count from 1 and belong to it.
type tableRange struct {
	firstRow, lastRow       int64
	firstColumn, lastColumn int
}

func (t *tableRange) String() string {
	return table.CellName(t.firstColumn, t.firstRow) + ":" + table.CellName(t.lastColumn, t.lastRow)
}

// openWorkbook reads everything but the cells.
func openWorkbook(ctx context.Context, a *archive, options *Options) (*workbook, error) {
	w := &workbook{archive: a, limits: a.limits, labels: options.Labels}
	parts, err := w.findParts()
	if err != nil {
		return nil, err
	}
	if err := w.readParts(parts); err != nil {
		return nil, err
	}
	w.strings, err = readStrings(ctx, a, parts.strings, options)
	return w, err
}

// parts are the names of the parts that make a workbook.
type parts struct {
	workbook, styles, strings string
	relations                 []relation // of the workbook
}

func (w *workbook) findParts() (*parts, error) {
	roots, err := w.archive.relations("")
	if err != nil {
		return nil, err
	}
	p := &parts{workbook: "xl/workbook.xml"}
	for _, r := range roots {
		if r.kind() == "officeDocument" {
			p.workbook = r.Target
		}
	}
	if !w.archive.has(p.workbook) {
		return nil, refuse("damaged-workbook", noPart, message.P("part", p.workbook))
	}
	if name := relationsOf(p.workbook); !w.archive.has(name) {
		return nil, refuse("damaged-workbook", noPart, message.P("part", name))
	}
	if p.relations, err = w.archive.relations(p.workbook); err != nil {
		return nil, err
	}
	for _, r := range p.relations {
		switch {
		case !w.archive.has(r.Target):
		case r.kind() == "styles":
			p.styles = r.Target
		case r.kind() == "sharedStrings":
			p.strings = r.Target
		}
	}
	return p, nil
}

// readParts has excelize read what it knows: the list of sheets, the styles, the epoch and the defined tables. It would unpack
// every part in memory, so it is shown a workbook of the same sheets without cells, under the names that it expects.
func (w *workbook) readParts(p *parts) error {
	v, err := newView(w.archive, p)
	if err != nil {
		return err
	}
	f, err := v.open()
	if err != nil {
		return err
	}
	defer f.Close() // the view is in memory
	if n := len(f.WorkBook.Sheets.Sheet); n > w.limits.Sheets {
		return refuse("too-large", tooManySheets, message.P("count", n), message.P("limit", w.limits.Sheets))
	}
	for _, s := range f.WorkBook.Sheets.Sheet {
		one := sheet{name: input.Shorten([]byte(s.Name), maxName), hidden: s.State != "" && s.State != "visible", part: v.cells[s.ID]}
		if one.part != "" {
			one.tables = tablesOf(f, s.Name)
		}
		w.sheets = append(w.sheets, one)
	}
	w.date1904 = f.WorkBook.WorkbookPr != nil && f.WorkBook.WorkbookPr.Date1904
	w.formats = formatsOf(f)
	return nil
}

// maxName is the number of bytes kept of the name of a sheet, which Excel lets have 31 characters.
const maxName = 255

// tablesOf returns the ranges of the tables defined on a sheet. A definition that does not read is passed over: the cells are there.
func tablesOf(f *excelize.File, name string) []*tableRange {
	defined, err := f.GetTables(name)
	if err != nil {
		return nil
	}
	var tables []*tableRange
	for _, t := range defined {
		if r, ok := parseRange(t.Range); ok {
			tables = append(tables, r)
		}
	}
	return tables
}

// formatOf returns what a style makes of a number. One that the workbook does not have leaves it as it is.
func (w *workbook) formatOf(style int) format {
	if style < len(w.formats) {
		return w.formats[style]
	}
	return plainFormat
}

// formatsOf returns what each style of cells makes of a number.
func formatsOf(f *excelize.File) []format {
	if f.Styles == nil || f.Styles.CellXfs == nil {
		return nil
	}
	custom := map[int]format{}
	if f.Styles.NumFmts != nil {
		for _, n := range f.Styles.NumFmts.NumFmt {
			if n != nil {
				custom[n.NumFmtID] = parseFormat(n.FormatCode)
			}
		}
	}
	formats := make([]format, len(f.Styles.CellXfs.Xf))
	for i, xf := range f.Styles.CellXfs.Xf {
		if xf.NumFmtID == nil {
			continue
		}
		own, found := custom[*xf.NumFmtID]
		if !found {
			own = builtInFormat(*xf.NumFmtID)
		}
		formats[i] = own
	}
	return formats
}

// view is the workbook without cells that excelize is shown.
type view struct {
	zip   *zip.Writer
	bytes bytes.Buffer
	cells map[string]string // part with the cells of a sheet, by the sheet's relation to the workbook
}

const (
	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006/relationships"
)

func newView(a *archive, p *parts) (*view, error) {
	v := &view{cells: map[string]string{}}
	v.zip = zip.NewWriter(&v.bytes)
	if err := v.copyPart(a, "xl/workbook.xml", p.workbook); err != nil {
		return nil, err
	}
	if p.styles != "" {
		if err := v.copyPart(a, "xl/styles.xml", p.styles); err != nil {
			return nil, err
		}
	}
	book := []relation{{ID: "styles", Type: relationSpace + "/styles", Target: "styles.xml"}}
	tables := 0
	for _, r := range p.relations {
		if r.kind() != "worksheet" {
			continue
		}
		v.cells[r.ID] = r.Target
		if len(v.cells) > a.limits.Sheets {
			return nil, refuse("too-large", tooManySheets, message.P("count", len(v.cells)), message.P("limit", a.limits.Sheets))
		}
		name := "sheet" + strconv.Itoa(len(v.cells)) + ".xml"
		book = append(book, relation{ID: r.ID, Type: relationSpace + "/worksheet", Target: "worksheets/" + name})
		if err := v.addSheet(a, name, r.Target, &tables); err != nil {
			return nil, err
		}
	}
	v.addRelations("xl/_rels/workbook.xml.rels", book)
	v.addRelations("_rels/.rels", []relation{{ID: "workbook", Type: relationSpace + "/officeDocument", Target: "xl/workbook.xml"}})
	v.add("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>`)
	return v, v.zip.Close()
}

// maxTables is the number of defined tables that are looked at.
const maxTables = 1000

// addSheet adds a sheet without cells, and the tables defined on it.
func (v *view) addSheet(a *archive, name, part string, tables *int) error {
	relations, err := a.relations(part)
	if err != nil {
		return err
	}
	var kept []relation
	var list strings.Builder
	for _, r := range relations {
		if r.kind() != "table" || !a.has(r.Target) || *tables == maxTables {
			continue
		}
		*tables++
		id := "t" + strconv.Itoa(*tables)
		if err := v.copyPart(a, "xl/tables/"+id+".xml", r.Target); err != nil {
			return err
		}
		kept = append(kept, relation{ID: id, Type: relationSpace + "/table", Target: "../tables/" + id + ".xml"})
		fmt.Fprintf(&list, `<tablePart r:id=%q/>`, id)
	}
	text := `<worksheet xmlns="` + mainSpace + `" xmlns:r="` + relationSpace + `"><sheetData/>`
	if len(kept) > 0 {
		text += `<tableParts count="` + strconv.Itoa(len(kept)) + `">` + list.String() + `</tableParts>`
		v.addRelations("xl/worksheets/_rels/"+name+".rels", kept)
	}
	v.add("xl/worksheets/"+name, text+`</worksheet>`)
	return nil
}

func (v *view) copyPart(a *archive, name, part string) error {
	text, err := a.readPart(part)
	if err == nil {
		v.add(name, string(text))
	}
	return err
}

func (v *view) addRelations(name string, relations []relation) {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="` + packageSpace + `">`)
	for _, r := range relations {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s" Target="%s"/>`, quoteXML(r.ID), r.Type, r.Target)
	}
	b.WriteString(`</Relationships>`)
	v.add(name, b.String())
}

var quoteXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace

// add writes to memory, which does not fail.
func (v *view) add(name, text string) {
	if part, err := v.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store}); err == nil {
		_, _ = part.Write([]byte(text))
	}
}

// open has excelize read the view. Parts that it cannot make sense of, whichever way it fails, are damage.
func (v *view) open() (f *excelize.File, err error) {
	defer func() {
		if recover() != nil {
			f, err = nil, refuse("damaged-workbook", badPart, message.P("part", "xl/workbook.xml"))
		}
	}()
	f, err = excelize.OpenReader(bytes.NewReader(v.bytes.Bytes()))
	if err != nil || f.WorkBook == nil {
		return nil, refuse("damaged-workbook", badPart, message.P("part", "xl/workbook.xml"))
	}
	return f, nil
}

// parseRange reads a range as "B2:D40"; a single cell is one too.
func parseRange(text string) (*tableRange, bool) {
	first, last, several := strings.Cut(text, ":")
	if !several {
		last = first
	}
	var r tableRange
	var ok1, ok2 bool
	r.firstColumn, r.firstRow, ok1 = parseCellName([]byte(first))
	r.lastColumn, r.lastRow, ok2 = parseCellName([]byte(last))
	return &r, ok1 && ok2 && r.firstColumn <= r.lastColumn && r.firstRow <= r.lastRow
}

// parseCellName reads the name of a cell as "AB12". Dollar signs are passed over.
func parseCellName(name []byte) (column int, row int64, ok bool) {
	for _, b := range name {
		switch {
		case b == '$':
		case b >= 'A' && b <= 'Z' && row == 0 && column <= maxColumns:
			column = column*26 + int(b-'A') + 1
		case b >= 'a' && b <= 'z' && row == 0 && column <= maxColumns:
			column = column*26 + int(b-'a') + 1
		case b >= '0' && b <= '9' && row <= maxRows:
			row = row*10 + int64(b-'0')
		default:
			return 0, 0, false
		}
	}
	return column, row, column > 0 && column <= maxColumns && row > 0 && row <= maxRows
}

// The size of a sheet (Excel specifications and limits; ECMA-376 sets none).
const (
	maxRows    = 1 << 20
	maxColumns = input.MaxColumns
)
