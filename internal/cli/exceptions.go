package cli

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// exceptionFlags name what keeps failing places from counting.
type exceptionFlags struct {
	waivers  string // a file; empty: that of the configuration, if any
	baseline string // likewise
	date     day
}

func (a *app) addWaiverFlags(cmd *cobra.Command, f *exceptionFlags) {
	cmd.Flags().StringVar(&f.waivers, "waivers", "", a.say(flagWaivers))
	cmd.Flags().Var(&f.date, "date", a.say(flagDate))
	_ = cmd.MarkFlagFilename("waivers", "yaml", "yml", "json")
}

func (a *app) addBaselineFlag(cmd *cobra.Command, f *exceptionFlags) {
	cmd.Flags().StringVar(&f.baseline, "baseline", "", a.say(flagBaseline))
	_ = cmd.MarkFlagFilename("baseline", "json")
}

// day is a flag that takes a day as 2026-11-26; empty: today.
type day struct{ is string }

func (d *day) String() string { return d.is }
func (d *day) Type() string   { return "day" }

// Set takes a day of the calendar.
func (d *day) Set(value string) error {
	if !waiver.IsDay(value) {
		return &valueError{textAllowedDay}
	}
	d.is = value
	return nil
}

// excepted gives the engine what keeps failing places from counting. A baseline that is being written is not compared with.
func (a *app) excepted(c *config.Config, f *checkFlags, options *validate.Options) error {
	if f.collect != nil {
		options.Known = func(t waiver.Table) { f.collect.tables = append(f.collect.tables, t) }
	}
	if err := a.readWaivers(c, &f.exceptions, options); err != nil {
		return err
	}
	if f.collect != nil && f.exceptions.baseline == "" {
		return nil
	}
	path, err := baselineFile(c, f.exceptions.baseline)
	if err != nil || path == "" {
		return err
	}
	options.Baseline, err = readBaseline(path)
	return err
}

// readWaivers reads the waivers that a flag or the configuration names.
func (a *app) readWaivers(c *config.Config, f *exceptionFlags, options *validate.Options) error {
	path := f.waivers
	var err error
	if c != nil {
		if path, err = namedFile(c, f.waivers, c.Waivers); err != nil {
			return err
		}
	}
	if path == "" {
		return nil
	}
	options.Day = f.date.is
	if options.Day == "" {
		options.Day = a.env.Now().Format(time.DateOnly)
	}
	options.Waivers, err = readWaivers(path)
	return err
}

// baselineFile is the baseline that a flag names, else the configuration; empty: neither does.
func baselineFile(c *config.Config, flag string) (string, error) {
	if c == nil {
		return flag, nil
	}
	return namedFile(c, flag, c.Baseline)
}

// namedFile is the file that a flag names, else one of the configuration, which must not lead out of its repository.
func namedFile(c *config.Config, flag string, named config.Value[string]) (string, error) {
	if flag != "" || !named.Given() {
		return flag, nil
	}
	path := c.Path(named.Is)
	if err := c.Guard(path); err != nil {
		return "", configFaulty(c, c.Fault(named.Line, named.Column, textOutsideRepository, message.P("path", shown(named.Is))))
	}
	return path, nil
}

func readWaivers(path string) (*waiver.List, error) {
	text, err := source.ReadCompanion(path, standard.MaxSize)
	if err != nil {
		return nil, wrongUsage(textWaiversUnread, message.P("path", shown(path)), message.P("cause", whyNot(err)))
	}
	list, err := waiver.Parse(near(path), text)
	if err != nil {
		return nil, wrongUsage(textWaiversFaulty, message.P("path", shown(path)), listed(err))
	}
	return list, nil
}

func readBaseline(path string) (*waiver.Baseline, error) {
	text, err := source.ReadCompanion(path, waiver.MaxBaseline)
	if err != nil {
		return nil, wrongUsage(textBaselineUnread, message.P("path", shown(path)), message.P("cause", whyNot(err)))
	}
	b, err := waiver.ParseBaseline(near(path), text)
	if err != nil {
		return nil, wrongUsage(textBaselineFaulty, message.P("path", shown(path)), causes(err))
	}
	return b, nil
}
