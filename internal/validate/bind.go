package validate

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// header is how the labels of a table were bound to the fields of a schema.
type header struct {
	columns  []lint.Column
	anyCase  bool // of labels
	wide     *lint.Wide
	position map[string]int // field name → index of its column
}

// bindHeader binds labels to fields: exact labels first, then spellings the standard lists, then equal but for case and accents,
// then near ones. A field is bound once; what else would fit it repeats the first.
func bindHeader(facts *table.Resource, schema *standard.Schema, spread *spread) header {
	h := header{columns: make([]lint.Column, len(facts.Header.Labels)), anyCase: facts.Header.AnyCase, position: map[string]int{}}
	for i, label := range facts.Header.Labels {
		h.columns[i].Label = label
	}
	if schema != nil && facts.Header.Found {
		for match := lint.LabelMatch; match > lint.NoMatch; match-- {
			h.bindAt(match, schema)
		}
	}
	h.markRepeats()
	if schema != nil && spread != nil {
		h.wide = h.findWide(spread)
	}
	return h
}

func (h *header) bindAt(match lint.Match, schema *standard.Schema) {
	for i := range h.columns {
		column := &h.columns[i]
		if column.Match != lint.NoMatch {
			continue
		}
		field := h.matchLabel(column.Label, match, schema)
		if field == nil {
			continue
		}
		column.Field, column.Match = field, match
		if first, bound := h.position[field.Name]; bound {
			column.Repeats = first + 1
		} else {
			h.position[field.Name] = i
		}
	}
}

// markRepeats marks labels that no field fits and that are spelled as one before them.
func (h *header) markRepeats() {
	first := map[string]int{}
	for i := range h.columns {
		column := &h.columns[i]
		label := strings.TrimSpace(column.Label)
		if label == "" {
			continue
		}
		if earlier, ok := first[label]; ok && column.Repeats == 0 && column.Field == nil {
			column.Repeats = earlier + 1
		} else if !ok {
			first[label] = i
		}
	}
}

// matchLabel returns the field that label fits at one degree of nearness, or nil. A near spelling is only accepted for a
// field that no other column is.
func (h *header) matchLabel(label string, match lint.Match, schema *standard.Schema) *standard.Field {
	if strings.TrimSpace(label) == "" {
		return nil
	}
	if match == lint.NearMatch {
		return nearField(label, schema, h.position)
	}
	for i := range schema.Fields {
		field := &schema.Fields[i]
		sameButForCase := h.anyCase && match == lint.LabelMatch && (strings.EqualFold(label, field.Label.EN) || strings.EqualFold(label, field.Label.FR))
		if sameButForCase || fits(label, field, match) {
			return field
		}
	}
	return nil
}

func fits(label string, field *standard.Field, match lint.Match) bool {
	switch match {
	case lint.LabelMatch:
		return label == field.Label.EN || label == field.Label.FR
	case lint.AliasMatch:
		return slices.Contains(field.Aliases, label)
	}
	if fitsFolded(label, field) {
		return true
	}
	// "Year / Année": both languages in one label.
	left, right, two := strings.Cut(label, "/")
	return two && fitsFolded(left, field) && fitsFolded(right, field)
}

func fitsFolded(label string, field *standard.Field) bool {
	folded := message.Fold(label)
	for _, name := range spellings(field) {
		if folded == message.Fold(name) {
			return true
		}
	}
	return false
}

func nearField(label string, schema *standard.Schema, bound map[string]int) *standard.Field {
	var names []string
	owner := map[string]*standard.Field{}
	for i := range schema.Fields {
		field := &schema.Fields[i]
		if _, taken := bound[field.Name]; taken {
			continue
		}
		for _, name := range []string{field.Label.EN, field.Label.FR} {
			names = append(names, name)
			owner[name] = field
		}
	}
	name, ok := message.Nearest(label, names)
	if !ok {
		return nil
	}
	return owner[name]
}

func spellings(field *standard.Field) []string {
	return append([]string{field.Name, field.Label.EN, field.Label.FR}, field.Aliases...)
}

// knownLabels counts the labels that any of the schemas knows by any spelling; nil when there are no schemas.
func knownLabels(schemas []*standard.Schema) func([]string) int {
	if len(schemas) == 0 {
		return nil
	}
	known := map[string]bool{}
	for _, schema := range schemas {
		for i := range schema.Fields {
			for _, name := range spellings(&schema.Fields[i]) {
				known[message.Fold(name)] = true
			}
		}
	}
	return func(labels []string) int {
		n := 0
		for _, label := range labels {
			if known[message.Fold(label)] {
				n++
			}
		}
		return n
	}
}
