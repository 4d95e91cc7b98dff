package file

import (
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// wrongDelimiter finds a text table whose cells are separated by another character than the standard's (RFC 4180 section
// 2, rule 4; domain, F03). A table of one column has no delimiter.
var wrongDelimiter = &lint.Rule{
	ID: "wrong-delimiter", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: bindWrongDelimiter,
}

func bindWrongDelimiter(b *lint.Binding) (lint.Check, error) {
	var params struct {
		Delimiter string `yaml:"delimiter"`
	}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	wanted := params.Delimiter
	if utf8.RuneCountInString(wanted) != 1 {
		return nil, b.Fault(message.Text{
			EN: "delimiter must be one character, not “{delimiter}”",
			FR: "delimiter doit être un seul caractère, et non «\u00a0{delimiter}\u00a0»",
		}, message.P("delimiter", wanted))
	}
	if !b.IsText() {
		return nil, nil
	}
	return lint.ResourceCheck(func(r *lint.Resource) []lint.Defect { return checkDelimiter(r, wanted) }), nil
}

func checkDelimiter(r *lint.Resource, wanted string) []lint.Defect {
	found := r.Dialect.Delimiter
	if found == "" || found == wanted || len(r.Header.Labels) < 2 {
		return nil
	}
	return []lint.Defect{{
		Params: []message.Param{message.P("found", delimiterTitle(found)), message.P("delimiter", delimiterTitle(wanted))},
		At:     lint.Location{Line: r.Dialect.HeaderLine},
	}}
}

// delimiterTitle names a delimiter as the object of "separated by".
func delimiterTitle(delimiter string) message.Text {
	switch delimiter {
	case ",":
		return message.Text{EN: "commas", FR: "des virgules"}
	case ";":
		return message.Text{EN: "semicolons", FR: "des points-virgules"}
	case "\t":
		return message.Text{EN: "tabs", FR: "des tabulations"}
	case "|":
		return message.Text{EN: "vertical bars", FR: "des barres verticales"}
	case ":":
		return message.Text{EN: "colons", FR: "des deux-points"}
	case " ":
		return message.Text{EN: "spaces", FR: "des espaces"}
	}
	shown := message.Visible(delimiter)
	return message.Text{EN: "“" + shown + "”", FR: "«\u00a0" + shown + "\u00a0»"}
}
