package header

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// blankFieldName finds a column without a name (domain, F05).
var blankFieldName = &lint.Rule{
	ID: "blank-field-name", Family: lint.HeaderFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "blank-label", Pages: pages, Bind: withoutParams(checkBlankName),
}

func checkBlankName(r *lint.Resource) []lint.Defect {
	var defects []lint.Defect
	for i, column := range r.Columns {
		if strings.TrimSpace(column.Label) == "" {
			defects = append(defects, lint.Defect{Params: []message.Param{message.P("column", i+1)}, At: at(r, i)})
		}
	}
	return defects
}
