package header

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// repeatedField finds a column with the name of an earlier one, or with another name of the same field (domain, F05).
// Only the first of them is read.
var repeatedField = &lint.Rule{
	ID: "repeated-field", Family: lint.HeaderFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "duplicate-label", Pages: pages, Bind: withoutParams(checkRepeated),
}

var firstColumn = message.Text{EN: "the column that is read", FR: "la colonne qui est lue"}

func checkRepeated(r *lint.Resource) []lint.Defect {
	var defects []lint.Defect
	for i, column := range r.Columns {
		if column.Repeats == 0 {
			continue
		}
		first := r.Columns[column.Repeats-1]
		defect := lint.Defect{
			Params: []message.Param{message.P("column", i+1), message.P("first", column.Repeats)},
			Value:  column.Label, At: at(r, i),
			Related: []lint.Related{{At: at(r, column.Repeats-1), Text: firstColumn}},
		}
		if first.Label != column.Label {
			defect.Variant = "other-name"
			defect.Params = append(defect.Params, message.P("label", first.Label))
		}
		defects = append(defects, defect)
	}
	return defects
}
