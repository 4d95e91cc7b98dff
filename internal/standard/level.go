package standard

import (
	"fmt"

	"github.com/cogwg/hvdlint/internal/message"
)

// String returns the word of RFC 2119.
func (l Level) String() string {
	switch l {
	case Must:
		return "must"
	case Should:
		return "should"
	case May:
		return "may"
	}
	return fmt.Sprintf("level(%d)", uint8(l))
}

// Severity returns what a failure at this level is: "error", "warning" or "note".
func (l Level) Severity() string {
	switch l {
	case Must:
		return "error"
	case Should:
		return "warning"
	}
	return "note"
}

// ParseLevel reads "must", "should" or "may".
func ParseLevel(s string) (Level, error) {
	for _, l := range []Level{Must, Should, May} {
		if l.String() == s {
			return l, nil
		}
	}
	return 0, message.NewFault(faultNotLevel, message.P("level", s))
}

// Title names the level for a reader.
func (l Level) Title() message.Text {
	switch l {
	case Must:
		return message.Text{EN: "must", FR: "obligatoire"}
	case Should:
		return message.Text{EN: "should", FR: "recommandé"}
	}
	return message.Text{EN: "may", FR: "facultatif"}
}

// Field returns the field of that name; nil: s, which may be nil, has none.
func (s *Schema) Field(name string) *Field {
	if s == nil {
		return nil
	}
	for i := range s.Fields {
		if s.Fields[i].Name == name {
			return &s.Fields[i]
		}
	}
	return nil
}

// Names returns the names of the fields in order.
func (s *Schema) Names() []string {
	names := make([]string, len(s.Fields))
	for i := range s.Fields {
		names[i] = s.Fields[i].Name
	}
	return names
}

// Missing returns the texts that mean that a field of the schema has no value: its own, else those of the schema.
func (s *Schema) Missing(f *Field) []string {
	if f.MissingValues != nil {
		return f.MissingValues
	}
	return s.MissingValues
}

// Values returns the values that the field may have: those of its enum, else its categories; nil: any.
func (f *Field) Values() []string {
	if len(f.Constraints.Enum) > 0 {
		return f.Constraints.Enum
	}
	var values []string
	for _, category := range f.Categories {
		values = append(values, category.Value)
	}
	return values
}

// Resource returns the resource of that name, the only one when name is empty, or nil.
func (s *Standard) Resource(name string) *Resource {
	if name == "" && len(s.Resources) == 1 {
		return &s.Resources[0]
	}
	for i := range s.Resources {
		if s.Resources[i].Name == name {
			return &s.Resources[i]
		}
	}
	return nil
}
