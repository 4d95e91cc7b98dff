package xlsx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
)

// maxText is the greatest length in bytes of a cell's text: Excel holds 32,767 characters. A longer shared string is kept as its
// first maxText+1 bytes, which shows that it is too long.
const maxText = 4 * 32767

// stringTable holds the shared strings of a workbook: the first ones in memory, the rest in temporary files.
type stringTable struct {
	arena   []byte
	ends    []uint32 // of the strings in arena
	budget  int      // bytes of memory for both
	spilled *spilledStrings
	count   int
	longest int  // length of the longest string in bytes
	invalid bool // some string is not UTF-8
}

// readStrings reads the part of shared strings; an empty name means that the workbook has none.
func readStrings(ctx context.Context, a *archive, part string, options *Options) (*stringTable, error) {
	t := &stringTable{budget: min(input.Positive(options.Memory, defaultMemory), 1<<31)}
	if part == "" {
		return t, nil
	}
	source, closer, err := a.open(part)
	if err != nil {
		return nil, err
	}
	err = t.read(ctx, source, part, a.limits.Element, options.TempDir)
	err = errors.Join(err, closer.Close())
	if err == nil {
		err = t.spilled.flush()
	}
	if err != nil {
		return nil, errors.Join(err, t.close())
	}
	return t, nil
}

const defaultMemory = 64 << 20

func (t *stringTable) read(ctx context.Context, source io.Reader, part string, limit int, folder string) error {
	w := window{source: source}
	var text []byte
	for {
		if t.count%(1<<16) == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if raw, ok := w.plainItem(); ok {
			text = appendText(text[:0], raw, false)
			if err := t.add(text, folder); err != nil {
				return err
			}
			continue
		}
		item, err := w.element("si", "sst", limit)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, errTooLong):
			return refuse("too-large", partTooLarge, message.P("part", part), message.P("limit", limit))
		case err != nil:
			return refusePart(part, err)
		}
		text = appendRich(text[:0], item)
		if err := t.add(text, folder); err != nil {
			return err
		}
	}
}

// plainItem returns the text, as written, of the next item when nothing but text stands in it and it comes at once: <si><t>Zoé</t></si>.
func (w *window) plainItem() (raw []byte, ok bool) {
	const start, end = "<si><t>", "</t></si>"
	rest := w.text[w.at:]
	if !bytes.HasPrefix(rest, []byte(start)) {
		return nil, false
	}
	rest = rest[len(start):]
	size := bytes.IndexByte(rest, '<')
	if size < 0 || !bytes.HasPrefix(rest[size:], []byte(end)) {
		return nil, false
	}
	w.at += len(start) + size + len(end)
	return rest[:size], true
}

func (t *stringTable) add(text []byte, folder string) error {
	text = text[:min(len(text), maxText+1)]
	t.invalid = t.invalid || !utf8.Valid(text) && len(text) <= maxText
	t.count++
	t.longest = max(t.longest, len(text))
	if t.spilled == nil && len(t.arena)+len(text)+4*(len(t.ends)+1) <= t.budget {
		t.arena = append(t.arena, text...)
		t.ends = append(t.ends, uint32(len(t.arena)))
		return nil
	}
	if t.spilled == nil {
		var err error
		if t.spilled, err = newSpilledStrings(folder); err != nil {
			return fmt.Errorf("keeping shared strings: %w", err)
		}
	}
	if err := t.spilled.add(text); err != nil {
		return fmt.Errorf("keeping shared strings: %w", err)
	}
	return nil
}

// close removes the temporary files.
func (t *stringTable) close() error {
	if t == nil || t.spilled == nil {
		return nil
	}
	return t.spilled.close()
}

// stringReader looks strings up. It belongs to one goroutine.
type stringReader struct {
	table       *stringTable
	ends, texts fileWindow
}

func (t *stringTable) reader() stringReader { return stringReader{table: t} }

// at returns string number i, from 0, which must be there. It is valid until the next call.
func (r *stringReader) at(i int) ([]byte, error) {
	t := r.table
	if i < len(t.ends) {
		start := uint32(0)
		if i > 0 {
			start = t.ends[i-1]
		}
		return t.arena[start:t.ends[i]], nil
	}
	text, err := t.spilled.at(i-len(t.ends), &r.ends, &r.texts)
	if err != nil {
		return nil, fmt.Errorf("reading shared strings back: %w", err)
	}
	return text, nil
}
