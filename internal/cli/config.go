package cli

import (
	"errors"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/standards"
)

// configFlags choose the configuration.
type configFlags struct {
	file string // --config; empty: it is looked for
	none bool   // --no-config
}

func (a *app) addConfigFlags(cmd *cobra.Command, f *configFlags) {
	cmd.Flags().StringVar(&f.file, "config", "", a.say(flagConfig))
	cmd.Flags().BoolVar(&f.none, "no-config", false, a.say(flagNoConfig))
	_ = cmd.MarkFlagFilename("config", "yaml", "yml")
}

// configuration reads the configuration that flags choose; nil: there is none.
func configuration(f configFlags) (*config.Config, error) {
	if f.file != "" && f.none {
		return nil, wrongUsage(textConfigOrNone)
	}
	c, err := loadConfig(f)
	switch {
	case err == nil && c != nil:
		err = checkReferences(c)
	case c == nil && f.file != "":
		return nil, wrongUsage(textConfigUnread, message.P("path", shown(f.file)), message.P("cause", whyNot(err)))
	case c == nil && err != nil:
		return nil, wrongUsage(textConfigNotLoaded, message.P("cause", whyNot(err)))
	}
	if err != nil {
		return nil, configFaulty(c, err)
	}
	return c, nil
}

// configFaulty is the failure of what a configuration says.
func configFaulty(c *config.Config, err error) *failure {
	f := wrongUsage(textConfigFaulty, message.P("path", shown(c.File)), listed(err))
	f.err = err
	return f
}

// loadConfig finds and reads the configuration. With an error of its content comes what could be read beside it.
func loadConfig(f configFlags) (*config.Config, error) {
	if f.none {
		return nil, nil
	}
	file := f.file
	if file == "" {
		found, err := config.Find(".")
		if found == "" || err != nil {
			return nil, err
		}
		file = found
	}
	return config.Load(file, near(file))
}

// near is the path of a file from the working directory, with forward slashes, where there is one.
func near(file string) string {
	if here, err := filepath.Abs("."); err == nil && filepath.IsAbs(file) {
		if below, err := filepath.Rel(here, file); err == nil {
			file = below
		}
	}
	return filepath.ToSlash(file)
}

// earlyConfig is the configuration before flags are parsed, for the language. What is wrong with it is told by the commands that use it.
func earlyConfig(env *Environment) *config.Config {
	c, _ := loadConfig(configFlags{file: earlyFlag(env.Args, "config"), none: slices.Contains(env.Args, "--no-config")})
	return c
}

// checkReferences refuses standards that are not part of the program, all at once.
func checkReferences(c *config.Config) error {
	if _, err := bundled(); err != nil {
		return err
	}
	var faults []error
	for i := range c.Datasets {
		reference := c.Datasets[i].Standard
		if !reference.Given() || reference.Is == noStandard {
			continue
		}
		if _, err := standards.Find(reference.Is); err != nil {
			faults = append(faults, c.Fault(reference.Line, reference.Column, message.TextOf(err)))
		}
	}
	return errors.Join(faults...)
}
