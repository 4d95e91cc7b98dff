package cli

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// readingFlags say how files are read, where detection should be overruled.
type readingFlags struct {
	encoding  encoding
	delimiter delimiter
	headerRow headerRow
	dialect   string // file of a Table Dialect
	sheet     string
	records   recordsPath
	jobs      int
}

func (a *app) addReadingFlags(cmd *cobra.Command, f *readingFlags) {
	flags := cmd.Flags()
	flags.Var(&f.encoding, "encoding", a.say(flagEncoding))
	flags.Var(&f.delimiter, "delimiter", a.say(flagDelimiter))
	flags.Var(&f.headerRow, "header-row", a.say(flagHeaderRow))
	flags.StringVar(&f.dialect, "dialect", "", a.say(flagDialect))
	flags.StringVar(&f.sheet, "sheet", "", a.say(flagSheet))
	flags.Var(&f.records, "records-path", a.say(flagRecordsPath))
	flags.Var(whole{&f.jobs, 0}, "jobs", a.say(flagJobs))
	_ = cmd.MarkFlagFilename("dialect", "json", "yaml", "yml")
	complete(cmd, "encoding", source.Encodings()...)
	complete(cmd, "delimiter", "tab")
}

// encoding is the value of --encoding.
type encoding struct{ name string }

func (e *encoding) String() string { return e.name }
func (e *encoding) Type() string   { return "name" }

// Set takes any name of an encoding that source knows.
func (e *encoding) Set(value string) error {
	name, ok := source.ParseEncoding(value)
	if !ok {
		return &valueError{oneOf(value, source.Encodings())}
	}
	e.name = name
	return nil
}

// delimiter is the value of --delimiter.
type delimiter struct{ char string }

func (d *delimiter) String() string { return d.char }
func (d *delimiter) Type() string   { return "character" }

// Set takes one ASCII character that can part cells, or a tab as \t or by its name.
func (d *delimiter) Set(value string) error {
	char, ok := config.ParseDelimiter(value)
	if !ok {
		return &valueError{textAllowedDelimiter}
	}
	d.char = char
	return nil
}

// headerRow is the value of --header-row; nil: not given.
type headerRow struct{ row *int }

func (h *headerRow) String() string {
	if h.row == nil {
		return ""
	}
	return strconv.Itoa(*h.row)
}

func (h *headerRow) Type() string { return "number" }

// Set takes the number of a line, or 0 for a table without a header.
func (h *headerRow) Set(value string) error {
	n := 0
	if err := (whole{&n, 0}).Set(value); err != nil {
		return err
	}
	h.row = &n
	return nil
}

// recordsPath is the value of --records-path.
type recordsPath struct{ pointer string }

func (r *recordsPath) String() string { return r.pointer }
func (r *recordsPath) Type() string   { return "pointer" }

// Set takes a JSON Pointer (RFC 6901), which is empty or starts with a slash.
func (r *recordsPath) Set(value string) error {
	if value != "" && value[0] != '/' {
		return &valueError{textAllowedPointer}
	}
	r.pointer = value
	return nil
}

// supplied is the value of --set: fields that the file lacks.
type supplied map[string]string

func (s supplied) String() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(s)) {
		parts = append(parts, name+"="+s[name])
	}
	return strings.Join(parts, ",")
}

func (s supplied) Type() string { return "field=value" }

// Set takes a field and its value, each field once.
func (s supplied) Set(value string) error {
	name, v, ok := strings.Cut(value, "=")
	if name = strings.TrimSpace(name); !ok || name == "" {
		return &valueError{textAllowedSet}
	}
	if _, again := s[name]; again {
		return &valueError{textSetTwice.Format(message.P("field", name))}
	}
	s[name] = v
	return nil
}

// readDialect reads the Table Dialect of a file; nil when none is named.
func readDialect(path string) (*standard.Dialect, error) {
	if path == "" {
		return nil, nil
	}
	text, err := source.ReadCompanion(path, standard.MaxSize)
	if err != nil {
		return nil, wrongUsage(textDialectUnread, message.P("path", shown(path)), message.P("cause", whyNot(err)))
	}
	dialect, err := standard.ParseDialect(filepath.Base(path), text)
	if err != nil {
		return nil, wrongUsage(textDialectFaulty, message.P("path", shown(path)), causes(err))
	}
	return dialect, nil
}

// whyNot says in both languages why a file named on the command line could not be used.
func whyNot(err error) message.Text {
	switch {
	case isInUse(err, runtime.GOOS):
		return textInUse
	case errors.Is(err, fs.ErrNotExist):
		return textNoSuchFile
	case errors.Is(err, fs.ErrPermission):
		return textNoPermission
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	}
	if link, ok := errors.AsType[*os.LinkError](err); ok { // its names are of a temporary file
		err = link.Err
	}
	return message.TextOf(err)
}

// isInUse reports whether a file could not be used because a program has it open, as a spreadsheet does on Windows with what it shows. A new
// file cannot take the place of such a one, and Windows then says what it says of files that may only be read.
func isInUse(err error, system string) bool {
	const sharingViolation, lockViolation = syscall.Errno(32), syscall.Errno(33)
	_, moving := errors.AsType[*os.LinkError](err)
	return system == "windows" &&
		(errors.Is(err, sharingViolation) || errors.Is(err, lockViolation) || moving && errors.Is(err, fs.ErrPermission))
}
