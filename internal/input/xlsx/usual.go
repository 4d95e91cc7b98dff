package xlsx

import (
	"bytes"
	"encoding/binary"
	"strconv"

	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/table"
)

// usual is how the cells of a column have been written lately. Nearly always the next one differs in nothing but the number of its row and its
// value, so that a comparison spares looking at the parts of its tag.
type usual struct {
	name    uint64 // what stands before the number of the row: <c r="A
	row     int    // how long that is, 7 or 8 bytes; 0: nothing is expected
	open    []byte // what stands between the number and the value: " t="s"><v>
	close   string // what stands behind the value
	tag     cellTag
	integer bool // whole numbers without needless zeros are what they look like
}

// rowName is the number of a row as the names of its cells have it, with the quote behind it, in a word; maxRows has seven digits.
type rowName struct {
	digits []byte
	word   uint64
}

func (r *rowName) set(number int64) {
	r.digits = strconv.AppendInt(r.digits[:0], number, 10)
	r.word = swar.WordAt(r.digits, 0) | '"'<<(8*len(r.digits))
}

// longestUsual is the length from which on a tag is not expected to come again.
const longestUsual = 100

// learn notes how the cell was written that p has read last.
func (u *usual) learn(p *cellParser, row *rowName) {
	const start = `<c r="`
	u.row = 0
	name, ok := bytes.CutPrefix(p.open, []byte(start))
	if !ok || len(p.open) > longestUsual {
		return
	}
	letters := 0
	for letters < len(name) && name[letters]-'0' > 9 {
		letters++
	}
	open, ok := bytes.CutPrefix(name[letters:], row.digits)
	if !ok || letters > 2 || columnOf(name[:letters]) != p.column || open[0] != '"' {
		return
	}
	u.row, u.tag = len(start)+letters, p.tag
	u.name = swar.WordAt(p.open[:u.row], 0)
	u.open, u.close = append(append(u.open[:0], open[1:]...), "<v>"...), "</v></c>"
	if p.tag.kind == inlineCell {
		u.open, u.close = append(append(u.open[:0], open[1:]...), "<is><t>"...), "</t></is></c>"
	}
	u.integer = p.tag.kind == numberCell && p.book.formatOf(p.tag.style) == plainFormat
}

// behind returns what stands behind the start of the cell at the start of text if it is written as usual; else nil.
func (u *usual) behind(text []byte, row *rowName) []byte {
	if u.row == 0 || len(text) < u.row+8 {
		return nil
	}
	digits := len(row.digits)
	other := (binary.LittleEndian.Uint64(text) ^ u.name) << (64 - 8*u.row)
	other |= (binary.LittleEndian.Uint64(text[u.row:]) ^ row.word) << (56 - 8*digits)
	if other != 0 {
		return nil
	}
	text = text[u.row+digits+1:]
	if !bytes.HasPrefix(text, u.open) {
		return nil
	}
	return text[len(u.open):]
}

// readUsual reads cells of record n from where the parser is, as long as they are written as is usual in their columns.
func (d *decoder) readUsual(n int) error {
	p := &d.parser
	for c := max(p.column+1-d.columns.first, 0); c < d.width; c++ {
		u := &d.cells[c].usual
		text := u.behind(p.rest, &d.row)
		if text == nil {
			return nil
		}
		if size := d.readDigits(n, &d.cells[c], text); size > 0 {
			p.column, p.rest = c+d.columns.first, text[size:]
			continue
		}
		size := bytes.IndexByte(text, '<')
		if size < 0 || !bytes.HasPrefix(text[size:], []byte(u.close)) {
			return nil
		}
		p.place(u.tag, c+d.columns.first)
		p.rest = text[size+len(u.close):]
		if err := p.value(&u.tag, text[:size], false); err != nil {
			return err
		}
		if p.filled() {
			d.put(n, c)
		}
	}
	return nil
}

// readDigits reads the cell of record n when nothing but a few digits stands at the start of text, up to its end, and its column has items of the
// dictionary or whole numbers. It returns how long that is; 0 when it is something else.
func (d *decoder) readDigits(n int, c *cells, text []byte) int {
	const end = "</v></c>"
	if len(text) < 8+len(end) {
		return 0
	}
	word := binary.LittleEndian.Uint64(text)
	size := swar.Digits(word)
	if size == 0 || size == 8 || string(text[size:size+len(end)]) != end {
		return 0
	}
	switch {
	case c.items && c.usual.tag.kind == sharedCell:
		item := int(swar.Decimal(word, size))
		if !d.items.has(item) {
			return 0
		}
		c.index[n] = uint32(item)
	case !c.items && c.usual.integer && (size == 1 || text[0] != '0'):
		p := &d.parser
		start := len(p.data)
		p.data = binary.LittleEndian.AppendUint64(p.data, word)[:start+size]
		c.spans[n], c.kinds[n], c.mixed = table.Span{Start: uint32(start), End: uint32(start + size)}, table.Number, true
	default:
		return 0
	}
	return size + len(end)
}
