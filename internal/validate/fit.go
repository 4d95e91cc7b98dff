package validate

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// Fit is how well the labels of a table fit a standard.
type Fit struct {
	Known   int      // labels that the standard knows by any spelling
	Missing []string // fields that it wants to be there, and that no label is
}

// FitOf holds labels against a standard: against the resource that knows the most of them.
func FitOf(s *standard.Standard, labels []string) Fit {
	var best Fit
	var resource *standard.Resource
	for i := range s.Resources {
		if known := knownLabels([]*standard.Schema{&s.Resources[i].Schema})(labels); known > best.Known {
			best.Known, resource = known, &s.Resources[i]
		}
	}
	if resource == nil {
		return best
	}
	for i := range s.Requirements {
		r := &s.Requirements[i]
		if r.Rule != "missing-field" || r.Resource != "" && r.Resource != resource.Name {
			continue
		}
		for _, name := range r.Fields["field"] {
			if field := resource.Schema.Field(name); field != nil && !isAmong(field, labels) {
				best.Missing = append(best.Missing, name)
			}
		}
	}
	return best
}

// isAmong reports whether one of the labels is a spelling of the field.
func isAmong(field *standard.Field, labels []string) bool {
	return slices.ContainsFunc(labels, func(label string) bool {
		folded := message.Fold(label)
		return slices.ContainsFunc(spellings(field), func(name string) bool { return message.Fold(name) == folded })
	})
}
