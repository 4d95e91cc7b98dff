package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sheetFile packs a sheet, given as it stands, in the smallest workbook.
func sheetFile(t testing.TB, sheet string) []byte {
	t.Helper()
	return book{
		styles:  `<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>`,
		strings: `<si><t>name</t></si><si><t>Zoé</t></si><si><t>count</t></si><si/>`,
		parts:   map[string]string{"xl/worksheets/sheet1.xml": sheet},
	}.bytes(t)
}

// limited keeps small what fuzzing reads: a record that is not stored has as many cells as the others.
var limited = Options{Limits: Limits{Element: 1 << 12, Unzipped: 1 << 20, Gap: 20}}

// sameHoweverCut reads a file in blocks of any size and in any order of decoding, and compares with reading it at once.
func sameHoweverCut(t testing.TB, file []byte, size int, seed uint64) {
	t.Helper()
	want, err := read(context.Background(), file, limited, nil)
	if err != nil {
		t.Fatal(err)
	}
	options := limited
	options.BlockSize = size
	shuffled := rand.New(rand.NewPCG(seed, 0))
	got, err := read(context.Background(), file, options, shuffled.Perm)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("blocks of %d:\n%+v %+v\n%s%s\nwant\n%+v %+v\n%s%s", size, got.Facts, got.Facts.Workbook, got.show(), got.showDamage(),
			want.Facts, want.Facts.Workbook, want.show(), want.showDamage())
	}
}

// FuzzReader reads any sheet: without panic, and with the same result whatever the size of blocks and the order of decoding.
func FuzzReader(f *testing.F) {
	const start, end = `<worksheet xmlns="` + mainSpace + `"><cols><col min="1" max="1" hidden="1"/></cols><sheetData>`, `</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`
	for _, rows := range []string{
		"", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>5</v></c></row>`,
		plain("name|count\nEmma|#5\nLéa|#6\n\nSource: here, of course."), plain("a|b||a|b\n#1|#2||#1|#2\n#3|#4||#5|#6\n||||#6"), plain("a|b\n#1|#2\n\na|b\n#3|#4"),
		`<row><c s="1"><v>42370</v></c><c s="2" t="d"><v>2016-01-01</v></c><c t="e"><f>A1</f><v>#REF!</v></c></row><row r="9" hidden="1"/><row><c r="ZZ1"><v>1</v></c></row>`,
		`<!--x--><row r="2"><?y?><c t="str"><v><![CDATA[<&]]></v></c></row><row r="1"/>`, `<row r="1048576"><c><v>1</v></c></row><row><c><v>1</v></c></row>`,
		"<row r='1'>\n<c t='inlineStr'><is><r><t>_x000D_&#233;</t></r><rPh><t>z</t></rPh></is></c ></row >",
	} {
		f.Add(start+rows+end, uint8(3), uint64(1))
	}
	f.Add(`<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`, uint8(1), uint64(2))
	f.Add(`<worksheetxmlns="http://schemas"/>`, uint8(1), uint64(3))
	f.Fuzz(func(t *testing.T, sheet string, size uint8, seed uint64) {
		if len(sheet) > 1<<12 {
			return // each record has as many cells as the widest may have
		}
		sameHoweverCut(t, sheetFile(t, sheet), 1+int(size), seed)
	})
}

// FuzzWorkbook reads any bytes, and any bytes in place of a part.
func FuzzWorkbook(f *testing.F) {
	whole := sheetFile(f, `<worksheet><sheetData>`+plain("a|b\n#1|#2")+`</sheetData></worksheet>`)
	f.Add(whole, "")
	f.Add([]byte("PK\x05\x06"+string(make([]byte, 18))), "")
	f.Add([]byte(`<sst><si><t>a</t></si></sst>`), "xl/sharedStrings.xml")
	f.Add([]byte(`<!DOCTYPE x [<!ENTITY a "b">]><styleSheet/>`), "xl/styles.xml")
	f.Add([]byte(`<workbook><sheets/></workbook>`), "xl/workbook.xml")
	f.Add([]byte(`<Relationships/>`), "_rels/.rels")
	f.Fuzz(func(t *testing.T, text []byte, part string) {
		if len(text) > 1<<14 || strings.HasSuffix(part, "/") {
			return
		}
		file := text
		if part != "" {
			file = replacePart(t, whole, part, text)
		}
		if _, err := read(context.Background(), file, limited, nil); err != nil {
			t.Fatal(err)
		}
	})
}

// replacePart packs a workbook again, with other bytes in one part.
func replacePart(t testing.TB, file []byte, part string, text []byte) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, f := range from.File {
		if f.Name == part {
			continue
		}
		if err := z.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: part, Method: zip.Deflate})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// TestBlocksNeverShow reads sheets of many shapes in blocks of any size.
func TestBlocksNeverShow(t *testing.T) {
	pieces := []string{
		plain("name|count"), `<row><c t="s"><v>1</v></c><c><v>5</v></c></row>`, `<row><c t="s"><v>0</v></c><c t="s"><v>2</v></c></row>`, `<row/>`,
		`<row><c s="1"><v>42370</v></c><c><f>1+1</f><v>2</v></c></row>`, `<row hidden="1"><c><v>7</v></c><c/><c><v>9</v></c></row>`,
		`<row><c t="inlineStr"><is><t>Source: a note.</t></is></c></row>`, `<row/><row/>`, `<!-- > -->`, `<row><c/><c/><c/><c/><c><v>1</v></c><c><v>1</v></c></row>`,
	}
	rapid.Check(t, func(rt *rapid.T) {
		rows := ""
		for range rapid.IntRange(0, 4).Draw(rt, "runs") {
			piece := rapid.SampledFrom(pieces).Draw(rt, "piece")
			for range rapid.SampledFrom([]int{1, 2, 3, 110, 250}).Draw(rt, "times") {
				rows += piece
			}
		}
		file := sheetFile(t, `<worksheet><sheetData>`+rows+`</sheetData></worksheet>`)
		sameHoweverCut(t, file, rapid.SampledFrom([]int{1, 7, 50, 333, 5000}).Draw(rt, "size"), rapid.Uint64().Draw(rt, "seed"))
	})
}
