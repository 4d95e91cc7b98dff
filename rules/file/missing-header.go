package file

import "github.com/cogwg/hvdlint/internal/lint"

// missingHeader finds a table whose first row is data (RFC 4180 section 2, rule 3; domain, F04). A table without any
// record has nothing to name and is empty-file's.
var missingHeader = &lint.Rule{
	ID: "missing-header", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "blank-header", Pages: pages, Bind: withoutParams(checkMissingHeader),
}

func checkMissingHeader(r *lint.Resource) []lint.Defect {
	if r.Header.Found || r.Records == 0 {
		return nil
	}
	return []lint.Defect{{At: lint.Location{Line: r.Header.AboveCount + 1}}}
}
