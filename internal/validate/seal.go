package validate

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// seal puts the checks of each column in order and judges supplied values, which no record shows.
func (p *planner) seal() {
	for i, column := range p.header.columns {
		if column.Field != nil && column.Repeats == 0 {
			if _, ok := p.links[i]; !ok {
				p.links[i] = nil
			}
		}
	}
	for _, column := range sortedKeys(p.links) {
		c := &chain{column: column}
		links := p.links[column]
		if len(links) > maxLinks {
			p.refuse(message.NewFault(faultTooManyChecks, message.P("n", maxLinks), message.P("field", p.slots[links[0].slot].field.Name)))
			continue
		}
		slices.SortStableFunc(links, func(a, b orderedLink) int {
			if a.stage != b.stage {
				return int(a.stage) - int(b.stage)
			}
			return a.order - b.order
		})
		for _, l := range links {
			c.links = append(c.links, l.link)
		}
		p.setMissing(c)
		c.seal()
		if column >= p.columns {
			p.judgeSupplied(c)
			continue
		}
		p.chains = append(p.chains, c)
	}
	slices.SortStableFunc(p.records, func(a, b recordLink) int {
		switch {
		case a.before == b.before:
			return 0
		case a.before:
			return -1
		}
		return 1
	})
}

func (p *planner) setMissing(c *chain) {
	var field *standard.Field
	if c.column < p.columns {
		field = p.header.columns[c.column].Field
	} else {
		field = p.made[c.column-p.columns].field
	}
	for _, value := range p.schema.Missing(field) {
		if value == "" {
			c.empty = true
		} else {
			c.missing = append(c.missing, []byte(value))
		}
	}
}
