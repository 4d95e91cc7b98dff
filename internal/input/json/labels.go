package json

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// collect finds the labels: those that the descriptor lists, then the names of the records, in order of first appearance.
func (r *reader) collect(sample []byte, p piece) {
	names := newNames()
	if d := r.options.Dialect; d != nil {
		for _, name := range d.ItemKeys {
			names.add(name)
		}
	}
	for _, s := range p.records {
		record := sample[s.Start:s.End]
		if !isWellFormed(record) {
			break // reading will stop here
		}
		names.addRecord(record, r.shape.inside)
	}
	if s := r.options.Survey; s != nil {
		for _, name := range s.Names {
			names.add(name)
		}
	}
	if len(names.list) > input.MaxColumns {
		r.tooWide(len(names.list))
		return
	}
	if r.survey != nil {
		r.survey.Names = slices.Clone(names.list)
	}
	if _, taken := names.at[geometryName]; taken {
		r.shape.geometry = -1
	} else if r.shape.geometry >= 0 {
		r.shape.geometry = len(names.list)
		names.list = append(names.list, geometryName)
		r.facts.Tree.Outside = len(names.list)
	}
	r.shape.columns = names.at
	r.shape.width = max(len(names.list), 1)
	r.facts.Header.Labels = names.list
	r.facts.Header.Found = len(names.list) > 0
}

const geometryName = "geometry"

func (r *reader) tooWide(columns int) {
	text := message.Text{
		EN: "the records have {columns|field|fields}, more than {limit}; check that names are not values, such as one name for each date",
		FR: "les enregistrements ont {columns|champ|champs}, plus de {limit}; vérifiez que les noms ne sont pas des valeurs, comme un nom pour chaque date",
	}
	r.facts.Unread = &table.Unread{
		Reason: "too-large", Line: r.cutter.line, Text: text.Format(message.P("columns", columns), message.P("limit", input.MaxColumns)),
	}
	r.facts.Header.Labels = nil
	r.done = true
}

// names are different names in order of first appearance, one more than a table may have columns at most.
type names struct {
	list []string
	at   map[string]int
}

func newNames() *names { return &names{at: map[string]int{}} }

func (n *names) add(name string) {
	if _, known := n.at[name]; !known && len(n.list) <= input.MaxColumns {
		n.at[name] = len(n.list)
		n.list = append(n.list, name)
	}
}

// addRecord adds the names of an object, or of its member inside.
func (n *names) addRecord(record []byte, inside string) {
	eachMember(record, func(name, value []byte) {
		switch {
		case inside == "":
			n.add(string(name))
		case string(name) == inside:
			n.addRecord(value, "")
		}
	})
}

// eachMember calls yield with the name, without its escapes, and the text of the value of each member of an object, as far as it is
// well formed.
func eachMember(record []byte, yield func(name, value []byte)) {
	if len(record) == 0 || record[0] != '{' {
		return
	}
	for at := skipSpace(record, 1); ; {
		name, value := member(record, at)
		if value < 0 {
			return
		}
		end := skipValue(record, value)
		if end <= value {
			return
		}
		yield(name, record[value:end])
		if at = skipSpace(record, end); at >= len(record) || record[at] != ',' {
			return
		}
		at = skipSpace(record, at+1)
	}
}

// cellsOf returns copies of the cells of an array, or the one cell of anything else.
func cellsOf(record []byte) []string {
	if record[0] != '[' {
		return []string{cellText(record)}
	}
	var cells []string
	for at := skipSpace(record, 1); at < len(record) && record[at] != ']'; {
		end := skipValue(record, at)
		if end <= at {
			break
		}
		cells = append(cells, cellText(record[at:end]))
		at = skipComma(record, end)
	}
	return cells
}

// cellText returns the text of a cell that stands outside batches.
func cellText(value []byte) string {
	switch {
	case len(value) < 2: // a digit
	case value[0] == '"':
		return string(unescape(slices.Clone(value[1 : len(value)-1])))
	case value[0] == '{', value[0] == '[':
		return string(compact(slices.Clone(value)))
	case value[0] == 'n':
		return ""
	}
	return string(value)
}

// readHeader finds the header among arrays and reads up to the first record.
func (r *reader) readHeader(sample []byte, p piece) error {
	var rows []input.Row
	for i, s := range p.records[:min(len(p.records), input.SampleRows)] {
		record := sample[s.Start:s.End]
		if !isWellFormed(record) {
			break // reading will stop here
		}
		if number := i + 1; !r.isComment(number) {
			rows = append(rows, input.Row{Number: int64(number), Cells: cellsOf(record)})
		}
	}
	header := r.headerRows()
	options := input.LayoutOptions{Labels: r.options.Labels, Sheet: true}
	if header != nil {
		options.HeaderRow = &header[0]
	}
	layout := input.FindLayout(rows, options)
	facts := r.facts
	facts.Header.Forced = r.options.HeaderRow != nil
	facts.Header.Labels = make([]string, layout.Width)
	facts.Dialect.Why = message.Text{EN: facts.Dialect.Why.EN + " " + layout.Why.EN, FR: facts.Dialect.Why.FR + " " + layout.Why.FR}
	r.shape.width = max(layout.Width, 1)
	last := layout.Row
	if header != nil {
		last = max(layout.Row, int64(header[len(header)-1]))
	}
	for row := int64(1); row <= last; row++ {
		if row == layout.Row && !layout.Header {
			break
		}
		text, from, err := r.top()
		if err != nil || text == nil {
			return err
		}
		facts.Tree.First++
		if row == layout.Row || slices.Contains(header, int(row)) {
			r.addLabels(cellsOf(text), from.line)
		} else {
			input.KeepAbove(&facts.Header, table.Line{Number: from.line, Text: input.Shorten(text, input.AboveSize)})
		}
	}
	return nil
}

// headerRows returns the rows that the user or the descriptor says are the header; the only one is 0 when there is none. nil: nobody says.
func (r *reader) headerRows() []int {
	d := r.options.Dialect
	switch {
	case r.options.HeaderRow != nil:
		return []int{*r.options.HeaderRow}
	case d == nil:
		return nil
	case d.Header != nil && !*d.Header:
		return []int{0}
	case len(d.HeaderRows) > 0:
		return d.HeaderRows
	}
	return nil
}

func (r *reader) isComment(row int) bool {
	return r.options.Dialect != nil && slices.Contains(r.options.Dialect.CommentRows, row)
}

// addLabels takes cells for the labels, or for further parts of them.
func (r *reader) addLabels(cells []string, line int64) {
	header := &r.facts.Header
	if len(cells) > input.MaxColumns {
		r.tooWide(len(cells))
		return
	}
	if !header.Found {
		header.Found = true
		header.Labels = cells
		r.facts.Dialect.HeaderLine = line
		r.shape.width = max(len(cells), 1)
		return
	}
	join := r.options.Dialect.Join()
	for i := range header.Labels {
		if i < len(cells) && cells[i] != "" {
			header.Labels[i] = strings.TrimPrefix(header.Labels[i]+join+cells[i], join)
		}
	}
}

// top reads a row above the first record. It returns nil at the end of what can be read.
func (r *reader) top() ([]byte, spot, error) {
	b := &block{}
	if r.closed || r.done {
		return nil, spot{}, nil
	}
	p, err := r.cutter.cut(b, 1)
	if err != nil {
		return nil, spot{}, err
	}
	r.closed = p.closed
	if len(p.records) == 0 {
		if p.fault != "" {
			err = r.stop(p.fault, p.at)
		}
		return nil, spot{}, err
	}
	s := p.records[0]
	before, text := b.text[:s.Start], b.text[s.Start:s.End]
	from := p.spot.behind(before)
	if err := r.foreign(text, from); err != nil {
		return nil, from, err
	}
	g := grammar{}
	if at := g.feed(text); g.fault != "" || !g.end() {
		r.halt(r.stopAt(g.fault, text, at, from, 0))
		return nil, from, nil
	}
	return text, from, nil
}
