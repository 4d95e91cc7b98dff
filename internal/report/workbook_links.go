package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
)

// bookLinks are the links of sheets by name, as their parts of the workbook hold them. excelize looks through all links of a sheet for each new
// one, which takes minutes for as many as a sheet may have; so it is given one, in whose place all are written.
type bookLinks map[string]*bytes.Buffer

// linksHere is where the one leads. No value can make a link.
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

// of returns the links of a sheet; nil: it has none.
func (l bookLinks) of(sheet string) []byte {
	if l[sheet] == nil {
		return nil
	}
	return l[sheet].Bytes()
}

// bookParts writes the parts of a workbook, with links in those that have some.
type bookParts struct {
	*zip.Writer
	links map[string][]byte // by the name of the part
}

// Create begins a part.
func (p *bookParts) Create(name string) (io.Writer, error) {
	w, err := p.Writer.Create(name)
	if links := p.links[name]; err == nil && links != nil {
		return &splicer{to: w, links: links}, nil
	}
	return w, err
}

// splicer passes on a sheet, and puts links in the place of the one that leads to [linksHere], which is there.
type splicer struct {
	to    io.Writer
	links []byte
	held  []byte // of what was written, the beginning of a link that may be the one
	done  bool
}

func (s *splicer) Write(p []byte) (int, error) {
	if s.done {
		return s.to.Write(p)
	}
	s.held = append(s.held, p...)
	const end = `location="` + linksHere + `"></hyperlink>`
	if at := bytes.Index(s.held, []byte(end)); at >= 0 {
		from := bytes.LastIndex(s.held[:at], []byte("<hyperlink "))
		for _, part := range [][]byte{s.held[:from], s.links, s.held[at+len(end):]} {
			if _, err := s.to.Write(part); err != nil {
				return 0, err
			}
		}
		s.held, s.done = nil, true
		return len(p), nil
	}
	pass := max(0, len(s.held)-len(`<hyperlink ref="XFD1048576" `)-len(end))
	if _, err := s.to.Write(s.held[:pass]); err != nil {
		return 0, err
	}
	s.held = append(s.held[:0], s.held[pass:]...)
	return len(p), nil
}
