package validate

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// exceptions is what keeps failing places of a table from counting: the waivers that are about its file, and what the baseline knows of it.
// Failing places stay failed; see decision 0018.
type exceptions struct {
	waivers []*waiverUse // as of waiversOn
	key     []keyColumn  // of the primary key, in its order; nil: the record as a whole is its key
	columns int          // of the file
	mending []int        // columns of which checks mend values in place

	path, name string // of the table
	hasher     *waiver.Hasher
	known      map[waiver.Hash]int64 // how often each place may fail; nil: there is no baseline
	seen       map[waiver.Hash]int64 // how often it did so far, or as often if nothing judges it; once reading begins, the merge alone writes it
	table      *waiver.Table         // of the baseline; nil: it has none
	record     *recorded             // nil: nobody wants to know which places fail
	beyond     int64                 // places that are known by their number alone, and count
}

// waiverUse is a waiver on one table.
type waiverUse struct {
	*waiver.Waiver
	number int  // from 1, in the list
	idle   bool // not in force on the day
	conditions
	count int64 // places that it accepts; of an idle one, that it would accept
}

// conditions are those that a record must meet for a waiver with a key.
type conditions struct {
	columns []condition
	never   bool // a field that the table lacks, or a supplied value that is another
}

type condition struct {
	column int
	field  string
}

// keyColumn is a field of the primary key: a column of the file, or a supplied value.
type keyColumn struct {
	name     string
	column   int
	supplied string
	missing  []string
}

// exceptedSlot is what may keep the failing places of one slot from counting.
type exceptedSlot struct {
	waivers []*waiverUse
	place   []byte // the beginning of their identities; nil: no baseline or record wants them
	start   waiver.Identity
}

// manySamples is the number of defects that a state keeps where it matters which ones they are. The rest counts as new.
const manySamples = 100_000

// tellable is the number of defects of states and facts that a listener is told of; those that workers find are all told.
const tellable = 250_000

// keepMore makes readers keep more places of damage than the report shows, where waivers or a baseline tell places apart, or somebody
// wants to hear of all.
func (o *Options) keepMore() {
	o.shown = o.MaxSamples
	if o.MaxSamples > 0 && (o.tellsApart() || o.Waivers != nil && slices.ContainsFunc(o.Waivers.Waivers, isParticular)) {
		o.MaxSamples = max(o.MaxSamples, manySamples)
	}
	if o.MaxSamples > 0 && o.Findings != nil {
		o.MaxSamples = max(o.MaxSamples, tellable)
	}
}

// samplesOf is the number of defects that a state of a requirement keeps: more than are shown where it matters which ones they are.
func (o *Options) samplesOf(requirement *standard.Requirement) int {
	if o.Findings != nil || o.tellsApart() || o.Waivers != nil && slices.ContainsFunc(o.Waivers.Waivers, func(w waiver.Waiver) bool {
		return isParticular(w) && w.Covers(requirement.ID)
	}) {
		return o.MaxSamples
	}
	return o.shown
}

// tellsApart reports whether it matters of each failing place which one it is.
func (o *Options) tellsApart() bool { return o.Baseline != nil || o.Known != nil }

// isParticular reports whether a waiver is about some places of a requirement only.
func isParticular(w waiver.Waiver) bool { return w.Key != nil || w.Field != "" }

// except plans the exceptions of a table.
func (p *plan) except(options *Options, facts *table.Resource) error {
	if options.Waivers == nil && options.Baseline == nil && options.Known == nil {
		return nil
	}
	e := &exceptions{columns: p.columns, path: facts.Path, name: facts.Name}
	if options.Waivers != nil {
		e.waivers = p.waiversOn(facts.Path, options)
	}
	if err := e.takeBaseline(options, facts); err != nil {
		return err
	}
	p.keyOf(e)
	for _, c := range p.chains {
		if slices.ContainsFunc(c.links, func(l link) bool { return l.check.Mend != nil }) {
			e.mending = append(e.mending, c.column)
		}
	}
	for i := range p.slots {
		p.slots[i].excepted = e.slot(&p.slots[i])
	}
	p.excepted = e
	return nil
}

// waiversOn are the waivers that are about a file, in the order of the list, those in force before the others, which do
// not claim what one in force accepts.
func (p *plan) waiversOn(path string, options *Options) (uses []*waiverUse) {
	var idle []*waiverUse
	for i := range options.Waivers.Waivers {
		w := &options.Waivers.Waivers[i]
		if !w.InFile(path) {
			continue
		}
		use := &waiverUse{Waiver: w, number: i + 1, idle: !w.InForce(options.Day), conditions: p.conditionsOf(w)}
		if use.idle {
			idle = append(idle, use)
		} else {
			uses = append(uses, use)
		}
	}
	return append(uses, idle...)
}

// takeBaseline takes what the baseline knows of the table.
func (e *exceptions) takeBaseline(options *Options, facts *table.Resource) error {
	if options.Baseline == nil && options.Known == nil {
		return nil
	}
	e.hasher, e.seen = waiver.NewHasher(), map[waiver.Hash]int64{}
	if options.Baseline == nil {
		e.record = &recorded{places: map[waiver.Hash]*waiver.Known{}}
		return nil
	}
	e.known = map[waiver.Hash]int64{}
	e.table = options.Baseline.Table(facts.Path, facts.Name)
	if e.table == nil {
		return nil
	}
	if of := e.table.Standard; of.Name != options.Standard.Name || of.Version != options.Standard.Version {
		return message.NewFault(faultOtherStandard, message.P("path", options.Baseline.Path), message.P("table", facts.Path),
			message.P("made", nameAndVersion(of.Name, of.Version)), message.P("standard", nameAndVersion(options.Standard.Name, options.Standard.Version)))
	}
	unjudged := options.unjudged()
	for i := range e.table.Findings {
		f := &e.table.Findings[i]
		hash := e.hasher.Of(&f.Identity)
		e.known[hash] += f.Count
		if unjudged[f.Requirement] {
			e.seen[hash] += f.Count // nothing shows that it is gone
		}
	}
	return nil
}

func nameAndVersion(name, version string) string {
	if version == "" {
		return name
	}
	return name + " " + version
}

// keyOf finds the columns of the primary key. A key of which a field is nowhere is none.
func (p *plan) keyOf(e *exceptions) {
	if p.schema == nil {
		return
	}
	for _, name := range p.schema.PrimaryKey {
		k, ok := p.keyColumn(name)
		if !ok {
			e.key = nil
			return
		}
		e.key = append(e.key, k)
	}
}

// keyColumn finds where a field of a key stands; false: nowhere.
func (p *plan) keyColumn(name string) (keyColumn, bool) {
	if p.schema == nil || p.schema.Field(name) == nil {
		return keyColumn{}, false
	}
	k := keyColumn{name: name, column: -1, missing: p.schema.Missing(p.schema.Field(name))}
	column, inFile := p.header.position[name]
	value, given := p.supplied[name]
	switch {
	case inFile:
		k.column = column
	case given:
		k.supplied = value
	default:
		return k, false
	}
	return k, true
}

// conditionsOf binds the key of a waiver to columns.
func (p *plan) conditionsOf(w *waiver.Waiver) conditions {
	var c conditions
	for _, name := range sortedKeys(w.Key) {
		if column, ok := p.header.position[name]; ok {
			c.columns = append(c.columns, condition{column, name})
			continue
		}
		value, ok := p.supplied[name]
		c.never = c.never || !ok || !w.Has(name, []byte(value))
	}
	return c
}

// slot returns what may keep the places of a slot from counting; nil: nothing.
func (e *exceptions) slot(s *slot) *exceptedSlot {
	if !s.settlement.leftOut.IsZero() {
		return nil
	}
	x := &exceptedSlot{waivers: e.covering(s.settlement.requirement, fieldsOf(s.settlement, s.field))}
	x.start = waiver.Identity{Requirement: s.settlement.requirement.ID}
	if s.field != nil {
		x.start.Field = s.field.Name
	}
	if e.wantsIdentities() {
		x.place = waiver.AppendPlace(nil, x.start.Requirement, x.start.Field, "")
	}
	if x.place == nil && len(x.waivers) == 0 {
		return nil
	}
	return x
}

// fieldsOf are the names by which a waiver may call the field of a place.
func fieldsOf(s *settlement, field *standard.Field) []string {
	if field != nil {
		return []string{field.Name}
	}
	return s.fields
}

// covering are the waivers of a requirement on one of some fields, in their order.
func (e *exceptions) covering(requirement *standard.Requirement, fields []string) []*waiverUse {
	var list []*waiverUse
	for _, w := range e.waivers {
		if !w.never && w.Covers(requirement.ID) && (w.Field == "" || slices.Contains(fields, w.Field)) {
			list = append(list, w)
		}
	}
	return list
}

// wantsIdentities reports whether it matters which places of a requirement fail.
func (e *exceptions) wantsIdentities() bool {
	return e.hasher != nil && (e.known == nil || e.table != nil)
}

// numbered returns the waiver of a number.
func (e *exceptions) numbered(number int) *waiverUse {
	at := slices.IndexFunc(e.waivers, func(u *waiverUse) bool { return u.number == number })
	return e.waivers[at]
}
