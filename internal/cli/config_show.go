package cli

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
)

// configCommand holds the commands about the configuration.
func (a *app) configCommand() *cobra.Command {
	return a.group("config", helpConfig, a.configShowCommand(), a.schemaCommand(helpConfigSchema, config.Schema()))
}

// configShowCommand shows what holds, and where each setting comes from. It takes the flags of "check" that the configuration knows, so that
// one sees what becomes of them.
func (a *app) configShowCommand() *cobra.Command {
	f := newCheckFlags()
	cmd := a.command("show", helpConfigShow)
	format := a.addFormatFlag(cmd, "text", "json")
	a.addMeasureFlags(cmd, f)
	a.addWaiverFlags(cmd, &f.exceptions)
	a.addBaselineFlag(cmd, &f.exceptions)
	a.addThresholdFlags(cmd, f)
	a.addReadingFlags(cmd, &f.reading)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.showConfig(cmd.Context(), f, cmd.Flags(), *format, args)
	}
	return cmd
}

// configJSON is what "config show --format json" prints.
type configJSON struct {
	answer
	File     *string       `json:"file"` // null: there is none
	Settings []settingJSON `json:"settings"`
	Datasets []datasetJSON `json:"datasets"`
}

// datasetJSON is one entry of the configuration, or one dataset that was named.
type datasetJSON struct {
	Path     string        `json:"path,omitempty"`
	Paths    []string      `json:"paths,omitempty"`
	At       string        `json:"at,omitempty"`      // of the entry
	Entries  []string      `json:"entries,omitempty"` // places of the entries that have the dataset
	Settings []settingJSON `json:"settings"`
}

// settingJSON is one setting and where it comes from.
type settingJSON struct {
	Key   string     `json:"key"`
	Value any        `json:"value"` // null: not chosen
	From  originKind `json:"from"`
	At    string     `json:"at,omitempty"`

	origin origin
	unset  message.Text // what holds where nothing was chosen
}

func (a *app) showConfig(ctx context.Context, f *checkFlags, flags *pflag.FlagSet, format string, args []string) error {
	s, err := newSettings(f.config, datasetFlags{f.standard, f.reading, f.supplied, f.selection}, flags)
	if err != nil {
		return err
	}
	shows := configJSON{answer: answer{answerVersion}, Settings: a.runSettings(s, f), Datasets: []datasetJSON{}}
	c := s.config
	if c != nil {
		shows.File = &c.File
	}
	if len(args) > 0 {
		shows.Datasets, err = a.namedDatasets(ctx, s, args)
	} else if c != nil {
		shows.Datasets, err = s.entries()
	}
	if err == nil && len(s.used) > 0 {
		err = s.checkSelection(false)
	}
	if err != nil {
		return err
	}
	if format == "json" {
		return writeJSON(a.stdout, shows)
	}
	a.writeConfig(&shows)
	return nil
}

// runSettings are those of a whole run.
func (a *app) runSettings(s *settings, f *checkFlags) []settingJSON {
	c := s.file()
	outputs := setting[[]string]{from: origin{kind: fromDefault}}
	if len(c.Outputs.Is) > 0 {
		outputs.from = lineOf(c, c.Outputs.Line)
	}
	for _, o := range c.Outputs.Is {
		outputs.value = append(outputs.value, outputName(o))
	}
	failOn, samples := s.failOn(f.failOn), s.maxSamples(f.maxSamples)
	list := []settingJSON{
		row("language", setting[any]{a.lang.String(), a.spoken}, message.Text{}),
		row("fail-on", setting[any]{failOn.value, failOn.from}, message.Text{}),
		row("max-samples", setting[any]{samples.value, samples.from}, message.Text{}),
		optional("outputs", outputs, len(outputs.value) > 0, textOutputsDefault),
	}
	for _, file := range []struct {
		key, flag string
		value     config.Value[string]
	}{{"waivers", f.exceptions.waivers, c.Waivers}, {"baseline", f.exceptions.baseline, c.Baseline}} {
		v := pick(c, "--"+file.key, file.flag != "", file.flag, s.path(file.value), "")
		list = append(list, optional(file.key, v, v.value != "", textNone))
	}
	return list
}

// outputName is a format and its file in one word.
func outputName(o config.Output) string {
	name := o.Format
	if name == "" {
		format, _ := report.FormatOfFile(o.File)
		name = format.Name
	}
	if o.File != "" {
		name += " → " + o.File
	}
	return name
}

// row is a setting that always has a value.
func row(key string, s setting[any], unset message.Text) settingJSON {
	return settingJSON{Key: key, Value: s.value, From: s.from.kind, At: s.from.at, origin: s.from, unset: unset}
}

// optional is a setting that may have none; unset says what holds then.
func optional[T any](key string, s setting[T], given bool, unset message.Text) settingJSON {
	if !given {
		return row(key, setting[any]{nil, s.from}, unset)
	}
	return row(key, setting[any]{s.value, s.from}, unset)
}

// rows are the settings of a dataset; standard is what it is measured against when nothing was chosen.
func (s *settings) rows(c *chosen, standard string) []settingJSON {
	header := setting[int]{from: c.headerRow.from}
	if c.headerRow.value != nil {
		header.value = *c.headerRow.value
	}
	dialect := c.dialect
	if v := c.file.Dialect; v.Given() && !dialect.isChosen() {
		dialect = setting[string]{"{…}", lineOf(s.config, v.Line)} // written in the configuration itself
	}
	list := []settingJSON{}
	if c.schema.isChosen() {
		list = append(list, optional("schema", c.schema, true, message.Text{}))
	} else {
		list = append(list, optional("standard", setting[string]{cmp.Or(c.standard.value, standard), c.standard.from}, true, message.Text{}))
	}
	for _, field := range slices.Sorted(maps.Keys(c.supplied)) {
		list = append(list, optional("set "+field, c.supplied[field], true, message.Text{}))
	}
	list = append(list,
		optional("dialect", dialect, dialect.value != "", textDetected),
		optional("encoding", c.encoding, c.encoding.value != "", textDetected),
		optional("delimiter", c.delimiter, c.delimiter.value != "", textDetected),
		optional("header-row", header, c.headerRow.value != nil, textDetected),
		optional("sheet", c.sheet, c.sheet.value != "", textDetected),
		optional("records-path", c.records, c.records.value != "", textDetected),
		optional("select", c.selected, len(c.selected.value) > 0, textAllRequirements),
		optional("ignore", c.ignored, len(c.ignored.value) > 0, textNoEnding),
	)
	for _, id := range slices.Sorted(maps.Keys(c.levels)) {
		level := c.levels[id]
		list = append(list, optional("level "+id, setting[string]{level.value.String(), level.from}, true, message.Text{}))
	}
	return list
}

// entries are those of the configuration, each as for a file that it alone has.
func (s *settings) entries() ([]datasetJSON, error) {
	list := []datasetJSON{}
	for i := range s.config.Datasets {
		entry := &s.config.Datasets[i]
		d := datasetJSON{At: lineOf(s.config, entry.Line).at}
		for _, p := range entry.Paths {
			d.Paths = append(d.Paths, p.Is)
		}
		all := s.config.Settings.With(&entry.Settings)
		var err error
		if d.Settings, err = s.rowsOf(s.choose(&all, []int{i}), &source.Dataset{}); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, nil
}

// rowsOf names the standard as it is found.
func (s *settings) rowsOf(c *chosen, dataset *source.Dataset) ([]settingJSON, error) {
	found, err := s.standardOf(dataset, c)
	if err != nil {
		return nil, err
	}
	name := found.Name
	if found.Version != "" {
		name += "@" + found.Version
	}
	return s.rows(c, name), nil
}

// namedDatasets are those of paths.
func (a *app) namedDatasets(ctx context.Context, s *settings, args []string) ([]datasetJSON, error) {
	found, err := a.find(ctx, args, source.Options{Stdin: a.env.Stdin})
	if err != nil {
		return nil, err
	}
	defer found.close()
	for _, u := range found.unfound {
		return nil, unreadable(u.Path, u.Unread.Text)
	}
	list := []datasetJSON{}
	for i := range found.datasets {
		dataset := &found.datasets[i]
		c := s.of(dataset.Path)
		d := datasetJSON{Path: dataset.Path}
		for _, entry := range c.entries {
			d.Entries = append(d.Entries, lineOf(s.config, s.config.Datasets[entry].Line).at)
		}
		if d.Settings, err = s.rowsOf(c, dataset); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, nil
}

// writeConfig prints the settings for reading.
func (a *app) writeConfig(shows *configJSON) {
	file := a.say(textNoConfig)
	if shows.File != nil {
		file = shown(*shows.File).EN
	}
	fmt.Fprintln(a.stdout, a.colors.heading.Sprint(file))
	a.writeSettings(shows.Settings)
	for i := range shows.Datasets {
		d := &shows.Datasets[i]
		heading := shown(d.Path).EN
		if d.Path == "" {
			heading = a.say(textEntry, message.P("paths", shown(strings.Join(d.Paths, ", "))), message.P("place", shown(d.At)))
		} else if len(d.Entries) > 0 {
			heading = a.say(textEntry, message.P("paths", shown(d.Path)), message.P("place", shown(strings.Join(d.Entries, ", "))))
		}
		fmt.Fprintln(a.stdout, "\n"+a.colors.heading.Sprint(heading))
		a.writeSettings(d.Settings)
	}
}

func (a *app) writeSettings(list []settingJSON) {
	rows := make([][]string, len(list))
	for i, s := range list {
		value := s.unset.In(a.lang)
		if s.Value != nil {
			value = shownValue(s.Value)
		}
		rows[i] = []string{"  " + s.Key, value, s.origin.text().In(a.lang)}
	}
	a.writeTable(rows)
}

// shownValue writes a value on one line.
func shownValue(value any) string {
	switch v := value.(type) {
	case []string:
		return shown(strings.Join(v, ", ")).EN
	case int:
		return strconv.Itoa(v)
	}
	return shown(fmt.Sprint(value)).EN
}
