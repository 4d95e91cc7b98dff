package spill

import "iter"

// Set is a set of 64-bit hashes, in eight to sixteen bytes each. The zero value is empty. Has may be called from many goroutines
// once nothing is added any more.
type Set struct {
	slots []uint64 // open table; 0 is an empty slot
	count int
	zero  bool // 0 is in the set
}

// Add adds a hash and reports whether it is new.
func (s *Set) Add(hash uint64) bool {
	if hash == 0 {
		isNew := !s.zero
		s.zero = true
		return isNew
	}
	if 4*(s.count+1) > 3*len(s.slots) {
		s.grow()
	}
	i := s.slot(hash)
	if s.slots[i] != 0 {
		return false
	}
	s.slots[i] = hash
	s.count++
	return true
}

// AddAll adds the hashes of another set.
func (s *Set) AddAll(other *Set) {
	for hash := range other.All() {
		s.Add(hash)
	}
}

// Clear empties the set. Memory that is much too large for what it held is let go, so that clearing costs no more than filling did.
func (s *Set) Clear() {
	if len(s.slots) > 64+8*s.count {
		*s = Set{}
		return
	}
	clear(s.slots)
	s.count, s.zero = 0, false
}

// Has reports whether a hash is in the set.
func (s *Set) Has(hash uint64) bool {
	if hash == 0 {
		return s.zero
	}
	return len(s.slots) > 0 && s.slots[s.slot(hash)] == hash
}

// All yields the hashes in no particular order.
func (s *Set) All() iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		if s.zero && !yield(0) {
			return
		}
		for _, hash := range s.slots {
			if hash != 0 && !yield(hash) {
				return
			}
		}
	}
}

// Len returns the number of hashes.
func (s *Set) Len() int {
	if s.zero {
		return s.count + 1
	}
	return s.count
}

// slot returns where the hash is or would be. The first bits chose the partition, so the last ones choose the slot.
func (s *Set) slot(hash uint64) int {
	mask := uint64(len(s.slots) - 1)
	i := hash & mask
	for s.slots[i] != 0 && s.slots[i] != hash {
		i = (i + 1) & mask
	}
	return int(i)
}

func (s *Set) grow() {
	old := s.slots
	s.slots = make([]uint64, max(64, 2*len(old)))
	for _, hash := range old {
		if hash != 0 {
			s.slots[s.slot(hash)] = hash
		}
	}
}
