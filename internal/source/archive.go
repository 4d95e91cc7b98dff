package source

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// archive is a ZIP archive whose directory has been read. Its file is open only while one of its members is read, so that a folder of
// many archives takes few files of the system's.
type archive struct {
	shown   string // its path, as shown to people
	open    func() (*store, error)
	members []*member // in byte-wise order of their names; a name that stands twice has the last member, as unpacking leaves it

	mu    sync.Mutex
	users int
	*store
	budget int64 // bytes that may still be read; less than 0: any number
}

// member is one file of an archive.
type member struct {
	archive *archive
	file    *zip.File
	// name is decoded, with forward slashes. It is whatever somebody wrote, "../" included: it is shown and compared, and never
	// becomes a path of this system.
	name string
}

// ReadAt reads the archive's file, for package zip.
func (a *archive) ReadAt(p []byte, offset int64) (int, error) {
	if a.budget >= 0 {
		if a.budget -= int64(len(p)); a.budget < 0 {
			return 0, errLongDirectory
		}
	}
	return a.reader.ReadAt(p, offset)
}

// errLongDirectory means that the directory of an archive is longer than that of any archive with as many members as are allowed.
var errLongDirectory = errors.New("the directory of the archive is too long")

// acquire opens the file unless it is open.
func (a *archive) acquire() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.users == 0 {
		opened, err := a.open()
		if err != nil {
			return err
		}
		if a.store != nil && (a.size != opened.size || !a.modified.Equal(opened.modified)) {
			return errors.Join(ErrChanged, opened.release())
		}
		a.store = opened
	}
	a.users++
	return nil
}

// close gives up one use of the file.
func (a *archive) close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.users--; a.users > 0 {
		return nil
	}
	return a.release()
}

// readArchive reads the directory of an archive, which stays open: who asked closes it. An archive with more members than the limit is
// a refusedError, and so is one whose directory is broken.
func readArchive(shown string, open func() (*store, error), limits Limits) (*archive, error) {
	a := &archive{shown: shown, open: open}
	if err := a.acquire(); err != nil {
		return nil, err
	}
	if err := a.list(limits.withDefaults()); err != nil {
		return nil, errors.Join(err, a.close())
	}
	return a, nil
}

func (a *archive) list(limits Limits) error {
	tooMany := &refusedError{why: tooManyMembers, params: limitOf(int64(limits.Members))}
	if a.claims() > uint64(limits.Members) {
		return tooMany
	}
	// Package zip believes the directory, not the count at its end; the budget is what a directory of so many members may take.
	const start, each = 256 << 10, 1 << 10
	a.budget = start + each*int64(limits.Members)
	reader, err := zip.NewReader(a, a.size)
	a.budget = -1
	switch {
	case errors.Is(err, errLongDirectory):
		return tooMany
	case errors.Is(err, zip.ErrInsecurePath): // no name becomes a path
	case err != nil && isForeign(err):
		return err
	case err != nil:
		return &refusedError{why: damagedArchive}
	case len(reader.File) > limits.Members:
		return tooMany
	}
	reader.RegisterDecompressor(zip.Deflate, flate.NewReader)
	last := map[string]*member{}
	packed := uint64(0)
	for _, file := range reader.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		name := memberName(file)
		last[name] = &member{archive: a, file: file, name: name}
		if packed += file.CompressedSize64; file.CompressedSize64 > uint64(a.size) || packed > uint64(a.size) {
			// Members share bytes: made so that a small file unpacks to a huge one.
			return &refusedError{why: damagedArchive}
		}
	}
	for _, m := range last {
		a.members = append(a.members, m)
	}
	slices.SortFunc(a.members, func(a, b *member) int { return cmp.Compare(a.name, b.name) })
	return nil
}

// claims returns how many members the end of the archive says there are (APPNOTE.TXT 4.3.14 and 4.3.16); package zip makes
// room for so many before it has seen any.
func (a *archive) claims() uint64 {
	tail := make([]byte, min(a.size, 65_557+20))
	n, _ := a.reader.ReadAt(tail, a.size-int64(len(tail))) // what cannot be read claims nothing
	tail = tail[:n]
	at := bytes.LastIndex(tail, []byte(zipEmpty))
	if at < 0 || len(tail) < at+22 {
		return 0
	}
	count := uint64(binary.LittleEndian.Uint16(tail[at+10:]))
	if at < 20 || !bytes.HasPrefix(tail[at-20:], []byte("PK\x06\x07")) {
		return count
	}
	end := make([]byte, 56)
	offset := binary.LittleEndian.Uint64(tail[at-20+8:])
	if offset > uint64(a.size) {
		return count
	}
	if n, err := a.reader.ReadAt(end, int64(offset)); n < len(end) && err != nil || !bytes.HasPrefix(end, []byte("PK\x06\x06")) {
		return count
	}
	return max(count, binary.LittleEndian.Uint64(end[32:]))
}

// refusal returns why a member is not read; empty: it is.
func (m *member) refusal() refusal {
	const encryptedFlag = 1
	switch {
	case m.file.Flags&encryptedFlag != 0:
		return encryptedMember
	case m.file.Method != zip.Store && m.file.Method != zip.Deflate:
		return unknownPacking
	}
	return ""
}

// input is the member as people name it.
func (m *member) input() Input {
	return Input{Path: m.archive.shown + "!" + m.name, File: m.archive.fileName(), parts: []part{{member: m}}}
}

// fileName returns the file of the system that holds the archive; empty for one that was downloaded.
func (a *archive) fileName() string {
	if webAddress(a.shown) != nil || a.store == nil || a.file == nil {
		return ""
	}
	return a.file.Name()
}

// find returns the member of a name, or nil.
func (a *archive) find(name string) *member {
	at, found := slices.BinarySearchFunc(a.members, name, func(m *member, name string) int { return cmp.Compare(m.name, name) })
	if !found {
		return nil
	}
	return a.members[at]
}

// tables returns the members that are tables by their extension; if none is, all that are no rubbish of an operating system.
func (a *archive) tables() []*member {
	var tables, others []*member
	for _, m := range a.members {
		switch {
		case isRubbish(m.name):
		case isTable(m.name):
			tables = append(tables, m)
		default:
			others = append(others, m)
		}
	}
	if len(tables) > 0 {
		return tables
	}
	return others
}

// isRubbish reports whether a member is one of the files that systems hide: resource forks of macOS, hidden files, locks of Office.
func isRubbish(name string) bool {
	for _, element := range strings.Split(name, "/") {
		if hidden(element) && element != "." && element != ".." || element == "__MACOSX" {
			return true
		}
	}
	base := path.Base(name)
	return base == "Thumbs.db" || base == "desktop.ini"
}

// text reads a whole member, a descriptor or what belongs to one.
func (m *member) text() ([]byte, error) {
	if why := m.refusal(); why != "" {
		return nil, &refusedError{why: why}
	}
	if err := m.archive.acquire(); err != nil {
		return nil, err
	}
	text, err := m.read()
	return text, errors.Join(err, m.archive.close())
}

func (m *member) read() ([]byte, error) {
	r, err := m.file.Open()
	if err == nil {
		var text []byte
		text, err = readDescriptor(r)
		if err = errors.Join(err, r.Close()); err == nil {
			return text, nil
		}
	}
	if _, refused := errors.AsType[*refusedError](err); refused || isForeign(err) {
		return nil, err
	}
	return nil, &unpackError{why: damagedPacking, err: err}
}
