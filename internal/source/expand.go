package source

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// Extensions lists the endings, in lower case, of the files that are taken from a folder or an archive, alone or with one of a
// compression behind (".csv.gz"). A file that is named itself is taken whatever its ending.
func Extensions() []string {
	return []string{".csv", ".tsv", ".tab", ".txt", ".json", ".ndjson", ".jsonl", ".geojson", ".xlsx", ".xlsm", ".parquet", ".zip"}
}

// unreadable lists the endings of tables that hvdlint cannot read. They are taken from folders too, so that they are told as
// not read: passing over a workbook in silence would call a folder conforming that nobody has looked at.
var unreadable = []string{".xlsb", ".xls", ".ods"}

// companions are the names, in lower case, of text files that go with data and are none.
var companions = []string{
	"readme", "read_me", "read-me", "lisezmoi", "lisez-moi", "lisez_moi", "license", "licence", "copying", "notice", "changelog",
}

// Expand finds the datasets that args name. An argument is, in this order:
//
//   - "-" for standard input;
//   - an address that begins with http:// or https://;
//   - a file, whatever its name: a ZIP archive is one dataset with the tables in it, datapackage.json one with its resources,
//     everything else one with itself;
//   - a folder, with everything below it: one dataset for each file, but a folder with a datapackage.json is that package, and
//     files that it does not name are left alone;
//   - "archive.zip!names.csv", a member of an archive;
//   - a glob, in which ** crosses folders, for shells that expand none.
//
// From folders and archives, and by globs that leave the extension open (they end in *), only files with one of the [Extensions]
// are taken, but for those such as README.txt, and tables in formats that hvdlint cannot read, which [Open] refuses. Hidden
// files and folders are passed over unless they are named themselves, and links to folders are not followed below a folder, so
// that none is walked twice. Datasets come in the order of args, and byte-wise by path within one; a file that is named twice
// comes once, and one that a descriptor names comes with it.
//
// The network is asked for archives and descriptors on the Web alone; tables there are fetched by [Open]. What comes back has
// to be closed. An error is the end of the context, or one of ours.
func Expand(ctx context.Context, args []string, options Options) ([]Dataset, []Unfound, error) {
	e := expansion{opener: &opener{ctx: ctx, options: options, limits: options.Limits.withDefaults()}, seen: map[string]bool{}}
	for _, arg := range args {
		if err := e.expand(arg); err != nil {
			return nil, nil, errors.Join(err, closeAll(e.datasets))
		}
	}
	return e.datasets, e.unfound, nil
}

type expansion struct {
	*opener
	datasets []Dataset
	unfound  []Unfound
	seen     map[string]bool // absolute paths and addresses; "-" for standard input
}

func (e *expansion) expand(arg string) error {
	if arg == "-" {
		e.add(Dataset{Name: Name(arg), Path: arg, Inputs: []Input{{Path: arg}}}, arg)
		return nil
	}
	if beginsWeb(arg) {
		return e.web(arg)
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		files := e.walk(arg)
		if len(files) == 0 {
			e.miss(arg, refuse(emptyFolder, message.P("extensions", message.List(Extensions())), message.P("compressions", message.List(compressions))))
		}
		e.files(files)
	case err == nil:
		e.files([]string{arg})
	case e.memberOf(arg):
	case hasOtherScheme(arg):
		e.miss(arg, refuse(otherScheme))
	case strings.ContainsAny(arg, "*?[{"):
		// Whatever the error was: Windows calls such a name invalid, not missing.
		e.glob(arg)
	default:
		e.miss(arg, Explain(err))
	}
	return nil
}

// add takes a dataset unless what key stands for was taken before.
func (e *expansion) add(d Dataset, key string) {
	if !e.seen[key] {
		e.seen[key] = true
		e.datasets = append(e.datasets, d)
	}
}

// keyOf returns what stands for a file, however it is named.
func keyOf(file string) string {
	if absolute, err := filepath.Abs(file); err == nil {
		return absolute
	}
	return filepath.Clean(file)
}

// files takes the files of one argument. Descriptors come first, because they take others with them.
func (e *expansion) files(files []string) {
	before := len(e.datasets)
	slices.SortFunc(files, func(a, b string) int {
		return cmp.Or(boolCompare(isDescriptor(b), isDescriptor(a)), strings.Compare(filepath.ToSlash(a), filepath.ToSlash(b)))
	})
	for _, file := range files {
		if key := keyOf(file); !e.seen[key] {
			e.seen[key] = true
			e.file(file)
		}
	}
	slices.SortStableFunc(e.datasets[before:], func(a, b Dataset) int { return strings.Compare(a.Path, b.Path) })
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// file takes one file.
func (e *expansion) file(file string) {
	shown := filepath.ToSlash(file)
	switch {
	case isDescriptor(file):
		e.descriptor(file, shown)
	case isArchive(file):
		e.archive(file, shown)
	default:
		e.datasets = append(e.datasets, One(shown, file))
	}
}

func (e *expansion) descriptor(file, shown string) {
	from := &folderBase{descriptor: file, shown: strings.TrimSuffix(shown, path.Base(shown))}
	text, err := from.text(filepath.Base(file))
	if err != nil {
		e.miss(file, Explain(err))
		return
	}
	d, unread := packaged(shown, text, from)
	if unread != nil {
		e.miss(file, unread)
		return
	}
	e.datasets = append(e.datasets, d)
	for _, in := range d.Inputs {
		for _, p := range in.parts {
			if p.root != "" {
				e.seen[keyOf(filepath.Join(p.root, p.file))] = true
			}
		}
	}
}

// archive takes what is in an archive.
func (e *expansion) archive(file, shown string) {
	a, err := openArchive(file, shown, e.limits)
	if err != nil {
		e.miss(file, Explain(err))
		return
	}
	d, unread := archived(a)
	if err := a.close(); err != nil && unread == nil {
		unread = Explain(err)
	}
	if unread != nil {
		e.miss(file, unread)
		return
	}
	e.datasets = append(e.datasets, d)
}

func openArchive(file, shown string, limits Limits) (*archive, error) {
	return readArchive(shown, func() (*store, error) {
		opened, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		return fileStore(opened)
	}, limits)
}

// archived makes a dataset of an archive: the resources of the descriptor that lies highest in it, or its tables.
func archived(a *archive) (Dataset, *table.Unread) {
	if m := a.descriptor(); m != nil {
		text, err := m.text()
		if err != nil {
			return Dataset{}, Explain(err)
		}
		return packaged(a.shown+"!"+m.name, text, &archiveBase{archive: a, folder: path.Dir(m.name)})
	}
	d := Dataset{Name: Name(a.shown), Path: a.shown}
	for _, m := range a.tables() {
		d.Inputs = append(d.Inputs, m.input())
	}
	if len(d.Inputs) == 0 {
		return d, refuse(emptyArchive)
	}
	return d, nil
}

// descriptor returns the one descriptor that lies highest in the archive; nil when there is none, or several lie side by side.
func (a *archive) descriptor() *member {
	var found *member
	depth, several := 0, false
	for _, m := range a.members {
		if !isDescriptor(m.name) || isRubbish(m.name) {
			continue
		}
		d := strings.Count(m.name, "/")
		switch {
		case found == nil, d < depth:
			found, depth, several = m, d, false
		case d == depth:
			several = true
		}
	}
	if several {
		return nil
	}
	return found
}

// isArchive reports whether a file is a ZIP archive that is no workbook or document. What cannot be looked at is none: [Open] says
// why.
func isArchive(file string) bool {
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	opened, err := os.Open(file)
	if err != nil {
		return false
	}
	defer func() { _ = opened.Close() }() // it was only read
	head := make([]byte, 64<<10)
	n, _ := opened.ReadAt(head[:4], 0) // nothing there: no archive
	if !needsEnd(head[:n]) || string(head[:2]) != "PK" {
		return false
	}
	n, _ = opened.ReadAt(head, 0)
	return zipKind(head[:n], opened, info.Size()).archive
}

// memberOf takes a member of an archive, "archive.zip!names.csv". It reports false when arg does not begin with an archive.
func (e *expansion) memberOf(arg string) bool {
	for at := range len(arg) {
		if arg[at] != '!' || !isArchive(arg[:at]) {
			continue
		}
		file, name := arg[:at], filepath.ToSlash(arg[at+1:])
		a, err := openArchive(file, filepath.ToSlash(file), e.limits)
		if err != nil {
			e.miss(arg, Explain(err))
			return true
		}
		if err := a.close(); err != nil {
			e.miss(arg, Explain(err))
			return true
		}
		if m := a.find(name); m != nil {
			in := m.input()
			e.add(Dataset{Name: Name(in.Path), Path: in.Path, Inputs: []Input{in}}, keyOf(file)+"!"+name)
			return true
		}
		var names []string
		for _, m := range a.tables() {
			names = append(names, m.name)
		}
		e.miss(arg, refuse(noMember, message.P("members", message.List(names))))
		return true
	}
	return false
}

func (e *expansion) miss(path string, why *table.Unread) {
	path = filepath.ToSlash(path)
	if slices.ContainsFunc(e.unfound, func(u Unfound) bool { return u.Path == path }) {
		return
	}
	e.unfound = append(e.unfound, Unfound{Path: path, Unread: *why})
}

// walk returns the tables in folder and below, unsorted; of a folder with a descriptor the descriptor alone. A folder that cannot
// be read is noted, and the rest goes on.
func (e *expansion) walk(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		e.miss(folder, Explain(err))
	}
	for _, entry := range entries {
		if file := filepath.Join(folder, entry.Name()); isDescriptor(file) && isFile(file, entry) {
			return []string{file}
		}
	}
	var files []string
	for _, entry := range entries {
		file := filepath.Join(folder, entry.Name())
		switch {
		case hidden(entry.Name()):
		case entry.IsDir():
			files = append(files, e.walk(file)...)
		case isTable(file) && isFile(file, entry):
			files = append(files, file)
		}
	}
	return files
}

// isFile reports whether entry is a file or a link to one, as opposed to a device, a pipe or a folder.
func isFile(file string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular()
}

// officeLock begins the names of the files that Office writes beside an opened one.
const officeLock = "~$"

func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, officeLock)
}

func isTable(file string) bool {
	file = uncompressed(filepath.ToSlash(file))
	extension := strings.ToLower(path.Ext(file))
	if extension == ".txt" && slices.Contains(companions, strings.ToLower(Name(file))) {
		return false
	}
	return slices.Contains(Extensions(), extension) || slices.Contains(unreadable, extension)
}

func (e *expansion) glob(pattern string) {
	// FilepathGlob takes forward slashes everywhere, and on Windows reads \ as one.
	matches, err := doublestar.FilepathGlob(pattern, doublestar.WithNoHidden())
	switch {
	case errors.Is(err, doublestar.ErrBadPattern):
		e.miss(pattern, refuse(badPattern))
		return
	case err != nil:
		e.miss(pattern, Explain(err))
		return
	}
	open := strings.HasSuffix(pattern, "*")
	var files []string
	for _, match := range matches {
		info, err := os.Stat(match)
		switch {
		case err != nil:
			e.miss(match, Explain(err))
		case info.IsDir():
			files = append(files, e.walk(match)...)
		case info.Mode().IsRegular() && !strings.HasPrefix(filepath.Base(match), officeLock) && (!open || isTable(match)):
			files = append(files, match)
		}
	}
	if len(files) == 0 {
		e.miss(pattern, refuse(noMatch))
	}
	e.files(files)
}
