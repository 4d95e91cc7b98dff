package table

import (
	"fmt"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// inconsistentCase finds the values that do not follow the case convention of their field in this file (domain row N19).
// The convention is the one that more than two thirds of the values follow.
var inconsistentCase = &lint.Rule{
	ID: "inconsistent-case", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: bindInconsistentCase,
}

func bindInconsistentCase(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); err != nil {
		return nil, err
	}
	field, err := b.Field("field")
	if err != nil {
		return nil, err
	}
	keep := b.Samples
	if keep <= 0 {
		keep = casePlaces
	}
	return lint.TableCheck{New: func() lint.State { return &caseState{field: field, keep: keep} }}, nil
}

// casePlaces is the number of places of each case that are kept when all findings are wanted. Until the last record
// nobody knows which case is the minority, and a minority larger than this is better told by its number.
const casePlaces = 100_000

type caseState struct {
	field  lint.Field
	keep   int
	counts [letterCases]int64
	places [letterCases][]casePlace
}

type casePlace struct {
	record, line int64
	value        string
}

func (s *caseState) Observe(b *table.Batch) {
	column := &b.Columns[s.field.Column]
	for i, word := range casesIn(b, s.field.Column) {
		if b.IsExcluded(i) || !column.Valid(i) {
			continue
		}
		c := letterCase(word)
		s.counts[c]++
		if c != noCase && len(s.places[c]) < s.keep {
			s.places[c] = append(s.places[c], casePlace{b.Record(i), b.Line(i), shorten(column.Text(i))})
		}
	}
}

// casesIn returns as words how the letters of a column's values are cased, by record.
func casesIn(b *table.Batch, column int) []uint64 {
	note, known := memoOf(b).Note("case", column)
	if known {
		return note.Words
	}
	c := &b.Columns[column]
	note.Words = table.Sized(note.Words, b.Len)
	if values := c.NoteValues("case", func(cell table.Cell) uint64 { return uint64(lettersOf(cell.Text).caseOf(cell.Text)) }); values != nil {
		values.Fill(note.Words, c.Index)
		return note.Words
	}
	for i, word := range lettersIn(b, column) {
		note.Words[i] = uint64(lettersOfWord(word).caseOf(c.Text(i)))
	}
	return note.Words
}

func (s *caseState) Merge(next lint.State) error {
	n, ok := next.(*caseState)
	if !ok {
		return fmt.Errorf("merging %T into a state of inconsistent-case", next)
	}
	for c := range s.counts {
		s.counts[c] += n.counts[c]
		s.places[c] = append(s.places[c], n.places[c][:min(len(n.places[c]), s.keep-len(s.places[c]))]...)
	}
	return nil
}

func (s *caseState) Finish() (lint.Result, error) {
	var cased int64
	most := upperCase
	for c := upperCase; c < letterCases; c++ {
		cased += s.counts[c]
		if s.counts[c] > s.counts[most] {
			most = c
		}
	}
	result := lint.Result{Tested: cased, Failed: cased - s.counts[most]}
	if result.Failed == 0 {
		return result, nil
	}
	if most == mixedCase || 3*s.counts[most] <= 2*cased {
		result.Defects = []lint.Defect{s.undecided(most, result.Failed, cased)}
		return result, nil
	}
	kept := first{limit: s.keep}
	for c := upperCase; c < letterCases; c++ {
		if c == most {
			continue
		}
		for _, p := range s.places[c] {
			kept.add(s.defect(p, most))
		}
	}
	result.Defects = kept.sorted()
	return result, nil
}

func (s *caseState) defect(p casePlace, convention letterCase) lint.Defect {
	return lint.Defect{
		At:    lint.Location{Record: p.record, Line: p.line, Column: s.field.Column + 1, Field: s.field.Name},
		Value: p.value, Params: []message.Param{message.P("convention", caseNames[convention])},
	}
}

// undecided tells of a field without a convention, at the first value that is not of the most frequent case.
func (s *caseState) undecided(most letterCase, failed, cased int64) lint.Defect {
	kept := first{limit: 1}
	for c := upperCase; c < letterCases; c++ {
		if c != most && len(s.places[c]) > 0 {
			kept.add(s.defect(s.places[c][0], most))
		}
	}
	d := kept.defects[0]
	d.Variant, d.Count = "undecided", failed
	d.Params = append(d.Params, message.P("agree", s.counts[most]), message.P("values", cased))
	return d
}

// caseNames names the conventions as they stand in a sentence: "the other values are …".
var caseNames = [letterCases]message.Text{
	upperCase: {EN: "in capitals", FR: "en majuscules"},
	titleCase: {EN: "capitalised", FR: "en minuscules avec une majuscule initiale"},
	lowerCase: {EN: "in small letters", FR: "en minuscules"},
	mixedCase: {EN: "in mixed case", FR: "en casse mixte"},
}

func (s *caseState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	for c := range s.counts {
		w.put(uint64(s.counts[c]), uint64(len(s.places[c])))
		for _, p := range s.places[c] {
			w.put(uint64(p.record), uint64(p.line))
			w.putText(p.value)
		}
	}
	return w.bytes, nil
}

func (s *caseState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	for c := range s.counts {
		s.counts[c] = w.getInt()
		s.places[c] = make([]casePlace, w.count())
		for i := range s.places[c] {
			s.places[c][i] = casePlace{w.getInt(), w.getInt(), w.getText()}
		}
	}
	return w.err()
}
