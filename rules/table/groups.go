package table

// judgedGroups is the number of groups from which on no judgement is made: the fields do not make groups then.
const judgedGroups = 200_000

// groups keeps what is known of each group in memory, of at most judgedGroups of them. The zero value is empty.
type groups[T any] struct {
	at    map[uint64]int // position in known
	known []T
	many  bool // more groups than are judged: none is kept
}

// of returns what is known of the group of a key, or nil when there are too many. It is valid until the next call.
func (g *groups[T]) of(key uint64) *T {
	if g.many {
		return nil
	}
	at, ok := g.at[key]
	if !ok {
		if len(g.known) >= judgedGroups {
			g.overflow()
			return nil
		}
		at = len(g.known)
		var unknown T
		g.add(key, unknown)
	}
	return &g.known[at]
}

// add adds a group that is not there yet.
func (g *groups[T]) add(key uint64, known T) {
	if g.at == nil {
		g.at = map[uint64]int{}
	}
	g.at[key] = len(g.known)
	g.known = append(g.known, known)
}

// merge adds the groups of another state; join adds what that knows of one of them.
func (g *groups[T]) merge(n *groups[T], join func(into, next *T)) {
	if g.many || n.many {
		g.overflow()
		return
	}
	for key, at := range n.at {
		if into := g.of(key); into != nil {
			join(into, &n.known[at])
		}
	}
}

// overflow lets go of all groups.
func (g *groups[T]) overflow() { *g = groups[T]{many: true} }
