package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// Waiver is a decision to accept failing places, and what came of it in a run.
type Waiver struct {
	Requirement string        `json:"requirement"` // id, or its beginning and "/*"
	Scope       WaiverScope   `json:"scope"`
	Reason      message.Text  `json:"reason"`
	Owner       string        `json:"owner"`
	Date        string        `json:"date"`              // as 2026-11-26
	Expires     string        `json:"expires,omitempty"` // the last day in force; empty: it does not expire
	Line        int64         `json:"line,omitempty"`    // of the file of waivers
	Count       int64         `json:"count"`             // failing places that it accepts; of a pending or expired one, that it would accept
	State       WaiverState   `json:"state"`
	Messages    *message.Text `json:"messages,omitempty"` // of every state but in-force
	Fixes       *message.Text `json:"fixes,omitempty"`
}

// WaiverScope is what a waiver is narrowed to. The zero value narrows nothing.
type WaiverScope struct {
	Field string              `json:"field,omitempty"`
	Key   map[string][]string `json:"key,omitempty"` // by field, the values of which a record has one
	File  string              `json:"file,omitempty"`
}

// WaiverState says whether a waiver does what it is for.
type WaiverState string

// The states. All but the first are problems of the waiver itself. Of several it has the first of expired, pending, unused and over-broad.
const (
	WaiverInForce   WaiverState = "in-force"
	WaiverExpired   WaiverState = "expired"    // accepts nothing any more; an error
	WaiverPending   WaiverState = "pending"    // is dated on a day to come and accepts nothing yet; a warning
	WaiverUnused    WaiverState = "unused"     // nothing needs it; a warning
	WaiverOverBroad WaiverState = "over-broad" // accepts, and is wider than it has to be; a warning
)

// accepts reports whether a waiver keeps the places that it covers from counting.
func (s WaiverState) accepts() bool { return s == WaiverInForce || s == WaiverOverBroad }

// Severity is that of the problem that a state is; empty: it is none.
func (s WaiverState) Severity() string {
	switch s {
	case WaiverExpired:
		return SeverityError
	case WaiverPending, WaiverUnused, WaiverOverBroad:
		return SeverityWarning
	}
	return ""
}

// problem says what is wrong with a waiver and how to mend it; empty: nothing is.
func (w *Waiver) problem() (wrong, fix message.Text) {
	if w.Messages != nil {
		wrong = *w.Messages
	}
	if w.Fixes != nil {
		fix = *w.Fixes
	}
	return wrong, fix
}

// Baseline is what a run has in common with the places that were known before.
type Baseline struct {
	Path   string         `json:"path"`
	SHA256 string         `json:"sha256"`
	Known  int64          `json:"known"` // failing places that it knows
	New    int64          `json:"new"`   // failing places that it does not know, and that no waiver accepts
	Gone   int64          `json:"gone"`  // places that it knows and that do not fail any more
	Notes  []message.Text `json:"notes,omitempty"`
}

// ExceptionsFile is a file of waivers or a baseline.
type ExceptionsFile struct {
	Path   string `json:"path"` // as the user named it
	SHA256 string `json:"sha256"`
}

// Counting is the number of failing places that count: those that no waiver accepts and no baseline knows.
func (a *Assertion) Counting() int64 { return a.Failed - a.Waived - a.Known }

// Counts reports whether a requirement failed in a place that counts.
func (a *Assertion) Counts() bool {
	return a.Outcome == Failed && (a.Waived+a.Known == 0 || a.Counting() > 0)
}

// levelMust is the level whose requirements decide the verdict.
const levelMust = "must"

// Judged is the verdict that follows from what was read and from the outcomes. Known places leave a dataset as wrong as it was; waived
// ones, requirements left out and requirements of a lowered level that failed are exceptions, if the standard says must.
func (r *Run) Judged() Verdict {
	if r.HasUnread() {
		return CouldNotCheck
	}
	verdict := Conforms
	for i := range r.Assertions {
		a := &r.Assertions[i]
		switch {
		case a.Level == levelMust && a.Outcome == Failed && (a.Waived == 0 || a.Waived < a.Failed):
			return DoesNotConform
		case (a.Level == levelMust || a.OwnLevel == levelMust) && (a.Outcome == Failed || a.LeftOut):
			verdict = ConformsWithExceptions
		}
	}
	return verdict
}

// hasExceptions reports whether a run was made with waivers that concern it or with a baseline.
func (r *Run) hasExceptions() bool { return len(r.Waivers) > 0 || r.Baseline != nil }

// hasExceptions reports whether some run has, and findings therefore have a status.
func (r *Report) hasExceptions() bool {
	return slices.ContainsFunc(r.Runs, func(r Run) bool { return r.hasExceptions() })
}

// waivedPlaces and knownPlaces count what does not count.
func (r *Run) waivedPlaces() (n int64) {
	for i := range r.Assertions {
		n += r.Assertions[i].Waived
	}
	return n
}

func (r *Run) knownPlaces() (n int64) {
	for i := range r.Assertions {
		n += r.Assertions[i].Known
	}
	return n
}

// waivedGroups gathers the waived places as [groupsOf] does those that count.
func waivedGroups(r *Run) []group {
	return gather(r, r.Waived, func(a *Assertion) int64 { return a.Waived })
}

// knownGroups does the same for known ones.
func knownGroups(r *Run) []group {
	return gather(r, r.Known, func(a *Assertion) int64 { return a.Known })
}

// What becomes of places, in words for programs.
const (
	statusNew    = "new" // it counts; said where there are waivers or a baseline
	statusWaived = "waived"
	statusKnown  = "known"
)

// toldGroup is what one requirement found in one table: what counts, what a waiver accepts, or what the baseline knows.
type toldGroup struct {
	group
	status string
}

// toldOf is all that a run found, what counts first and the worst of it first.
func toldOf(run *Run) []toldGroup {
	return append(withStatus(groupsOf(run), statusNew), exceptedOf(run)...)
}

// exceptedOf is what of it does not count: waived places, then known ones.
func exceptedOf(run *Run) []toldGroup {
	return append(withStatus(waivedGroups(run), statusWaived), withStatus(knownGroups(run), statusKnown)...)
}

func withStatus(groups []group, status string) []toldGroup {
	var list []toldGroup
	for _, g := range groups {
		list = append(list, toldGroup{g, status})
	}
	return list
}

// exceptedBundles are those of the places that do not count: waived ones, then known ones.
func exceptedBundles(r *Report) []bundle {
	var all []bundle
	for i := range r.Runs {
		run := &r.Runs[i]
		for _, g := range exceptedOf(run) {
			for _, b := range g.bundles(run) {
				b.status = g.status
				all = append(all, b)
			}
		}
	}
	return all
}

// reasons are those of the waivers that accept the places of a bundle.
func (b *bundle) reasons(l message.Language) string {
	var list []string
	for _, f := range b.findings {
		w := b.run.waiverOf(f)
		if w == nil {
			continue
		}
		if reason := sentence(w.Reason.In(l)); !slices.Contains(list, reason) {
			list = append(list, reason)
		}
	}
	return strings.Join(list, " ")
}

// waiverOf returns the waiver that accepts a finding; nil: none does.
func (r *Run) waiverOf(f *Finding) *Waiver {
	if f.Waiver <= 0 || f.Waiver > len(r.Waivers) {
		return nil
	}
	return &r.Waivers[f.Waiver-1]
}

// The rules that stand for what is wrong with a waiver in outputs that know rules.
var waiverRules = map[WaiverState]string{
	WaiverExpired: "expired-waiver", WaiverPending: "pending-waiver", WaiverUnused: "unused-waiver", WaiverOverBroad: "over-broad-waiver",
}

// requirementWaivers stands for the requirement that waivers meet: they are in force, needed and narrow.
const requirementWaivers = "waivers"

// waiverBundles say of each faulty waiver what is wrong, on its line of the file of waivers.
func waiverBundles(run *Run) []bundle {
	var list []bundle
	for i := range run.Waivers {
		w := &run.Waivers[i]
		severity := w.State.Severity()
		if severity == "" {
			continue
		}
		f := &Finding{Requirement: requirementWaivers, Rule: waiverRules[w.State], Severity: severity, Line: w.Line, Count: 1}
		f.Messages, f.Fixes = w.problem()
		file := &Resource{}
		if run.Options.Waivers != nil {
			file.Path = run.Options.Waivers.Path
		}
		list = append(list, bundle{
			run: run, resource: file, severity: severity, findings: []*Finding{f}, isWaiver: true,
			assertion: Assertion{
				Requirement: requirementWaivers, Rule: f.Rule, Level: levelOf(severity), Outcome: Failed, Title: waiverTitle(w.State), Failed: 1,
			},
		})
	}
	slices.SortStableFunc(list, func(a, b bundle) int { return severityRank(a.severity) - severityRank(b.severity) })
	return list
}

func levelOf(severity string) string {
	switch severity {
	case SeverityError:
		return levelMust
	case SeverityWarning:
		return "should"
	}
	return "may"
}

// SettleWaivers gives the waivers of all runs the states that only all runs together show, and adds their problems to the totals. A
// waiver that accepts nothing in a run of several is left out of that run; if it has places in none, the first run tells of its problem. It
// is called once, when all runs are made.
func (r *Report) SettleWaivers() {
	used, needed := map[waiverID]bool{}, map[waiverID]bool{}
	for i := range r.Runs {
		for k := range r.Runs[i].Waivers {
			w := &r.Runs[i].Waivers[k]
			id := idOf(&r.Runs[i], w)
			used[id] = used[id] || w.Count > 0 || w.State != WaiverUnused
			needed[id] = needed[id] || w.Count > 0
		}
	}
	told := map[waiverID]bool{}
	for i := range r.Runs {
		run := &r.Runs[i]
		var kept []Waiver
		number := make([]int, len(run.Waivers)+1)
		for k, w := range run.Waivers {
			id := idOf(run, &w)
			if w.State == WaiverUnused && used[id] {
				w.State, w.Messages, w.Fixes = WaiverInForce, nil, nil
			}
			isNew := w.State.Severity() != "" && !told[id] && !needed[id]
			if !isNew && w.Count == 0 && len(r.Runs) > 1 {
				continue
			}
			if severity := w.State.Severity(); severity != "" {
				told[id] = true
				run.Totals.add(severity, 1)
			}
			kept = append(kept, w)
			number[k+1] = len(kept)
		}
		run.Waivers = kept
		for k := range run.Waived {
			run.Waived[k].Waiver = number[run.Waived[k].Waiver]
		}
	}
}

// waiverID tells waivers of several runs apart, also those that stand on one line.
type waiverID struct {
	path, requirement, scope string
	line                     int64
}

func idOf(run *Run, w *Waiver) waiverID {
	id := waiverID{requirement: w.Requirement, scope: fmt.Sprint(w.Scope), line: w.Line}
	if run.Options.Waivers != nil {
		id.path = run.Options.Waivers.Path
	}
	return id
}

// add counts n more of a severity.
func (t *Totals) add(severity string, n int64) {
	switch severity {
	case SeverityError:
		t.Error += n
	case SeverityWarning:
		t.Warning += n
	default:
		t.Note += n
	}
}

// TrustWaivers is called before [Report.SettleWaivers] when some runs of a recorded report were not made again. A waiver that nothing
// needs in the others, and of which the recorded report says nothing, was excused by what is missing, such as a file in which its
// requirements could not be tested: it is no problem here either.
func (r *Report) TrustWaivers(recorded *Report) {
	told := map[waiverID]bool{}
	for i := range recorded.Runs {
		run := &recorded.Runs[i]
		for k := range run.Waivers {
			told[idOf(run, &run.Waivers[k])] = true
		}
	}
	for i := range r.Runs {
		run := &r.Runs[i]
		for k := range run.Waivers {
			if w := &run.Waivers[k]; w.State == WaiverUnused && !told[idOf(run, w)] {
				w.State, w.Messages, w.Fixes = WaiverInForce, nil, nil
			}
		}
	}
}
