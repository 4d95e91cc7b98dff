package validate

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// runExceptions is what becomes of the waivers and the baseline of a run: those of its tables, and of the dataset as a whole.
type runExceptions struct {
	options *Options
	dataset *exceptions
	tables  []*checked
	covered map[*waiver.Waiver]*coverage
}

// coverage is the requirements of a run that a waiver is about.
type coverage struct {
	requirements int
	untested     int   // of them
	records      bool  // one of them is about more than the file and its header
	tested       int64 // places
}

// newRunExceptions returns nil when the run has neither waivers nor a baseline.
func newRunExceptions(options *Options, dataset *source.Dataset, tables []*checked) (*runExceptions, error) {
	if options.Waivers == nil && options.Baseline == nil && options.Known == nil {
		return nil, nil
	}
	facts := &table.Resource{Path: dataset.Path} // without a name: no table is called so
	whole := &plan{}
	if err := whole.except(options, facts); err != nil {
		return nil, err
	}
	return &runExceptions{options: options, dataset: whole.excepted, tables: tables, covered: map[*waiver.Waiver]*coverage{}}, nil
}

// cover notes that a requirement was judged.
func (x *runExceptions) cover(s *settlement) {
	if x == nil || x.options.Waivers == nil {
		return
	}
	for i := range x.options.Waivers.Waivers {
		w := &x.options.Waivers.Waivers[i]
		if !w.Covers(s.requirement.ID) {
			continue
		}
		c := x.covered[w]
		if c == nil {
			c = &coverage{}
			x.covered[w] = c
		}
		c.requirements++
		if s.outcome == report.Untested {
			c.untested++
		}
		if s.rule != nil && s.rule.Family != lint.FileFamily && s.rule.Family != lint.HeaderFamily && s.rule.Family != lint.DatasetFamily {
			c.records = true
		}
		if s.outcome == report.Failed {
			c.tested += s.tested
		}
	}
}

// all are the exceptions of the tables and of the dataset.
func (x *runExceptions) all() []*exceptions {
	list := []*exceptions{x.dataset}
	for _, table := range x.tables {
		list = append(list, table.plan.excepted)
	}
	return list
}

// tell adds to a run what became of its waivers and of the baseline, once all is told that failed.
func (x *runExceptions) tell(run *report.Run) {
	if x == nil {
		return
	}
	if list := x.options.Waivers; list != nil {
		run.Options.Waivers = &report.ExceptionsFile{Path: list.Path, SHA256: list.SHA256}
		run.Options.Date = x.options.Day
		x.tellWaivers(run)
	}
	if x.options.Baseline != nil {
		x.tellBaseline(run)
	}
	if x.options.Known != nil {
		for _, e := range x.all() {
			if t, ok := e.placesOf(x.options); ok {
				x.options.Known(t)
			}
		}
	}
}

// tellWaivers lists the waivers that are about a file of the run, and renumbers them.
func (x *runExceptions) tellWaivers(run *report.Run) {
	numbers := map[int]int{}
	for i := range x.options.Waivers.Waivers {
		w := &x.options.Waivers.Waivers[i]
		count, concerns := int64(0), false
		for _, e := range x.all() {
			for _, use := range e.waivers {
				if use.Waiver == w {
					count, concerns = count+use.count, true
				}
			}
		}
		if !concerns {
			continue
		}
		told := report.Waiver{
			Requirement: w.Requirement, Scope: report.WaiverScope{Field: w.Field, Key: w.Key, File: w.File}, Reason: w.Reason, Owner: w.Owner,
			Date: w.Date, Expires: w.Expires, Line: int64(w.Line), Count: count,
		}
		x.judge(run, w, &told)
		run.Waivers = append(run.Waivers, told)
		numbers[i+1] = len(run.Waivers)
	}
	for i := range run.Waived {
		run.Waived[i].Waiver = numbers[run.Waived[i].Waiver]
	}
}

// judge gives a waiver its state, and says what is wrong with it. One with a key is too broad when it accepts nearly all that was tested, by
// the measure of a group: at least [groupLeast] places that are nine tenths of all.
func (x *runExceptions) judge(run *report.Run, w *waiver.Waiver, told *report.Waiver) {
	c := x.covered[w]
	params := []message.Param{
		message.P("requirement", w.Requirement), message.P("date", w.Date), message.P("expires", w.Expires), message.P("n", told.Count), message.P("owner", w.Owner),
	}
	say := func(state report.WaiverState, text, fix message.Text) {
		messages, fixes := text.Format(params...), fix.Format(params...)
		told.State, told.Messages, told.Fixes = state, &messages, &fixes
	}
	told.State = report.WaiverInForce
	switch {
	case w.Expired(x.options.Day) && told.Count > 0:
		say(report.WaiverExpired, textWaiverExpired, fixWaiverExpired)
	case w.Expired(x.options.Day):
		say(report.WaiverExpired, textWaiverExpiredUnused, fixWaiverUnused)
	case w.Pending(x.options.Day):
		say(report.WaiverPending, textWaiverPending, fixWaiverPending)
	case told.Count == 0 && c == nil && x.isInStandard(w): // of a table that is not here, or of an earlier edition
	case told.Count == 0 && c == nil:
		text := message.DidYouMean(textWaiverOfNone.Format(params...), strings.TrimSuffix(w.Requirement, "/*"), x.ids())
		say(report.WaiverUnused, text, fixWaiverOfNone)
	case told.Count == 0 && x.unknownField(w) != "":
		field := x.unknownField(w)
		params = append(params, message.P("field", message.Visible(field)))
		say(report.WaiverUnused, message.DidYouMean(textWaiverOfNoField.Format(params...), field, x.fields()), fixWaiverOfNoField)
	case told.Count == 0 && (run.HasUnread() || c.untested == c.requirements):
	case told.Count == 0:
		say(report.WaiverUnused, textWaiverUnused, fixWaiverUnused)
	case !w.IsNarrowed() && c != nil && (c.records || w.IsOpen()):
		say(report.WaiverOverBroad, textWaiverWhole, fixWaiverBroad)
	case w.Key != nil && c != nil && told.Count >= groupLeast && 10*told.Count >= 9*c.tested:
		params = append(params, message.P("tested", c.tested))
		say(report.WaiverOverBroad, textWaiverBroad, fixWaiverBroad)
	}
}

// isInStandard reports whether a waiver is of a requirement of the standard.
func (x *runExceptions) isInStandard(w *waiver.Waiver) bool {
	return slices.ContainsFunc(x.ids(), w.Covers)
}

// unknownField returns a field that the scope of a waiver names and the standard does not have; empty: there is none.
func (x *runExceptions) unknownField(w *waiver.Waiver) string {
	known := x.fields()
	for _, name := range append([]string{w.Field}, sortedKeys(w.Key)...) {
		if name != "" && len(known) > 0 && !slices.Contains(known, name) {
			return name
		}
	}
	return ""
}

// fields are those of the tables of the standard.
func (x *runExceptions) fields() []string {
	var names []string
	for i := range x.options.Standard.Resources {
		for k := range x.options.Standard.Resources[i].Schema.Fields {
			names = append(names, x.options.Standard.Resources[i].Schema.Fields[k].Name)
		}
	}
	return names
}

// ids are those of the requirements of the standard.
func (x *runExceptions) ids() []string {
	var ids []string
	for i := range x.options.Standard.Requirements {
		ids = append(ids, x.options.Standard.Requirements[i].ID)
	}
	return ids
}

// tellBaseline says how a run compares with what was known.
func (x *runExceptions) tellBaseline(run *report.Run) {
	b := x.options.Baseline
	run.Options.Baseline = &report.ExceptionsFile{Path: b.Path, SHA256: b.SHA256}
	told := &report.Baseline{Path: b.Path, SHA256: b.SHA256}
	for i := range run.Assertions {
		told.Known += run.Assertions[i].Known
		if run.Assertions[i].Outcome == report.Failed {
			told.New += run.Assertions[i].Counting()
		}
	}
	note := func(text message.Text, params ...message.Param) {
		if filled := text.Format(params...); !slices.Contains(told.Notes, filled) {
			told.Notes = append(told.Notes, filled)
		}
	}
	isKnown := false
	for _, e := range x.all() {
		isKnown = isKnown || e.table != nil
		if e.table == nil {
			continue
		}
		if e.table.Standard.Digest != x.options.Standard.Digest {
			note(textOtherDigest)
		}
		if e.beyond > 0 {
			note(textBeyond, message.P("n", e.beyond))
		}
		if !run.HasUnread() {
			told.Gone += e.gone()
		}
	}
	if !isKnown && told.New > 0 {
		note(textTableUnknown)
	}
	run.Baseline = told
}

// gone is the number of places of the baseline that do not fail any more.
func (e *exceptions) gone() (n int64) {
	for hash, known := range e.known {
		n += known - min(e.seen[hash], known)
	}
	return n
}

// placesOf is what fails and no waiver accepts, in the form of a baseline; with a baseline it is what that knows. It reports false when there is
// nothing to tell: the baseline does not have the table.
func (e *exceptions) placesOf(options *Options) (waiver.Table, bool) {
	t := waiver.Table{
		Path: e.path, Name: e.name,
		Standard: waiver.Standard{Name: options.Standard.Name, Version: options.Standard.Version, Digest: options.Standard.Digest},
	}
	if e.record != nil {
		t.LeftOut = options.unjudged()
		for _, place := range e.record.places {
			t.Findings = append(t.Findings, *place)
		}
		return t, true
	}
	if e.table == nil {
		return t, false
	}
	for _, f := range e.table.Findings {
		if f.Count = min(f.Count, e.seen[e.hasher.Of(&f.Identity)]); f.Count > 0 {
			t.Findings = append(t.Findings, f)
		}
	}
	return t, true
}
