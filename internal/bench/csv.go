package bench

import "bufio"

type csvEncoder struct {
	w      *bufio.Writer
	quoted bool
	line   []byte
}

func newCSVEncoder(w *bufio.Writer, quoted bool) (*csvEncoder, error) {
	e := &csvEncoder{w: w, quoted: quoted}
	var header cells
	for i, name := range columns {
		header[i] = []byte(name)
	}
	err := e.record(&header)
	return e, err
}

func (e *csvEncoder) record(c *cells) error {
	e.line = e.line[:0]
	for i, cell := range c {
		if i > 0 {
			e.line = append(e.line, ',')
		}
		if e.quoted {
			e.line = append(e.line, '"')
		}
		e.line = append(e.line, cell...)
		if e.quoted {
			e.line = append(e.line, '"')
		}
	}
	e.line = append(e.line, '\n')
	_, err := e.w.Write(e.line)
	return err
}

func (e *csvEncoder) close() error { return nil }
