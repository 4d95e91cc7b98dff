package input

import (
	"errors"
	"io"
)

// maxEmptyReads is the number of reads without a byte or an error after which a source counts as broken.
const maxEmptyReads = 100

// Fill reads to the end of buffer until it holds size bytes, for which it has room, or the text ends. What was read before an error is
// in filled.
func Fill(from io.Reader, buffer []byte, size int) (filled []byte, ended bool, err error) {
	empty := 0
	for len(buffer) < size {
		n, err := from.Read(buffer[len(buffer):size])
		buffer = buffer[:len(buffer)+n]
		switch {
		case errors.Is(err, io.EOF):
			return buffer, true, nil
		case err != nil:
			return buffer, false, err
		case n > 0:
			empty = 0
		default:
			if empty++; empty == maxEmptyReads {
				return buffer, false, io.ErrNoProgress
			}
		}
	}
	return buffer, false, nil
}
