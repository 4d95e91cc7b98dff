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
	f := &checkFlags{failOn: "error", maxSamples: defaultSamples, supplied: supplied{}}
	cmd := a.command("check", helpCheck)
	flags := cmd.Flags()
	a.addConfigFlags(cmd, &f.config)
	a.addStandardFlags(cmd, &f.standard)
	a.addSelectionFlags(cmd, &f.selection)
	flags.Var(f.supplied, "set", a.say(flagSet))
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
	c, err := configuration(f.config)
	if err != nil {
		return err
	}
	s, err := newSettings(c, datasetFlags{f.standard, f.reading, f.supplied, f.selection}, flags)
	if err != nil {
		return err
	}
	outputs, err := a.reports(c, f)
	if err == nil {
		err = a.refuseTerminal(outputs)
	}
	if err == nil {
		err = guardFolders(outputs)
	}
	if err != nil {
		return err
	}
	options, err := a.engineOptions(f.reading)
	if err != nil {
		return err
	}
	samples := s.maxSamples(f.maxSamples)
	options.MaxSamples = samples.value
	if copiesData(outputs) {
		defer forCopies(&options, samples.isChosen())()
	}
	if err := a.excepted(c, f, &options); err != nil {
		return err
	}
	found, whole, err := a.targets(ctx, c, args, options.Source)
	if err != nil {
		return err
	}
	defer found.close()
	all, err := s.plan(found, options, whole)
	if err != nil {
		return err
	}
	if err := guardInputs(outputs, found.inputs()); err != nil {
		return err
	}
	if err := guardFiles(outputs, companions(c, &options, all), textOverCompanion); err != nil {
		return err
	}
	if options.Baseline != nil {
		options.Baseline.Here(found.paths())
	}
	previous, err := a.previous(ctx, f.previous, all, options.Source)
	if err != nil {
		return err
	}
	if previous != nil {
		defer func() { _ = previous.Close() }() // as for the others
		if err := guardInputs(outputs, previous.Inputs); err != nil {
			return err
		}
		all[0].options.Previous = previous
	}
	rep := &report.Report{SchemaVersion: report.SchemaVersion, Tool: a.tool()}
	checker := &checker{app: a, settings: s, quiet: f.quiet}
	if checker.findings, err = a.findings(outputs, &options); err != nil {
		return err
	}
	defer checker.findings.close()
	if rep.Runs, err = checker.runs(ctx, all); err != nil {
		return err
	}
	rep.SettleWaivers()
	if f.collect != nil {
		return f.collect.keep(rep)
	}
	if !f.reproducible {
		rep.Environment = a.describe(started)
	}
	a.exit(exitCodeOf(rep, s.failOn(f.failOn).value))
	p := presentation{outputs: outputs, quiet: f.quiet, findings: checker.findings, records: (&again{a, rep, all, f.quiet}).records(ctx)}
	if samples.isChosen() {
		p.samples = -1 // who says how many wants to see them
	}
	return a.writeReports(rep, p)
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
