package xlsx

import (
	"bytes"
	"errors"
	"io"
)

// window is a part read from the start, as far as it is not done with.
type window struct {
	source io.Reader
	text   []byte
	buffer []byte // memory for text
	done   bool   // everything has been read
	at     int    // where the next element is looked for
}

// lookBack is the number of bytes in which a tag that matters here is sure to be whole as far as its name goes.
const lookBack = 1 << 10

var errTooLong = errors.New("an element is too long")

// more reads on until at least n bytes more are there, or everything has been read. The text moves in memory.
func (w *window) more(n int) error {
	size := len(w.text)
	if cap(w.buffer) < size+n {
		w.buffer = make([]byte, size+n+size/2)
	}
	w.buffer = w.buffer[:cap(w.buffer)]
	copy(w.buffer, w.text)
	for end := size + n; size < end && !w.done; {
		m, err := w.source.Read(w.buffer[size:end])
		size += m
		if errors.Is(err, io.EOF) {
			w.done = true
		} else if err != nil {
			w.text = w.buffer[:size]
			return err
		}
	}
	w.text = w.buffer[:size]
	return nil
}

// element returns what stands in the next element called name; io.EOF when the element around it, called parent, ends. It is valid until
// the next call. The end of the part before that is io.ErrUnexpectedEOF, an element of more than limit bytes errTooLong.
func (w *window) element(name, parent string, limit int) ([]byte, error) {
	for {
		start := findTag(w.text, name, w.at)
		if start >= 0 {
			if inside, after := whole(w.text[start:], name); after > 0 {
				w.at = start + after
				return inside, nil
			}
		}
		from := max(start, w.at)
		if start < 0 && (findTag(w.text, "/"+parent, from) >= 0 || w.isEmpty(parent)) {
			return nil, io.EOF
		}
		switch {
		case w.done:
			return nil, io.ErrUnexpectedEOF
		case start >= 0 && len(w.text)-start > limit:
			return nil, errTooLong
		}
		// Without a start, keep the end, where one may be cut off.
		keep := from
		if start < 0 {
			keep = max(from, len(w.text)-lookBack)
		}
		w.text, w.at = w.text[keep:], 0
		if err := w.more(max(chunkSize, len(w.text))); err != nil {
			return nil, err
		}
	}
}

// isEmpty reports whether the part is a single tag, whose element has nothing inside.
func (w *window) isEmpty(root string) bool {
	if !bytes.HasPrefix(w.text, []byte("<"+root)) {
		return false
	}
	end := tagEnd(w.text)
	return end > 0 && w.text[end-1] == '/'
}

// whole returns what stands in the element at the start of text and the index behind it; 0 when it does not end in text.
func whole(text []byte, name string) (inside []byte, after int) {
	end := tagEnd(text)
	if end < 0 {
		return nil, 0
	}
	if text[end-1] == '/' {
		return nil, end + 1
	}
	closing := findTag(text, "/"+name, end)
	if closing < 0 {
		return nil, 0
	}
	last := bytes.IndexByte(text[closing:], '>')
	if last < 0 {
		return nil, 0
	}
	return text[end+1 : closing], closing + last + 1
}

// tag returns the next tag of an element called name, without its ">"; io.EOF when the part ends. It is valid until the next call.
func (w *window) tag(name string, limit int) ([]byte, error) {
	for {
		start := findTag(w.text, name, w.at)
		if start >= 0 {
			if end := tagEnd(w.text[start:]); end >= 0 {
				w.at = start + end
				return w.text[start:w.at], nil
			}
			if len(w.text)-start > limit {
				return nil, errTooLong
			}
		}
		if w.done {
			return nil, io.EOF
		}
		keep := start
		if start < 0 {
			keep = max(w.at, len(w.text)-lookBack)
		}
		w.text, w.at = w.text[keep:], 0
		if err := w.more(max(chunkSize, len(w.text))); err != nil {
			return nil, err
		}
	}
}
