// Package source turns what a user names (a file, a folder, a glob, "-") into bytes, and bytes into text: it finds the
// files, computes digests as the bytes pass, recognises formats by content before extension, and settles on an encoding
// with a reason.
package source

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Dataset is what is published together: one file, the members of an archive, or the resources of a Data Package.
type Dataset struct {
	Name    string // of the descriptor, or of the file without folders and extension
	Path    string // as named, with forward slashes; "-" for standard input
	Inputs  []Input
	Unfound []Unfound // resources that a descriptor names and that cannot be had
}

// Input is one file that the user named, or that a folder, glob, archive or descriptor led to.
type Input struct {
	Path string // as shown to people: as named, with forward slashes; "archive.zip!names.csv" for a member; "-" for standard input
	File string // as given to the operating system; empty for standard input
	// Declared is what a descriptor says of it; nil: there is none.
	Declared *Declared
}

// Declared is what a Data Package descriptor says of one of its resources. Zero values mean that it does not say.
type Declared struct {
	Name     string
	Format   string // as written, such as "csv" or "xlsx"
	Encoding string // as written
	Dialect  *standard.Dialect
}

// Options are the choices of the user. The zero value lets everything be detected.
type Options struct {
	Encoding string    // name of an encoding, see [ParseEncoding]; empty: detected
	TempDir  string    // for a copy of what can be read only once (standard input, a pipe); empty: the system's
	Stdin    io.Reader // read when the input is "-"; it must be given then
}

// Source is an opened file whose bytes can be read several times.
//
// [Source.Read] and [Source.Size] may be called from any goroutine at any time, the other methods by one goroutine at a
// time.
type Source struct {
	path     string // as shown to people
	file     *os.File
	remove   string    // a temporary file to remove when closing; empty: none
	modified time.Time // when the file was last written, as of Open
	size     int64
	passed   atomic.Int64 // bytes of the pass under way

	format   string // one of the formats, as recognised
	encoding table.Encoding
	bom      []byte // what stands before the text and is no part of it
	settled  bool

	digested bool // a pass came to the end: sum and bytes are known
	sum      [sha256.Size]byte
	bytes    int64
	damage   tally // of the last pass over the text
}

// headSize is how much of a file is looked at when it is opened.
const headSize = 1 << 20

// Open opens in, recognises its format and settles on an encoding, as a rule from the first mebibyte; a file that shows
// there that it is not UTF-8 is read to its end. A file that cannot be read, or is not a table of text, comes back as an
// Unread, not as an error. Errors are ours, the context's, or about the options.
//
// A Source must be closed.
func Open(ctx context.Context, in Input, options Options) (*Source, *table.Unread, error) {
	forced := ""
	if options.Encoding != "" {
		var ok bool
		if forced, ok = ParseEncoding(options.Encoding); !ok {
			return nil, nil, unknownEncoding(options.Encoding)
		}
	}
	s, unread, err := openBytes(ctx, in, options)
	if s == nil {
		return nil, unread, err
	}
	unread, err = s.look(ctx, in, forced)
	if unread != nil || err != nil {
		return nil, unread, errors.Join(err, s.Close())
	}
	return s, nil, nil
}

// openBytes makes the bytes of in readable from any offset, without looking at them.
func openBytes(ctx context.Context, in Input, options Options) (*Source, *table.Unread, error) {
	if in.File == "" {
		if options.Stdin == nil {
			return nil, nil, errors.New("reading standard input: none was given")
		}
		s, err := spool(ctx, options.Stdin, options.TempDir, in.Path)
		return s, nil, err
	}
	info, err := os.Stat(in.File)
	if err != nil {
		return nil, Explain(err), nil
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		return nil, refuse(isDirectory), nil
	case mode&os.ModeNamedPipe == 0 && !mode.IsRegular():
		return nil, refuse(notAFile), nil
	}
	if !info.Mode().IsRegular() {
		file, err := openPipe(ctx, in.File)
		if err != nil {
			return unopened(err)
		}
		s, err := spool(ctx, file, options.TempDir, in.Path)
		_ = file.Close() // nothing was written to it
		return s, nil, err
	}
	file, err := os.Open(in.File)
	if err != nil {
		return nil, Explain(err), nil
	}
	return &Source{path: in.Path, file: file, size: info.Size(), modified: info.ModTime()}, nil, nil
}

// unopened tells a file that could not be opened from the end of the context.
func unopened(err error) (*Source, *table.Unread, error) {
	if unread := Explain(err); unread != nil {
		return nil, unread, nil
	}
	return nil, nil, err
}

// look reads the head, recognises the format and settles on an encoding.
func (s *Source) look(ctx context.Context, in Input, forced string) (*table.Unread, error) {
	head := make([]byte, min(max(s.size+1, 4096), headSize))
	n, err := s.file.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return Explain(err), nil
	}
	whole := n < len(head)
	head = head[:n]
	format, why := recognise(head, s.file, s.size, strings.ToLower(filepath.Ext(in.File)), forced != "")
	if why != "" {
		return refuse(why), nil
	}
	s.format = format
	if !s.IsText() {
		s.settled = true
		return nil, nil
	}
	if forced != "" {
		s.force(head, forced)
		return nil, nil
	}
	verdict := sniff(head, whole)
	if verdict.refusal != "" {
		return refuse(verdict.refusal), nil
	}
	s.encoding, s.bom, s.settled = verdict.encoding, verdict.bom, verdict.settled
	if verdict.undecided {
		if err := s.SniffAll(ctx); err != nil {
			if unread := Explain(err); unread != nil {
				return unread, nil
			}
			return nil, err
		}
	}
	return nil, nil
}

// Facts returns what is known so far: the name, path, format and encoding, and after a complete pass the digest. Each
// call makes a new Resource, which belongs to the caller.
func (s *Source) Facts() *table.Resource {
	facts := &table.Resource{Name: Name(s.path), Path: s.path, Format: s.format, Encoding: s.encoding}
	facts.SHA256, facts.Bytes, _ = s.Digest()
	return facts
}

// Format returns the format as recognised by content: [CSV], [JSON], [XLSX] or [Parquet].
func (s *Source) Format() string { return s.format }

// IsText reports whether the format is read as text, by [Source.Text]; others are read from any offset, by [Source.File].
func (s *Source) IsText() bool { return s.format == CSV || s.format == JSON }

// File returns the bytes from any offset, and their number. It is valid until the source is closed. A file that has no random access of
// its own is copied to a temporary one, which ends with the context's error when ctx is cancelled.
func (s *Source) File(_ context.Context) (io.ReaderAt, int64, error) { return s.file, s.size, nil }

// Sum makes sure that the digest is known, by a pass over the bytes unless one came to the end already.
func (s *Source) Sum(ctx context.Context) error {
	if s.digested {
		return nil
	}
	raw := s.pass(ctx)
	_, err := io.Copy(io.Discard, struct{ io.Reader }{raw})
	return err
}

// Settled reports whether the encoding will not change any more: it was named, follows from the whole file, or is one
// that any bytes can be read in. As long as it is false, a reader that finds bytes that are not UTF-8 asks for
// [Source.SniffAll]; once it is true, such bytes are damage.
func (s *Source) Settled() bool { return s.settled }

// Digest returns the SHA-256 of the bytes as they are stored, in lower-case hexadecimal, and their number. Both are known
// (ok) once a pass, by [Source.Text] or [Source.SniffAll], has come to the end of the file.
func (s *Source) Digest() (sum string, bytes int64, ok bool) {
	if !s.digested {
		return "", 0, false
	}
	return hex.EncodeToString(s.sum[:]), s.bytes, true
}

// Read returns how many bytes the pass under way has read. It starts again from 0 with each pass.
func (s *Source) Read() int64 { return s.passed.Load() }

// Size returns the number of bytes of the file when it was opened.
func (s *Source) Size() int64 { return s.size }

// Close closes the file, and removes the copy of what could be read only once.
func (s *Source) Close() error {
	err := s.file.Close()
	if s.remove != "" {
		err = errors.Join(err, os.Remove(s.remove))
	}
	return err
}

// Name returns the name of a table from the path of its file: without folders and extension; "stdin" for "-".
func Name(file string) string {
	if file == "-" {
		return "stdin"
	}
	base := path.Base(filepath.ToSlash(file))
	return cmp.Or(strings.TrimSuffix(base, path.Ext(base)), base)
}
