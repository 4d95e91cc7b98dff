package standard

import "strings"

// nameClasses are the escapes of XML Schema for the characters of names (part 2, appendix F), as RE2 has them inside brackets.
var nameClasses = map[byte]string{'i': `\p{L}_:`, 'c': `\p{L}\p{M}\p{N}._:\x{B7}-`}

// RE2 writes a pattern of XML Schema, which Table Schema wants, or of the languages that people have at hand, as RE2 understands it: \i
// and \c, \uXXXX and \Z. ^ and $ are anchors, as in all published schemas, although XML Schema has none. What RE2 has no word for
// stays as it is, and does not compile: blocks (\p{IsLatin}), classes taken from classes ([a-z-[aeiou]]), looking around.
func RE2(pattern string) string {
	var b strings.Builder
	inClass := false
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\' && i+1 < len(pattern):
			i++
			if width := translate(&b, pattern[i:], inClass); width > 0 {
				i += width - 1
				continue
			}
			b.WriteByte('\\')
		case c == '[' && !inClass:
			inClass = true
		case c == ']':
			inClass = false
		}
		b.WriteByte(pattern[i])
	}
	return b.String()
}

// translate writes what an escape means, which stands behind its backslash, and returns how long it is; 0: RE2 knows it.
func translate(b *strings.Builder, escape string, inClass bool) int {
	class, isClass := nameClasses[escape[0]|0x20]
	negated := escape[0] == 'I' || escape[0] == 'C'
	switch {
	case isClass && inClass && negated:
		return 0 // the rest of the class cannot be added to what is not in this one
	case isClass && inClass:
		b.WriteString(class)
	case isClass && negated:
		b.WriteString("[^" + class + "]")
	case isClass:
		b.WriteString("[" + class + "]")
	case escape[0] == 'Z':
		b.WriteString(`\z`)
	case escape[0] == 'u' && len(escape) >= 5 && strings.Trim(escape[1:5], "0123456789abcdefABCDEF") == "":
		b.WriteString(`\x{` + escape[1:5] + "}")
		return 5
	default:
		return 0
	}
	return 1
}
