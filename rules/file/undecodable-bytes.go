package file

import (
	"cmp"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// undecodableBytes finds bytes that stand for no character in the encoding in use: RFC 3629 section 3 for UTF-8, the
// unassigned bytes of the others.
var undecodableBytes = &lint.Rule{
	ID: "undecodable-bytes", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "encoding-error", Pages: pages, Bind: withoutParams(checkUndecodable),
}

func checkUndecodable(r *lint.Resource) []lint.Defect {
	// Formats that are no text name no encoding: their texts are UTF-8.
	name := cmp.Or(r.Encoding.Name, "utf-8")
	return damages(r, table.InvalidBytes, "", message.P("encoding", encodingTitle(name)))
}
