package standard

import (
	"regexp"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/semver"

	"github.com/cogwg/hvdlint/internal/message"
)

var (
	standardName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	resourceName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)
)

// Parse reads a version of a standard from the text of its standard.yaml (or the same as JSON). name is what errors call
// the file.
//
// Reading is strict: unknown and repeated keys, names that do not exist, texts in one language only are errors. The error
// is every [Problem] found, in order of position. The Digest is that of the text alone; package standards puts that of the
// version's folder in its place.
//
// A standard whose fields take their values from code lists is read with [ParseWithLists].
func Parse(name string, text []byte) (*Standard, error) { return ParseWithLists(name, text, nil) }

// CodeListFinder has the code lists that fields may name, and need not have read those that none does.
type CodeListFinder interface {
	Names() []string
	// Find returns the list of one of the names.
	Find(name string) (*CodeList, error)
}

// ParseWithLists is [Parse] with the code lists that fields may name; nil: none.
func ParseWithLists(name string, text []byte, lists CodeListFinder) (*Standard, error) {
	p := &problems{file: name}
	root := p.readDocument(text)
	if root == nil {
		return nil, p.err()
	}
	s := p.readStandard(root, lists)
	if err := p.err(); err != nil {
		return nil, err
	}
	s.Digest = DigestText(text)
	return s, nil
}

// Structure returns the standard without a schema: what every table must meet whatever it holds.
func Structure() *Standard {
	s := &Standard{
		Name:  "none",
		Title: message.Text{EN: "the structure of a table", FR: "la structure d’un tableau"},
		Description: message.Text{
			EN: "What every table must meet, whatever it holds.",
			FR: "Ce que tout tableau doit respecter, quel que soit son contenu.",
		},
	}
	s.Requirements = derive(s)
	return s
}

func (p *problems) readStandard(root *yaml.Node, lists CodeListFinder) *Standard {
	o, ok := p.object(root, whatStandard)
	if !ok {
		return nil
	}
	defer o.close()
	name, version := o.nameAndVersion()
	s := &Standard{
		Name:        name,
		Version:     version,
		Title:       o.mustBilingual("title"),
		Description: o.mustBilingual("description"),
		Provenance:  o.mustBilingual("provenance"),
		Parameters:  p.readParameters(o.get("parameters")),
	}
	o.must("status")
	s.Status = Status(o.oneOf("status", string(Draft), string(Candidate), string(Final), string(Superseded), string(Withdrawn)))
	for _, n := range o.items("stewards", false) {
		s.Stewards = append(s.Stewards, p.readBilingual(n, whatSteward))
	}
	if n := o.get("file"); n != nil {
		s.File = p.readFile(n)
	}
	// A standard that only looks at bytes and header has no resources.
	p.readResources(o, s, lists)
	derived := derive(s)
	p.setLevels(o.get("levels"), derived)
	written := p.readRequirements(o.items("requirements", false), s, derived)
	s.Requirements = append(derived, written...)
	return s
}

// nameAndVersion reads what a standard and a code list are told apart by.
func (o *object) nameAndVersion() (name, version string) {
	name, version = o.mustText("name"), o.mustText("version")
	if name != "" && !standardName.MatchString(name) {
		o.at(o.values["name"], faultNotWords, message.P("what", "name"), message.P("name", name))
	}
	if v := "v" + version; version != "" && (!semver.IsValid(v) || semver.Canonical(v) != v) {
		o.at(o.values["version"], named(faultVersion, version))
	}
	return name, version
}

// readFile reads the file policy. The header can only be demanded on line 1: text above it is what text-before-header finds.
func (p *problems) readFile(n *yaml.Node) File {
	o, ok := p.object(n, message.Same("file"))
	if !ok {
		return File{}
	}
	defer o.close()
	f := File{
		Encoding:  o.oneOf("encoding", "utf-8"),
		BOM:       o.oneOf("bom", "required", "forbidden", "either"),
		Delimiter: o.oneOf("delimiter", ",", ";", "\t", "|"),
	}
	for _, item := range o.items("formats", false) {
		if format := p.readText(item, named(whatEach, "formats")); format != "" {
			f.Formats = append(f.Formats, format)
		}
	}
	if header := o.length("header"); header != nil {
		f.Header = *header
		if f.Header != 1 {
			p.at(o.values["header"], faultHeader)
		}
	}
	return f
}

func (p *problems) readResources(o *object, s *Standard, lists CodeListFinder) {
	names := map[string]bool{}
	for _, n := range o.items("resources", false) {
		r, ok := p.object(n, whatResource)
		if !ok {
			continue
		}
		resource := Resource{Name: r.mustText("name"), Title: r.mustBilingual("title")}
		if resource.Name != "" && !resourceName.MatchString(resource.Name) {
			p.at(r.values["name"], named(faultResourceName, resource.Name))
		}
		if names[resource.Name] && resource.Name != "" {
			p.at(r.values["name"], named(faultResourceTwice, resource.Name))
		}
		names[resource.Name] = true
		if schema := r.must("schema"); schema != nil {
			if descriptor, ok := p.object(schema, message.Same("schema")); ok {
				descriptor.get("$schema")
				resource.Schema = (&schemaReader{problems: p, lists: lists}).read(descriptor)
				descriptor.close()
			}
		}
		r.close()
		s.Resources = append(s.Resources, resource)
	}
}
