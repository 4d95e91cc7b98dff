package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
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

// spool copies what can be read only once to a temporary file in folder (empty: the system's), and makes that the
// source. When ctx is cancelled it stops at once and leaves no file behind; a read that is blocked inside from stays
// blocked on a goroutine of its own, because nothing can interrupt it, and ends with the next byte.
func spool(ctx context.Context, from io.Reader, folder, path string) (*Source, error) {
	file, err := os.CreateTemp(folder, "hvdlint-*")
	if err != nil {
		return nil, fmt.Errorf("copying the input: %w", err)
	}
	s := &Source{path: path, file: file}
	// Without a name the file goes away even when the process is killed. Windows refuses; there Close removes it.
	if os.Remove(file.Name()) != nil {
		s.remove = file.Name()
	}
	type copied struct {
		bytes int64
		err   error
	}
	done := make(chan copied, 1)
	go func() {
		// The wrapper hides ReadFrom and WriteTo, so that a closed file ends the copying with the next block.
		n, err := io.Copy(struct{ io.Writer }{file}, struct{ io.Reader }{from})
		done <- copied{n, err}
	}()
	select {
	case <-ctx.Done():
		return nil, errors.Join(context.Cause(ctx), s.Close())
	case result := <-done:
		if result.err != nil {
			return nil, errors.Join(fmt.Errorf("copying the input: %w", result.err), s.Close())
		}
		s.size = result.bytes
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("copying the input: %w", err), s.Close())
	}
	s.modified = info.ModTime()
	return s, nil
}
