package message

import (
	"fmt"
	"strconv"
	"strings"
)

// Param is one named value of a template. How a value is written depends on its type:
//
//   - string: a value from the data or a standard, as it is, made visible and shortened by [Visible];
//   - int, int64: a number of things, with digits grouped as the language groups them (a year is not a number of
//     things: pass it as a string);
//   - Text: the text of the language, as it is;
//   - List: its items, see [List].
type Param struct {
	Name  string
	Value any
}

// P is short for Param{name, value}, because templates take many.
func P(name string, value any) Param { return Param{Name: name, Value: value} }

// List is an enumeration: "a, b or c", "a, b ou c". A long one is cut after sixteen items and says how many there are.
type List []string

const listLimit = 16

// Fill replaces each {name} of template by the parameter of that name, and each {name|one|many} by the number followed
// by the noun that agrees with it ("3,905 values", "3 905 valeurs"; French says one for 0 and 1). A {name} without a
// parameter stays as it is written, so that tests can see it.
func Fill(l Language, template string, params []Param) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(template, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(template[open:], '}')
		if end < 0 {
			break
		}
		b.WriteString(template[:open])
		placeholder := template[open+1 : open+end]
		if !fillOne(&b, l, placeholder, params) {
			b.WriteString(template[open : open+end+1])
		}
		template = template[open+end+1:]
	}
	b.WriteString(template)
	return b.String()
}

// Placeholders returns the parameter names of a template in order of appearance, without repetition.
func Placeholders(template string) []string {
	var names []string
	seen := map[string]bool{}
	for {
		open := strings.IndexByte(template, '{')
		if open < 0 {
			return names
		}
		end := strings.IndexByte(template[open:], '}')
		if end < 0 {
			return names
		}
		name, _, _ := strings.Cut(template[open+1:open+end], "|")
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
		template = template[open+end+1:]
	}
}

func fillOne(b *strings.Builder, l Language, placeholder string, params []Param) bool {
	name, nouns, plural := strings.Cut(placeholder, "|")
	for _, p := range params {
		if p.Name != name {
			continue
		}
		writeValue(b, l, p.Value)
		if plural {
			one, many, _ := strings.Cut(nouns, "|")
			b.WriteByte(' ')
			if isOne(l, p.Value) {
				b.WriteString(one)
			} else {
				b.WriteString(many)
			}
		}
		return true
	}
	return false
}

func writeValue(b *strings.Builder, l Language, value any) {
	switch v := value.(type) {
	case string:
		b.WriteString(Visible(v))
	case int:
		b.WriteString(Number(l, int64(v)))
	case int64:
		b.WriteString(Number(l, v))
	case Text:
		b.WriteString(v.In(l))
	case List:
		b.WriteString(v.in(l))
	default:
		fmt.Fprint(b, v)
	}
}

func isOne(l Language, value any) bool {
	var n int64
	switch v := value.(type) {
	case int:
		n = int64(v)
	case int64:
		n = v
	}
	return n == 1 || l == French && n == 0
}

func (items List) in(l Language) string {
	or := " or "
	if l == French {
		or = " ou "
	}
	switch {
	case len(items) == 0:
		return ""
	case len(items) == 1:
		return Visible(items[0])
	case len(items) > listLimit:
		var b strings.Builder
		for _, item := range items[:listLimit] {
			b.WriteString(Visible(item))
			b.WriteString(", ")
		}
		b.WriteString("… (" + Number(l, int64(len(items))) + ")")
		return b.String()
	}
	var b strings.Builder
	for i, item := range items {
		switch {
		case i == len(items)-1:
			b.WriteString(or)
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(Visible(item))
	}
	return b.String()
}

// Number writes n with its digits in groups of three: "3,905" in English, "3 905" with a no-break space in French.
func Number(l Language, n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	separator := ","
	if l == French {
		separator = "\u00a0"
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	return b.String()
}
