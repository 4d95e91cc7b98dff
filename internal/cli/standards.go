package cli

import (
	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// standardJSON is one line of "standards list --format json".
type standardJSON struct {
	Name    string          `json:"name"`
	Version string          `json:"version"`
	Status  standard.Status `json:"status"`
	Title   message.Text    `json:"title"`
	Digest  string          `json:"digest"`
}

// standardsCommand holds the commands about standards.
func (a *app) standardsCommand() *cobra.Command {
	return a.group("standards", helpStandards, a.standardsListCommand(), a.standardsShowCommand())
}

// standardsListCommand lists the standards that are part of the program.
func (a *app) standardsListCommand() *cobra.Command {
	cmd := a.command("list", helpStandardsList)
	cmd.Args = noArguments()
	format := a.addFormatFlag(cmd, "text", "json")
	cmd.RunE = func(*cobra.Command, []string) error {
		all, err := bundled()
		if err != nil {
			return err
		}
		list := []standardJSON{}
		for _, s := range all {
			list = append(list, standardJSON{s.Name, s.Version, s.Status, s.Title, s.Digest})
		}
		if *format == "json" {
			return writeJSON(a.stdout, struct {
				answer
				Standards []standardJSON `json:"standards"`
			}{answer{answerVersion}, list})
		}
		rows := make([][]string, len(list))
		for i, s := range list {
			rows[i] = []string{s.Name + "@" + s.Version, statusTitle(s.Status).In(a.lang), s.Title.In(a.lang)}
		}
		a.writeTable(rows)
		return nil
	}
	return cmd
}

// statusTitle names a status for a reader.
func statusTitle(s standard.Status) message.Text {
	switch s {
	case standard.Draft:
		return textDraft
	case standard.Candidate:
		return textCandidate
	case standard.Final:
		return textFinal
	case standard.Superseded:
		return textSuperseded
	case standard.Withdrawn:
		return textWithdrawn
	}
	return message.Same(string(s))
}
