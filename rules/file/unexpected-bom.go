package file

import "github.com/cogwg/hvdlint/internal/lint"

// unexpectedBOM finds a UTF-8 text that starts with the byte order mark where the standard forbids one (domain, F02). The
// mark of UTF-16 belongs to that encoding, which is wrong-encoding's to tell.
var unexpectedBOM = &lint.Rule{
	ID: "unexpected-bom", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "encoding-error", Pages: pages, Bind: where(isCharacters, checkUnexpectedBOM),
}

func checkUnexpectedBOM(r *lint.Resource) []lint.Defect {
	if !r.Encoding.BOM || r.Encoding.Name != "utf-8" {
		return nil
	}
	return []lint.Defect{{At: lint.Location{Line: 1}}}
}
