package xlsx

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// excerptSize is the number of bytes kept of a value that is told.
const excerptSize = 100

// isNameEnd reports whether b ends the name of an element.
func isNameEnd(b byte) bool {
	return b == ' ' || b == '>' || b == '/' || isSpace(b)
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

const space = " \n\t\r"

// tagEnd returns the index of the ">" that ends the tag at the start of text, or -1. A ">" between quotes is a part of a value.
func tagEnd(text []byte) int {
	quote := byte(0)
	for i, b := range text {
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '>':
			return i
		}
	}
	return -1
}

// attribute returns the value, as written, of the attribute called name in a tag, which ends before its ">".
func attribute(tag []byte, name string) (value []byte, found bool) {
	for at := 0; at < len(tag); {
		i := bytes.IndexByte(tag[at:], '=')
		if i < 0 {
			return nil, false
		}
		left := bytes.TrimRight(tag[at:at+i], space)
		right := at + i + 1
		for right < len(tag) && isSpace(tag[right]) {
			right++
		}
		if right == len(tag) || tag[right] != '"' && tag[right] != '\'' {
			return nil, false
		}
		end := bytes.IndexByte(tag[right+1:], tag[right])
		if end < 0 {
			return nil, false
		}
		if n := len(left) - len(name); n > 0 && string(left[n:]) == name && isSpace(left[n-1]) {
			return tag[right+1 : right+1+end], true
		}
		at = right + end + 2
	}
	return nil, false
}

// findTag returns the index of the first tag at or behind from that opens (or, with a name that starts with "/", closes) an element
// called name, or -1. A tag whose name could go on behind the end of text is none.
func findTag(text []byte, name string, from int) int {
	var memory [16]byte // a name as text would have to be joined on the heap
	sought := append(append(memory[:0], '<'), name...)
	for from < len(text) {
		i := bytes.Index(text[from:], sought)
		if i < 0 {
			return -1
		}
		from += i
		if end := from + len(sought); end < len(text) && isNameEnd(text[end]) {
			return from
		}
		from += len(sought)
	}
	return -1
}

// child finds the first element called name in text. It returns its tag without "<" and ">", what stands in the element up to the
// first closing tag of that name, and the index behind it; -1 when there is none.
func child(text []byte, name string) (tag, inside []byte, after int) {
	start := findTag(text, name, 0)
	if start < 0 {
		return nil, nil, -1
	}
	end := tagEnd(text[start:])
	if end < 0 {
		return nil, nil, -1
	}
	end += start
	tag = text[start+1 : end]
	if tag[len(tag)-1] == '/' {
		return tag[:len(tag)-1], nil, end + 1
	}
	closing := findTag(text, "/"+name, end)
	if closing < 0 {
		return tag, text[end+1:], len(text)
	}
	after = len(text)
	if i := bytes.IndexByte(text[closing:], '>'); i >= 0 {
		after = closing + i + 1
	}
	return tag, text[end+1 : closing], after
}

// appendText appends the characters that raw, the text between two tags, stands for: references are resolved (XML 1.0, 4.1), line
// breaks are LF (2.11), and "_x000D_" is the character of that number (ECMA-376 part 1, 22.9.2.19, ST_Xstring). White space at
// the ends does not count unless it is preserved.
func appendText(to, raw []byte, preserve bool) []byte {
	if !preserve && len(raw) > 0 && (isSpace(raw[0]) || isSpace(raw[len(raw)-1])) {
		raw = bytes.Trim(raw, space)
	}
	start := len(to)
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		to = append(to, raw...)
	} else {
		to = appendResolved(to, raw)
	}
	if bytes.Contains(to[start:], []byte("_x")) {
		to = append(to[:start], unescape(to[start:])...)
	}
	return to
}

func appendResolved(to, raw []byte) []byte {
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\r':
			to = append(to, '\n')
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
		case '&':
			r, n := reference(raw[i:])
			if n == 0 {
				to = append(to, '&')
				continue
			}
			to = utf8.AppendRune(to, r)
			i += n - 1
		default:
			to = append(to, raw[i])
		}
	}
	return to
}

// reference returns the character that the reference at the start of text stands for and the reference's length; 0 when it is
// none, or one of an entity that would have to be declared.
func reference(text []byte) (rune, int) {
	end := bytes.IndexByte(text[:min(len(text), 12)], ';')
	if end < 2 {
		return 0, 0
	}
	name := string(text[1:end])
	switch name {
	case "amp":
		return '&', end + 1
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	}
	if name[0] != '#' {
		return 0, 0
	}
	digits, base := name[1:], 10
	if digits != "" && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		return 0, 0
	}
	return rune(n), end + 1
}

// unescape returns text with each "_xHHHH_" replaced by the UTF-16 unit of that number.
func unescape(text []byte) []byte {
	result := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		unit, ok := escape(text[i:])
		if !ok {
			result = append(result, text[i])
			i++
			continue
		}
		i += escapeSize
		if utf16.IsSurrogate(unit) {
			low, ok := escape(text[i:])
			if unit = utf16.DecodeRune(unit, low); ok && unit != utf8.RuneError {
				i += escapeSize
			}
		}
		result = utf8.AppendRune(result, unit)
	}
	return result
}

const escapeSize = len("_x000D_")

// escape returns the number that an escape at the start of text stands for.
func escape(text []byte) (rune, bool) {
	if len(text) < escapeSize || text[0] != '_' || text[1] != 'x' || text[escapeSize-1] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(text[2:escapeSize-1]), 16, 16)
	return rune(n), err == nil
}

// appendRich appends the text of a string item or an inline string: that of all its runs, without the phonetic hints (rPh) that
// stand beside it.
func appendRich(to, item []byte) []byte {
	if len(item) > 3 && string(item[:3]) == "<t>" { // nearly always a plain string
		if i := bytes.IndexByte(item[3:], '<'); i >= 0 && string(item[3+i:]) == "</t>" {
			return appendText(to, item[3:3+i], false)
		}
	}
	for {
		i := bytes.IndexByte(item, '<')
		if i < 0 {
			return to
		}
		item = item[i:]
		name := item[1:min(len(item), len("<rPh>"))]
		switch {
		case len(name) > 1 && name[0] == 't' && isNameEnd(name[1]):
			tag, inside, after := child(item, "t")
			if after < 0 {
				return to
			}
			to = appendText(to, inside, isPreserved(tag))
			item = item[after:]
		case len(name) > 3 && string(name[:3]) == "rPh" && isNameEnd(name[3]):
			_, _, after := child(item, "rPh")
			if after < 0 {
				return to
			}
			item = item[after:]
		default:
			item = item[1:]
		}
	}
}

// isPreserved reports whether a tag says that white space inside counts.
func isPreserved(tag []byte) bool {
	value, found := attribute(tag, "xml:space")
	return found && string(value) == "preserve"
}
