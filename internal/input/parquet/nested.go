package parquet

import (
	"bytes"

	"github.com/parquet-go/parquet-go/format"

	"github.com/cogwg/hvdlint/internal/table"
)

// record puts together the cells of a nested field from its leaves, as the Dremel paper describes: each leaf has a sequence of
// values with two levels. The repetition level tells which list a value continues, 0 for a new record; the definition level tells how
// many of the fields on the way to it are there.
type record struct {
	node    *node
	columns []*column // one for each leaf of the schema
	text    []byte    // the JSON so far
	start   int       // where the cell starts in text
	scratch []byte
	damaged bool // some text in the cell is not UTF-8
}

// triples are levels that were read and not used yet.
type triples struct {
	repetitions [step]uint32
	definitions [step]uint32
	at, n       int
}

// read adds n cells to out, and returns how many were whole.
func (r *record) read(out *output, n int) (int, error) {
	for i := range n {
		r.text, r.start, r.damaged = out.data, len(out.data), false
		kind, err := r.cell()
		out.data = r.text
		if err != nil {
			return i, err
		}
		out.add(r.start, kind)
	}
	return n, nil
}

func (r *record) cell() (table.Kind, error) {
	for _, l := range r.node.leaves {
		t, err := r.columns[l.index].peek()
		switch {
		case err != nil:
			return 0, err
		case t.end:
			return 0, fewRecords
		case t.repetition != 0:
			return 0, damaged
		}
	}
	if t, _ := r.first(r.node).peek(); r.node.repetition == format.Optional && t.definition < r.node.level {
		return table.Null, r.skip(r.node)
	}
	if err := r.value(r.node); err != nil {
		return 0, err
	}
	if r.damaged {
		return table.Damaged, nil
	}
	return table.Nested, nil
}

func (r *record) first(n *node) *column { return r.columns[n.leaves[0].index] }

// value writes a field, which may be absent or repeated.
func (r *record) value(n *node) error {
	if n.repetition == format.Required {
		return r.content(n)
	}
	if n.repetition == format.Repeated {
		return r.array(n, n)
	}
	t, err := r.first(n).peek()
	if err != nil {
		return err
	}
	if t.definition < n.level {
		r.text = append(r.text, "null"...)
		return r.skip(n)
	}
	return r.content(n)
}

// content writes a field that is there.
func (r *record) content(n *node) error {
	switch {
	case n.leaf != nil:
		return r.leaf(n)
	case n.shape == listShape:
		return r.array(n.children[0], n.element())
	case n.shape == mapShape:
		return r.mapping(n.children[0])
	}
	r.text = append(r.text, '{')
	for i, child := range n.children {
		if i > 0 {
			r.text = append(r.text, ',')
		}
		r.text = append(r.text, child.member...)
		if err := r.value(child); err != nil {
			return err
		}
	}
	r.text = append(r.text, '}')
	return nil
}

// array writes the repetitions of entry, or of the only field in it.
func (r *record) array(entry, element *node) error {
	return r.each(entry, '[', ']', func() error {
		if element == entry {
			return r.content(entry)
		}
		return r.value(element)
	})
}

// mapping writes the repetitions of entry as members of an object. A name that comes again is written again.
func (r *record) mapping(entry *node) error {
	return r.each(entry, '{', '}', func() error {
		start := len(r.text)
		if err := r.value(entry.children[0]); err != nil {
			return err
		}
		if r.text[start] != '"' { // a number, a boolean or null
			r.scratch = append(r.scratch[:0], r.text[start:]...)
			r.text = appendQuoted(r.text[:start], r.scratch)
		}
		r.text = append(r.text, ':')
		return r.value(entry.children[1])
	})
}

// each calls write for each repetition of entry.
func (r *record) each(entry *node, open, end byte, write func() error) error {
	r.text = append(r.text, open)
	t, err := r.first(entry).peek()
	if err != nil {
		return err
	}
	if t.definition < entry.level {
		r.text = append(r.text, end)
		return r.skip(entry)
	}
	for {
		if err := write(); err != nil {
			return err
		}
		if len(r.text)-r.start > maxCell || len(r.text) > maxText {
			return tooLarge
		}
		more, err := r.repeats(entry)
		if err != nil {
			return err
		}
		if !more {
			r.text = append(r.text, end)
			return nil
		}
		r.text = append(r.text, ',')
	}
}

// repeats reports whether the next values of all leaves of entry repeat it.
func (r *record) repeats(entry *node) (bool, error) {
	more := false
	for i, l := range entry.leaves {
		t, err := r.columns[l.index].peek()
		if err != nil {
			return false, err
		}
		again := !t.end && t.repetition == entry.repeat
		if i > 0 && again != more || !t.end && t.repetition > entry.repeat {
			return false, damaged
		}
		more = again
	}
	return more, nil
}

// skip passes over the value that says that a field is not there, in all leaves.
func (r *record) skip(n *node) error {
	for _, l := range n.leaves {
		c := r.columns[l.index]
		t, err := c.peek()
		if err != nil {
			return err
		}
		if t.end || t.definition >= n.level {
			return damaged
		}
		c.triples.at++
	}
	return nil
}

// leaf writes the next value of a leaf.
func (r *record) leaf(n *node) error {
	c := r.columns[n.leaf.index]
	t, err := c.peek()
	if err != nil {
		return err
	}
	if t.end {
		return damaged
	}
	c.triples.at++
	kind := table.Null
	r.scratch = r.scratch[:0]
	if t.definition == int(n.leaf.maxDefinition) {
		if r.scratch, kind, err = c.take(r.scratch); err != nil {
			return err
		}
	}
	switch kind {
	case table.Null:
		r.text = append(r.text, "null"...)
	case table.Number, table.Boolean:
		r.text = append(r.text, r.scratch...)
	case table.Damaged:
		r.damaged = true
		r.text = appendQuoted(r.text, bytes.ToValidUTF8(r.scratch, []byte("\uFFFD")))
	default:
		r.text = appendQuoted(r.text, r.scratch)
	}
	return nil
}

// triple is the levels of a value.
type triple struct {
	repetition, definition int
	end                    bool // there is no value
}

// peek returns the levels of the next value without passing over it.
func (c *column) peek() (triple, error) {
	t := &c.triples
	if t.at == t.n {
		if c.left == 0 {
			if c.page(c.row) == nil && c.broken == nil {
				return triple{end: true}, nil
			}
			if err := c.load(); err != nil {
				return triple{}, err
			}
		}
		k := min(c.left, step)
		if !fillLevels(&c.repeats, t.repetitions[:k], c.maxRepetition) || !fillLevels(&c.defined, t.definitions[:k], c.maxDefinition) {
			return triple{}, damaged
		}
		t.at, t.n = 0, k
		c.row, c.left = c.row+int64(k), c.left-k
	}
	return triple{repetition: int(t.repetitions[t.at]), definition: int(t.definitions[t.at])}, nil
}

func fillLevels(from *hybrid, to []uint32, most uint8) bool {
	if most == 0 {
		clear(to)
		return true
	}
	if from.fill(to) < len(to) {
		return false
	}
	for _, level := range to {
		if level > uint32(most) {
			return false
		}
	}
	return true
}

// take appends the text of the next value that is there.
func (c *column) take(to []byte) ([]byte, table.Kind, error) {
	if !c.indexed {
		raw, ok := c.values.next()
		if !ok {
			return to, 0, damaged
		}
		to, kind := c.convert(to, raw)
		return to, kind, nil
	}
	if c.dictionaryIndexes(1) < 1 {
		return to, 0, damaged
	}
	d, index := c.dictionary, c.numbers[0]
	kind := table.Text
	if d.kinds != nil {
		kind = d.kinds[index]
	}
	span := d.spans[index]
	return append(to, d.data[span.Start:span.End]...), kind, nil
}

// appendQuoted writes text, which is UTF-8, as a JSON string.
func appendQuoted(to, text []byte) []byte {
	const digits = "0123456789abcdef"
	to = append(to, '"')
	for _, b := range text {
		switch {
		case b == '"' || b == '\\':
			to = append(to, '\\', b)
		case b == '\n':
			to = append(to, '\\', 'n')
		case b == '\r':
			to = append(to, '\\', 'r')
		case b == '\t':
			to = append(to, '\\', 't')
		case b < ' ':
			to = append(to, '\\', 'u', '0', '0', digits[b>>4], digits[b&0xF])
		default:
			to = append(to, b)
		}
	}
	return append(to, '"')
}
