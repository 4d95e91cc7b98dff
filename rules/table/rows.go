package table

import (
	"errors"
	"iter"

	"github.com/cogwg/hvdlint/internal/spill"
)

// rowStore keeps the rows of a second look: few of them as they came, those of many merged states in a sorter.
type rowStore struct {
	options spill.Options
	pending []spill.Row
	sorter  *spill.Sorter
}

// merge adds the rows of another store, which is not used afterwards.
func (s *rowStore) merge(next *rowStore) error {
	if err := s.sort(); err != nil {
		return err
	}
	if next.sorter != nil {
		for row, err := range next.sorter.Sorted() {
			if err == nil {
				err = s.sorter.Add(*row)
			}
			if err != nil {
				return errors.Join(err, next.close())
			}
		}
	}
	return errors.Join(s.sorter.Add(next.pending...), next.close())
}

// sort hands what is pending to the sorter.
func (s *rowStore) sort() error {
	if s.sorter == nil {
		s.sorter = spill.New(s.options)
	}
	err := s.sorter.Add(s.pending...)
	s.pending = nil
	return err
}

func (s *rowStore) len() int64 {
	n := int64(len(s.pending))
	if s.sorter != nil {
		n += s.sorter.Len()
	}
	return n
}

// sorted yields the rows in order.
func (s *rowStore) sorted() iter.Seq2[*spill.Row, error] {
	if err := s.sort(); err != nil {
		return func(yield func(*spill.Row, error) bool) { yield(nil, err) }
	}
	return s.sorter.Sorted()
}

func (s *rowStore) close() error {
	if s.sorter == nil {
		return nil
	}
	return s.sorter.Close()
}
