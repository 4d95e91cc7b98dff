package table

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
)

// vanishedRecords finds keys of the earlier edition of a table that the table does not have any more. Each is told once, by its first record
// there; what the table has in addition is no defect.
var vanishedRecords = &lint.Rule{
	ID: "vanished-records", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable, Historic: true,
	Pages: pages, Bind: bindVanishedRecords,
}

func bindVanishedRecords(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); err != nil {
		return nil, err
	}
	key, err := b.Some("key")
	if b.Previous == nil || err != nil {
		return nil, err
	}
	r := &vanishedRule{b: b, names: namesOf(key)}
	r.earlier, err = earlierEdition(b, r.names, len(key), func(fields []lint.Field) *editionOptions {
		return &editionOptions{rule: "vanished-records", key: newKeyHasher(fields), period: -1, earlier: true, spill: spillOf(b)}
	})
	if err != nil {
		return nil, err
	}
	now := &editionOptions{rule: "vanished-records", key: newKeyHasher(key), period: -1, spill: spillOf(b), finish: r.finish}
	return now.check(), nil
}

type vanishedRule struct {
	b       *lint.Binding
	names   []string      // of the key
	earlier *editionState // nil: it is not at hand
}

func (r *vanishedRule) finish(s *editionState) (lint.Result, error) {
	if r.earlier == nil {
		return lint.Result{CantTell: textNoEarlier}, nil
	}
	result := lint.Result{}
	kept := first{limit: r.b.Samples}
	err := s.compare(r.earlier, func(was, is *spill.Row, _ bool) {
		result.Tested++
		if is[3] > 0 {
			return
		}
		result.Failed++
		if kept.wants(int64(was[3])) {
			kept.add(lint.Defect{At: lint.Location{Record: int64(was[3])}})
		}
	})
	if err != nil {
		return result, err
	}
	result.Defects = kept.sorted()
	return result, r.describe(result.Defects)
}

// describe tells of keys, which are known by their records in the earlier edition so far.
func (r *vanishedRule) describe(defects []lint.Defect) error {
	texts, err := earlierTexts(r.b, r.names, len(r.names), recordsOf(defects))
	for i := range defects {
		d := &defects[i]
		record := d.At.Record
		d.At, d.Variant = lint.Location{}, "unnamed"
		d.Params = []message.Param{message.P("record", number(record))}
		if text := texts[record]; len(text) > 0 {
			d.Variant, d.Value = "", text[0]
			d.Params = append(d.Params, message.P("key", text[0]))
		}
	}
	return err
}

// recordsOf returns the records of the first textLimit defects, in order: more are not named.
func recordsOf(defects []lint.Defect) []int64 {
	var wanted []int64
	for i := range defects[:min(len(defects), textLimit)] {
		wanted = append(wanted, defects[i].At.Record)
	}
	slices.Sort(wanted)
	return slices.Compact(wanted)
}
