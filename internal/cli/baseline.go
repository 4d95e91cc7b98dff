package cli

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// baselineCommand holds the commands that write baselines.
func (a *app) baselineCommand() *cobra.Command {
	return a.group("baseline", helpBaseline, a.baselineWriteCommand(), a.baselinePruneCommand())
}

// collector is a check whose failing places become a baseline instead of a report.
type collector struct {
	tables []waiver.Table
	keep   func(*report.Report) error // what is done with them, once all are there
}

// addCheckFlags adds the flags of "check" that decide which places fail.
func (a *app) addCheckFlags(cmd *cobra.Command, f *checkFlags) {
	a.addMeasureFlags(cmd, f)
	cmd.Flags().StringVar(&f.previous, "previous", "", a.say(flagPrevious))
	a.addWaiverFlags(cmd, &f.exceptions)
	a.addReadingFlags(cmd, &f.reading)
	a.addProgressFlag(cmd)
	cmd.Flags().BoolVarP(&f.quiet, "quiet", "q", false, a.say(flagBaselineQuiet))
}

// baselineWriteCommand writes what fails now as known.
func (a *app) baselineWriteCommand() *cobra.Command {
	f := newCheckFlags()
	f.collect = &collector{}
	cmd := a.command("write", helpBaselineWrite)
	path, force := "", false
	cmd.Flags().StringVarP(&path, "output", "o", "", a.say(flagBaselineOutput))
	cmd.Flags().BoolVar(&force, "force", false, a.say(flagGrow))
	a.addCheckFlags(cmd, f)
	_ = cmd.MarkFlagFilename("output", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		target, err := a.baselineTarget(f, path, textNeedsBaselineOutput)
		if err != nil {
			return err
		}
		f.collect.keep = func(rep *report.Report) error { return a.writeBaseline(rep, f, target, force) }
		return a.check(cmd.Context(), f, cmd.Flags(), args)
	}
	return cmd
}

// baselinePruneCommand takes out of a baseline what does not fail any more.
func (a *app) baselinePruneCommand() *cobra.Command {
	f := newCheckFlags()
	f.collect = &collector{}
	cmd := a.command("prune", helpBaselinePrune)
	path := ""
	cmd.Flags().StringVar(&path, "baseline", "", a.say(flagPruned))
	a.addCheckFlags(cmd, f)
	_ = cmd.MarkFlagFilename("baseline", "json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		target, err := a.baselineTarget(f, path, textNeedsBaseline)
		if err != nil {
			return err
		}
		f.exceptions.baseline = target
		f.collect.keep = func(rep *report.Report) error { return a.pruneBaseline(rep, f, target) }
		return a.check(cmd.Context(), f, cmd.Flags(), args)
	}
	return cmd
}

// baselineTarget is the baseline to write: that of a flag, else that of the configuration. It also guards the data against it.
func (a *app) baselineTarget(f *checkFlags, flag string, missing message.Text) (string, error) {
	c, err := configuration(f.config)
	if err != nil {
		return "", err
	}
	target, err := baselineFile(c, flag)
	if err == nil && target == "" {
		err = wrongUsage(missing)
	}
	f.formats, f.outputs = []string{"json"}, []string{target}
	return target, err
}

// writeBaseline writes what was collected in the place of what the baseline said of the same tables. It does not let a baseline grow unless it
// is forced.
func (a *app) writeBaseline(rep *report.Report, f *checkFlags, path string, force bool) error {
	if err := isWhole(rep); err != nil {
		return err
	}
	b := &waiver.Baseline{}
	if _, err := os.Stat(path); err == nil && path != toStdout {
		if b, err = readBaseline(path); err != nil {
			return err
		}
		if grown := grownBy(b, f.collect.tables); grown > 0 && !force {
			return &failure{code: exitFindings, text: textBaselineGrows.Format(message.P("path", shown(path)), message.P("n", grown))}
		}
	}
	b.Put(f.collect.tables...)
	if path == toStdout {
		return b.Write(a.stdout)
	}
	if err := saveBaseline(b, path); err != nil {
		return err
	}
	a.tellBaseline(f, textBaselineWritten, path, b, 0)
	return nil
}

// pruneBaseline writes what is left of a baseline.
func (a *app) pruneBaseline(rep *report.Report, f *checkFlags, path string) error {
	if err := isWhole(rep); err != nil {
		return err
	}
	b, err := readBaseline(path)
	if err != nil {
		return err
	}
	before := placesOf(b)
	b.Put(f.collect.tables...)
	gone := before - placesOf(b)
	if gone > 0 {
		if err := saveBaseline(b, path); err != nil {
			return err
		}
	}
	a.tellBaseline(f, textBaselinePruned, path, b, gone)
	return nil
}

// isWhole refuses to make a baseline of what could not be read to its end: the rest would count as gone, or as never known.
func isWhole(rep *report.Report) error {
	for i := range rep.Runs {
		run := &rep.Runs[i]
		for k := range run.Resources {
			if u := run.Resources[k].Unread; u != nil {
				return &failure{code: exitFailed, text: textBaselineOfPart.Format(message.P("path", shown(run.Resources[k].Path)), message.P("cause", u.Messages))}
			}
		}
		if run.Verdict == report.CouldNotCheck {
			return &failure{code: exitFailed, text: textBaselineOfPart.Format(message.P("path", shown(run.Dataset.Name)), message.P("cause", textNotChecked))}
		}
	}
	return nil
}

// grownBy is the number of places by which tables exceed what a baseline says of them.
func grownBy(b *waiver.Baseline, tables []waiver.Table) (n int64) {
	hasher := waiver.NewHasher()
	for i := range tables {
		known := map[waiver.Hash]int64{}
		if old := b.Table(tables[i].Path, tables[i].Name); old != nil {
			for k := range old.Findings {
				known[hasher.Of(&old.Findings[k].Identity)] += old.Findings[k].Count
			}
		}
		for k := range tables[i].Findings {
			place := &tables[i].Findings[k]
			n += max(0, place.Count-known[hasher.Of(&place.Identity)])
		}
	}
	return n
}

func placesOf(b *waiver.Baseline) (n int64) {
	for i := range b.Tables {
		n += b.Tables[i].Places()
	}
	return n
}

func saveBaseline(b *waiver.Baseline, path string) error {
	if err := replaceFile(path, func(w io.Writer) error { return b.Write(w) }); err != nil {
		return unwritten(path, err)
	}
	return nil
}

func (a *app) tellBaseline(f *checkFlags, text message.Text, path string, b *waiver.Baseline, gone int64) {
	if !f.quiet {
		a.notice(text, message.P("path", shown(path)), message.P("n", placesOf(b)), message.P("gone", gone), message.P("tables", len(b.Tables)))
	}
}
