package cli

import (
	"fmt"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/rules"
)

// ruleJSON is one rule of "rules --format json".
type ruleJSON struct {
	ID     string       `json:"id"`
	Family lint.Family  `json:"family"`
	Status lint.Status  `json:"status"`
	Since  string       `json:"since"`
	Title  message.Text `json:"title"`
}

// familyNames are what people call the families; programs read their codes.
var familyNames = map[lint.Family]message.Text{
	lint.FileFamily:    {EN: "file", FR: "fichier"},
	lint.HeaderFamily:  {EN: "header", FR: "en-tête"},
	lint.CellFamily:    {EN: "cell", FR: "cellule"},
	lint.RecordFamily:  {EN: "record", FR: "enregistrement"},
	lint.TableFamily:   {EN: "table", FR: "tableau"},
	lint.DatasetFamily: {EN: "dataset", FR: "jeu de données"},
}

// rulesCommand lists the catalogue.
func (a *app) rulesCommand() *cobra.Command {
	cmd := a.command("rules", helpRules)
	cmd.Args = noArguments()
	format := a.addFormatFlag(cmd, "text", "markdown", "json")
	folder := cmd.Flags().String("pages", "", a.say(flagPages))
	_ = cmd.MarkFlagDirname("pages")
	cmd.RunE = func(*cobra.Command, []string) error {
		list, err := listRules()
		switch {
		case err != nil:
			return err
		case *folder != "":
			return a.writePages(*folder, list)
		case *format == "json":
			return writeJSON(a.stdout, struct {
				answer
				Rules []ruleJSON `json:"rules"`
			}{answer{answerVersion}, list})
		case *format == "markdown":
			return writeCatalogue(a.stdout, list, a.lang, func(rule *ruleJSON) string { return "`" + rule.ID + "`" })
		}
		rows := make([][]string, len(list))
		for i, rule := range list {
			rows[i] = []string{rule.ID, familyNames[rule.Family].In(a.lang), rule.Title.In(a.lang)}
		}
		a.writeTable(rows)
		return nil
	}
	return cmd
}

func listRules() ([]ruleJSON, error) {
	list := []ruleJSON{}
	for _, rule := range rules.All() {
		p, err := readPages(rule)
		if err != nil {
			return nil, err
		}
		list = append(list, ruleJSON{rule.ID, rule.Family, rule.Status, rule.Since, p.title()})
	}
	return list, nil
}

// pages are a rule's page in both languages.
type pages [len(message.Languages)]lint.Page

func readPages(rule *lint.Rule) (pages, error) {
	var p pages
	for i, language := range message.Languages {
		page, err := rule.Page(language)
		if err != nil {
			return p, err
		}
		p[i] = page
	}
	return p, nil
}

func (p *pages) title() message.Text {
	return message.Text{EN: p[message.English].Title, FR: p[message.French].Title}
}

// writeTable prints rows in columns. The last column is not padded, so that lines are no longer than they need be.
func (a *app) writeTable(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], runewidth.StringWidth(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			if i == len(row)-1 {
				line.WriteString(cell)
				break
			}
			pad := strings.Repeat(" ", widths[i]-runewidth.StringWidth(cell)+2)
			if i == 0 {
				cell = a.colors.code.Sprint(cell)
			}
			line.WriteString(cell + pad)
		}
		fmt.Fprintln(a.stdout, line.String())
	}
}
