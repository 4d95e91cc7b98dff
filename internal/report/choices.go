package report

import (
	"maps"
	"slices"
	"strings"
)

// hasChoices reports whether the user chose which requirements are tested, or how they count.
func (r *Run) hasChoices() bool {
	return len(r.Options.Select)+len(r.Options.Ignore)+len(r.Options.Levels) > 0
}

// choices says which requirements the user chose to test, and which to count otherwise than the standard does.
func (p *page) choices(r *Run) {
	if len(r.Options.Select) > 0 {
		p.paragraph(2, leadSelected.In(p.language), nil, visible(strings.Join(r.Options.Select, ", ")))
	}
	if len(r.Options.Ignore) > 0 {
		p.paragraph(2, leadIgnored.In(p.language), nil, visible(strings.Join(r.Options.Ignore, ", ")))
	}
	if list := p.levels(r); len(list) > 0 {
		p.paragraph(2, leadLevels.In(p.language), nil, strings.Join(list, ", "))
	}
}

// levels says of each requirement whose level the user chose what it is, and what the standard says.
func (p *page) levels(r *Run) []string {
	own := map[string]string{}
	for i := range r.Assertions {
		own[r.Assertions[i].Requirement] = r.Assertions[i].OwnLevel
	}
	var list []string
	for _, id := range slices.Sorted(maps.Keys(r.Options.Levels)) {
		text := textLevel
		if own[id] != "" {
			text = textLevelInsteadOf
		}
		list = append(list, p.say(text, as("requirement", visible(id)), as("level", visible(r.Options.Levels[id])), as("own", visible(own[id]))))
	}
	return list
}

// leftOutShown is the number of requirements that are named of those that were left out for one reason.
const leftOutShown = 10
