package main

import (
	"cmp"
	"fmt"
	"io"
)

// workbook is a hostile workbook: a plain one with some parts of its own.
type workbook struct {
	sheet  func(io.Writer) error // xl/worksheets/sheet1.xml
	packed *deflated             // the same, packed already
	shared string                // xl/sharedStrings.xml; empty: without texts
	texts  *deflated             // the same, packed already
	sheets int64                 // 0: one
}

const (
	xmlns         = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	officeTypes   = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packages      = "http://schemas.openxmlformats.org/package/2006/"

	sheetStart = `<?xml version="1.0" encoding="UTF-8"?><worksheet` + xmlns + `><sheetData>`
	sheetEnd   = `</sheetData></worksheet>`
)

// sheetHeader and sheetRecord are rows of baby-names; the record conforms.
var (
	sheetHeader = sheetRow(1, "jurisdiction", "year", "sex", "first_name", "count")
	sheetRecord = `<row r="2">` + sheetText("A2", "NS") + `<c r="B2"><v>2016</v></c>` + sheetText("C2", "F") + sheetText("D2", "OLIVIA") +
		`<c r="E2"><v>45</v></c></row>`
)

func sheetRow(row int, texts ...string) string {
	s := fmt.Sprintf(`<row r="%d">`, row)
	for i, text := range texts {
		s += sheetText(fmt.Sprintf("%c%d", 'A'+i, row), text)
	}
	return s + "</row>"
}

func sheetText(cell, text string) string {
	return `<c r="` + cell + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

// write writes the workbook.
func (b workbook) write(w io.Writer) error {
	sheets := cmp.Or(b.sheets, 1)
	return zipped(func(yield func(member) error) error {
		for _, m := range []member{
			{name: "[Content_Types].xml", write: text(
				once(`<Types xmlns="`+packages+`content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
					`<Override PartName="/xl/workbook.xml" ContentType="`+officeTypes+`sheet.main+xml"/>`+
					`<Override PartName="/xl/sharedStrings.xml" ContentType="`+officeTypes+`sharedStrings+xml"/>`),
				counted(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="`+officeTypes+`worksheet+xml"/>`, sheets),
				once(`</Types>`))},
			{name: "_rels/.rels", write: once(`<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + relationships +
				`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)},
			{name: "xl/workbook.xml", write: text(
				once(`<workbook`+xmlns+` xmlns:r="`+relationships+`"><sheets>`),
				counted(`<sheet name="Sheet%[1]d" sheetId="%[1]d" r:id="rId%[1]d"/>`, sheets),
				once(`</sheets></workbook>`))},
			{name: "xl/_rels/workbook.xml.rels", write: text(
				once(`<Relationships xmlns="`+packages+`relationships">`),
				counted(`<Relationship Id="rId%[1]d" Type="`+relationships+`/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, sheets),
				once(`<Relationship Id="shared" Type="`+relationships+`/sharedStrings" Target="sharedStrings.xml"/></Relationships>`))},
			{name: "xl/sharedStrings.xml", write: once(cmp.Or(b.shared, `<sst`+xmlns+`/>`)), packed: b.texts},
			{name: "xl/worksheets/sheet1.xml", write: b.sheet, packed: b.packed},
		} {
			if err := yield(m); err != nil {
				return err
			}
		}
		for i := int64(2); i <= sheets; i++ {
			if err := yield(member{name: fmt.Sprintf("xl/worksheets/sheet%d.xml", i), write: once(sheetStart + sheetEnd)}); err != nil {
				return err
			}
		}
		return nil
	})(w)
}

// sheetBomb writes a workbook whose sheet is a few mebibytes packed and as long as size unpacked: before, then the pattern over and over, then
// after.
func sheetBomb(before, pattern, after string, size int64) func(io.Writer) error {
	return func(w io.Writer) error {
		d, err := deflate(sheetStart+before, pattern, after+sheetEnd, size)
		if err != nil {
			return err
		}
		return workbook{packed: &d}.write(w)
	}
}

// textsBomb writes a workbook whose shared texts are a few mebibytes packed and as long as size unpacked.
func textsBomb(before, pattern, after string, size int64) func(io.Writer) error {
	return func(w io.Writer) error {
		d, err := deflate(`<sst`+xmlns+`>`+before, pattern, after+`</sst>`, size)
		if err != nil {
			return err
		}
		return workbook{sheet: once(sheetStart + sheetHeader + sheetRecord + sheetEnd), texts: &d}.write(w)
	}
}

// laughs declares entities that each hold ten of the one before: the tenth is ten thousand million times the first
// ("billion laughs").
func laughs() string {
	s := `<!DOCTYPE lolz [<!ENTITY lol0 "lol">`
	for i := 1; i <= 10; i++ {
		s += fmt.Sprintf(`<!ENTITY lol%d "`, i)
		for range 10 {
			s += fmt.Sprintf("&lol%d;", i-1)
		}
		s += `">`
	}
	return s + "]>"
}
