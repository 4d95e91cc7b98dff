package source

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// SniffAll looks at the whole file and settles on an encoding: UTF-8 with damage when valid sequences clearly outnumber
// the bytes that are not, otherwise the single-byte encoding that reads best. It is called when a reader found bytes that
// are not UTF-8 behind the part that was looked at when opening. Memory does not grow with the file. When the encoding
// is settled already, it does nothing.
func (s *Source) SniffAll(ctx context.Context) error {
	if s.settled {
		return nil
	}
	content := s.content(s.pass(ctx))
	defer func() { _ = content.Close() }() // it was only read
	if err := skip(content, s.bom); err != nil {
		return fmt.Errorf("looking at the whole file: %w", err)
	}
	c := census{bom: len(s.bom) > 0, offset: int64(len(s.bom))}
	buffer := make([]byte, 256<<10)
	kept, from := 0, 0
	for last := false; !last; {
		n, err := content.Read(buffer[kept:])
		if last = errors.Is(err, io.EOF); err != nil && !last {
			return fmt.Errorf("looking at the whole file: %w", err)
		}
		piece := buffer[:kept+n]
		done := c.scan(piece, from, last)
		start := max(done-lookBehind, 0)
		from, kept = done-start, copy(buffer, piece[start:])
		c.offset += int64(start)
	}
	s.encoding, s.settled = c.encoding(), true
	return nil
}
