package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// malformedFile finds places where the file breaks the rules of its own format: RFC 4180 section 2, rules 5 to 7, for
// text tables, the container's structure for others.
var malformedFile = &lint.Rule{
	ID: "malformed-file", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "source-error", Pages: pages, Bind: withoutParams(checkMalformed),
}

// malformations are the kinds of damage that malformed-file tells, in the order of its findings, each with the variant
// of the page that says it. Bytes foreign to the encoding belong to undecodable-bytes.
var malformations = []struct {
	kind    table.DamageKind
	variant string
}{
	{table.StrayQuote, ""},
	{table.UnclosedQuote, "unclosed-quote"},
	{table.NULBytes, "nul-bytes"},
	{table.OversizeRecord, "oversize-record"},
	{table.BrokenCell, "broken-cell"},
	{table.Truncated, "truncated"},
	{table.Syntax, "syntax"},
}

func checkMalformed(r *lint.Resource) []lint.Defect {
	var defects []lint.Defect
	for _, m := range malformations {
		found := damages(r, m.kind, m.variant)
		if n := len(found); n > 0 && r.Unread != nil && (m.kind == table.Truncated || m.kind == table.Syntax) {
			// Where reading stopped, the reader's own sentence says more.
			found[n-1].Variant, found[n-1].Params = "explained", []message.Param{message.P("reason", r.Unread.Text)}
		}
		defects = append(defects, found...)
	}
	return defects
}
