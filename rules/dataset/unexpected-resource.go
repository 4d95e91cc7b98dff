package dataset

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// unexpectedResource finds files that are none of the tables of a standard with several. A standard of one table measures every file
// against it.
var unexpectedResource = &lint.Rule{
	ID: "unexpected-resource", Family: lint.DatasetFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: withoutParams(checkUnexpected),
}

func checkUnexpected(d *lint.Dataset) []lint.Defect {
	if len(d.Standard.Resources) < 2 {
		return nil
	}
	var names []string
	for i := range d.Standard.Resources {
		names = append(names, d.Standard.Resources[i].Name)
	}
	var defects []lint.Defect
	for _, member := range d.Members {
		if member.Bound == nil {
			defects = append(defects, lint.Defect{
				At: lint.Location{Resource: member.Name}, Value: member.Path, Params: []message.Param{message.P("names", together(names))},
			})
		}
	}
	return defects
}

// together lists the names of tables, of which there are at least two.
func together(names []string) message.Text {
	last := len(names) - 1
	head := strings.Join(names[:last], ", ")
	return message.Text{EN: head + " and " + names[last], FR: head + " et " + names[last]}
}
