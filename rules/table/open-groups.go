package table

import (
	"errors"

	"github.com/cogwg/hvdlint/internal/spill"
)

// openGroups keeps the keys of the groups that were seen last, and finds those that repeat within a group.
type openGroups struct {
	options  spill.Options
	repeated *spill.Set // receives the keys that repeat
	groups   []openGroup
	last     int   // the one seen last
	clock    int64 // counts calls
}

type openGroup struct {
	group uint64
	keys  spill.Set
	large hashBag // the keys, when they are many
	seen  int64   // when it was seen last
}

// mostOpen is the number of groups that are open at a time. Two sexes side by side are two; a value that is mistyped makes one more.
const mostOpen = 8

// togetherLeast is the number of records that groups must have on average for it to pay to keep them apart.
const togetherLeast = 8

// areTogether reports whether the groups of some records are such that none comes back after it was closed.
func areTogether(parts []keyPart) bool {
	var open [mostOpen]uint64
	var opened spill.Set
	for _, part := range parts {
		at := 0
		for at < mostOpen-1 && (open[at] != part.group || at >= opened.Len()) {
			at++
		}
		isOpen := at < opened.Len() && open[at] == part.group
		if !isOpen && !opened.Add(part.group) {
			return false
		}
		copy(open[1:], open[:at]) // the one seen last is the first
		open[0] = part.group
	}
	return opened.Len()*togetherLeast <= parts[len(parts)-1].end
}

// add adds keys of a group, and reports whether the group was not open.
func (o *openGroups) add(group uint64, keys []uint64) (isNew bool, err error) {
	o.clock++
	if o.last >= len(o.groups) || o.groups[o.last].group != group {
		if isNew, err = o.find(group); err != nil {
			return isNew, err
		}
	}
	g := &o.groups[o.last]
	g.seen = o.clock
	if g.large.len() > 0 {
		return isNew, g.large.add(keys...)
	}
	for _, key := range keys {
		if !g.keys.Add(key) {
			o.repeated.Add(key)
		}
	}
	if g.keys.Len() < g.large.limit() {
		return isNew, nil
	}
	for key := range g.keys.All() {
		if err := g.large.add(key); err != nil {
			return isNew, err
		}
	}
	g.keys.Clear()
	return isNew, nil
}

// find makes a group the last one, in place of the one not seen for longest when it was not open.
func (o *openGroups) find(group uint64) (isNew bool, err error) {
	oldest := 0
	for i := range o.groups {
		if o.groups[i].group == group {
			o.last = i
			return false, nil
		}
		if o.groups[i].seen < o.groups[oldest].seen {
			oldest = i
		}
	}
	if o.last = len(o.groups); o.last < mostOpen {
		o.groups = append(o.groups, openGroup{group: group, large: hashBag{options: o.options}})
		return true, nil
	}
	o.last = oldest
	err = o.forget(&o.groups[oldest])
	o.groups[oldest].group = group
	return true, err
}

// forget forgets the keys of a group, once those that repeat are known.
func (o *openGroups) forget(g *openGroup) error {
	g.keys.Clear()
	if g.large.len() == 0 {
		return nil
	}
	err := errors.Join(g.large.repeated(o.repeated), g.large.close())
	g.large = hashBag{options: o.options}
	return err
}

// end closes all groups.
func (o *openGroups) end() error {
	var err error
	for i := range o.groups {
		err = errors.Join(err, o.forget(&o.groups[i]))
	}
	o.groups, o.last = nil, 0
	return err
}

// close gives temporary files back.
func (o *openGroups) close() error {
	var err error
	for i := range o.groups {
		err = errors.Join(err, o.groups[i].large.close())
	}
	return err
}
