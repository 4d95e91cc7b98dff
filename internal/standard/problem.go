package standard

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// Problem is one thing that is wrong with a file of a standard, and where. Errors of this package that speak of a file's
// content are one Problem or several joined in order of position.
type Problem struct {
	File         string
	Line, Column int // from 1; columns count characters
	Text         string
}

// Error returns "standard.yaml:12:5: text".
func (p *Problem) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Text)
}

// problems collects what is wrong with one file, so that one reading tells everything.
type problems struct {
	file  string
	found []*Problem
}

func (p *problems) at(n *yaml.Node, format string, args ...any) {
	p.found = append(p.found, &Problem{File: p.file, Line: n.Line, Column: n.Column, Text: fmt.Sprintf(format, args...)})
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
	return errors.Join(all...)
}
