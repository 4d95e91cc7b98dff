package report

import (
	"archive/zip"
	"bytes"
	"io"
)

// splice is what is put into a part of a workbook in the place of an element that stands for it.
type splice struct {
	from, end string // how the element begins, and how it ends; both within [spliceSpan]
	put       func(io.Writer) error
}

// spliceSpan is more than the length of an element that stands for something.
const spliceSpan = 256

// bookParts writes the parts of a workbook, and what excelize does not write itself.
type bookParts struct {
	*zip.Writer
	splices map[string]splice // by the name of the part
}

// Create begins a part.
func (p *bookParts) Create(name string) (io.Writer, error) {
	w, err := p.Writer.Create(name)
	if s, ok := p.splices[name]; ok && err == nil {
		return &splicer{splice: s, to: w}, nil
	}
	return w, err
}

// splicer passes on a part, and puts something in the place of an element that is there. No value can look like it: markup of values is escaped.
type splicer struct {
	splice
	to   io.Writer
	held []byte // of what was written, what may be the beginning of the element
	done bool
}

func (s *splicer) Write(p []byte) (int, error) {
	if s.done {
		return s.to.Write(p)
	}
	s.held = append(s.held, p...)
	if at := bytes.Index(s.held, []byte(s.end)); at >= 0 {
		from := bytes.LastIndex(s.held[:at], []byte(s.from))
		if _, err := s.to.Write(s.held[:from]); err != nil {
			return 0, err
		}
		if err := s.put(s.to); err != nil {
			return 0, err
		}
		if _, err := s.to.Write(s.held[at+len(s.end):]); err != nil {
			return 0, err
		}
		s.held, s.done = nil, true
		return len(p), nil
	}
	pass := max(0, len(s.held)-spliceSpan)
	if _, err := s.to.Write(s.held[:pass]); err != nil {
		return 0, err
	}
	s.held = append(s.held[:0], s.held[pass:]...)
	return len(p), nil
}
