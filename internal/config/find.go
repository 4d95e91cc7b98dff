package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// Find returns the configuration that holds in a folder: that of the folder itself, else of the nearest one above it, up to the root of
// the repository, which is the folder that holds .git. Outside any repository only the folder itself is looked at, because those
// above it may be anybody's. Empty: there is none. The error is about a file whose name is nearly right.
func Find(folder string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return "", fmt.Errorf("looking for %s: %w", Name, err)
	}
	top := repositoryOf(folder)
	for at := folder; ; at = filepath.Dir(at) {
		if file := filepath.Join(at, Name); exists(file) {
			return file, nil
		}
		if misnamed := filepath.Join(at, ".hvdlint.yml"); exists(misnamed) {
			return "", message.NewFault(faultMisnamed, message.P("file", misnamed), message.P("name", Name))
		}
		if at == top {
			return "", nil
		}
	}
}

// repositoryOf returns the nearest folder, from the given absolute one upwards, that holds .git; outside any repository the folder itself.
func repositoryOf(folder string) string {
	for at := folder; ; at = filepath.Dir(at) {
		if exists(filepath.Join(at, ".git")) {
			return at
		}
		if at == filepath.Dir(at) {
			return folder
		}
	}
}

func exists(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

// Load reads a configuration; name is what errors call it. An error of the content is as of [Parse], with what could be read beside it;
// others are of the operating system, without a configuration.
func Load(file, name string) (*Config, error) {
	file, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() { // it is read twice, and a pipe would keep us waiting
		return nil, message.NewFault(faultNoFile)
	}
	text, err := source.ReadCompanion(file, standard.MaxSize)
	if err != nil {
		return nil, err
	}
	folder := filepath.Dir(file)
	root := repositoryOf(folder)
	up := 0
	if below, err := filepath.Rel(root, folder); err == nil && below != "." {
		up = strings.Count(filepath.ToSlash(below), "/") + 1
	}
	c, err := Parse(name, text, up)
	c.folder, c.root = folder, root
	return c, err
}

// Path returns where a path of the file leads, for the operating system: from the working directory where that is shorter to say.
func (c *Config) Path(p string) string {
	file := filepath.Join(c.folder, filepath.FromSlash(p))
	if here, err := filepath.Abs("."); err == nil {
		if near, err := filepath.Rel(here, file); err == nil {
			return near
		}
	}
	return file
}

// From returns the path of a file of the operating system from the folder of the configuration, with forward slashes. It reports false
// for what is no file: an address, or standard input.
func (c *Config) From(file string) (string, bool) {
	if file == "-" || scheme.MatchString(file) {
		return "", false
	}
	file, err := filepath.Abs(filepath.FromSlash(file))
	if err != nil {
		return "", false
	}
	below, err := filepath.Rel(c.folder, file)
	return filepath.ToSlash(below), err == nil
}

// Guard returns an error when a file of the operating system lies outside the root, also by a link. A file that is not there is no error.
func (c *Config) Guard(file string) error {
	root, err := os.OpenRoot(c.root)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // nothing was written
	below, err := filepath.Abs(file)
	if err == nil {
		below, err = filepath.Rel(c.root, below)
	}
	if err != nil {
		return err
	}
	if _, err = root.Stat(below); errors.Is(err, fs.ErrNotExist) {
		return nil // whoever opens it says so
	}
	return err
}
