package table

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/spill"
)

// hashBag keeps hashes and finds those that repeat: few as they came, many in partitions, on disk if need be. The zero value with options
// is empty.
type hashBag struct {
	options spill.Options
	few     []uint64
	parts   *spill.Partitions
}

// fewHashes is the number of hashes from which on a bag keeps them in partitions.
const fewHashes = 1 << 16

func (b *hashBag) limit() int {
	if b.options.Memory > 0 {
		return int(min(b.options.Memory/8, fewHashes))
	}
	return fewHashes
}

func (b *hashBag) add(hashes ...uint64) error {
	if b.parts == nil && len(b.few)+len(hashes) < b.limit() {
		b.few = append(b.few, hashes...)
		return nil
	}
	if b.parts == nil {
		b.parts = spill.NewPartitions(b.options)
	}
	if err := b.parts.Add(b.few); err != nil {
		return err
	}
	b.few = nil
	return b.parts.Add(hashes)
}

func (b *hashBag) len() int64 {
	n := int64(len(b.few))
	if b.parts != nil {
		n += b.parts.Len()
	}
	return n
}

// each calls yield with all hashes, some at a time.
func (b *hashBag) each(yield func([]uint64) error) error {
	if b.parts != nil {
		if err := b.parts.Each(yield); err != nil {
			return err
		}
	}
	return yield(b.few)
}

// repeated adds the hashes that were added more than once to a set.
func (b *hashBag) repeated(to *spill.Set) error {
	if b.parts == nil {
		slices.Sort(b.few)
		for i := 1; i < len(b.few); i++ {
			if b.few[i] == b.few[i-1] {
				to.Add(b.few[i])
			}
		}
		return nil
	}
	repeated, err := b.parts.Repeated()
	if err != nil {
		return err
	}
	to.AddAll(repeated)
	return nil
}

func (b *hashBag) close() error {
	if b.parts == nil {
		return nil
	}
	return b.parts.Close()
}
