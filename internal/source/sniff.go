package source

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// verdict is what the head of a file says about its encoding.
type verdict struct {
	encoding  table.Encoding
	bom       []byte
	settled   bool
	undecided bool    // not UTF-8, and there is more to read before saying what it is
	refusal   refusal // text that cannot be read
}

// sniff looks at the head of a text file (whole: all of it): byte order mark, then zeros as in UTF-16, then UTF-8, then
// single-byte encodings.
func sniff(head []byte, whole bool) verdict {
	name, bom := bomOf(head)
	text := head[len(bom):]
	v := verdict{bom: bom, settled: true, encoding: table.Encoding{Name: name, BOM: len(bom) > 0, Confidence: 100, FirstOffset: -1}}
	e := &v.encoding
	switch {
	case name == utf32Name, len(bom) == 0 && isUTF32(head):
		return verdict{refusal: utf32}
	case name == utf16leName, name == utf16beName:
		e.Why = whyMark(name)
	case len(bom) == 0 && utf16Order(head) != "":
		e.Name, e.Confidence, e.Why = utf16Order(head), 95, whyZeros
	case !validUTF8(text, whole):
		if !whole {
			return verdict{bom: bom, undecided: true, encoding: *e}
		}
		var c census
		c.bom = len(bom) > 0
		c.scan(head, len(bom), true)
		v.encoding = c.encoding()
		return v
	default:
		v.settled = whole
		e.Name = utf8Name
		e.Confidence, e.Why = whyValid(nextSpecial(text, 0) == len(text), len(bom) > 0, whole)
		if len(text) == 0 && len(bom) == 0 {
			e.Why = message.Text{EN: "the file is empty", FR: "le fichier est vide"}
		}
	}
	e.FirstOffset, e.FirstLine = firstSpecial(head, len(bom), e.Name)
	return v
}

// force settles on an encoding that the user named.
func (s *Source) force(head []byte, name string) {
	marked, bom := bomOf(head)
	if name == utf16Name {
		switch {
		case marked == utf16leName, marked == utf16beName:
			name = marked
		default:
			// Without a mark and without Latin text nothing tells; little-endian is what Windows writes.
			name = utf16leName
			if order := utf16Order(head); order != "" {
				name = order
			}
		}
	}
	// No table begins with "ï»¿": a UTF-8 mark is no part of the text in any encoding that has ASCII's letters.
	wide := name == utf16leName || name == utf16beName
	if marked != name && (wide || marked != utf8Name) {
		bom = nil
	}
	s.bom, s.settled = bom, true
	s.encoding = table.Encoding{Name: name, BOM: len(bom) > 0, Confidence: 100, Forced: true, Why: whyForced}
	s.encoding.FirstOffset, s.encoding.FirstLine = firstSpecial(head, len(bom), name)
}

const utf32Name = "utf-32"

// bomOf returns the byte order mark at the start of head and what it stands for, or nothing.
func bomOf(head []byte) (name string, mark []byte) {
	for _, m := range []struct{ name, mark string }{
		{utf8Name, "\xef\xbb\xbf"},
		{utf32Name, "\xff\xfe\x00\x00"}, // before UTF-16LE, which begins alike; no UTF-16 text begins with NUL
		{utf32Name, "\x00\x00\xfe\xff"},
		{utf16leName, "\xff\xfe"},
		{utf16beName, "\xfe\xff"},
	} {
		if bytes.HasPrefix(head, []byte(m.mark)) {
			return m.name, head[:len(m.mark):len(m.mark)]
		}
	}
	return "", nil
}

// utf16Order returns the encoding of UTF-16 text without a mark, or "". It wants what any table in a Latin script shows:
// one byte of each pair nearly always zero, the other nearly always a printable character.
func utf16Order(head []byte) string {
	window := head[:min(len(head), 64<<10)&^1]
	if len(window) < 4 {
		return ""
	}
	pairs := len(window) / 2
	for _, order := range []struct {
		name      string
		high, low int
	}{{utf16leName, 1, 0}, {utf16beName, 0, 1}} {
		var latin, odd int
		for i := 0; i < len(window); i += 2 {
			high, low := window[i+order.high], window[i+order.low]
			if high == 0 && low != 0 {
				latin++
			}
			if high == 0 && (low == 0 || isOddControl(low)) {
				odd++
			}
		}
		if latin*10 >= pairs*7 && odd*50 <= pairs {
			return order.name
		}
	}
	return ""
}

// isUTF32 recognises UTF-32 without a mark: every group of four bytes is a code point, and most are of the basic plane.
func isUTF32(head []byte) bool {
	window := head[:min(len(head), 4096)&^3]
	if len(window) < 8 {
		return false
	}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		good := true
		for i := 0; i < len(window) && good; i += 4 {
			r := order.Uint32(window[i:])
			good = r != 0 && r <= utf8.MaxRune && (r >= ' ' || r == '\t' || r == '\n' || r == '\r')
		}
		if good {
			return true
		}
	}
	return false
}

// validUTF8 reports whether p is valid; the last sequence may be cut unless whole.
func validUTF8(p []byte, whole bool) bool {
	if !whole {
		for i := len(p) - 1; i >= max(len(p)-3, 0); i-- {
			if utf8.RuneStart(p[i]) {
				if !utf8.FullRune(p[i:]) {
					p = p[:i]
				}
				break
			}
		}
	}
	return utf8.Valid(p)
}

// firstSpecial returns the offset of the first byte (of UTF-16: the first pair) behind the mark that is not ASCII, and its
// line; -1 and 0 when there is none.
func firstSpecial(head []byte, mark int, name string) (offset, line int64) {
	var l lines
	if name != utf16leName && name != utf16beName {
		i := nextSpecial(head, mark)
		if i == len(head) {
			return -1, 0
		}
		l.add(head[mark:i])
		return int64(i), l.next()
	}
	order := byteOrder(name)
	for i := mark; i+1 < len(head); i += 2 {
		unit := order.Uint16(head[i:])
		if unit >= utf8.RuneSelf {
			return int64(i), l.next()
		}
		l.add([]byte{byte(unit)})
	}
	return -1, 0
}

// nextSpecial returns the index of the first byte from i on that is not ASCII, or len(p).
func nextSpecial(p []byte, i int) int {
	for ; i+8 <= len(p); i += 8 {
		if binary.LittleEndian.Uint64(p[i:])&swar.Highs != 0 {
			break
		}
	}
	for i < len(p) && p[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// The reasons that need no figures. Never written to.
var (
	whyForced = message.Text{
		EN: "the encoding was named, not detected",
		FR: "l’encodage a été indiqué, et non détecté",
	}
	whyZeros = message.Text{
		EN: "nearly every other byte of the file is zero, as in UTF-16",
		FR: "presque un octet sur deux du fichier est nul, comme en UTF-16",
	}
)

func whyMark(name string) message.Text {
	return message.Text{
		EN: "the file starts with a {label} byte order mark",
		FR: "le fichier commence par un indicateur d’ordre des octets {label}",
	}.Format(message.P("label", find(name).label))
}

// whyValid says why valid text is UTF-8 and how sure that is. Of a text that goes on (not whole), the reader proves the rest.
func whyValid(ascii, marked, whole bool) (confidence int, why message.Text) {
	switch {
	case marked:
		return 100, whyMark(utf8Name)
	case whole && ascii:
		return 100, message.Text{
			EN: "the file has only ASCII characters, which UTF-8 writes the same way",
			FR: "le fichier ne contient que des caractères ASCII, que l’UTF-8 écrit de la même façon",
		}
	case whole:
		return 100, message.Text{
			EN: "the whole file is valid UTF-8",
			FR: "tout le fichier est en UTF-8 valide",
		}
	case ascii:
		return 90, message.Text{
			EN: "the first part of the file has only ASCII characters, which UTF-8 writes the same way",
			FR: "le début du fichier ne contient que des caractères ASCII, que l’UTF-8 écrit de la même façon",
		}
	}
	return 99, message.Text{
		EN: "the first part of the file is valid UTF-8",
		FR: "le début du fichier est en UTF-8 valide",
	}
}
