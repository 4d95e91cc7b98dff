package cell

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
)

// automaton is a regular expression as a table of states: one look-up for each character of a text.
type automaton struct {
	next   []transitions // state 0 is the one nothing leads out of
	accept []bool        // whether a text may end in the state
	beyond bool          // whether it can tell of characters beyond ASCII
}

// transitions has the state that each character of ASCII leads to, and last that of all others.
type transitions [utf8.RuneSelf + 1]uint8

// stateLimit bounds the table to 16 KiB, which fits beside everything else in the first-level cache.
const stateLimit = 128

// newAutomaton makes the table for an expression, or returns nil when it would be too big or depends on more than one
// character at a time (word boundaries, lines).
func newAutomaton(expression string) *automaton {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil || len(prog.Inst) > 4096 {
		return nil
	}
	for i := range prog.Inst {
		in := &prog.Inst[i]
		if in.Op == syntax.InstEmptyWidth && syntax.EmptyOp(in.Arg)&^(syntax.EmptyBeginText|syntax.EmptyEndText) != 0 {
			return nil
		}
	}
	b := builder{prog: prog, states: map[string]uint8{"": 0}, sets: [][]uint32{nil}}
	b.state(b.follow([]uint32{uint32(prog.Start)}, syntax.EmptyBeginText))
	a := &automaton{beyond: b.isEvenBeyondASCII()}
	for i := 0; i < len(b.sets); i++ {
		row, ok := b.row(b.sets[i])
		if !ok {
			return nil
		}
		a.next = append(a.next, row)
		a.accept = append(a.accept, b.accepts(b.sets[i], i == 1))
	}
	return a
}

// run reports whether the text matches, and whether it can say so: beyond ASCII it only can when the expression makes no difference
// between characters there.
func (a *automaton) run(text []byte) (matches, sure bool) {
	state := uint8(1)
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			if !a.beyond {
				return false, false
			}
			_, size := utf8.DecodeRune(text[i:])
			i += size - 1
			c = utf8.RuneSelf
		}
		state = a.next[state][c]
	}
	return a.accept[state], true
}

// safe returns bytes of which every text that has at least one is accepted. There may be several such sets: letters come first.
func (a *automaton) safe() *lint.ByteSet {
	var set lint.ByteSet
	var columns []int
	for _, group := range [][2]int{{'A', 'Z'}, {'a', 'z'}, {0, utf8.RuneSelf - 1}} {
		for b := group[0]; b <= group[1]; b++ {
			if !set[b] && a.acceptsAll(append(columns, b)) {
				set[b] = true
				columns = append(columns, b)
			}
		}
	}
	if a.beyond && a.acceptsAll(append(columns, utf8.RuneSelf)) {
		for b := utf8.RuneSelf; b < len(set); b++ {
			set[b] = true
		}
	}
	return &set
}

// acceptsAll reports whether every text of the characters of some columns of the table is accepted, the empty one aside.
func (a *automaton) acceptsAll(columns []int) bool {
	var seen [stateLimit]bool
	for waiting := []uint8{1}; len(waiting) > 0; {
		row := &a.next[waiting[len(waiting)-1]]
		waiting = waiting[:len(waiting)-1]
		for _, column := range columns {
			state := row[column]
			if !a.accept[state] {
				return false
			}
			if !seen[state] {
				seen[state] = true
				waiting = append(waiting, state)
			}
		}
	}
	return true
}

// isEvenBeyondASCII reports whether every instruction takes either all characters beyond ASCII or none of them.
func (b *builder) isEvenBeyondASCII() bool {
	for i := range b.prog.Inst {
		in := &b.prog.Inst[i]
		switch in.Op {
		case syntax.InstRune1:
			if in.Rune[0] >= utf8.RuneSelf || syntax.Flags(in.Arg)&syntax.FoldCase != 0 {
				return false
			}
		case syntax.InstRune:
			if len(in.Rune) == 1 {
				return false
			}
			for k := 0; k < len(in.Rune); k += 2 {
				first, last := in.Rune[k], in.Rune[k+1]
				if last >= utf8.RuneSelf && (first > utf8.RuneSelf || last < utf8.MaxRune) {
					return false
				}
			}
		}
	}
	return true
}

// builder makes the states, each a set of instructions that wait for a character.
type builder struct {
	prog   *syntax.Prog
	states map[string]uint8
	sets   [][]uint32
}

// state returns the number of a set; false when there are too many.
func (b *builder) state(set []uint32) (uint8, bool) {
	slices.Sort(set)
	set = slices.Compact(set)
	var key []byte
	for _, pc := range set {
		key = binary.BigEndian.AppendUint32(key, pc)
	}
	if n, ok := b.states[string(key)]; ok {
		return n, true
	}
	if len(b.sets) == stateLimit {
		return 0, false
	}
	n := uint8(len(b.sets))
	b.states[string(key)] = n
	b.sets = append(b.sets, set)
	return n, true
}

// row finds where each character leads from a set; U+0080 stands for all that are not ASCII.
func (b *builder) row(set []uint32) (row transitions, ok bool) {
	for c := range row {
		var out []uint32
		for _, pc := range set {
			in := &b.prog.Inst[pc]
			if in.Op != syntax.InstEmptyWidth && in.Op != syntax.InstMatch && in.MatchRune(rune(c)) {
				out = append(out, in.Out)
			}
		}
		if row[c], ok = b.state(b.follow(out, 0)); !ok {
			return row, false
		}
	}
	return row, true
}

// accepts reports whether a match may end after a set, at the end of the text.
func (b *builder) accepts(set []uint32, start bool) bool {
	at := syntax.EmptyEndText
	if start {
		at |= syntax.EmptyBeginText
	}
	return slices.ContainsFunc(b.follow(set, at), func(pc uint32) bool { return b.prog.Inst[pc].Op == syntax.InstMatch })
}

// follow goes from instructions through those that read nothing to those that wait for a character, for the end of the text, or
// match. at says what is true of the place.
func (b *builder) follow(from []uint32, at syntax.EmptyOp) []uint32 {
	var waiting []uint32
	seen := make(map[uint32]bool)
	for stack := slices.Clone(from); len(stack) > 0; {
		pc := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := &b.prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			stack = append(stack, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			stack = append(stack, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^at == 0 {
				stack = append(stack, in.Out)
			} else if syntax.EmptyOp(in.Arg)&syntax.EmptyEndText != 0 {
				waiting = append(waiting, pc)
			}
		case syntax.InstFail:
		default:
			waiting = append(waiting, pc)
		}
	}
	return waiting
}
