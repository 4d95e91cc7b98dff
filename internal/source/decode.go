package source

import (
	"encoding/binary"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/cogwg/hvdlint/internal/input/swar"
)

// byteDecoder decodes an encoding of one byte for each character.
func byteDecoder(charset *charmap.Charmap) decoder {
	// Each entry has the UTF-8 form of a character, first byte lowest, and in the highest byte its length; 0 stands for no
	// character.
	var forms [256]uint32
	for b := range forms {
		if r := charset.DecodeByte(byte(b)); r != utf8.RuneError {
			var form [4]byte
			n := utf8.EncodeRune(form[:], r)
			forms[b] = binary.LittleEndian.Uint32(form[:])&0xffffff | uint32(n)<<24
		}
	}
	return func(to, from []byte, _ bool, t *tally) (written, read int) {
		w, r := 0, 0
		// A form is stored as four bytes, whatever its length.
		for r < len(from) && w+8 <= len(to) {
			if r+8 <= len(from) {
				if eight := binary.LittleEndian.Uint64(from[r:]); eight&swar.Highs == 0 {
					binary.LittleEndian.PutUint64(to[w:], eight)
					w, r = w+8, r+8
					continue
				}
			}
			// The bytes up to the next that is not ASCII, and that one.
			for r < len(from) && w+8 <= len(to) {
				b := from[r]
				form := forms[b]
				if form == 0 {
					t.add(w, fmt.Sprintf("0x%02X", b))
					form = 0xbdbfef | 3<<24 // U+FFFD
				}
				binary.LittleEndian.PutUint32(to[w:], form)
				w += int(form >> 24)
				r++
				if b >= utf8.RuneSelf {
					break
				}
			}
		}
		return w, r
	}
}

func byteOrder(name string) binary.ByteOrder {
	if name == utf16beName {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// utf16Decoder decodes UTF-16 (RFC 2781). A surrogate without its other half, and an odd byte at the end, are no
// characters.
func utf16Decoder(order binary.ByteOrder) decoder {
	low, high := 0, 1
	if order == binary.BigEndian {
		low, high = 1, 0
	}
	return func(to, from []byte, last bool, t *tally) (written, read int) {
		w, r := 0, 0
		for r+2 <= len(from) && w+utf8.UTFMax <= len(to) {
			unit := rune(from[r+low]) | rune(from[r+high])<<8
			switch {
			case unit < utf8.RuneSelf:
				to[w] = byte(unit)
				w, r = w+1, r+2
				continue
			case !utf16.IsSurrogate(unit):
				w += utf8.EncodeRune(to[w:], unit)
				r += 2
				continue
			case r+4 > len(from) && !last:
				return w, r // the other half may follow
			case r+4 <= len(from):
				next := rune(from[r+2+low]) | rune(from[r+2+high])<<8
				if pair := utf16.DecodeRune(unit, next); pair != utf8.RuneError {
					w += utf8.EncodeRune(to[w:], pair)
					r += 4
					continue
				}
			}
			t.add(w, fmt.Sprintf("0x%04X", unit))
			w += utf8.EncodeRune(to[w:], utf8.RuneError)
			r += 2
		}
		if last && r+1 == len(from) && w+utf8.UTFMax <= len(to) {
			t.add(w, fmt.Sprintf("0x%02X", from[r]))
			w += utf8.EncodeRune(to[w:], utf8.RuneError)
			r++
		}
		return w, r
	}
}
