package report

import (
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// What GitHub takes of a SARIF file (docs.github.com, "SARIF results exceed one or more limits"): it refuses a run of more than 25,000
// results and shows 5,000; of a result it keeps 100 locations; a file may have 10 MB in gzip, which so many locations in all stay below.
// Rules and tags never come near their limits, 25,000 and 20.
const (
	sarifResults   = 5000
	sarifLocations = 100
	sarifPlaces    = 200_000
	sarifSchema    = "https://json.schemastore.org/sarif-2.1.0.json"
)

// SARIF writes the report as SARIF 2.1.0 (OASIS, errata 01), in one language. There is one run, because GitHub takes one run of a
// tool, and one result for each requirement, resource and field, with the places that the report has as its locations. Waived places are
// results of their own that are suppressed, known ones such that are unchanged. What is left out for GitHub's sake, and every file that was not read, is a notification.
func SARIF(w io.Writer, r *Report, options TextOptions) error {
	s := newSARIF(options)
	for i := range r.Runs {
		for k := range r.Runs[i].Resources {
			s.artifact(&r.Runs[i].Resources[k])
		}
	}
	bundles := append(bundlesOf(r), exceptedBundles(r)...)
	locate(bundles)
	s.cut(bundles)
	s.unread(r)
	for i := range bundles[:min(len(bundles), sarifResults)] {
		s.result(&bundles[i])
	}
	log := sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{s.finish(r)}}
	if err := writeJSON(w, log, "  "); err != nil {
		return fmt.Errorf("writing the report as SARIF: %w", err)
	}
	return nil
}

// sarif is a log that grows.
type sarif struct {
	*page
	options       TextOptions
	run           sarifRun
	artifacts     map[string]int // by URI
	rules         map[string]int
	seen          fingerprints
	notifications []sarifNotification
}

func newSARIF(options TextOptions) *sarif {
	return &sarif{
		page: newPage(nil, options), options: options, artifacts: map[string]int{}, rules: map[string]int{}, seen: fingerprints{},
		run:           sarifRun{Artifacts: []sarifArtifact{}, Results: []sarifResult{}, ColumnKind: "unicodeCodePoints"},
		notifications: []sarifNotification{},
	}
}

// finish completes the run.
func (s *sarif) finish(r *Report) sarifRun {
	s.run.Language = s.language.String() + "-CA"
	driver := &s.run.Tool.Driver
	driver.Name, driver.Version, driver.Language, driver.InformationURI = exact(r.Tool.Name), exact(r.Tool.Version), s.run.Language, homePage
	if driver.Rules == nil {
		driver.Rules = []sarifDescriptor{}
	}
	driver.Notifications = []sarifDescriptor{
		notifyUnread: s.described("unread", noticeUnread.In(s.language)),
		notifyCut:    s.described("shortened", noticeCut.In(s.language)),
	}
	invocation := sarifInvocation{ExecutionSuccessful: r.Verdict() != CouldNotCheck, ToolExecutionNotifications: s.notifications}
	if r.Environment != nil {
		invocation.StartTimeUTC = r.Environment.Started
	}
	s.run.Invocations = []sarifInvocation{invocation}
	var datasets []map[string]any
	for i := range r.Runs {
		run := &r.Runs[i]
		datasets = append(datasets, map[string]any{
			"name": exact(run.Dataset.Name), "standard": exact(run.Standard.Name), "version": exact(run.Standard.Version),
			"verdict": run.Verdict, "totals": run.Totals,
		})
	}
	if datasets != nil {
		s.run.Properties = map[string]any{"datasets": datasets}
	}
	return s.run
}

// described is a descriptor with one text. GitHub asks for all three places to have one.
func (s *sarif) described(id, text string) sarifDescriptor {
	return sarifDescriptor{ID: exact(id), ShortDescription: s.text(text), FullDescription: s.text(text), Help: s.text(text)}
}

// The places of the notifications among their descriptors.
const (
	notifyUnread = iota
	notifyCut
)

func (s *sarif) notify(kind int, level, message string, at ...sarifLocation) {
	id := "unread"
	if kind == notifyCut {
		id = "shortened"
	}
	s.notifications = append(s.notifications, sarifNotification{
		Descriptor: sarifReference{ID: id, Index: kind}, Level: level, Message: *s.text(message), Locations: at,
	})
}

// unread notifies of each resource that was not read to its end.
func (s *sarif) unread(r *Report) {
	for i := range r.Runs {
		for k := range r.Runs[i].Resources {
			if resource := &r.Runs[i].Resources[k]; resource.Unread != nil {
				why := said(resource.Unread.Messages.In(s.language))
				at := sarifLocation{PhysicalLocation: &sarifPhysicalLocation{ArtifactLocation: s.artifact(resource)}}
				s.notify(notifyUnread, SeverityError, s.inFile(fileOf(resource.Path), why), at)
			}
		}
	}
}

// locate hides the places of bundles for which there is no room. Each keeps one.
func locate(bundles []bundle) {
	room := sarifPlaces
	for i := range bundles {
		b := &bundles[i]
		n := min(len(b.findings), sarifLocations, max(room, 1))
		b.hidden += placesOf(b.findings[n:])
		b.findings = b.findings[:n]
		room -= n
	}
}

// cut notifies of results and places that have no room. Counts are exact all the same.
func (s *sarif) cut(bundles []bundle) {
	if n := len(bundles) - sarifResults; n > 0 {
		s.notify(notifyCut, SeverityWarning, s.say(textResultsLeftOut, message.P("n", n), message.P("limit", sarifResults)))
	}
	var files []string
	hidden := map[string]int64{}
	for i := range bundles[:min(len(bundles), sarifResults)] {
		b := &bundles[i]
		file := b.file()
		if hidden[file] == 0 && b.hidden > 0 {
			files = append(files, file)
		}
		hidden[file] += b.hidden
	}
	for _, file := range files {
		s.notify(notifyCut, SeverityNote, s.inFile(file, s.say(textNotLocated, message.P("n", hidden[file]))))
	}
}

func (s *sarif) inFile(file, said string) string {
	return s.say(textInFile, as("file", visible(file)), as("message", said))
}

// text is a plain text of SARIF. Braces are doubled, which otherwise stand for arguments (3.11.5), and what would be a link
// (3.11.6) is parted.
func (s *sarif) text(said string) *sarifText {
	return &sarifText{Text: strings.NewReplacer("{", "{{", "}", "}}").Replace(unlinked(said))}
}

// artifact returns where a resource is stored, and lists it when it is new.
func (s *sarif) artifact(r *Resource) sarifArtifactLocation {
	file := fileOf(r.Path)
	uri := uriOf(file)
	index, ok := s.artifacts[uri]
	if !ok {
		index = len(s.run.Artifacts)
		s.artifacts[uri] = index
		a := sarifArtifact{Roles: []string{"analysisTarget"}, Location: sarifArtifactLocation{URI: uri}}
		if strings.TrimPrefix(r.Path, "./") == file && r.SHA256 != "" {
			length := r.Bytes
			a.Length, a.Hashes = &length, map[string]string{"sha-256": exact(r.SHA256)}
			if r.Encoding != nil {
				a.Encoding = exact(r.Encoding.Name)
			}
		}
		s.run.Artifacts = append(s.run.Artifacts, a)
	}
	return sarifArtifactLocation{URI: uri, Index: &index}
}

// uriOf writes a path as a URI reference (RFC 3986): relative if it is, else with the scheme file. What is a URI stays one.
func uriOf(path string) string {
	if scheme, _, ok := strings.Cut(path, "://"); ok && (scheme == "http" || scheme == "https") {
		if u, err := url.Parse(path); err == nil {
			return u.String()
		}
	}
	if len(path) > 2 && path[1] == ':' && path[2] == '/' {
		path = "/" + path // a drive of Windows
	}
	if strings.HasPrefix(path, "/") {
		return (&url.URL{Scheme: "file", Path: path}).String()
	}
	return (&url.URL{Path: path}).String()
}

// result adds a bundle.
func (s *sarif) result(b *bundle) {
	fingerprint := s.seen.of(b)
	result := sarifResult{
		RuleID: exact(b.assertion.Rule), RuleIndex: s.rule(b), Level: b.severity, Message: *s.text(s.tell(b)),
		// The first is the only one that GitHub looks at.
		PartialFingerprints: map[string]string{"primaryLocationLineHash": fingerprint + ":1", "hvdlint/v1": fingerprint},
		Properties: map[string]any{
			"requirement": exact(b.assertion.Requirement), "level": b.assertion.Level, "places": b.places(), "tested": b.assertion.Tested,
			"dataset": exact(b.run.Dataset.Name), "table": exact(b.assertion.Resource), "standard": exact(b.run.Standard.Name),
		},
	}
	s.except(&result, b)
	if b.several {
		result.Properties["placesOfRequirement"] = b.assertion.Failed
	}
	if b.field != "" {
		result.Properties["field"] = exact(b.field)
	}
	for _, f := range b.findings {
		result.Locations = append(result.Locations, s.location(b, f))
		for i := range f.Related {
			if len(result.RelatedLocations) < sarifLocations {
				result.RelatedLocations = append(result.RelatedLocations, s.related(b, &f.Related[i], len(result.RelatedLocations)+1))
			}
		}
	}
	if len(b.findings) == 0 {
		result.Locations = append(result.Locations, s.location(b, b.first()))
	}
	s.run.Results = append(s.run.Results, result)
}

// except marks what does not count, and what is new beside a baseline.
func (s *sarif) except(result *sarifResult, b *bundle) {
	switch b.status {
	case statusWaived:
		result.Suppressions = []sarifSuppression{{Kind: "external", Status: "accepted", Justification: exact(b.reasons(s.language))}}
	case statusKnown:
		result.BaselineState = "unchanged"
		return
	}
	if b.run.Baseline != nil {
		result.BaselineState = "new"
	}
}

// location is where a finding is.
func (s *sarif) location(b *bundle, f *Finding) sarifLocation {
	at := s.spot(b, f.spot(), f.Pointer)
	at.Message = s.text(said(f.Messages.In(s.language)))
	if f.Value != nil {
		at.Properties["value"] = exact(*f.Value)
	}
	if f.places() > 1 {
		at.Properties["places"] = f.places()
	}
	if len(at.Properties) == 0 {
		at.Properties = nil
	}
	return at
}

func (s *sarif) related(b *bundle, r *Related, id int) sarifLocation {
	at := s.spot(b, r.spot(), r.Pointer)
	at.ID, at.Message = id, s.text(said(r.Messages.In(s.language)))
	return at
}

// spot is a place: the line where a file has lines, and what the format itself calls the place.
func (s *sarif) spot(b *bundle, at spot, pointer string) sarifLocation {
	file := b.file()
	artifact := sarifArtifactLocation{URI: uriOf(file)}
	if b.resource != nil {
		artifact = s.artifact(b.resource)
	} else if index, ok := s.artifacts[artifact.URI]; ok {
		artifact.Index = &index
	}
	location := sarifLocation{
		PhysicalLocation: &sarifPhysicalLocation{
			ArtifactLocation: artifact, Region: &sarifRegion{StartLine: b.lineOf(&Finding{Line: at.line})},
		},
		Properties: map[string]any{},
	}
	if at.record > 0 {
		location.Properties["record"] = at.record
	}
	if at.column > 0 {
		location.Properties["column"] = at.column
	}
	if named, ok := logical(b, at, pointer); ok {
		location.LogicalLocations = []sarifLogicalLocation{named}
	}
	return location
}

// logical is what a format without lines calls a place: "Names!B12" on a sheet, a JSON Pointer, "row group 2/record 1041/year".
func logical(b *bundle, at spot, pointer string) (sarifLogicalLocation, bool) {
	switch {
	case at.cell != "":
		name := at.cell
		if b.resource != nil && b.resource.Sheet != nil {
			name = b.resource.Sheet.Name + "!" + name
		}
		return sarifLogicalLocation{Name: exact(at.cell), FullyQualifiedName: exact(name), Kind: "cell"}, true
	case pointer != "":
		return sarifLogicalLocation{FullyQualifiedName: exact(pointer), Kind: "value"}, true
	case at.rowGroup > 0:
		parts := []string{fmt.Sprintf("row group %d", at.rowGroup)}
		if at.record > 0 {
			parts = append(parts, fmt.Sprintf("record %d", at.record))
		}
		if at.field != "" {
			parts = append(parts, at.field)
		}
		return sarifLogicalLocation{FullyQualifiedName: exact(strings.Join(parts, "/")), Kind: "row group"}, true
	}
	return sarifLogicalLocation{}, false
}

// rule returns the place of a bundle's rule among the rules, and lists it when it is new. Bundles come worst first, so the severity
// of a rule is that of its worst result.
func (s *sarif) rule(b *bundle) int {
	id := b.assertion.Rule
	if index, ok := s.rules[id]; ok {
		return index
	}
	index := len(s.run.Tool.Driver.Rules)
	s.rules[id] = index
	info := s.options.rule(id)
	title := info.Title.In(s.language)
	if title == "" {
		title = b.assertion.Title.In(s.language)
	}
	title = clip(sentence(title), messageLimit)
	severity := b.severity
	if severity == SeverityNote {
		severity = "recommendation"
	}
	d := s.described(id, title)
	d.Properties = map[string]any{"precision": "very-high", "problem.severity": severity}
	if body := info.Body.In(s.language); body != "" {
		first, _, _ := strings.Cut(strings.TrimSpace(body), "\n\n")
		d.FullDescription = s.text(withoutMarks(strings.ReplaceAll(first, "\n", " ")))
		d.Help = &sarifText{Text: s.text(withoutMarks(beforeExamples(body))).Text, Markdown: body}
	}
	s.run.Tool.Driver.Rules = append(s.run.Tool.Driver.Rules, d)
	return index
}

// beforeExamples is the part of a page before the section with its first block of code.
func beforeExamples(body string) string {
	before, _, ok := strings.Cut(body, "\n```")
	if at := strings.LastIndex(before, "\n## "); ok && at >= 0 {
		before = before[:at]
	}
	return strings.TrimSpace(before)
}

// withoutMarks takes the marks of Markdown out of a text.
func withoutMarks(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, "# ")
	}
	return strings.NewReplacer("**", "", "`", "").Replace(strings.Join(lines, "\n"))
}
