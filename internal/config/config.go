// Package config reads .hvdlint.yaml: what a repository says once about its datasets, so that nobody has to say it with flags each
// time. It finds the file, reads it strictly, and says which settings a dataset has; what they do is for others to know.
//
// A configuration comes with data that somebody else may have written. It names files below its root alone, never the network and
// never standard input.
package config

import (
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// Name is what the file is called.
const Name = ".hvdlint.yaml"

// CI is the word that stands for the format of the build system among those of reports.
const CI = "ci"

// NoStandard is the word that stands for what every table must meet, and nothing else.
const NoStandard = "none"

// Value is one thing that the file says, and where. The zero value is what it does not say.
type Value[T any] struct {
	Is     T
	Line   int // from 1; 0: the file does not say
	Column int // from 1, in characters
}

// Given reports whether the file says it.
func (v Value[T]) Given() bool { return v.Line > 0 }

// Config is one file.
type Config struct {
	File string // as people are shown it

	Settings // of all datasets: Select, Ignore and Levels alone
	Datasets []Dataset

	Language   Value[message.Language]
	FailOn     Value[string]
	MaxSamples Value[int] // 0: all
	Outputs    Value[[]Output]
	Waivers    Value[string] // a file
	Baseline   Value[string] // a file

	folder, root string // absolute, see [Load]; empty: the text alone was read
}

// Dataset is one entry of the list of datasets: files, and what holds for them.
type Dataset struct {
	Line  int
	Paths []Value[string] // files, folders and globs, from the folder of the file
	Settings
}

// Settings are what the file says of how a dataset is checked.
type Settings struct {
	Standard    Value[string] // "name@version" or [NoStandard]
	Schema      Value[string] // a file
	Set         map[string]Value[string]
	Dialect     Value[*standard.Dialect] // written in the file itself
	DialectFile Value[string]
	Encoding    Value[string] // a canonical name of package source
	Sheet       Value[string] // a name or a number
	RecordsPath Value[string] // a JSON Pointer
	HeaderRow   Value[int]
	Delimiter   Value[string] // the character itself
	Select      Value[[]Value[string]]
	Ignore      Value[[]Value[string]]
	Levels      map[string]Value[standard.Level]
}

// Output is one report to write.
type Output struct {
	Line   int
	Format string // empty: that of the extension of File
	File   string // from the folder of the configuration; empty: standard output
}

// For returns what the file says of a dataset whose path from the folder of the file is file, with forward slashes: what holds for all,
// then each entry that has the dataset. A later entry wins where two say the same; values that are set and levels are taken together.
func (c *Config) For(file string) Settings {
	all := c.Settings
	for _, i := range c.Entries(file) {
		all = all.With(&c.Datasets[i].Settings)
	}
	return all
}

// Entries returns the indexes of the entries that have the dataset of a path, as of [Config.For].
func (c *Config) Entries(file string) []int {
	var entries []int
	for i := range c.Datasets {
		if slices.ContainsFunc(c.Datasets[i].Paths, func(p Value[string]) bool { return covers(p.Is, file) }) {
			entries = append(entries, i)
		}
	}
	return entries
}

// covers reports whether a path of an entry leads to a file: it is the file or fits it as a glob, or does so for a folder or an archive
// that holds it.
func covers(pattern, file string) bool {
	pattern = path.Clean(pattern)
	for {
		if pattern == file || pattern == "." && file != ".." && !strings.HasPrefix(file, "../") || doublestar.MatchUnvalidated(pattern, file) {
			return true
		}
		at := strings.LastIndexAny(file, "/!")
		if at <= 0 {
			return false
		}
		file = file[:at]
	}
}

// With returns the settings with those of a later entry over them.
func (s Settings) With(later *Settings) Settings {
	over(&s.Standard, later.Standard)
	over(&s.Schema, later.Schema)
	switch { // either of the two stands in the place of both
	case later.Standard.Given():
		s.Schema = Value[string]{}
	case later.Schema.Given():
		s.Standard = Value[string]{}
	}
	over(&s.Dialect, later.Dialect)
	over(&s.DialectFile, later.DialectFile)
	switch { // so here
	case later.Dialect.Given():
		s.DialectFile = Value[string]{}
	case later.DialectFile.Given():
		s.Dialect = Value[*standard.Dialect]{}
	}
	over(&s.Encoding, later.Encoding)
	over(&s.Sheet, later.Sheet)
	over(&s.RecordsPath, later.RecordsPath)
	over(&s.HeaderRow, later.HeaderRow)
	over(&s.Delimiter, later.Delimiter)
	over(&s.Select, later.Select)
	over(&s.Ignore, later.Ignore)
	s.Set = joined(s.Set, later.Set)
	s.Levels = joined(s.Levels, later.Levels)
	return s
}

func over[T any](value *Value[T], later Value[T]) {
	if later.Given() {
		*value = later
	}
}

// joined returns both maps in one, with the values of later where both have one.
func joined[T any](first, later map[string]T) map[string]T {
	all := make(map[string]T, len(first)+len(later))
	for _, m := range []map[string]T{first, later} {
		for key, value := range m {
			all[key] = value
		}
	}
	return all
}

// Fault is the error of something that the file says, at its place.
func (c *Config) Fault(line, column int, template message.Text, params ...message.Param) error {
	return &standard.Problem{File: c.File, Line: line, Column: column, Text: template.Format(params...)}
}
