package validate

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// plan is the checks of a standard on one resource, bound to its columns.
type plan struct {
	header   header
	columns  int // columns of the file; more are made up for supplied and absent fields
	made     []made
	madeFor  map[string]int // field → made column
	chains   []*chain
	records  []recordLink // Structure stage first
	states   []stateLink
	slots    []slot
	settled  []*settlement     // one for each requirement
	supplied map[string]string // fields given by the user
	unused   map[string]string // fields given by the user that the file has
	schema   *standard.Schema  // nil: the standard has no fields
	resource string            // name of the resource of the standard that the table is; empty: none
	pages    pages
	excepted *exceptions // nil: neither waivers nor a baseline concern the table
}

// slot is one check on one column or record: where findings are counted.
type slot struct {
	settlement     *settlement
	field          *standard.Field
	column         int // -1: the record
	tested, failed int64
	excepted       *exceptedSlot // nil: all its failing places count
}

type recordLink struct {
	check  lint.RecordCheck
	slot   int
	before bool // of the Structure stage: sees every record, before cells are judged
}

type stateLink struct {
	check      lint.TableCheck
	settlement *settlement
}

// planner makes a plan.
type planner struct {
	*plan
	options  *Options
	facts    *table.Resource
	expected map[string]bool       // fields that the standard wants to be there
	links    map[int][]orderedLink // by column
	faults   []error               // of the standard
}

type orderedLink struct {
	link
	order int
}

func newPlan(options *Options, facts *table.Resource) (*plan, error) {
	p := &planner{
		plan: &plan{pages: pages{}, madeFor: map[string]int{}, columns: len(facts.Header.Labels)}, options: options, facts: facts,
		expected: map[string]bool{}, links: map[int][]orderedLink{},
	}
	resource := resourceOf(options.Standard, facts)
	if resource != nil {
		p.schema, p.resource = &resource.Schema, resource.Name
	}
	if err := p.checkSupplied(); err != nil {
		return nil, err
	}
	p.header = bindHeader(facts, p.schema, spreadOf(options.Standard, resource))
	p.takeSupplied()
	requirements := p.requirements()
	for _, requirement := range requirements {
		if requirement.Rule == "missing-field" {
			for _, name := range requirement.Fields["field"] {
				p.expected[name] = true
			}
		}
	}
	for _, requirement := range requirements {
		if err := p.add(requirement); err != nil {
			return nil, err
		}
	}
	p.seal()
	if len(p.faults) > 0 {
		return nil, &StandardError{errors.Join(p.faults...)}
	}
	return p.plan, nil
}

// requirements are those of the standard that are about the table: about every table, or about the resource it is.
func (p *planner) requirements() []*standard.Requirement {
	var list []*standard.Requirement
	for i := range p.options.Standard.Requirements {
		r := &p.options.Standard.Requirements[i]
		if !p.options.lacksEarlier(*r) && (r.Resource == "" || r.Resource == p.resource) {
			list = append(list, r)
		}
	}
	return list
}

// refuse notes a fault of the standard. One that several requirements stumble over is noted once.
func (p *planner) refuse(fault error) {
	if !slices.ContainsFunc(p.faults, func(known error) bool { return known.Error() == fault.Error() }) {
		p.faults = append(p.faults, fault)
	}
}

// add binds one requirement. An error is a fault of ours; those of the standard are noted.
func (p *planner) add(requirement *standard.Requirement) error {
	s := p.options.newSettlement(requirement)
	if s.rule != nil && s.rule.Family == lint.DatasetFamily {
		return nil // judged once for all resources
	}
	p.settled = append(p.settled, s)
	if !s.leftOut.IsZero() && !s.isGate() {
		return nil
	}
	if !requirement.Untested.IsZero() {
		s.settle(report.Untested, requirement.Untested)
		return nil
	}
	if s.rule == nil {
		if !requirement.Derived {
			p.refuse(message.NewFault(faultNoRule, message.P("requirement", requirement.ID), message.P("rule", requirement.Rule)))
			return nil
		}
		s.settle(report.Untested, textNoRule.Format(message.P("rule", requirement.Rule)))
		return nil
	}
	var err error
	switch s.rule.Family {
	case lint.FileFamily, lint.HeaderFamily:
		err = p.addResource(s)
	case lint.CellFamily:
		err = p.addCells(s)
	default:
		err = p.addRoles(s)
	}
	return err
}

// addResource binds a check of facts. Without a header only the file and the absence itself can be judged.
func (p *planner) addResource(s *settlement) error {
	check, err := s.rule.Bind(p.binding(s, p.anyFields(s.requirement)))
	if err != nil {
		p.refuse(err)
		return nil
	}
	if check == nil {
		s.settle(report.Inapplicable, textOtherFormat)
		return nil
	}
	resource, ok := check.(lint.ResourceCheck)
	if !ok {
		return fmt.Errorf("rule %s: a rule of its family makes a check of facts", s.rule.ID)
	}
	s.resource = resource
	if s.rule.Family == lint.HeaderFamily && !p.facts.Header.Found {
		s.settle(report.Untested, textNoHeader)
	}
	return nil
}

// addCells binds a cell check to each of its fields that is there.
func (p *planner) addCells(s *settlement) error {
	var absent []string
	bound, inapplicable := 0, 0
	for _, name := range s.requirement.Fields["field"] {
		field, ok := p.locate(name)
		if !ok {
			absent = append(absent, name)
			continue
		}
		binding := p.binding(s, map[string][]lint.Field{"field": {field}})
		if field.Column >= p.columns {
			binding.Native = 0 // a supplied value is text, whatever the format has
		}
		check, err := s.rule.Bind(binding)
		if err != nil {
			p.refuse(err)
			continue
		}
		if check == nil {
			inapplicable++
			continue
		}
		cell, ok := check.(lint.CellCheck)
		if !ok {
			return fmt.Errorf("rule %s: a cell rule makes a cell check", s.rule.ID)
		}
		bound++
		p.links[field.Column] = append(p.links[field.Column], orderedLink{
			link:  link{stage: s.rule.Stage, check: cell, slot: p.newSlot(s, field.Field, field.Column)},
			order: slices.Index(p.options.Rules, s.rule),
		})
	}
	switch {
	case bound > 0:
	case len(absent) > 0 && inapplicable == 0:
		p.settleAbsent(s, absent)
	default:
		s.settle(report.Inapplicable, textCannotApply)
	}
	return nil
}

// addRoles binds a record or table check, for which all fields must be there but the optional ones, and at least one.
func (p *planner) addRoles(s *settlement) error {
	if len(s.fields) > 0 && !slices.ContainsFunc(s.fields, p.has) {
		p.settleAbsent(s, s.fields)
		return nil
	}
	fields := map[string][]lint.Field{}
	var absent []string
	for _, role := range sortedKeys(s.requirement.Fields) {
		for _, name := range s.requirement.Fields[role] {
			field, ok := p.locate(name)
			if !ok && slices.Contains(s.rule.Optional, role) {
				field, ok = p.makeColumn(name, "", true), true
			}
			if !ok {
				absent = append(absent, name)
				continue
			}
			fields[role] = append(fields[role], field)
		}
	}
	if len(absent) > 0 && (s.rule.Stage != lint.Structure || len(fields) == 0) {
		p.settleAbsent(s, absent)
		return nil
	}
	check, err := s.rule.Bind(p.binding(s, fields))
	if err != nil {
		p.refuse(err)
		return nil
	}
	if check == nil {
		s.settle(report.Inapplicable, textCannotApply)
		return nil
	}
	switch check := check.(type) {
	case lint.RecordCheck:
		before := s.rule.Stage == lint.Structure
		p.records = append(p.records, recordLink{check: check, slot: p.newSlot(s, nil, -1), before: before})
	case lint.TableCheck:
		s.state = true
		p.states = append(p.states, stateLink{check: check, settlement: s})
	default:
		return fmt.Errorf("rule %s: its check is not of its family", s.rule.ID)
	}
	return nil
}

// settleAbsent says why a requirement on absent fields is not tested: the file should have them, or it need not.
func (p *planner) settleAbsent(s *settlement, absent []string) {
	if !p.facts.Header.Found {
		s.settle(report.Untested, textNoHeader)
		return
	}
	var names []message.Text
	expected := false
	for _, name := range absent {
		names = append(names, fieldText(p.schema.Field(name), name))
		expected = expected || p.expected[name]
	}
	fields := message.P("fields", message.Enumerate(names, message.Or))
	if expected {
		s.settle(report.Untested, textFieldMissing.Format(fields))
	} else {
		s.settle(report.Inapplicable, textFieldAbsent.Format(fields))
	}
}

func (p *planner) binding(s *settlement, fields map[string][]lint.Field) *lint.Binding {
	return &lint.Binding{
		Requirement: s.requirement, Schema: p.schema, Resource: p.resource, Fields: fields,
		Locate: func(name string) (lint.Field, bool) {
			field, ok := p.locate(name)
			if ok && field.Column < p.columns {
				s.located = append(s.located, field.Column)
			}
			return field, ok
		},
		Elsewhere: p.elsewhere, Previous: p.previous(),
		Native: p.facts.Native, Sheet: p.facts.Workbook != nil, Tree: p.facts.Tree != nil,
		Samples: p.options.samplesOf(s.requirement), Spill: lint.Spill{Dir: p.options.Source.TempDir},
	}
}

// elsewhere shows the records of another table of the dataset to a check.
func (p *planner) elsewhere(resource string, names []string, check func([]lint.Field) lint.TableCheck) (lint.State, error) {
	if p.options.elsewhere == nil {
		return nil, nil
	}
	return p.options.elsewhere.look(resource, names, check)
}

// previous shows the records of the earlier edition to a check; nil: there is none.
func (p *planner) previous() func([]string, func([]lint.Field) lint.TableCheck) (lint.State, error) {
	if p.options.earlier == nil {
		return nil
	}
	name, resource := p.facts.Name, p.resource
	return func(names []string, check func([]lint.Field) lint.TableCheck) (lint.State, error) {
		return p.options.earlier.look(name, resource, names, check)
	}
}

// locate returns a field that is in the file or supplied.
func (p *planner) locate(name string) (lint.Field, bool) {
	if p.schema.Field(name) == nil {
		return lint.Field{}, false
	}
	if column, ok := p.header.position[name]; ok {
		return p.bind(name, column), true
	}
	if value, ok := p.supplied[name]; ok {
		return p.makeColumn(name, value, false), true
	}
	return lint.Field{}, false
}

// has reports whether a field is in the file or supplied.
func (p *planner) has(name string) bool {
	_, ok := p.locate(name)
	return ok
}

// anyFields returns the fields of a requirement on facts; those in no column have column -1.
func (p *planner) anyFields(requirement *standard.Requirement) map[string][]lint.Field {
	fields := map[string][]lint.Field{}
	if p.schema == nil {
		return fields
	}
	for role, names := range requirement.Fields {
		for _, name := range names {
			if p.schema.Field(name) == nil {
				continue
			}
			column, ok := p.header.position[name]
			if !ok {
				column = -1
			}
			fields[role] = append(fields[role], p.bind(name, column))
		}
	}
	return fields
}

func (p *planner) bind(name string, column int) lint.Field {
	field := p.schema.Field(name)
	return lint.Field{Field: field, Column: column, Missing: p.schema.Missing(field)}
}

func (p *planner) newSlot(s *settlement, field *standard.Field, column int) int {
	n := len(p.slots)
	p.slots = append(p.slots, slot{settlement: s, field: field, column: column})
	return n
}

// StandardError is what is wrong with the standard and only shows when its requirements are bound: rules that there are
// not, parameters and formats that their rules refuse. Whatever other files hold, it would be wrong for them as well.
// [message.TextOf] says it in both languages.
type StandardError struct{ err error }

func (e *StandardError) Error() string { return e.err.Error() }

// Unwrap returns the faults.
func (e *StandardError) Unwrap() error { return e.err }

// errInternal marks a fault of the program, found while it judged data.
var errInternal = errors.New("internal fault")

func fieldNames(requirement *standard.Requirement) []string {
	names := []string{}
	for _, role := range sortedKeys(requirement.Fields) {
		for _, name := range requirement.Fields[role] {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
