package xlsx

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"

	"github.com/cogwg/hvdlint/internal/spill"
)

// spilledStrings are strings in temporary files: one of their texts, one of where each ends, eight bytes an entry.
type spilledStrings struct {
	texts, ends           *spill.Temporary
	textWriter, endWriter *bufio.Writer
	size                  uint64 // of the texts
}

func newSpilledStrings(folder string) (*spilledStrings, error) {
	s := &spilledStrings{}
	for _, file := range []**spill.Temporary{&s.texts, &s.ends} {
		var err error
		if *file, err = spill.NewTemporary(folder); err != nil {
			return nil, errors.Join(err, s.close())
		}
	}
	s.textWriter = bufio.NewWriterSize(s.texts, chunkSize)
	s.endWriter = bufio.NewWriterSize(s.ends, chunkSize)
	return s, nil
}

func (s *spilledStrings) add(text []byte) error {
	s.size += uint64(len(text))
	if _, err := s.textWriter.Write(text); err != nil {
		return err
	}
	_, err := s.endWriter.Write(binary.LittleEndian.AppendUint64(s.endWriter.AvailableBuffer(), s.size))
	return err
}

// flush ends the writing; nil is fine.
func (s *spilledStrings) flush() error {
	if s == nil {
		return nil
	}
	return errors.Join(s.textWriter.Flush(), s.endWriter.Flush())
}

func (s *spilledStrings) close() error {
	var errs []error
	for _, file := range []*spill.Temporary{s.texts, s.ends} {
		if file != nil {
			errs = append(errs, file.Close())
		}
	}
	return errors.Join(errs...)
}

// at returns the text of string i, from 0. The windows belong to the caller.
func (s *spilledStrings) at(i int, ends, texts *fileWindow) ([]byte, error) {
	first, size := int64(i-1)*8, 16 // where it starts and where it ends
	if i == 0 {
		first, size = 0, 8
	}
	entry, err := ends.read(s.ends, first, size)
	if err != nil {
		return nil, err
	}
	start := uint64(0)
	if i > 0 {
		start = binary.LittleEndian.Uint64(entry)
	}
	end := binary.LittleEndian.Uint64(entry[size-8:])
	return texts.read(s.texts, int64(start), int(end-start))
}

// fileWindow is a stretch of a file in memory: strings are mostly looked up in the order in which they are stored.
type fileWindow struct {
	start  int64
	text   []byte
	buffer []byte
}

// read returns n bytes of file from offset on, valid until the next call. The file is always the same.
func (w *fileWindow) read(file io.ReaderAt, offset int64, n int) ([]byte, error) {
	if offset < w.start || offset+int64(n) > w.start+int64(len(w.text)) {
		const size = 32 << 10
		if need := max(n, size); cap(w.buffer) < need {
			w.buffer = make([]byte, need)
		}
		m, err := file.ReadAt(w.buffer[:max(n, size)], offset)
		if m < n {
			return nil, err
		}
		w.start, w.text = offset, w.buffer[:m]
	}
	from := offset - w.start
	return w.text[from : from+int64(n)], nil
}
