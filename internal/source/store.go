package source

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"time"

	"github.com/cogwg/hvdlint/internal/table"
)

// store is the bytes of an input as they are stored: a file, a copy of what can be read only once, or a member of an archive
// by itself.
type store struct {
	reader   io.ReaderAt // from any offset; nil: they are unpacked as they are read, see open
	open     func() (io.ReadCloser, error)
	packed   int64 // of a member: how many bytes of the archive it takes
	size     int64 // of a member: as the archive says
	file     *os.File
	modified time.Time // when file was last written, as of the opening; zero: it is not looked at
	release  func() error
}

// fileStore is that of an open file.
func fileStore(file *os.File) (*store, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return &store{reader: file, size: info.Size(), file: file, modified: info.ModTime(), release: file.Close}, nil
}

// dataStore is that of bytes in memory.
func dataStore(data []byte) *store {
	return &store{reader: bytes.NewReader(data), size: int64(len(data)), release: func() error { return nil }}
}

// memberStore is that of a member, whose archive stays open until it is closed.
func memberStore(m *member) (*store, error) {
	if err := m.archive.acquire(); err != nil {
		return nil, err
	}
	return &store{
		open: m.file.Open, packed: int64(m.file.CompressedSize64), size: int64(m.file.UncompressedSize64),
		file: m.archive.file, modified: m.archive.modified, release: m.archive.close,
	}, nil
}

// stream reads the bytes from their start.
func (s *store) stream() (io.ReadCloser, error) {
	if s.reader == nil {
		return s.open()
	}
	return io.NopCloser(&offsetReader{at: s.reader}), nil
}

// offsetReader reads on from an offset, past the size that was found when opening: files grow.
type offsetReader struct {
	at     io.ReaderAt
	offset int64
}

func (r *offsetReader) Read(p []byte) (int, error) {
	n, err := r.at.ReadAt(p, r.offset)
	r.offset += int64(n)
	return n, err
}

// touched reports whether the file was written to since it was opened.
func (s *store) touched() (bool, error) {
	if s.file == nil || s.modified.IsZero() {
		return false, nil
	}
	info, err := s.file.Stat()
	if err != nil {
		return false, err
	}
	return info.Mode().IsRegular() && s.size > 0 && !info.ModTime().Equal(s.modified), nil
}

// opener opens the bytes of inputs.
type opener struct {
	ctx     context.Context
	options Options
	limits  Limits
}

// input opens where the bytes of in are, without looking at them.
func (o *opener) input(in Input) (*store, *table.Unread, error) {
	switch {
	case in.IsStdin():
		if o.options.Stdin == nil {
			return nil, nil, errors.New("reading standard input: none was given")
		}
		return o.once("-", func() (*store, *table.Unread, error) {
			s, err := spool(o.ctx, o.options.Stdin, o.options.TempDir)
			return s, nil, err
		})
	case len(in.parts) == 0:
		return o.part(part{file: in.File})
	case len(in.parts) == 1:
		return o.part(in.parts[0])
	}
	return o.join(in.parts)
}

func (o *opener) part(p part) (*store, *table.Unread, error) {
	switch {
	case p.member != nil:
		if why := p.member.refusal(); why != "" {
			return nil, refuse(why), nil
		}
		s, err := memberStore(p.member)
		return o.told(s, err)
	case p.address != nil:
		return o.once("address "+p.address.url.String(), func() (*store, *table.Unread, error) { return o.fetch(p.address) })
	case p.data != nil:
		return dataStore(p.data), nil, nil
	case p.root != "":
		return o.below(p.root, p.file)
	}
	info, err := os.Stat(p.file)
	if err != nil {
		return nil, Explain(err), nil
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		return nil, refuse(isDirectory), nil
	case mode&os.ModeNamedPipe != 0:
		return o.once("pipe "+p.file, func() (*store, *table.Unread, error) { return o.pipe(p.file) })
	case !mode.IsRegular():
		return nil, refuse(notAFile), nil
	}
	file, err := os.Open(p.file)
	if err != nil {
		return nil, Explain(err), nil
	}
	s, err := fileStore(file)
	return o.told(s, err)
}

// below opens a file that a descriptor names: nothing outside of its folder, whatever links lie in it.
func (o *opener) below(folder, name string) (*store, *table.Unread, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, Explain(err), nil
	}
	defer func() { _ = root.Close() }() // it was only opened to look
	if err := regular(root, name); err != nil {
		return nil, Explain(err), nil
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, Explain(err), nil
	}
	s, err := fileStore(file)
	return o.told(s, err)
}

// escapes reports whether err says that a path led out of an [os.Root], which has no error value for it.
func escapes(err error) bool {
	in, ok := errors.AsType[*os.PathError](err)
	return ok && in.Err.Error() == "path escapes from parent"
}

func (o *opener) pipe(name string) (*store, *table.Unread, error) {
	file, err := openPipe(o.ctx, name)
	if err != nil {
		return o.told(nil, err)
	}
	s, err := spool(o.ctx, file, o.options.TempDir)
	_ = file.Close() // nothing was written to it
	return s, nil, err
}

// told tells what is wrong with the input from the end of the context.
func (o *opener) told(s *store, err error) (*store, *table.Unread, error) {
	if err == nil {
		return s, nil, nil
	}
	unread, err := explained(o.ctx, err)
	return nil, unread, err
}
