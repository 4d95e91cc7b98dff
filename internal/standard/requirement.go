package standard

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// requirementID is the form of an id that is written: words in kebab case, in levels divided by a slash. Two hyphens never
// follow each other, so that an id can be a file name with -- for the slash.
var requirementID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$`)

var ruleID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// readRequirements reads the written requirements and checks their names against the schemas and the derived ones.
func (p *problems) readRequirements(nodes []*yaml.Node, s *Standard, derived []Requirement) []Requirement {
	taken := map[string]message.Text{}
	for _, r := range derived {
		taken[r.ID] = becauseDerived
	}
	var requirements []Requirement
	for _, n := range nodes {
		o, ok := p.object(n, whatRequirement)
		if !ok {
			continue
		}
		r := p.readRequirement(o, s)
		if why, repeated := taken[r.ID]; repeated && r.ID != "" {
			p.at(o.values["id"], faultRequirementTwice, message.P("id", r.ID), message.P("why", why))
		}
		taken[r.ID] = becauseWritten
		requirements = append(requirements, r)
	}
	return requirements
}

func (p *problems) readRequirement(o *object, s *Standard) Requirement {
	defer o.close()
	r := Requirement{ID: o.mustText("id"), See: o.text("see")}
	if r.ID != "" {
		o.what = named(whatThisRequirement, r.ID)
		if !requirementID.MatchString(r.ID) {
			p.at(o.values["id"], faultNotWords, message.P("what", "id"), message.P("name", r.ID))
		}
	}
	o.must("level")
	r.Level, _ = ParseLevel(o.oneOf("level", "must", "should", "may"))
	if r.Rule = o.mustText("rule"); r.Rule != "" && !ruleID.MatchString(r.Rule) {
		p.at(o.values["rule"], faultNotWords, message.P("what", "rule"), message.P("name", r.Rule))
	}
	r.Statement = o.mustBilingual("statement")
	resource := p.resourceOf(o, s)
	if len(s.Resources) > 1 && resource != nil {
		r.Resource = resource.Name
	}
	if n := o.get("fields"); n != nil {
		r.Fields = p.readRoles(n, resource)
	}
	if n := o.get("params"); n != nil {
		if n.Kind != yaml.MappingNode {
			p.at(n, faultNotMapping, message.P("what", "params"), message.P("kind", kindOf(n)))
		} else {
			r.params, _ = p.readValue(n, s.Parameters).(map[string]any)
			r.Params, _ = resolve(r.params, s.Parameters).(map[string]any)
		}
	}
	return r
}

// resourceOf returns the resource that a requirement is about: the only one, or the one it names; nil for each.
func (p *problems) resourceOf(o *object, s *Standard) *Resource {
	name := o.text("resource")
	if name == "" {
		if o.values["fields"] != nil && len(s.Resources) > 1 {
			p.at(o.node, faultWhichResource, message.P("what", o.what))
		}
		return s.Resource("")
	}
	resource := s.Resource(name)
	if resource == nil {
		var names []string
		for _, r := range s.Resources {
			names = append(names, r.Name)
		}
		p.atWord(o.values["resource"], name, names, faultNoResource)
	}
	return resource
}

// readRoles reads the fields of a requirement: "all", a list for the role field, or a mapping from roles to names.
func (p *problems) readRoles(n *yaml.Node, resource *Resource) map[string][]string {
	if resource == nil {
		return nil
	}
	reader := &schemaReader{problems: p}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Value == "all" {
			return map[string][]string{"field": resource.Schema.Names()}
		}
	case yaml.SequenceNode:
		return map[string][]string{"field": reader.names(n.Content, message.Same("fields"), &resource.Schema)}
	case yaml.MappingNode:
		roles := map[string][]string{}
		for role, value := range pairs(n) {
			names := []*yaml.Node{value}
			if value.Kind == yaml.SequenceNode {
				names = value.Content
			}
			roles[role.Value] = reader.names(names, named(whatRole, role.Value), &resource.Schema)
		}
		return roles
	}
	p.at(n, faultRoles, message.P("kind", kindOf(n)))
	return nil
}

// setLevels applies "levels", which changes derived requirements only: a written one has its level where it is written.
func (p *problems) setLevels(n *yaml.Node, derived []Requirement) {
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		p.at(n, faultNotMapping, message.P("what", "levels"), message.P("kind", kindOf(n)))
		return
	}
	var ids []string
	for _, r := range derived {
		ids = append(ids, r.ID)
	}
	for key, value := range pairs(n) {
		i := slices.Index(ids, key.Value)
		if i < 0 {
			p.atWord(key, key.Value, ids, faultLevelOfNone)
		}
		level, err := ParseLevel(strings.TrimSpace(value.Value))
		if err != nil {
			p.at(value, faultLevel, message.P("id", key.Value), message.P("kind", kindOf(value)))
		}
		if i >= 0 && err == nil {
			derived[i].Level = level
		}
	}
}
