package report

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/table"
)

// bookValue is a cell of the data as a cell of a workbook holds it: nil for no value, a number, a boolean, or a text as written. A text stays
// one, whatever it looks like, unless whole: then whole numbers that are shown as they are written are numbers.
func bookValue(c table.Cell, whole bool, limit int, more func(characters int) string) (value any, isCut bool) {
	switch c.Kind {
	case table.Null, table.Absent:
		return nil, false
	case table.Boolean:
		return string(c.Text) == "true", false
	case table.Number:
		if n, ok := bookNumber(string(c.Text)); ok {
			return n, false
		}
	case table.Text:
		if len(c.Text) == 0 {
			return nil, false
		}
		if whole && isWhole(c.Text) {
			n, err := strconv.ParseInt(string(c.Text), 10, 64)
			return n, err != nil
		}
	}
	return bookText(c.Text, limit, more)
}

// wholeDigits is the number of digits that a cell shows of a number before it turns to exponents.
const wholeDigits = 11

// isWhole reports whether a text is a whole number that a sheet shows with the same characters.
func isWhole(text []byte) bool {
	digits := bytes.TrimPrefix(text, []byte{'-'})
	if len(digits) == 0 || len(digits) > wholeDigits || digits[0] == '0' && len(text) > 1 {
		return false
	}
	for _, b := range digits {
		if b < '0' || b > '9' {
			return false
		}
	}
	return true
}

// exactDigits is the number of significant digits that a spreadsheet keeps.
const exactDigits = 15

// bookNumber reads a decimal number, unless a spreadsheet would change it.
func bookNumber(text string) (n any, ok bool) {
	mantissa, _, _ := strings.Cut(strings.ToLower(text), "e")
	digits := strings.TrimLeft(strings.NewReplacer("-", "", "+", "", ".", "").Replace(mantissa), "0")
	if len(strings.TrimRight(digits, "0")) > exactDigits {
		return nil, false
	}
	if len(text) <= exactDigits {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n, true
		}
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f == 0 && digits != "" || f != 0 && (math.Abs(f) < 1e-307 || math.Abs(f) > 9.99e307) {
		return nil, false
	}
	return f, true
}

// bookText makes a text fit for a cell: what XML 1.0 cannot hold (section 2.2) becomes visible, a line ends with a line feed, and what exceeds
// the limit in units of UTF-16 is cut, and ends with what more says of a number of characters.
func bookText(text []byte, limit int, more func(characters int) string) (fit string, isCut bool) {
	fit = sheetText(text)
	if len(fit) <= limit || unitsOf(fit) <= limit {
		return fit, false
	}
	mark := " " + more(utf8.RuneCount(text))
	return firstUnits(fit, max(0, limit-unitsOf(mark))) + mark, true
}

// sheetText is a text as XML 1.0 can hold it, with line feeds for line endings.
func sheetText(text []byte) string {
	plain := true
	for _, b := range text {
		if b < ' ' && b != '\t' && b != '\n' || b >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return string(text)
	}
	var s strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&s, "⟨0x%02X⟩", text[i])
		case r == '\r' && i+1 < len(text) && text[i+1] == '\n':
		case r < ' ' && r != '\t' && r != '\n', r >= 0x7f && r <= 0x9f, r == 0xfffe, r == 0xffff:
			fmt.Fprintf(&s, "⟨U+%04X⟩", r)
		default:
			s.WriteRune(r)
		}
		i += size
	}
	return s.String()
}

// unitsOf counts the units of UTF-16.
func unitsOf(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// firstUnits returns the characters that fit into n units of UTF-16.
func firstUnits(s string, n int) string {
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// sheetNames are the names of sheets that are taken, in lower case.
type sheetNames map[string]bool

// sheetNameLength is the number of units of UTF-16 that the name of a sheet may have.
const sheetNameLength = 31

// add makes a name fit for a sheet: without the characters that Excel refuses and without apostrophes, which its references quote with, not too
// long, and unlike the others.
func (names sheetNames) add(wanted string) string {
	wanted = strings.TrimSpace(strings.Map(func(r rune) rune {
		switch r {
		case ':', '\\', '/', '?', '*', '[', ']', '|':
			return '-'
		case '\'':
			return '’'
		}
		return r
	}, visible(wanted)))
	if wanted == "" {
		wanted = "-"
	}
	name := strings.TrimSpace(firstUnits(wanted, sheetNameLength))
	for n := 2; names[strings.ToLower(name)] || strings.EqualFold(name, "history"); n++ { // a name that Excel keeps for itself
		end := fmt.Sprintf(" (%d)", n)
		name = strings.TrimSpace(firstUnits(wanted, sheetNameLength-len(end))) + end
	}
	names[strings.ToLower(name)] = true
	return name
}
