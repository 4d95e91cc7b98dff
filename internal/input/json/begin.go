package json

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

const (
	sampleSize    = 128 << 10 // bytes that detection looks at, whatever the size of blocks, and more if they show no record
	sampleLimit   = 16 << 20
	sampleRecords = 1000
)

// begin finds the records and what they look like, and reads up to the first one.
func (r *reader) begin() error {
	r.facts.Format = "json"
	sample, f, err := r.sample()
	if err != nil {
		return err
	}
	c := r.cutter
	if f.start < 0 {
		return r.refuse(f)
	}
	c.form = f.form
	if c.form == inArray {
		if ok, err := r.follow(f.start); err != nil || !ok {
			return err
		}
		sample = sample[f.start:]
	}
	p := c.scan(sample, c.eof && len(sample) == len(c.window), sampleRecords, nil)
	return r.describe(f, sample, p)
}

// found is where the records were found. start is -1 when they were not.
type found struct {
	form    form
	pointer string
	start   int
	unread  *table.Unread // why there are none, if the text is JSON
	why     message.Text
	others  []string // arrays that look the same and are not read
}

// sample reads the first part of the text, as much of it as shows the records.
func (r *reader) sample() ([]byte, found, error) {
	c := r.cutter
	for size := input.Positive(r.options.sample, sampleSize); ; size *= 2 {
		if err := c.read(size); err != nil {
			return nil, found{}, err
		}
		sample := c.window[:min(size, len(c.window))]
		last := size >= sampleLimit || c.eof && len(sample) == len(c.window)
		f, sure := r.find(sample, c.eof && len(sample) == len(c.window))
		if last || sure && r.shows(sample, f) {
			return sample, f, nil
		}
	}
}

// shows reports whether an object or array ends in the sample, or there is none.
func (r *reader) shows(sample []byte, f found) bool {
	if f.start < 0 {
		return true
	}
	c := cutter{form: f.form, limit: r.cutter.limit}
	p := c.scan(sample[f.start:], false, 0, nil)
	return firstRecord(sample[f.start:], p) != nil || p.closed || p.fault != ""
}

// find looks for the records in a sample, the whole text or a part that sure tells whether it suffices.
func (r *reader) find(sample []byte, whole bool) (f found, sure bool) {
	start := skipSpace(sample, 0)
	if pointer, given := r.pointer(); given && start < len(sample) {
		return r.given(sample, pointer, whole)
	}
	if start == len(sample) || sample[start] != '{' && sample[start] != '[' {
		return found{start: -1, unread: notATable(whyNoTable)}, start < len(sample)
	}
	lines, sure := inManyLines(sample, start)
	if lines {
		return found{form: inLines, why: whyLines}, true
	}
	if sample[start] == '[' {
		return found{start: start + 1, why: whyArray}, sure || whole
	}
	o := outline{text: sample}
	end := o.object(start, "", 0)
	best, some := o.best(r.knownLabels(sample))
	if some {
		f = found{pointer: best.pointer, start: best.start}
		f.why = whyPointer.Format(message.P("pointer", best.pointer))
		if len(o.arrays) > 1 {
			f.why = whyChosen.Format(message.P("pointer", best.pointer), message.P("others", len(o.arrays)-1))
			f.others = o.alike(best)
		}
		return f, best.open || end >= 0 && sure || whole
	}
	if end >= 0 && skipSpace(sample, start+1) == end-1 {
		return found{start: -1, unread: notATable(whyNoTable)}, sure
	}
	return found{form: single, why: whySingle}, end >= 0 && sure
}

// inManyLines reports whether the value at start ends on its line and another object or array starts on a later one. sure means that
// the sample shows enough to say so.
func inManyLines(sample []byte, start int) (lines, sure bool) {
	end := skipValue(sample, start)
	if end < 0 {
		return false, true
	}
	next := skipSpace(sample, end)
	if slices.Contains(sample[start:end], '\n') {
		return false, true
	}
	if next == len(sample) {
		return false, false
	}
	return slices.Contains(sample[end:next], '\n') && (sample[next] == '{' || sample[next] == '['), true
}

// pointer returns where the user or the descriptor says that the records are.
func (r *reader) pointer() (pointer string, given bool) {
	if r.options.Records != "" {
		return r.options.Records, true
	}
	if d := r.options.Dialect; d != nil && d.Property != "" {
		return "/" + table.EscapePointer(d.Property), true
	}
	return "", false
}

func (r *reader) given(sample []byte, pointer string, whole bool) (found, bool) {
	at, sure := resolve(sample, pointer)
	switch {
	case !strings.HasPrefix(pointer, "/"):
		at, sure = -1, true
	case at >= 0 && at < len(sample) && sample[at] == '[':
		return found{pointer: pointer, start: at + 1, why: whyGiven}, true
	}
	text := whyNowhere
	if at >= 0 {
		text = whyNoArray
	} else if !sure && !whole {
		text = whyTooFar
	}
	return found{start: -1, unread: notATable(text.Format(message.P("pointer", pointer)))}, sure
}

// knownLabels returns how to count the labels of an array's first record that the standard knows; nil without a standard.
func (r *reader) knownLabels(sample []byte) func(array) int {
	if r.options.Labels == nil {
		return nil
	}
	return func(a array) int {
		end := skipValue(sample, a.first)
		if end < 0 {
			return 0
		}
		if sample[a.first] == '[' {
			return r.options.Labels(cellsOf(sample[a.first:end]))
		}
		names := newNames()
		inside, _ := featureOf(sample[a.first:end])
		names.addRecord(sample[a.first:end], inside)
		return r.options.Labels(names.list)
	}
}

// refuse reads a text without records to its end, to say whether it is JSON at all.
func (r *reader) refuse(f found) error {
	c := r.cutter
	if len(c.window) == skipSpace(c.window, 0) && c.eof {
		r.done = true // an empty text is an empty table
		return nil
	}
	if err := r.drain(); err != nil || r.done {
		return err
	}
	r.done = true
	r.facts.Unread = f.unread
	return nil
}

func notATable(text message.Text) *table.Unread {
	return &table.Unread{Reason: "not-a-table", Text: text}
}

// describe fills in the facts from the records of the sample.
func (r *reader) describe(f found, sample []byte, p piece) error {
	first := firstRecord(sample, p)
	if first == nil && p.fault == "" && len(p.records) > 0 && !allNull(sample, p) {
		return r.refuse(found{unread: notATable(whyNoTable)})
	}
	if r.cutter.form == inLines {
		r.facts.Format = "ndjson"
	}
	r.facts.Dialect.Why = f.why
	r.shape.geometry = -1
	tree := &table.Tree{Records: f.pointer, Others: f.others, Lines: r.cutter.form != inArray}
	r.facts.Tree = tree
	r.shape.keyed = r.isKeyed(first)
	tree.Keyed = r.shape.keyed
	if !tree.Keyed {
		return r.readHeader(sample, p)
	}
	if inside, geometry := featureOf(first); inside != "" {
		r.shape.inside, tree.Cells = inside, "/"+inside
		r.facts.Dialect.Why = whyEsri
		if geometry {
			r.shape.geometry = 0 // until the names are known
		}
		if inside == geoJSON {
			r.facts.Format, r.facts.Dialect.Why = "geojson", whyFeatures
		}
	}
	r.collect(sample, p)
	return nil
}

// isKeyed reports whether records are objects: as the first one is, or, of nulls alone, as the descriptor says. A descriptor that
// contradicts the data is not followed: objects have no labels but their names.
func (r *reader) isKeyed(first []byte) bool {
	if first != nil {
		return first[0] == '{'
	}
	d := r.options.Dialect
	return d == nil || d.ItemType != "array" // objects may stand further on
}

// firstRecord returns the first of the records that is an object or an array.
func firstRecord(sample []byte, p piece) []byte {
	for _, s := range p.records {
		if b := sample[s.Start]; b == '{' || b == '[' {
			return sample[s.Start:s.End]
		}
	}
	return nil
}

func allNull(sample []byte, p piece) bool {
	return !slices.ContainsFunc(p.records, func(s table.Span) bool { return sample[s.Start] != 'n' })
}

// The members of features that hold the values of fields.
const (
	geoJSON = "properties" // GeoJSON, RFC 7946, section 3.2
	esri    = "attributes" // ArcGIS REST API, feature object
)

// featureOf returns in which of its members a feature holds the values of fields, and whether it has a geometry; "" for a record that
// is no feature. One of ArcGIS has nothing beside its attributes but what tells where it is.
func featureOf(record []byte) (inside string, geometry bool) {
	kind, properties, attributes, others := false, false, false, false
	eachMember(record, func(name, value []byte) {
		switch string(name) {
		case "type":
			kind = string(value) == `"Feature"`
			others = true
		case geoJSON:
			properties, others = true, true
		case esri:
			attributes = value[0] == '{'
		case geometryName:
			geometry = true
		case "centroid":
		default:
			others = true
		}
	})
	switch {
	case kind && properties:
		return geoJSON, true
	case attributes && !others:
		return esri, geometry
	}
	return "", false
}
