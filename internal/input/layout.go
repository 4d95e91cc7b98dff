package input

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// MaxColumns is the greatest number of columns of a table, that of a sheet; a record of a few bytes takes time and memory for each of
// them.
const MaxColumns = 1 << 14

// Of what stands above the header and below the last record so many rows are kept, and so many bytes of each.
const (
	AboveLimit = 10
	AboveSize  = 1000
)

// KeepAbove counts a line above the header, and keeps it unless there are enough.
func KeepAbove(header *table.Header, line table.Line) {
	if header.AboveCount++; header.AboveCount <= AboveLimit {
		header.Above = append(header.Above, line)
	}
}

// HeaderRows is the number of rows among which the header is looked for.
const HeaderRows = 25

// SampleRows is the number of rows, from the first one, that detection wants to see.
const SampleRows = 200

// Row is one of the first rows of a table whose header is not known yet.
type Row struct {
	Number int64 // its physical line, or its number on a sheet, from 1
	Cells  []string
}

// LayoutOptions are what is known before the layout is. The zero value detects everything.
type LayoutOptions struct {
	// HeaderRow is the number of the header's row; 0: the table has none, and its first row is a record; nil: detected.
	HeaderRow *int
	// Labels tells how many of some labels the standard knows; may be nil.
	Labels func([]string) int
	// Sheet says that rows are those of a sheet, not lines of text.
	Sheet bool
}

// Layout is where the table starts and whether its first row is a header.
type Layout struct {
	Row    int64 // number of the header's row, or of the first record's
	Header bool
	Width  int          // number of columns, as far as known without reading the header
	Why    message.Text // one sentence
}

// FindLayout finds the first row of the table among those sampled and decides whether it is a header.
func FindLayout(rows []Row, options LayoutOptions) Layout {
	width := 0
	if len(rows) > 0 {
		width = min(UsualWidth(rows), MaxColumns)
	}
	unit := lines
	if options.Sheet {
		unit = rowsOfSheet
	}
	if options.HeaderRow != nil {
		return forcedLayout(int64(*options.HeaderRow), width, unit)
	}
	l := Layout{Row: 1, Width: width}
	first := firstRow(rows, width)
	if first < 0 {
		l.Why = message.Text{EN: "The file has no rows.", FR: "Le fichier n’a aucune ligne remplie."}
		return l
	}
	if at, known := knownRow(rows, options.Labels); known > 1 || known > 0 && at == first {
		l.Row, l.Header = rows[at].Number, true
		l.Why = say(message.Text{
			EN: "{Place} {row} is the header: the standard knows {known} of its labels.",
			FR: "{Place} {row} est l’en-tête\u00a0: la norme connaît {known} de ses étiquettes.",
		}, unit, l.Row, message.P("known", known))
		return l
	}
	e := weigh(rows, first)
	if e.data > e.header && first > 0 && isTitleRow(&rows[first-1], width) {
		// The row above has other widths than the records, as when records end with a delimiter and the header does not.
		first--
		e = evidence{header: 1}
	}
	l.Row, l.Header = rows[first].Number, e.data <= e.header
	l.Why = say(e.why(), unit, l.Row)
	return l
}

// rowUnit is what a row is called: by itself and, with its article, at the start of a sentence and inside one.
type rowUnit struct{ unit, initial, place message.Text }

var (
	lines = rowUnit{
		message.Text{EN: "line", FR: "ligne"}, message.Text{EN: "Line", FR: "La ligne"}, message.Text{EN: "line", FR: "la ligne"},
	}
	// French calls the rows of a sheet lines too.
	rowsOfSheet = rowUnit{
		message.Text{EN: "row", FR: "ligne"}, message.Text{EN: "Row", FR: "La ligne"}, message.Text{EN: "row", FR: "la ligne"},
	}
)

func forcedLayout(row int64, width int, unit rowUnit) Layout {
	if row <= 0 {
		return Layout{Row: 1, Width: width, Why: message.Text{EN: "The table was said to have no header.", FR: "Le tableau a été déclaré sans en-tête."}}
	}
	return Layout{Row: row, Header: true, Width: width, Why: message.Text{
		EN: "The {unit} of the header was given.", FR: "La {unit} de l’en-tête a été donnée.",
	}.Format(message.P("unit", unit.unit))}
}

// say names a row in a sentence.
func say(text message.Text, unit rowUnit, row int64, params ...message.Param) message.Text {
	return text.Format(append(params, message.P("Place", unit.initial), message.P("place", unit.place), message.P("row", strconv.FormatInt(row, 10)))...)
}

// firstRow returns the index of the first row of the table: titles and notes above it fill fewer cells than the records. It
// returns -1 when there is none.
func firstRow(rows []Row, width int) int {
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
	for i := range rows[:min(len(rows), HeaderRows)] {
		n := rows[i].filled()
		switch {
		case n >= least && (n >= usual || len(rows[i].Cells) == width && 2*n >= width):
			return i
		case n > 0 && first < 0:
			first = i
		}
	}
	return first
}

// knownRow returns the first of the rows of which the standard knows the most labels, and how many.
func knownRow(rows []Row, labels func([]string) int) (at, known int) {
	if labels == nil {
		return 0, 0
	}
	for i := range rows[:min(len(rows), HeaderRows)] {
		if n := labels(rows[i].Cells); n > known {
			at, known = i, n
		}
	}
	return at, known
}

// isTitleRow reports whether a row right above the records reads like labels for most of them.
func isTitleRow(row *Row, width int) bool {
	if n := row.filled(); n < 2 || 2*n < width {
		return false
	}
	return !slices.ContainsFunc(row.Cells, isValue)
}

// evidence counts the columns that speak for a row being the header, or being data like those below.
type evidence struct{ header, data int }

func (e evidence) why() message.Text {
	switch {
	case e.data > e.header:
		return message.Text{
			EN: "There is no header: {place} {row} holds the same kinds of values as those below.",
			FR: "Il n’y a pas d’en-tête\u00a0: {place} {row} contient les mêmes sortes de valeurs que les suivantes.",
		}
	case e.header > 0:
		return message.Text{
			EN: "{Place} {row} is the header: it holds names above columns of numbers or dates.",
			FR: "{Place} {row} est l’en-tête\u00a0: elle contient des noms au-dessus de colonnes de nombres ou de dates.",
		}
	}
	return message.Text{
		EN: "{Place} {row} is taken for the header: nothing shows that it is a record.",
		FR: "{Place} {row} est prise pour l’en-tête\u00a0: rien n’indique que c’est un enregistrement.",
	}
}

// weigh compares a row with those below it, column by column. A name above values speaks for a header. A value above values
// speaks against, unless it is one of several years above values that are none: wide tables are labelled so. So does a
// text that comes again below.
func weigh(rows []Row, at int) evidence {
	var e evidence
	years := 0
	for column, cell := range rows[at].Cells {
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

func lookBelow(rows []Row, at, column int, cell string) below {
	var b below
	for i := at + 1; i < len(rows); i++ {
		if column >= len(rows[i].Cells) || slices.Equal(rows[i].Cells, rows[at].Cells) {
			continue // a header may come again, where files were joined
		}
		other := strings.TrimSpace(rows[i].Cells[column])
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
	if cell == "" || (cell[0] < '0' || cell[0] > '9') {
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

// UsualWidth returns the most frequent number of cells of rows with more than one, the first of those that are as frequent, or 1.
func UsualWidth(rows []Row) int {
	counts := map[int]int{}
	for i := range rows {
		if width := len(rows[i].Cells); width > 1 && !rows[i].IsBlank() {
			counts[width]++
		}
	}
	usual := 1
	for i := range rows {
		if width := len(rows[i].Cells); counts[width] > counts[usual] {
			usual = width
		}
	}
	return usual
}

// IsBlank reports whether all cells are empty or blank.
func (r *Row) IsBlank() bool { return r.filled() == 0 }

// filled returns the number of cells that are not blank.
func (r *Row) filled() int {
	n := 0
	for _, cell := range r.Cells {
		if strings.TrimSpace(cell) != "" {
			n++
		}
	}
	return n
}
