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
	raw := s.pass(ctx)
	if err := raw.skip(s.bom); err != nil {
		return nil, err
	}
	s.damage = tally{}
	switch s.encoding.Name {
	case utf8Name:
		return raw, nil
	case utf16leName, utf16beName:
		return newTranscoder(raw, utf16Decoder(byteOrder(s.encoding.Name)), &s.damage), nil
	}
	return newTranscoder(raw, byteDecoder(find(s.encoding.Name).bytes), &s.damage), nil
}

// InvalidBytes returns the first places, in order and at most 1,000 of them, where the text last read had bytes that the
// encoding does not have: of windows-1252 the bytes 81, 8D, 8F, 90 and 9D; of UTF-16 a surrogate without its other half
// and half a unit at the end. Offset is in the decoded text, where U+FFFD stands; Record and Column are 0; Value names
// the byte or the unit. It is empty for text stored in UTF-8, where the reader looks itself.
func (s *Source) InvalidBytes() []table.Damage { return s.damage.first }

// InvalidCount returns the number of such places, however many there are.
func (s *Source) InvalidCount() int64 { return s.damage.count }

// rawReader passes the bytes of a file on from its start and takes their digest on the way.
type rawReader struct {
	source *Source
	ctx    context.Context
	hash   hash.Hash // nil when the digest is known already
	offset int64
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

// skip reads over the mark that the file began with when it was opened.
func (r *rawReader) skip(mark []byte) error {
	if len(mark) == 0 {
		return nil
	}
	start := make([]byte, len(mark))
	if _, err := io.ReadFull(r, start); err != nil || !bytes.Equal(start, mark) {
		if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return ErrChanged
		}
		return err
	}
	return nil
}

func (r *rawReader) Read(p []byte) (int, error) {
	if r.ended {
		return 0, io.EOF
	}
	if err := r.ctx.Err(); err != nil {
		return 0, context.Cause(r.ctx)
	}
	n, err := r.source.file.ReadAt(p, r.offset)
	r.offset += int64(n)
	r.source.passed.Store(r.offset)
	if r.hash != nil {
		r.hash.Write(p[:n])
	}
	if err == nil {
		return n, nil
	}
	if !errors.Is(err, io.EOF) {
		return n, fmt.Errorf("reading %s: %w", r.source.path, err)
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
	if r.hash != nil {
		r.hash.Sum(s.sum[:0])
		s.bytes, s.digested = r.offset, true
		return nil
	}
	info, err := s.file.Stat()
	if err != nil {
		return fmt.Errorf("reading %s: %w", s.path, err)
	}
	if r.offset != s.bytes || info.Mode().IsRegular() && s.size > 0 && !info.ModTime().Equal(s.modified) {
		return ErrChanged
	}
	return nil
}

// Close ends the reading; the source stays open.
func (r *rawReader) Close() error {
	r.ended = true
	return nil
}
