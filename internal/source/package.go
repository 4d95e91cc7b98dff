package source

import (
	"cmp"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// isDescriptor reports whether a file is the descriptor of a Data Package, by its name (Data Package, "Descriptor").
func isDescriptor(file string) bool {
	switch strings.ToLower(path.Base(filepath.ToSlash(file))) {
	case "datapackage.json", "datapackage.yaml", "datapackage.yml":
		return true
	}
	return false
}

// base is where a descriptor lies, and what its paths lead to.
type base interface {
	// text returns a file that the descriptor names, of at most maxDescriptor bytes.
	text(name string) ([]byte, error)
	// resolve returns where the bytes of a file are and what it is called, or why it cannot be had. Of a file that lies where
	// looking costs nothing it makes sure that it is there.
	resolve(name string) (where part, shown, file string, err error)
}

// maxDescriptor is the greatest length in bytes of a descriptor, or of a schema beside it.
const maxDescriptor = 8 << 20

// readDescriptor reads to the end of a descriptor, which must not be longer than maxDescriptor.
func readDescriptor(from io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(from, maxDescriptor+1))
	if err == nil && len(text) > maxDescriptor {
		err = &refusedError{why: longDescriptor, params: limitOf(maxDescriptor)}
	}
	return text, err
}

// packaged makes a dataset of a descriptor: its resources, in its order.
func packaged(shown string, text []byte, from base) (Dataset, *table.Unread) {
	described, err := parsePackage(shown, text, from)
	if err != nil {
		return Dataset{}, refuse(faultyDescriptor, message.P("problem", firstProblem(err)))
	}
	d := Dataset{Name: described.Name, Path: shown, Package: described}
	for i := range described.Resources {
		r := &described.Resources[i]
		if !r.Tabular && !looksTabular(r) && hasTables(described) {
			continue
		}
		in, where, err := resourceInput(shown, r, from)
		if err != nil {
			d.Unfound = append(d.Unfound, Unfound{Name: r.Name, Path: where, Unread: *Explain(err)})
			continue
		}
		d.Inputs = append(d.Inputs, in)
	}
	return d, nil
}

func parsePackage(shown string, text []byte, from base) (*standard.Package, error) {
	return standard.ParsePackage(path.Base(shown), text, func(name string) ([]byte, error) {
		text, err := from.text(name)
		if unread := Explain(err); unread != nil {
			return nil, message.NewFault(unread.Text)
		}
		return text, err
	})
}

// Descriptor reads the Data Package descriptor in a file, with the schemas and dialects that it names, which must not lie
// outside of its folder. Errors say what is wrong in both languages, or are those of the operating system.
func Descriptor(file string) (*standard.Package, error) {
	from := &folderBase{descriptor: file}
	text, err := from.text(filepath.Base(file))
	if err != nil {
		return nil, err
	}
	return parsePackage(filepath.ToSlash(file), text, from)
}

// firstProblem returns the first of joined problems: a sentence has one line.
func firstProblem(err error) message.Text {
	text := message.TextOf(err)
	en, _, _ := strings.Cut(text.EN, "\n")
	fr, _, _ := strings.Cut(text.FR, "\n")
	return message.Text{EN: en, FR: fr}
}

// looksTabular reports whether a resource of which the descriptor does not say that it is a table may be one.
func looksTabular(r *standard.PackageResource) bool {
	return len(r.Paths) == 0 || isTable(r.Paths[0]) || isTable("."+r.Format)
}

func hasTables(p *standard.Package) bool {
	for i := range p.Resources {
		if p.Resources[i].Tabular || looksTabular(&p.Resources[i]) {
			return true
		}
	}
	return false
}

// resourceInput makes the input of a resource. where is what is shown of one that cannot be had.
func resourceInput(descriptor string, r *standard.PackageResource, from base) (in Input, where string, err error) {
	in.Declared = &Declared{
		Name: r.Name, Format: r.Format, MediaType: r.MediaType, Encoding: r.Encoding, Bytes: r.Bytes, Hash: r.Hash,
		Schema: r.Schema != nil, Dialect: r.Dialect,
	}
	if len(r.Paths) == 0 {
		in.Path = descriptor + "#" + r.Name
		in.File = fileOf(from)
		in.parts = []part{{data: append([]byte{}, r.Data...)}}
		return in, in.Path, nil
	}
	for _, name := range r.Paths {
		p, shown, file, err := from.resolve(name)
		if err != nil {
			return in, shown, err
		}
		in.parts = append(in.parts, p)
		in.Path, in.File = cmp.Or(in.Path, shown), cmp.Or(in.File, file)
	}
	return in, in.Path, nil
}

// fileOf returns the file that holds the data of a descriptor.
func fileOf(from base) string {
	switch b := from.(type) {
	case *folderBase:
		return b.descriptor
	case *archiveBase:
		return b.archive.fileName()
	}
	return ""
}

// local returns a path of a descriptor in its clean form: relative, with forward slashes, never leading upwards. Windows reads
// a backslash as a slash, and a colon as a drive, on whatever system the descriptor was written.
func local(name string) (string, error) {
	if webAddress(name) != nil || strings.Contains(name, "://") {
		return "", &refusedError{why: noNetwork}
	}
	if strings.ContainsAny(name, "\\:\x00") || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "~") {
		return "", &refusedError{why: outside}
	}
	clean := path.Clean(name)
	if !filepath.IsLocal(filepath.FromSlash(clean)) {
		return "", &refusedError{why: outside}
	}
	return clean, nil
}

// folderBase is a descriptor in a folder.
type folderBase struct {
	descriptor string // as given to the operating system
	shown      string // its folder as shown to people, with a slash behind; empty: the working folder
}

func (b *folderBase) folder() string { return filepath.Dir(b.descriptor) }

func (b *folderBase) text(name string) (text []byte, err error) {
	name, err = local(name)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(b.folder())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	if err := regular(root, name); err != nil {
		return nil, err
	}
	file, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return readDescriptor(file)
}

// regular makes sure that a name leads to a file and not out of root.
func regular(root *os.Root, name string) error {
	info, err := root.Stat(filepath.FromSlash(name))
	switch {
	case escapes(err):
		return &refusedError{why: outside}
	case err != nil:
		return err
	case info.IsDir():
		return &refusedError{why: isDirectory}
	case !info.Mode().IsRegular():
		return &refusedError{why: notAFile}
	}
	return nil
}

func (b *folderBase) resolve(name string) (where part, shown, file string, err error) {
	clean, err := local(name)
	if err != nil {
		return part{}, name, "", err
	}
	shown = b.shown + clean
	root, err := os.OpenRoot(b.folder())
	if err != nil {
		return part{}, shown, "", err
	}
	if err := errors.Join(regular(root, clean), root.Close()); err != nil {
		return part{}, shown, "", err
	}
	native := filepath.FromSlash(clean)
	return part{root: b.folder(), file: native}, shown, filepath.Join(b.folder(), native), nil
}

// archiveBase is a descriptor in an archive.
type archiveBase struct {
	archive *archive
	folder  string // inside the archive
}

func (b *archiveBase) member(name string) (*member, string, error) {
	clean, err := local(name)
	if err != nil {
		return nil, name, err
	}
	inside := path.Join(b.folder, clean)
	shown := b.archive.shown + "!" + inside
	if m := b.archive.find(inside); m != nil {
		return m, shown, nil
	}
	return nil, shown, os.ErrNotExist
}

func (b *archiveBase) text(name string) ([]byte, error) {
	m, _, err := b.member(name)
	if err != nil {
		return nil, err
	}
	return m.text()
}

func (b *archiveBase) resolve(name string) (where part, shown, file string, err error) {
	m, shown, err := b.member(name)
	if err != nil {
		return part{}, shown, "", err
	}
	return part{member: m}, shown, b.archive.fileName(), nil
}
