package table

import (
	"sort"
	"strconv"
	"strings"
)

// Tree says where in a JSON text records and cells are.
type Tree struct {
	// Records is the JSON Pointer (RFC 6901) of the array of records; empty: the text is that array, or a sequence of texts.
	Records string
	// Others are the JSON Pointers of further arrays whose records have the same names, as far as the beginning of the text shows; they
	// are not read.
	Others []string
	// First is the index in the array of the first record: 1 when a header row stands before it.
	First int64
	// Lines means one JSON text a line: pointers start at the text of the line.
	Lines bool
	// Cells is the JSON Pointer from a record to the object or array of its cells: "/properties" of GeoJSON features.
	Cells string
	// Outside is the number of the column whose cells stand in the record itself and not in Cells: the geometry of features; 0: none.
	Outside int
	// Keyed means that cells have names; otherwise they are told apart by position.
	Keyed bool
}

// Place is where a cell or record is found in a format that has no columns of text.
type Place struct {
	Cell     string // of a sheet, as "B12"; empty for whole records
	Pointer  string // JSON Pointer
	RowGroup int    // of a Parquet file, from 1
}

// Place names the place of a record's cell as the format does: record and column count from 1, and line is the record's line or its row
// on the sheet; 0 where there is none.
func (r *Resource) Place(record, line int64, column int) Place {
	var p Place
	switch {
	case r.Workbook != nil && line > 0 && column > 0:
		p.Cell = CellName(r.SheetColumn(column), line)
	case r.Tree != nil && record > 0:
		p.Pointer = r.Tree.pointer(record, column, r.Header.Labels)
	case len(r.RowGroups) > 0 && record > 0:
		p.RowGroup = sort.Search(len(r.RowGroups), func(i int) bool { return r.RowGroups[i] > record })
	}
	return p
}

// SheetColumn returns the number on the sheet of a column of the table; both count from 1.
func (r *Resource) SheetColumn(column int) int {
	if column <= len(r.Header.Columns) {
		return r.Header.Columns[column-1]
	}
	if n := len(r.Header.Columns); n > 0 {
		return r.Header.Columns[n-1] + column - n
	}
	return column
}

func (t *Tree) pointer(record int64, column int, labels []string) string {
	var b strings.Builder
	if !t.Lines {
		b.WriteString(t.Records)
		b.WriteByte('/')
		b.WriteString(strconv.FormatInt(t.First+record-1, 10))
	}
	if column <= 0 {
		return b.String()
	}
	if column != t.Outside {
		b.WriteString(t.Cells)
	}
	b.WriteByte('/')
	switch {
	case !t.Keyed:
		b.WriteString(strconv.Itoa(column - 1))
	case column <= len(labels):
		b.WriteString(EscapePointer(labels[column-1]))
	}
	return b.String()
}

// EscapePointer makes a name fit to be a part of a JSON Pointer (RFC 6901, section 3).
func EscapePointer(name string) string { return pointerEscapes.Replace(name) }

// pointerEscapes is never written to.
var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// CellName returns the A1 name of the cell in a column, from 1, of a row.
func CellName(column int, row int64) string {
	return ColumnName(column) + strconv.FormatInt(row, 10)
}

// ColumnName returns the letters of a sheet's column, from 1: 1 is A, 27 is AA.
func ColumnName(column int) string {
	var letters [8]byte
	i := len(letters)
	for ; column > 0 && i > 0; column = (column - 1) / 26 {
		i--
		letters[i] = byte('A' + (column-1)%26)
	}
	return string(letters[i:])
}
