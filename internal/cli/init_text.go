package cli

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
)

// configLine is the width of what is written into a configuration.
const configLine = 100

// composer writes a configuration in the language of the run.
type composer struct {
	*app
	text strings.Builder
}

// compose writes the configuration for what was found. The keys that follow the datasets are there as comments, with their defaults.
func (a *app) compose(s *survey) string {
	c := &composer{app: a}
	c.line("# yaml-language-server: $schema=" + config.SchemaURL)
	c.comment("", textBegunTop)
	c.line("# https://github.com/cogwg/hvdlint/blob/main/docs/configuration.md")
	c.line("version: 1")
	c.line("")
	c.comment("", textBegunDatasets)
	if len(s.groups) == 0 {
		c.comment("", textBegunNone)
		c.line("#datasets:\n#  - paths: [" + nameDataFolder.In(a.lang) + "/*.csv]\n#    standard: baby-names@1.0.0")
	} else {
		c.line("datasets:")
	}
	for i := range s.groups {
		c.group(&s.groups[i])
	}
	for _, u := range s.unread {
		c.comment("  ", textBegunUnread, message.P("path", shown(u.path)), message.P("why", u.why))
	}
	for _, key := range []struct {
		about message.Text
		lines string
	}{
		{textBegunLanguage, "#language: " + a.lang.String()},
		{textBegunFailOn, "#fail-on: warning"},
		{textBegunIgnore, "#ignore: [file/line-endings, fields/rank/*]"},
		{textBegunLevels, "#levels:\n#  file/extension: may"},
		{textBegunOutputs, "#outputs:\n#  - format: text\n#  - file: " + nameReportFile.In(a.lang)},
		{textBegunWaivers, "#waivers: waivers.yaml"},
		{textBegunBaseline, "#baseline: baseline.json"},
	} {
		c.line("")
		c.comment("", key.about)
		c.line(key.lines)
	}
	return c.text.String()
}

func (c *composer) line(s string) { c.text.WriteString(s + "\n") }

// comment writes sentences behind # in lines that fit.
func (c *composer) comment(indent string, text message.Text, params ...message.Param) {
	said := message.VisibleWhole(strings.ReplaceAll(c.say(text, params...), "\n", " "))
	said = strings.Map(func(r rune) rune {
		if !isYAML(r) {
			return unicode.ReplacementChar
		}
		return r
	}, said)
	for _, line := range wrap(said, configLine-len(indent)-2) {
		c.line(indent + "# " + line)
	}
}

// group writes an entry of the datasets.
func (c *composer) group(g *group) {
	if len(g.paths) == 1 {
		c.line("  - paths: " + scalar(g.paths[0]))
	} else {
		c.line("  - paths:")
		for _, p := range g.paths {
			c.line("      - " + scalar(p))
		}
	}
	switch g.standard {
	case "":
		c.comment("    ", textBegunOwn)
	case noStandard:
		c.comment("    ", textBegunNoStandard)
		c.line("    #schema: schema.json")
		c.line("    standard: " + noStandard)
	default:
		c.line("    standard: " + scalar(g.standard))
	}
	if g.encoding != "" {
		c.comment("    ", textBegunEncoding, message.P("why", message.Text{EN: g.why.EN, FR: g.why.FR}))
		c.line("    encoding: " + scalar(g.encoding))
	}
	if g.sheet != "" {
		c.comment("    ", textBegunSheet, message.P("sheets", visibleList(g.others)))
		c.line("    sheet: " + scalar(g.sheet))
	}
	if len(g.missing) > 0 {
		c.comment("    ", textBegunMissing, message.P("fields", visibleList(g.missing)))
		c.line("    #set:")
		for _, field := range g.missing[:min(len(g.missing), missingShown)] {
			c.line("    #  " + scalar(field) + ": …")
		}
	}
}

// missingShown is the number of missing fields that a value is suggested for.
const missingShown = 5

// visibleList makes names that come from files fit for a sentence.
func visibleList(names []string) message.Text {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = message.Visible(name)
	}
	return message.Same(strings.Join(list, ", "))
}

// bare fits the texts that YAML reads as themselves without quotes, but for those of yamlWords.
var bare = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*([./@][A-Za-z0-9_.*@-]+)*$`)

// yamlWords are those that some reader of YAML takes for something else than text.
var yamlWords = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}

// scalar writes a text as YAML.
func scalar(s string) string {
	if bare.MatchString(s) && !slices.Contains(yamlWords, strings.ToLower(s)) {
		return s
	}
	return quoted(s)
}

// quoted writes a text between quotes, with escapes for what YAML does not take as itself.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString("\\" + string(r))
		case isYAML(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	return b.String() + `"`
}

// isYAML reports whether a character stands for itself in YAML: not one that ends a line, is not seen, or is none (YAML 1.2, 5.1).
func isYAML(r rune) bool {
	return r >= ' ' && !unicode.IsControl(r) && !unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && r != 0xfffe && r != 0xffff
}
