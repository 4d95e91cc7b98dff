package file

import "github.com/cogwg/hvdlint/internal/lint"

// textAfterData finds notes, sources and blank rows below the last record (domain, F08). They are one defect, however many lines
// they take. Formats without rows have no place for them.
var textAfterData = &lint.Rule{
	ID: "text-after-data", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where((*lint.Binding).HasRows, checkTextAfterData),
}

func checkTextAfterData(r *lint.Resource) []lint.Defect {
	return surroundings(r.After, r.AfterCount, r.Dialect.Delimiter)
}
