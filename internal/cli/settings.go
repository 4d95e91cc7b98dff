package cli

import (
	"errors"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
)

// datasetFlags are the flags about how a dataset is checked.
type datasetFlags struct {
	standard  standardFlags
	reading   readingFlags
	supplied  supplied
	selection selectionFlags
}

// settings finds out what holds for each dataset: what flags say, else the configuration, else the default.
type settings struct {
	config  *config.Config // nil: there is none
	flags   datasetFlags
	changed func(flag string) bool
	known   map[standardFlags]*standard.Standard // that were read
	used    []*standard.Standard                 // by the datasets so far
}

// newSettings reads the configuration, and refuses a standard of the flags that is none.
func newSettings(from configFlags, flags datasetFlags, set *pflag.FlagSet) (*settings, error) {
	c, err := configuration(from)
	if err != nil {
		return nil, err
	}
	s := &settings{config: c, flags: flags, changed: set.Changed, known: map[standardFlags]*standard.Standard{}}
	if flags.standard != (standardFlags{}) {
		if _, err := s.standard(flags.standard); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// chosen is what holds for one dataset.
type chosen struct {
	entries []int           // of the configuration that have it
	file    config.Settings // what the configuration says

	standard, schema                    setting[string] // schema: a file for the operating system
	supplied                            map[string]setting[string]
	dialect                             setting[string] // a file for the operating system; empty: none, or the inline one of the configuration
	encoding, delimiter, sheet, records setting[string]
	headerRow                           setting[*int]
	selected, ignored                   setting[[]string]
	levels                              map[string]setting[standard.Level]
}

// of returns what holds for the dataset of a path, as the user is shown it.
func (s *settings) of(path string) *chosen {
	if s.config == nil {
		return s.choose(&config.Settings{}, nil)
	}
	below, ok := s.config.From(path)
	if !ok {
		return s.choose(&s.config.Settings, nil)
	}
	file := s.config.For(below)
	return s.choose(&file, s.config.Entries(below))
}

// choose puts the flags over what the configuration says.
func (s *settings) choose(file *config.Settings, entries []int) *chosen {
	c, f := s.config, &s.flags
	row := config.Value[*int]{Line: file.HeaderRow.Line}
	if file.HeaderRow.Given() {
		row.Is = &file.HeaderRow.Is
	}
	made := &chosen{
		entries: entries, file: *file,
		standard:  pick(c, "--standard", s.changed("standard"), f.standard.reference, file.Standard, ""),
		schema:    pick(c, "--schema", s.changed("schema"), f.standard.schema, s.path(file.Schema), ""),
		dialect:   pick(c, "--dialect", s.changed("dialect"), f.reading.dialect, s.path(file.DialectFile), ""),
		encoding:  pick(c, "--encoding", s.changed("encoding"), f.reading.encoding.name, file.Encoding, ""),
		delimiter: pick(c, "--delimiter", s.changed("delimiter"), f.reading.delimiter.char, file.Delimiter, ""),
		sheet:     pick(c, "--sheet", s.changed("sheet"), f.reading.sheet, file.Sheet, ""),
		records:   pick(c, "--records-path", s.changed("records-path"), f.reading.records.pointer, file.RecordsPath, ""),
		headerRow: pick(c, "--header-row", s.changed("header-row"), f.reading.headerRow.row, row, nil),
		selected:  pick(c, "--select", s.changed("select"), f.selection.selected, texts(file.Select), nil),
		ignored:   pick(c, "--ignore", s.changed("ignore"), f.selection.ignored, texts(file.Ignore), nil),
		supplied:  over(c, "--set", f.supplied, file.Set),
		levels:    over(c, "--level", f.selection.levels, file.Levels),
	}
	switch { // a flag for either stands in the place of both
	case s.changed("standard"):
		made.schema = setting[string]{from: origin{kind: fromDefault}}
	case s.changed("schema"):
		made.standard = setting[string]{from: origin{kind: fromDefault}}
	}
	return made
}

// path is a file that the configuration names, for the operating system.
func (s *settings) path(v config.Value[string]) config.Value[string] {
	if v.Given() {
		v.Is = s.config.Path(v.Is)
	}
	return v
}

// texts takes the places off the items of a list.
func texts(list config.Value[[]config.Value[string]]) config.Value[[]string] {
	bare := config.Value[[]string]{Line: list.Line, Column: list.Column}
	for _, item := range list.Is {
		bare.Is = append(bare.Is, item.Is)
	}
	return bare
}

// over takes two maps together; the flags win.
func over[T any](c *config.Config, flag string, flags map[string]T, file map[string]config.Value[T]) map[string]setting[T] {
	all := map[string]setting[T]{}
	for key, v := range file {
		all[key] = setting[T]{v.Is, lineOf(c, v.Line)}
	}
	for key, value := range flags {
		all[key] = setting[T]{value, origin{fromFlag, flag}}
	}
	return all
}

// standard reads a standard once.
func (s *settings) standard(f standardFlags) (*standard.Standard, error) {
	if known := s.known[f]; known != nil {
		return known, nil
	}
	found, err := chooseStandard(f)
	if err == nil {
		s.known[f] = found
	}
	return found, err
}

// standardOf returns what a dataset is measured against: what was chosen; else what its descriptor says; else the default.
func (s *settings) standardOf(dataset *source.Dataset, c *chosen) (*standard.Standard, error) {
	found, err := s.findStandard(dataset, c)
	if err == nil {
		s.used = append(s.used, found)
	}
	return found, err
}

func (s *settings) findStandard(dataset *source.Dataset, c *chosen) (*standard.Standard, error) {
	f := standardFlags{c.standard.value, c.schema.value}
	if f == (standardFlags{}) {
		if own, err := ownStandard(dataset); own != nil || err != nil {
			return own, err
		}
	}
	if c.schema.from.kind != fromConfig {
		return s.standard(f)
	}
	err := s.config.Guard(f.schema)
	if err == nil {
		var found *standard.Standard
		if found, err = s.standard(f); err == nil {
			return found, nil
		}
	}
	return nil, s.faultAt(c.file.Schema, err)
}

// faultAt is the failure of something that the configuration names, at its place.
func (s *settings) faultAt(v config.Value[string], err error) error {
	return configFaulty(s.config, s.config.Fault(v.Line, v.Column, message.TextOf(err)))
}

// into completes options of the engine with what was chosen.
func (s *settings) into(o validate.Options, c *chosen) (validate.Options, error) {
	o.Source.Encoding, o.Delimiter, o.HeaderRow = c.encoding.value, c.delimiter.value, c.headerRow.value
	o.Sheet, o.Records = c.sheet.value, c.records.value
	o.Schema = c.schemaAsWritten()
	o.Select, o.Ignore = c.selected.value, c.ignored.value
	o.Supplied, o.Levels = values(c.supplied), values(c.levels)
	if c.dialect.from.kind == fromFlag {
		return o, nil // read already
	}
	o.Dialect = c.file.Dialect.Is
	if c.dialect.value == "" {
		return o, nil
	}
	err := s.config.Guard(c.dialect.value)
	if err == nil {
		o.Dialect, err = readDialect(c.dialect.value)
	}
	if err != nil {
		return o, s.faultAt(c.file.DialectFile, err)
	}
	return o, nil
}

// schemaAsWritten is the file of the schema as the user or the configuration names it, for the report: a folder of this machine has no
// place there.
func (c *chosen) schemaAsWritten() string {
	if c.schema.value != "" && c.schema.from.kind == fromConfig {
		return filepath.ToSlash(c.file.Schema.Is)
	}
	return filepath.ToSlash(c.schema.value)
}

// values takes the origins off; an empty map is nil.
func values[T any](chosen map[string]setting[T]) map[string]T {
	if len(chosen) == 0 {
		return nil
	}
	bare := make(map[string]T, len(chosen))
	for key, s := range chosen {
		bare[key] = s.value
	}
	return bare
}

// failOn is the severity from which findings make the exit code.
func (s *settings) failOn(flag string) setting[string] {
	return pick(s.config, "--fail-on", s.changed("fail-on"), flag, s.file().FailOn, flag)
}

// maxSamples is the number of places that are shown of each requirement.
func (s *settings) maxSamples(flag int) setting[int] {
	return pick(s.config, "--max-samples", s.changed("max-samples"), flag, s.file().MaxSamples, flag)
}

// file is the configuration, or one that says nothing.
func (s *settings) file() *config.Config {
	if s.config == nil {
		return &config.Config{}
	}
	return s.config
}

// engineFailure tells an error of the engine. A supplied value that the configuration has is told at its place.
func (s *settings) engineFailure(p *planned, err error) *failure {
	if usage, ok := errors.AsType[*validate.UsageError](err); ok && p.chosen.supplied[usage.Field].from.kind == fromConfig {
		v := p.chosen.file.Set[usage.Field]
		text := textConfigSet.Format(message.P("field", usage.Field), message.P("text", usage.Text))
		return configFaulty(s.config, s.config.Fault(v.Line, v.Column, text))
	}
	return engineFailure(p.path(), err)
}
