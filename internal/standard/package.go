package standard

import (
	"errors"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// Package is what a Data Package descriptor says, of version 1 or 2 of the specification. Zero values mean that it does not say.
type Package struct {
	Name, ID, Version  string
	Title, Description message.Text
	ConformsTo         string // a standard that the descriptor names (dct:conformsTo)
	Licenses           []License
	Contributors       []Contributor
	Resources          []PackageResource
	Digest             string // of the descriptor, see [DigestText]
	// Properties are all that the descriptor says of the package itself, as written; resources are left out.
	Properties map[string]any
}

// License is one of the licences of a package; a name of the Open Definition, an address, or both.
type License struct{ Name, Path, Title string }

// Contributor is a person or organisation behind a package. The role of version 1 is the only one of Roles.
type Contributor struct {
	Title, Path, Email string
	Roles              []string
}

// PackageResource is one resource of a package.
type PackageResource struct {
	Name  string // as written; never empty
	Title message.Text
	// Paths are the parts of the resource, in order: paths relative to the descriptor, or addresses. They are as written: who
	// opens them has to make sure that they do not leave the descriptor's folder. Empty: the data stand in the descriptor.
	Paths []string
	Data  []byte // JSON, or text when the descriptor has the data as a string

	Format, MediaType, Encoding string
	Bytes, Rows                 *int64 // Rows: records, as Frictionless writes it
	Hash                        string // "algorithm:hexadecimal", or MD5 in hexadecimal alone
	Tabular                     bool   // the descriptor calls it a table (type of version 2, profile of version 1), or has a schema for it
	Dialect                     *Dialect
	Schema                      *Schema
	// Properties are all that the descriptor says of the resource, as written, but its data, schema and dialect.
	Properties map[string]any

	lenient bool       // the schema is of version 1 and says nothing of how fields match, see [ParseTableSchema]
	faults  []*Problem // of the schema, which may also be one that could not be had
}

// Publisher returns the title of the first contributor with the role publisher; empty: there is none.
func (p *Package) Publisher() string {
	for _, c := range p.Contributors {
		for _, role := range c.Roles {
			if strings.EqualFold(role, "publisher") {
				return c.Title
			}
		}
	}
	return ""
}

// Resource returns the resource of a name; nil: there is none.
func (p *Package) Resource(name string) *PackageResource {
	for i := range p.Resources {
		if p.Resources[i].Name == name {
			return &p.Resources[i]
		}
	}
	return nil
}

// IsPackage reports whether a text is the descriptor of a Data Package, as opposed to a schema of its own.
func IsPackage(text []byte) bool {
	p := &problems{}
	root := p.readDocument(text)
	if root == nil {
		return false
	}
	o, ok := p.object(root, whatPackage)
	return ok && o.values["resources"] != nil && o.values["fields"] == nil
}

// ParsePackage reads a Data Package descriptor, as JSON or YAML. name is the file's name. read returns the text of a schema
// or a dialect that the descriptor names by path or address; it makes sure that nothing is read that must not be. A schema
// that is faulty or cannot be had is told by [Package.Standard]; a dialect that cannot be had is as if it were not there.
//
// Properties that the specification does not know are passed over, and so are texts about the package (title, licences,
// contributors) that are not written as it wants. What data are read with is strict: the error is every [Problem] found.
func ParsePackage(name string, text []byte, read func(path string) ([]byte, error)) (*Package, error) {
	p := &problems{file: name}
	root := p.readDocument(text)
	if root == nil {
		return nil, p.err()
	}
	o, ok := p.object(root, whatPackage)
	if !ok {
		return nil, p.err()
	}
	reader := &packageReader{schemaReader: &schemaReader{problems: p, foreign: true}, read: read, version: profileVersion(loose(o, "$schema"))}
	parsed := reader.descriptor(o)
	if err := p.err(); err != nil {
		return nil, err
	}
	parsed.Digest = DigestText(text)
	return parsed, nil
}

// Standard returns the schemas of the package as a standard of its own, one resource for each that has a schema; nil when none has.
// A schema that is faulty or could not be had is an error: the [Problem]s found.
func (p *Package) Standard() (*Standard, error) {
	var faults []error
	s := &Standard{Name: p.Name, Title: p.Title, Description: p.Description, Digest: p.Digest}
	if s.Title.IsZero() {
		s.Title = message.Same(s.Name)
	}
	for i := range p.Resources {
		r := &p.Resources[i]
		for _, problem := range r.faults {
			faults = append(faults, problem)
		}
		if r.Schema != nil {
			s.Resources = append(s.Resources, Resource{Name: r.Name, Title: r.Title, Schema: *r.Schema, Dialect: r.Dialect})
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	if len(s.Resources) == 0 {
		return nil, nil
	}
	s.Requirements = derive(s)
	for i := range p.Resources {
		r := &p.Resources[i]
		if r.Schema == nil || !r.lenient {
			continue
		}
		name := r.Name
		if len(s.Resources) == 1 {
			name = "" // what is derived names a resource only where there are several
		}
		relax(s.Requirements, name, r.Schema)
	}
	return s, nil
}

// packageReader reads one descriptor.
type packageReader struct {
	*schemaReader
	read    func(path string) ([]byte, error)
	version int // of the specification, as the package says
}

func (r *packageReader) descriptor(o *object) *Package {
	p := &Package{
		Name: loose(o, "name"), ID: loose(o, "id"), Version: loose(o, "version"), ConformsTo: loose(o, "conformsTo"),
		Title: r.title(o, "title"), Description: r.title(o, "description"), Licenses: licenses(o.get("licenses")),
		Contributors: contributors(o.get("contributors")), Properties: properties(o, "resources"),
	}
	if p.Name == "" {
		p.Name = fileName(r.file)
	}
	n := o.must("resources")
	if n == nil {
		return p
	}
	items := o.items("resources", false)
	if n.Kind == yaml.SequenceNode && len(items) == 0 {
		o.at(n, faultNoResources)
	}
	names := map[string]bool{}
	for _, item := range items {
		resource, ok := r.object(item, whatResource)
		if !ok {
			continue
		}
		parsed := r.resource(resource)
		if names[parsed.Name] {
			r.at(item, named(faultResourceTwice, parsed.Name))
		}
		names[parsed.Name] = true
		p.Resources = append(p.Resources, parsed)
	}
	return p
}

func (r *packageReader) resource(o *object) PackageResource {
	p := PackageResource{
		Name: strings.TrimSpace(o.text("name")), Title: r.title(o, "title"), Format: o.text("format"), MediaType: o.text("mediatype"),
		Encoding: o.text("encoding"), Hash: o.text("hash"), Bytes: r.bytes(o), Properties: properties(o, "data", "schema", "dialect"),
	}
	p.Rows = declaredRows(p.Properties)
	for _, n := range o.items("path", true) {
		if s := r.readText(n, message.Same("path")); s != "" {
			p.Paths = append(p.Paths, s)
		}
	}
	switch data, written := o.get("data"), o.get("path"); {
	case data == nil && written == nil:
		r.at(o.node, faultNoData)
	case data == nil && len(p.Paths) == 0:
		r.at(written, faultNoText, message.P("what", "path"))
	case data != nil && len(p.Paths) == 0:
		p.Data = inline(data)
	}
	if p.Name == "" && len(p.Paths) > 0 {
		p.Name = fileName(p.Paths[0])
	}
	if p.Name == "" {
		r.at(o.node, faultLacks, message.P("what", o.what), message.P("key", "name"))
	}
	p.Tabular = strings.HasPrefix(loose(o, "profile"), "tabular") || loose(o, "type") == "table"
	if dialect, ok := r.refer(o, "dialect", &[]*Problem{}); ok {
		p.Dialect = dialect.readDialect(dialect.node)
		if dialect.problems != r.problems {
			r.found = append(r.found, dialect.found...)
		}
	}
	if schema, ok := r.refer(o, "schema", &p.faults); ok {
		p.Tabular = true
		r.schema(&p, schema, max(r.version, profileVersion(loose(o, "$schema"))))
	}
	return p
}

// schema reads the schema of a resource; version is that of the specification which stands around it. What is wrong with it
// is told by [Package.Standard]: data can be held against another standard all the same.
func (r *packageReader) schema(p *PackageResource, o *object, version int) {
	own := &problems{file: o.file}
	aside := *o
	aside.problems = own
	version = max(version, profileVersion(loose(&aside, "$schema")))
	p.lenient = aside.values["fieldsMatch"] == nil && version < 2
	schema := (&schemaReader{problems: own, foreign: true, version: version}).read(&aside)
	if p.lenient {
		schema.FieldsMatch = Equal
	}
	if p.faults = append(p.faults, own.found...); len(own.found) == 0 {
		p.Schema = &schema
	}
}

// refer returns the mapping that a key holds, or that the file has which the key names. What is wrong with that file goes to aside.
func (r *packageReader) refer(o *object, key string, aside *[]*Problem) (*object, bool) {
	n := o.get(key)
	if n == nil || n.ShortTag() == "!!null" {
		return nil, false
	}
	if n.Kind != yaml.ScalarNode {
		return r.object(n, message.Same(key))
	}
	before := len(r.found)
	file := r.readText(n, message.Same(key))
	if len(r.found) > before {
		return nil, false
	}
	text, err := r.read(file)
	if err != nil {
		*aside = append(*aside, &Problem{File: r.file, Line: n.Line, Column: n.Column, Text: faultReferenceUnread.Format(
			message.P("what", key), message.P("file", file), message.P("cause", message.TextOf(err)))})
		return nil, false
	}
	other := &problems{file: file}
	if root := other.readDocument(text); root != nil {
		if referred, ok := other.object(root, message.Same(key)); ok {
			return referred, true
		}
	}
	*aside = append(*aside, other.found...)
	return nil, false
}

// bytes reads the size of a file.
func (r *packageReader) bytes(o *object) *int64 {
	length := o.length("bytes")
	if length == nil {
		return nil
	}
	n := int64(*length)
	return &n
}

// declaredRows returns the number of records that a descriptor declares, of itself (Frictionless 5) or among its statistics (Frictionless 4); what is
// no number is passed over, as the specification of Data Packages does not know it.
func declaredRows(properties map[string]any) *int64 {
	stats, _ := properties["stats"].(map[string]any)
	for _, value := range []any{properties["rows"], stats["rows"]} {
		if n, ok := value.(int); ok && n >= 0 {
			count := int64(n)
			return &count
		}
	}
	return nil
}

// properties returns the values of a mapping as written, but those of some keys and what cannot be decoded.
func properties(o *object, but ...string) map[string]any {
	all := map[string]any{}
	for key, n := range o.values {
		var value any
		if !slices.Contains(but, key) && n.Decode(&value) == nil {
			all[key] = value
		}
	}
	return all
}

// SplitHash returns the algorithm ("md5", "sha1", "sha256", "sha512", …) and the hexadecimal digits of a hash as descriptors write it, both in
// lower case. Without an algorithm it is MD5 (Data Resource, "hash").
func SplitHash(hash string) (algorithm, digits string) {
	hash = strings.ToLower(strings.TrimSpace(hash))
	algorithm, digits, named := strings.Cut(hash, ":")
	if !named {
		return "md5", hash
	}
	return strings.ReplaceAll(algorithm, "-", ""), digits
}

// loose reads a text that nothing depends on: what is no text is as if it were not there.
func loose(o *object, key string) string {
	if n := o.get(key); n != nil && n.Kind == yaml.ScalarNode && n.ShortTag() != "!!null" {
		return strings.TrimSpace(n.Value)
	}
	return ""
}

// mappings returns the items of a list that are mappings.
func mappings(n *yaml.Node) []*object {
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	var list []*object
	for _, item := range n.Content {
		if item.Kind == yaml.MappingNode {
			o, _ := (&problems{}).object(item, message.Text{})
			list = append(list, o)
		}
	}
	return list
}

func licenses(n *yaml.Node) []License {
	var list []License
	for _, o := range mappings(n) {
		list = append(list, License{Name: loose(o, "name"), Path: loose(o, "path"), Title: loose(o, "title")})
	}
	return list
}

func contributors(n *yaml.Node) []Contributor {
	var list []Contributor
	for _, o := range mappings(n) {
		c := Contributor{Title: loose(o, "title"), Path: loose(o, "path"), Email: loose(o, "email")}
		if role := loose(o, "role"); role != "" {
			c.Roles = []string{role}
		}
		if roles := o.get("roles"); roles != nil && roles.Kind == yaml.SequenceNode {
			c.Roles = append(c.Roles, texts(roles)...)
		}
		list = append(list, c)
	}
	return list
}

// fileName returns the name of a file without folders and extension.
func fileName(file string) string {
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	return strings.TrimSuffix(base, path.Ext(base))
}
