package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/standards"
)

// standardDetailJSON is what "standards show --format json" prints.
type standardDetailJSON struct {
	answer
	standardJSON
	Description  message.Text      `json:"description"`
	Provenance   message.Text      `json:"provenance"`
	Resources    []resourceJSON    `json:"resources"`
	Requirements []requirementJSON `json:"requirements"`
}

type resourceJSON struct {
	Name   string       `json:"name"`
	Title  message.Text `json:"title"`
	Fields []fieldJSON  `json:"fields"`
}

type fieldJSON struct {
	Name        string         `json:"name"`
	Label       message.Text   `json:"label"`
	Title       message.Text   `json:"title"`
	Description message.Text   `json:"description"`
	Type        string         `json:"type"`
	Example     string         `json:"example,omitempty"`
	Constraints []message.Text `json:"constraints"` // in words
}

type requirementJSON struct {
	ID        string              `json:"id"`
	Level     string              `json:"level"`
	Rule      string              `json:"rule"`
	Statement message.Text        `json:"statement"`
	Fields    map[string][]string `json:"fields"`
	Params    map[string]any      `json:"params"`
}

// standardsShowCommand shows what one standard demands.
func (a *app) standardsShowCommand() *cobra.Command {
	cmd := a.command("show", helpStandardsShow)
	cmd.Args = arguments(1, 1, textNeedsStandardName)
	format := a.addFormatFlag(cmd, "text", "json")
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return standards.References(), cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := findStandard(cmd.CommandPath(), args[0])
		if err != nil {
			return err
		}
		if *format == "json" {
			return writeJSON(a.stdout, describeStandard(s))
		}
		a.writeStandard(s)
		return nil
	}
	return cmd
}

func describeStandard(s *standard.Standard) standardDetailJSON {
	d := standardDetailJSON{
		answer: answer{answerVersion}, standardJSON: standardJSON{s.Name, s.Version, s.Status, s.Title, s.Digest},
		Description: s.Description, Provenance: s.Provenance,
		Resources: []resourceJSON{}, Requirements: []requirementJSON{},
	}
	for i := range s.Resources {
		r := &s.Resources[i]
		resource := resourceJSON{Name: r.Name, Title: r.Title, Fields: []fieldJSON{}}
		for j := range r.Schema.Fields {
			f := &r.Schema.Fields[j]
			resource.Fields = append(resource.Fields, fieldJSON{
				Name: f.Name, Label: f.Label, Title: f.Title, Description: f.Description,
				Type: f.Type, Example: f.Example, Constraints: inWords(f),
			})
		}
		d.Resources = append(d.Resources, resource)
	}
	for i := range s.Requirements {
		d.Requirements = append(d.Requirements, describeRequirement(&s.Requirements[i]))
	}
	return d
}

func describeRequirement(r *standard.Requirement) requirementJSON {
	d := requirementJSON{ID: r.ID, Level: r.Level.String(), Rule: r.Rule, Statement: r.Statement, Fields: r.Fields, Params: r.Params}
	if d.Fields == nil {
		d.Fields = map[string][]string{}
	}
	if d.Params == nil {
		d.Params = map[string]any{}
	}
	return d
}

// writeStandard prints a standard for reading.
func (a *app) writeStandard(s *standard.Standard) {
	width := min(a.width, helpWidth)
	fmt.Fprintln(a.stdout, a.colors.heading.Sprint(s.Title.In(a.lang)))
	fmt.Fprintln(a.stdout, a.say(textStandardLine, message.P("standard", s.Name+"@"+s.Version), message.P("status", statusTitle(s.Status))))
	for _, text := range []message.Text{s.Description, s.Provenance} {
		if !text.IsZero() {
			fmt.Fprintln(a.stdout)
			writeWrapped(a.stdout, a.plainSentence(text), "", width)
		}
	}
	for i := range s.Resources {
		r := &s.Resources[i]
		fmt.Fprintln(a.stdout)
		a.writeHeading(textFields)
		for j := range r.Schema.Fields {
			a.writeField(&r.Schema.Fields[j], width)
		}
	}
	fmt.Fprintln(a.stdout)
	a.writeHeading(textRequirements)
	for i := range s.Requirements {
		a.writeRequirement(&s.Requirements[i], width)
	}
}

func (a *app) writeField(f *standard.Field, width int) {
	labels := f.Label.EN
	if f.Label.FR != f.Label.EN {
		labels += " / " + f.Label.FR
	}
	fmt.Fprintln(a.stdout, "  "+a.colors.code.Sprint(labels))
	parts := make([]string, 0, 8)
	for _, text := range inWords(f) {
		parts = append(parts, text.In(a.lang))
	}
	writeWrapped(a.stdout, strings.Join(parts, "; "), "      ", width)
	if !f.Description.IsZero() {
		writeWrapped(a.stdout, a.plainSentence(f.Description), "      ", width)
	}
}

func (a *app) writeRequirement(r *standard.Requirement, width int) {
	detail := a.say(textLevelAndRule, message.P("level", r.Level.Title()), message.P("rule", r.Rule))
	fmt.Fprintln(a.stdout, "  "+a.colors.code.Sprint(r.ID)+"  "+a.colors.faint.Sprint(detail))
	writeWrapped(a.stdout, a.plainSentence(r.Statement), "      ", width)
}
