package xlsx

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// candidate is a sheet and what its first rows show.
type candidate struct {
	sample *sample // nil: it has no cells, or was not looked at
	layout *layout
	err    error // why it cannot be read
}

// sampledSheets is the number of sheets whose first rows are looked at.
const sampledSheets = 256

// survey looks at the first rows of each sheet and lists them in facts.
func survey(ctx context.Context, w *workbook, facts *table.Workbook, options *layoutOptions) ([]candidate, error) {
	candidates := make([]candidate, len(w.sheets))
	for i := range w.sheets {
		s, c := &w.sheets[i], &candidates[i]
		one := table.Sheet{Name: s.name, Hidden: s.hidden}
		if s.part != "" && i < sampledSheets {
			if err := c.look(ctx, w, s, options); err != nil {
				return nil, err
			}
		}
		if c.sample != nil {
			if r := c.sample.rectangle(); r != nil {
				one.Range = r.String()
			}
			one.Data = c.layout.isTable()
		}
		facts.Sheets = append(facts.Sheets, one)
	}
	return candidates, nil
}

// look takes the sample of a sheet and lays it out. Only errors that are ours are returned.
func (c *candidate) look(ctx context.Context, w *workbook, s *sheet, options *layoutOptions) error {
	sample, err := takeSample(ctx, w, s.part, options.first)
	if err != nil {
		if _, ok := errors.AsType[*refusal](err); !ok {
			return err
		}
		c.err = err
		return nil
	}
	c.sample, c.layout = sample, findLayout(sample, s.tables, options)
	return nil
}

// choose returns the index of the sheet that is read, and why. wanted is a name, or a number from 1; empty: it is chosen here.
func choose(w *workbook, facts *table.Workbook, candidates []candidate, wanted string) (int, message.Text, error) {
	if wanted != "" {
		i, err := findSheet(w, facts, wanted)
		return i, message.Text{EN: "The sheet was named.", FR: "La feuille a été nommée."}, err
	}
	best, rank := -1, 0
	for i := range candidates {
		if r := rankOf(&w.sheets[i], &candidates[i]); r > rank {
			best, rank = i, r
		}
	}
	if best < 0 {
		return 0, message.Text{}, refuse("no-sheet", noSheets)
	}
	return best, whyChosen(w, candidates, best), nil
}

// The ranks of sheets: a table before cells that are none, cells before nothing, and what is visible before what is not. Among tables
// each label that the standard knows counts.
const (
	hasCells   = 1
	isVisible  = 2
	isFilled   = 4
	holdsTable = 8
	knownLabel = 16
)

func rankOf(s *sheet, c *candidate) int {
	if s.part == "" {
		return 0
	}
	rank := hasCells
	if !s.hidden {
		rank += isVisible
	}
	if c.sample == nil || len(c.sample.rows) == 0 {
		return rank
	}
	rank += isFilled
	if c.layout.isTable() && !s.hidden {
		rank += holdsTable + knownLabel*c.layout.known
	}
	return rank
}

func whyChosen(w *workbook, candidates []candidate, chosen int) message.Text {
	cells, tables := 0, 0
	for i := range candidates {
		if w.sheets[i].part != "" {
			cells++
		}
		if c := &candidates[i]; c.layout != nil && c.layout.isTable() && !w.sheets[i].hidden {
			tables++
		}
	}
	c := &candidates[chosen]
	isTable := c.layout != nil && c.layout.isTable()
	switch {
	case cells == 1:
		return message.Text{EN: "It is the only sheet with cells.", FR: "C’est la seule feuille qui a des cellules."}
	case isTable && tables == 1:
		return message.Text{EN: "It is the only visible sheet that holds a table.", FR: "C’est la seule feuille visible qui contient un tableau."}
	case isTable && tables > 1 && c.layout.known > 0:
		return message.Text{
			EN: "Of the visible sheets that hold a table, it is the first with the most labels that the standard knows.",
			FR: "Parmi les feuilles visibles qui contiennent un tableau, c’est la première dont la norme connaît le plus d’étiquettes.",
		}
	case isTable && tables > 1:
		return message.Text{
			EN: "It is the first of the visible sheets that hold a table.",
			FR: "C’est la première des feuilles visibles qui contiennent un tableau.",
		}
	case w.sheets[chosen].hidden:
		return message.Text{EN: "No visible sheet has cells.", FR: "Aucune feuille visible n’a de cellules."}
	}
	return message.Text{
		EN: "No visible sheet holds a table, and it is the first that could.",
		FR: "Aucune feuille visible ne contient de tableau, et c’est la première qui pourrait en contenir un.",
	}
}

// findSheet finds a sheet by name, without regard to case where no name is the same, or by number.
func findSheet(w *workbook, facts *table.Workbook, wanted string) (int, error) {
	found := -1
	for i := range w.sheets {
		if w.sheets[i].name == wanted {
			found = i
			break
		}
		if found < 0 && strings.EqualFold(w.sheets[i].name, wanted) {
			found = i
		}
	}
	if found < 0 {
		if n, err := strconv.Atoi(wanted); err == nil && n >= 1 && n <= len(w.sheets) {
			found = n - 1
		}
	}
	switch {
	case found < 0:
		return 0, refuseSheet(noSuchSheet, wanted, facts.Sheets)
	case w.sheets[found].part == "":
		return 0, refuseSheet(chartSheet, w.sheets[found].name, facts.Sheets)
	}
	return found, nil
}
