package record

import (
	"bytes"
	"cmp"
	"math/big"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// amount is an exact decimal number: 128 bits that count quintillionths (10⁻¹⁸), or a fraction of any size where these do not
// suffice. Only the fraction takes memory, and hardly any number needs it.
type amount struct {
	high int64 // of a number in two's complement
	low  uint64
	wide *big.Rat // set: the number, instead of high and low
}

// amountDigits is the number of digits on each side of the point that an amount holds without a fraction. A hundred such
// numbers can be added without looking.
const (
	amountDigits = 18
	amountScale  = 1_000_000_000_000_000_000
	amountTerms  = 100
)

// exponentDigits is the number of digits of an exponent that is read: more would ask for numbers of a thousand digits and
// beyond, which nobody counts.
const exponentDigits = 3

// numberForm is how a field writes its numbers (Table Schema v2: decimalChar, groupChar, bareNumber).
type numberForm struct {
	decimal, group []byte
	bare           bool
}

func numberFormOf(f *standard.Field) numberForm {
	return numberForm{decimal: []byte(cmp.Or(f.DecimalChar, ".")), group: []byte(f.GroupChar), bare: f.BareNumber}
}

func (n *numberForm) isPlain() bool {
	return len(n.decimal) == 1 && n.decimal[0] == '.' && len(n.group) == 0 && n.bare
}

// read returns the number in a cell. It reports false for what is none or has no size: NaN and infinity, and numbers with
// an exponent beyond reason.
func (n *numberForm) read(c table.Cell) (amount, bool) {
	if c.Kind != table.Text && c.Kind != table.Number {
		return amount{}, false
	}
	var buffer [64]byte
	text := c.Text
	if c.Kind == table.Text && !n.isPlain() {
		text = n.plain(buffer[:0], text)
	}
	if a, ok := parseAmount(text); ok {
		return a, true
	}
	return parseWide(text)
}

// plain appends text to dst as digits with a point, without grouping and without what surrounds the number.
func (n *numberForm) plain(dst, text []byte) []byte {
	if !n.bare {
		first, last := bytes.IndexAny(text, "0123456789"), bytes.LastIndexAny(text, "0123456789")
		if first < 0 {
			return dst
		}
		if sign := bytes.IndexAny(text[:first], "+-"); sign >= 0 {
			dst = append(dst, text[sign])
		}
		if bytes.HasSuffix(text[:first], n.decimal) {
			first -= len(n.decimal)
		}
		text = text[first : last+1]
	}
	for len(text) > 0 {
		switch {
		case bytes.HasPrefix(text, n.decimal):
			dst, text = append(dst, '.'), text[len(n.decimal):]
		case len(n.group) > 0 && bytes.HasPrefix(text, n.group):
			text = text[len(n.group):]
		default:
			dst, text = append(dst, text[0]), text[1:]
		}
	}
	return dst
}

// parseAmount reads [+-]?[0-9]{1,18}(\.[0-9]{0,18})?: nearly all numbers there are.
func parseAmount(text []byte) (amount, bool) {
	negative := len(text) > 0 && text[0] == '-'
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		text = text[1:]
	}
	whole, n := digits(text)
	if n == 0 || n > amountDigits {
		return amount{}, false
	}
	var fraction uint64
	if text = text[n:]; len(text) > 0 {
		if text[0] != '.' || len(text) > amountDigits+1 {
			return amount{}, false
		}
		var read int
		if fraction, read = digits(text[1:]); read != len(text)-1 {
			return amount{}, false
		}
		for ; read < amountDigits; read++ {
			fraction *= 10
		}
	}
	high, low := bits.Mul64(whole, amountScale)
	low, carry := bits.Add64(low, fraction, 0)
	a := amount{high: int64(high + carry), low: low}
	if negative {
		a = a.negated()
	}
	return a, true
}

// digits reads at most the digits at the start of text that fit, and returns how many there are.
func digits(text []byte) (value uint64, n int) {
	for n < len(text) && text[n]-'0' <= 9 {
		if n++; n <= amountDigits {
			value = value*10 + uint64(text[n-1]-'0')
		}
	}
	return value, n
}

// parseWide reads [+-]?(digits(.digits?)?|.digits)([eE][+-]?digits{1,3})?.
func parseWide(text []byte) (amount, bool) {
	at, seen, point := 0, 0, false
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		at++
	}
	for ; at < len(text) && (text[at]-'0' <= 9 || text[at] == '.' && !point); at++ {
		if text[at] == '.' {
			point = true
		} else {
			seen++
		}
	}
	if seen == 0 || seen > 1000 {
		return amount{}, false
	}
	if at < len(text) {
		exponent := text[at+1:]
		if len(exponent) > 0 && (exponent[0] == '-' || exponent[0] == '+') {
			exponent = exponent[1:]
		}
		if _, n := digits(exponent); text[at]|0x20 != 'e' || n == 0 || n != len(exponent) || n > exponentDigits {
			return amount{}, false
		}
	}
	wide, ok := new(big.Rat).SetString(string(text))
	return amount{wide: wide}, ok
}

func (a amount) negated() amount {
	low, borrow := bits.Sub64(0, a.low, 0)
	high, _ := bits.Sub64(0, uint64(a.high), borrow)
	return amount{high: int64(high), low: low}
}

// compare returns -1, 0 or 1.
func (a amount) compare(b amount) int {
	if a.wide != nil || b.wide != nil {
		return a.rat().Cmp(b.rat())
	}
	return cmp.Or(cmp.Compare(a.high, b.high), cmp.Compare(a.low, b.low))
}

// plus adds without a fraction; at most amountTerms amounts may come together so. Both must be narrow.
func (a amount) plus(b amount) amount {
	low, carry := bits.Add64(a.low, b.low, 0)
	high, _ := bits.Add64(uint64(a.high), uint64(b.high), carry)
	return amount{high: int64(high), low: low}
}

// rat returns the amount as a fraction; the caller must not change it.
func (a amount) rat() *big.Rat {
	if a.wide != nil {
		return a.wide
	}
	n := new(big.Int).Lsh(big.NewInt(a.high), 64)
	n.Add(n, new(big.Int).SetUint64(a.low))
	return new(big.Rat).SetFrac(n, new(big.Int).SetUint64(amountScale))
}

// text writes the amount exactly, with the field's decimal sign.
func (a amount) text(f *standard.Field) string {
	r := a.rat()
	places, _ := r.FloatPrec()
	written := r.FloatString(places)
	if sign := f.DecimalChar; sign != "" {
		return string(bytes.Replace([]byte(written), []byte{'.'}, []byte(sign), 1))
	}
	return written
}
