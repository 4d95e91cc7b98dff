package validate

import (
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// resourceOf returns the resource of a standard that a table is: the only one; otherwise the one of its name, or of the name of its
// sheet, to the letter and then but for case and accents; otherwise the one that knows the most of its labels, if it knows at
// least half of them and no other knows as many. nil: none.
func resourceOf(s *standard.Standard, facts *table.Resource) *standard.Resource {
	if len(s.Resources) <= 1 {
		return s.Resource("")
	}
	names := []string{facts.Name}
	if w := facts.Workbook; w != nil && w.Sheet < len(w.Sheets) {
		names = append(names, w.Sheets[w.Sheet].Name)
	}
	for _, name := range names {
		if resource := s.Resource(resourceNamed(s, name)); name != "" && resource != nil {
			return resource
		}
	}
	return resourceByLabels(s, facts.Header.Labels)
}

// resourceNamed returns the name of the resource that has a name, to the letter or but for case and accents; empty: none has.
func resourceNamed(s *standard.Standard, name string) string {
	folded := ""
	for i := range s.Resources {
		if s.Resources[i].Name == name {
			return name
		}
		if message.Fold(name) == message.Fold(s.Resources[i].Name) {
			folded = s.Resources[i].Name
		}
	}
	return folded
}

func resourceByLabels(s *standard.Standard, labels []string) *standard.Resource {
	var best *standard.Resource
	most := 0
	for i := range s.Resources {
		known := knownLabels([]*standard.Schema{&s.Resources[i].Schema})(labels)
		switch {
		case known > most:
			best, most = &s.Resources[i], known
		case known == most:
			best = nil
		}
	}
	if 2*most < len(labels) {
		return nil
	}
	return best
}
