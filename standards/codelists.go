package standards

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/cogwg/hvdlint/internal/standard"
)

var lists = sync.OnceValue(func() *listFolder { return newListFolder(files) })

// CodeLists returns every published code list, by name. They are read once and shared: nobody changes them.
func CodeLists() ([]*standard.CodeList, error) { return lists().all() }

// listFolder has the code lists codelists/<name>.yaml of a file system. It reads each when somebody asks for it, and once.
type listFolder struct {
	names []string
	read  map[string]func() (*standard.CodeList, error)
}

func newListFolder(fsys fs.FS) *listFolder {
	folder := &listFolder{read: map[string]func() (*standard.CodeList, error){}}
	paths, _ := fs.Glob(fsys, "codelists/*.yaml") // the one error is a bad pattern
	for _, file := range paths {
		name := strings.TrimSuffix(path.Base(file), ".yaml")
		folder.names = append(folder.names, name)
		folder.read[name] = sync.OnceValues(func() (*standard.CodeList, error) { return readCodeList(fsys, file) })
	}
	return folder
}

// Names implements [standard.CodeListFinder].
func (f *listFolder) Names() []string { return f.names }

// Find implements [standard.CodeListFinder].
func (f *listFolder) Find(name string) (*standard.CodeList, error) { return f.read[name]() }

// all reads every list. Every fault is told, not only the first.
func (f *listFolder) all() ([]*standard.CodeList, error) {
	var lists []*standard.CodeList
	var faults []error
	for _, name := range f.names {
		list, err := f.Find(name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		lists = append(lists, list)
	}
	return lists, errors.Join(faults...)
}

func readCodeList(fsys fs.FS, file string) (*standard.CodeList, error) {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("reading a code list: %w", err)
	}
	list, err := standard.ParseCodeList(file, text)
	if err == nil && path.Base(file) != list.Name+".yaml" {
		return nil, fmt.Errorf("%s: this is the code list %s and belongs in %s.yaml", file, list.Name, list.Name)
	}
	return list, err
}
