package header

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// mixedLanguageHeader finds a header with English and French names, or a name in both languages at once (domain, F06).
// It tells of the whole header once. Names that are the same in both languages, and spellings whose language the
// standard does not tell, count for neither.
var mixedLanguageHeader = &lint.Rule{
	ID: "mixed-language-header", Family: lint.HeaderFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: againstSchema(checkMixedLanguages),
}

func checkMixedLanguages(r *lint.Resource) []lint.Defect {
	var english, french, both []int
	for i, column := range r.Columns {
		switch en, fr := languages(column); {
		case en && fr:
			both = append(both, i)
		case en:
			english = append(english, i)
		case fr:
			french = append(french, i)
		}
	}
	switch {
	case len(english) > 0 && len(french) > 0:
		minority := french[0]
		if len(english) < len(french) {
			minority = english[0]
		}
		return []lint.Defect{{
			Params: []message.Param{
				message.P("english", r.Columns[english[0]].Label), message.P("french", r.Columns[french[0]].Label),
			},
			At: at(r, minority),
		}}
	case len(both) > 0:
		return []lint.Defect{{Variant: "both-in-one", Value: r.Columns[both[0]].Label, At: at(r, both[0])}}
	}
	return nil
}
