package xlsx

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/table"
)

// usual is how the cells of a column have been written lately. Nearly always the next one differs in nothing but the number of its row and its
// value, so that a comparison spares looking at the parts of its tag.
type usual struct {
	open    []byte // what stands before the value: <c r="A12" t="s"><v>; empty: nothing is expected
	close   string // what stands behind it
	row     int    // where the number of the row is in open
	digits  int    // of that number
	tag     cellTag
	integer bool // whole numbers without needless zeros are what they look like
}

// longestUsual is the length from which on a tag is not expected to come again.
const longestUsual = 100

// learn notes how the cell was written that p has read last. row is the number of its row.
func (u *usual) learn(p *cellParser, row []byte) {
	const start = `<c r="`
	u.open = u.open[:0]
	if len(p.open) > longestUsual || !bytes.HasPrefix(p.open, []byte(start)) {
		return
	}
	at := len(start)
	for at < len(p.open) && p.open[at]-'0' > 9 {
		at++
	}
	if name := p.open[at:]; !bytes.HasPrefix(name, row) || name[len(row)] != '"' {
		return
	}
	u.row, u.digits, u.tag = at, len(row), p.tag
	u.open = append(append(u.open, p.open...), "<v>"...)
	u.close = "</v></c>"
	if p.tag.kind == inlineCell {
		u.open = append(append(u.open, p.open...), "<is><t>"...)
		u.close = "</t></is></c>"
	}
	u.integer = p.tag.kind == numberCell && p.book.formatOf(p.tag.style) == plainFormat
}

// behind returns what stands behind the start of the cell at the start of text, in a row whose number is given, if it is written as usual; else nil.
func (u *usual) behind(text, row []byte) []byte {
	if len(u.open) == 0 || u.digits != len(row) {
		return nil
	}
	copy(u.open[u.row:], row)
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
		text := u.behind(p.rest, d.row)
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
	size := leadingDigits(word)
	if size == 0 || size == 8 || string(text[size:size+len(end)]) != end {
		return 0
	}
	switch {
	case c.items && c.usual.tag.kind == sharedCell:
		item := int(number(word, size))
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

// leadingDigits returns the number of bytes of a word, from the lowest on, that are digits.
func leadingDigits(word uint64) int {
	digits := word ^ '0'*swar.Ones
	// The sum carries into the byte above only from one that is no digit.
	return bits.TrailingZeros64((digits+(0x7F-9)*swar.Ones|digits)&swar.Highs) / 8
}

// number returns the number that the first bytes of a word, 1 to 8 digits, stand for.
func number(word uint64, size int) uint64 {
	digits := (word ^ '0'*swar.Ones) << (64 - 8*size)
	pairs := (digits*10 + digits>>8) & 0x00FF00FF00FF00FF
	fours := (pairs*100 + pairs>>16) & 0x0000FFFF0000FFFF
	return (fours*10_000 + fours>>32) & 0xFFFFFFFF
}
