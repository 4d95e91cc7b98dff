package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// record is what a test sees of a record.
type record struct {
	Number, Row int64
	Width       int
	Cells       []string // text, with a mark of its kind
}

// marks say of what kind a cell is that is not text.
var marks = map[table.Kind]string{
	table.Null: "∅", table.Number: "#", table.Boolean: "?", table.Date: "d:", table.Time: "t:", table.DateTime: "dt:",
	table.Error: "!", table.Damaged: "✗",
}

// reading is all that reading a workbook gives.
type reading struct {
	Facts   *table.Resource
	Records []record
}

// read reads a workbook as the engine does, decoding shards in the order that order makes of their number; nil: as they come.
func read(ctx context.Context, file []byte, options Options, order func(n int) []int) (*reading, error) {
	if order != nil {
		options.Blocks = 1 << 15
	}
	r, err := Open(ctx, bytes.NewReader(file), int64(len(file)), &table.Resource{}, options)
	if err != nil {
		return nil, err
	}
	defer r.Close() // closed below; this is for errors before
	got := &reading{Facts: r.Resource()}
	var shards []input.Shard
	records, damage := map[int][]record{}, map[int][]table.Damage{}
	decode := func(i int, s input.Shard) error {
		return s.Batches(func(b *table.Batch) error {
			damage[i] = append(damage[i], b.Damage...)
			more, err := recordsOf(b, len(got.Facts.Header.Labels))
			records[i] = append(records[i], more...)
			return err
		})
	}
	for {
		s, err := r.Next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		shards = append(shards, s)
		if order == nil {
			if err := decode(len(shards)-1, s); err != nil {
				return nil, err
			}
		}
	}
	if order != nil {
		for _, i := range order(len(shards)) {
			if err := decode(i, shards[i]); err != nil {
				return nil, err
			}
		}
	}
	for i := range shards {
		got.Records = append(got.Records, records[i]...)
		for _, d := range damage[i] {
			got.Facts.AddDamage(d, options.Samples)
		}
	}
	if n := int64(len(got.Records)); n != got.Facts.Records {
		return nil, fmt.Errorf("%d records came, and the facts say %d", n, got.Facts.Records)
	}
	return got, r.Close()
}

// recordsOf copies the records of a batch and checks what batches promise.
func recordsOf(b *table.Batch, width int) ([]record, error) {
	if len(b.Columns) != width {
		return nil, fmt.Errorf("%d columns, %d labels", len(b.Columns), width)
	}
	var records []record
	for i := range b.Len {
		r := record{Number: b.Record(i), Row: b.Line(i), Width: width}
		if b.Widths != nil {
			r.Width = int(b.Widths[i])
		}
		for c := range b.Columns {
			cell := b.Columns[c].Cell(i)
			r.Cells = append(r.Cells, marks[cell.Kind]+string(cell.Text))
			if cell.Kind == table.Null && len(cell.Text) > 0 {
				return nil, fmt.Errorf("record %d: an empty cell with the text %q", r.Number, cell.Text)
			}
		}
		records = append(records, r)
	}
	return records, nil
}

// mustRead reads a workbook that no fault of ours keeps from being read.
func mustRead(t testing.TB, file []byte, options Options) *reading {
	t.Helper()
	got, err := read(t.Context(), file, options, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// show writes records one a line.
func (r *reading) show() string {
	var b strings.Builder
	for _, r := range r.Records {
		fmt.Fprintf(&b, "%d@%d", r.Number, r.Row)
		if r.Width != len(r.Cells) {
			fmt.Fprintf(&b, "/%d", r.Width)
		}
		fmt.Fprintf(&b, " %q\n", r.Cells)
	}
	return b.String()
}

func (r *reading) showDamage() string {
	var b strings.Builder
	for _, d := range r.Facts.Damaged {
		fmt.Fprintf(&b, "%s record %d row %d column %d %q\n", d.Kind, d.Record, d.Line, d.Column, d.Value)
	}
	return b.String()
}

func rowNumber(n int) *int { return &n }

// book is a workbook written part by part. The zero value has one sheet without cells.
type book struct {
	sheets   []bookSheet
	strings  string // the items of the shared strings: <si>…</si>
	styles   string // what stands in <styleSheet>
	props    string // the attributes of <workbookPr>
	without  []string
	parts    map[string]string // further parts, or others in place of those made here
	declared string            // what stands in front of each part
}

type bookSheet struct {
	name  string
	state string
	rows  string // what stands in <sheetData>
	head  string // before it
	tail  string // behind it
	kind  string // of the relation; empty: worksheet
}

// bytes packs the workbook.
func (b book) bytes(t testing.TB) []byte {
	t.Helper()
	parts := map[string]string{
		"[Content_Types].xml":  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":          `<Relationships><Relationship Id="r" Type="` + relationSpace + `/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		"xl/styles.xml":        `<styleSheet xmlns="` + mainSpace + `">` + b.styles + `</styleSheet>`,
		"xl/sharedStrings.xml": `<sst xmlns="` + mainSpace + `">` + b.strings + `</sst>`,
	}
	if b.sheets == nil {
		b.sheets = []bookSheet{{}}
	}
	var sheets, relations strings.Builder
	for i, s := range b.sheets {
		name, kind, root := s.name, s.kind, "worksheet"
		if name == "" {
			name = fmt.Sprintf("Sheet%d", i+1)
		}
		if kind == "" {
			kind = "worksheet"
		} else {
			root = kind
		}
		state := ""
		if s.state != "" {
			state = fmt.Sprintf(` state=%q`, s.state)
		}
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="r%d"%s/>`, name, i+1, i+1, state)
		fmt.Fprintf(&relations, `<Relationship Id="r%d" Type="%s/%s" Target="worksheets/sheet%d.xml"/>`, i+1, relationSpace, kind, i+1)
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = fmt.Sprintf(`<%s xmlns=%q>%s<sheetData>%s</sheetData>%s</%s>`, root, mainSpace, s.head, s.rows, s.tail, root)
	}
	parts["xl/workbook.xml"] = fmt.Sprintf(`<workbook xmlns=%q xmlns:r=%q><workbookPr %s/><sheets>%s</sheets></workbook>`, mainSpace, relationSpace, b.props, sheets.String())
	parts["xl/_rels/workbook.xml.rels"] = fmt.Sprintf(`<Relationships>%s<Relationship Id="st" Type="%s/styles" Target="styles.xml"/><Relationship Id="ss" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>`, relations.String(), relationSpace, relationSpace)
	for name, text := range b.parts {
		parts[name] = text
	}
	for _, name := range b.without {
		delete(parts, name)
	}
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, b.declared+text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// plain makes rows of a table of texts, one a line, cells between bars, from row 1 on; a cell that starts with # is a number, an empty one is
// not stored, and neither is an empty line.
func plain(lines string) string {
	var b strings.Builder
	for i, line := range strings.Split(lines, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for c, cell := range strings.Split(line, "|") {
			number, isNumber := strings.CutPrefix(cell, "#")
			switch {
			case cell == "":
			case isNumber:
				fmt.Fprintf(&b, `<c r="%s"><v>%s</v></c>`, table.CellName(c+1, int64(i+1)), number)
			default:
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, table.CellName(c+1, int64(i+1)), cell)
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}
