package cli

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/standard"
)

// inspectFlags are the choices of "inspect".
type inspectFlags struct {
	standard standardFlags
	reading  readingFlags
	config   configFlags
	records  recordCount
	quiet    bool
}

// inspectionJSON is what "inspect --format json" prints.
type inspectionJSON struct {
	SchemaVersion int             `json:"schemaVersion"`
	Tool          report.Tool     `json:"tool"`
	Resources     []inspectedJSON `json:"resources"`
}

// inspectedJSON is one resource as a report has it, and what stands above its header.
type inspectedJSON struct {
	report.Resource
	Above  []message.Text `json:"above"`
	Below  []message.Text `json:"below"`
	Tables []message.Text `json:"tables"` // further ones on the sheet
}

// inspectCommand shows what was detected and why.
func (a *app) inspectCommand() *cobra.Command {
	var f inspectFlags
	cmd := a.command("inspect", helpInspect)
	cmd.Args = arguments(1, -1, textNeedsPath)
	format := a.addFormatFlag(cmd, "text", "json")
	cmd.Flags().Var(&f.records, "records", a.say(flagPrintRecords))
	a.addConfigFlags(cmd, &f.config)
	a.addStandardFlags(cmd, &f.standard)
	a.addReadingFlags(cmd, &f.reading)
	a.addProgressFlag(cmd)
	cmd.Flags().BoolVarP(&f.quiet, "quiet", "q", false, a.say(flagQuietInspect))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.inspect(cmd.Context(), &f, cmd.Flags(), *format, args)
	}
	return cmd
}

func (a *app) inspect(ctx context.Context, f *inspectFlags, flags *pflag.FlagSet, format string, args []string) error {
	s, err := newSettings(f.config, datasetFlags{standard: f.standard, reading: f.reading}, flags)
	if err != nil {
		return err
	}
	options, err := a.engineOptions(f.reading)
	if err != nil {
		return err
	}
	found, err := a.find(ctx, args, options.Source)
	if err != nil {
		return err
	}
	defer found.close()
	all, err := s.plan(found, options, false)
	if err != nil {
		return err
	}
	if f.records.given {
		return a.printRecords(ctx, f, all, found)
	}
	c := &checker{app: a, settings: s, bare: true, quiet: f.quiet}
	runs, err := c.runs(ctx, all)
	if err != nil {
		return err
	}
	inspection := inspectionJSON{SchemaVersion: report.SchemaVersion, Tool: a.tool(), Resources: []inspectedJSON{}}
	for i := range runs {
		if runs[i].HasUnread() {
			a.exit(exitFailed)
		}
		for _, resource := range runs[i].Resources {
			inspection.Resources = append(inspection.Resources, around(&runs[i], resource))
		}
	}
	if format == "json" {
		return writeJSON(a.stdout, inspection)
	}
	for i := range inspection.Resources {
		a.writeInspected(&inspection.Resources[i], i > 0)
	}
	return nil
}

// The rules that tell what stands around a table.
const (
	aboveHeader   = "text-before-header"
	belowRecords  = "text-after-data"
	furtherTables = "several-tables"
)

// facts returns the standard without what it demands, but for what a header needs to be found out about: the engine
// binds labels and reads everything, and judges nothing else.
func facts(s *standard.Standard) *standard.Standard {
	bare := *s
	bare.Requirements = nil
	for _, r := range s.Requirements {
		if r.Rule == aboveHeader || r.Rule == belowRecords || r.Rule == furtherTables {
			bare.Requirements = append(bare.Requirements, r)
		}
	}
	return &bare
}

// around adds to a table what was found around it, one text for each place.
func around(run *report.Run, resource report.Resource) inspectedJSON {
	r := inspectedJSON{Resource: resource, Above: []message.Text{}, Below: []message.Text{}, Tables: []message.Text{}}
	for _, finding := range run.Findings {
		if finding.Resource != resource.Name {
			continue
		}
		switch finding.Rule {
		case aboveHeader:
			r.Above = append(r.Above, finding.Messages)
		case belowRecords:
			r.Below = append(r.Below, finding.Messages)
		case furtherTables:
			r.Tables = append(r.Tables, finding.Messages)
		}
	}
	return r
}

// recordCount is the value of --records.
type recordCount struct {
	given bool
	limit int64 // -1: all
}

func (r *recordCount) String() string {
	switch {
	case !r.given:
		return ""
	case r.limit < 0:
		return "all"
	}
	return strconv.FormatInt(r.limit, 10)
}

func (r *recordCount) Type() string { return "number" }

// Set takes a number or the word all.
func (r *recordCount) Set(value string) error {
	limit := int64(-1)
	if value != "all" {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n < 0 {
			return &valueError{textAllowedAll}
		}
		limit = n
	}
	*r = recordCount{given: true, limit: limit}
	return nil
}
