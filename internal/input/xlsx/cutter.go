package xlsx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// row is a row with content, as XML, in the window of a cutter or the text of a shard.
type row struct {
	start, end int
	number     int64 // on the sheet, from 1
	hidden     bool
}

// cutter reads a sheet and finds its rows. It is the one authority on their numbers, which is why it looks at each row's tag. Rows
// without content, such as the formatted rows with which many sheets end, are passed over.
type cutter struct {
	window
	limit int    // greatest length of a row
	head  []byte // what stands before the rows
	rows  []row  // found and not taken, in order
	open  int    // start of the row whose end has not been found; -1: none
	usual []byte // what stood behind the number in the tag of the last row with content; empty: nothing that comes again
	last  int64  // number of the last row, with content or not
	ended bool   // there are no more rows
	stop  *stop  // why there are none; nil at the proper end
}

// stop is damage at which reading stops.
type stop struct {
	kind table.DamageKind
	row  int64
	text message.Text
}

// newCutter reads what stands before the rows.
func newCutter(source *cleaner, limit int) (*cutter, error) {
	c := &cutter{window: window{source: source}, limit: limit, open: -1}
	for {
		err := c.more(chunkSize) // what is wrong behind the start of the rows comes up again
		if err != nil && isOurs(err) {
			return nil, err
		}
		if source.root == "" && err != nil {
			return nil, err
		}
		if source.root != "worksheet" {
			return nil, errRoot
		}
		if i := findTag(c.text, "sheetData", 0); i >= 0 {
			if end := tagEnd(c.text[i:]); end >= 0 {
				c.head = bytes.Clone(c.text[:i])
				c.ended = c.text[i+end-1] == '/'
				c.text = c.text[i+end+1:]
				return c, nil
			}
		}
		if err != nil {
			return nil, err
		}
		if c.done || findTag(c.text, "/worksheet", 0) >= 0 {
			c.head, c.text, c.ended = bytes.Clone(c.text), nil, true
			if c.done && findTag(c.head, "/worksheet", 0) < 0 && !c.isEmpty("worksheet") {
				return nil, io.ErrUnexpectedEOF
			}
			return c, nil
		}
		if len(c.text) > limit {
			return nil, errTooLong
		}
	}
}

// fill reads about n bytes on and adds the rows in them. What the file has done wrong is a stop; other errors are ours.
func (c *cutter) fill(n int) error {
	if c.ended {
		return nil
	}
	err := c.more(n)
	if err != nil && isOurs(err) {
		return err
	}
	c.scan()
	if (err != nil || c.done) && !c.ended {
		c.breakOff(err)
	}
	if c.open >= 0 && len(c.text)-c.open > c.limit {
		c.fail(table.OversizeRecord, longRow)
	}
	return nil
}

// breakOff ends the rows where no more can be read; nil means that the part ends there.
func (c *cutter) breakOff(err error) {
	if c.open >= 0 {
		if whole := bytes.TrimRight(c.text[c.open:], space); bytes.HasSuffix(whole, []byte("</row>")) {
			c.add(c.open, c.open+len(whole))
		}
	}
	switch {
	case err == nil, errors.Is(err, io.ErrUnexpectedEOF):
		c.fail(table.Truncated, cutOff)
	case errors.Is(err, errDeclaration):
		c.fail(table.Syntax, declared)
	default:
		c.fail(table.Syntax, corrupt)
	}
}

// fail ends the rows behind the last one.
func (c *cutter) fail(kind table.DamageKind, text message.Text) {
	if c.ended {
		return
	}
	c.ended = true
	c.stop = &stop{kind: kind, row: c.last + 1, text: text.Format(
		message.P("row", strconv.FormatInt(c.last+1, 10)), message.P("limit", c.limit),
	)}
}

// scan finds the rows in what has not been looked at, and their end.
func (c *cutter) scan() {
	for !c.ended {
		start := findRow(c.text, c.at)
		if start < 0 {
			break
		}
		if c.open >= 0 {
			// Only what stands between a row and the next can hold the end of the rows; nearly always nothing does.
			if !bytes.HasSuffix(c.text[c.open:start], []byte("</row>")) && c.finish(start) {
				return
			}
			c.add(c.open, start)
		}
		c.open, c.at = start, start+len("<row")
	}
	if !c.ended {
		c.finish(len(c.text))
	}
}

// findRow is findTag for rows, of which sheets have many: the letter w is rare in all else, and looking for a single byte is fastest.
func findRow(text []byte, from int) int {
	const last = len("<row") - 1
	for at := from + last; at < len(text); at++ {
		i := bytes.IndexByte(text[at:], 'w')
		if i < 0 {
			return -1
		}
		at += i
		if at+1 < len(text) && string(text[at-last:at]) == "<ro" && isNameEnd(text[at+1]) {
			return at - last
		}
	}
	return -1
}

// finish looks for the end of the rows before index limit.
func (c *cutter) finish(limit int) bool {
	from := max(c.open, 0, c.at-lookBack)
	end := findTag(c.text[:limit], "/sheetData", from)
	if end < 0 {
		if c.open < 0 {
			c.at = max(c.at, limit-lookBack)
		} else {
			c.at = max(c.at, limit-len("<row"))
		}
		return false
	}
	if c.open >= 0 {
		c.add(c.open, end)
	}
	c.ended, c.at = true, end
	return true
}

// add takes the row between two indices.
func (c *cutter) add(start, end int) {
	c.open = -1
	if c.ended {
		return
	}
	if end-start > c.limit {
		c.fail(table.OversizeRecord, longRow)
		return
	}
	text := c.text[start:end]
	if number := c.usualRow(text); number > c.last {
		c.last = number
		c.rows = append(c.rows, row{start: start, end: end, number: number})
		return
	}
	tag := text[:max(tagEnd(text), 0)]
	number, ok := c.numberOf(tag)
	if !ok {
		c.fail(table.Syntax, badNumber)
		return
	}
	if number <= c.last {
		c.stop = &stop{kind: table.Syntax, row: number, text: outOfOrder.Format(
			message.P("row", strconv.FormatInt(number, 10)), message.P("last", strconv.FormatInt(c.last, 10)),
		)}
		c.ended = true
		return
	}
	c.last = number
	if isBlank(text) {
		return
	}
	hidden := false
	if bytes.Contains(tag, []byte("hidden")) {
		value, _ := attribute(tag, "hidden")
		hidden = string(value) == "1" || string(value) == "true"
	}
	c.rows = append(c.rows, row{start: start, end: end, number: number, hidden: hidden})
	c.usual = c.usual[:0]
	if at := len(usualRow); !hidden && bytes.HasPrefix(tag, []byte(usualRow)) {
		for at < len(tag) && tag[at]-'0' <= 9 {
			at++
		}
		c.usual = append(append(c.usual, tag[at:]...), '>')
	}
}

const usualRow = `<row r="`

// usualRow returns the number of a row that is written as the last one but for its number, and whose first cell has a value; 0 when it is not.
func (c *cutter) usualRow(text []byte) int64 {
	if len(c.usual) == 0 || len(text) < 2*len(usualRow) || string(text[:len(usualRow)]) != usualRow {
		return 0
	}
	text = text[len(usualRow):]
	word := binary.LittleEndian.Uint64(text)
	digits := swar.Digits(word)
	if digits == 0 || digits == 8 || !bytes.HasPrefix(text[digits:], c.usual) {
		return 0
	}
	text = text[digits+len(c.usual):]
	i := bytes.IndexByte(text, '>')
	if i < 0 || !hasValue(text[i+1:]) {
		return 0
	}
	if number := int64(swar.Decimal(word, digits)); number <= maxRows {
		return number
	}
	return 0
}

// hasValue reports whether text starts with a value or an inline string that is not empty.
func hasValue(text []byte) bool {
	value, ok := bytes.CutPrefix(text, []byte("<v>"))
	if !ok {
		value, ok = bytes.CutPrefix(text, []byte("<is><t>"))
	}
	return ok && len(value) > 0 && value[0] != '<' && !isSpace(value[0])
}

// numberOf returns the number of a row; without one of its own, it is the next.
func (c *cutter) numberOf(tag []byte) (int64, bool) {
	var digits []byte
	if bytes.HasPrefix(tag, []byte(usualRow)) {
		digits = tag[len(usualRow):]
		digits = digits[:max(bytes.IndexByte(digits, '"'), 0)]
	} else {
		value, found := attribute(tag, "r")
		if !found {
			return c.last + 1, c.last < maxRows
		}
		digits = bytes.Trim(value, space)
	}
	number := int64(0)
	for _, b := range digits {
		if b-'0' > 9 || number > maxRows {
			return 0, false
		}
		number = number*10 + int64(b-'0')
	}
	return number, number > 0 && number <= maxRows
}

// isBlank reports whether a row has neither text nor a formula without result.
func isBlank(text []byte) bool {
	if i := bytes.Index(text, []byte("<v>")); i >= 0 && hasValue(text[i:]) {
		return false
	}
	if hasText(text, "v") || hasText(text, "t") {
		return false
	}
	return count(text, "f") <= count(text, "v")
}

// hasText reports whether an element called name has more than white space inside.
func hasText(text []byte, name string) bool {
	for at := findTag(text, name, 0); at >= 0; at = findTag(text, name, at+1) {
		end := tagEnd(text[at:])
		if end < 0 {
			return false
		}
		if text[at+end-1] == '/' {
			continue
		}
		inside := text[at+end+1:]
		if i := bytes.IndexByte(inside, '<'); i >= 0 {
			inside = inside[:i]
		}
		if len(bytes.TrimLeft(inside, space)) > 0 {
			return true
		}
	}
	return false
}

func count(text []byte, name string) int {
	n := 0
	for at := findTag(text, name, 0); at >= 0; at = findTag(text, name, at+1) {
		n++
	}
	return n
}

// take copies the first n rows to text and forgets them. The copies have their places in text.
func (c *cutter) take(n int, text []byte, rows []row) ([]byte, []row) {
	text = slices.Grow(text[:0], c.rows[n-1].end-c.rows[0].start)
	rows = append(rows[:0], c.rows[:n]...)
	for first := 0; first < n; {
		behind := first + 1 // a run of rows with nothing between them
		for behind < n && rows[behind].start == rows[behind-1].end {
			behind++
		}
		moved := rows[first].start - len(text)
		text = append(text, c.text[rows[first].start:rows[behind-1].end]...)
		for ; first < behind; first++ {
			rows[first].start -= moved
			rows[first].end -= moved
		}
	}
	c.drop(n)
	return text, rows
}

// drop forgets the first n rows, and the text between those that stay.
func (c *cutter) drop(n int) {
	c.rows = c.rows[:copy(c.rows, c.rows[n:])]
	rest := c.open
	if rest < 0 {
		rest = c.at
	}
	rest = min(rest, len(c.text))
	at := 0
	for i := range c.rows {
		r := &c.rows[i]
		size := copy(c.text[at:], c.text[r.start:r.end])
		r.start, r.end = at, at+size
		at += size
	}
	moved := rest - at
	copy(c.text[at:], c.text[rest:])
	c.text = c.text[:len(c.text)-moved]
	c.at -= moved
	if c.open >= 0 {
		c.open -= moved
	}
}

// The sentences of stops.
var (
	cutOff = message.Text{
		EN: "the sheet ends in the middle, at row {row}, so reading stopped there; open the workbook in Excel and save it again",
		FR: "la feuille s’interrompt à la ligne {row}, et la lecture s’est arrêtée là; ouvrez le classeur dans Excel et enregistrez-le de nouveau",
	}
	corrupt = message.Text{
		EN: "the sheet cannot be unpacked from about row {row} on, so reading stopped there; download the workbook again, or open it in Excel and save it again",
		FR: "la feuille ne se décompresse plus à partir de la ligne {row} environ, et la lecture s’est arrêtée là; téléchargez le classeur de nouveau, ou ouvrez-le dans Excel et enregistrez-le de nouveau",
	}
	declared = message.Text{
		EN: "the sheet declares an XML document type at about row {row}, and reading stopped there for safety; open the workbook in Excel and save it again",
		FR: "la feuille déclare un type de document XML à la ligne {row} environ, et la lecture s’est arrêtée là par sécurité; ouvrez le classeur dans Excel et enregistrez-le de nouveau",
	}
	longRow = message.Text{
		EN: "row {row} of the sheet is longer than {limit|byte|bytes} of XML, so reading stopped there; open the workbook in Excel and look at that row",
		FR: "la ligne {row} de la feuille dépasse {limit|octet|octets} de XML, et la lecture s’est arrêtée là; ouvrez le classeur dans Excel et examinez cette ligne",
	}
	badNumber = message.Text{
		EN: "the row behind about row {row} has a number that no sheet has, so reading stopped there; open the workbook in Excel and save it again",
		FR: "la ligne qui suit la ligne {row} environ porte un numéro qu’aucune feuille n’a, et la lecture s’est arrêtée là; ouvrez le classeur dans Excel et enregistrez-le de nouveau",
	}
	outOfOrder = message.Text{
		EN: "the sheet stores row {row} behind row {last}, so reading stopped there; open the workbook in Excel and save it again",
		FR: "la feuille contient la ligne {row} après la ligne {last}, et la lecture s’est arrêtée là; ouvrez le classeur dans Excel et enregistrez-le de nouveau",
	}
)
