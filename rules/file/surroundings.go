package file

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// surroundings makes one defect of the rows above or below a table: lines holds the first of them, count is their number. It is about
// those with text, as far as lines tells which they are; rows that are all without text are the variant "blank".
func surroundings(lines []table.Line, count int64, delimiter string) []lint.Defect {
	if count == 0 {
		return nil
	}
	defect := lint.Defect{Variant: "blank", Params: []message.Param{message.P("count", count)}, Count: 1}
	if len(lines) > 0 {
		defect.At.Line = lines[0].Number
	}
	first := ""
	for _, line := range lines {
		// The delimiters that a spreadsheet adds to a title are no part of it.
		text := strings.Trim(line.Text, " \t\u00a0\""+delimiter)
		switch {
		case text == "":
			count--
		case first == "":
			first, defect.Value, defect.At.Line = text, line.Text, line.Number
		}
	}
	if first != "" {
		if delimiter == "" {
			first = strings.Join(strings.FieldsFunc(first, isTab), ", ") // the cells of a sheet
		}
		defect.Variant, defect.Params = "", []message.Param{message.P("count", count), message.P("first", first)}
	}
	return []lint.Defect{defect}
}

func isTab(r rune) bool { return r == '\t' }
