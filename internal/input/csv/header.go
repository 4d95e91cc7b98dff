package csv

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cogwg/hvdlint/internal/message"
)

// headerRows is the number of rows among which the header is looked for.
const headerRows = 25

// layout is where the table starts and whether its first row is a header.
type layout struct {
	line   int64 // physical line of the header, or of the first record
	header bool
	width  int // number of columns, as far as known without reading the header
	why    message.Text
}

// findLayout finds the first row of the table and decides whether it is a header.
func findLayout(rows []sampled, options *Options) layout {
	width := 0
	if len(rows) > 0 {
		width = min(usualWidth(rows), maxColumns)
	}
	if options.HeaderRow != nil {
		return forcedLayout(int64(*options.HeaderRow), width)
	}
	l := layout{line: 1, width: width}
	first := firstRow(rows, width)
	if first < 0 {
		l.why = message.Text{EN: "The file has no rows.", FR: "Le fichier n’a aucune ligne remplie."}
		return l
	}
	if at, known := knownRow(rows, options.Labels); known > 1 || known > 0 && at == first {
		l.line, l.header = rows[at].line, true
		l.why = say(message.Text{
			EN: "Line {line} is the header: the standard knows {known} of its labels.",
			FR: "La ligne {line} est l’en-tête\u00a0: la norme connaît {known} de ses étiquettes.",
		}, l.line, message.P("known", known))
		return l
	}
	e := weigh(rows, first)
	if e.data > e.header && first > 0 && isTitleRow(&rows[first-1], width) {
		// The row above has other widths than the records, as when records end with a delimiter and the header does not.
		first--
		e = evidence{header: 1}
	}
	l.line, l.header = rows[first].line, e.data <= e.header
	l.why = say(e.why(), l.line)
	return l
}

func forcedLayout(line int64, width int) layout {
	if line <= 0 {
		return layout{line: 1, width: width, why: message.Text{EN: "The table was said to have no header.", FR: "Le tableau a été déclaré sans en-tête."}}
	}
	return layout{line: line, header: true, width: width, why: message.Text{EN: "The line of the header was given.", FR: "La ligne de l’en-tête a été donnée."}}
}

func say(text message.Text, line int64, params ...message.Param) message.Text {
	return text.Format(append(params, message.P("line", strconv.FormatInt(line, 10)))...)
}

// firstRow returns the index of the first row of the table: titles and notes above it fill fewer cells than the records. It
// returns -1 when there is none.
func firstRow(rows []sampled, width int) int {
	var filled []int
	for i := range rows {
		if n := rows[i].filled(); n > 1 || n > 0 && width == 1 {
			filled = append(filled, n)
		}
	}
	slices.Sort(filled)
	usual := max(1, width)
	if len(filled) > 0 {
		usual = filled[len(filled)/2]
	}
	least := min(2, width)
	first := -1
	for i := range rows[:min(len(rows), headerRows)] {
		n := rows[i].filled()
		switch {
		case n >= least && (n >= usual || len(rows[i].cells) == width && 2*n >= width):
			return i
		case n > 0 && first < 0:
			first = i
		}
	}
	return first
}

// knownRow returns the first of the rows of which the standard knows the most labels, and how many.
func knownRow(rows []sampled, labels func([]string) int) (at, known int) {
	if labels == nil {
		return 0, 0
	}
	for i := range rows[:min(len(rows), headerRows)] {
		if n := labels(rows[i].cells); n > known {
			at, known = i, n
		}
	}
	return at, known
}

// isTitleRow reports whether a row right above the records reads like labels for most of them.
func isTitleRow(row *sampled, width int) bool {
	if n := row.filled(); n < 2 || 2*n < width {
		return false
	}
	return !slices.ContainsFunc(row.cells, isValue)
}

// evidence counts the columns that speak for a row being the header, or being data like those below.
type evidence struct{ header, data int }

func (e evidence) why() message.Text {
	switch {
	case e.data > e.header:
		return message.Text{
			EN: "There is no header: line {line} holds the same kinds of values as the lines below.",
			FR: "Il n’y a pas d’en-tête\u00a0: la ligne {line} contient les mêmes sortes de valeurs que les suivantes.",
		}
	case e.header > 0:
		return message.Text{
			EN: "Line {line} is the header: it holds names above columns of numbers or dates.",
			FR: "La ligne {line} est l’en-tête\u00a0: elle contient des noms au-dessus de colonnes de nombres ou de dates.",
		}
	}
	return message.Text{
		EN: "Line {line} is taken for the header: nothing shows that it is a record.",
		FR: "La ligne {line} est prise pour l’en-tête\u00a0: rien n’indique que c’est un enregistrement.",
	}
}

// weigh compares a row with those below it, column by column. A name above values speaks for a header. A value above values
// speaks against, unless it is one of several years above values that are none: wide tables are labelled so. So does a
// text that comes again below.
func weigh(rows []sampled, at int) evidence {
	var e evidence
	years := 0
	for column, cell := range rows[at].cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		below := lookBelow(rows, at, column, cell)
		mostly := 2*below.values >= below.filled && below.filled > 0
		switch {
		case isYear(cell) && mostly && 2*below.years < below.values:
			years++
		case isValue(cell) && (mostly || below.filled == 0 && len(rows) == at+1 && !isYear(cell)):
			e.data++
		case isValue(cell):
		case below.again > 0:
			e.data++
		case mostly && strings.ContainsFunc(cell, unicode.IsLetter):
			e.header++
		}
	}
	if years > 1 {
		e.header += years
	}
	return e
}

// below is what a column holds under a cell.
type below struct{ filled, values, years, again int }

func lookBelow(rows []sampled, at, column int, cell string) below {
	var b below
	for i := at + 1; i < len(rows); i++ {
		if column >= len(rows[i].cells) || slices.Equal(rows[i].cells, rows[at].cells) {
			continue // a header may come again, where files were joined
		}
		other := strings.TrimSpace(rows[i].cells[column])
		if other == "" {
			continue
		}
		b.filled++
		if isValue(other) {
			b.values++
		}
		if isYear(other) {
			b.years++
		}
		if other == cell {
			b.again++
		}
	}
	return b
}

// isValue reports whether a cell reads like a number, a date or a time: it starts with a digit, perhaps behind a sign, and has no
// more than two letters in a row.
func isValue(cell string) bool {
	cell = strings.TrimLeft(strings.TrimSpace(cell), "+-−.,<>$(")
	if cell == "" || !isDigit(cell[0]) {
		return false
	}
	letters := 0
	for _, r := range cell {
		if !unicode.IsLetter(r) {
			letters = 0
		} else if letters++; letters > 2 {
			return false
		}
	}
	return true
}

func isYear(cell string) bool {
	if len(cell) != 4 {
		return false
	}
	year, err := strconv.Atoi(cell)
	return err == nil && year >= 1800 && year < 2100
}
