package standard

import (
	"cmp"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// ParseTableSchema reads a Table Schema descriptor of any version, as JSON or YAML, as a standard of its own: one
// resource, no version, requirements derived from the schema. name is the file's name; the standard is called as the
// descriptor's "name" says, or as the file without its extension.
//
// Properties that Table Schema does not know are passed over, as it allows, and so are constraints that a type does not have and
// properties that are null. The habits of version 1 are read: one name as primaryKey or as fields of a foreign key, a type left
// out, formats that begin with "fmt:", fields of one name. "$ref" is never followed. docs/table-schema.md has every property.
//
// How fields must match is what "fieldsMatch" says; without it, what the descriptor's version says. Version 2 (a "$schema" of
// datapackage.org/profiles/2 or later) means exact. Version 1, which is also what a descriptor without "$schema" is, means
// equal, but as its specification has it: data SHOULD have the same number of fields. So a missing field that is not
// required, and a field that the schema does not know, fail at level should.
func ParseTableSchema(name string, text []byte) (*Standard, error) {
	p := &problems{file: name}
	root := p.readDocument(text)
	if root == nil {
		return nil, p.err()
	}
	o, ok := p.object(root, whatTableSchema)
	if !ok {
		return nil, p.err()
	}
	if n := o.values["resources"]; n != nil && o.values["fields"] == nil {
		p.at(n, faultDataPackage)
		return nil, p.err()
	}
	o.dropNulls()
	reader := &schemaReader{problems: p, foreign: true, version: profileVersion(loose(o, "$schema"))}
	s := reader.standard(o, name)
	if err := p.err(); err != nil {
		return nil, err
	}
	s.Digest = DigestText(text)
	return s, nil
}

func (r *schemaReader) standard(o *object, file string) *Standard {
	s := &Standard{Title: r.title(o, "title"), Description: r.title(o, "description"), Name: cmp.Or(loose(o, "name"), fileName(file))}
	if s.Title.IsZero() {
		s.Title = message.Same(s.Name)
	}
	schema := r.read(o)
	stated := o.values["fieldsMatch"] != nil
	lenient := !stated && r.version < 2
	if lenient {
		schema.FieldsMatch = Equal
	}
	s.Resources = []Resource{{Name: s.Name, Title: s.Title, Schema: schema, Dialect: r.schemaDialect(o)}}
	s.Requirements = derive(s)
	if lenient {
		relax(s.Requirements, "", &schema)
	}
	return s
}

// schemaDialect reads a dialect that stands in a schema. Table Schema has no such property; a path, which other tools may put there, is
// passed over.
func (r *schemaReader) schemaDialect(o *object) *Dialect {
	if n := o.get("dialect"); n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	return o.dialect("dialect")
}

var profile = regexp.MustCompile(`datapackage\.org/profiles/([0-9]{1,3})\b`)

// profileVersion returns the major version of the specification that "$schema" names: 1 unless it says otherwise.
func profileVersion(url string) int {
	if m := profile.FindStringSubmatch(url); m != nil {
		version, _ := strconv.Atoi(m[1])
		return version
	}
	return 1
}

// relax gives the requirements on one resource (empty: on the only one) that version 1 words as SHOULD their level.
func relax(requirements []Requirement, resource string, schema *Schema) {
	for i := range requirements {
		r := &requirements[i]
		if r.Resource != resource {
			continue
		}
		switch r.Rule {
		case "unexpected-field":
			r.Level = Should
		case "missing-field":
			if !schema.Field(r.Fields["field"][0]).Constraints.Required {
				r.Level = Should
			}
		}
	}
}
