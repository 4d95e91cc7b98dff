package table

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/calendar"
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// steps are the periods that a series can be made of, from the longest on.
var steps = [...]string{"year", "quarter", "month", "day"}

const (
	stepYear = iota
	stepQuarter
	stepMonth
	stepDay
)

// finest is the shortest period that a type of Table Schema can name.
var finest = map[string]int{"integer": stepYear, "year": stepYear, "yearmonth": stepMonth, "date": stepDay}

// periods numbers the periods of a field, so that those which follow each other have numbers that do.
type periods struct {
	step  int // index into steps
	whole bool
}

// periodsOf returns how the periods of a field are numbered. An empty step is the shortest one that the type names. nil: the field
// writes its dates in a form of its own, which this rule does not read.
func periodsOf(b *lint.Binding, field lint.Field, step string) (*periods, error) {
	shortest, ok := finest[field.Type]
	if !ok {
		return nil, b.Fault(message.Text{
			EN: "the field {field} must be an integer, a year, a year and month or a date, not of type {type}",
			FR: "le champ {field} doit être un entier, une année, un mois d’une année ou une date, et non du type {type}",
		}, message.P("field", field.Name), message.P("type", field.Type))
	}
	p := &periods{step: shortest, whole: shortest == stepYear}
	if step != "" {
		p.step = slices.Index(steps[:], step)
	}
	if p.step < 0 || p.step > shortest {
		return nil, b.Fault(message.Text{
			EN: "step must be {steps} for a field of type {type}, not “{step}”",
			FR: "step doit valoir {steps} pour un champ de type {type}, et non «\u00a0{step}\u00a0»",
		}, message.P("steps", message.List(steps[:shortest+1])), message.P("type", field.Type), message.P("step", step))
	}
	if field.Format != "" {
		return nil, nil
	}
	return p, nil
}

// number returns the number of the period that a value lies in.
func (p *periods) number(text []byte) (int64, bool) {
	if p.whole {
		return parseWhole(text)
	}
	if len(text) < len("2006-01") || text[4] != '-' || len(text) > 7 && (len(text) != len("2006-01-02") || text[7] != '-') {
		return 0, false
	}
	year, okYear := parseDigits(text[:4])
	month, okMonth := parseDigits(text[5:7])
	day, okDay := int64(1), true
	if len(text) > 7 {
		day, okDay = parseDigits(text[8:])
	}
	if !okYear || !okMonth || !okDay || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	switch p.step {
	case stepYear:
		return year, true
	case stepQuarter:
		return year*4 + (month-1)/3, true
	case stepMonth:
		return year*12 + month - 1, true
	}
	return calendar.DayNumber(int(year), int(month), int(day)), true
}

// parseDigits reads a whole number without a sign.
func parseDigits(text []byte) (int64, bool) {
	if text[0] == '-' || text[0] == '+' {
		return 0, false
	}
	return parseWhole(text)
}

// write names a period.
func (p *periods) write(number int64) string {
	switch p.step {
	case stepQuarter:
		return fmt.Sprintf("%04d-Q%d", number/4, number%4+1)
	case stepMonth:
		return fmt.Sprintf("%04d-%02d", number/12, number%12+1)
	case stepDay:
		year, month, day := calendar.DateOf(number)
		return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	}
	return strconv.FormatInt(number, 10)
}

// heldPeriod is a word for records of a group whose period is not known. It sorts before all periods.
const heldPeriod = 0

// word maps a number to a word that sorts as it does.
func word(number int64) uint64 { return uint64(number) ^ 1<<63 }

func unword(word uint64) int64 { return int64(word ^ 1<<63) }
