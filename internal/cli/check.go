package cli

import (
	"context"
	"errors"
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

// checkFlags are the choices of "check".
type checkFlags struct {
	standard     standardFlags
	reading      readingFlags
	supplied     supplied
	config       configFlags
	selection    selectionFlags
	exceptions   exceptionFlags
	collect      *collector // nil: a report is made
	previous     string     // the earlier edition; empty: none
	formats      []string
	outputs      []string
	failOn       string
	maxSamples   int
	reproducible bool
	quiet        bool
}

// checkCommand is the main job: files against a standard.
func (a *app) checkCommand() *cobra.Command {
	f := newCheckFlags()
	cmd := a.command("check", helpCheck)
	flags := cmd.Flags()
	a.addMeasureFlags(cmd, f)
	flags.StringVar(&f.previous, "previous", "", a.say(flagPrevious))
	a.addWaiverFlags(cmd, &f.exceptions)
	a.addBaselineFlag(cmd, &f.exceptions)
	formats := append(report.FormatNames(), formatCI)
	flags.Var(choices{&f.formats, formats}, "format", a.say(flagCheckFormat, message.P("formats", wordList(formats))))
	flags.StringArrayVarP(&f.outputs, "output", "o", nil, a.say(flagOutput))
	a.addThresholdFlags(cmd, f)
	a.addReadingFlags(cmd, &f.reading)
	a.addProgressFlag(cmd)
	flags.BoolVarP(&f.quiet, "quiet", "q", false, a.say(flagQuiet))
	flags.BoolVar(&f.reproducible, "reproducible", false, a.say(flagReproducible))
	complete(cmd, "format", formats...)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.check(cmd.Context(), f, cmd.Flags(), args)
	}
	return cmd
}

// newCheckFlags are the choices of whoever makes none.
func newCheckFlags() *checkFlags {
	return &checkFlags{failOn: "error", maxSamples: defaultSamples, supplied: supplied{}}
}

// addMeasureFlags adds what says against which requirements data are held.
func (a *app) addMeasureFlags(cmd *cobra.Command, f *checkFlags) {
	a.addConfigFlags(cmd, &f.config)
	a.addStandardFlags(cmd, &f.standard)
	a.addSelectionFlags(cmd, &f.selection)
	cmd.Flags().Var(f.supplied, "set", a.say(flagSet))
}

// defaultSamples is the number of places that are shown of each requirement unless the user says another.
const defaultSamples = 20

// addThresholdFlags adds what makes a run fail, and how much of it is shown.
func (a *app) addThresholdFlags(cmd *cobra.Command, f *checkFlags) {
	severities := []string{"error", "warning", "note", "never"}
	cmd.Flags().Var(choice{&f.failOn, severities}, "fail-on", a.say(flagFailOn))
	cmd.Flags().Var(whole{&f.maxSamples, 0}, "max-samples", a.say(flagMaxSamples))
	complete(cmd, "fail-on", severities...)
}

// check checks each input, writes the reports and raises the exit code.
func (a *app) check(ctx context.Context, f *checkFlags, flags *pflag.FlagSet, args []string) error {
	started := a.env.Now()
	s, err := newSettings(f.config, datasetFlags{f.standard, f.reading, f.supplied, f.selection}, flags)
	if err != nil {
		return err
	}
	c := &checkRun{app: a, flags: f, settings: s, samples: s.maxSamples(f.maxSamples)}
	if c.outputs, err = a.reports(s.config, f); err != nil {
		return err
	}
	if c.options, err = a.engineOptions(f.reading); err != nil {
		return err
	}
	c.options.MaxSamples = c.samples.value
	if copiesData(c.outputs) {
		defer forCopies(&c.options, c.samples.isChosen())()
	}
	if err := a.excepted(s.config, f, &c.options); err != nil {
		return err
	}
	found, whole, err := a.targets(ctx, s.config, args, c.options.Source)
	if err != nil {
		return err
	}
	defer found.close()
	if c.all, err = s.plan(found, c.options, whole); err != nil {
		return err
	}
	if err := c.guard(found); err != nil {
		return err
	}
	if c.options.Baseline != nil {
		c.options.Baseline.Here(found.paths())
	}
	previous, err := a.previous(ctx, f.previous, c.all, c.options.Source)
	if err != nil {
		return err
	}
	if previous != nil {
		defer func() { _ = previous.Close() }() // as for the others
		if err := guardInputs(c.outputs, previous.Inputs); err != nil {
			return err
		}
		c.all[0].options.Previous = previous
	}
	return c.run(ctx, started)
}

// checkRun is one run of "check", with everything chosen.
type checkRun struct {
	*app
	flags    *checkFlags
	settings *settings
	samples  setting[int] // places that are shown of each requirement
	outputs  []reportOutput
	options  validate.Options // that all datasets share
	all      []planned
}

// guard refuses to write a report over the data, or over a file that says how they are checked.
func (c *checkRun) guard(found *found) error {
	if err := guardInputs(c.outputs, found.inputs()); err != nil {
		return err
	}
	return guardFiles(c.outputs, companions(c.settings.config, &c.options, c.all), textOverCompanion)
}

// run checks what is planned, writes the reports and raises the exit code.
func (c *checkRun) run(ctx context.Context, started time.Time) (err error) {
	rep := &report.Report{SchemaVersion: report.SchemaVersion, Tool: c.tool()}
	checker := &checker{app: c.app, settings: c.settings, quiet: c.flags.quiet}
	if checker.findings, err = c.findings(c.outputs, &c.options); err != nil {
		return err
	}
	defer checker.findings.close()
	if rep.Runs, err = checker.runs(ctx, c.all); err != nil {
		return err
	}
	rep.SettleWaivers()
	if c.flags.collect != nil {
		return c.flags.collect.keep(rep)
	}
	if !c.flags.reproducible {
		rep.Environment = c.describe(started)
	}
	c.exit(exitCodeOf(rep, c.settings.failOn(c.flags.failOn).value))
	again := &again{c.app, rep, c.all, c.flags.quiet}
	p := presentation{outputs: c.outputs, quiet: c.flags.quiet, findings: checker.findings, records: again.records(ctx)}
	if c.samples.isChosen() {
		p.samples = -1 // who says how many wants to see them
	}
	return c.writeReports(rep, p)
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
func (a *app) engineOptions(f readingFlags) (validate.Options, error) {
	dialect, err := readDialect(f.dialect)
	return validate.Options{
		Rules:   rules.All(),
		Jobs:    f.jobs,
		Dialect: dialect,
		Source:  source.Options{Encoding: f.encoding.name, Stdin: a.env.Stdin},
	}, err
}

// checker checks the datasets of one command, one after the other: each uses all cores.
type checker struct {
	*app
	settings *settings
	findings *findings // nil: no output wants all
	bare     bool      // no requirements but those about the header, as "inspect" wants
	quiet    bool
	progress *progress // of all that is to be checked; nil: each dataset has its own
}

func (c *checker) runs(ctx context.Context, all []planned) ([]report.Run, error) {
	runs := make([]report.Run, 0, len(all))
	c.progress = c.newProgress(c.quiet, inputsOf(all))
	defer c.progress.erase()
	for i := range all {
		p := &all[i]
		if p.dataset == nil {
			c.findings.begin(source.Name(p.unfound.Path), &p.options)
			run, err := validate.Unreadable(p.unfound.Path, p.unfound.Unread, p.options)
			if err != nil {
				return nil, c.settings.engineFailure(p, err)
			}
			runs = append(runs, run)
			continue
		}
		run, err := c.one(ctx, p)
		if err != nil {
			return nil, err
		}
		runs = append(runs, run)
	}
	return runs, nil
}

// inputsOf are all inputs of what is planned, in order.
func inputsOf(all []planned) []source.Input {
	var inputs []source.Input
	for i := range all {
		if all[i].dataset != nil {
			inputs = append(inputs, all[i].dataset.Inputs...)
		}
	}
	return inputs
}

// one checks one dataset. Only what would be wrong for every other one as well is an error: a choice of the user, or a
// standard that fails without any data. Other trouble is told at once and becomes a run that could not be checked.
func (c *checker) one(ctx context.Context, planned *planned) (report.Run, error) {
	options := planned.options
	if c.bare {
		options.Standard = facts(options.Standard)
		options.Select, options.Ignore, options.Levels = nil, nil, nil
	}
	return c.measure(ctx, planned, options)
}

// measure checks one dataset with everything chosen.
func (c *checker) measure(ctx context.Context, planned *planned, options validate.Options) (report.Run, error) {
	dataset := planned.dataset
	p := c.progress
	if p == nil {
		p = c.newProgress(c.quiet, dataset.Inputs)
		defer p.erase()
	}
	options.Progress = p.update()
	c.findings.begin(dataset.Name, &options)
	run, err := validate.Check(ctx, *dataset, options)
	if err == nil {
		return run, nil
	}
	p.erase() // something else is told now
	if ctx.Err() != nil {
		return run, interrupted(err)
	}
	f := c.settings.engineFailure(planned, err)
	if f.code == exitUsage {
		return run, f
	}
	c.findings.drop()
	c.findings.begin(dataset.Name, &options)
	run, fault := validate.Unreadable(dataset.Path, table.Unread{Reason: notChecked, Text: textNotChecked}, options)
	if fault != nil {
		return run, engineFailure(dataset.Path, fault)
	}
	c.fail(f)
	return run, nil
}

// notChecked is the reason of what was not read because we failed.
const notChecked = "internal"

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
