package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// Unfound is something the user named that led to no file, and why.
type Unfound struct {
	Path   string // as named, with forward slashes
	Unread table.Unread
}

// Extensions lists the endings, in lower case, of the files that are taken from a folder. A file that is named itself is
// taken whatever its ending.
func Extensions() []string {
	return []string{".csv", ".tsv", ".tab", ".txt", ".json", ".ndjson", ".jsonl", ".geojson", ".xlsx", ".xlsm", ".parquet"}
}

// unreadable lists the endings of tables that hvdlint cannot read yet. They are taken from folders too, so that they are
// told as not read: passing over a workbook in silence would call a folder conforming that nobody has looked at.
var unreadable = []string{".xlsb", ".xls", ".ods"}

// Expand finds the files that args name. An argument is, in this order: "-" for standard input; a file, whatever its
// name; a folder, with everything below it; or a glob, in which ** crosses folders, for shells that expand none.
//
// From folders, and by globs that leave the extension open (they end in *), only files with one of the [Extensions] are
// taken, and tables in formats that hvdlint cannot read yet, which [Open] refuses. Hidden files and folders are passed over unless they are named themselves, and links to folders are not
// followed below a folder, so that none is walked twice. Inputs come in the order of args, and byte-wise by path
// within one; a file that is named twice comes once.
func Expand(args []string) ([]Input, []Unfound) {
	e := expansion{seen: map[string]bool{}}
	for _, arg := range args {
		e.expand(arg)
	}
	return e.inputs, e.unfound
}

type expansion struct {
	inputs  []Input
	unfound []Unfound
	seen    map[string]bool // absolute paths; "-" for standard input
}

func (e *expansion) expand(arg string) {
	if arg == "-" {
		e.add([]Input{{Path: "-"}})
		return
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		files := e.walk(arg)
		if len(files) == 0 {
			e.miss(arg, refuse(emptyFolder, message.P("extensions", message.List(Extensions()))))
		}
		e.add(files)
	case err == nil:
		e.add([]Input{input(arg)})
	case strings.ContainsAny(arg, "*?[{"):
		// Whatever the error was: Windows calls such a name invalid, not missing.
		e.glob(arg)
	default:
		e.miss(arg, Explain(err))
	}
}

func input(file string) Input { return Input{Path: filepath.ToSlash(file), File: file} }

// add takes the files of one argument.
func (e *expansion) add(files []Input) {
	slices.SortFunc(files, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	for _, file := range files {
		key := "-"
		if file.File != "" {
			key = filepath.Clean(file.File)
			if absolute, err := filepath.Abs(key); err == nil {
				key = absolute
			}
		}
		if !e.seen[key] {
			e.seen[key] = true
			e.inputs = append(e.inputs, file)
		}
	}
}

func (e *expansion) miss(path string, why *table.Unread) {
	path = filepath.ToSlash(path)
	if slices.ContainsFunc(e.unfound, func(u Unfound) bool { return u.Path == path }) {
		return
	}
	e.unfound = append(e.unfound, Unfound{Path: path, Unread: *why})
}

// walk returns the tables in folder and below, unsorted. A folder that cannot be read is noted, and the rest goes on.
func (e *expansion) walk(folder string) []Input {
	entries, err := os.ReadDir(folder)
	if err != nil {
		e.miss(folder, Explain(err))
	}
	var files []Input
	for _, entry := range entries {
		file := filepath.Join(folder, entry.Name())
		switch {
		case hidden(entry.Name()):
		case entry.IsDir():
			files = append(files, e.walk(file)...)
		case isTable(file) && isFile(file, entry):
			files = append(files, input(file))
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
	extension := strings.ToLower(filepath.Ext(file))
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
	var files []Input
	for _, match := range matches {
		info, err := os.Stat(match)
		switch {
		case err != nil:
			e.miss(match, Explain(err))
		case info.IsDir():
			files = append(files, e.walk(match)...)
		case info.Mode().IsRegular() && !strings.HasPrefix(filepath.Base(match), officeLock) && (!open || isTable(match)):
			files = append(files, input(match))
		}
	}
	if len(files) == 0 {
		e.miss(pattern, refuse(noMatch))
	}
	e.add(files)
}
