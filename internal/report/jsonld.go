package report

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/cogwg/hvdlint/internal/message"
)

// JSONLD writes the report as JSON-LD, in both languages, for catalogues: each dataset and its tables (DCAT 3), what became of each requirement
// (EARL), how much of the data meets it (DQV), and the check itself (PROV). It says dct:conformsTo only of a dataset that passed in full.
// Findings are not in it. The meaning of all terms is in the document, so nothing is fetched to read it.
//
// Standards, requirements and metrics have IRIs that stay the same; everything else is a blank node of the document.
func JSONLD(w io.Writer, r *Report, options TextOptions) error {
	d := linked{options: options, seen: map[ldID]bool{}, graph: []any{}}
	d.tool(r)
	for i := range r.Runs {
		d.run(r, i)
	}
	if err := writeJSON(w, ldDocument{ldTerms(), append(d.graph, d.later...)}, "  "); err != nil {
		return fmt.Errorf("writing the report as JSON-LD: %w", err)
	}
	return nil
}

// linked is a graph that grows. What is said once for all runs, such as what a requirement is, comes last.
type linked struct {
	options      TextOptions
	seen         map[ldID]bool
	graph, later []any
	count        int // of measurements
}

// isNew reports whether a node was not written yet, and remembers it.
func (d *linked) isNew(id ldID) bool {
	known := d.seen[id]
	d.seen[id] = true
	return !known
}

const ldProgram ldID = "_:tool"

func (d *linked) tool(r *Report) {
	d.graph = append(d.graph, ldTool{
		ID: ldProgram, Type: []string{"earl:Software", "prov:SoftwareAgent"}, Name: exact(r.Tool.Name), Version: exact(r.Tool.Version), Homepage: homePage,
	})
}

// runNodes are the nodes of a run that others refer to.
type runNodes struct {
	number                   int
	check, dataset, standard ldID
	tables                   []ldID
}

func (at *runNodes) assertion(i int) ldID {
	return ldID(fmt.Sprintf("_:assertion-%d-%d", at.number, i+1))
}

// subject is what an assertion is about: a table, or the dataset.
func (at *runNodes) subject(run *Run, a *Assertion) ldID {
	for i := range run.Resources {
		if run.Resources[i].Name == a.Resource {
			return at.tables[i]
		}
	}
	return at.dataset
}

func (d *linked) run(r *Report, index int) {
	run, n := &r.Runs[index], index+1
	at := runNodes{number: n, check: ldID(fmt.Sprintf("_:check-%d", n)), dataset: ldID(fmt.Sprintf("_:dataset-%d", n))}
	for i := range run.Resources {
		at.tables = append(at.tables, ldID(fmt.Sprintf("_:table-%d-%d", n, i+1)))
	}
	at.standard = d.standard(run, n)
	d.check(r, at)
	d.dataset(run, at)
	d.assertions(run, at)
	d.measurements(run, at)
}

// standard returns the node of a run's standard, which is described once.
func (d *linked) standard(run *Run, number int) ldID {
	s := &run.Standard
	iri := ldIRI(s, d.options.Published != nil && d.options.Published(s.Name, s.Version, s.Digest))
	if iri == "" {
		iri = ldID(fmt.Sprintf("_:standard-%d", number))
	}
	if d.isNew(iri) {
		node := ldStandard{
			ID: iri, Type: "dct:Standard", Title: ldText(s.Title), Name: exact(s.Name), Version: exact(s.Version), Status: exact(s.Status),
			Digest: exact(s.Digest),
		}
		if s.Provenance != nil {
			text := ldText(*s.Provenance)
			node.Provenance = &text
		}
		d.later = append(d.later, node)
	}
	return iri
}

// check adds the activity of a run. It has a time only when the report has one.
func (d *linked) check(r *Report, at runNodes) {
	node := ldCheck{ID: at.check, Name: at.check.label(), Type: "prov:Activity", Used: append([]ldID{at.standard}, at.tables...), By: ldProgram}
	if r.Environment != nil {
		if started, err := time.Parse(time.RFC3339Nano, r.Environment.Started); err == nil {
			ended := started.Add(time.Duration(r.Environment.DurationSeconds * float64(time.Second)))
			node.Started, node.Ended = started.UTC().Format(time.RFC3339), ended.UTC().Format(time.RFC3339)
		}
	}
	d.graph = append(d.graph, node)
}

// dataset adds a dataset and its tables.
func (d *linked) dataset(run *Run, at runNodes) {
	node := ldDataset{
		ID: at.dataset, Identifier: at.dataset.label(), Type: []string{"dcat:Dataset", "earl:TestSubject", "prov:Entity"}, Name: exact(run.Dataset.Name), Distributions: at.tables,
	}
	if node.Distributions == nil {
		node.Distributions = []ldID{}
	}
	if name := run.Dataset.Publisher; name != "" {
		node.Publisher = &ldAgent{"foaf:Agent", exact(name)}
	}
	if code := run.Dataset.Jurisdiction; code != "" {
		node.Jurisdiction = &ldPlace{"dct:Location", exact(code)}
	}
	if run.passedInFull() {
		node.ConformsTo = at.standard
	}
	d.graph = append(d.graph, node)
	for i := range run.Resources {
		d.graph = append(d.graph, ldTableOf(&run.Resources[i], at.tables[i]))
	}
}

// passedInFull reports whether a dataset can be said to conform to a version of a standard: the verdict says so without exceptions, everything
// was read, and every requirement whose level is must could be decided, unless there was nothing to decide.
func (r *Run) passedInFull() bool {
	if r.Verdict != Conforms || r.Judged() != Conforms || r.Standard.Name == NoStandard || r.Standard.Version == "" && r.Standard.Digest == "" {
		return false
	}
	return !slices.ContainsFunc(r.Assertions, func(a Assertion) bool { return a.ownLevel() == levelMust && a.Outcome == CantTell })
}

// ownLevel is the level that the standard gives to a requirement.
func (a *Assertion) ownLevel() string { return cmp.Or(a.OwnLevel, a.Level) }

// whole is what became of the standard as a whole. With exceptions it failed where places are waived; where requirements were only left out
// nobody knows.
func (r *Run) whole() ldResult {
	result := ldResult{Type: "earl:TestResult", Outcome: "earl:cantTell"}
	switch {
	case r.HasUnread():
	case r.Verdict == Conforms:
		result.Outcome = "earl:passed"
	case r.Verdict == DoesNotConform:
		result.Outcome = "earl:failed"
	case r.Verdict == ConformsWithExceptions:
		result.Reason = &ldExceptions
		if slices.ContainsFunc(r.Assertions, func(a Assertion) bool { return a.ownLevel() == levelMust && a.Outcome == Failed }) {
			result.Outcome = "earl:failed"
		}
	}
	return result
}

func ldTableOf(r *Resource, id ldID) ldTable {
	table := ldTable{
		ID: id, Type: []string{"dcat:Distribution", "earl:TestSubject", "prov:Entity"}, Name: exact(r.Name), Path: exact(r.Path),
		MediaType: ldMediaType(r), Packed: ldCompression(r),
	}
	if u, err := url.Parse(fileOf(r.Path)); err == nil && (u.Scheme == "https" || u.Scheme == "http") && len(r.Path) <= messageLimit {
		table.Download = ldID(u.String())
	}
	if r.SHA256 != "" {
		table.Bytes = fmt.Sprint(r.Bytes)
		table.Checksum = &ldChecksum{"spdx:Checksum", "spdx:checksumAlgorithm_sha256", exact(r.SHA256)}
	}
	return table
}

// assertions adds what became of the standard as a whole, then of each requirement.
func (d *linked) assertions(run *Run, at runNodes) {
	d.graph = append(d.graph, d.assertion(at, ldID(fmt.Sprintf("_:assertion-%d", at.number)), at.dataset, at.standard, run.whole()))
	for i := range run.Assertions {
		a := &run.Assertions[i]
		result := ldResult{Type: "earl:TestResult", Outcome: "earl:" + ldID(a.Outcome)}
		if a.Reason != nil {
			text := ldText(*a.Reason)
			result.Reason = &text
		}
		node := d.assertion(at, at.assertion(i), at.subject(run, a), d.requirement(at, a), result)
		node.Level, node.OwnLevel = exact(a.Level), exact(a.OwnLevel)
		d.graph = append(d.graph, node)
	}
}

func (d *linked) assertion(at runNodes, id, subject, test ldID, result ldResult) ldAssertion {
	return ldAssertion{
		ID: id, Name: id.label(), Type: "earl:Assertion", By: ldProgram, Subject: subject, Test: test, Mode: "earl:automatic", Result: result, From: at.check,
	}
}

// requirement returns the node of a requirement, which is described once.
func (d *linked) requirement(at runNodes, a *Assertion) ldID {
	iri := at.standard + "#" + ldID(ldFragment(a.Requirement))
	if strings.HasPrefix(string(iri), "_:") {
		sum := sha256.Sum256([]byte(a.Requirement))
		iri = ldID(fmt.Sprintf("_:requirement-%d-%x", at.number, sum[:8]))
	}
	if d.isNew(iri) {
		d.later = append(d.later, ldRequirement{
			ID: iri, Type: []string{"earl:TestRequirement", "earl:TestCriterion"}, Name: exact(a.Requirement), Title: ldText(a.Title),
			Statement: ldText(a.Statement), PartOf: at.standard,
		})
	}
	return iri
}

// ldText is a text of the report in both languages, each in one visible line.
func ldText(t message.Text) message.Text { return message.Text{EN: said(t.EN), FR: said(t.FR)} }
