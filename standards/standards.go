// Package standards holds the published standards as data: one folder for each version, embedded in the program.
//
// To add a version, add a folder <name>/<version> with standard.yaml, CHANGES.md, examples/valid/* and
// examples/invalid/<requirement id, with -- for />.csv; nothing here changes. To add a code list, add codelists/<name>.yaml.
// standard.schema.json and codelist.schema.json describe both for editors and other tools.
package standards

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/mod/semver"

	"github.com/cogwg/hvdlint/internal/standard"
)

//go:embed *.schema.json codelists/*.yaml */*/*
var files embed.FS

// FS returns the folders of all versions and of code lists as they are published, with their JSON Schemas beside them.
func FS() fs.FS { return files }

var all = sync.OnceValues(func() ([]*standard.Standard, error) { return load(files) })

// References returns the names of all published versions, as "name@version", by name and then oldest first. It reads none of them.
func References() []string {
	paths, _ := fs.Glob(files, "*/*/standard.yaml") // the one error is a bad pattern
	references := make([]string, len(paths))
	for i, file := range paths {
		name, version := path.Split(path.Dir(file))
		references[i] = path.Clean(name) + "@" + version
	}
	slices.SortFunc(references, func(a, b string) int {
		a, versionA, _ := strings.Cut(a, "@")
		b, versionB, _ := strings.Cut(b, "@")
		return cmp.Or(cmp.Compare(a, b), semver.Compare("v"+versionA, "v"+versionB))
	})
	return references
}

// All returns every published version, by name and then oldest first. They are read once and shared: nobody changes them.
func All() ([]*standard.Standard, error) {
	versions, err := all()
	return slices.Clone(versions), err
}

// load reads every <name>/<version> of fsys. Every fault is told, not only the first.
func load(fsys fs.FS) ([]*standard.Standard, error) {
	lists := newListFolder(fsys)
	paths, err := fs.Glob(fsys, "*/*/standard.yaml")
	if err != nil {
		return nil, fmt.Errorf("listing standards: %w", err)
	}
	var versions []*standard.Standard
	var faults []error
	for _, name := range paths {
		version, err := loadVersion(fsys, name, lists)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		versions = append(versions, version)
	}
	slices.SortFunc(versions, func(a, b *standard.Standard) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), semver.Compare("v"+a.Version, "v"+b.Version))
	})
	return versions, errors.Join(faults...)
}

func loadVersion(fsys fs.FS, name string, lists standard.CodeListFinder) (*standard.Standard, error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("reading a standard: %w", err)
	}
	version, err := standard.ParseWithLists(name, text, lists)
	if err != nil {
		return nil, err
	}
	folder := path.Dir(name)
	if want := path.Join(version.Name, version.Version); folder != want {
		return nil, fmt.Errorf("%s: this is %s and belongs in the folder %s", name, version.Name+"@"+version.Version, want)
	}
	inside, err := fs.Sub(fsys, folder)
	if err != nil {
		return nil, fmt.Errorf("reading a standard: %w", err)
	}
	version.Digest, err = standard.Digest(inside, version.CodeLists()...)
	return version, err
}
