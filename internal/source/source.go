// Package source turns what a user names (a file, a folder, a glob, an archive, a Data Package, an address, "-") into bytes,
// and bytes into text: it finds the files, undoes compression, computes digests as the bytes pass, recognises formats by
// content before extension, and settles on an encoding with a reason.
//
// It goes to the network for addresses on the command line alone, and for what a descriptor lists that was fetched from one.
package source

import (
	"cmp"
	"context"
	"crypto/md5"  //nolint:gosec // see Hash
	"crypto/sha1" //nolint:gosec // see Hash
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
	"strings"
	"sync/atomic"

	"github.com/cogwg/hvdlint/internal/table"
)

// Options are the choices of the user. The zero value lets everything be detected.
type Options struct {
	Encoding string    // name of an encoding, see [ParseEncoding]; empty: detected
	TempDir  string    // for copies of what can be read only once or only from the start; empty: the system's
	Stdin    io.Reader // read when the input is "-"; it must be given then
	Limits   Limits
	// Keep holds what can be read only once, so that inputs can be opened again; nil: they cannot.
	Keep *Keep
	// Progress is called now and then while something is downloaded, with the bytes so far and their number, 0 when unknown; may be
	// nil.
	Progress func(read, total int64)
}

// Source is an opened input whose bytes can be read several times.
//
// [Source.Read] and [Source.Size] may be called from any goroutine at any time, the other methods by one goroutine at a
// time.
type Source struct {
	in      Input
	options Options
	limits  Limits
	store   *store
	copy    *store       // of what is unpacked, for formats that need random access; nil until it is needed
	passed  atomic.Int64 // bytes of the pass under way

	extension   string // see [table.Resource]
	compression string
	format      string // one of the formats, as recognised
	encoding    table.Encoding
	bom         []byte // what stands before the text and is no part of it
	settled     bool

	digested bool // a pass came to the end: sum and bytes are known
	sum      [sha256.Size]byte
	bytes    int64
	damage   tally // of the last pass over the text
}

// headSize is how much of a file is looked at when it is opened.
const headSize = 1 << 20

// Open opens in, recognises its format and settles on an encoding, as a rule from the first mebibyte; a file that shows
// there that it is not UTF-8 is read to its end. An input that cannot be read, or is not a table, comes back as an
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
	o := &opener{ctx: ctx, options: options, limits: options.Limits.withDefaults()}
	stored, unread, err := o.input(in)
	if stored == nil {
		return nil, unread, err
	}
	s := &Source{in: in, options: options, limits: o.limits, store: stored}
	unread, err = s.look(ctx, forced)
	if unread != nil || err != nil {
		return nil, unread, errors.Join(err, s.Close())
	}
	return s, nil, nil
}

// unwrap finds out whether the bytes are compressed, and reads the head of what they hold (whole: all of it).
func (s *Source) unwrap(ctx context.Context) (head []byte, whole bool, err error) {
	head, whole, err = s.head(ctx)
	if err != nil {
		return nil, false, err
	}
	if s.compression = compressionOf(head); s.compression != "" {
		return s.head(ctx)
	}
	return head, whole, nil
}

// look reads the head, undoes a compression, recognises the format and settles on an encoding.
func (s *Source) look(ctx context.Context, forced string) (*table.Unread, error) {
	head, whole, err := s.unwrap(ctx)
	if err != nil {
		return explained(ctx, err)
	}
	name := s.in.fileName()
	if s.compression != "" {
		name = uncompressed(name)
	}
	s.extension = strings.ToLower(path.Ext(name))
	file, size := s.store.reader, s.store.size
	if needsEnd(head) && !s.random() {
		if file, size, err = s.unpacked(ctx); err != nil {
			return explained(ctx, err)
		}
	}
	found := recognise(head, file, size, s.hint(), forced != "")
	if why := s.refusal(found); why != "" {
		return refuse(why), nil
	}
	s.format = found.format
	if !s.IsText() {
		s.settled = true
		return nil, nil
	}
	return s.settle(ctx, head, whole, forced)
}

// hint returns the extension that recognition goes by where the content leaves it open: what a descriptor says stands in for a
// missing one.
func (s *Source) hint() string {
	if s.extension == "" && s.in.Declared != nil && s.in.Declared.Format != "" {
		return "." + strings.ToLower(s.in.Declared.Format)
	}
	return s.extension
}

// refusal returns why what was found is not read; empty: it is.
func (s *Source) refusal(found recognised) refusal {
	inside := s.compression != "" || s.in.isMember()
	switch {
	case found.compression != "":
		return packedTwice
	case found.archive && inside:
		return nestedArchive
	case found.archive:
		return zipArchive
	}
	return found.why
}

// settle settles on the encoding of a text whose head is given.
func (s *Source) settle(ctx context.Context, head []byte, whole bool, forced string) (*table.Unread, error) {
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
		return explained(ctx, s.SniffAll(ctx))
	}
	return nil, nil
}

// explained tells what is wrong with the input from the end of the context and from faults of ours.
func explained(ctx context.Context, err error) (*table.Unread, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if unread := Explain(err); unread != nil {
		return unread, nil
	}
	return nil, err
}

// head reads the first mebibyte of what the input holds without its compression; whole: it is all of it.
func (s *Source) head(ctx context.Context) (head []byte, whole bool, err error) {
	size := int64(headSize)
	if s.compression == "" {
		size = min(max(s.store.size+1, 4096), headSize)
	}
	content := s.peek(ctx)
	head = make([]byte, size)
	n, err := io.ReadFull(content, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		whole, err = true, nil
	}
	return head[:n], whole, errors.Join(err, content.Close())
}

// Facts returns what is known so far: the name, path, format and encoding, and after a complete pass the digest. Each
// call makes a new Resource, which belongs to the caller.
func (s *Source) Facts() *table.Resource {
	facts := &table.Resource{
		Name: Name(s.in.Path), Path: s.in.Path, Extension: s.extension, Format: s.format, Compression: s.compression, Encoding: s.encoding,
	}
	if s.in.Declared != nil {
		facts.Name = cmp.Or(s.in.Declared.Name, facts.Name)
	}
	facts.SHA256, facts.Bytes, _ = s.Digest()
	return facts
}

// Format returns the format as recognised by content: [CSV], [JSON], [XLSX] or [Parquet].
func (s *Source) Format() string { return s.format }

// IsText reports whether the format is read as text, by [Source.Text]; others are read from any offset, by [Source.File].
func (s *Source) IsText() bool { return s.format == CSV || s.format == JSON }

// random reports whether what the input holds can be read from any offset as it is stored.
func (s *Source) random() bool { return s.store.reader != nil && s.compression == "" }

// File returns the bytes from any offset, without their compression, and their number. They are valid until the source is closed.
// What has no random access of its own is copied to a temporary file, which ends with the context's error when ctx is cancelled. Once
// the digest is known, a file that was written to since it was opened is [ErrChanged]; [Explain] has words for what else may be wrong.
func (s *Source) File(ctx context.Context) (io.ReaderAt, int64, error) {
	if s.random() {
		if s.digested {
			if err := s.unchanged(); err != nil {
				return nil, 0, err
			}
		}
		return s.store.reader, s.store.size, nil
	}
	return s.unpacked(ctx)
}

// unpacked returns the temporary copy, which it makes unless it is there.
func (s *Source) unpacked(ctx context.Context) (io.ReaderAt, int64, error) {
	if s.copy == nil {
		content := s.content(s.pass(ctx))
		copied, err := copyOf(content, s.options.TempDir, s.limits.Copied)
		if err := errors.Join(err, content.Close()); err != nil {
			return nil, 0, err
		}
		s.copy = copied
	}
	return s.copy.reader, s.copy.size, nil
}

// Sum makes sure that the digest is known, by a pass over the bytes unless one came to the end already. When the file was written to since
// it was opened, the digest may be that of other bytes than were read before: that is [ErrChanged].
func (s *Source) Sum(ctx context.Context) error {
	if s.digested {
		return nil
	}
	if err := s.readAll(ctx, io.Discard); err != nil {
		return err
	}
	return s.unchanged()
}

// Hash returns the digest of the bytes as they are stored by one of the algorithms that descriptors use (md5, sha1, sha256, sha512), in lower-case
// hexadecimal; empty: there is no such algorithm. It takes a pass over the bytes, unless it is the SHA-256 that is known. Errors are those
// of [Source.Sum].
func (s *Source) Hash(ctx context.Context, algorithm string) (string, error) {
	var sum hash.Hash
	switch algorithm {
	case "md5":
		sum = md5.New() //nolint:gosec // others declare it to tell an incomplete copy; it protects nothing
	case "sha1":
		sum = sha1.New() //nolint:gosec // as for MD5
	case "sha512":
		sum = sha512.New()
	case "sha256":
		if err := s.Sum(ctx); err != nil {
			return "", err
		}
		return hex.EncodeToString(s.sum[:]), nil
	default:
		return "", nil
	}
	if err := s.readAll(ctx, sum); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), s.unchanged()
}

// readAll copies the bytes, as they are stored, in a pass of their own.
func (s *Source) readAll(ctx context.Context, to io.Writer) error {
	raw := s.pass(ctx)
	_, err := io.Copy(to, raw)
	return errors.Join(err, raw.Close())
}

// unchanged returns ErrChanged when the file was written to since it was opened.
func (s *Source) unchanged() error {
	touched, err := s.store.touched()
	if err != nil {
		return fmt.Errorf("reading %s: %w", s.in.Path, err)
	}
	if touched {
		return ErrChanged
	}
	return nil
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

// Size returns the number of bytes of the file when it was opened; of a member of an archive, as the archive says.
func (s *Source) Size() int64 { return s.store.size }

// Close closes the file, and removes copies.
func (s *Source) Close() error {
	err := s.store.release()
	if s.copy != nil {
		err = errors.Join(err, s.copy.release())
	}
	return err
}
