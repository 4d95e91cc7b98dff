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
// The first look counts the records of each value under each category. A value speaks when, without the record itself, at least speakRecords
// records have it and nine in ten of them are of one category. The second look counts, for each group and category, the records whose value
// speaks for it and for another. With few groups no value speaks; a file that is swapped throughout can only be told by a list from
// elsewhere.
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
	options := r.options()
	options.group, options.observe, options.finish, options.review = newKeyHasher([]lint.Field{field}), r.count, r.silent, r.review
	options.most = speakValues
	return options.check(), nil
}

type swapRule struct {
	b               *lint.Binding
	field, category lint.Field
	within          []lint.Field
}

func (r *swapRule) options() *sumOptions {
	return &sumOptions{rule: "swapped-categories", member: newKeyHasher([]lint.Field{r.category}), samples: r.b.Samples, spill: spillOf(r.b)}
}

// count counts the records of each value under each category.
func (r *swapRule) count(s *sumState, b *table.Batch) {
	categories := s.member.sum(b, firstSeed)
	for i, value := range s.group.sum(b, firstSeed) {
		if s.group.usable(b, i) && s.member.usable(b, i) {
			s.tested[0]++
			if s.sums.skips(value) {
				continue
			}
			s.sums.add(value, categories[i], 1, b.Record(i), b.Line(i))
		}
	}
}

// silent is the result when no value speaks, or too few stand under another category than they lean to.
func (r *swapRule) silent(s *sumState) (lint.Result, error) {
	result := lint.Result{Tested: s.tested[0]}
	asked, _, err := r.ask(s)
	if result.Tested > 0 && len(asked.leanings) == 0 {
		result.CantTell = textNoValueSpeaks
	}
	return result, err
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

// review asks for a second look when enough records stand under another category than their values lean to.
func (r *swapRule) review(s *sumState) (lint.TableCheck, bool, error) {
	asked, astray, err := r.ask(s)
	if err != nil || astray < swappedLeast {
		return lint.TableCheck{}, false, err
	}
	options := r.options()
	options.group, options.other = newKeyHasher(r.within), newKeyHasher([]lint.Field{r.field})
	options.observe = func(s *sumState, b *table.Batch) { r.listen(s, b, asked) }
	options.finish = r.finish
	return options.check(), true, s.Close()
}

// asked are the values that are asked, those with hashes up to last, and what those of them lean to that can speak.
type asked struct {
	last     uint64
	leanings map[uint64]leaning
}

// ask returns the values that are asked, and the number of records that stand under another category than their values lean to.
func (r *swapRule) ask(s *sumState) (a asked, astray int64, err error) {
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
	for row, err := range s.sums.sorted() {
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

// listen counts, in each group and category, the records that speak for the category, for another, and not at all.
func (r *swapRule) listen(s *sumState, b *table.Batch, asked asked) {
	categories, values := s.member.sum(b, firstSeed), s.other.sum(b, firstSeed)
	s.groups(b, func(i int, group uint64) {
		if !s.member.usable(b, i) || !s.other.usable(b, i) {
			return
		}
		s.test(group)
		if values[i] > asked.last {
			return
		}
		says := saysNothing
		if l, known := asked.leanings[values[i]]; known {
			switch l.speaks(categories[i]) {
			case 1:
				says = saysThis
			case -1:
				says = saysAnother
			}
		}
		s.add(b, i, group, categories[i]&^saysBits|says, 1)
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
