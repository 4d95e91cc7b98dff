package file

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
)

// missingBOM finds a Unicode text without the byte order mark that some publishers' rules require (domain, F02). In
// another encoding there is no mark to miss: that defect is wrong-encoding's.
var missingBOM = &lint.Rule{
	ID: "missing-bom", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "encoding-error", Pages: pages, Bind: where(isCharacters, checkMissingBOM),
}

func checkMissingBOM(r *lint.Resource) []lint.Defect {
	if r.Encoding.BOM || !strings.HasPrefix(r.Encoding.Name, "utf-") {
		return nil
	}
	return []lint.Defect{{}}
}
