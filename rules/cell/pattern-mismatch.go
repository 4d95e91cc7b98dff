package cell

import (
	"regexp"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// patternMismatch finds values that do not have the field's form (Table Schema v2, constraint pattern). The expression is RE2's, or one
// that [standard.RE2] translates, and, as XML Schema has it, must fit the whole value (decision 0017). People are shown the field's description or title; the expression only
// when there is neither.
var patternMismatch = &lint.Rule{
	ID: "pattern-mismatch", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages, Bind: bindPattern,
}

type patternParams struct {
	Pattern string `yaml:"pattern"`
}

func bindPattern(b *lint.Binding) (lint.Check, error) {
	var params patternParams
	field, err := fieldOf(b, &params)
	if err != nil {
		return nil, err
	}
	if params.Pattern == "" {
		params.Pattern = field.Constraints.Pattern
	}
	if params.Pattern == "" {
		return nil, lacks(b, "pattern")
	}
	m, err := newMatcher(standard.RE2(params.Pattern))
	if err != nil {
		return nil, b.Fault(message.Text{
			EN: "pattern is not a regular expression in the RE2 syntax: {reason}",
			FR: "pattern n’est pas une expression régulière selon la syntaxe RE2\u00a0: {reason}",
		}, message.P("reason", standard.PatternFault(err)))
	}
	explain := func(table.Cell) lint.Defect { return defect("", message.P("pattern", params.Pattern)) }
	if field.Example != "" && m.matches([]byte(field.Example)) {
		explain = func(table.Cell) lint.Defect {
			return defect("example", message.P("pattern", params.Pattern), message.P("example", field.Example))
		}
	}
	if description := field.Description; !description.IsZero() {
		explain = func(table.Cell) lint.Defect { return defect("described", message.P("description", description)) }
	} else if title := field.Title; !title.IsZero() && field.Example == "" {
		explain = func(table.Cell) lint.Defect { return defect("titled", message.P("title", title)) }
	}
	check := lint.CellCheck{Fails: func(c table.Cell) bool { return !m.matches(c.Text) }, Explain: explain}
	if m.automaton != nil {
		check.Safe, check.Least = m.automaton.safe(), 1
	}
	return check, nil
}

// matcher tells whether an expression fits a whole text. Texts of ASCII go through an automaton made beforehand, one step a
// byte; others, and expressions that have none, through package regexp.
type matcher struct {
	expression *regexp.Regexp
	automaton  *automaton
}

func newMatcher(pattern string) (*matcher, error) {
	whole := `^(?:` + pattern + `)$`
	if _, err := regexp.Compile(pattern); err != nil {
		return nil, err // "a)(b" only parses with our parentheses around it
	}
	expression, err := regexp.Compile(whole)
	if err != nil {
		return nil, err
	}
	return &matcher{expression: expression, automaton: newAutomaton(whole)}, nil
}

func (m *matcher) matches(text []byte) bool {
	if m.automaton != nil {
		if matches, sure := m.automaton.run(text); sure {
			return matches
		}
	}
	return m.expression.Match(text)
}
