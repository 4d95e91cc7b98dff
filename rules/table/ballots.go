package table

import (
	"errors"
	"fmt"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// ballotState is the first look of swapped-categories. It counts the records of each value under each category, and keeps of each record
// which value stands in which group and category: what that says is known only once all are counted.
type ballotState struct {
	rule                    *swapRule
	value, category, within keyHasher
	cast                    []uint64 // ballots that are not counted yet
	counts                  valueCounts
	sums                    sums // of the records of values that are asked, by value and category, beside the counts
	counted                 *spill.Tape
	tested                  int64    // records with a value and a category
	placed                  [2]int64 // those of them in groups of allowed values, and in others; see doubtfulKey
	outcome                 *swapOutcome
}

// Ballots are the records of a run of one group and one category, written as words: twice the number of records, and one when they have a
// group; the group; the category; the values.
const ballotHead = 3

// swapOutcome is what the first look ends with: its result, or the values to listen to in a second one.
type swapOutcome struct {
	result lint.Result
	asked  asked
	again  bool
}

func (r *swapRule) newBallots() *ballotState {
	return &ballotState{
		rule: r, value: newKeyHasher([]lint.Field{r.field}), category: newKeyHasher([]lint.Field{r.category}), within: newKeyHasher(r.within),
		counts: valueCounts{most: speakValues}, sums: sums{options: spillOf(r.b), most: speakValues},
	}
}

func (s *ballotState) Observe(b *table.Batch) {
	values, categories := s.value.sum(b), s.category.runs(b, s.category.columns)
	if s.cast == nil {
		s.cast = s.rule.spares.take()
	}
	at := 0
	collect := func(to int, group uint64, placed bool) {
		for at < to {
			for int(categories[0].End) <= at {
				categories = categories[1:]
			}
			end := min(int(categories[0].End), to)
			if categories[0].Flags&(runExcluded|runMissing|runInvalid) == 0 {
				s.collect(b, values, at, end, group, categories[0].Hash, placed)
			}
			at = end
		}
	}
	s.within.groups(b, func(from, to int, group uint64) {
		collect(from, 0, false)
		collect(to, group, true)
	})
	collect(b.Len, 0, false)
}

// collect adds the ballots of records of one group and one category.
func (s *ballotState) collect(b *table.Batch, values []uint64, from, to int, group, category uint64, placed bool) {
	head := len(s.cast)
	s.cast = append(s.cast, 0, group, category)
	column := &b.Columns[s.rule.field.Column]
	for i := from; i < to; i++ {
		if column.Valid(i) {
			s.cast = append(s.cast, values[i])
		}
	}
	n := len(s.cast) - head - ballotHead
	s.tested += int64(n)
	s.cast[head] = 2 * uint64(n)
	if placed {
		s.placed[group&doubtfulKey] += int64(n)
		s.cast[head]++
	}
}

// count counts what is not counted yet. Of the ballots it keeps those of values that are asked, as far as is known.
func (s *ballotState) count() error {
	err := s.take(s.cast)
	s.rule.spares.keep(s.cast)
	s.cast = nil
	return err
}

func (s *ballotState) take(cast []uint64) error {
	if s.counted == nil {
		options := s.sums.options
		options.Memory = tapeMemory(options.Memory)
		s.counted = spill.NewTape(options)
	}
	var kept []uint64
	for len(cast) > 0 {
		head, values := cast[:ballotHead], cast[ballotHead:]
		n := head[0] / 2
		values, cast = values[:n], values[n:]
		kept = append(kept[:0], head...)
		for _, value := range values {
			if value <= s.counts.upTo() {
				kept = append(kept, value)
			}
		}
		s.countValues(kept[ballotHead:], head[2])
		if len(kept) == ballotHead || head[0]&1 == 0 {
			continue
		}
		kept[0] = 2*uint64(len(kept)-ballotHead) + 1
		if err := s.counted.Add(kept...); err != nil {
			return err
		}
	}
	return s.sums.failed
}

// countValues counts a record of each value under a category.
func (s *ballotState) countValues(values []uint64, category uint64) {
	if at, ok := s.counts.category(category); ok {
		s.counts.add(values, at, &s.sums)
		return
	}
	for _, value := range values {
		s.sums.put(&spill.Row{value, category, 1})
	}
}

// tapeMemory is the part of a state's memory that ballots take.
func tapeMemory(memory int64) int64 {
	if memory <= 0 {
		memory = spill.DefaultMemory
	}
	return max(memory/8, 1)
}

// Merge counts the ballots of a state of the same rule.
func (s *ballotState) Merge(next lint.State) error {
	n, ok := next.(*ballotState)
	if !ok {
		return fmt.Errorf("merging %T into a state of swapped-categories", next)
	}
	if err := s.count(); err != nil {
		return err
	}
	s.tested += n.tested
	for i := range s.placed {
		s.placed[i] += n.placed[i]
	}
	if n.counted != nil {
		defer n.Close()
		for word, err := range n.counted.All() {
			if err == nil {
				err = s.counted.Add(word)
			}
			if err != nil {
				return err
			}
		}
		n.counts.drain(&n.sums)
		if err := s.sums.merge(&n.sums); err != nil {
			return err
		}
	}
	s.cast = n.cast
	return s.count()
}

// settle finds out what the ballots say.
func (s *ballotState) settle() (*swapOutcome, error) {
	if s.outcome != nil {
		return s.outcome, nil
	}
	if err := s.count(); err != nil {
		return nil, err
	}
	s.counts.drain(&s.sums)
	values, astray, err := ask(&s.sums)
	if err != nil {
		return nil, err
	}
	s.outcome = &swapOutcome{result: lint.Result{Tested: s.tested}, asked: values}
	if astray < swappedLeast {
		if s.tested > 0 && len(values.leanings) == 0 {
			s.outcome.result.CantTell = textNoValueSpeaks
		}
		return s.outcome, nil
	}
	heard := s.rule.heard()
	heard.tested = s.placed
	defer heard.Close()
	if err := s.hear(heard, values); err != nil {
		return nil, err
	}
	s.outcome.result = heard.result()
	var group swap
	err = heard.byGroup(group.add, func(uint64) {
		group.end()
		s.outcome.again = s.outcome.again || group.records > 0
		group = swap{}
	})
	return s.outcome, err
}

// hear counts what the ballots say of each group and category.
func (s *ballotState) hear(heard *sumState, asked asked) error {
	var head [ballotHead]uint64
	var says [saysBits]uint64
	headed, left := 0, uint64(0)
	for word, err := range s.counted.All() {
		switch {
		case err != nil:
			return err
		case left == 0:
			head[headed] = word
			if headed++; headed == ballotHead {
				headed, left = 0, head[0]/2
			}
			continue
		}
		if left--; word <= asked.last {
			says[asked.says(word, head[2])]++
		}
		if left > 0 {
			continue
		}
		for what, n := range says {
			if n > 0 {
				heard.sums.add(head[1], head[2]&^saysBits|uint64(what), n, 0, 0)
			}
		}
		says = [saysBits]uint64{}
	}
	return heard.sums.failed
}

// Finish gives the result of a table in which no group is swapped.
func (s *ballotState) Finish() (lint.Result, error) {
	outcome, err := s.settle()
	if err := errors.Join(err, s.Close()); err != nil {
		return lint.Result{}, err
	}
	return outcome.result, nil
}

// Review asks for a second look when a group is swapped, to find out how it is called and where.
func (s *ballotState) Review() (lint.TableCheck, bool, error) {
	outcome, err := s.settle()
	if err != nil || !outcome.again {
		return lint.TableCheck{}, false, err
	}
	return s.rule.second(outcome.asked), true, s.Close()
}

func (s *ballotState) MarshalBinary() ([]byte, error) {
	if err := s.count(); err != nil {
		return nil, err
	}
	s.counts.drain(&s.sums)
	w := &wire{}
	w.put(uint64(s.tested), uint64(s.placed[0]), uint64(s.placed[1]), uint64(s.counted.Len()))
	for word, err := range s.counted.All() {
		if err != nil {
			return nil, err
		}
		w.put(word)
	}
	err := w.putSums(&s.sums)
	return w.bytes, err
}

func (s *ballotState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.tested, s.placed = w.getInt(), [2]int64{w.getInt(), w.getInt()}
	words := w.getWords()
	w.getSums(&s.sums)
	return errors.Join(w.err(), s.take(nil), s.counted.Add(words...))
}

// Close gives the temporary files back.
func (s *ballotState) Close() error {
	err := s.sums.close()
	if s.counted != nil {
		err = errors.Join(err, s.counted.Close())
	}
	return err
}
