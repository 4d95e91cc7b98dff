// Package csv reads delimited text: records of cells between commas, semicolons, tabs or vertical bars, quoted as RFC 4180
// says, with any line break and with all that goes wrong in files of the wild.
//
// What counts as a record:
//
//   - LF, CRLF and a CR alone end a record outside quotes, in any mixture;
//   - text behind the last line break is a record; an empty rest is none;
//   - a blank line between records is a record of one empty cell;
//   - notes, sources and blank rows below the last record are none, see [input.FindTail].
//
// Cutting ([reader.Next]) is sequential and settles where records and quoted cells end; decoding (Shard.Batches) is parallel and
// finds the cells. All damage inside records comes with the batch it is in (Batch.Damage), with its place, and cells that have
// any are of kind table.Damaged; the reader itself adds to the facts the damage above the first record and below the last one, which
// is in no record (0), and the record at which reading had to stop.
package csv

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Options are the choices of the user and the engine. The zero value detects everything.
type Options struct {
	// Delimiter is one ASCII character; empty: detected.
	Delimiter string
	// Dialect is what was declared of how the table is written; nil: nothing. What it says wins over what is detected; what the user
	// says with the other options wins over it.
	Dialect *standard.Dialect
	// HeaderRow is the physical line of the header; 0: the table has none, and its first line is a record; nil: detected.
	HeaderRow *int
	// Labels tells how many of some labels the standard knows, which helps to find the header; may be nil.
	Labels func([]string) int
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
}

const (
	defaultBlockSize   = 256 << 10
	defaultRecordLimit = 16 << 20
	maxRecordLimit     = 1 << 30 // offsets within a shard have 32 bits
)

type reader struct {
	facts    *table.Resource
	cutter   *cutter
	width    int // columns
	settled  bool
	utf8     bool // the text may have bytes that are not UTF-8
	samples  int
	done     bool        // all was cut that can be read
	held     []*shard    // cut and not handed out: the rows below the last record may be among theirs
	records  int64       // cut so far
	free     chan []byte // blocks, nil for those not made yet
	decoders input.Spares[decoder]
}

// Open reads to the first record and fills in the dialect and the header. text is UTF-8 without byte order mark; unless
// facts.Encoding names another encoding, from which it was converted, it may have other bytes too.
//
// It returns input.ErrEncoding when there are such bytes above the first record and neither the options nor the
// encoding are settled. It does not close text.
func Open(ctx context.Context, text io.Reader, facts *table.Resource, options Options) (input.Reader, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	if err := checkDelimiter(options.Delimiter); err != nil {
		return nil, err
	}
	limit := min(input.Positive(options.RecordLimit, defaultRecordLimit), maxRecordLimit)
	r := &reader{
		facts:   facts,
		cutter:  newCutter(text, limit, input.Positive(options.BlockSize, defaultBlockSize)),
		settled: options.Settled || facts.Encoding.Forced,
		utf8:    facts.Encoding.Name == "" || facts.Encoding.Name == "utf-8",
		samples: options.Samples,
		free:    input.Blocks[[]byte](options.Blocks),
	}
	r.decoders = make(input.Spares[decoder], cap(r.free))
	if err := r.begin(options); err != nil {
		return nil, err
	}
	return r, nil
}

func checkDelimiter(delimiter string) error {
	if delimiter == "" || len(delimiter) == 1 && delimiter[0] > 0 && delimiter[0] < 0x80 && delimiter[0] != '"' && delimiter[0] != '\n' && delimiter[0] != '\r' {
		return nil
	}
	return message.NewFault(message.Text{
		EN: "the delimiter “{delimiter}” is not one ASCII character other than a quotation mark or a line break",
		FR: "le délimiteur «\u00a0{delimiter}\u00a0» n’est pas un seul caractère ASCII autre qu’un guillemet droit ou un saut de ligne",
	}, message.P("delimiter", delimiter))
}

// Resource implements [input.Reader].
func (r *reader) Resource() *table.Resource { return r.facts }

// Close implements [input.Reader]. Shards that are not decoded yet stay valid.
func (r *reader) Close() error {
	r.done, r.held = true, nil
	return nil
}

// Next implements [input.Reader]. It waits while too many shards are not decoded yet.
func (r *reader) Next(ctx context.Context) (input.Shard, error) {
	if r.done && len(r.held) == 0 {
		return nil, io.EOF
	}
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	var block []byte
	select {
	case block = <-r.free:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	for !r.done && !r.holds() {
		if err := r.cut(block); err != nil {
			r.release(nil)
			return nil, err
		}
		block = nil
	}
	if len(r.held) == 0 {
		r.release(block)
		return nil, io.EOF
	}
	s := r.held[0]
	r.held = slices.Delete(r.held, 0, 1)
	return s, nil
}

// cut cuts the next shard, if the next rows are any, in memory grown from block. At the end of the text it settles what stands below the last record.
func (r *reader) cut(block []byte) error {
	s := &shard{reader: r, offset: r.cutter.offset, line: r.cutter.line, record: r.records + 1}
	text, p, err := r.cutter.next(block)
	switch {
	case err != nil:
		return fmt.Errorf("reading records: %w", err)
	case p.oversize:
		r.stopAt(r.records + 1)
		r.finish()
		return nil
	case p.records == 0 && p.end > 0:
		return nil // all was passed over
	case p.records == 0:
		if err := r.cutTail(); err != nil {
			return err
		}
		r.finish()
		return nil
	}
	s.text, s.piece = text, p
	r.held = append(r.held, s)
	r.records += int64(p.records)
	return nil
}

// release gives a block back. One that a long record has made large is not kept.
func (r *reader) release(block []byte) {
	if cap(block) > 2*r.cutter.blockSize+spare {
		block = nil
	}
	r.free <- block
}

// decoder returns one that nobody uses.
func (r *reader) decoder() *decoder {
	if d := r.decoders.Take(); d != nil {
		return d
	}
	return &decoder{}
}

// keep takes a decoder back. One that a long record has made large is not kept.
func (r *reader) keep(d *decoder) {
	if cap(d.index) > 4*r.cutter.blockSize {
		return
	}
	d.shard, d.damage = nil, nil
	r.decoders.Keep(d)
}

// stopAt notes that the next record, whose number is given, is too long to be read.
func (r *reader) stopAt(record int64) {
	c := r.cutter
	r.facts.AddDamage(table.Damage{
		Kind: table.OversizeRecord, Offset: c.offset, Record: record, Line: c.line, Value: input.Excerpt(c.window, 0),
	}, r.samples)
	text := message.Text{
		EN: "the record on line {line} is longer than {limit|byte|bytes}, so reading stopped there; look for a quote that is never closed or for missing line breaks",
		FR: "l’enregistrement de la ligne {line} dépasse {limit|octet|octets}, et la lecture s’est arrêtée là; cherchez un guillemet jamais fermé ou des sauts de ligne absents",
	}
	r.facts.Unread = &table.Unread{
		Reason: "too-large", Line: c.line, Record: r.records,
		Text: text.Format(message.P("line", strconv.FormatInt(c.line, 10)), message.P("limit", c.limit)),
	}
}

// finish completes the facts at the end of what can be read.
func (r *reader) finish() {
	r.done = true
	f, e := r.facts, r.cutter.endings
	f.Records, f.Endings = r.records, e
	if r.cutter.quoted {
		f.Dialect.Quote = string(rune(r.cutter.quote))
	}
	f.Dialect.LineEnding = lineEnding(e)
}

// lineEnding names the line ending of a text, or is empty when the text has none.
func lineEnding(e table.Endings) string {
	switch all := e.LF + e.CRLF + e.CR; {
	case all == 0:
		return ""
	case all == e.LF:
		return "lf"
	case all == e.CRLF:
		return "crlf"
	case all == e.CR:
		return "cr"
	}
	return "mixed"
}

// examine prepares an examination of text, which is that of the piece.
func (r *reader) examine(text []byte, p *piece, invalid, nul bool) *examination {
	return &examination{syntax: &r.cutter.syntax, text: text, literal: p.literal, gaps: p.gaps, invalid: invalid, nul: nul, samples: r.samples}
}
