package cli

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/rules"
)

// explainJSON is what "explain --format json" prints of a rule.
type explainJSON struct {
	answer
	ruleJSON
	Message message.Text `json:"message"`
	Fix     message.Text `json:"fix"`
	Body    message.Text `json:"body"` // Markdown
}

// explainCommand shows the page of a rule, or what a requirement demands.
func (a *app) explainCommand() *cobra.Command {
	var f standardFlags
	cmd := a.command("explain", helpExplain)
	cmd.Args = arguments(1, 1, textNeedsRule)
	format := a.addFormatFlag(cmd, "text", "markdown", "json")
	a.addStandardFlags(cmd, &f)
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return ruleIDs(), cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if rule := rules.Find(args[0]); rule != nil {
			return a.explainRule(rule, *format)
		}
		requirement, err := findRequirement(f, args[0])
		if err != nil {
			return err
		}
		if requirement != nil {
			return a.explainRequirement(requirement, *format)
		}
		return unknownRule(args[0])
	}
	return cmd
}

func ruleIDs() []string {
	var ids []string
	for _, rule := range rules.All() {
		ids = append(ids, rule.ID)
	}
	return ids
}

func unknownRule(id string) error {
	f := wrongUsage(textUnknownRule, message.P("rule", id))
	f.text = didYouMean(f.text, id, ruleIDs())
	return f
}

// findRequirement returns the requirement of that id in the standard of the flags, or nil. That no standard was chosen
// where there are several is no error: most words that are no rule are slips.
func findRequirement(f standardFlags, id string) (*standard.Requirement, error) {
	chosen, err := chooseStandard(f)
	if err != nil {
		if f == (standardFlags{}) {
			return nil, nil
		}
		return nil, err
	}
	for i := range chosen.Requirements {
		if chosen.Requirements[i].ID == id {
			return &chosen.Requirements[i], nil
		}
	}
	return nil, nil
}

func (a *app) explainRule(rule *lint.Rule, format string) error {
	p, err := readPages(rule)
	if err != nil {
		return err
	}
	page := p[a.lang]
	switch format {
	case "json":
		english, french := p[message.English], p[message.French]
		return writeJSON(a.stdout, explainJSON{
			answer: answer{answerVersion}, ruleJSON: ruleJSON{rule.ID, rule.Family, rule.Status, rule.Since, p.title()},
			Message: message.Text{EN: english.Message, FR: french.Message},
			Fix:     message.Text{EN: english.Fix, FR: french.Fix},
			Body:    message.Text{EN: english.Body, FR: french.Body},
		})
	case "markdown":
		fmt.Fprintf(a.stdout, "# %s\n\n`%s`\n\n%s", page.Title, rule.ID, withFix(&page, a.lang))
	default:
		fmt.Fprintf(a.stdout, "%s\n%s\n\n", a.colors.heading.Sprint(page.Title), a.colors.faint.Sprint(rule.ID))
		a.writeMarkdown(withFix(&page, a.lang))
	}
	return nil
}

// firstExample finds the heading of the first example of a page.
var firstExample = regexp.MustCompile(`(?m)^## (Failed|Passed|Inapplicable|Échoué|Réussi|Sans objet)\s*$`)

// withFix returns the body of a page with its advice before the examples. Advice that speaks of one value (it has
// placeholders) is left to findings.
func withFix(page *lint.Page, l message.Language) string {
	if page.Fix == "" || strings.Contains(page.Fix, "{") {
		return page.Body
	}
	section := "## " + textHowToFix.In(l) + "\n\n" + page.Fix + "\n\n"
	at := firstExample.FindStringIndex(page.Body)
	if at == nil {
		return page.Body + "\n" + section
	}
	return page.Body[:at[0]] + section + page.Body[at[0]:]
}

func (a *app) explainRequirement(r *standard.Requirement, format string) error {
	switch format {
	case "json":
		return writeJSON(a.stdout, struct {
			answer
			requirementJSON
		}{answer{answerVersion}, describeRequirement(r)})
	case "markdown":
		fmt.Fprintf(a.stdout, "# %s\n\n%s\n\n", r.ID, a.sentence(r.Statement))
	default:
		fmt.Fprintln(a.stdout, a.colors.heading.Sprint(r.ID))
		writeWrapped(a.stdout, a.plainSentence(r.Statement), "", min(a.width, helpWidth))
		fmt.Fprintln(a.stdout)
	}
	fmt.Fprintln(a.stdout, a.say(textRequirementLevel, message.P("level", r.Level.Title()), message.P("severity", severityTitle(r.Level))))
	fmt.Fprintln(a.stdout, a.say(textRequirementRule, message.P("rule", r.Rule)))
	return nil
}

// severityTitle names what a failure at a level is reported as.
func severityTitle(level standard.Level) message.Text {
	switch level {
	case standard.Must:
		return textError
	case standard.Should:
		return textWarning
	}
	return textNote
}

// sentence returns a text as a sentence: statements come with or without their full stop.
func (a *app) sentence(text message.Text) string {
	s := text.In(a.lang)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

// plainSentence is [app.sentence] without the marks of Markdown.
func (a *app) plainSentence(text message.Text) string { return plain(a.sentence(text)) }
