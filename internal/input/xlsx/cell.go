package xlsx

import (
	"bytes"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/table"
)

// cellParser reads the cells of a row one after the other. It belongs to one goroutine.
//
// What it makes of cells: text is Text, also where it looks like a number; numbers are Number or, by their style, Date, Time or
// DateTime; true and false are Boolean; error values are Error. A cell without content, or with an empty text, is none: it does not
// come up unless it is damaged, and the table has Null there. Cells that come twice in a row are handed out twice; the last one counts.
type cellParser struct {
	book    *workbook
	strings stringReader
	whole   []byte // the XML that rows are in; nil: nobody asks whether it is UTF-8
	valid   bool   // it is
	rest    []byte // of the row, not read yet
	data    []byte // texts of cells; those who read them clear it
	long    int    // bytes of long shared strings in the row

	// Of the cell that was read last.
	tag    cellTag
	open   []byte // its tag as written
	column int    // on the sheet, from 1
	kind   table.Kind
	start  int    // data[start:] is its text
	item   int    // the shared string that it is; -1: none
	notes  []note // its damage
}

// note is damage of a cell. raw is its value as XML, in the memory of the row.
type note struct {
	kind table.DamageKind
	raw  []byte
}

// begin starts a row.
func (p *cellParser) begin(text []byte) {
	p.rest, p.column, p.long = text, 0, 0
	p.findCell()
}

// findCell goes to the next tag of a cell; rest is nil when there is none.
func (p *cellParser) findCell() {
	x := p.rest
	for len(x) < 3 || x[0] != '<' || x[1] != 'c' || !isNameEnd(x[2]) {
		i := -1
		if len(x) >= 3 {
			i = bytes.IndexByte(x[1:], '<')
		}
		if i < 0 {
			p.rest = nil
			return
		}
		x = x[1+i:]
	}
	p.rest = x
}

// next reads the next cell with content; false: there is none. An error is ours.
func (p *cellParser) next() (bool, error) {
	for {
		p.findCell()
		x := p.rest
		if len(x) == 0 {
			return false, nil
		}
		tag, inside, ok := plainTag(x)
		if !ok {
			if tag, inside, ok = anyTag(x); !ok {
				p.rest = nil
				return false, nil
			}
		}
		if tag.column == 0 {
			tag.column = p.column + 1
		}
		p.place(tag, tag.column)
		p.open, p.rest = x[:len(x)-len(inside)], inside
		if tag.empty {
			continue
		}
		if err := p.read(&tag); err != nil {
			return false, err
		}
		if p.filled() {
			return true, nil
		}
	}
}

// place starts a cell, whose tag has been read.
func (p *cellParser) place(tag cellTag, column int) {
	p.tag, p.column = tag, column
	p.notes, p.start, p.kind, p.item = p.notes[:0], len(p.data), table.Null, -1
}

// filled reports whether the cell that was read has content.
func (p *cellParser) filled() bool { return p.kind != table.Null || len(p.notes) > 0 }

// read reads what stands in the cell whose tag has been passed.
func (p *cellParser) read(tag *cellTag) error {
	x := p.rest
	if len(x) > 3 && x[0] == '<' && x[1] == 'v' && x[2] == '>' {
		if end := bytes.IndexByte(x[3:], '<'); end >= 0 {
			end += 3
			if behind := x[end:]; len(behind) >= 8 && string(behind[:8]) == "</v></c>" {
				p.rest = behind[8:]
				return p.value(tag, x[3:end], false)
			}
		}
	}
	if tag.kind == inlineCell && p.plainInline(x) {
		return nil
	}
	inside := x
	if closing := findTag(x, "/c", 0); closing >= 0 {
		inside = x[:closing]
		p.rest = x[closing+len("</c"):]
	} else {
		p.rest = nil
	}
	if next := findTag(inside, "c", 0); next >= 0 {
		inside, p.rest = inside[:next], x[next:] // it was not closed
	}
	return p.elements(tag, inside)
}

// plainInline reads an inline string as nearly all are written, up to the end of its cell: <is><t>Zoé</t></is></c>.
func (p *cellParser) plainInline(x []byte) bool {
	const start, end = "<is><t>", "</t></is></c>"
	if len(x) < len(start) || string(x[:len(start)]) != start {
		return false
	}
	i := bytes.IndexByte(x[len(start):], '<') + len(start)
	if len(x) < i+len(end) || string(x[i:i+len(end)]) != end {
		return false
	}
	p.rest = x[i+len(end):]
	p.data = appendText(p.data, x[len(start):i], false)
	p.settleText()
	return true
}

// elements reads a cell that has more than a value: a formula, an inline string, or attributes.
func (p *cellParser) elements(tag *cellTag, inside []byte) error {
	_, formula, hasFormula := child(inside, "f")
	valueTag, value, hasValue := child(inside, "v")
	_, text, hasText := child(inside, "is")
	switch {
	case hasText >= 0 && (tag.kind == inlineCell || hasValue < 0):
		p.data = appendRich(p.data, text)
		p.settleText()
	case hasValue >= 0 && (len(value) > 0 || tag.kind == stringCell):
		if err := p.value(tag, value, isPreserved(valueTag)); err != nil {
			return err
		}
	case hasFormula >= 0:
		p.damage(table.MissingResult, formula)
		return nil
	}
	if hasFormula >= 0 {
		p.notes = append(p.notes, note{table.FormulaCell, formula})
	}
	return nil
}

// value reads the text of a <v> element.
func (p *cellParser) value(tag *cellTag, raw []byte, preserve bool) error {
	switch tag.kind {
	case numberCell:
		p.number(tag, raw)
	case sharedCell:
		return p.shared(raw)
	case booleanCell:
		p.boolean(raw)
	case stringCell, inlineCell:
		p.data = appendText(p.data, raw, preserve)
		p.settleText()
	case errorCell:
		p.data = appendText(p.data, raw, false)
		p.kind = table.Error
		p.notes = append(p.notes, note{table.ErrorCell, raw})
	case dateCell:
		p.data, p.kind = appendISO(p.data, bytes.Trim(raw, space), p.book.formatOf(tag.style))
		if p.kind == table.Damaged {
			p.damage(table.BrokenCell, raw)
		}
	default:
		p.damage(table.BrokenCell, raw)
	}
	return nil
}

func (p *cellParser) number(tag *cellTag, raw []byte) {
	if f := p.book.formatOf(tag.style); f != plainFormat {
		if serial, ok := parseNumber(bytes.Trim(raw, space)); ok {
			p.data, p.kind = appendMoment(p.data, serial, f, p.book.date1904)
			return
		}
	}
	var ok bool
	if p.data, ok = appendNumber(p.data, raw); !ok {
		raw = bytes.Trim(raw, space)
		if len(raw) == 0 {
			return
		}
		if p.data, ok = appendNumber(p.data, raw); !ok {
			p.damage(table.BrokenCell, raw)
			return
		}
	}
	p.kind = table.Number
}

func (p *cellParser) boolean(raw []byte) {
	switch string(bytes.Trim(raw, space)) {
	case "1", "true":
		p.data, p.kind = append(p.data, "true"...), table.Boolean
	case "0", "false":
		p.data, p.kind = append(p.data, "false"...), table.Boolean
	default:
		p.damage(table.BrokenCell, raw)
	}
}

// Shared strings are short to write and may be long to read: a row of many long ones would fill the memory.
const (
	longString   = 1 << 10
	longInOneRow = 64 << 20
)

func (p *cellParser) shared(raw []byte) error {
	digits := raw
	if len(digits) > 0 && digits[0]-'0' > 9 {
		digits = bytes.Trim(raw, space)
	}
	index := 0
	for _, b := range digits {
		if b-'0' > 9 || index > 1<<40 {
			index = -1
			break
		}
		index = index*10 + int(b-'0')
	}
	if index < 0 || len(digits) == 0 || index >= p.book.strings.count {
		p.damage(table.BrokenCell, raw)
		return nil
	}
	text, err := p.strings.at(index)
	if err != nil {
		return err
	}
	if len(text) > longString {
		if p.long += len(text); p.long > longInOneRow {
			p.damage(table.BrokenCell, text)
			return nil
		}
	}
	p.item = index
	p.data = append(p.data, text...)
	if len(text) > maxText || p.book.strings.invalid {
		p.settleText()
	} else if len(text) > 0 {
		p.kind = table.Text
	}
	return nil
}

// settleText decides what the text that was appended is.
func (p *cellParser) settleText() {
	switch text := p.data[p.start:]; {
	case len(text) == 0:
		p.kind = table.Null
	case len(text) > maxText:
		p.damage(table.BrokenCell, bytes.Clone(text[:excerptSize]))
	case !p.isValid() && !utf8.Valid(text):
		p.kind = table.Damaged
		p.notes = append(p.notes, note{table.InvalidBytes, text})
	default:
		p.kind = table.Text
	}
}

// isValid reports whether all texts are UTF-8.
func (p *cellParser) isValid() bool {
	if p.whole != nil {
		p.valid, p.whole = utf8.Valid(p.whole), nil
	}
	return p.valid && !p.book.strings.invalid
}

// damage makes the cell one that could not be read.
func (p *cellParser) damage(kind table.DamageKind, raw []byte) {
	p.data = p.data[:p.start]
	p.kind, p.item = table.Damaged, -1
	p.notes = append(p.notes, note{kind, raw})
}
