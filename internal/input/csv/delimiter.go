package csv

import (
	"cmp"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
)

// candidates are the delimiters that are looked for. Of two that fit equally well the first wins: a comma is common inside
// cells, a tab is not.
const candidates = "\t;|,"

// delimiter is a delimiter found, given or declared, or what stands for none, and one sentence on how.
type delimiter struct {
	character byte
	why       message.Text
}

// fit is how well a candidate divides the sampled rows.
type fit struct {
	character byte
	known     int  // the most labels of one row that the standard knows
	width     int  // the most frequent number of cells, at least two
	matching  int  // rows of that width
	rows      int  // rows from the first of that width on, without blank ones
	all       int  // rows, without blank ones
	divided   int  // rows that it divides at all
	first     bool // it divides the first row
	decimals  bool
}

// findDelimiter finds the delimiter of a sample, which it looks at once for each candidate. declared is what the dialect says, or 0.
func findDelimiter(sample []byte, s *syntax, declared byte, options *Options) delimiter {
	if options.Delimiter != "" {
		return delimiter{options.Delimiter[0], message.Text{EN: "The delimiter was given.", FR: "Le délimiteur a été donné."}}
	}
	if declared != 0 {
		return delimiter{declared, message.Text{EN: "The delimiter is declared.", FR: "Le délimiteur est déclaré."}}
	}
	var best fit
	for i := range len(candidates) {
		if !s.allows(candidates[i]) {
			continue
		}
		f := measure(readRows(sample, s.divided(candidates[i])), candidates[i], options.Labels)
		f.decimals = f.character == ',' && commasAreDecimal(sample)
		if f.viable() && (best.width == 0 || f.betterThan(&best)) {
			best = f
		}
	}
	if best.width == 0 {
		return delimiter{s.undivided(), message.Text{
			EN: "No delimiter divides the rows evenly, so the table has a single column.",
			FR: "Aucun délimiteur ne divise les lignes de façon régulière\u00a0: le tableau n’a donc qu’une colonne.",
		}}
	}
	text := message.Text{
		EN: "{name} divide {matching} of {rows|row|rows} into {width} cells.",
		FR: "{name} divisent {matching|ligne|lignes} sur {rows} en {width} cellules.",
	}
	return delimiter{best.character, text.Format(message.P("name", delimiterName(best.character)),
		message.P("matching", best.matching), message.P("rows", best.rows), message.P("width", best.width))}
}

func delimiterName(character byte) message.Text {
	switch character {
	case '\t':
		return message.Text{EN: "Tabs", FR: "Les tabulations"}
	case ';':
		return message.Text{EN: "Semicolons", FR: "Les points-virgules"}
	case '|':
		return message.Text{EN: "Vertical bars", FR: "Les barres verticales"}
	}
	return message.Text{EN: "Commas", FR: "Les virgules"}
}

// measure counts how evenly the rows are divided, below any text that comes before the first row of the usual width.
func measure(rows []input.Row, character byte, labels func([]string) int) fit {
	f := fit{character: character, width: input.UsualWidth(rows)}
	for i := range rows {
		if labels != nil && i < input.HeaderRows {
			f.known = max(f.known, labels(rows[i].Cells))
		}
		if rows[i].IsBlank() {
			continue
		}
		f.all++
		if len(rows[i].Cells) > 1 {
			f.divided++
			f.first = f.first || f.all == 1
		}
		if len(rows[i].Cells) == f.width {
			f.matching++
		}
		if f.matching > 0 {
			f.rows++
		}
	}
	if f.matching == 0 {
		f.width = 0
	}
	return f
}

// viable reports whether the candidate may be the delimiter at all: more than half of the rows agree, and more than one unless
// there are few; or it divides the first row and more than half of all; or the standard knows their labels.
func (f *fit) viable() bool {
	agree := 2*f.matching > f.rows && (f.matching > 1 || f.all <= 3)
	divides := f.first && 2*f.divided > f.all
	return f.width > 1 && (f.known > 1 || agree || divides)
}

// betterThan compares by, in this order: labels known; commas that are decimal; rows that agree, in steps of a tenth;
// cells; rows.
func (f *fit) betterThan(other *fit) bool {
	return cmp.Or(
		cmp.Compare(known(f), known(other)),
		cmp.Compare(decimals(other), decimals(f)),
		cmp.Compare(10*f.matching/f.rows, 10*other.matching/other.rows),
		cmp.Compare(f.width, other.width),
		cmp.Compare(f.matching, other.matching),
	) > 0
}

// known returns the number of labels known; a single one may be chance.
func known(f *fit) int {
	if f.known < 2 {
		return 0
	}
	return f.known
}

func decimals(f *fit) int {
	if f.decimals {
		return 1
	}
	return 0
}

// commasAreDecimal reports whether nearly all commas of a sample stand between digits.
func commasAreDecimal(sample []byte) bool {
	all, between := 0, 0
	for i, b := range sample {
		if b != ',' {
			continue
		}
		all++
		if i > 0 && i+1 < len(sample) && isDigit(sample[i-1]) && isDigit(sample[i+1]) {
			between++
		}
	}
	return all > 0 && 10*between >= 9*all
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
