package source

import (
	"cmp"
	"errors"
	"math"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Dataset is what is published together: one file, the members of an archive, or the resources of a Data Package.
type Dataset struct {
	Name    string // of the descriptor, or of the file without folders and extension
	Path    string // as named, with forward slashes; "-" for standard input
	Inputs  []Input
	Unfound []Unfound         // resources that a descriptor names and that cannot be had
	Package *standard.Package // what the descriptor says; nil: there is none

	downloaded *archive // an archive that was fetched and is kept until Close; nil: none
}

// Close removes what [Expand] had to download to know what is in it. The inputs cannot be opened afterwards.
func (d *Dataset) Close() error {
	if d.downloaded == nil {
		return nil
	}
	return d.downloaded.close()
}

// IsContainer reports whether the tables come from one thing that was named for them, an archive or a descriptor.
func (d *Dataset) IsContainer() bool {
	return d.Package != nil || len(d.Inputs) > 0 && strings.HasPrefix(d.Inputs[0].Path, d.Path+"!")
}

// Input is one file that the user named, or that a folder, glob, archive or descriptor led to. What was found by [Expand] knows how to
// get at its bytes; an Input of a path and a file alone is a file.
type Input struct {
	Path string // as shown to people: as named, with forward slashes; "archive.zip!names.csv" for a member; "-" for standard input
	// File is the file that holds the bytes, as given to the operating system: of a member that of the archive, of data in a
	// descriptor that of the descriptor. It is empty for standard input and for what is fetched from the Web.
	File string
	// Declared is what a descriptor says of it; nil: there is none.
	Declared *Declared

	parts []part  // where the bytes are; several are one table; none: File, or standard input
	name  *string // of the file, for its extension; nil: that of what holds the bytes
}

// IsStdin reports whether the bytes come from standard input.
func (in Input) IsStdin() bool { return in.File == "" && len(in.parts) == 0 }

// Declared is what a Data Package descriptor says of one of its resources. Zero values mean that it does not say.
type Declared struct {
	Name      string
	Format    string // as written, such as "csv" or "xlsx"
	MediaType string // as written
	Encoding  string // as written
	Bytes     *int64
	Hash      string // "algorithm:hexadecimal", or MD5 in hexadecimal alone
	Schema    bool   // it has a schema for the resource, see [standard.Package]
	Dialect   *standard.Dialect
}

// part is one place where bytes are. Exactly one of file, member, address and data is set.
type part struct {
	file    string
	root    string // a folder that file, relative to it, must not leave; empty: file is opened as it is
	member  *member
	address *address
	data    []byte // stands in the descriptor; not nil, but maybe empty
}

// Unfound is something the user or a descriptor named that led to no file, and why.
type Unfound struct {
	Name   string // of the table, as a descriptor says; empty: none says
	Path   string // as named, with forward slashes
	Unread table.Unread
}

// Name returns the name of a table from the path of its file: without folders, the extension and that of a compression;
// "stdin" for "-".
func Name(file string) string {
	if file == "-" {
		return "stdin"
	}
	if at := strings.LastIndexByte(file, '!'); at >= 0 {
		file = file[at+1:]
	}
	if u := webAddress(file); u != nil {
		file = cmp.Or(strings.Trim(u.Path, "/"), u.Host)
	}
	base := uncompressed(path.Base(filepath.ToSlash(file)))
	return cmp.Or(strings.TrimSuffix(base, path.Ext(base)), base)
}

// compressions are the extensions of compressed files. Never written to.
var compressions = []string{".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz"}

// uncompressed returns the name of a file without the extension of a compression.
func uncompressed(name string) string {
	if extension := path.Ext(name); slices.Contains(compressions, strings.ToLower(extension)) && len(name) > len(extension) {
		return name[:len(name)-len(extension)]
	}
	return name
}

// beginsWeb reports whether a text begins like the address of something on the Web.
func beginsWeb(text string) bool {
	lower := strings.ToLower(text[:min(len(text), len("https://"))])
	return strings.HasPrefix(lower, "http://") || lower == "https://"
}

// webAddress reads a text that begins like the address of something on the Web; nil: it does not.
func webAddress(text string) *url.URL {
	if !beginsWeb(text) {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return nil
	}
	return u
}

// hasOtherScheme reports whether a text that does not begin like the address of something on the Web begins like another (RFC 3986, 3.1). One
// letter is no scheme but a drive of Windows.
func hasOtherScheme(text string) bool {
	scheme, _, ok := strings.Cut(text, "://")
	return ok && len(scheme) > 1 && strings.IndexFunc(scheme, func(r rune) bool {
		return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') && r != '+' && r != '-' && r != '.'
	}) < 0
}

// closeAll closes what was opened and returns the first reasons, joined.
func closeAll(datasets []Dataset) error {
	var all []error
	for i := range datasets {
		all = append(all, datasets[i].Close())
	}
	return errors.Join(all...)
}

// isMember reports whether the bytes are those of a member of an archive.
func (in Input) isMember() bool { return len(in.parts) == 1 && in.parts[0].member != nil }

// fileName returns the name whose extension says what the bytes should be.
func (in Input) fileName() string {
	if in.name != nil {
		return *in.name
	}
	if len(in.parts) > 0 {
		return in.parts[0].name()
	}
	return in.File
}

// Size returns the number of bytes of the input as far as it is known without opening it; 0: it is not, or there are none. Of a member of an
// archive it is what the archive says.
func (in Input) Size() int64 {
	if len(in.parts) == 0 {
		return part{file: in.File}.size()
	}
	total := int64(0)
	for _, p := range in.parts {
		size := p.size()
		if size <= 0 || total > math.MaxInt64-size {
			return 0
		}
		total += size
	}
	return total
}

// size is that of one part; 0: it is not known.
func (p part) size() int64 {
	switch {
	case p.member != nil:
		return int64(min(p.member.file.UncompressedSize64, math.MaxInt64))
	case p.address != nil:
		return 0
	case p.data != nil:
		return int64(len(p.data))
	}
	info, err := os.Stat(filepath.Join(p.root, p.file))
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	return info.Size()
}

// One is the dataset of one file; path is shown to people.
func One(path, file string) Dataset {
	return Dataset{Name: Name(path), Path: filepath.ToSlash(path), Inputs: []Input{{Path: filepath.ToSlash(path), File: file}}}
}
