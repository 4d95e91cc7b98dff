package validate_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/table"
)

// typed is a cell as a typed format holds it: a text, a number as its shortest decimal text, a boolean as "true" or "false", a date as
// ISO 8601, or no value.
type typed struct {
	kind table.Kind
	text string
}

var none = typed{kind: table.Null}

func text(s string) typed   { return typed{table.Text, s} }
func number(s string) typed { return typed{table.Number, s} }
func boolean(b bool) typed  { return typed{table.Boolean, strconv.FormatBool(b)} }
func date(s string) typed   { return typed{table.Date, s} }

// dataset is one small table.
type dataset struct {
	labels []string
	rows   [][]typed
}

// formats are those that a dataset is written in.
var formats = []string{"csv", "xlsx", "json", "ndjson", "parquet"}

// writeInAll writes a dataset in each format into a folder of the test, and returns the files by format. What a format has no type for is
// written as the text that CSV has: a date in JSON, and every value of a Parquet column whose cells are of several kinds.
func (d *dataset) writeInAll(t *testing.T, name string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, format := range formats {
		files[format] = d.writeIn(t, format, name)
	}
	return files
}

// writeIn writes a dataset in one format and returns the path of its file.
func (d *dataset) writeIn(t *testing.T, format, name string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name+"."+format)
	map[string]func(*testing.T, string){
		"csv": d.writeCSV, "xlsx": d.writeXLSX, "json": d.writeJSON, "ndjson": d.writeNDJSON, "parquet": d.writeParquet,
	}[format](t, file)
	return file
}

func (d *dataset) writeCSV(t *testing.T, file string) {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{d.labels}
	for _, row := range d.rows {
		texts := make([]string, len(row))
		for i, cell := range row {
			texts[i] = cell.text
		}
		rows = append(rows, texts)
	}
	save(t, file, &b, w.WriteAll(rows))
}

func (d *dataset) writeJSON(t *testing.T, file string) {
	t.Helper()
	var b bytes.Buffer
	for i := range d.rows {
		b.WriteString([]string{",\n", "["}[max(0, 1-i)])
		d.appendObject(t, &b, d.rows[i])
	}
	b.WriteString("]\n")
	save(t, file, &b, nil)
}

func (d *dataset) writeNDJSON(t *testing.T, file string) {
	t.Helper()
	var b bytes.Buffer
	for _, row := range d.rows {
		d.appendObject(t, &b, row)
		b.WriteByte('\n')
	}
	save(t, file, &b, nil)
}

func (d *dataset) appendObject(t *testing.T, b *bytes.Buffer, row []typed) {
	t.Helper()
	for i, cell := range row {
		b.WriteString([]string{",", "{"}[max(0, 1-i)] + jsonText(t, d.labels[i]) + ":")
		switch cell.kind {
		case table.Null:
			b.WriteString("null")
		case table.Number, table.Boolean:
			b.WriteString(cell.text)
		default:
			b.WriteString(jsonText(t, cell.text))
		}
	}
	b.WriteByte('}')
}

func jsonText(t *testing.T, s string) string {
	t.Helper()
	quoted, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(quoted)
}

func (d *dataset) writeXLSX(t *testing.T, file string) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	format := "yyyy-mm-dd"
	asDate, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		t.Fatal(err)
	}
	for i, label := range d.labels {
		if err := f.SetCellStr("Sheet1", table.CellName(i+1, 1), label); err != nil {
			t.Fatal(err)
		}
	}
	for r, row := range d.rows {
		for i, cell := range row {
			name := table.CellName(i+1, int64(r+2))
			if cell.kind == table.Text {
				err = f.SetCellStr("Sheet1", name, cell.text)
			} else {
				err = f.SetCellValue("Sheet1", name, native(t, cell))
			}
			if cell.kind == table.Date && err == nil {
				err = f.SetCellStyle("Sheet1", name, name, asDate)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SaveAs(file); err != nil {
		t.Fatal(err)
	}
}

// native returns the value of a cell as Go has it; nil: none.
func native(t *testing.T, cell typed) any {
	t.Helper()
	var value any
	var err error
	switch cell.kind {
	case table.Null:
		return nil
	case table.Boolean:
		return cell.text == "true"
	case table.Date:
		value, err = time.Parse(time.DateOnly, cell.text)
	case table.Number:
		if value, err = strconv.ParseInt(cell.text, 10, 64); err != nil {
			value, err = strconv.ParseFloat(cell.text, 64)
		}
	default:
		return cell.text
	}
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func (d *dataset) writeParquet(t *testing.T, file string) {
	t.Helper()
	group := parquet.Group{}
	types := make([]columnType, len(d.labels))
	for i, label := range d.labels {
		types[i] = d.columnType(i)
		group[label] = parquet.Optional(types[i].parquet())
	}
	schema := parquet.NewSchema("dataset", group)
	var b bytes.Buffer
	w := parquet.NewWriter(&b, schema, parquet.MaxRowsPerRowGroup(int64(max(25, len(d.rows)/20))))
	for _, row := range d.rows {
		values := make(parquet.Row, len(row))
		for i, cell := range row {
			column, _ := schema.Lookup(d.labels[i])
			value := types[i].parquetValue(t, cell)
			present := 1
			if value.IsNull() {
				present = 0
			}
			values[column.ColumnIndex] = value.Level(0, present, column.ColumnIndex)
		}
		if _, err := w.WriteRows([]parquet.Row{values}); err != nil {
			t.Fatal(err)
		}
	}
	save(t, file, &b, w.Close())
}

// columnType is the kind of all cells of a column that have a value, Text when they differ, and whether all its numbers are integers.
type columnType struct {
	kind     table.Kind
	integers bool
}

func (d *dataset) columnType(column int) columnType {
	c := columnType{integers: true}
	kinds := map[table.Kind]bool{}
	for _, row := range d.rows {
		cell := row[column]
		if cell.kind == table.Null {
			continue
		}
		kinds[cell.kind] = true
		c.kind = cell.kind
		if _, err := strconv.ParseInt(cell.text, 10, 64); err != nil {
			c.integers = false
		}
	}
	if len(kinds) != 1 {
		return columnType{}
	}
	return c
}

func (c columnType) parquet() parquet.Node {
	switch {
	case c.kind == table.Number && c.integers:
		return parquet.Int(64)
	case c.kind == table.Number:
		return parquet.Leaf(parquet.DoubleType)
	case c.kind == table.Boolean:
		return parquet.Leaf(parquet.BooleanType)
	case c.kind == table.Date:
		return parquet.Date()
	}
	return parquet.String()
}

func (c columnType) parquetValue(t *testing.T, cell typed) parquet.Value {
	t.Helper()
	if cell.kind == table.Null {
		return parquet.NullValue()
	}
	switch value := native(t, cell).(type) {
	case bool:
		if c.kind == table.Boolean {
			return parquet.BooleanValue(value)
		}
	case int64:
		if c.kind == table.Number && c.integers {
			return parquet.Int64Value(value)
		}
		if c.kind == table.Number {
			return parquet.DoubleValue(float64(value))
		}
	case float64:
		if c.kind == table.Number {
			return parquet.DoubleValue(value)
		}
	case time.Time:
		if c.kind == table.Date {
			return parquet.Int32Value(int32(value.Unix() / 86400))
		}
	}
	return parquet.ByteArrayValue([]byte(cell.text))
}

func save(t *testing.T, file string, content *bytes.Buffer, err error) {
	t.Helper()
	if err == nil {
		err = os.WriteFile(file, content.Bytes(), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The table that the formats are compared with has to say the same in each of them, or the comparison is one of writers.
func TestWriteInAllWritesWhatItIsGiven(t *testing.T) {
	d := dataset{labels: []string{"a", "b", "c", "d", "e"}, rows: [][]typed{
		{text("x"), number("1"), number("1.5"), boolean(true), date("2016-02-29")},
		{none, none, none, none, none},
		{text(" é\u00a0"), number("-20"), number("3"), boolean(false), date("1899-12-31")},
	}}
	files := d.writeInAll(t, "names")
	for format, want := range map[string]string{
		"csv":    "a,b,c,d,e\nx,1,1.5,true,2016-02-29\n,,,,\n\" é\u00a0\",-20,3,false,1899-12-31\n",
		"ndjson": `{"a":"x","b":1,"c":1.5,"d":true,"e":"2016-02-29"}` + "\n" + `{"a":null,"b":null,"c":null,"d":null,"e":null}` + "\n" + `{"a":" é` + "\u00a0" + `","b":-20,"c":3,"d":false,"e":"1899-12-31"}` + "\n",
	} {
		if got, err := os.ReadFile(files[format]); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v, want %q", format, got, err, want)
		}
	}
	rows, err := parquet.ReadFile[struct {
		A *string  `parquet:"a,optional"`
		B *int64   `parquet:"b,optional"`
		C *float64 `parquet:"c,optional"`
		D *bool    `parquet:"d,optional"`
		E *int32   `parquet:"e,optional,date"`
	}](files["parquet"])
	if err != nil || len(rows) != 3 {
		t.Fatalf("parquet: %d records, %v", len(rows), err)
	}
	if r := rows[0]; *r.A != "x" || *r.B != 1 || *r.C != 1.5 || !*r.D || *r.E != 16860 || rows[1].A != nil || *rows[2].C != 3 {
		t.Errorf("parquet: %v", rows)
	}
	f, err := excelize.OpenFile(files["xlsx"])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet, err := f.GetRows("Sheet1")
	if err != nil || len(sheet) != 4 || !slices.Equal(sheet[1], []string{"x", "1", "1.5", "TRUE", "2016-02-29"}) || len(sheet[2]) > 0 {
		t.Errorf("xlsx: %q, %v", sheet, err)
	}
	var objects []map[string]any
	content, err := os.ReadFile(files["json"])
	if err == nil {
		err = json.Unmarshal(content, &objects)
	}
	if err != nil || len(objects) != 3 || objects[0]["c"] != 1.5 || objects[1]["a"] != nil || objects[2]["d"] != false {
		t.Errorf("json: %v, %v", objects, err)
	}
}
