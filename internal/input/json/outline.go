package json

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/cogwg/hvdlint/internal/table"
)

// outline looks for arrays of records at the start of a text, of which the rest may be missing. It takes the text for JSON: whatever is
// wrong with it is told when it is read.
type outline struct {
	text   []byte
	arrays []array
}

// array is an array of objects or arrays that is no part of another one.
type array struct {
	pointer string
	start   int // offset behind its bracket
	items   int
	open    bool // it does not end in the text at hand
	first   int  // offset of its first object or array
}

const (
	outlineDepth  = 16   // of objects in which records are looked for
	outlineArrays = 1000 // among which the records are
)

// object looks through the object at at. It returns the offset behind it, or -1 when the text ends, or makes no sense, before.
func (o *outline) object(at int, pointer string, depth int) int {
	for at = skipSpace(o.text, at+1); ; {
		name, value := member(o.text, at)
		if value < 0 {
			if at < len(o.text) && o.text[at] == '}' {
				return at + 1
			}
			return -1
		}
		inner := pointer + "/" + table.EscapePointer(string(name))
		switch {
		case o.text[value] == '{' && depth < outlineDepth:
			at = o.object(value, inner, depth+1)
		case o.text[value] == '[':
			at = o.array(value, inner)
		default:
			if at = skipValue(o.text, value); at == value {
				return -1
			}
		}
		if at < 0 {
			return -1
		}
		at = skipComma(o.text, at)
	}
}

// array looks through the array at at and notes it when one of its values is an object or an array.
func (o *outline) array(at int, pointer string) int {
	a := array{pointer: pointer, start: at + 1, open: true, first: -1}
	behind := -1
	for at = skipSpace(o.text, at+1); at < len(o.text); a.items++ {
		if o.text[at] == ']' {
			a.open, behind = false, at+1
			break
		}
		if b := o.text[at]; a.first < 0 && (b == '{' || b == '[') {
			a.first = at
		}
		end := skipValue(o.text, at)
		if end <= at {
			break
		}
		at = skipComma(o.text, end)
	}
	if a.first >= 0 && len(o.arrays) < outlineArrays {
		o.arrays = append(o.arrays, a)
	}
	return behind
}

// usualNames are the names under which portals and programs publish records.
var usualNames = []string{"records", "features", "data", "results", "rows", "value", "items"}

// best returns the array that most likely holds the records: one under a usual name, then the longest, the shallowest and the first.
// known tells how many labels of an array's first record the standard knows; may be nil. Two of them decide before all else, one after
// the name: lists of columns have names too.
func (o *outline) best(known func(array) int) (best array, found bool) {
	type weight struct{ known, usual, one, items, shallow int }
	var most weight
	for _, a := range o.arrays {
		w := weight{items: a.items, shallow: -strings.Count(a.pointer, "/")}
		if known != nil {
			if n := known(a); n > 1 {
				w.known = n
			} else {
				w.one = n
			}
		}
		if slices.Contains(usualNames, a.pointer[strings.LastIndexByte(a.pointer, '/')+1:]) {
			w.usual = 1
		}
		if a.open {
			w.items = len(o.text)
		}
		if order := slices.Compare(
			[]int{w.known, w.usual, w.one, w.items, w.shallow}, []int{most.known, most.usual, most.one, most.items, most.shallow},
		); !found || order > 0 {
			best, most, found = a, w, true
		}
	}
	return best, found
}

// alike returns the pointers of the other arrays whose first record has most of the names that the first record of an array has.
func (o *outline) alike(to array) []string {
	names := o.namesOf(to)
	var pointers []string
	for _, a := range o.arrays {
		if a.pointer == to.pointer {
			continue
		}
		same := 0
		for _, name := range o.namesOf(a).list {
			if _, known := names.at[name]; known {
				same++
			}
		}
		if same > 1 && 2*same > len(names.list) {
			pointers = append(pointers, a.pointer)
		}
	}
	return pointers
}

// namesOf returns the names of the first record of an array.
func (o *outline) namesOf(a array) *names {
	n := newNames()
	if end := skipValue(o.text, a.first); end > a.first {
		n.addRecord(o.text[a.first:end], "")
	}
	return n
}

// resolve follows a JSON Pointer (RFC 6901) that is not empty to a value and returns its offset. A value that is not there has none, which is -1; sure
// means that the text at hand shows as much.
func resolve(text []byte, pointer string) (at int, sure bool) {
	at = skipSpace(text, 0)
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if at >= len(text) {
			return -1, false
		}
		part = strings.NewReplacer("~1", "/", "~0", "~").Replace(part)
		switch text[at] {
		case '{':
			at, sure = resolveMember(text, at, part)
		case '[':
			at, sure = resolveItem(text, at, part)
		default:
			return -1, true
		}
		if at < 0 {
			return -1, sure
		}
	}
	return at, at < len(text)
}

func resolveMember(text []byte, at int, name string) (int, bool) {
	for at = skipSpace(text, at+1); ; {
		is, value := member(text, at)
		if value < 0 {
			return -1, at < len(text) && text[at] == '}'
		}
		if string(is) == name {
			return value, true
		}
		if at = skipValue(text, value); at <= value {
			return -1, at == value
		}
		at = skipComma(text, at)
	}
}

func resolveItem(text []byte, at int, index string) (int, bool) {
	n, err := strconv.Atoi(index)
	if err != nil || n < 0 {
		return -1, true
	}
	for at = skipSpace(text, at+1); at < len(text) && text[at] != ']'; n-- {
		if n == 0 {
			return at, true
		}
		end := skipValue(text, at)
		if end <= at {
			return -1, end == at
		}
		at = skipComma(text, end)
	}
	return -1, at < len(text)
}

// member returns the name that starts at at, without its escapes, and the offset of its value, or -1.
func member(text []byte, at int) (name []byte, value int) {
	if at >= len(text) || text[at] != '"' {
		return nil, -1
	}
	end := stringEndAt(text, at)
	if end < 0 {
		return nil, -1
	}
	name = text[at+1 : end-1]
	if bytes.IndexByte(name, '\\') >= 0 {
		name = unescape(slices.Clone(name))
	}
	if end = skipSpace(text, end); end >= len(text) || text[end] != ':' {
		return nil, -1
	}
	if value = skipSpace(text, end+1); value >= len(text) {
		return nil, -1
	}
	return name, value
}

func skipSpace(text []byte, at int) int {
	for at < len(text) && isSpace(text[at]) {
		at++
	}
	return at
}

// skipComma skips space, one comma if there is one, and the space behind it.
func skipComma(text []byte, at int) int {
	if at = skipSpace(text, at); at < len(text) && text[at] == ',' {
		return skipSpace(text, at+1)
	}
	return at
}

// skipValue returns the offset behind the value at at, which is at when there is none, or -1 when it does not end in text. Of what is inside it follows strings and the
// depth of brackets alone.
func skipValue(text []byte, at int) int {
	depth := 0
	for ; at < len(text); at++ {
		switch text[at] {
		case '"':
			end := stringEndAt(text, at)
			if end < 0 {
				return -1
			}
			if depth == 0 {
				return end
			}
			at = end - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return at + 1
			}
			if depth < 0 {
				return at // no value
			}
		case ',', ' ', '\n', '\r', '\t':
			if depth == 0 {
				return at
			}
		}
	}
	return -1
}
