package file

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// textBeforeHeader finds titles, notes and blank rows above the header (domain, F04). They are one defect, however many
// lines they take.
var textBeforeHeader = &lint.Rule{
	ID: "text-before-header", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: withoutParams(checkTextBeforeHeader),
}

func checkTextBeforeHeader(r *lint.Resource) []lint.Defect {
	h := r.Header
	if h.AboveCount == 0 {
		return nil
	}
	defect := lint.Defect{Variant: "blank", Params: []message.Param{message.P("count", h.AboveCount)}, Count: 1}
	if len(h.Above) > 0 {
		defect.At.Line = h.Above[0].Number
	}
	for _, line := range h.Above {
		// The delimiters that a spreadsheet adds to a title are no part of it.
		text := strings.Trim(line.Text, " \t\u00a0\""+r.Dialect.Delimiter)
		if text == "" {
			continue
		}
		defect.Variant, defect.Value = "", line.Text
		defect.Params = append(defect.Params, message.P("first", text))
		break
	}
	return []lint.Defect{defect}
}
