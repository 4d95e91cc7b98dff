package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// unreadableFile finds a file that could not be read, or only in part. Why, and what to do, is the sentence of whoever
// tried to read it: the Unread of the resource.
var unreadableFile = &lint.Rule{
	ID: "unreadable-file", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "source-error", Pages: pages, Bind: withoutParams(checkUnreadable),
}

// checkUnreadable leaves damage that ended the reading to malformed-file, which knows the place: one defect, one finding.
func checkUnreadable(r *lint.Resource) []lint.Defect {
	unread := r.Unread
	if unread == nil || stoppedByDamage(r) {
		return nil
	}
	defect := lint.Defect{
		Params: []message.Param{message.P("why", unread.Text)},
		At:     lint.Location{Record: unread.Record, Line: unread.Line},
	}
	if unread.Record > 0 {
		defect.Variant = "in-part"
		defect.Params = append(defect.Params, message.P("record", unread.Record))
	}
	return []lint.Defect{defect}
}
