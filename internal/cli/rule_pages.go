package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/rules"
)

// writeCatalogue writes the rules as a table in Markdown; name is how a rule is shown.
func writeCatalogue(w io.Writer, list []ruleJSON, l message.Language, name func(*ruleJSON) string) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "| %s | %s | %s |\n| --- | --- | --- |\n", textRuleColumn.In(l), textFamilyColumn.In(l), textFindsColumn.In(l))
	for i := range list {
		rule := &list[i]
		fmt.Fprintf(&b, "| %s | %s | %s |\n", name(rule), familyNames[rule.Family].In(l), rule.Title.In(l))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// writePages writes a page of each rule in each language into a folder, <id>.en.md and <id>.fr.md, and a table of all of them in
// each language, README.md and README.fr.md.
func (a *app) writePages(folder string, list []ruleJSON) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return unwritten(folder, err)
	}
	for _, l := range message.Languages {
		for i := range list {
			rule := rules.Find(list[i].ID)
			p, err := readPages(rule)
			if err != nil {
				return err
			}
			page := p[l]
			text := "# " + page.Title + "\n\n`" + rule.ID + "`\n\n" + withFix(&page, l)
			if err := writePage(folder, pageName(rule.ID, l), text); err != nil {
				return err
			}
		}
		var b bytes.Buffer
		fmt.Fprintf(&b, "# %s\n\n", textCatalogue.In(l))
		link := func(rule *ruleJSON) string { return fmt.Sprintf("[%s](%s)", rule.ID, pageName(rule.ID, l)) }
		if err := writeCatalogue(&b, list, l, link); err != nil {
			return err
		}
		name := "README.md"
		if l == message.French {
			name = "README.fr.md"
		}
		if err := writePage(folder, name, b.String()); err != nil {
			return err
		}
	}
	a.notice(textPagesWritten, message.P("n", len(list)), message.P("path", shown(folder)))
	return nil
}

func pageName(id string, l message.Language) string {
	if l == message.French {
		return id + ".fr.md"
	}
	return id + ".en.md"
}

func writePage(folder, name, text string) error {
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
		return unwritten(filepath.Join(folder, name), err)
	}
	return nil
}
