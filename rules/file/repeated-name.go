package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// repeatedName finds JSON objects that use a name twice (RFC 8259, section 4: what programs make of them is unpredictable; RFC 7493,
// section 2.3, forbids them).
var repeatedName = &lint.Rule{
	ID: "repeated-name", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where(func(b *lint.Binding) bool { return b.Tree }, checkNames),
}

func checkNames(r *lint.Resource) []lint.Defect { return damages(r, table.RepeatedName, "") }
