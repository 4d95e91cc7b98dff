// Package validate is the engine: it plans the checks of a standard on the tables of a dataset, runs them over the batches on all
// cores, merges what they found in order, and settles the outcome of each requirement.
package validate

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// Options shape a run. Rules and Standard must be given; the other zero values mean all cores and every finding.
type Options struct {
	Rules    []*lint.Rule       // the catalogue
	Standard *standard.Standard // what the data is measured against
	// Supplied gives values of fields that the file lacks (--set).
	Supplied   map[string]string
	MaxSamples int               // findings kept for each requirement; 0: all
	Jobs       int               // goroutines that decode and judge; 0: one for each processor
	Dialect    *standard.Dialect // how the tables are written, for all that a descriptor does not say; nil: detected
	Delimiter  string            // one character; empty: detected
	HeaderRow  *int              // physical line of the header, 0 for a table without one; nil: detected
	Sheet      string            // name or number, from 1, of the sheet of a workbook, or AllSheets; empty: chosen
	Records    string            // JSON Pointer of the array of records; empty: detected
	BlockSize  int               // bytes read at a time; 0: the reader's own choice
	Schema     string            // the file that the standard was read from, for the report alone; empty: it is part of the program
	Source     source.Options
	// Select and Ignore are patterns of requirements ([standard.IsPattern]): where Select has some only those are tested, and never
	// those of Ignore. What is left out is untested, and the report says so.
	Select, Ignore []string
	Levels         map[string]standard.Level // by the id of a requirement, instead of the standard's
	// Previous is the earlier edition of the table, for requirements that compare with it; nil: there is none.
	Previous *source.Dataset
	// Waivers are decisions to accept failing places, and Day is the day, as 2026-11-26, on which they are in force or not; nil: there are
	// none.
	Waivers *waiver.List
	Day     string
	// Baseline is what is known to fail already; nil: nothing is.
	Baseline *waiver.Baseline
	// Known is called for each table with the failing places that no waiver accepts; with a Baseline, with those of them that it has. It
	// is called from one goroutine at a time; nil: nobody wants to know.
	Known func(waiver.Table)
	// Findings is told of every failing place, whatever MaxSamples says; nil: nobody wants to know. Of what is found in the records as a whole
	// or in the file these are the first 250,000 of each requirement.
	Findings Listener
	// Progress is called now and then, from one goroutine at a time; nil: nobody wants to know.
	Progress func(Progress)

	shown     int        // findings kept in the report for each requirement; 0: all
	named     []string   // the names of the tables checked so far
	elsewhere *elsewhere // the other tables of the dataset; nil: none can be seen
	earlier   *earlier   // the earlier edition; nil: there is none
	choices   *choices   // made of the choices above
	counted   *counted   // of the input under way; nil: nobody wants to know
}

// AllSheets asks for each sheet of a workbook that holds a table, as a table of its own.
const AllSheets = "all"

// Check checks a dataset against one version. Everything wrong with the data is in the run, values of Options.Supplied that do not
// conform among it; an error is a fault of the standard ([StandardError]), of the options ([UsageError], [message.Fault]), or
// ours. A cancelled context ends the check with its cause.
func Check(ctx context.Context, dataset source.Dataset, options Options) (run report.Run, err error) {
	defer recovered("checking", &err)
	options.keepMore()
	options.choose()
	var tables []*checked
	if len(options.Standard.Resources) > 1 {
		options.elsewhere = &elsewhere{ctx, &dataset, options}
	}
	if options.Previous != nil {
		if options.earlier, err = newEarlier(ctx, &options); err != nil {
			return report.Run{}, err
		}
		defer func() { err = errors.Join(err, options.earlier.close()) }()
	}
	for _, in := range dataset.Inputs {
		found, err := checkInput(ctx, in, &options)
		if err != nil {
			return report.Run{}, err
		}
		tables = append(tables, found...)
	}
	for _, u := range dataset.Unfound {
		found, err := unreadable(unreadFacts(u.Path, u.Name, &u.Unread), &options)
		if err != nil {
			return report.Run{}, err
		}
		tables = append(tables, found)
	}
	return assemble(&dataset, tables, &options)
}

// Unreadable makes the run of an input that could not be read at all.
func Unreadable(path string, unread table.Unread, options Options) (report.Run, error) {
	return Check(context.Background(), source.Dataset{
		Name: source.Name(path), Path: path, Unfound: []source.Unfound{{Path: path, Unread: unread}},
	}, options)
}

// unreadFacts are those of a table that could not be read. Its name is the one that a descriptor declares, if it declares one.
func unreadFacts(path, declared string, unread *table.Unread) *table.Resource {
	return &table.Resource{Name: cmp.Or(declared, source.Name(path)), Path: path, Unread: unread}
}

// nameOf is the name that a descriptor declares; empty: none.
func nameOf(declared *source.Declared) string {
	if declared == nil {
		return ""
	}
	return declared.Name
}

// checkInput checks the tables of one input.
func checkInput(ctx context.Context, in source.Input, options *Options) ([]*checked, error) {
	opened, unread, err := source.Open(ctx, in, sourceOptions(in, options))
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", in.Path, err)
	}
	if unread != nil {
		table, err := unreadable(unreadFacts(in.Path, nameOf(in.Declared), unread), options)
		return []*checked{table}, err
	}
	tables, err := checkSource(ctx, opened, in.Declared, options)
	if err == nil {
		err = declare(ctx, tables, opened, in.Declared)
	}
	if closed := opened.Close(); err == nil && closed != nil {
		err = fmt.Errorf("closing %s: %w", in.Path, closed)
	}
	return tables, err
}

// sourceOptions are those of the user, and what a descriptor declares where the user says nothing.
func sourceOptions(in source.Input, options *Options) source.Options {
	choices := options.Source
	if tell := options.Progress; tell != nil {
		choices.Progress = func(read, total int64) { tell(Progress{Path: in.Path, Read: read, Total: total, Fetched: true}) }
	}
	if in.Declared != nil && choices.Encoding == "" {
		choices.Encoding = in.Declared.Encoding
	}
	return choices
}

// checkSource checks the tables of an opened source: one, unless all sheets of a workbook are asked for.
func checkSource(ctx context.Context, opened *source.Source, declared *source.Declared, options *Options) ([]*checked, error) {
	options.counted = &counted{}
	stop := watch(opened, options)
	defer stop()
	o := opening{Source: opened, declared: declared, options: options, sheet: options.Sheet}
	if o.sheet == AllSheets {
		o.sheet = ""
	}
	first, err := checkTable(ctx, &o)
	if err != nil {
		return nil, err
	}
	tables := []*checked{first}
	book := first.facts.Workbook
	if options.Sheet != AllSheets || book == nil {
		return tables, nil
	}
	var all []*checked
	for i, sheet := range book.Sheets {
		if i == book.Sheet {
			all = append(all, first)
		} else if sheet.Data {
			next := opening{Source: opened, declared: declared, options: options, sheet: sheet.Name}
			table, err := checkTable(ctx, &next)
			if err != nil {
				return nil, err
			}
			all = append(all, table)
		}
	}
	return all, nil
}
