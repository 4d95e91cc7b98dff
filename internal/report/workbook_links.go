package report

import (
	"bytes"
	"encoding/xml"
)

// bookLinks are the links of sheets by name, as their parts of the workbook hold them. excelize looks through all links of a sheet for each new
// one, which takes minutes for as many as a sheet may have; so it is given one, in whose place all are written.
type bookLinks map[string]*bytes.Buffer

// linksHere is where the one leads.
const linksHere = "links-here"

func (l bookLinks) add(sheet, cell, to string) error {
	if l[sheet] == nil {
		l[sheet] = &bytes.Buffer{}
	}
	l[sheet].WriteString(`<hyperlink ref="` + cell + `" location="`)
	if err := xml.EscapeText(l[sheet], []byte(to)); err != nil {
		return err
	}
	l[sheet].WriteString(`"></hyperlink>`)
	return nil
}
