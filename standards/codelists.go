package standards

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"github.com/cogwg/hvdlint/internal/standard"
)

var allLists = sync.OnceValues(func() ([]*standard.CodeList, error) { return loadCodeLists(files) })

// CodeLists returns every published code list, by name. They are read once and shared: nobody changes them.
func CodeLists() ([]*standard.CodeList, error) {
	lists, err := allLists()
	return slices.Clone(lists), err
}

// loadCodeLists reads codelists/<name>.yaml. Every fault is told, not only the first.
func loadCodeLists(fsys fs.FS) ([]*standard.CodeList, error) {
	paths, err := fs.Glob(fsys, "codelists/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("listing code lists: %w", err)
	}
	var lists []*standard.CodeList
	var faults []error
	for _, name := range paths {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("reading a code list: %w", err)
		}
		list, err := standard.ParseCodeList(name, text)
		if err == nil && path.Base(name) != list.Name+".yaml" {
			err = fmt.Errorf("%s: this is the code list %s and belongs in %s.yaml", name, list.Name, list.Name)
		}
		if err != nil {
			faults = append(faults, err)
			continue
		}
		lists = append(lists, list)
	}
	return lists, errors.Join(faults...)
}
