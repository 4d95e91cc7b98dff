package validate

import (
	"strconv"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// spread is what a wide-layout requirement says: the fields whose values may stand as labels, and the field that the
// cells then hold.
type spread struct {
	fields []*standard.Field
	holds  *standard.Field
}

// spreadOf finds the wide-layout requirement of a resource, or returns nil.
func spreadOf(s *standard.Standard, resource *standard.Resource) *spread {
	for i := range s.Requirements {
		requirement := &s.Requirements[i]
		if requirement.Rule != "wide-layout" || resource == nil {
			continue
		}
		found := &spread{}
		for _, name := range requirement.Fields["spread"] {
			if field := resource.Schema.Field(name); field != nil {
				found.fields = append(found.fields, field)
			}
		}
		for _, name := range requirement.Fields["holds"] {
			found.holds = resource.Schema.Field(name)
		}
		return found
	}
	return nil
}

// The least number of labels that make a table wide: three years may be no accident, two sexes are none either.
const (
	leastWideNumbers = 3
	leastWideCodes   = 2
)

// findWide looks for columns whose labels are values of a field that has no column of its own.
func (h *header) findWide(s *spread) *lint.Wide {
	for _, field := range s.fields {
		if _, bound := h.position[field.Name]; bound {
			continue
		}
		wide := &lint.Wide{Field: field.Name}
		if s.holds != nil {
			if _, bound := h.position[s.holds.Name]; !bound {
				wide.Holds = s.holds.Name
			}
		}
		least := leastWideNumbers
		if len(field.Values()) > 0 {
			least = leastWideCodes
		}
		for i, column := range h.columns {
			if column.Field == nil && isValueLabel(column.Label, field) {
				wide.Columns = append(wide.Columns, i+1)
				wide.Values = append(wide.Values, column.Label)
			}
		}
		if len(wide.Columns) >= least {
			wide.Total = h.findTotal()
			return wide
		}
	}
	return nil
}

// isValueLabel reports whether a label is a value that field could hold.
func isValueLabel(label string, field *standard.Field) bool {
	label = strings.TrimSpace(label)
	if len(field.Values()) > 0 {
		for _, value := range field.Values() {
			if label == value {
				return true
			}
		}
		_, synonym := field.Synonyms[label]
		return synonym
	}
	if field.Type != "integer" && field.Type != "year" || len(label) != 4 {
		return false
	}
	value, err := strconv.Atoi(label)
	if err != nil {
		return false
	}
	least, err := strconv.Atoi(field.Constraints.Minimum)
	return err != nil || value >= least
}

// findTotal returns the number of the column of totals, or 0.
func (h *header) findTotal() int {
	for i, column := range h.columns {
		if column.Field != nil {
			continue
		}
		switch message.Fold(column.Label) {
		case "total", "totals", "totaux", "somme", "sum", "ensemble", "grandtotal":
			return i + 1
		}
	}
	return 0
}
