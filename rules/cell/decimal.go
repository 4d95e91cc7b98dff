package cell

import (
	"cmp"
	"strconv"
)

// decimal is a number of any size, exactly as it is written. It borrows the text.
type decimal struct {
	special  special
	negative bool
	// mantissa starts with the first digit that is not zero and may hold one point; empty: the number is zero.
	mantissa []byte
	// exponent is the power of ten of the digit before which the first one stands: 123 has 3, 0.05 has -1.
	exponent int64
}

type special uint8

const (
	finite special = iota
	notANumber
	infinite
)

// exponentLimit keeps absurd exponents from overflowing; numbers beyond it compare as equally large.
const exponentLimit = 1 << 50

// parseDecimal reads [+-]?(digits(.digits?)?|.digits)([eE][+-]?digits)?, and NaN, INF and -INF in any case (Table Schema v2,
// number). It does not allocate.
func parseDecimal(text []byte) (decimal, bool) {
	var d decimal
	d.negative = len(text) > 0 && text[0] == '-'
	signed := text
	text = unsigned(text)
	if len(text) == 3 && isASCIILetter(text[0]) {
		switch {
		case hasPrefixFold(text, "inf"):
			return decimal{special: infinite, negative: d.negative}, true
		case hasPrefixFold(signed, "nan"):
			return decimal{special: notANumber}, true
		}
		return decimal{}, false
	}
	end, point := 0, -1
	for end < len(text) && (isDigit(text[end]) || text[end] == '.' && point < 0) {
		if text[end] == '.' {
			point = end
		}
		end++
	}
	power, ok := parseExponent(text[end:])
	if !ok || end == 0 || end == 1 && point == 0 {
		return decimal{}, false
	}
	if point < 0 {
		point = end
	}
	first := 0
	for first < end && (text[first] == '0' || text[first] == '.') {
		first++
	}
	d.mantissa = text[first:end]
	d.exponent = power + int64(point-first)
	if first > point {
		d.exponent++ // the point itself is no digit
	}
	return d, true
}

// parseExponent reads nothing, or e, a sign and digits.
func parseExponent(text []byte) (int64, bool) {
	if len(text) == 0 {
		return 0, true
	}
	if text[0] != 'e' && text[0] != 'E' || !isInteger(text[1:]) {
		return 0, false
	}
	var n int64
	for _, b := range unsigned(text[1:]) {
		n = min(n*10+int64(b-'0'), exponentLimit)
	}
	if text[1] == '-' {
		n = -n
	}
	return n, true
}

// isWhole reports whether nothing but zeros follows the point.
func (d decimal) isWhole() bool {
	if d.special != finite {
		return false
	}
	place := d.exponent
	for _, b := range d.mantissa {
		if b == '.' {
			continue
		}
		if place <= 0 && b != '0' {
			return false
		}
		place--
	}
	return true
}

// compare orders two numbers; it reports false when one of them is NaN, which has no order.
func (d decimal) compare(other decimal) (int, bool) {
	if d.special == notANumber || other.special == notANumber {
		return 0, false
	}
	if sign, otherSign := d.sign(), other.sign(); sign != otherSign || sign == 0 {
		return cmp.Compare(sign, otherSign), true
	}
	order := d.magnitude(other)
	if d.negative {
		order = -order
	}
	return order, true
}

func (d decimal) sign() int {
	switch {
	case d.special == finite && len(d.mantissa) == 0:
		return 0
	case d.negative:
		return -1
	}
	return 1
}

func (d decimal) magnitude(other decimal) int {
	if d.special != finite || other.special != finite {
		return cmp.Compare(d.special, other.special)
	}
	if d.exponent != other.exponent {
		return cmp.Compare(d.exponent, other.exponent)
	}
	a, b := d.mantissa, other.mantissa
	for len(a) > 0 || len(b) > 0 {
		var x, y byte
		x, a = nextDigit(a)
		y, b = nextDigit(b)
		if x != y {
			return cmp.Compare(x, y)
		}
	}
	return 0
}

// nextDigit takes the next digit off a mantissa; after the last one all are zero.
func nextDigit(mantissa []byte) (byte, []byte) {
	if len(mantissa) > 0 && mantissa[0] == '.' {
		mantissa = mantissa[1:]
	}
	if len(mantissa) == 0 {
		return '0', nil
	}
	return mantissa[0], mantissa[1:]
}

// appendCanonical appends the number in a spelling that all numbers of the same value share.
func (d decimal) appendCanonical(dst []byte) []byte {
	switch {
	case d.special == notANumber:
		return append(dst, "nan"...)
	case d.sign() == 0:
		return append(dst, '0')
	case d.negative:
		dst = append(dst, '-')
	}
	if d.special == infinite {
		return append(dst, "inf"...)
	}
	end := len(dst)
	for _, b := range d.mantissa {
		if b == '.' {
			continue
		}
		dst = append(dst, b)
		if b != '0' {
			end = len(dst)
		}
	}
	return strconv.AppendInt(append(dst[:end], 'e'), d.exponent, 10)
}

// digits writes a whole number out.
func (d decimal) digits() string {
	var written []byte
	if d.negative {
		written = append(written, '-')
	}
	mantissa := d.mantissa
	for range d.exponent {
		var digit byte
		digit, mantissa = nextDigit(mantissa)
		written = append(written, digit)
	}
	if d.exponent <= 0 || len(d.mantissa) == 0 {
		return "0"
	}
	return string(written)
}
