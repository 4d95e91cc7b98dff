package record

import (
	"bytes"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// scale is the order that the values of several fields have in common.
type scale uint8

const (
	noScale scale = iota // they have none; texts are equal or not
	numbers              // integer, number, and year beside them
	dates                // year, yearmonth, date, datetime
	times                // time
)

// scaleOf returns the scale of fields. It reports false when their values cannot be compared at all: a date with a number.
func scaleOf(fields []lint.Field) (scale, bool) {
	var counts [times + 1]int
	years := 0
	for _, field := range fields {
		switch field.Type {
		case "year":
			years++
		case "integer", "number":
			counts[numbers]++
		case "yearmonth", "date", "datetime":
			counts[dates]++
		case "time":
			counts[times]++
		default:
			counts[noScale]++
		}
	}
	for s := range counts {
		n := counts[s]
		if scale(s) == numbers || scale(s) == dates {
			n += years
		}
		if n == len(fields) && (counts[s] > 0 || scale(s) == dates) {
			return scale(s), true
		}
	}
	return noScale, false
}

// ranked is a field whose values have a place on a scale.
type ranked struct {
	lint.Field
	scale  scale
	number numberForm
	moment momentForm
}

// rankedOf reports false when the field's values cannot be read: dates written out in words.
func rankedOf(field lint.Field, s scale) (ranked, bool) {
	r := ranked{Field: field, scale: s}
	ok := true
	switch s {
	case numbers:
		r.number = numberFormOf(field.Field)
	case dates, times:
		r.moment, ok = momentFormOf(field.Field)
	}
	return r, ok
}

// position is where a value stands on its scale.
type position struct {
	number amount
	moment moment
	text   []byte
}

// at returns the position of the field's value in record i. It reports false when there is none, or none that can be used.
func (f *ranked) at(column *table.Column, i int) (p position, ok bool) {
	if !column.Valid(i) {
		return p, false
	}
	c := column.Cell(i)
	switch f.scale {
	case numbers:
		p.number, ok = f.number.read(c)
	case dates, times:
		p.moment, ok = f.moment.read(c)
	default:
		p.text, ok = c.Text, c.Kind != table.Null && c.Kind != table.Absent
	}
	return p, ok
}

func (s scale) compare(a, b *position) int {
	switch s {
	case numbers:
		return a.number.compare(b.number)
	case dates, times:
		return a.moment.compare(&b.moment)
	}
	return bytes.Compare(a.text, b.text)
}

// isNumeric reports whether a field holds numbers.
func isNumeric(f *standard.Field) bool { return f.Type == "integer" || f.Type == "number" }
