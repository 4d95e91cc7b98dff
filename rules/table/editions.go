package table

import (
	"bytes"
	"fmt"

	"github.com/zeebo/xxh3"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// editionOptions say by what two editions of a table are compared. Records are the same when their keys are, to the letter; values of numbers
// are the same when the numbers are.
type editionOptions struct {
	rule    string // its id
	key     keyHasher
	values  []lint.Field // that are compared; none: keys alone are
	period  int          // column of the period of a record of the earlier edition; -1: it is not asked for
	periods *periods
	earlier bool // the records are those of the earlier edition
	spill   spill.Options
	finish  func(s *editionState) (lint.Result, error)
	// review says whether a second look is needed, and which; nil: never.
	review func(s *editionState) (lint.TableCheck, bool, error)
}

func (o *editionOptions) check() lint.TableCheck {
	return lint.TableCheck{New: func() lint.State {
		return &editionState{options: o, key: o.key.clone(), rows: rowStore{options: o.spill}}
	}}
}

// The origin of a row. Those of the table at hand sort before those of the earlier edition with the same key and value.
const (
	originNow     = 0
	originEarlier = 1
)

// editionState takes down the records of one edition: key, value, origin, record, and the line, or of the earlier edition the period.
type editionState struct {
	options *editionOptions
	key     keyHasher
	rows    rowStore
	last    uint64 // the last period, as a word
}

func (s *editionState) Observe(b *table.Batch) {
	o := s.options
	for i, key := range s.key.sum(b) {
		if !s.key.complete(b, i) {
			continue
		}
		row := spill.Row{key, o.valueOf(b, i), originNow, uint64(b.Record(i)), uint64(b.Line(i))}
		if o.earlier {
			row[2], row[4] = originEarlier, o.periodOf(b, i)
			s.last = max(s.last, row[4])
		}
		s.rows.pending = append(s.rows.pending, row)
	}
}

// valueOf returns the hash of the values of record i that are compared.
func (o *editionOptions) valueOf(b *table.Batch, i int) uint64 {
	hash := uint64(firstSeed)
	for _, field := range o.values {
		column := &b.Columns[field.Column]
		var text []byte
		if !column.Missing(i) {
			text = comparableText(field, column.Text(i))
		}
		hash = mix(hash^xxh3.HashSeed(text, secondSeed), firstSeed)
	}
	return hash
}

// comparableText returns what two values of a field have in common when they are the same.
func comparableText(field lint.Field, text []byte) []byte {
	if field.Type == "integer" || field.Type == "number" {
		return plainNumber(text)
	}
	return text
}

// periodOf returns the period of record i as a word, or heldPeriod.
func (o *editionOptions) periodOf(b *table.Batch, i int) uint64 {
	if o.period < 0 {
		return heldPeriod
	}
	column := &b.Columns[o.period]
	n, ok := o.periods.number(column.Text(i))
	if !ok || !column.Valid(i) {
		return heldPeriod
	}
	return word(n)
}

// plainNumber returns a number without the zeros that say nothing: "05.10" is "5.1". What is written in another way is returned as it is.
func plainNumber(text []byte) []byte {
	for _, c := range text {
		if c-'0' > 9 && c != '.' {
			return text
		}
	}
	if bytes.Count(text, []byte(".")) == 1 {
		text = bytes.TrimSuffix(bytes.TrimRight(text, "0"), []byte("."))
	}
	for len(text) > 1 && text[0] == '0' && text[1] != '.' {
		text = text[1:]
	}
	return text
}

func (s *editionState) Merge(next lint.State) error {
	n, ok := next.(*editionState)
	if !ok {
		return fmt.Errorf("merging %T into a state of %s", next, s.options.rule)
	}
	s.last = max(s.last, n.last)
	return s.rows.merge(&n.rows)
}

// compare calls yield for each key of the earlier edition with its first record there and in the table at hand, which has none (a row of record 0)
// when the key is gone. same: the values of one of the records of the key agree. The rows of the earlier edition are used up.
func (s *editionState) compare(earlier *editionState, yield func(was, is *spill.Row, same bool)) error {
	if err := s.rows.merge(&earlier.rows); err != nil {
		return err
	}
	var was, is, before spill.Row
	same := false
	for row, err := range s.rows.sorted() {
		if err != nil {
			return err
		}
		if row[0] != before[0] {
			if was[3] > 0 {
				yield(&was, &is, same)
			}
			was, is, same = spill.Row{}, spill.Row{}, false
		}
		into := &is
		if row[2] == originEarlier {
			into = &was
			same = same || is[3] > 0 && before[0] == row[0] && before[1] == row[1] && before[2] == originNow
		}
		if into[3] == 0 || row[3] < into[3] {
			*into = *row
		}
		before = *row
	}
	if was[3] > 0 {
		yield(&was, &is, same)
	}
	return nil
}

// Finish lets the rule compare.
func (s *editionState) Finish() (lint.Result, error) {
	defer s.Close()
	return s.options.finish(s)
}

// Review lets the rule ask for a second look.
func (s *editionState) Review() (lint.TableCheck, bool, error) {
	if s.options.review == nil {
		return lint.TableCheck{}, false, nil
	}
	return s.options.review(s)
}

func (s *editionState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(s.last)
	err := w.putRows(&s.rows)
	return w.bytes, err
}

func (s *editionState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.last = w.get()
	s.rows = rowStore{options: s.options.spill, pending: w.getRows()}
	return w.err()
}

// Close gives the temporary file back.
func (s *editionState) Close() error { return s.rows.close() }

// earlierEdition takes down the records of the earlier edition. options are made once it is known which fields that has; those it lacks have
// column -1. nil: the edition cannot be read, or lacks a field of the key, of which there are as many as the first names.
func earlierEdition(b *lint.Binding, names []string, key int, options func(fields []lint.Field) *editionOptions) (*editionState, error) {
	lacks := false
	state, err := b.Previous(names, func(fields []lint.Field) lint.TableCheck {
		lacks = false
		for _, field := range fields[:key] {
			lacks = lacks || field.Column < 0
		}
		if lacks {
			fields = nil
		}
		return options(fields).check()
	})
	if state == nil || lacks || err != nil {
		return nil, err
	}
	earlier, ok := state.(*editionState)
	if !ok {
		return nil, fmt.Errorf("reading the earlier edition: got a %T", state)
	}
	return earlier, nil
}

// namesOf lists the names of fields.
func namesOf(fields []lint.Field) []string {
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = field.Name
	}
	return names
}

var textNoEarlier = message.Text{
	EN: "the earlier edition could not be read, or does not have the fields of the key",
	FR: "l’édition précédente n’a pas pu être lue, ou n’a pas les champs de la clé",
}
