package config

import (
	"path"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// Parse reads the text of a configuration. name is what errors call the file; up is the number of folders between its own and the root,
// beyond which its paths must not lead. The error is every [standard.Problem] found, in order of position; what could be read beside it
// comes back too, and is good for nothing but to find out in which language to tell.
func Parse(name string, text []byte, up int) (*Config, error) {
	c := &Config{File: name}
	err := standard.ReadMapping(name, text, whatConfig, func(m *standard.Mapping) {
		r := &reader{m, up}
		r.readVersion()
		r.readDatasets(c)
		if word := at(r.Node("language"), r.OneOf("language", "en", "fr")); word.Is != "" {
			language, _ := message.ParseLanguage(word.Is)
			c.Language = at(r.Node("language"), language)
		}
		r.readSelection(&c.Settings)
		c.FailOn = at(r.Node("fail-on"), r.OneOf("fail-on", "error", "warning", "note", "never"))
		if n := r.Whole("max-samples"); n != nil {
			c.MaxSamples = at(r.Node("max-samples"), *n)
		}
		r.readOutputs(c)
		c.Waivers, c.Baseline = r.file("waivers"), r.file("baseline")
	})
	return c, err
}

// reader reads one mapping of the file.
type reader struct {
	*standard.Mapping
	up int
}

// at is a value and its place; without a node the file does not say it.
func at[T any](n *yaml.Node, value T) Value[T] {
	if n == nil {
		return Value[T]{}
	}
	return Value[T]{Is: value, Line: n.Line, Column: n.Column}
}

func (r *reader) readVersion() {
	n := r.Must("version")
	if n == nil {
		return
	}
	if version := r.Whole("version"); version != nil && *version != 1 {
		r.Fault(n, faultVersion, message.P("version", strconv.Itoa(*version)))
	}
}

func (r *reader) readDatasets(c *Config) {
	r.Mappings("datasets", whatDataset, func(m *standard.Mapping) {
		entry := &reader{m, r.up}
		d := Dataset{Line: entry.Line()}
		entry.Must("paths")
		for _, n := range entry.Items("paths") {
			if p := entry.TextOf(n, whatPath); p != "" && entry.checkPath(n, p, true) {
				d.Paths = append(d.Paths, at(n, p))
			}
		}
		if n := entry.Node("paths"); n != nil && n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
			entry.Fault(n, faultNoPaths)
		}
		entry.readStandard(&d.Settings)
		entry.readReading(&d.Settings)
		entry.readSelection(&d.Settings)
		c.Datasets = append(c.Datasets, d)
	})
}

func (r *reader) readStandard(s *Settings) {
	n := r.Node("standard")
	if named := r.Text("standard"); reference.MatchString(named) {
		s.Standard = at(n, named)
	} else if named != "" {
		r.Fault(n, faultReference, message.P("reference", named))
	}
	s.Schema = r.file("schema")
	if n != nil && r.Node("schema") != nil {
		r.Fault(n, faultTwoStandards)
	}
	r.Mapping.Mapping("set", whatSet, func(m *standard.Mapping) {
		s.Set = map[string]Value[string]{}
		for key, n := range m.All() {
			if value, ok := m.Written(n, message.Same(key.Value)); ok {
				s.Set[key.Value] = at(key, value)
			}
		}
	})
}

func (r *reader) readReading(s *Settings) {
	if n := r.Node("dialect"); n != nil && n.Kind == yaml.MappingNode {
		s.Dialect = at(n, r.Dialect(n))
	} else {
		s.DialectFile = r.file("dialect")
	}
	if n := r.Node("encoding"); n != nil {
		if name := r.Text("encoding"); name != "" {
			s.Encoding = at(n, r.encoding(n, name))
		}
	}
	if n := r.Node("sheet"); n != nil {
		if sheet, ok := r.Written(n, message.Same("sheet")); ok {
			s.Sheet = at(n, sheet)
		}
	}
	if n := r.Node("records-path"); n != nil {
		pointer, ok := r.Written(n, message.Same("records-path"))
		if ok && pointer != "" && pointer[0] != '/' {
			r.Fault(n, faultPointer, message.P("pointer", pointer))
		}
		s.RecordsPath = at(n, pointer)
	}
	if row := r.Whole("header-row"); row != nil {
		s.HeaderRow = at(r.Node("header-row"), *row)
	}
	if n := r.Node("delimiter"); n != nil {
		written := r.Text("delimiter")
		char, ok := ParseDelimiter(written)
		if written != "" && !ok {
			r.Fault(n, faultDelimiter, message.P("delimiter", written))
		}
		s.Delimiter = at(n, char)
	}
}

// encoding returns the canonical name of an encoding. Only that is taken, so that one file means one thing to every program that
// reads it; other spellings are told which one is meant.
func (r *reader) encoding(n *yaml.Node, name string) string {
	if slices.Contains(source.Encodings(), name) {
		return name
	}
	word := name
	if canonical, ok := source.ParseEncoding(name); ok {
		word = canonical // the nearest to it is itself
	}
	r.FaultWord(n, word, source.Encodings(), faultEncoding, message.P("name", name), message.P("allowed", standard.Choices(source.Encodings())))
	return ""
}

func (r *reader) readSelection(s *Settings) {
	s.Select, s.Ignore = r.patterns("select"), r.patterns("ignore")
	r.Mapping.Mapping("levels", whatLevels, func(m *standard.Mapping) {
		s.Levels = map[string]Value[standard.Level]{}
		for key := range m.All() {
			if level, err := standard.ParseLevel(m.OneOf(key.Value, "must", "should", "may")); err == nil {
				s.Levels[key.Value] = at(key, level)
			}
		}
	})
}

// patterns reads a list of requirements and rules.
func (r *reader) patterns(key string) Value[[]Value[string]] {
	list := []Value[string]{}
	for _, n := range r.Items(key) {
		pattern := r.TextOf(n, whatEach.Format(message.P("key", key)))
		if pattern != "" && !standard.IsPattern(pattern) {
			r.Fault(n, faultPattern, message.P("pattern", pattern))
			continue
		}
		list = append(list, at(n, pattern))
	}
	return at(r.Node(key), list)
}

func (r *reader) readOutputs(c *Config) {
	var outputs []Output
	r.Mappings("outputs", whatOutput, func(m *standard.Mapping) {
		entry := &reader{m, r.up}
		o := Output{Line: entry.Line(), Format: entry.OneOf("format", append(report.FormatNames(), CI)...)}
		file := entry.file("file")
		o.File = file.Is
		_, known := report.FormatOfFile(file.Is)
		switch n := entry.Node("file"); {
		case n == nil && entry.Node("format") == nil:
			entry.Fault(nil, faultNoFormat)
		case file.Is != "" && entry.Node("format") == nil && !known:
			entry.Fault(n, faultExtension, message.P("file", file.Is))
		case isInGit(file.Is):
			entry.Fault(n, faultGit, message.P("file", file.Is))
		}
		if slices.ContainsFunc(outputs, func(other Output) bool { return path.Clean(other.File) == path.Clean(o.File) }) {
			entry.Fault(nil, faultSharedOutput)
		}
		outputs = append(outputs, o)
	})
	c.Outputs = at(r.Node("outputs"), outputs)
}

// file reads the path of a file.
func (r *reader) file(key string) Value[string] {
	n := r.Node(key)
	if n == nil {
		return Value[string]{}
	}
	p := r.Text(key)
	if p == "" || !r.checkPath(n, p, false) {
		return at(n, "")
	}
	return at(n, p)
}
