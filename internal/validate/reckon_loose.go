package validate

import (
	"cmp"
	"context"
	"slices"

	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// exceptedPlaces are the failing places of a requirement that do not count.
type exceptedPlaces struct {
	waived, known             []place // the first by position
	waivedPlaces, knownPlaces int64
}

// counting is the number of failing places of a requirement that count.
func (s *settlement) counting() int64 { return s.failed - s.except.waivedPlaces - s.except.knownPlaces }

// looseKey is a requirement and a record in which it fails.
type looseKey struct {
	settlement *settlement
	record     int64
}

// looseRecord is what is known of the record of a place that a state or a check of facts found.
type looseRecord struct {
	anchor   []keyColumn // that take the place of the key; nil: none do
	accepted []int       // numbers of the waivers with a key that are about it
	text     []byte
	identity waiver.Identity // only to be recorded
}

// looseOf are the loose places of a requirement, and the others.
func (s *settlement) looseOf() (loose, rest []place) {
	for _, p := range s.places {
		if p.isLoose() {
			loose = append(loose, p)
		} else {
			rest = append(rest, p)
		}
	}
	return loose, rest
}

// reckonLoose tells the places that were found without their record apart, once the records are read again.
func (p *plan) reckonLoose(ctx context.Context, o *opening) error {
	e := p.excepted
	if e == nil {
		return nil
	}
	records := map[looseKey]*looseRecord{}
	for _, s := range p.settled {
		uses := e.covering(s.requirement, s.allFields())
		if s.failed == 0 || !e.wantsIdentities() && !slices.ContainsFunc(uses, func(u *waiverUse) bool { return len(u.columns) > 0 }) {
			continue
		}
		anchor := p.anchorOf(s)
		loose, _ := s.looseOf()
		for _, place := range loose {
			if record := place.defect.At.Record; record > 0 {
				records[looseKey{s, record}] = &looseRecord{anchor: anchor}
			}
		}
	}
	if err := p.readLoose(ctx, o, records); err != nil {
		return err
	}
	for _, s := range p.settled {
		if err := e.reckon(s, records); err != nil {
			return err
		}
	}
	return nil
}

// reckonFacts tells the places of a table apart of which nothing could be read: none is in a record.
func (p *plan) reckonFacts() error {
	if p.excepted == nil {
		return nil
	}
	for _, s := range p.settled {
		if err := p.excepted.reckon(s, nil); err != nil {
			return err
		}
	}
	return nil
}

// allFields are the fields that a waiver may name to be about a requirement: any, because defects name fields of their own.
func (s *settlement) allFields() []string {
	fields := slices.Clone(s.fields)
	for _, place := range s.places {
		if field := place.defect.At.Field; field != "" && !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
	}
	return fields
}

// anchorOf are the columns that the defects of a requirement are known by in the place of the key of their record; nil: by that.
func (p *plan) anchorOf(s *settlement) []keyColumn {
	if s.rule == nil || s.rule.Anchor == nil {
		return nil
	}
	anchor := []keyColumn{}
	for _, role := range s.rule.Anchor {
		for _, name := range s.requirement.Fields[role] {
			if k, ok := p.keyColumn(name); ok {
				anchor = append(anchor, k)
			}
		}
	}
	return anchor
}

// readLoose reads what records are known by.
func (p *plan) readLoose(ctx context.Context, o *opening, records map[looseKey]*looseRecord) error {
	wanted := map[int64][]*looseRecord{}
	for key, record := range records {
		wanted[key.record] = append(wanted[key.record], record)
	}
	order := sortedKeys(wanted)
	identity := recordIdentity{exceptions: p.excepted}
	return o.eachOf(ctx, order, func(k int, b *table.Batch, i int) {
		identity.begin(b.Columns[:min(p.columns, len(b.Columns))])
		for _, record := range wanted[order[k]] {
			p.excepted.learn(record, &identity, i)
		}
	})
}

// learn notes what record i of a batch is known by, and which waivers are about it.
func (e *exceptions) learn(record *looseRecord, identity *recordIdentity, i int) {
	for _, use := range e.waivers {
		if len(use.columns) > 0 && !use.never && use.accepts(identity.columns, i) {
			record.accepted = append(record.accepted, use.number)
		}
	}
	if !e.wantsIdentities() {
		return
	}
	if record.anchor != nil {
		record.text = identity.appendAnchor(record.anchor, &record.identity, i)
		return
	}
	record.text = identity.append(nil, i)
	if e.record != nil {
		identity.fill(&record.identity, i)
	}
}

// reckon tells the loose places of a requirement apart, in order of position.
func (e *exceptions) reckon(s *settlement, records map[looseKey]*looseRecord) error {
	loose, counting := s.looseOf()
	if len(loose) == 0 && s.failed == 0 {
		return nil
	}
	slices.SortStableFunc(loose, comparePlaces)
	hidden := s.loose
	for _, place := range loose {
		n := max(place.defect.Count, 1)
		hidden -= n
		record := records[looseKey{s, place.defect.At.Record}]
		if use := e.acceptsLoose(s, &place, record); use != nil {
			use.count += n
			place.waiver = use.number
			s.except.waivedPlaces += n
			s.except.waived = append(s.except.waived, place)
			continue
		}
		known, err := e.knows(s, &place, record, n)
		if err != nil {
			return err
		}
		s.except.knownPlaces += known
		if known == n {
			s.except.known = append(s.except.known, place)
		} else {
			counting = append(counting, place)
		}
	}
	s.places = counting
	if hidden > 0 {
		e.reckonHidden(s, hidden)
	}
	return nil
}

// reckonHidden takes the places of which only the number is known.
func (e *exceptions) reckonHidden(s *settlement, n int64) {
	for _, use := range e.covering(s.requirement, s.fields) {
		if len(use.columns) > 0 {
			continue
		}
		use.count += n
		if !use.idle {
			s.except.waivedPlaces += n
			return
		}
	}
	if e.wantsIdentities() {
		e.beyond += n
	}
}

// acceptsLoose returns the waiver that accepts a loose place, or nil.
func (e *exceptions) acceptsLoose(s *settlement, p *place, record *looseRecord) *waiverUse {
	fields := s.fields
	if field := p.defect.At.Field; field != "" {
		fields = []string{field}
	}
	for _, use := range e.covering(s.requirement, fields) {
		if len(use.columns) > 0 && (record == nil || !slices.Contains(record.accepted, use.number)) {
			continue
		}
		if !use.idle {
			return use
		}
		use.count += max(p.defect.Count, 1)
	}
	return nil
}

// knows returns how many of the n places that a defect stands for the baseline knows, or records them.
func (e *exceptions) knows(s *settlement, p *place, record *looseRecord, n int64) (known int64, err error) {
	if !e.wantsIdentities() {
		return 0, nil
	}
	if record != nil && (record.text == nil || p.defect.Count > 1 && record.anchor == nil) {
		record = nil // it was cut off before it could be read, or it is only the first of several
	}
	id := waiver.Identity{}
	end := waiver.AppendNoRecord(nil)
	switch {
	case record != nil:
		id, end = record.identity, record.text
	case p.defect.At.Record == 0 && p.defect.Value != "":
		value := []byte(p.defect.Value)
		id.Key, end = []waiver.KeyValue{{Field: "value", Value: waiver.Shown(value)}}, waiver.AppendKey(nil, value)
	}
	if p.defect.At.Record == 0 {
		id.Variant = p.defect.Variant
	}
	id.Requirement, id.Field = s.requirement.ID, cmp.Or(p.defect.At.Field, p.defect.At.Label)
	encoded := append(waiver.AppendPlace(nil, id.Requirement, id.Field, id.Variant), end...)
	hash := e.hasher.Sum(encoded)
	if e.record != nil {
		return 0, e.record.add(hash, &id, n)
	}
	if e.known[hash] == 0 {
		return 0, nil
	}
	before := min(e.seen[hash], e.known[hash])
	e.seen[hash] += n
	return min(e.seen[hash], e.known[hash]) - before, nil
}
