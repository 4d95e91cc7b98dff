package source

import (
	"context"
	"errors"
	"time"
)

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

// teller tells how much there was so far, of which total.
type teller struct {
	progress    func(read, total int64)
	read, total int64
	told        time.Time
}

func (t *teller) Write(p []byte) (int, error) {
	t.add(len(p))
	return len(p), nil
}

// add counts bytes, and tells of them when it is time.
func (t *teller) add(n int) {
	t.read += int64(n)
	if t.progress != nil && time.Since(t.told) > tellEvery {
		t.told = time.Now()
		t.progress(t.read, t.total)
	}
}
