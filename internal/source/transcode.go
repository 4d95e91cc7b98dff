package source

import (
	"errors"
	"io"

	"github.com/cogwg/hvdlint/internal/table"
)

// decoder turns bytes into UTF-8. It writes as much of from as fits into to, and returns the bytes written and the bytes
// read; what is left of from begins the next call. At the end of the file (last) all of from is text. Positions in to
// that are no characters are told to t. A decoder makes progress when to has room for [utf8.UTFMax] bytes and from is
// not less than a character.
type decoder func(to, from []byte, last bool, t *tally) (written, read int)

// damageLimit is how many places a tally keeps.
const damageLimit = 1000

// tally counts what is no character, and keeps the first places.
type tally struct {
	count int64
	first []table.Damage
}

// add notes a place. offset is in the piece being written; the transcoder makes it one in the text.
func (t *tally) add(offset int, value string) {
	t.count++
	if len(t.first) < damageLimit {
		t.first = append(t.first, table.Damage{Kind: table.InvalidBytes, Offset: int64(offset), Value: value})
	}
}

// transcoder reads raw bytes and hands out UTF-8, decoded straight into the caller's buffer.
type transcoder struct {
	raw    io.ReadCloser
	decode decoder
	tally  *tally

	buffer  []byte // raw bytes
	pending []byte // those not decoded yet
	err     error  // of raw, told once pending is used up

	small []byte // decoded text that did not fit a tiny buffer of the caller

	offset int64 // in the decoded text
	lines  lines
}

func newTranscoder(raw io.ReadCloser, decode decoder, t *tally) *transcoder {
	return &transcoder{raw: raw, decode: decode, tally: t, buffer: make([]byte, 64<<10)}
}

// tiny is the least room a decoder is given.
const tiny = 16

func (t *transcoder) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(t.small) == 0 && len(p) >= tiny {
		return t.fill(p)
	}
	if len(t.small) == 0 {
		text := make([]byte, tiny)
		n, err := t.fill(text)
		if n == 0 {
			return 0, err
		}
		t.small = text[:n] // an error comes again with the next call
	}
	n := copy(p, t.small)
	t.small = t.small[n:]
	return n, nil
}

// fill decodes into p, at least one character unless the text ends.
func (t *transcoder) fill(p []byte) (int, error) {
	total := 0
	for len(p)-total >= tiny {
		known := len(t.tally.first)
		written, read := t.decode(p[total:], t.pending, errors.Is(t.err, io.EOF), t.tally)
		t.pending = t.pending[read:]
		t.place(p[total:total+written], known)
		total += written
		switch {
		case read > 0:
		case total > 0 && t.err == nil:
			return total, nil // a short read is a read
		case t.err != nil:
			return total, t.err
		default:
			// Half a character at most is left; it goes in front of what follows.
			kept := copy(t.buffer, t.pending)
			n, err := t.raw.Read(t.buffer[kept:])
			t.pending, t.err = t.buffer[:kept+n], err
		}
	}
	return total, nil
}

// place gives the damage that was found in text, from the known one on, its offset and line, and counts on.
func (t *transcoder) place(text []byte, known int) {
	at := 0
	for i := known; i < len(t.tally.first); i++ {
		d := &t.tally.first[i]
		t.lines.add(text[at:d.Offset])
		at = int(d.Offset)
		d.Line = t.lines.next()
		d.Offset += t.offset
	}
	t.lines.add(text[at:])
	t.offset += int64(len(text))
}

func (t *transcoder) Close() error {
	t.pending, t.small, t.err = nil, nil, io.EOF
	return t.raw.Close()
}
