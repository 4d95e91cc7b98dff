package validate

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// pages keeps the parsed pages of the rules that a run speaks of.
type pages map[string]*[len(message.Languages)]lint.Page

func (p pages) of(rule *lint.Rule) (*[len(message.Languages)]lint.Page, error) {
	if parsed := p[rule.ID]; parsed != nil {
		return parsed, nil
	}
	parsed := new([len(message.Languages)]lint.Page)
	for _, l := range message.Languages {
		page, err := rule.Page(l)
		if err != nil {
			return nil, err
		}
		parsed[l] = page
	}
	p[rule.ID] = parsed
	return parsed, nil
}

// title returns what the page of a rule is called. Pages of rules that found nothing are not parsed for it.
func (p pages) title(rule *lint.Rule) (message.Text, error) {
	if parsed := p[rule.ID]; parsed != nil {
		return message.Text{EN: parsed[message.English].Title, FR: parsed[message.French].Title}, nil
	}
	return rule.Title()
}
