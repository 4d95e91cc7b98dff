package table

import (
	"errors"
	"math"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// swappedCategories finds groups whose values stand under another category than they do in the rest of the file: a year in which the names of boys are
// published as those of girls (domain row N16).
//
// The records of each value under each category are counted. A value speaks when, without the record itself, at least speakRecords
// records have it and nine in ten of them are of one category. For each group and category, the records whose value speaks for it and for
// another are counted then, from what the first look keeps; only to tell where a swapped group stands a second look is needed. With few
// groups no value speaks; a file that is swapped throughout can only be told by a list from elsewhere.
var swappedCategories = &lint.Rule{
	ID: "swapped-categories", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Anchor: []string{"within", "category"}, Pages: pages, Bind: bindSwappedCategories,
}

const (
	speakRecords = 3       // with a value, beside the one that is judged
	speakValues  = 1 << 14 // the number of values that are asked; of more, those with the smallest hashes
	// A category of a group is swapped when at least swappedLeast records speak for another, four in five of those that speak, and one in
	// ten of all: a few among many that say nothing are chance.
	swappedLeast = 5
)

func bindSwappedCategories(b *lint.Binding) (lint.Check, error) {
	field, fieldErr := b.Field("field")
	category, categoryErr := b.Field("category")
	within, withinErr := b.Some("within")
	if err := errors.Join(fieldErr, categoryErr, withinErr, b.Decode(&struct{}{})); err != nil {
		return nil, err
	}
	r := &swapRule{b: b, field: field, category: category, within: within}
	return lint.TableCheck{New: func() lint.State { return r.newBallots() }}, nil
}

type swapRule struct {
	b               *lint.Binding
	field, category lint.Field
	within          []lint.Field
	spares          spareWords
}

// leaning is the category of most records with a value.
type leaning struct {
	category uint64
	of, all  int64 // records of that category, and of all
}

// speaks returns whether a value speaks for a category, as seen from a record of it: +1 for it, −1 for another, 0 not at all.
func (l *leaning) speaks(category uint64) int {
	of, all := l.of, l.all-1
	if l.category == category {
		of--
	}
	switch {
	case all < speakRecords || 10*of < 9*all:
		return 0
	case l.category == category:
		return 1
	}
	return -1
}

// second returns the second look.
func (r *swapRule) second(asked asked) lint.TableCheck {
	options := &sumOptions{
		rule: "swapped-categories", group: newKeyHasher(r.within), member: newKeyHasher([]lint.Field{r.category}),
		other: newKeyHasher([]lint.Field{r.field}), samples: r.b.Samples, spill: spillOf(r.b), finish: r.finish,
	}
	options.observe = func(s *sumState, b *table.Batch) { r.listen(s, b, asked) }
	return options.check()
}

// heard returns a state of the second look for what the first one knows.
func (r *swapRule) heard() *sumState {
	return &sumState{options: &sumOptions{}, sums: sums{options: spillOf(r.b)}}
}

// asked are the values that are asked, those with hashes up to last, and what those of them lean to that can speak.
type asked struct {
	last     uint64
	leanings map[uint64]leaning
}

// ask returns the values that are asked, and the number of records that stand under another category than their values lean to. s is the
// number of records by value and category.
func ask(s *sums) (a asked, astray int64, err error) {
	a.leanings = map[uint64]leaning{}
	var l leaning
	values := 0
	keep := func() {
		if l.all > speakRecords && 10*l.of >= 9*(l.all-1) {
			a.leanings[a.last] = l
			astray += l.all - l.of
		}
		l = leaning{}
	}
	for row, err := range s.sorted() {
		if err != nil {
			return asked{}, 0, err
		}
		if values == 0 || row[0] != a.last {
			keep()
			if values == speakValues {
				return a, astray, nil
			}
			values++
			a.last = row[0]
		}
		n := int64(row[2])
		l.all += n
		if n > l.of {
			l.category, l.of = row[1], n
		}
	}
	keep()
	a.last = math.MaxUint64
	return a, astray, nil
}

// What a record says of its category stands in the last two bits of the member.
const (
	saysNothing uint64 = iota
	saysThis
	saysAnother
	saysBits = 3
)

// says returns what a record of a category says by its value.
func (a *asked) says(value, category uint64) uint64 {
	if l, known := a.leanings[value]; known {
		switch l.speaks(category) {
		case 1:
			return saysThis
		case -1:
			return saysAnother
		}
	}
	return saysNothing
}

// listen counts, in each group and category, the records that speak for the category, for another, and not at all.
func (r *swapRule) listen(s *sumState, b *table.Batch, asked asked) {
	categories, values := s.member.sum(b), s.other.sum(b)
	s.records(b, func(i int, group uint64) {
		if !s.member.usable(b, i) || !s.other.usable(b, i) {
			return
		}
		s.test(group, 1)
		if values[i] <= asked.last {
			s.add(b, i, group, categories[i]&^saysBits|asked.says(values[i], categories[i]), 1)
		}
	})
}

// swap is what is known of a group once its rows have gone by.
type swap struct {
	records, all int64 // that stand under another category, and that speak; of the swapped categories
	at           lint.Location
	category     uint64 // the one whose rows go by
	says         [3]spill.Row
}

// end judges a category.
func (w *swap) end() {
	silent, agree, differ := int64(w.says[saysNothing][2]), int64(w.says[saysThis][2]), int64(w.says[saysAnother][2])
	if differ >= swappedLeast && 5*differ >= 4*(agree+differ) && 10*differ >= silent+agree+differ {
		at := placeIn(&w.says[saysAnother])
		if w.records == 0 || at.Record < w.at.Record {
			w.at = at
		}
		w.records += differ
		w.all += agree + differ
	}
	w.says = [3]spill.Row{}
}

func (w *swap) add(row *spill.Row) {
	if category := row[1] &^ saysBits; category != w.category {
		w.end()
		w.category = category
	}
	w.says[row[1]&saysBits] = *row
}

// finish tells of each group once, at the first record that stands under another category.
func (r *swapRule) finish(s *sumState) (lint.Result, error) {
	result := s.result()
	kept := first{limit: s.options.samples}
	var group swap
	err := s.byGroup(group.add, func(key uint64) {
		if group.end(); group.records > 0 {
			result.Failed += group.records
			if kept.wants(group.at.Record) {
				kept.add(r.describe(&group, s.names.of(key)))
			}
		}
		group = swap{}
	})
	if err != nil {
		return lint.Result{}, err
	}
	result.Defects = kept.sorted()
	return result, nil
}

func (r *swapRule) describe(group *swap, name string) lint.Defect {
	at := group.at
	at.Column, at.Field = r.category.Column+1, r.category.Name
	return lint.Defect{
		At: at, Count: group.records,
		Params: []message.Param{
			message.P("n", group.records), message.P("all", group.all), message.P("category", r.category.Name), inGroup(name),
		},
	}
}

var textNoValueSpeaks = message.Text{
	EN: "no value stands in enough records to tell which category it belongs to",
	FR: "aucune valeur ne figure dans assez d’enregistrements pour savoir à quelle catégorie elle appartient",
}
