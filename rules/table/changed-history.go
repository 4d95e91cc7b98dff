package table

import (
	"bytes"
	"errors"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
)

// changedHistory finds records that have the key of a record of the earlier edition, and other values in the fields that are compared: those of
// the role value that both editions have. With a period, records of the last period of the earlier edition may change: it was new then, and may have been
// preliminary. Where a key stands several times, it has changed when no two of its records agree.
var changedHistory = &lint.Rule{
	ID: "changed-history", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable, Historic: true,
	Optional: []string{"value", "period"}, Pages: pages, Bind: bindChangedHistory,
}

func bindChangedHistory(b *lint.Binding) (lint.Check, error) {
	key, keyErr := b.Some("key")
	values, valueErr := b.Some("value")
	if err := errors.Join(keyErr, valueErr, b.Decode(&struct{}{})); b.Previous == nil || err != nil {
		return nil, err
	}
	r := &changedRule{b: b, key: key}
	names := namesOf(key)
	var candidates []lint.Field
	for _, value := range values {
		if field, ok := b.Locate(value.Name); ok {
			candidates, names = append(candidates, field), append(names, value.Name)
		}
	}
	var ps *periods
	if period := b.Fields["period"]; len(period) > 0 {
		var err error
		if ps, err = periodsOf(b, period[0], ""); err != nil {
			return nil, err
		}
		names = append(names, period[0].Name)
	}
	var err error
	r.earlier, err = earlierEdition(b, names, len(key), func(fields []lint.Field) *editionOptions {
		o := &editionOptions{rule: "changed-history", period: -1, periods: ps, earlier: true, spill: spillOf(b)}
		r.values = nil
		if fields == nil {
			return o
		}
		o.key = newKeyHasher(fields[:len(key)])
		for i, field := range fields[len(key) : len(key)+len(candidates)] {
			if field.Column >= 0 {
				o.values, r.values = append(o.values, field), append(r.values, candidates[i])
			}
		}
		if ps != nil {
			o.period = fields[len(fields)-1].Column
		}
		r.timed = o.period >= 0
		return o
	})
	if err != nil || r.earlier != nil && len(r.values) == 0 {
		return nil, err
	}
	now := &editionOptions{
		rule: "changed-history", key: newKeyHasher(key), values: r.values, period: -1, spill: spillOf(b), finish: r.untold, review: r.review,
	}
	return now.check(), nil
}

type changedRule struct {
	b       *lint.Binding
	key     []lint.Field
	values  []lint.Field  // that both editions have
	timed   bool          // the earlier edition has periods
	earlier *editionState // nil: it is not at hand
	result  lint.Result   // of the first look; its defects have places alone
	changed []changedPair // beside its defects
}

// changedPair is a record of the earlier edition and the one that it has become.
type changedPair struct{ was, is int64 }

// untold gives the result of the first look, when nothing has to be told.
func (r *changedRule) untold(*editionState) (lint.Result, error) {
	if r.earlier == nil {
		return lint.Result{CantTell: textNoEarlier}, nil
	}
	return r.result, nil
}

// review compares, and asks for a second look when there are changes to tell.
func (r *changedRule) review(s *editionState) (lint.TableCheck, bool, error) {
	if r.earlier == nil {
		return lint.TableCheck{}, false, nil
	}
	kept := first{limit: r.b.Samples}
	err := s.compare(r.earlier, func(was, is *spill.Row, same bool) {
		if is[3] == 0 || r.timed && (was[4] == heldPeriod || was[4] >= r.earlier.last) {
			return
		}
		r.result.Tested++
		if same {
			return
		}
		r.result.Failed++
		if kept.wants(int64(is[3])) {
			d := lint.Defect{At: placeIn(is)}
			d.Params = []message.Param{message.P("record", number(int64(was[3])))}
			d.Count = int64(was[3]) // until it is described
			kept.add(d)
		}
	})
	r.result.Defects = kept.sorted()
	if err != nil || len(r.result.Defects) == 0 {
		return lint.TableCheck{}, false, err
	}
	for i := range r.result.Defects {
		d := &r.result.Defects[i]
		r.changed = append(r.changed, changedPair{was: d.Count, is: d.At.Record})
		d.Count = 0
	}
	look := &textOptions{
		rule: "changed-history", key: newKeyHasher(r.key), values: r.values, wanted: recordsOf(r.result.Defects), finish: r.describe,
	}
	return look.check(), true, s.Close()
}

// describe tells of the changes once it is known how both editions write them.
func (r *changedRule) describe(now map[int64][]string) (lint.Result, error) {
	var wanted []int64
	for _, pair := range r.changed[:min(len(r.changed), textLimit)] {
		wanted = append(wanted, pair.was)
	}
	slices.Sort(wanted)
	wanted = slices.Compact(wanted)
	earlier, err := earlierTexts(r.b, append(namesOf(r.key), namesOf(r.values)...), len(r.key), wanted)
	for i, pair := range r.changed {
		r.describeOne(&r.result.Defects[i], earlier[pair.was], now[pair.is])
	}
	return r.result, err
}

// listedChanges is the number of changed fields that a finding names.
const listedChanges = 5

func (r *changedRule) describeOne(d *lint.Defect, was, is []string) {
	d.Variant = "unnamed"
	if len(was) != len(is) || len(is) == 0 {
		return
	}
	var changes message.Text
	n := 0
	for k, field := range r.values {
		before, after := was[k+1], is[k+1]
		if bytes.Equal(comparableText(field, []byte(before)), comparableText(field, []byte(after))) {
			continue
		}
		n++
		switch {
		case n == 1:
			d.At.Column, d.At.Field, d.Value = field.Column+1, field.Name, after
		case n <= listedChanges:
			changes.EN, changes.FR = changes.EN+", ", changes.FR+", "
		case n == listedChanges+1:
			changes.EN, changes.FR = changes.EN+", …", changes.FR+", …"
		}
		if n <= listedChanges {
			one := textChange.Format(message.P("field", labelOf(field)), message.P("before", written(before)), message.P("after", written(after)))
			changes.EN, changes.FR = changes.EN+one.EN, changes.FR+one.FR
		}
	}
	if n == 0 {
		return // another record of the key has changed, or a part that is not shown
	}
	d.Variant = ""
	d.Params = append(d.Params, message.P("key", is[0]), message.P("changes", changes))
}

// labelOf is what a field is called in each language.
func labelOf(field lint.Field) message.Text {
	if field.Label.IsZero() {
		return message.Same(message.Visible(field.Name))
	}
	return field.Label
}

// written quotes a value, or says that there is none.
func written(value string) message.Text {
	if value == "" {
		return message.Text{EN: "empty", FR: "vide"}
	}
	return message.Text{EN: "“{value}”", FR: "«\u00a0{value}\u00a0»"}.Format(message.P("value", value))
}

var textChange = message.Text{EN: "{field} was {before} and is {after}", FR: "{field} passe de {before} à {after}"}
