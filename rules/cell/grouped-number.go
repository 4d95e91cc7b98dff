package cell

import (
	"slices"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// groupedNumber finds numbers whose digits are grouped by three with a sign that the field does not declare as its groupChar
// (Table Schema v2, number and integer; domain F13: Québec's 2021 edition has commas).
var groupedNumber = &lint.Rule{
	ID: "grouped-number", Family: lint.CellFamily, Stage: lint.Type, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "type-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		field, err := fieldOf(b, &noParams{})
		if err != nil || !isNumeric(field.Field) {
			return nil, err
		}
		form := numberFormOf(field.Field)
		check := lint.CellCheck{
			Fails: func(c table.Cell) bool { return written(c) && form.isMisgrouped(c.Text) },
			Explain: func(c table.Cell) lint.Defect {
				return defect("", message.P("suggestion", string(form.ungroup(c.Text))))
			},
		}
		if form.decimal == "." {
			check.Safe = lint.BytesOf("0-9", "+-.")
		}
		return check, nil
	},
}

// groupers are the signs that people group digits with. A point is one only where the decimal sign is another.
var groupers = []string{",", " ", "\u00a0", "\u202f", "\u2009", "'", "’", "."}

// isMisgrouped reports whether text is [+-]?d{1,3}(sep ddd)+ with one sign all through, and perhaps decimals.
func (n *numberForm) isMisgrouped(text []byte) bool {
	sep, _, ok := n.groups(text)
	return ok && sep != n.group && !n.isWritten(text)
}

// groups reads grouped digits and returns their separator and what follows them.
func (n *numberForm) groups(text []byte) (sep string, rest []byte, ok bool) {
	rest = unsigned(text)
	lead := leadingDigits(rest)
	if lead == 0 || lead > 3 || lead == len(rest) || rest[0] == '0' {
		return "", nil, false
	}
	rest = rest[lead:]
	for _, s := range groupers {
		if s != n.decimal && hasPrefix(rest, s) {
			sep = s
		}
	}
	if sep == "" {
		return "", nil, false
	}
	groups := 0
	for hasPrefix(rest, sep) && leadingDigits(rest[len(sep):]) >= 3 {
		rest = rest[len(sep)+3:]
		groups++
	}
	return sep, rest, groups > 0 && n.isDecimals(rest, sep)
}

// isDecimals reports whether text is nothing, or a decimal sign and digits. Whoever groups with another sign than the comma may
// well write decimals with one.
func (n *numberForm) isDecimals(text []byte, sep string) bool {
	if len(text) == 0 {
		return true
	}
	if n.whole {
		return false
	}
	_, size := utf8.DecodeRune(text)
	sign := string(text[:size])
	return sign != sep && (sign == n.decimal || sign == "," || sign == ".") && size < len(text) && leadingDigits(text[size:]) == len(text)-size
}

// ungroup writes the number as the field wants it.
func (n *numberForm) ungroup(text []byte) []byte {
	sep, rest, _ := n.groups(text)
	var plain []byte
	for head := text[:len(text)-len(rest)]; len(head) > 0; {
		if hasPrefix(head, sep) {
			head = head[len(sep):]
			continue
		}
		plain, head = append(plain, head[0]), head[1:]
	}
	if len(rest) > 0 {
		plain = slices.Concat(plain, []byte(n.decimal), rest[1:])
	}
	return plain
}

func leadingDigits(text []byte) int {
	i := 0
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	return i
}
