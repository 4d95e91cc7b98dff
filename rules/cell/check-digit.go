package cell

import (
	"bytes"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// checkDigit finds identifiers whose check digit does not fit the others, or that are none of their kind: Luhn, SIREN and
// SIRET, Canadian Social Insurance and Business Numbers, ISBN, IBAN, and others of ISO 7064 MOD 97-10. It does not know whether an
// identifier was ever given out.
var checkDigit = &lint.Rule{
	ID: "check-digit", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages, Bind: bindCheckDigit,
}

var faultAlgorithm = message.Text{
	EN: "algorithm must be {algorithms}, not “{value}”",
	FR: "algorithm doit être {algorithms}, et non «\u00a0{value}\u00a0»",
}

func bindCheckDigit(b *lint.Binding) (lint.Check, error) {
	var params struct {
		Algorithm  string `yaml:"algorithm"`
		Separators bool   `yaml:"separators"`
	}
	field, err := fieldOf(b, &params)
	if err != nil {
		return nil, err
	}
	of := identifiers[params.Algorithm]
	if of == nil {
		known := message.List(slices.Sorted(maps.Keys(identifiers)))
		return nil, b.Fault(faultAlgorithm, message.P("algorithms", known), message.P("value", params.Algorithm))
	}
	switch field.Type {
	case "string", "integer", "any":
	default:
		return nil, nil // no number that is written otherwise is an identifier
	}
	return lint.CellCheck{
		Fails: func(c table.Cell) bool {
			var buffer [identifierLimit]byte
			text, ok := c.Text, len(c.Text) <= identifierLimit
			if params.Separators {
				text, ok = compact(buffer[:0], text)
			}
			if !ok {
				return true
			}
			what, _ := of.judge(text)
			return what != sound
		},
		Explain: func(c table.Cell) lint.Defect { return of.explain(c.Text, params.Separators) },
	}, nil
}

// identifierLimit is the number of bytes of the longest identifier that is looked at. An IBAN has 34.
const identifierLimit = 64

// separators are those that people group digits with: spaces, no-break ones too, and hyphens.
var separators = [...]string{" ", "-", "\u00a0", "\u202f"}

// compact appends text to dst without separators. It reports false for a text that is too long.
func compact(dst, text []byte) ([]byte, bool) {
	for len(text) > 0 {
		if n := separator(text); n > 0 {
			text = text[n:]
			continue
		}
		if len(dst) == identifierLimit {
			return dst, false
		}
		dst, text = append(dst, text[0]), text[1:]
	}
	return dst, true
}

// separator returns the length of the separator that text begins with, or 0.
func separator(text []byte) int {
	if isCapitalOrDigit(text[0]) {
		return 0
	}
	for _, s := range separators {
		if hasPrefix(text, s) {
			return len(s)
		}
	}
	return 0
}

// explain tells what is wrong, and what was meant where that is certain: the identifier without its separators or with the zeros
// that a spreadsheet takes off.
func (d *identifier) explain(written []byte, allowed bool) lint.Defect {
	name := message.P("identifier", d.name)
	bare, fits := compact(nil, written)
	if what, _ := d.judge(bare); fits && what == sound {
		return defect("separators", name, message.P("suggestion", string(bare)))
	}
	text := written
	if allowed {
		text = bare
	}
	if padded := d.pad(text); padded != nil {
		return defect("leading-zeros", name, message.P("suggestion", string(padded)))
	}
	what, at := d.judge(text)
	switch {
	case !fits || len(text) > identifierLimit || what == wrongLength && d.length.IsZero():
		return defect("any-length", name)
	case what == wrongLength:
		return defect("length", name, message.P("found", utf8.RuneCount(text)), message.P("expected", d.length))
	case what == wrongCharacter:
		_, size := utf8.DecodeRune(text[at:])
		return defect("character", name, message.P("character", string(text[at:at+size])))
	case what == wrongBeginning:
		return defect("beginning", name, message.P("beginning", string(text[:at+1])))
	case what == wrongProgram:
		return defect("program", name, message.P("account", string(text[at:])))
	}
	return defect("", name)
}

// pad returns the identifier that text is without its leading zeros, or nil.
func (d *identifier) pad(text []byte) []byte {
	if len(text) == 0 || len(text) >= d.padded {
		return nil
	}
	padded := append(bytes.Repeat([]byte{'0'}, d.padded-len(text)), text...)
	if what, _ := d.judge(padded); what != sound {
		return nil
	}
	return padded
}
