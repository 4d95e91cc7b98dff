package json

import "github.com/cogwg/hvdlint/internal/table"

// template is what stood between the values of the record before. Most records look like that one.
type template struct {
	usable  bool
	text    []byte // all that stood between
	parts   []part
	behind  int   // offset in text of what stood behind the last value
	missing []int // columns without a value
	none    table.Kind
	width   int // cells as written
}

// part is what stood before a value, text[from:to], and the value's column.
type part struct{ from, to, column int }

func (t *template) start() {
	t.usable = true
	t.text, t.parts = t.text[:0], t.parts[:0]
}

func (t *template) add(before []byte, column int) {
	from := len(t.text)
	t.text = append(t.text, before...)
	t.parts = append(t.parts, part{from, len(t.text), column})
}

func (t *template) end(behind []byte, width int, none table.Kind) {
	t.behind = len(t.text)
	t.text = append(t.text, behind...)
	t.width, t.none = width, none
}
