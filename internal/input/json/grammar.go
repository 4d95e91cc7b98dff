package json

// grammar follows a JSON text byte by byte, as RFC 8259 defines it, in pieces of any size. It knows nothing of what the text
// means; it is the one authority on where and why a text is broken. The zero value stands before a text.
type grammar struct {
	state state
	stack []byte // the braces and brackets that are open
	word  string // what is left of a literal
	name  bool   // the string being read is a name
	hex   int    // digits that an escape still wants
	fault fault  // "": none
}

// state is what a text stands behind.
type state uint8

const (
	beforeValue state = iota
	afterOpenArray
	afterComma // in an array
	afterOpenObject
	beforeName // behind a comma in an object
	afterName
	afterValue
	inString
	inEscape
	inHex
	inWord
	afterMinus
	afterZero
	inInteger
	afterPoint
	inFraction
	afterExponent
	afterExponentSign
	inExponent
)

// maxDepth is the greatest number of braces and brackets open at a time.
const maxDepth = 1000

// feed follows text and returns its length, or the offset of the byte that does not fit; fault says why.
func (g *grammar) feed(text []byte) int {
	for i := 0; i < len(text); i++ {
		if g.state == inString {
			if i += plainSize(text[i:]); i == len(text) {
				break
			}
		}
		if !g.step(text[i]) {
			return i
		}
	}
	return len(text)
}

// end says that the text ends here, and reports whether it may.
func (g *grammar) end() bool {
	if g.fault == "" && !(g.complete() && len(g.stack) == 0) {
		g.fault = endsEarly
	}
	return g.fault == ""
}

// complete reports whether the last value may end where the text stands.
func (g *grammar) complete() bool {
	switch g.state {
	case afterValue, afterZero, inInteger, inFraction, inExponent:
		return true
	}
	return false
}

// close leaves the array that was opened last, as if its closing bracket had been read.
func (g *grammar) close() {
	g.stack = g.stack[:len(g.stack)-1]
	g.state = afterValue
}

func (g *grammar) step(b byte) bool {
	switch g.state {
	case inString:
		return g.inString(b)
	case inEscape:
		return g.escape(b)
	case inHex:
		if !isHex(b) {
			return g.fail(badEscape)
		}
		if g.hex--; g.hex == 0 {
			g.state = inString
		}
		return true
	case inWord:
		if b != g.word[0] {
			return g.fail(badWord)
		}
		if g.word = g.word[1:]; g.word == "" {
			g.state = afterValue
		}
		return true
	}
	if g.state >= afterMinus {
		if next, ok := number(g.state, b); ok {
			g.state = next
			return true
		}
		if !g.complete() || b >= '0' && b <= '9' {
			return g.fail(badNumber)
		}
		g.state = afterValue
	}
	if isSpace(b) {
		return true
	}
	return g.between(b)
}

// between reads a character that is no part of a string, number or literal.
func (g *grammar) between(b byte) bool {
	switch g.state {
	case afterOpenObject, beforeName:
		switch {
		case b == '"':
			g.state, g.name = inString, true
			return true
		case b == '}' && g.state == afterOpenObject:
			return g.leave('{')
		case b == '}':
			return g.fail(trailingComma)
		}
		return g.fail(nameFault(b))
	case afterName:
		if b != ':' {
			return g.fail(noColon)
		}
		g.state = beforeValue
		return true
	case afterValue:
		return g.behind(b)
	}
	if b == ']' && g.state != beforeValue {
		if g.state == afterComma {
			return g.fail(trailingComma)
		}
		return g.leave('[')
	}
	return g.value(b)
}

// value reads the first character of a value.
func (g *grammar) value(b byte) bool {
	switch {
	case b == '"':
		g.state, g.name = inString, false
	case b == '{', b == '[':
		if len(g.stack) == maxDepth {
			return g.fail(tooDeep)
		}
		g.stack = append(g.stack, b)
		g.state = afterOpenArray
		if b == '{' {
			g.state = afterOpenObject
		}
	case b == '-':
		g.state = afterMinus
	case b == '0':
		g.state = afterZero
	case b > '0' && b <= '9':
		g.state = inInteger
	case b == 't':
		g.state, g.word = inWord, "rue"
	case b == 'f':
		g.state, g.word = inWord, "alse"
	case b == 'n':
		g.state, g.word = inWord, "ull"
	default:
		return g.fail(valueFault(b))
	}
	return true
}

// behind reads a character behind a value.
func (g *grammar) behind(b byte) bool {
	if len(g.stack) == 0 {
		return g.fail(behindEnd)
	}
	open := g.stack[len(g.stack)-1]
	switch b {
	case ',':
		g.state = afterComma
		if open == '{' {
			g.state = beforeName
		}
		return true
	case '}', ']':
		return g.leave(b - 2) // an opening one stands two places before its closing one
	}
	return g.fail(separatorFault(b))
}

func (g *grammar) leave(open byte) bool {
	if g.stack[len(g.stack)-1] != open {
		return g.fail(wrongBracket)
	}
	g.close()
	return true
}

func (g *grammar) inString(b byte) bool {
	switch {
	case b == '"':
		g.state = afterValue
		if g.name {
			g.state = afterName
		}
	case b == '\\':
		g.state = inEscape
	case b < ' ':
		return g.fail(controlInText)
	}
	return true
}

func (g *grammar) escape(b byte) bool {
	switch b {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		g.state = inString
	case 'u':
		g.state, g.hex = inHex, 4
	default:
		return g.fail(badEscape)
	}
	return true
}

func (g *grammar) fail(f fault) bool {
	g.fault = f
	return false
}

// number returns the state behind b within a number, or false when b is no part of it.
func number(s state, b byte) (state, bool) {
	digit := b >= '0' && b <= '9'
	switch s {
	case afterMinus:
		if b == '0' {
			return afterZero, true
		}
		return inInteger, digit
	case afterZero, inInteger:
		switch {
		case b == '.':
			return afterPoint, true
		case b == 'e', b == 'E':
			return afterExponent, true
		}
		return inInteger, digit && s == inInteger
	case afterPoint, inFraction:
		if s == inFraction && (b == 'e' || b == 'E') {
			return afterExponent, true
		}
		return inFraction, digit
	case afterExponent:
		if b == '+' || b == '-' {
			return afterExponentSign, true
		}
	}
	return inExponent, digit
}

func isWellFormed(text []byte) bool {
	var g grammar
	g.feed(text)
	return g.end()
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\r' || b == '\t' }

func isHex(b byte) bool {
	return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'f'
}
