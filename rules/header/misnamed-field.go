package header

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// misnamedField finds a column that was recognised although its name is not one of the two that conform (domain, F05 and
// section 7). It is read all the same.
var misnamedField = &lint.Rule{
	ID: "misnamed-field", Family: lint.HeaderFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "incorrect-label", Pages: pages, Bind: againstSchema(checkMisnamed),
}

// checkMisnamed leaves repeated columns to repeated-field: their name does not matter once they are gone.
func checkMisnamed(r *lint.Resource) []lint.Defect {
	var defects []lint.Defect
	for i, column := range r.Columns {
		if column.Field == nil || column.Repeats > 0 || column.Match == lint.LabelMatch {
			continue
		}
		label := labels(column.Field)
		defect := lint.Defect{
			Params: bothNames(r, column.Field), Value: column.Label, At: at(r, i),
		}
		switch folded := message.Fold(column.Label); {
		case column.Match == lint.NearMatch:
			defect.Variant = "near"
		// A standard may list "First Name" among the aliases; what is wrong with it is the spelling all the same.
		case column.Match == lint.AliasMatch && folded != message.Fold(label.EN) && folded != message.Fold(label.FR):
			defect.Variant = "alias"
		}
		defects = append(defects, defect)
	}
	return defects
}
