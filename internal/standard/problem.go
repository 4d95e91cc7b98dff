package standard

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// Problem is one thing that is wrong with a file of a standard, and where. Errors of this package that speak of a file's
// content are one Problem or several joined in order of position. [message.TextOf] says them in both languages.
type Problem struct {
	File         string
	Line, Column int // from 1; columns count characters
	Text         message.Text
}

// Error returns "standard.yaml:12:5: text", in English.
func (p *Problem) Error() string { return p.Message().EN }

// Message returns the place and the text.
func (p *Problem) Message() message.Text {
	place := fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	return message.Text{EN: place + ": " + p.Text.EN, FR: place + "\u00a0: " + p.Text.FR}
}

// problems collects what is wrong with one file, so that one reading tells everything.
type problems struct {
	file  string
	found []*Problem
	named []error // what is wrong with other files, which this one names
}

// at tells a problem of a node.
func (p *problems) at(n *yaml.Node, template message.Text, params ...message.Param) {
	p.found = append(p.found, &Problem{File: p.file, Line: n.Line, Column: n.Column, Text: template.Format(params...)})
}

// atWord tells that a word, which the template calls {word}, is none of those that are known, and which of them was meant.
func (p *problems) atWord(n *yaml.Node, word string, known []string, template message.Text, params ...message.Param) {
	p.at(n, message.DidYouMean(template.Format(append(params, message.P("word", word))...), word, known))
}

// err joins the problems by position, or returns nil when there are none.
func (p *problems) err() error {
	slices.SortStableFunc(p.found, func(a, b *Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	var all []error
	for _, problem := range p.found {
		all = append(all, problem)
	}
	return errors.Join(append(all, p.named...)...)
}
