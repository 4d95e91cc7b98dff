package source

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/cogwg/hvdlint/internal/table"
)

// Text returns the text from the start, in UTF-8, without byte order mark. Text that is stored in UTF-8 passes as it is:
// bytes that are not valid are the reader's to find and to mend. In other encodings a byte or unit that stands for no
// character becomes U+FFFD, see [Source.InvalidBytes].
//
// One text is read at a time; its reader is used by one goroutine. Reading ends with the context's error when ctx is
// cancelled, and with [ErrChanged] when the file is not the one that was read before. [Explain] has words for what the
// operating system says.
func (s *Source) Text(ctx context.Context) (io.ReadCloser, error) {
	content := s.content(s.pass(ctx))
	if err := skip(content, s.bom); err != nil {
		return nil, errors.Join(err, content.Close())
	}
	s.damage = tally{}
	switch s.encoding.Name {
	case utf8Name:
		return content, nil
	case utf16leName, utf16beName:
		return newTranscoder(content, utf16Decoder(byteOrder(s.encoding.Name)), &s.damage), nil
	}
	return newTranscoder(content, byteDecoder(find(s.encoding.Name).bytes), &s.damage), nil
}

// InvalidBytes returns the first places, in order and at most 1,000 of them, where the text last read had bytes that the
// encoding does not have: of windows-1252 the bytes 81, 8D, 8F, 90 and 9D; of UTF-16 a surrogate without its other half
// and half a unit at the end. Offset is in the decoded text, where U+FFFD stands; Record and Column are 0; Value names
// the byte or the unit. It is empty for text stored in UTF-8, where the reader looks itself.
func (s *Source) InvalidBytes() []table.Damage { return s.damage.first }

// InvalidCount returns the number of such places, however many there are.
func (s *Source) InvalidCount() int64 { return s.damage.count }

// content reads what the bytes of a pass hold: without their compression, if there is one.
func (s *Source) content(raw *rawReader) io.ReadCloser {
	if s.compression == "" {
		return raw
	}
	return s.unpack(raw)
}

// skip reads over the mark that the text began with when it was opened.
func skip(text io.Reader, mark []byte) error {
	if len(mark) == 0 {
		return nil
	}
	start := make([]byte, len(mark))
	if _, err := io.ReadFull(text, start); err != nil || !bytes.Equal(start, mark) {
		if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return ErrChanged
		}
		return err
	}
	return nil
}

// rawReader passes the bytes of an input on, as they are stored, and takes their digest on the way.
type rawReader struct {
	source *Source
	ctx    context.Context
	stream io.ReadCloser // nil before the first Read
	hash   hash.Hash     // nil when the digest is known already
	peeks  bool          // the pass is none: nothing is counted, and the digest is not held against it
	offset int64
	closed bool
	failed error // the first error, io.EOF apart
	ended  bool
}

func (s *Source) pass(ctx context.Context) *rawReader {
	s.passed.Store(0)
	r := &rawReader{source: s, ctx: ctx}
	if !s.digested {
		r.hash = sha256.New()
	}
	return r
}

// peek reads the content without beginning a pass.
func (s *Source) peek(ctx context.Context) io.ReadCloser {
	return s.content(&rawReader{source: s, ctx: ctx, peeks: true})
}

func (r *rawReader) Read(p []byte) (int, error) {
	switch {
	case r.closed, r.ended:
		return 0, io.EOF
	case r.failed != nil:
		return 0, r.failed
	}
	n, err := r.read(p)
	if err != nil && err != io.EOF { //nolint:errorlint // read returns it bare
		r.failed = err
	}
	return n, err
}

func (r *rawReader) read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	if r.stream == nil {
		stream, err := r.source.stream()
		if err != nil {
			return 0, fmt.Errorf("reading %s: %w", r.source.in.Path, err)
		}
		r.stream = stream
	}
	n, err := r.stream.Read(p)
	r.offset += int64(n)
	if !r.peeks {
		r.source.passed.Store(r.offset)
	}
	if r.hash != nil {
		r.hash.Write(p[:n])
	}
	if err == nil {
		return n, nil
	}
	if !errors.Is(err, io.EOF) {
		return n, fmt.Errorf("reading %s: %w", r.source.in.Path, err)
	}
	r.ended = true
	if err := r.end(); err != nil {
		return n, err
	}
	return n, io.EOF
}

// end settles the digest, or makes sure that it still holds.
func (r *rawReader) end() error {
	s := r.source
	switch {
	case r.peeks:
		return nil
	case r.hash != nil:
		r.hash.Sum(s.sum[:0])
		s.bytes, s.digested = r.offset, true
		return nil
	}
	if r.offset != s.bytes {
		return ErrChanged
	}
	return s.unchanged()
}

// Close ends the reading; the source stays open.
func (r *rawReader) Close() error {
	r.closed = true
	if r.stream == nil {
		return nil
	}
	stream := r.stream
	r.stream = nil
	return stream.Close()
}

// stream reads the stored bytes; those of a member within the limits, because an archive unpacks it.
func (s *Source) stream() (io.ReadCloser, error) {
	stream, err := s.store.stream()
	if err != nil && !isForeign(err) {
		return nil, &unpackError{why: damagedPacking, line: 1, err: err}
	}
	if err != nil || s.store.reader != nil {
		return stream, err
	}
	return struct {
		io.Reader
		io.Closer
	}{&guard{from: stream, limits: s.limits, packed: func() int64 { return s.store.packed }}, stream}, nil
}
