package cli

import (
	"encoding/json"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/table"
)

// appendCell appends a cell as JSON: text as a string, native numbers and booleans as such, no value as null.
func appendCell(line []byte, cell table.Cell) []byte {
	switch cell.Kind {
	case table.Null, table.Absent:
		return append(line, "null"...)
	case table.Number, table.Boolean, table.Nested:
		if json.Valid(cell.Text) {
			return append(line, cell.Text...)
		}
	}
	return appendJSON(line, cell.Text)
}

// appendJSON appends text as a JSON string that is valid and harmless whatever the bytes: what is no UTF-8 becomes U+FFFD,
// and what could steer a terminal (control and format characters) is escaped.
func appendJSON(line, text []byte) []byte {
	line = append(line, '"')
	for i := 0; i < len(text); {
		if b := text[i]; b < utf8.RuneSelf {
			line = appendASCII(line, b)
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
			line = appendEscape(line, r)
		} else {
			line = utf8.AppendRune(line, r)
		}
		i += size
	}
	return append(line, '"')
}

func appendASCII(line []byte, b byte) []byte {
	switch {
	case b == '"' || b == '\\':
		return append(line, '\\', b)
	case b == '\n':
		return append(line, `\n`...)
	case b == '\r':
		return append(line, `\r`...)
	case b == '\t':
		return append(line, `\t`...)
	case b < ' ' || b == 0x7f:
		return appendEscape(line, rune(b))
	}
	return append(line, b)
}

// appendEscape appends \uXXXX, or two of them for characters beyond the basic plane (RFC 8259, section 7).
func appendEscape(line []byte, r rune) []byte {
	if r < 0x10000 {
		return fmt.Appendf(line, `\u%04x`, r)
	}
	r -= 0x10000
	return fmt.Appendf(line, `\u%04x\u%04x`, 0xd800+(r>>10), 0xdc00+(r&0x3ff))
}
