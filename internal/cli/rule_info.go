package cli

import (
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/rules"
)

// ruleInfo says what the catalogue knows of a rule, for the formats of reports that pass it on: they do not see the rules.
func ruleInfo(id string) report.RuleInfo {
	rule := rules.Find(id)
	if rule == nil {
		return report.RuleInfo{}
	}
	p, err := readPages(rule)
	if err != nil {
		return report.RuleInfo{}
	}
	english, french := &p[message.English], &p[message.French]
	return report.RuleInfo{
		Title:        p.title(),
		Body:         message.Text{EN: withFix(english, message.English), FR: withFix(french, message.French)},
		Frictionless: rule.Frictionless,
	}
}
