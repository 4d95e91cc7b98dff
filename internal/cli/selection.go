package cli

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// selectionFlags choose the requirements that are tested, and how they count.
type selectionFlags struct {
	selected, ignored []string
	levels            levels
}

func (a *app) addSelectionFlags(cmd *cobra.Command, f *selectionFlags) {
	f.levels = levels{}
	flags := cmd.Flags()
	flags.Var(patterns{&f.selected}, "select", a.say(flagSelect))
	flags.Var(patterns{&f.ignored}, "ignore", a.say(flagIgnore))
	flags.Var(f.levels, "level", a.say(flagLevel))
	ids := requirementIDs()
	complete(cmd, "select", ids...)
	complete(cmd, "ignore", ids...)
	complete(cmd, "level", ids...)
}

// requirementIDs are those of the standards that are part of the program, each once.
func requirementIDs() []string {
	all, _ := bundled() // who needs the error calls it again
	var ids []string
	for _, s := range all {
		for i := range s.Requirements {
			ids = append(ids, s.Requirements[i].ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// patterns is the value of --select and --ignore.
type patterns struct{ target *[]string }

func (p patterns) String() string { return strings.Join(*p.target, ",") }
func (p patterns) Type() string   { return "requirements" }

// Set takes ids of requirements or rules between commas.
func (p patterns) Set(value string) error {
	for pattern := range strings.SplitSeq(value, ",") {
		pattern = strings.TrimSpace(pattern)
		if !standard.IsPattern(pattern) {
			return &valueError{textAllowedPattern}
		}
		*p.target = append(*p.target, pattern)
	}
	return nil
}

// levels is the value of --level.
type levels map[string]standard.Level

func (l levels) String() string {
	var parts []string
	for _, id := range slices.Sorted(maps.Keys(l)) {
		parts = append(parts, id+"="+l[id].String())
	}
	return strings.Join(parts, ",")
}

func (l levels) Type() string { return "requirement=level" }

// Set takes a requirement and its level, each requirement once.
func (l levels) Set(value string) error {
	at := strings.LastIndexByte(value, '=')
	if at <= 0 {
		return &valueError{textAllowedLevel}
	}
	id, word := strings.TrimSpace(value[:at]), value[at+1:]
	level, err := standard.ParseLevel(strings.ToLower(word))
	if err != nil {
		return &valueError{oneOf(word, []string{"must", "should", "may"})}
	}
	if _, again := l[id]; again {
		return &valueError{textLevelTwice.Format(message.P("requirement", id))}
	}
	l[id] = level
	return nil
}

// checkSelection refuses ids that no requirement of the standards in use has, all at once: most likely they are mistyped, and would choose
// nothing in silence. whole says whether all datasets of the configuration are checked.
func (s *settings) checkSelection(whole bool) error {
	known := knownIDs(s.used)
	var faults []error
	for _, flag := range []struct {
		name     string
		patterns []string
	}{{"--select", s.flags.selection.selected}, {"--ignore", s.flags.selection.ignored}} {
		for _, pattern := range flag.patterns {
			if text, ok := known.refuse(pattern, true); ok {
				faults = append(faults, badValue(flag.name, pattern, text))
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.flags.selection.levels)) {
		if text, ok := known.refuse(id, false); ok {
			faults = append(faults, badValue("--level", id, text))
		}
	}
	if len(faults) > 0 {
		return &failure{code: exitUsage, text: message.TextOf(errors.Join(faults...))}
	}
	return s.checkConfigured(whole)
}

// checkConfigured does the same for the configuration, whose datasets have standards of their own. When only some of them are checked and
// those of the others are not known without looking at their files, nothing is said.
func (s *settings) checkConfigured(whole bool) error {
	if s.config == nil {
		return nil
	}
	standards := slices.Clone(s.used)
	all := []*config.Settings{&s.config.Settings}
	for i := range s.config.Datasets {
		entry := &s.config.Datasets[i].Settings
		all = append(all, entry)
		if whole {
			continue
		}
		own := s.namedStandard(entry)
		if own == nil {
			return nil
		}
		standards = append(standards, own)
	}
	known := knownIDs(standards)
	var faults []error
	for _, said := range all {
		for _, list := range []config.Value[[]config.Value[string]]{said.Select, said.Ignore} {
			for _, pattern := range list.Is {
				if text, ok := known.refuse(pattern.Is, true); ok {
					faults = append(faults, s.config.Fault(pattern.Line, pattern.Column, textUnknownPattern, message.P("id", pattern.Is), message.P("text", text)))
				}
			}
		}
		for id, level := range said.Levels {
			if text, ok := known.refuse(id, false); ok {
				faults = append(faults, s.config.Fault(level.Line, level.Column, textUnknownPattern, message.P("id", id), message.P("text", text)))
			}
		}
	}
	if len(faults) == 0 {
		return nil
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return configFaulty(s.config, errors.Join(faults...))
}

// namedStandard is the standard that an entry of the configuration names; nil: it names none, or one that cannot be read, which is told when its
// datasets are checked.
func (s *settings) namedStandard(entry *config.Settings) *standard.Standard {
	f := standardFlags{entry.Standard.Is, s.path(entry.Schema).Is}
	if f == (standardFlags{}) {
		return nil
	}
	own, _ := s.standard(f)
	return own
}

// ids are what patterns may stand for.
type ids struct{ requirements, rules []string }

func knownIDs(standards []*standard.Standard) *ids {
	known := &ids{}
	for _, s := range standards {
		for i := range s.Requirements {
			known.requirements = append(known.requirements, s.Requirements[i].ID)
			known.rules = append(known.rules, s.Requirements[i].Rule)
		}
	}
	return known
}

// refuse says what is wrong with an id that is neither of a requirement nor, where rules may stand, of a rule. A pattern with a * is
// never wrong.
func (k *ids) refuse(id string, rules bool) (message.Text, bool) {
	known := k.requirements
	text := textNoRequirement
	if rules {
		known, text = slices.Concat(known, k.rules), textNoRequirementOrRule
	}
	if strings.HasSuffix(id, "*") && rules || slices.Contains(known, id) {
		return message.Text{}, false
	}
	return didYouMean(text, id, known), true
}
