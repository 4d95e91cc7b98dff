// Package json reads JSON texts (RFC 8259): an array of objects or of arrays, alone or somewhere in an object, GeoJSON and ArcGIS features
// (RFC 7946), a single object, and one object or array a line (NDJSON, JSON Lines).
//
// What counts as a record:
//
//   - each element of the array, or each line that is not blank, in order;
//   - null is a record without values; any other element that is no object where objects are expected, or no array where arrays
//     are, is a record of one cell;
//   - of GeoJSON features the members of "properties" are cells, of those of ArcGIS the members of "attributes", and so is "geometry"
//     unless one of them has that name.
//
// What a cell is: a name that an object lacks, and null, are of kind Null; a string is without its escapes; a number keeps its
// text, but a whole one written with a fraction or an exponent is written out (5.0 and 5e0 become 5), unless it has more than 400
// digits; an object or array is JSON text without white space. Of a name that comes twice the last value counts.
//
// Cutting ([reader.Next]) is sequential and settles where records end; decoding (Shard.Batches) is parallel and proves that each
// record is a JSON text. Half a surrogate pair and, where the encoding is settled, bytes that are not UTF-8 damage their cell alone.
// Whatever else breaks the grammar ends the reading: what follows cannot be trusted. A record that is broken inside is found
// by whoever decodes it, out of order, so decoding ends with [input.ErrBroken] and reading starts again behind an [Examine], which
// knows the first such record.
//
// Lines end with LF or CRLF. See decision 0009.
package json

import (
	"context"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Options are the choices of the user and the engine. The zero value detects everything.
type Options struct {
	// HeaderRow is the number of the header among the arrays, from 1; 0: there is none, and the first array is a record; nil:
	// detected. Objects need none.
	HeaderRow *int
	// Labels tells how many of some labels the standard knows, which helps to find the records and the header; may be nil.
	Labels func([]string) int
	// Records is the JSON Pointer (RFC 6901) of the array of records; empty: detected.
	Records string
	// Dialect is what a descriptor declares; may be nil. Options of the user come first.
	Dialect *standard.Dialect
	// Survey is what a complete reading has found, after [input.ErrLabels] or [input.ErrBroken]; nil: there was none.
	Survey *Survey
	// BlockSize is the number of bytes read at a time; 0: 256 KiB. It never shows in the result.
	BlockSize int
	// RecordLimit is the greatest length of a record in bytes; 0: 16 MiB.
	RecordLimit int
	// Blocks is the greatest number of shards cut and not yet decoded; 0: two for each processor and two more. Next
	// waits while there are as many.
	Blocks int
	// Settled says that the encoding is known for good: bytes that are not UTF-8 are damage instead of input.ErrEncoding.
	Settled bool
	// Samples is the number of places kept of each kind of damage; 0: all. Counts are always exact.
	Samples int

	sample int // bytes that detection looks at, for tests; 0: sampleSize
}

const (
	defaultBlockSize   = 256 << 10
	defaultRecordLimit = 16 << 20
	maxRecordLimit     = 1 << 29 // offsets within a shard have 32 bits
)

type reader struct {
	facts    *table.Resource
	cutter   *cutter
	options  Options
	settled  bool
	utf8     bool // the text may have bytes that are not UTF-8
	closed   bool // all records are cut
	done     bool
	records  int64 // cut so far
	shape    shape
	survey   *Survey // what is being found out; nil: nothing is
	free     chan *block
	decoders input.Spares[decoder]
}

// shape is what records look like. It does not change once the first shard is cut, except while a survey is made.
type shape struct {
	keyed    bool
	inside   string         // name of the member whose members are the cells, of features; empty: those of the record are
	width    int            // columns
	columns  map[string]int // of each name
	geometry int            // column of geometries; -1: none
}

// Open reads to the first record and fills in the form and the labels. text is UTF-8 without byte order mark; unless
// facts.Encoding names another encoding, from which it was converted, it may have other bytes too.
//
// It returns input.ErrEncoding when there are such bytes before the first record and neither the options nor the
// encoding are settled. It does not close text.
func Open(ctx context.Context, text io.Reader, facts *table.Resource, options Options) (input.Reader, error) {
	return open(ctx, text, facts, options, nil)
}

func open(ctx context.Context, text io.Reader, facts *table.Resource, options Options, survey *Survey) (*reader, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	r := &reader{
		facts: facts,
		cutter: &cutter{
			text: text, spot: spot{line: 1, feed: -1}, blockSize: input.Positive(options.BlockSize, defaultBlockSize),
			limit: min(input.Positive(options.RecordLimit, defaultRecordLimit), maxRecordLimit),
		},
		options: options,
		settled: options.Settled || facts.Encoding.Forced,
		utf8:    facts.Encoding.Name == "" || facts.Encoding.Name == "utf-8",
		survey:  survey,
		free:    input.Blocks[*block](options.Blocks),
	}
	r.decoders = make(input.Spares[decoder], cap(r.free))
	facts.Native = table.KindsOf(table.Number, table.Boolean, table.Nested)
	if err := r.begin(); err != nil {
		return nil, err
	}
	return r, nil
}

// Resource implements [input.Reader].
func (r *reader) Resource() *table.Resource { return r.facts }

// Close implements [input.Reader]. Shards that are not decoded yet stay valid.
func (r *reader) Close() error {
	r.done = true
	return nil
}

// Next implements [input.Reader]. It waits while too many shards are not decoded yet.
func (r *reader) Next(ctx context.Context) (input.Shard, error) {
	if r.done {
		return nil, io.EOF
	}
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	var b *block
	select {
	case b = <-r.free:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if b == nil {
		b = &block{}
	}
	s, err := r.cut(b)
	if err != nil || s == nil {
		r.release(b)
		if err != nil {
			return nil, fmt.Errorf("reading records: %w", err)
		}
		return nil, io.EOF
	}
	return s, nil
}

// cut cuts the next shard into b, or returns nil when everything that can be read has been.
func (r *reader) cut(b *block) (*shard, error) {
	c := r.cutter
	if r.closed || r.stopped() {
		return nil, r.finish()
	}
	p, err := c.cut(b, 0)
	if err != nil {
		return nil, err
	}
	r.closed = p.closed
	if p.fault != "" && len(p.records) == 0 {
		return nil, r.stop(p.fault, p.at)
	}
	if stop := r.options.Survey.stop(); stop != nil {
		b.records = b.records[:min(int64(len(b.records)), stop.Damage.Record-1-r.records)]
	}
	if len(b.records) == 0 {
		return nil, r.finish()
	}
	s := &shard{reader: r, block: b, piece: p, record: r.records + 1}
	r.records += int64(len(b.records))
	return s, nil
}

// stopped reports whether the next record is the one that the survey says is broken.
func (r *reader) stopped() bool {
	stop := r.options.Survey.stop()
	return stop != nil && r.records+1 == stop.Damage.Record
}

// release gives a block back. One that a long record has made large is not kept.
func (r *reader) release(b *block) {
	if cap(b.text) > 4*r.cutter.blockSize+padding {
		b = nil
	}
	r.free <- b
}

// decoder returns one that nobody uses.
func (r *reader) decoder() *decoder {
	if d := r.decoders.Take(); d != nil {
		return d
	}
	return &decoder{}
}

// keep takes a decoder back. What a wide or long record has made large is not kept.
func (r *reader) keep(d *decoder) {
	if cap(d.spans) > 4*batchCells {
		return
	}
	d.shard, d.damage, d.told = nil, nil, nil
	r.decoders.Keep(d)
}

// stop notes that the text is broken, or a record too long, at an offset in the window.
func (r *reader) stop(f fault, at int) error {
	c := r.cutter
	if err := c.read(at + 2*input.ExcerptSize); err != nil { // an excerpt shows what follows, whether or not it was read yet
		return err
	}
	r.halt(r.stopAt(f, c.window, at, c.spot, r.recordAt()))
	return nil
}

// recordAt returns the number of the record that the window stands at; 0 behind the last one.
func (r *reader) recordAt() int64 {
	if r.closed || r.facts.Tree == nil {
		return 0
	}
	return r.records + 1
}

func (r *reader) halt(s *Stop) {
	r.facts.AddDamage(s.Damage, r.options.Samples)
	unread := s.Unread
	r.facts.Unread = &unread
	r.closed = true
	r.done = true
	r.facts.Records = r.records
}

// finish reads what stands behind the records and completes the facts.
func (r *reader) finish() error {
	if r.done {
		return nil
	}
	if r.stopped() {
		r.halt(r.options.Survey.stop())
		return nil
	}
	if err := r.drain(); err != nil {
		return err
	}
	r.done = true
	r.facts.Records = r.records
	return nil
}

// drain follows the rest of the text to its end.
func (r *reader) drain() error {
	c := r.cutter
	for {
		if err := c.read(max(c.blockSize, utf8.UTFMax)); err != nil {
			return err
		}
		n := len(c.window)
		if !c.eof {
			n = wholeCharacters(c.window)
		}
		if ok, err := r.follow(n); err != nil || !ok {
			return err
		}
		if c.eof {
			break
		}
	}
	if !c.grammar.end() {
		return r.stop(c.grammar.fault, 0)
	}
	return nil
}

// wholeCharacters returns the length of text without a last character that may go on behind it.
func wholeCharacters(text []byte) int {
	for n := len(text) - 1; n >= 0 && n > len(text)-utf8.UTFMax; n-- {
		if utf8.RuneStart(text[n]) {
			if utf8.FullRune(text[n:]) {
				break
			}
			return n
		}
	}
	return len(text)
}

// follow has the grammar follow the first n bytes of the window, which stand outside records, and takes off those that fit. It stops the
// reading, and reports false, when others do not.
func (r *reader) follow(n int) (bool, error) {
	c := r.cutter
	n = c.grammar.feed(c.window[:n])
	if err := r.foreign(c.window[:n], c.spot); err != nil {
		return false, err
	}
	c.pass(n)
	if c.grammar.fault != "" {
		return false, r.stop(c.grammar.fault, 0)
	}
	return true, nil
}

// foreign tells the bytes of text, which starts at from and is no part of a batch, that are not UTF-8.
func (r *reader) foreign(text []byte, from spot) error {
	if !r.utf8 || utf8.Valid(text) {
		return nil
	}
	if !r.settled {
		return input.ErrEncoding
	}
	for at := input.InvalidAt(text); at >= 0; at = input.InvalidAt(text) {
		from = from.behind(text[:at])
		r.facts.AddDamage(table.Damage{Kind: table.InvalidBytes, Offset: from.offset, Line: from.line, Value: string(text[at : at+1])}, r.options.Samples)
		from, text = from.behind(text[at:at+1]), text[at+1:]
	}
	return nil
}
