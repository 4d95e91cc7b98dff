package source

import (
	"context"
	"errors"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cogwg/hvdlint/internal/table"
)

// Named returns the input under the path that it had at another time. What goes by names, that of the table and the extension, finds
// the other one; the bytes are the same.
func (in Input) Named(shown string) Input {
	if name := nameIn(shown); name != nameIn(in.Path) {
		in.name = &name
	}
	in.Path = shown
	return in
}

// nameIn returns the name of the file in a path that is shown: without folders, of a member its own, of standard input none.
func nameIn(shown string) string {
	if shown == "-" {
		return ""
	}
	if u := webAddress(shown); u != nil && !strings.Contains(shown, "!") {
		return path.Base(u.Path)
	}
	return path.Base(filepath.ToSlash(shown[strings.LastIndexByte(shown, '!')+1:]))
}

// Hold makes sure that an input can be opened several times and is the same each time: standard input and what is on the Web is copied
// once. The copy is gone when release was called. An input that cannot be had comes back as an Unread; errors are ours or the context's.
func Hold(ctx context.Context, in Input, options Options) (held Input, release func() error, unread *table.Unread, err error) {
	fetched := func(p part) bool { return p.address != nil }
	if !in.IsStdin() && !slices.ContainsFunc(in.parts, fetched) {
		return in, func() error { return nil }, nil, nil
	}
	o := &opener{ctx: ctx, options: options, limits: options.Limits.withDefaults()}
	stored, unread, err := o.input(in)
	if stored == nil {
		return in, func() error { return nil }, unread, err
	}
	in.parts = []part{{held: stored, file: in.fileName()}}
	return in, stored.release, nil, nil
}

// Digest returns the SHA-256 of the bytes of an input as they are stored, in lower-case hexadecimal, whatever they hold; empty, without an
// error: they cannot be read. [Options.Progress] is told how far it is.
func Digest(ctx context.Context, in Input, options Options) (sum string, err error) {
	o := &opener{ctx: ctx, options: options, limits: options.Limits.withDefaults()}
	stored, _, err := o.input(in)
	if stored == nil {
		return "", err
	}
	s := &Source{in: in, options: options, limits: o.limits, store: stored}
	if err = s.readAll(ctx, &teller{progress: options.Progress, total: s.Size()}); err == nil {
		sum, _, _ = s.Digest()
	} else if ctx.Err() == nil && Explain(err) != nil {
		err = nil // for who reads it to tell
	}
	return sum, errors.Join(err, s.Close())
}

// teller tells how much was written to it.
type teller struct {
	progress    func(read, total int64)
	read, total int64
	told        time.Time
}

func (t *teller) Write(p []byte) (int, error) {
	t.read += int64(len(p))
	if t.progress != nil && time.Since(t.told) > tellEvery {
		t.told = time.Now()
		t.progress(t.read, t.total)
	}
	return len(p), nil
}
