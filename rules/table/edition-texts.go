package table

import (
	"fmt"
	"maps"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// textOptions say how which records are written is taken down.
type textOptions struct {
	rule   string // its id
	key    keyHasher
	values []lint.Field
	wanted []int64 // records, in order
	finish func(texts map[int64][]string) (lint.Result, error)
}

func (o *textOptions) check() lint.TableCheck {
	return lint.TableCheck{New: func() lint.State { return &textState{options: o, texts: map[int64][]string{}} }}
}

// textState takes down how some records are written: the key, then each value, which is empty where there is none.
type textState struct {
	options *textOptions
	texts   map[int64][]string
}

func (s *textState) Observe(b *table.Batch) {
	o := s.options
	from, _ := slices.BinarySearch(o.wanted, b.First)
	for _, record := range o.wanted[from:] {
		i := int(record - b.First)
		if i >= b.Len {
			break
		}
		texts := []string{o.key.text(b, i)}
		for _, field := range o.values {
			text := ""
			if column := &b.Columns[field.Column]; !column.Missing(i) {
				text = shorten(column.Text(i))
			}
			texts = append(texts, text)
		}
		s.texts[record] = texts
	}
}

func (s *textState) Merge(next lint.State) error {
	n, ok := next.(*textState)
	if !ok {
		return fmt.Errorf("merging %T into a state of %s", next, s.options.rule)
	}
	maps.Copy(s.texts, n.texts)
	return nil
}

func (s *textState) Finish() (lint.Result, error) { return s.options.finish(s.texts) }

func (s *textState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(uint64(len(s.texts)))
	for _, record := range slices.Sorted(maps.Keys(s.texts)) {
		w.put(uint64(record), uint64(len(s.texts[record])))
		for _, text := range s.texts[record] {
			w.putText(text)
		}
	}
	return w.bytes, nil
}

func (s *textState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.texts = map[int64][]string{}
	for range w.count() {
		record := w.getInt()
		texts := make([]string, w.count())
		for i := range texts {
			texts[i] = w.getText()
		}
		s.texts[record] = texts
	}
	return w.err()
}

// earlierTexts returns how records of the earlier edition, which are in order, are written. names begin with those of the key.
func earlierTexts(b *lint.Binding, names []string, key int, wanted []int64) (map[int64][]string, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	state, err := b.Previous(names, func(fields []lint.Field) lint.TableCheck {
		o := &textOptions{rule: b.Requirement.Rule, key: newKeyHasher(fields[:key]), values: fields[key:], wanted: wanted}
		return o.check()
	})
	if state == nil || err != nil {
		return nil, err
	}
	texts, ok := state.(*textState)
	if !ok {
		return nil, fmt.Errorf("reading the earlier edition: got a %T", state)
	}
	return texts.texts, nil
}
