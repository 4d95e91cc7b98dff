package cell

import (
	"bytes"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// numberForm is how a field writes its numbers (Table Schema v2, types number and integer: decimalChar, groupChar,
// bareNumber).
type numberForm struct {
	whole   bool   // integer
	decimal string // "."
	group   string // empty: digits are not grouped
	bare    bool   // nothing but the number
}

func numberFormOf(f *standard.Field) numberForm {
	n := numberForm{whole: f.Type == "integer", decimal: f.DecimalChar, group: f.GroupChar, bare: f.BareNumber}
	if n.decimal == "" {
		n.decimal = "."
	}
	return n
}

// isPlain reports whether numbers are written with digits, a point and nothing else.
func (n *numberForm) isPlain() bool { return n.decimal == "." && n.group == "" && n.bare }

// accepts reports whether the cell is a number in this form. A native number is one whatever the form; where whole numbers
// are wanted it must be whole.
func (n *numberForm) accepts(c table.Cell) bool {
	switch c.Kind {
	case table.Number:
		if !n.whole {
			return true
		}
		d, ok := parseDecimal(c.Text)
		return ok && d.isWhole()
	case table.Text:
		return n.isWritten(c.Text)
	}
	return false
}

// read reads the number of a cell: a native one as it stands, a text in this form. buffer is scratch space.
func (n *numberForm) read(buffer []byte, c table.Cell) (decimal, bool) {
	text := c.Text
	if c.Kind == table.Text && !n.isPlain() {
		text = n.plain(buffer, text)
	}
	return parseDecimal(text)
}

// readOwn reads a number of a standard: in this form, or with a point. It borrows nothing.
func (n *numberForm) readOwn(text string) (decimal, bool) {
	d, ok := n.read(nil, table.Cell{Text: []byte(text)})
	if !ok {
		d, ok = parseDecimal([]byte(text))
	}
	return d, ok
}

func (n *numberForm) isWritten(text []byte) bool {
	if n.isPlain() {
		return n.isNumber(text)
	}
	var buffer [64]byte
	return n.isNumber(n.plain(buffer[:0], text))
}

func (n *numberForm) isNumber(text []byte) bool {
	if n.whole {
		return isInteger(text)
	}
	return isNumber(text)
}

// plain appends text to dst as digits with a point: without grouping, and without what surrounds the number when the
// field allows such.
func (n *numberForm) plain(dst, text []byte) []byte {
	if !n.bare {
		dst, text = n.strip(dst, text)
	}
	for i := 0; i < len(text); {
		rest := text[i:]
		switch {
		case n.group != "" && i > 0 && isDigit(text[i-1]) && hasPrefix(rest, n.group) && len(rest) > len(n.group) && isDigit(rest[len(n.group)]):
			i += len(n.group)
		case hasPrefix(rest, n.decimal):
			dst = append(dst, '.')
			i += len(n.decimal)
		case n.decimal != "." && rest[0] == '.':
			dst = append(dst, '?') // a point is no decimal sign here
			i++
		default:
			dst = append(dst, rest[0])
			i++
		}
	}
	return dst
}

// strip takes off what stands before and after the number, and moves a sign that stands before a currency to dst.
func (n *numberForm) strip(dst, text []byte) ([]byte, []byte) {
	first := bytes.IndexAny(text, "0123456789")
	if first < 0 {
		return dst, text
	}
	last := bytes.LastIndexAny(text, "0123456789")
	if i := bytes.IndexAny(text[:first], "+-"); i >= 0 {
		dst = append(dst, text[i])
	}
	if bytes.HasSuffix(text[:first], []byte(n.decimal)) {
		first -= len(n.decimal)
	}
	return dst, text[first : last+1]
}

// isInteger accepts ^[+-]?[0-9]+$ (Table Schema v2, integer; XML Schema integer).
func isInteger(text []byte) bool {
	text = unsigned(text)
	if len(text) == 0 {
		return false
	}
	for _, b := range text {
		if !isDigit(b) {
			return false
		}
	}
	return true
}

// isNumber accepts what Table Schema v2 does of a number: digits with at most one point, as XML Schema's decimal, an exponent, and
// NaN, INF and -INF in any case (decision 0015).
func isNumber(text []byte) bool {
	if _, ok := parseFixed(text); ok {
		return true
	}
	_, ok := parseDecimal(text)
	return ok
}

// fixedDigits is the number of digits that parseFixed reads on each side of the point.
const fixedDigits = 9

var fixedScale = [fixedDigits + 1]int64{1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 10, 1}

// parseFixed reads [0-9]{1,9}(\.[0-9]{1,9})? in billionths: nearly all numbers there are. It reports false for every other
// text, number or not.
func parseFixed(text []byte) (int64, bool) {
	var n int64
	i := 0
	for i < len(text) && isDigit(text[i]) {
		n = n*10 + int64(text[i]-'0')
		if i++; i > fixedDigits {
			return 0, false
		}
	}
	if i == 0 || i < len(text) && text[i] != '.' {
		return 0, false
	}
	if i == len(text) {
		return n * fixedScale[0], true
	}
	decimals := text[i+1:]
	if len(decimals) == 0 || len(decimals) > fixedDigits {
		return 0, false
	}
	for _, b := range decimals {
		if !isDigit(b) {
			return 0, false
		}
		n = n*10 + int64(b-'0')
	}
	return n * fixedScale[len(decimals)], true
}

func isDigit(b byte) bool { return b-'0' <= 9 }

func unsigned(text []byte) []byte {
	if len(text) > 0 && (text[0] == '+' || text[0] == '-') {
		return text[1:]
	}
	return text
}

func hasPrefix(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && string(text[:len(prefix)]) == prefix
}

// parseShort reads an integer of at most 18 digits: nearly all there are.
func parseShort(text []byte) (int64, bool) {
	digits := unsigned(text)
	if len(digits) == 0 || len(digits) > 18 {
		return 0, false
	}
	var n int64
	for _, b := range digits {
		if !isDigit(b) {
			return 0, false
		}
		n = n*10 + int64(b-'0')
	}
	if text[0] == '-' {
		n = -n
	}
	return n, true
}

// isNumeric reports whether the field holds numbers.
func isNumeric(f *standard.Field) bool { return f.Type == "integer" || f.Type == "number" }
