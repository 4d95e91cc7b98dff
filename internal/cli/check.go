package cli

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

// checkFlags are the choices of "check".
type checkFlags struct {
	standard     standardFlags
	reading      readingFlags
	supplied     supplied
	previous     string // the earlier edition; empty: none
	formats      []string
	outputs      []string
	failOn       string
	maxSamples   int
	textSamples  int // of [report.TextOptions]
	reproducible bool
	quiet        bool
}

// checkCommand is the main job: files against a standard.
func (a *app) checkCommand() *cobra.Command {
	f := &checkFlags{failOn: "error", maxSamples: 20, supplied: supplied{}}
	cmd := a.command("check", helpCheck)
	cmd.Args = arguments(1, -1, textNeedsPath)
	flags := cmd.Flags()
	a.addStandardFlags(cmd, &f.standard)
	flags.Var(f.supplied, "set", a.say(flagSet))
	flags.StringVar(&f.previous, "previous", "", a.say(flagPrevious))
	formats := append(report.FormatNames(), formatCI)
	flags.Var(choices{&f.formats, formats}, "format", a.say(flagCheckFormat, message.P("formats", wordList(formats))))
	flags.StringArrayVarP(&f.outputs, "output", "o", nil, a.say(flagOutput))
	flags.Var(choice{&f.failOn, []string{"error", "warning", "note", "never"}}, "fail-on", a.say(flagFailOn))
	flags.Var(whole{&f.maxSamples, 0}, "max-samples", a.say(flagMaxSamples))
	a.addReadingFlags(cmd, &f.reading)
	flags.BoolVarP(&f.quiet, "quiet", "q", false, a.say(flagQuiet))
	flags.BoolVar(&f.reproducible, "reproducible", false, a.say(flagReproducible))
	complete(cmd, "format", formats...)
	complete(cmd, "fail-on", "error", "warning", "note", "never")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if cmd.Flags().Changed("max-samples") {
			f.textSamples = -1 // who says how many wants to see them
		}
		return a.check(cmd.Context(), f, args)
	}
	return cmd
}

// check checks each input, writes the reports and raises the exit code.
func (a *app) check(ctx context.Context, f *checkFlags, args []string) error {
	started := a.env.Now()
	chosen, err := chooseStandard(f.standard)
	if err != nil {
		return err
	}
	outputs, err := pairOutputs(a.resolveCI(f.formats), f.outputs)
	if err != nil {
		return err
	}
	options, err := a.engineOptions(f.reading, chosen)
	if err != nil {
		return err
	}
	found, err := a.find(ctx, args, options.Source)
	if err != nil {
		return err
	}
	defer found.close()
	found.join(chosen)
	options.Schema = filepath.ToSlash(f.standard.schema)
	if err := guardInputs(outputs, found.inputs()); err != nil {
		return err
	}
	if options.Previous, err = a.previous(ctx, f.previous, found, options.Source); err != nil {
		return err
	}
	if options.Previous != nil {
		defer func() { _ = options.Previous.Close() }() // as for the others
		if err := guardInputs(outputs, options.Previous.Inputs); err != nil {
			return err
		}
	}
	rep := &report.Report{SchemaVersion: report.SchemaVersion, Tool: a.tool()}
	c := &checker{app: a, options: options, flags: f.standard, quiet: f.quiet, files: len(found.datasets)}
	c.options.Supplied, c.options.MaxSamples = f.supplied, f.maxSamples
	if rep.Runs, err = c.runs(ctx, found); err != nil {
		return err
	}
	if !f.reproducible {
		rep.Environment = a.describe(started)
	}
	a.exit(exitCodeOf(rep, f.failOn))
	return a.writeReports(rep, presentation{outputs: outputs, samples: f.textSamples, quiet: f.quiet})
}

// tool says who made a report.
func (a *app) tool() report.Tool {
	return report.Tool{Name: "hvdlint", Version: a.env.Version, Commit: a.env.Commit}
}

// describe returns what differs from run to run.
func (a *app) describe(started time.Time) *report.Environment {
	return &report.Environment{
		Started:         started.UTC().Format(time.RFC3339),
		DurationSeconds: a.env.Now().Sub(started).Seconds(),
		OS:              runtime.GOOS,
		Arch:            runtime.GOARCH,
		CPUs:            runtime.NumCPU(),
		Directory:       a.env.WorkDir,
	}
}

// engineOptions are the choices that every use of the engine shares.
func (a *app) engineOptions(f readingFlags, chosen *standard.Standard) (validate.Options, error) {
	dialect, err := readDialect(f.dialect)
	return validate.Options{
		Rules:     rules.All(),
		Standard:  chosen,
		Jobs:      f.jobs,
		Dialect:   dialect,
		Delimiter: f.delimiter.char,
		HeaderRow: f.headerRow.row,
		Sheet:     f.sheet,
		Records:   f.records.pointer,
		Source:    source.Options{Encoding: f.encoding.name, Stdin: a.env.Stdin},
	}, err
}

// checker checks the datasets of one command, one after the other: each uses all cores.
type checker struct {
	*app
	options validate.Options
	flags   standardFlags
	bare    bool // no requirements but those about the header, as "inspect" wants
	quiet   bool
	files   int
	done    int
}

func (c *checker) runs(ctx context.Context, found *found) ([]report.Run, error) {
	runs := make([]report.Run, 0, len(found.datasets)+len(found.unfound))
	for i := range found.datasets {
		run, err := c.one(ctx, &found.datasets[i])
		if err != nil {
			return nil, err
		}
		runs = append(runs, run)
		c.done++
	}
	for _, u := range found.unfound {
		run, err := validate.Unreadable(u.Path, u.Unread, c.options)
		if err != nil {
			return nil, engineFailure(u.Path, err)
		}
		runs = append(runs, run)
	}
	return runs, nil
}

// one checks one dataset. Only what would be wrong for every other one as well is an error: a choice of the user, or a
// standard that fails without any data. Other trouble is told at once and becomes a run that could not be checked.
func (c *checker) one(ctx context.Context, dataset *source.Dataset) (report.Run, error) {
	options := c.options
	var err error
	if options.Standard, err = standardOf(dataset, c.flags, options.Standard); err != nil {
		return report.Run{}, err
	}
	if c.bare {
		options.Standard = facts(options.Standard)
	}
	return c.measure(ctx, dataset, options)
}

// measure checks one dataset with everything chosen.
func (c *checker) measure(ctx context.Context, dataset *source.Dataset, options validate.Options) (report.Run, error) {
	p := c.progress(dataset.Path, c.done+1, c.files, c.quiet)
	options.Progress = p.update()
	run, err := validate.Check(ctx, *dataset, options)
	p.erase()
	if err == nil {
		return run, nil
	}
	if ctx.Err() != nil {
		return run, interrupted(err)
	}
	f := engineFailure(dataset.Path, err)
	if f.code == exitUsage {
		return run, f
	}
	run, fault := validate.Unreadable(dataset.Path, table.Unread{Reason: "internal", Text: textNotChecked}, options)
	if fault != nil {
		return run, engineFailure(dataset.Path, fault)
	}
	c.fail(f)
	return run, nil
}

// engineFailure tells an error of the engine: a wrong choice of the user, a fault of the standard, or one of ours.
func engineFailure(path string, err error) *failure {
	if usage, ok := errors.AsType[*validate.UsageError](err); ok {
		return wrongUsage(textBadSupplied, message.P("field", usage.Field), message.P("text", usage.Text))
	}
	if fault, ok := errors.AsType[*validate.StandardError](err); ok {
		return wrongUsage(textStandardUnusable, causes(fault))
	}
	if fault, ok := errors.AsType[*message.Fault](err); ok {
		return wrongUsage(fault.Text)
	}
	return cannot(err, textEngineFailed, message.P("path", shown(path)))
}

// exitCodeOf is what a report says in one number.
func exitCodeOf(rep *report.Report, failOn string) int {
	switch {
	case rep.Verdict() == report.CouldNotCheck:
		return exitFailed
	case rep.HasAtLeast(failOn):
		return exitFindings
	}
	return exitConforms
}
