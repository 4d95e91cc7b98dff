package file

import "github.com/cogwg/hvdlint/internal/lint"

// emptyFile finds a table without a record. A file that could not be read to its end is unreadable-file's: it may have
// records further on.
var emptyFile = &lint.Rule{
	ID: "empty-file", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "source-error", Pages: pages, Bind: withoutParams(checkEmpty),
}

func checkEmpty(r *lint.Resource) []lint.Defect {
	if r.Records > 0 || r.Unread != nil {
		return nil
	}
	if !r.Header.Found {
		return []lint.Defect{{Variant: "nothing"}}
	}
	return []lint.Defect{{}}
}
