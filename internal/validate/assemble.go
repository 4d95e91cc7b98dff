package validate

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// assemble writes the run of a dataset from its settled tables.
func assemble(dataset *source.Dataset, tables []*checked, options *Options) (report.Run, error) {
	run := report.Run{
		Standard: describeStandard(options.Standard), Dataset: describeDataset(dataset),
		Resources: []report.Resource{}, Assertions: []report.Assertion{}, Findings: []report.Finding{}, Truncated: map[string]int64{},
		Options: describeOptions(options),
	}
	run.Options.Supplied, run.Options.Unused = suppliedTo(tables)
	run.Dataset.Jurisdiction = run.Options.Supplied["jurisdiction"]
	for _, table := range tables {
		run.Resources = append(run.Resources, table.plan.describe(table.facts))
	}
	excepted, err := newRunExceptions(options, dataset, tables)
	if err != nil {
		return run, err
	}
	if err := tellDataset(&run, dataset, tables, options, excepted); err != nil {
		return run, err
	}
	options.tellAll(&run)
	for _, table := range tables {
		if err := table.tell(&run, excepted); err != nil {
			return run, err
		}
	}
	excepted.tell(&run)
	run.Verdict = run.Judged()
	return run, nil
}

// describeOptions writes the choices of the user, but for the supplied values, of which the tables decide what was used.
func describeOptions(options *Options) report.Options {
	described := report.Options{
		Encoding: options.Source.Encoding, Delimiter: options.Delimiter, HeaderRow: options.HeaderRow, Sheet: options.Sheet,
		Records: options.Records, Schema: options.Schema, MaxSamples: options.shown, Previous: options.earlier.describe(),
	}
	if options.Dialect != nil {
		described.Dialect = options.Dialect.Descriptor()
	}
	options.choices.describe(&described)
	return described
}

func describeDataset(dataset *source.Dataset) report.Dataset {
	described := report.Dataset{Name: dataset.Name}
	if dataset.IsContainer() {
		described.Path = dataset.Path
	}
	if dataset.Package != nil {
		described.Publisher, described.SHA256 = dataset.Package.Publisher(), dataset.Package.Digest
	}
	return described
}

// suppliedTo returns the values given by the user that some table lacks, and those that every table has.
func suppliedTo(tables []*checked) (supplied, unused map[string]string) {
	for _, table := range tables {
		for name, value := range table.plan.supplied {
			if supplied == nil {
				supplied = map[string]string{}
			}
			supplied[name] = value
		}
	}
	for _, table := range tables {
		for name, value := range table.plan.unused {
			if _, used := supplied[name]; used {
				continue
			}
			if unused == nil {
				unused = map[string]string{}
			}
			unused[name] = value
		}
	}
	return supplied, unused
}

// name gives the next table of a dataset a name of its own: the second "names" becomes "names-2".
func (o *Options) name(facts *table.Resource) {
	name := facts.Name
	for n := 2; slices.Contains(o.named, name); n++ {
		name = fmt.Sprintf("%s-%d", facts.Name, n)
	}
	facts.Name = name
}

// tell adds the outcomes and findings of one table to the run.
func (c *checked) tell(run *report.Run, excepted *runExceptions) error {
	for _, s := range c.plan.settled {
		excepted.cover(s)
		assertion, err := s.assertion(c.facts.Name, c.plan.pages)
		if err != nil {
			return err
		}
		run.Assertions = append(run.Assertions, assertion)
		if s.outcome != report.Failed {
			continue
		}
		err = s.tellPlaces(run, func(places []place) ([]report.Finding, error) { return c.plan.findings(s, places, c.facts) })
		if err != nil {
			return err
		}
	}
	return nil
}

// tellPlaces adds the places of a failed requirement to the run: those that count, and those that do not.
func (s *settlement) tellPlaces(run *report.Run, write func([]place) ([]report.Finding, error)) error {
	counting, err := write(s.places)
	if err != nil {
		return err
	}
	addFindings(run, s, counting)
	waived, err := write(s.except.waived)
	if err != nil {
		return err
	}
	known, err := write(s.except.known)
	run.Waived, run.Known = append(run.Waived, waived...), append(run.Known, known...)
	return err
}

// addFindings adds what is shown of a failed requirement, and counts what is not.
func addFindings(run *report.Run, s *settlement, findings []report.Finding) {
	switch s.requirement.Level {
	case standard.Must:
		run.Totals.Error += s.counting()
	case standard.Should:
		run.Totals.Warning += s.counting()
	default:
		run.Totals.Note += s.counting()
	}
	run.Findings = append(run.Findings, findings...)
	shown := int64(0)
	for _, f := range findings {
		shown += f.Count
	}
	if hidden := s.counting() - shown; hidden > 0 {
		run.Truncated[s.requirement.ID] += hidden
	}
}

func (s *settlement) assertion(resource string, known pages) (report.Assertion, error) {
	a := report.Assertion{
		Requirement: s.requirement.ID, Rule: s.requirement.Rule, Level: s.requirement.Level.String(), OwnLevel: s.ownLevel, LeftOut: !s.leftOut.IsZero(), Resource: resource,
		Fields: s.fields, Outcome: s.outcome, Statement: s.requirement.Statement, Tested: s.tested, Failed: s.failed,
		Waived: s.except.waivedPlaces, Known: s.except.knownPlaces,
	}
	if !s.reason.IsZero() {
		reason := s.reason
		a.Reason = &reason
	}
	a.Title = message.Same(s.requirement.Rule)
	if s.rule == nil {
		return a, nil
	}
	a.Unit = unitOf(s.rule)
	var err error
	a.Title, err = known.title(s.rule)
	return a, err
}

// unitOf says what a rule's checks are counted in.
func unitOf(rule *lint.Rule) report.Unit {
	switch {
	case rule.Family == lint.CellFamily && rule.Stage != lint.Presence:
		return report.UnitValues
	case rule.Family == lint.FileFamily, rule.Family == lint.HeaderFamily, rule.Family == lint.DatasetFamily:
		return ""
	}
	return report.UnitRecords
}

// findings writes places of a failed requirement.
func (p *plan) findings(s *settlement, places []place, facts *table.Resource) ([]report.Finding, error) {
	var findings []report.Finding
	for _, place := range places {
		finding, err := p.finding(s, place, facts)
		if err != nil {
			return nil, err
		}
		if place.group {
			tellGroup(&finding, &p.slots[place.slot])
		}
		findings = append(findings, finding)
	}
	return findings, nil
}

// tellGroup makes the finding of the first cell that of all failing cells of its column.
func tellGroup(finding *report.Finding, s *slot) {
	finding.Count = s.failed
	template := textNearlyAllValues
	if s.failed == s.tested {
		template = textAllValues
	}
	finding.Messages = template.Format(
		message.P("count", s.failed), message.P("tested", s.tested),
		message.P("field", fieldText(s.field, finding.Field)), message.P("message", finding.Messages))
	finding.Fixes = textGroupFix.Format(message.P("fix", finding.Fixes))
}

// newFinding begins the finding of a defect: what needs neither its place nor its page.
func (s *settlement) newFinding(resource string, defect lint.Defect) report.Finding {
	return report.Finding{
		Requirement: s.requirement.ID, Rule: s.requirement.Rule, Severity: s.requirement.Level.Severity(), Resource: resource,
		Count: max(defect.Count, 1), Params: params(defect.Params),
	}
}

func (p *plan) finding(s *settlement, place place, facts *table.Resource) (report.Finding, error) {
	defect := place.defect
	f := s.newFinding(facts.Name, defect)
	f.Record, f.Line, f.Column, f.Field = defect.At.Record, defect.At.Line, defect.At.Column, defect.At.Field
	f.Excerpt, f.Waiver = place.excerpt, place.waiver
	at := facts.Place(f.Record, f.Line, f.Column)
	f.Cell, f.Pointer, f.RowGroup = at.Cell, at.Pointer, at.RowGroup
	if defect.Value != "" || place.slot >= 0 && p.slots[place.slot].column >= 0 {
		value := shorten(defect.Value)
		f.Value = &value
	}
	var field *standard.Field
	if place.slot >= 0 {
		field = p.slots[place.slot].field
	}
	if field == nil {
		field = p.schema.Field(defect.At.Field)
	}
	var err error
	f.Messages, f.Fixes, err = p.pages.say(s.rule, field, cmp.Or(defect.At.Field, defect.At.Label), defect, defect.Value)
	for _, related := range defect.Related {
		at := facts.Place(related.At.Record, related.At.Line, related.At.Column)
		f.Related = append(f.Related, report.Related{
			Record: related.At.Record, Line: related.At.Line, Column: related.At.Column, Field: related.At.Field,
			Cell: at.Cell, Pointer: at.Pointer, RowGroup: at.RowGroup, Messages: related.Text,
		})
	}
	return f, err
}

// say fills the page's message and fix for a defect, in both languages.
func (p pages) say(rule *lint.Rule, field *standard.Field, name string, defect lint.Defect, value string) (messages, fixes message.Text, err error) {
	all := append([]message.Param{}, defect.Params...)
	all = append(all, message.P("value", value), message.P("field", fieldText(field, name)))
	both, err := p.of(rule)
	if err != nil {
		return messages, fixes, err
	}
	for _, l := range message.Languages {
		page := both[l]
		template, fix := page.Say(defect.Variant)
		if template == "" {
			return messages, fixes, fmt.Errorf("rule %s: its page has no message for %q", rule.ID, defect.Variant)
		}
		template, fix = message.Fill(l, template, all), message.Fill(l, fix, all)
		if l == message.French {
			messages.FR, fixes.FR = template, fix
		} else {
			messages.EN, fixes.EN = template, fix
		}
	}
	return messages, fixes, nil
}

// fieldText is what a field is called in each language, or a header label the standard does not know.
func fieldText(field *standard.Field, name string) message.Text {
	if field == nil || field.Label.IsZero() {
		return message.Same(message.Visible(name))
	}
	return field.Label
}

// params gives the parameters of a message their JSON form.
func params(list []message.Param) map[string]any {
	if len(list) == 0 {
		return nil
	}
	m := make(map[string]any, len(list))
	for _, p := range list {
		switch v := p.Value.(type) {
		case message.List:
			m[p.Name] = []string(v)
		default:
			m[p.Name] = v
		}
	}
	return m
}

func describeStandard(s *standard.Standard) report.Standard {
	d := report.Standard{Name: s.Name, Version: s.Version, Status: string(s.Status), Title: s.Title, Digest: s.Digest}
	if !s.Provenance.IsZero() {
		provenance := s.Provenance
		d.Provenance = &provenance
	}
	for _, p := range s.Parameters {
		if d.Parameters == nil {
			d.Parameters = map[string]any{}
		}
		d.Parameters[p.Name] = p.Default
	}
	return d
}

// describe writes a resource as it was read.
func (p *plan) describe(facts *table.Resource) report.Resource {
	r := report.Resource{
		Name: facts.Name, Path: facts.Path, Format: facts.Format, Compression: facts.Compression, Bytes: facts.Bytes, SHA256: facts.SHA256,
		Records: facts.Records, Fields: p.fields(),
	}
	if e := facts.Encoding; e.Name != "" {
		r.Encoding = &report.Encoding{Name: e.Name, BOM: e.BOM, Confidence: e.Confidence, Why: e.Why}
	}
	if d := facts.Dialect; !d.Why.IsZero() || d.Delimiter != "" {
		r.Dialect = &report.Dialect{Delimiter: d.Delimiter, Quote: d.Quote, LineEnding: d.LineEnding, HeaderLine: d.HeaderLine, Why: d.Why}
	}
	if w := facts.Workbook; w != nil && w.Sheet < len(w.Sheets) {
		r.Sheet = &report.Sheet{Name: w.Sheets[w.Sheet].Name, Why: w.Why}
		for _, sheet := range w.Sheets {
			r.Sheet.All = append(r.Sheet.All, report.SheetEntry{Name: sheet.Name, Hidden: sheet.Hidden, Data: sheet.Data, Range: sheet.Range})
		}
	}
	if t := facts.Tree; t != nil && !t.Lines {
		pointer := t.Records
		r.Pointer = &pointer
	}
	if u := facts.Unread; u != nil {
		r.Unread = &report.Unread{Reason: u.Reason, Messages: u.Text, Record: u.Record, Line: u.Line}
	}
	return r
}

var matchWords = map[lint.Match]string{
	lint.NoMatch: "unknown", lint.NearMatch: "near", lint.FoldMatch: "folded", lint.AliasMatch: "alias", lint.LabelMatch: "label",
}

// fields lists the columns of the file in order, then the fields of the standard that have none.
func (p *plan) fields() []report.Field {
	fields := []report.Field{}
	for i, column := range p.header.columns {
		f := report.Field{Header: column.Label, Column: i + 1, Match: matchWords[column.Match]}
		if column.Field != nil {
			f.Name = column.Field.Name
		}
		if column.Repeats > 0 {
			f.Match = "repeated"
		}
		fields = append(fields, f)
	}
	if p.schema == nil {
		return fields
	}
	for i := range p.schema.Fields {
		field := &p.schema.Fields[i]
		if _, ok := p.header.position[field.Name]; ok {
			continue
		}
		label := fieldText(field, field.Name)
		f := report.Field{Name: field.Name, Match: "missing", Label: &label}
		if value, ok := p.supplied[field.Name]; ok {
			f.Match, f.Supplied = "supplied", value
		}
		fields = append(fields, f)
	}
	return fields
}
