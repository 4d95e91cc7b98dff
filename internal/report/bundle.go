package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/message"
)

// bundle is all that one requirement found in one field of one resource. Programs that show results beside files are told one
// bundle as one result: a column of a million wrong values is one thing to mend.
type bundle struct {
	run       *Run
	resource  *Resource // nil: the finding is about no table that was read
	assertion Assertion
	severity  string
	field     string
	findings  []*Finding
	several   bool   // the requirement has other bundles in this resource
	status    string // statusWaived, statusKnown, or empty: its places count
	isWaiver  bool   // it is about a waiver, and its resource the file of waivers
	// hidden is the number of failing places of the requirement that no finding tells of. It stands on the first bundle of the
	// requirement in the resource alone, because in which field the others are is not known.
	hidden int64
}

// bundlesOf gathers the findings of all runs: worst first, then in the order of the runs and of [groupsOf]. A resource that was not
// read to its end, and of which no finding says so, has a bundle that does, and so has each faulty waiver.
func bundlesOf(r *Report) []bundle {
	var all []bundle
	for i := range r.Runs {
		run := &r.Runs[i]
		all = append(all, run.apart(message.English)...)
		groups := groupsOf(run)
		for k := range groups {
			all = append(all, groups[k].bundles(run)...)
		}
	}
	slices.SortStableFunc(all, func(a, b bundle) int { return cmp.Compare(severityRank(a.severity), severityRank(b.severity)) })
	return all
}

// apart are the bundles that no finding is behind: of each resource that was not read to its end, and of each faulty waiver.
func (r *Run) apart(l message.Language) []bundle {
	var list []bundle
	for _, resource := range r.untold(l) {
		list = append(list, unreadBundle(r, resource))
	}
	return append(list, waiverBundles(r)...)
}

// bundles parts a group by field, in the order in which the fields come up.
func (g *group) bundles(run *Run) []bundle {
	start := bundle{run: run, resource: run.resource(g.assertion.Resource), assertion: g.assertion, severity: g.severity}
	if len(g.assertion.Fields) == 1 {
		start.field = g.assertion.Fields[0]
	}
	if len(g.findings) == 0 {
		start.hidden = start.assertion.Failed
		return []bundle{start}
	}
	var list []bundle
	index := map[string]int{}
	for _, f := range g.findings {
		field := cmp.Or(f.Field, start.field)
		at, ok := index[field]
		if !ok {
			at = len(list)
			index[field] = at
			list = append(list, start)
			list[at].field = field
		}
		list[at].findings = append(list[at].findings, f)
	}
	for i := range list {
		list[i].several = len(list) > 1
	}
	list[0].hidden = g.hidden()
	return list
}

// group is a bundle as a group of its own.
func (b *bundle) group() *group {
	return &group{assertion: b.assertion, severity: b.severity, findings: b.findings}
}

// The rule and the requirement that answer for whether a file can be read.
const (
	ruleUnread        = "unreadable-file"
	requirementUnread = "file/readable"
)

// unreadBundle says of a resource that it, or its rest, was not read.
func unreadBundle(run *Run, r *Resource) bundle {
	u := r.Unread
	f := &Finding{
		Requirement: requirementUnread, Rule: ruleUnread, Severity: SeverityError, Resource: r.Name, Record: u.Record, Line: u.Line,
		Count: 1, Messages: u.Messages,
	}
	return bundle{
		run: run, resource: r, severity: SeverityError, findings: []*Finding{f},
		assertion: Assertion{
			Requirement: requirementUnread, Rule: ruleUnread, Level: levelMust, Resource: r.Name, Outcome: Failed, Title: titleUnread, Failed: 1,
		},
	}
}

// untold are the resources that were not read to their end, and of which no finding says so.
func (r *Run) untold(l message.Language) []*Resource {
	var list []*Resource
	for i := range r.Resources {
		if resource := &r.Resources[i]; resource.Unread != nil && !r.tellsUnread(resource, l) {
			list = append(list, resource)
		}
	}
	return list
}

// tellsUnread reports whether a finding says why a resource was not read.
func (r *Run) tellsUnread(resource *Resource, l message.Language) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool {
		return f.Resource == resource.Name && strings.Contains(f.Messages.In(l), resource.Unread.Messages.In(l))
	})
}

// resource returns the resource of that name, or nil.
func (r *Run) resource(name string) *Resource {
	for i := range r.Resources {
		if r.Resources[i].Name == name {
			return &r.Resources[i]
		}
	}
	return nil
}

// told is the number of places that the findings of a bundle tell of.
func (b *bundle) told() int64 { return placesOf(b.findings) }

// places is the number of places that fail. It is exact unless the report kept only some of the places of a requirement on several
// fields: then it is what is known of this field.
func (b *bundle) places() int64 {
	if b.several {
		return b.told()
	}
	return max(b.assertion.Failed, b.told())
}

// first is the finding that stands for a bundle.
func (b *bundle) first() *Finding {
	if len(b.findings) > 0 {
		return b.findings[0]
	}
	statement := b.assertion.Statement
	if statement.IsZero() {
		statement = b.assertion.Title
	}
	return &Finding{Field: b.field, Messages: statement, Count: b.assertion.Failed}
}

// file is the file to show a bundle beside: of a finding about no table, the first of the run.
func (b *bundle) file() string {
	switch {
	case b.resource != nil:
		return fileOf(b.resource.Path)
	case len(b.run.Resources) > 0:
		return fileOf(b.run.Resources[0].Path)
	}
	return b.run.Dataset.Name
}

// hasLines reports whether the lines of a bundle are lines of its file, as an editor counts them: those of a sheet are rows, and a
// packed file has none.
func (b *bundle) hasLines() bool {
	r := b.resource
	return r != nil && r.Format != formatXLSX && r.Format != formatParquet && r.Compression == "" && fileOf(r.Path) == r.Path
}

// lineOf is the line to show a finding on, at least 1.
func (b *bundle) lineOf(f *Finding) int64 {
	if !b.hasLines() {
		return 1
	}
	return max(f.Line, 1)
}

const formatParquet = "parquet"

// fileOf is the file that a path leads to: an archive for its member, a descriptor for the data in it.
func fileOf(path string) string {
	if path == "-" {
		return "stdin"
	}
	lower := strings.ToLower(path)
	for _, inside := range []string{".zip!", ".json#"} {
		if at := strings.Index(lower, inside); at >= 0 {
			return path[:at+len(inside)-1]
		}
	}
	return strings.TrimPrefix(path, "./")
}

// fingerprints name bundles so that the same defect has the same name in the next report, wherever its records then stand: standard,
// requirement, file, table and field count, versions, lines and values do not. No two of a report are equal.
type fingerprints map[string]int

func (seen fingerprints) of(b *bundle) string {
	key := strings.Join([]string{b.run.Standard.Name, b.assertion.Requirement, b.file(), b.assertion.Resource, b.field}, "\x00")
	if b.status != "" {
		key += "\x00" + b.status
	}
	seen[key]++
	if n := seen[key]; n > 1 {
		key += fmt.Sprintf("\x00%d", n)
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:16])
}

// tell is a bundle in a few sentences: what is wrong and where first, which requirement says so, how often, and how to mend it.
func (p *page) tell(b *bundle) string {
	first := b.first()
	p.of = b.resource
	at := strings.TrimSuffix(p.entry(entry{first: first, last: first, places: first.places()}), ".")
	text := p.say(textTold, as("message", clip(at, messageLimit)), as("requirement", p.requirement(&b.assertion, false)))
	if b.isWaiver { // which no requirement of the standard is about
		text = asSentence(said(first.Messages.In(p.language)))
	}
	if fix := said(first.Fixes.In(p.language)); fix != "" {
		text += " " + p.say(textToldFix, as("fix", fix))
	}
	return text
}

// homePage is where people learn more of the tool.
const homePage = "https://github.com/cogwg/hvdlint"

// messageLimit is the number of characters of a message or of advice in outputs for programs. Values in messages are shortened
// before; this bounds what is not a value.
const messageLimit = 1000

// clip cuts a text after n characters and marks the cut.
func clip(s string, n int) string {
	if head, isCut := cut(s, n); isCut {
		return head + excerptMark
	}
	return s
}

// cut returns the first n characters of a text, and whether there are more.
func cut(s string, n int) (head string, isCut bool) {
	if len(s) <= n {
		return s, false
	}
	for i := range s {
		if n == 0 {
			return s[:i], true
		}
		n--
	}
	return s, false
}

// said is a message or advice as one line, visible and not endless.
func said(s string) string { return sentence(clip(s, messageLimit)) }

// short is a name or a value in a line, visible and not endless.
func short(s string) string { return visible(clip(s, messageLimit)) }

// unlinked parts what Markdown takes for a link or an image: links from data lead nowhere good.
func unlinked(s string) string { return strings.ReplaceAll(s, "](", "] (") }

// exact is a value as outputs for programs hold it: as written, but for bytes that are not UTF-8 and what exceeds the limit.
func exact(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return clip(s, messageLimit)
}
