package cell

import (
	"bytes"
	"fmt"

	"github.com/cogwg/hvdlint/internal/calendar"
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// uncommonForm finds times in a default form that some programs read and others refuse (decision 0014): offsets without their colon, t
// and z in lower case, leap seconds, the midnight 24:00:00, years of other than four digits, zones of years and of times of day. They
// are values of their type, and go on as they are.
var uncommonForm = &lint.Rule{
	ID: "uncommon-form", Family: lint.CellFamily, Stage: lint.Form, Since: "0.1.0", Status: lint.Stable, Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		field, err := fieldOf(b, &noParams{})
		if err != nil {
			return nil, err
		}
		common, ok := commonForms[field.Type]
		if !ok || field.Format != "" {
			return nil, nil
		}
		form, err := dateFormOf(field.Field)
		if err != nil {
			return nil, err
		}
		return lint.CellCheck{
			Fails:   func(c table.Cell) bool { return written(c) && !common(c.Text) && form.accepts(c) },
			Explain: func(c table.Cell) lint.Defect { return explainForm(field.Field, form, c.Text) },
			Mend:    func(c table.Cell) []byte { return c.Text },
		}, nil
	},
}

// commonForms report whether a text, if it is a value of the type, is written as everybody reads it.
var commonForms = map[string]func(text []byte) bool{
	"time":      func(text []byte) bool { return len(text) == len("hh:mm:ss") && text[6] != '6' },
	"datetime":  isCommonDateTime,
	"year":      func(text []byte) bool { return len(text) == len("YYYY") },
	"yearmonth": func(text []byte) bool { return len(text) == len("YYYY-MM") },
}

// isCommonDateTime looks at where the signs stand.
func isCommonDateTime(text []byte) bool {
	const signs = "0000-00-00T00:00:00"
	if len(text) < len(signs) || text[4] != '-' || text[10] != 'T' || text[17] == '6' || text[11] == '2' && text[12] == '4' {
		return false
	}
	tail := text[len(signs):]
	if len(tail) == 0 || tail[len(tail)-1] == 'Z' {
		return true
	}
	if sign := bytes.IndexAny(tail, "+-"); sign >= 0 {
		return len(tail)-sign == len("+00:00")
	}
	return tail[len(tail)-1] != 'z'
}

func explainForm(f *standard.Field, form *dateForm, text []byte) lint.Defect {
	m, _ := form.read(text)
	if m.second == 60 {
		return defect("leap-second")
	}
	if f.Type == "datetime" {
		if common := appendCommon(nil, text); isCommonDateTime(common) {
			return defect("suggestion", message.P("suggestion", string(common)))
		}
		if m.hour == 24 {
			m.year, m.month, m.day = calendar.DateOf(calendar.DayNumber(m.year, m.month, m.day) + 1)
			common := appendCommon(fmt.Appendf(nil, "%04d-%02d-%02dT00", m.year, m.month, m.day), text[len("0000-00-00T00"):])
			if isCommonDateTime(common) {
				return defect("suggestion", message.P("suggestion", string(common)))
			}
		}
	}
	return defect("", message.P("example", form.layouts[0].spelled))
}

// appendCommon appends a text with T and Z as capitals and with hours and minutes of its offset apart.
func appendCommon(dst, text []byte) []byte {
	dst = append(dst, bytes.ToUpper(text)...)
	n := len(dst)
	switch {
	case n > 3 && (dst[n-3] == '+' || dst[n-3] == '-'):
		return append(dst, ":00"...)
	case n > 5 && (dst[n-5] == '+' || dst[n-5] == '-'):
		return append(dst[:n-2], ':', dst[n-2], dst[n-1])
	}
	return dst
}
