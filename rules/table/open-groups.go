package table

import "github.com/cogwg/hvdlint/internal/spill"

// openGroups keeps something of each of the groups that were seen last. The zero value is empty.
type openGroups[T any] struct {
	groups []openGroup[T]
	last   int   // the one seen last
	clock  int64 // counts calls
}

type openGroup[T any] struct {
	key  uint64
	of   T
	seen int64 // when it was seen last
}

// mostOpen is the number of groups that are open at a time. Two sexes side by side are two; a value that is mistyped makes one more.
const mostOpen = 8

// groupPart is a part of what was taken down of consecutive records that belongs to one group.
type groupPart struct {
	key uint64
	end int // the index behind its last one
}

// addPart adds what was taken down of the group of a key, up to end, to the parts before, of which the last may be of the same group.
func addPart(parts []groupPart, key uint64, end int) []groupPart {
	if last := len(parts) - 1; last >= 0 && parts[last].key == key {
		parts[last].end = end
		return parts
	}
	return append(parts, groupPart{key, end})
}

// groupOrder is how the records of groups stand, as far as a state knows.
type groupOrder uint8

const (
	unknownOrder groupOrder = iota // nothing is looked at yet
	together
	scattered
	mixed // a state of each kind was merged
)

// join returns the order of what two states have looked at.
func (o groupOrder) join(other groupOrder) groupOrder {
	switch o {
	case unknownOrder, other:
		return other
	}
	return mixed
}

// areTogether reports whether the groups of some records are such that none comes back after it was closed, and have on average least records.
func areTogether(parts []groupPart, records, least int) bool {
	var opened spill.Set
	var open openGroups[struct{}]
	for _, part := range parts {
		if _, isNew, _ := open.at(part.key, func(uint64, *struct{}) error { return nil }); isNew && !opened.Add(part.key) {
			return false
		}
	}
	return opened.Len()*least <= records
}

// at returns what is kept of a group, and reports whether the group was not open. Then it takes the place of the group not seen for longest,
// which is closed: closing leaves empty what it is given.
func (o *openGroups[T]) at(key uint64, closing func(key uint64, of *T) error) (of *T, isNew bool, err error) {
	o.clock++
	if o.last >= len(o.groups) || o.groups[o.last].key != key {
		isNew, err = o.find(key, closing)
	}
	g := &o.groups[o.last]
	g.seen = o.clock
	return &g.of, isNew, err
}

func (o *openGroups[T]) find(key uint64, closing func(key uint64, of *T) error) (isNew bool, err error) {
	oldest := 0
	for i := range o.groups {
		if o.groups[i].key == key {
			o.last = i
			return false, nil
		}
		if o.groups[i].seen < o.groups[oldest].seen {
			oldest = i
		}
	}
	if o.last = len(o.groups); o.last < mostOpen {
		o.groups = append(o.groups, openGroup[T]{key: key})
		return true, nil
	}
	o.last = oldest
	g := &o.groups[oldest]
	err = closing(g.key, &g.of)
	g.key = key
	return true, err
}

// closeAll closes all groups.
func (o *openGroups[T]) closeAll(closing func(key uint64, of *T) error) error {
	for i := range o.groups {
		if err := closing(o.groups[i].key, &o.groups[i].of); err != nil {
			return err
		}
	}
	*o = openGroups[T]{}
	return nil
}
