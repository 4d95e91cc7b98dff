package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/cogwg/hvdlint/internal/spill"
)

// openPipe opens a named pipe, which waits until something writes to it. When ctx is cancelled it returns at once; the
// open stays blocked on a goroutine of its own, because nothing can interrupt it.
func openPipe(ctx context.Context, name string) (*os.File, error) {
	type opened struct {
		file *os.File
		err  error
	}
	done := make(chan opened)
	go func() {
		file, err := os.Open(name)
		select {
		case done <- opened{file, err}:
		case <-ctx.Done():
			if err == nil {
				_ = file.Close() // nobody wants it any more
			}
		}
	}()
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case result := <-done:
		return result.file, result.err
	}
}

// spool copies what can be read only once to a temporary file in folder (empty: the system's). When ctx is cancelled it stops
// at once and leaves no file behind; a read that is blocked inside from stays blocked on a goroutine of its own, because
// nothing can interrupt it, and ends with the next byte.
func spool(ctx context.Context, from io.Reader, folder string) (*store, error) {
	file, err := spill.NewTemporary(folder)
	if err != nil {
		return nil, fmt.Errorf("copying the input: %w", err)
	}
	done := make(chan error, 1)
	go func() {
		// The wrapper hides ReadFrom and WriteTo, so that a closed file ends the copying with the next block.
		_, err := io.Copy(struct{ io.Writer }{file}, struct{ io.Reader }{from})
		done <- err
	}()
	select {
	case <-ctx.Done():
		err = context.Cause(ctx)
	case err = <-done:
		if err != nil {
			err = fmt.Errorf("copying the input: %w", err)
		}
	}
	return copiedStore(file, err)
}

// copyOf copies what comes from a reader that ends when its context does to a temporary file in folder: at most limit bytes.
func copyOf(from io.Reader, folder string, limit int64) (*store, error) {
	file, err := spill.NewTemporary(folder)
	if err != nil {
		return nil, fmt.Errorf("copying the input: %w", err)
	}
	n, err := io.Copy(file, io.LimitReader(from, limit+1))
	if err == nil && n > limit {
		err = &unpackError{why: tooLargeToCopy, limit: limit}
	}
	return copiedStore(file, err)
}

// copiedStore makes a store of a temporary file, unless copying failed.
func copiedStore(file *spill.Temporary, err error) (*store, error) {
	var s *store
	if err == nil {
		if s, err = fileStore(file.File); err == nil {
			s.release = file.Close
			return s, nil
		}
	}
	return nil, errors.Join(err, file.Close())
}
