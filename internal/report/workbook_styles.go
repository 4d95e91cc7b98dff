package report

import "github.com/xuri/excelize/v2"

// bookStyles are the styles of a workbook, by their numbers.
type bookStyles struct {
	text, number, header, around int // of the copies
	cell, title, strong, head    int // of the sheets that tell
	link, value, count, tally    int
	share, ordinal               int
	good, unread                 int
	marks                        map[string]markStyles // by severity, and of what does not count
}

// markStyles set off cells of one severity: by colour, by the line around them, and by bold letters.
type markStyles struct{ text, number, header int }

// The formats of numbers that are built into Excel (ECMA-376 part 1, 18.8.30).
const (
	formatGeneral = 0
	formatCount   = 3  // with groups of three digits, as the country of the reader has them
	formatText    = 49 // a text stays one even when it is edited: "=1" does not become a formula
)

// The lines around cells, as excelize numbers them.
const (
	lineThin         = 1
	lineMedium       = 2
	lineDotted       = 4
	lineDouble       = 6
	lineMediumDashed = 8
)

// markLook is how cells of a severity look, or such as do not count.
type markLook struct {
	fill, ink string
	line      int
}

func looks() map[string]markLook {
	return map[string]markLook{
		SeverityError:   {"FFC7CE", "9C0006", lineMedium},
		SeverityWarning: {"FFEB9C", "7F4F00", lineMediumDashed},
		SeverityNote:    {"DDEBF7", "1F4E79", lineDotted},
		lookExcepted:    {"EDEDED", "404040", lineDouble},
	}
}

const (
	headFill = "E7E6E6"
	lineInk  = "BFBFBF"
	linkInk  = "0563C1"
)

func newBookStyles(file *excelize.File) (bookStyles, error) {
	var s bookStyles
	var failed error
	add := func(to *int, style *excelize.Style) {
		id, err := file.NewStyle(style)
		if err != nil && failed == nil {
			failed = err
		}
		*to = id
	}
	top := &excelize.Alignment{Vertical: "top"}
	wrap := &excelize.Alignment{Vertical: "top", WrapText: true}
	bold := letters(excelize.Font{Bold: true})
	add(&s.text, &excelize.Style{NumFmt: formatText})
	add(&s.number, &excelize.Style{NumFmt: formatGeneral, Alignment: &excelize.Alignment{Horizontal: "right"}})
	add(&s.header, &excelize.Style{NumFmt: formatText, Font: bold, Fill: solid(headFill), Border: around(lineThin, lineInk)})
	add(&s.around, &excelize.Style{NumFmt: formatText, Font: letters(excelize.Font{Italic: true, Color: "595959"})})
	add(&s.cell, &excelize.Style{Alignment: wrap})
	add(&s.title, &excelize.Style{Font: letters(excelize.Font{Bold: true, Size: 14}), Alignment: top})
	add(&s.strong, &excelize.Style{Font: bold, Alignment: wrap})
	add(&s.head, &excelize.Style{Font: bold, Alignment: wrap, Fill: solid(headFill), Border: around(lineThin, lineInk)})
	add(&s.link, &excelize.Style{Font: letters(excelize.Font{Color: linkInk, Underline: "single"}), Alignment: wrap})
	add(&s.value, &excelize.Style{NumFmt: formatText, Alignment: wrap})
	add(&s.count, &excelize.Style{NumFmt: formatCount, Alignment: top})
	add(&s.tally, &excelize.Style{NumFmt: formatCount, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}})
	add(&s.ordinal, &excelize.Style{NumFmt: formatGeneral, Alignment: top})
	add(&s.share, &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right"}})
	add(&s.good, &excelize.Style{Font: letters(excelize.Font{Bold: true, Color: "006100"}), Fill: solid("C6EFCE"), Alignment: wrap, Border: around(lineMedium, "006100")})
	add(&s.unread, &excelize.Style{Font: letters(excelize.Font{Bold: true, Color: "FFFFFF"}), Fill: solid("404040"), Alignment: wrap, Border: around(lineMedium, "000000")})
	s.marks = map[string]markStyles{}
	for _, severity := range []string{SeverityError, SeverityWarning, SeverityNote, lookExcepted} {
		look := looks()[severity]
		style := excelize.Style{
			NumFmt: formatText, Font: letters(excelize.Font{Bold: true, Color: look.ink}), Fill: solid(look.fill), Border: around(look.line, look.ink),
		}
		var m markStyles
		add(&m.text, &style)
		style.Alignment = wrap
		add(&m.header, &style)
		style.NumFmt, style.Alignment = formatGeneral, &excelize.Alignment{Horizontal: "right"}
		add(&m.number, &style)
		s.marks[severity] = m
	}
	return s, failed
}

// letters is a font of the size and family that a workbook has unless it says otherwise.
func letters(font excelize.Font) *excelize.Font {
	font.Family = "Calibri"
	if font.Size == 0 {
		font.Size = 11
	}
	return &font
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func around(line int, colour string) []excelize.Border {
	var borders []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		borders = append(borders, excelize.Border{Type: side, Color: colour, Style: line})
	}
	return borders
}

// mark is how a cell of a severity, or one that does not count, is set off.
func (s *bookStyles) mark(look string) markStyles {
	if look == lookExcepted {
		return s.marks[lookExcepted]
	}
	return s.marks[severityOrNote(look)]
}
