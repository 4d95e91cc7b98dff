package table

import (
	"errors"
	"math"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// oversizedGroup finds lists of the first N that are longer than N and the ties at their end allow (domain row N12): a block that was
// published twice, records that belong elsewhere.
//
// Without a limit N is the length that more than half of the groups share. With neither a value nor a rank there are no ties: then only
// a limit counts, or twice the usual length.
//
// Where values make the order, the first look counts the records of groups and those with the smallest value, which is enough to tell whether a
// group is as long as its ties allow. Only when some are longer a second look counts the values of those.
var oversizedGroup = &lint.Rule{
	ID: "oversized-group", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Optional: []string{"value", "rank"}, Anchor: []string{"within"}, Pages: pages, Bind: bindOversizedGroup,
}

// A usual length is one that more than half of at least usualGroups groups share, and at least usualLeast records.
const (
	usualGroups = 4
	usualLeast  = 5
)

func bindOversizedGroup(b *lint.Binding) (lint.Check, error) {
	params := struct {
		Limit *int64 `yaml:"limit"`
	}{}
	within, err := b.Some("within")
	if err := errors.Join(err, b.Decode(&params)); err != nil {
		return nil, err
	}
	o := &sizeRule{b: b, within: within}
	if params.Limit != nil {
		if o.limit = *params.Limit; o.limit < 1 {
			return nil, b.Fault(message.Text{EN: "limit must be at least 1", FR: "limit doit valoir au moins 1"})
		}
	}
	for _, role := range []string{"value", "rank"} {
		if len(b.Fields[role]) == 0 {
			continue
		}
		field, err := b.Field(role)
		if err != nil {
			return nil, err
		}
		if o.order == nil {
			o.order, o.isRank = &field, role == "rank"
		}
	}
	options := o.options()
	if o.order != nil && !o.isRank {
		options.observe, options.joins, options.finish, options.review = o.count, joinLeast, o.finishCount, o.review
	}
	return options.check(), nil
}

type sizeRule struct {
	b      *lint.Binding
	within []lint.Field
	long   *spill.Set  // the groups that are looked at; nil: all
	limit  int64       // 0: the usual length
	order  *lint.Field // what decides the place in the list; nil: nothing known
	isRank bool        // order is a rank and not a value
}

func (o *sizeRule) options() *sumOptions {
	return &sumOptions{
		rule: "oversized-group", group: newKeyHasher(o.within), samples: o.b.Samples, spill: spillOf(o.b), observe: o.observe, finish: o.finish,
	}
}

// length returns N, or 0 when it is not given and the groups have no usual length. sizes calls yield with the number of records of each group.
func (o *sizeRule) length(sizes func(yield func(records int64)) error) (int64, error) {
	if o.limit > 0 {
		return o.limit, nil
	}
	groups := int64(0)
	of := map[int64]int64{}
	err := sizes(func(records int64) {
		groups++
		of[records]++
	})
	for records, n := range of {
		if groups >= usualGroups && 2*n > groups && records >= usualLeast {
			return records, err
		}
	}
	return 0, err
}

// heldOrder is a word for records without a usable value or rank. It sorts after all others.
const heldOrder = math.MaxUint64

// observe counts the records of each value in each group; the highest value, or the first rank, sorts first.
func (o *sizeRule) observe(s *sumState, b *table.Batch) {
	s.group.groups(b, func(from, to int, group uint64) {
		s.test(group, to-from)
		if o.long != nil && !o.long.Has(group) {
			return
		}
		if o.order == nil {
			s.add(b, from, group, 0, uint64(to-from))
			return
		}
		for i := from; i < to; i++ {
			s.add(b, i, group, o.place(b, i), 1)
		}
	})
}

func (o *sizeRule) place(b *table.Batch, i int) uint64 {
	column := &b.Columns[o.order.Column]
	n, ok := parseWhole(column.Text(i))
	switch {
	case !ok || !column.Valid(i):
		return heldOrder
	case o.isRank:
		return word(n)
	}
	return descending(n)
}

// listSize is what is known of a group once its rows have gone by.
type listSize struct {
	group   uint64
	records int64
	extra   int64 // records after the limit and its ties
	at      lint.Location
	extraAt lint.Location
	held    bool // some record has no place in the list
}

func (o *sizeRule) add(size *listSize, row *spill.Row, limit int64) {
	n := int64(row[2])
	isExtra := size.records >= limit
	if o.isRank {
		isExtra = unword(row[1]) > limit
	}
	at := placeIn(row)
	if size.records == 0 || at.Record < size.at.Record {
		size.at = at
	}
	if o.order != nil && row[1] == heldOrder {
		size.held = true
	} else if isExtra {
		if size.extra == 0 || at.Record < size.extraAt.Record {
			size.extraAt = at
		}
		size.extra += n
	}
	size.records += n
}

// each calls yield with the size of each group.
func (o *sizeRule) each(s *sumState, limit int64, yield func(*listSize)) error {
	var size listSize
	return s.byGroup(func(row *spill.Row) { o.add(&size, row, limit) }, func(group uint64) {
		size.group = group
		yield(&size)
		size = listSize{}
	})
}

func (o *sizeRule) finish(s *sumState) (lint.Result, error) {
	result := s.result()
	limit, err := o.length(func(yield func(records int64)) error {
		return o.each(s, 0, func(size *listSize) { yield(size.records) })
	})
	if limit == 0 || err != nil {
		if result.Tested > 0 {
			result.CantTell = textNoUsualLength
		}
		return result, err
	}
	kept := first{limit: s.options.samples}
	err = o.each(s, limit, func(size *listSize) {
		d, fails := o.judge(size, limit)
		if !fails {
			return
		}
		result.Failed++
		if kept.wants(d.At.Record) {
			d.Params = append(d.Params, inGroup(s.names.of(size.group)))
			kept.add(d)
		}
	})
	result.Defects = kept.sorted()
	return result, err
}

func (o *sizeRule) judge(size *listSize, limit int64) (lint.Defect, bool) {
	excess := size.records - limit
	d := lint.Defect{At: size.at}
	switch {
	case o.order == nil && o.limit > 0 && excess > 0:
	case o.order != nil && size.extra > 0 && !size.held:
		excess, d.At = size.extra, size.extraAt
	case (o.order == nil || o.isRank || size.held) && size.records >= 2*limit:
	default:
		return d, false
	}
	if size.records == 2*limit {
		d.Variant, d.At = "twice", size.at
	}
	d.Params = []message.Param{message.P("size", size.records), message.P("limit", limit), message.P("extra", excess)}
	return d, true
}

var textNoUsualLength = message.Text{EN: "the groups have no usual size", FR: "les groupes n’ont pas de taille habituelle"}
