package file

import "github.com/cogwg/hvdlint/internal/lint"

// textBeforeHeader finds titles, notes and blank rows above the header (domain, F04). They are one defect, however many
// lines they take. Formats without rows have no place for them.
var textBeforeHeader = &lint.Rule{
	ID: "text-before-header", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where((*lint.Binding).HasRows, checkTextBeforeHeader),
}

func checkTextBeforeHeader(r *lint.Resource) []lint.Defect {
	return surroundings(r.Header.Above, r.Header.AboveCount, r.Dialect.Delimiter)
}
