package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"context"
	"errors"
	"io"
	"io/fs"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// The compressions that are undone, as in [table.Resource].
const (
	gzipped    = "gzip"
	zstdPacked = "zstd"
	bzip2ed    = "bzip2"
	xzPacked   = "xz"
)

// unpackError is a packed stream that cannot be unpacked to its end. It is the data's fault, not ours; [Explain] says it.
type unpackError struct {
	why   refusal // damagedPacking, suspiciousPacking, tooLargeUnpacked or tooLargeToCopy
	bytes int64   // unpacked before that
	line  int64   // the line that the next byte belongs to, from 1; 0: not known
	limit int64   // the bytes allowed, where that is the reason
	err   error   // what the unpacking said; may be nil
}

func (e *unpackError) Error() string {
	text := "unpacking: " + string(e.why)
	if e.err != nil {
		text += ": " + e.err.Error()
	}
	return text
}

// There is no Unwrap: the end of a file inside a packed stream is not that of the data.

// guard passes unpacked bytes on as long as they keep within the limits, and says how far it came where the packed ones are
// damaged.
type guard struct {
	from   io.Reader
	packed func() int64 // packed bytes that were read so far
	limits Limits
	bytes  int64
	ends   int64 // of lines
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.from.Read(p)
	g.bytes += int64(n)
	g.ends += int64(bytes.Count(p[:n], []byte{'\n'}))
	switch {
	case g.bytes > g.limits.Unpacked:
		return 0, g.fail(tooLargeUnpacked, g.limits.Unpacked, nil)
	case g.bytes > g.limits.RatioFrom && g.bytes/g.limits.Ratio > g.packed():
		return 0, g.fail(suspiciousPacking, g.limits.Ratio, nil)
	case err == nil, err == io.EOF: // readers return it bare; wrapped it is no regular end
		return n, err
	}
	if isForeign(err) {
		return n, err
	}
	return n, g.fail(damagedPacking, 0, err)
}

func (g *guard) fail(why refusal, limit int64, err error) error {
	return &unpackError{why: why, bytes: g.bytes, line: g.ends + 1, limit: limit, err: err}
}

// isForeign reports whether err comes from below the unpacking: from the system, the context, or an unpacking inside.
func isForeign(err error) bool {
	if _, ok := errors.AsType[*unpackError](err); ok {
		return true
	}
	_, system := errors.AsType[*fs.PathError](err)
	return system || errors.Is(err, ErrChanged) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// unpacker undoes the compression of the bytes of one pass. The unpacking itself begins with the first Read.
type unpacker struct {
	raw         *rawReader
	compression string
	guard       guard
	packed      func() // ends the unpacking; nil: nothing to do
}

func (s *Source) unpack(raw *rawReader) *unpacker {
	return &unpacker{raw: raw, compression: s.compression, guard: guard{limits: s.limits, packed: func() int64 { return raw.offset }}}
}

func (u *unpacker) Read(p []byte) (int, error) {
	if u.raw.closed {
		return 0, io.EOF
	}
	if u.raw.ctx.Err() != nil {
		// A little that is packed can be a lot that is not.
		return 0, context.Cause(u.raw.ctx)
	}
	if u.guard.from == nil {
		u.guard.from = u.begin(bufio.NewReaderSize(u.raw, 64<<10))
	}
	n, err := u.guard.Read(p)
	if err != nil && u.raw.failed != nil {
		// What was below failed; some of the libraries hide that behind errors of their own.
		return n, u.raw.failed
	}
	return n, err
}

// begin starts the unpacking. What is wrong at the very start is what the first Read says.
func (u *unpacker) begin(from *bufio.Reader) io.Reader {
	switch u.compression {
	case gzipped:
		r, err := gzip.NewReader(from)
		if err != nil {
			return failing{truncated(err)}
		}
		return r
	case zstdPacked:
		// One goroutine, so that nothing is read ahead of what is asked for.
		r, err := zstd.NewReader(from, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return failing{err}
		}
		u.packed = r.Close
		return r
	case bzip2ed:
		return bzip2.NewReader(from)
	}
	return &xzReader{from: from}
}

// failing is what reading from a broken start gives.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// truncated is the error of a stream that ends where it must not.
func truncated(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Close ends the reading; the source stays open.
func (u *unpacker) Close() error {
	if u.packed != nil {
		u.packed()
		u.packed = nil
	}
	return u.raw.Close()
}

// unread says what is wrong and how far unpacking came.
func (e *unpackError) unread() *table.Unread {
	u := refuse(e.why, message.P("bytes", e.bytes), message.P("limit", e.limit))
	if e.bytes > 0 {
		u.Line = e.line
	}
	return u
}
