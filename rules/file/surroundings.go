package file

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// surroundings makes one defect of the rows above or below a table: lines holds the first of them, count is their number. Rows without
// text are the variant "blank".
func surroundings(lines []table.Line, count int64, delimiter string) []lint.Defect {
	if count == 0 {
		return nil
	}
	defect := lint.Defect{Variant: "blank", Params: []message.Param{message.P("count", count)}, Count: 1}
	if len(lines) > 0 {
		defect.At.Line = lines[0].Number
	}
	for _, line := range lines {
		// The delimiters that a spreadsheet adds to a title are no part of it.
		text := strings.Trim(line.Text, " \t\u00a0\""+delimiter)
		if text == "" {
			continue
		}
		defect.Variant, defect.Value = "", line.Text
		defect.Params = append(defect.Params, message.P("first", text))
		break
	}
	return []lint.Defect{defect}
}
