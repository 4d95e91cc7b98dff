package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"
)

// size returns a full size, or in short mode an eighth of it.
func size(full int64) int64 {
	if testing.Short() {
		return full / 8
	}
	return full
}

// text writes what its parts write, one after the other.
func text(parts ...func(io.Writer) error) func(io.Writer) error {
	return func(w io.Writer) error {
		buffered := bufio.NewWriterSize(w, 1<<18)
		for _, part := range parts {
			if err := part(buffered); err != nil {
				return err
			}
		}
		return buffered.Flush()
	}
}

func once(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// run writes a pattern over and over, bytes long in all.
func run(pattern string, bytes int64) func(io.Writer) error {
	return func(w io.Writer) error {
		block := strings.Repeat(pattern, max(1, (64<<10)/len(pattern)))
		for bytes > 0 {
			n := min(bytes, int64(len(block)))
			if _, err := io.WriteString(w, block[:n]); err != nil {
				return err
			}
			bytes -= n
		}
		return nil
	}
}

// counted writes a format with each number from 1 to n.
func counted(format string, n int64) func(io.Writer) error {
	return func(w io.Writer) error {
		for i := range n {
			if _, err := fmt.Fprintf(w, format, i+1); err != nil {
				return err
			}
		}
		return nil
	}
}
