package validate

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/standard"
)

// choices are what the user chose about requirements, see [Options].
type choices struct {
	selected, ignored []string
	levels            map[string]standard.Level
	own               map[string]standard.Level // of the standard, for requirements whose level was changed
}

// choose takes the choices of the user and gives requirements the levels that are among them, in a copy of the standard.
func (o *Options) choose() {
	o.choices = &choices{selected: o.Select, ignored: o.Ignore, levels: o.Levels, own: map[string]standard.Level{}}
	changed := *o.Standard
	changed.Requirements = slices.Clone(changed.Requirements)
	for i := range changed.Requirements {
		r := &changed.Requirements[i]
		if level, ok := o.Levels[r.ID]; ok && level != r.Level {
			o.choices.own[r.ID], r.Level = r.Level, level
		}
	}
	if len(o.choices.own) > 0 {
		o.Standard = &changed
	}
}

// newSettlement begins the settlement of a requirement.
func (o *Options) newSettlement(requirement *standard.Requirement) *settlement {
	s := &settlement{requirement: requirement, rule: lint.Find(o.Rules, requirement.Rule), fields: fieldNames(requirement)}
	s.leftOut = o.choices.leaveOut(requirement)
	if own, changed := o.choices.own[requirement.ID]; changed {
		s.ownLevel = own.String()
	}
	return s
}

// leaveOut says why a requirement is not tested; the zero text: it is. What is ignored is left out also when it is selected.
func (c *choices) leaveOut(r *standard.Requirement) message.Text {
	if i := slices.IndexFunc(c.ignored, r.Fits); i >= 0 {
		return textIgnored.Format(message.P("pattern", c.ignored[i]))
	}
	if len(c.selected) > 0 && !slices.ContainsFunc(c.selected, r.Fits) {
		return textNotSelected
	}
	return message.Text{}
}

// unjudged are the ids of the requirements that no data of this check can pass or fail.
func (o *Options) unjudged() map[string]bool {
	ids := map[string]bool{}
	for i := range o.Standard.Requirements {
		r := &o.Standard.Requirements[i]
		if o.lacksEarlier(*r) || !o.choices.leaveOut(r).IsZero() {
			ids[r.ID] = true
		}
	}
	return ids
}

// isGate reports whether other requirements depend on the check of this one: it decides which values and records they see. Such a check
// is made also when its requirement is left out, so that leaving one out adds no findings to others.
func (s *settlement) isGate() bool {
	return s.rule != nil && (s.rule.Family == lint.CellFamily || s.rule.Family == lint.RecordFamily && s.rule.Stage == lint.Structure)
}

// drop forgets what was found under a requirement that is left out.
func (s *settlement) drop() {
	s.tested, s.failed, s.loose, s.places, s.except = 0, 0, 0, nil, exceptedPlaces{}
	s.settle(report.Untested, s.leftOut)
}

// describe writes the choices into a report.
func (c *choices) describe(into *report.Options) {
	into.Select, into.Ignore = c.selected, c.ignored
	for id, level := range c.levels {
		if into.Levels == nil {
			into.Levels = map[string]string{}
		}
		into.Levels[id] = level.String()
	}
}
