package dataset

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// missingResource finds tables of the standard that none of the files is. A table that is there and cannot be read is
// unreadable-file's.
var missingResource = &lint.Rule{
	ID: "missing-resource", Family: lint.DatasetFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: withoutParams(checkMissing),
}

func checkMissing(d *lint.Dataset) []lint.Defect {
	var defects []lint.Defect
	for _, resource := range d.Missing {
		defects = append(defects, lint.Defect{Params: []message.Param{message.P("name", resource.Name)}})
	}
	return defects
}
