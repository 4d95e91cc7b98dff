package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
)

// planned is one dataset, or a path that leads to none, and how it is checked.
type planned struct {
	dataset *source.Dataset // nil: there is none
	unfound source.Unfound
	chosen  *chosen
	options validate.Options
}

// path is the one that people are shown.
func (p *planned) path() string {
	if p.dataset == nil {
		return p.unfound.Path
	}
	return p.dataset.Path
}

// plan settles what each dataset is measured against and how it is read, and makes one dataset of files that belong together. base is what
// all share. Whatever is wrong with the choices of the user shows here, before anything is checked.
func (s *settings) plan(found *found, base validate.Options, whole bool) ([]planned, error) {
	var all []planned
	add := func(p planned, dataset *source.Dataset) error {
		p.chosen = s.of(p.path())
		var err error
		if p.options, err = s.into(base, p.chosen); err != nil {
			return err
		}
		if p.options.Standard, err = s.standardOf(dataset, p.chosen); err != nil {
			return err
		}
		s.dropForeign(&p)
		all = append(all, p)
		return nil
	}
	for i := range found.datasets {
		if err := s.guard(&found.datasets[i], whole); err != nil {
			return nil, err
		}
		if err := add(planned{dataset: &found.datasets[i]}, &found.datasets[i]); err != nil {
			return nil, err
		}
	}
	for _, u := range found.unfound {
		if err := add(planned{unfound: u}, &source.Dataset{}); err != nil {
			return nil, err
		}
	}
	if err := s.checkSelection(whole); err != nil {
		return nil, err
	}
	return joinTables(all), nil
}

// dropForeign takes out the values of the configuration for fields that a standard of the flags does not have: they were meant for another.
func (s *settings) dropForeign(p *planned) {
	if p.chosen.standard.from.kind != fromFlag && p.chosen.schema.from.kind != fromFlag {
		return
	}
	has := func(field string) bool {
		return slices.ContainsFunc(p.options.Standard.Resources, func(r standard.Resource) bool { return r.Schema.Field(field) != nil })
	}
	for field, value := range p.chosen.supplied {
		if value.from.kind == fromConfig && !has(field) {
			delete(p.options.Supplied, field)
		}
	}
}

// guard refuses a dataset of the configuration that lies outside the repository, where a link may lead. Paths of the command line are
// the user's own.
func (s *settings) guard(dataset *source.Dataset, whole bool) error {
	if !whole {
		return nil
	}
	for _, in := range dataset.Inputs {
		if in.File == "" {
			continue
		}
		if err := s.config.Guard(in.File); err != nil {
			return wrongUsage(textOutsideRepository, message.P("path", shown(in.Path)))
		}
	}
	return nil
}

// companions are the files that say how data is checked: the configuration, waivers, the baseline, schemas and dialects.
func companions(c *config.Config, options *validate.Options, all []planned) []string {
	var files []string
	if c != nil {
		files = append(files, c.File)
	}
	if options.Waivers != nil {
		files = append(files, options.Waivers.Path)
	}
	if options.Baseline != nil && options.Known == nil { // else it is what is written
		files = append(files, options.Baseline.Path)
	}
	for i := range all {
		files = append(files, all[i].chosen.schema.value, all[i].chosen.dialect.value)
	}
	return files
}

// joinTables makes one dataset of all files that were named by themselves and are measured against one standard of several tables: each is one
// of them. Files of other entries of the configuration are another dataset.
func joinTables(all []planned) []planned {
	var joined []planned
	first := map[string]int{}
	for _, p := range all {
		d := p.dataset
		if d == nil || len(p.options.Standard.Resources) < 2 || len(d.Inputs) != 1 || d.Inputs[0].Path != d.Path || d.Package != nil {
			joined = append(joined, p)
			continue
		}
		key := fmt.Sprintf("%p %v", p.options.Standard, p.chosen.entries)
		if at, ok := first[key]; ok {
			into := joined[at].dataset
			into.Inputs = append(into.Inputs, d.Inputs...)
			into.Unfound = append(into.Unfound, d.Unfound...)
			continue
		}
		first[key] = len(joined)
		joined = append(joined, p)
	}
	return joined
}

// configured finds what the entries of a configuration lead to.
func (a *app) configured(ctx context.Context, c *config.Config, options source.Options) (*found, error) {
	var args []string
	for i := range c.Datasets {
		for _, p := range c.Datasets[i].Paths {
			args = append(args, c.Path(p.Is))
		}
	}
	return a.find(ctx, args, options)
}

// targets finds the paths of a command or, without any, all datasets of the configuration. whole says that it is those.
func (a *app) targets(ctx context.Context, c *config.Config, args []string, options source.Options) (_ *found, whole bool, err error) {
	if len(args) > 0 {
		f, err := a.find(ctx, args, options)
		return f, false, err
	}
	if c == nil || len(c.Datasets) == 0 {
		text := textNeedsPathOrConfig
		if c != nil {
			text = textNeedsPathOrDatasets.Format(message.P("path", shown(c.File)))
		}
		f := wrongUsage(text)
		f.help = "hvdlint check"
		return nil, false, f
	}
	f, err := a.configured(ctx, c, options)
	return f, true, err
}

// hasOutputs reports whether reports go only where the configuration says.
func hasOutputs(c *config.Config, f *checkFlags) bool {
	return c != nil && len(c.Outputs.Is) > 0 && len(f.formats)+len(f.outputs) == 0
}

// reports are those that the flags choose or, without any, the configuration; with what "ci" adds. It refuses those that cannot be written.
func (a *app) reports(c *config.Config, f *checkFlags) ([]reportOutput, error) {
	outputs, err := a.chosenReports(c, f)
	if err == nil {
		err = a.refuseTerminal(outputs)
	}
	if err == nil {
		err = guardFolders(outputs)
	}
	return outputs, err
}

func (a *app) chosenReports(c *config.Config, f *checkFlags) ([]reportOutput, error) {
	if hasOutputs(c, f) {
		outputs, err := a.configuredReports(c)
		if slices.ContainsFunc(c.Outputs.Is, func(o config.Output) bool { return o.Format == formatCI }) {
			outputs = a.withJobSummary(outputs)
		}
		return outputs, err
	}
	outputs, err := pairOutputs(a.resolveCI(f.formats), f.outputs)
	if slices.Contains(f.formats, formatCI) {
		outputs = a.withJobSummary(outputs)
	}
	return outputs, err
}

// configuredReports pairs formats and files of the configuration.
func (a *app) configuredReports(c *config.Config) ([]reportOutput, error) {
	var outputs []reportOutput
	for _, o := range c.Outputs.Is {
		output := reportOutput{}
		if o.File != "" {
			output.path = c.Path(o.File)
			if err := c.Guard(output.path); err != nil {
				return nil, configFaulty(c, c.Fault(o.Line, 1, textOutsideRepository, message.P("path", shown(o.File))))
			}
		}
		if o.Format == "" {
			output.format, _ = report.FormatOfFile(o.File)
		} else {
			output.format, _ = report.FormatNamed(a.resolveCI([]string{o.Format})[0])
		}
		outputs = append(outputs, output)
	}
	return outputs, nil
}
