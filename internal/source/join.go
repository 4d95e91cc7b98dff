package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// join makes one store of the parts of a table: their bytes one after the other, each without its compression. A final line ending
// that a part lacks is supplied; a first line that a later part has in common with the first one is a header that is said
// again, and is left out, as is the byte order mark before it.
func (o *opener) join(parts []part) (*store, *table.Unread, error) {
	file, err := spill.NewTemporary(o.options.TempDir)
	if err != nil {
		return nil, nil, err
	}
	j := &joiner{out: bufio.NewWriterSize(file, 256<<10), left: o.limits.Copied, limit: o.limits.Copied}
	for _, p := range parts {
		if err = o.joinPart(j, p); err != nil {
			break
		}
	}
	if err == nil {
		err = j.out.Flush()
	}
	s, err := copiedStore(file, err)
	return o.told(s, err)
}

func (o *opener) joinPart(j *joiner, p part) (err error) {
	stored, unread, err := o.part(p)
	if unread != nil {
		return &unreadError{unread}
	}
	if err != nil {
		return err
	}
	s := &Source{in: Input{Path: p.name()}, options: o.options, limits: o.limits, store: stored}
	defer func() { err = errors.Join(err, s.Close()) }()
	head, _, err := s.unwrap(o.ctx)
	if err != nil {
		return err
	}
	if needsEnd(head) {
		return &refusedError{why: mixedParts}
	}
	found := recognise(head, nil, 0, strings.ToLower(path.Ext(uncompressed(p.name()))), true)
	if found.format != CSV && found.format != JSON {
		return &refusedError{why: mixedParts}
	}
	content := s.peek(o.ctx)
	err = j.add(bufio.NewReaderSize(content, 256<<10), found.format == CSV)
	return errors.Join(err, content.Close())
}

// name returns what a part is called, for its extension.
func (p part) name() string {
	switch {
	case p.member != nil:
		return p.member.name
	case p.address != nil:
		return p.address.url.Path
	}
	return p.file
}

// joiner writes parts one after the other.
type joiner struct {
	out         *bufio.Writer
	left, limit int64
	parts       int
	first       []byte // the first line of the first part, without its ending
	last        byte   // written so far
}

// longestHeader bounds the first line that is looked at; a longer one is no header.
const longestHeader = 1 << 20

func (j *joiner) add(from *bufio.Reader, delimited bool) error {
	mark := "\xef\xbb\xbf"
	if start, _ := from.Peek(len(mark)); string(start) == mark && j.parts > 0 {
		_, _ = from.Discard(len(mark)) // it was there
	}
	line, err := firstLine(from)
	if err != nil {
		return err
	}
	bare := bytes.TrimPrefix(bytes.TrimRight(line, "\r\n"), []byte(mark))
	switch {
	case j.parts == 0:
		j.first = bytes.Clone(bare)
	case j.last != '\n' && j.last != '\r' && j.last != 0:
		if err := j.write([]byte{'\n'}); err != nil {
			return err
		}
	}
	if j.parts > 0 && delimited && len(bare) > 0 && bytes.Equal(bare, j.first) {
		line = nil
	}
	j.parts++
	if err := j.write(line); err != nil {
		return err
	}
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if failed := j.write(buffer[:n]); failed != nil {
			return failed
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (j *joiner) write(p []byte) error {
	if j.left -= int64(len(p)); j.left < 0 {
		return &unpackError{why: tooLargeToCopy, limit: j.limit}
	}
	if len(p) > 0 {
		j.last = p[len(p)-1]
	}
	_, err := j.out.Write(p)
	return err
}

// firstLine reads up to the end of the first line, or as much as a header may have.
func firstLine(from *bufio.Reader) ([]byte, error) {
	var line []byte
	for len(line) < longestHeader {
		piece, err := from.ReadSlice('\n')
		line = append(line, piece...)
		switch {
		case err == nil, errors.Is(err, io.EOF):
			return line, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
	return line, nil
}

// unreadError carries what was found out about one part.
type unreadError struct{ unread *table.Unread }

func (e *unreadError) Error() string { return "not read: " + e.unread.Text.EN }
