package standards

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// row is one line of a REQUIREMENTS.md.
type row struct {
	requirements []string
	remark       message.Text
}

var inBackticks = regexp.MustCompile("`([^`]+)`")

// requirementRows reads the table of a version's REQUIREMENTS.md.
func requirementRows(t *testing.T, s *standard.Standard) map[string]row {
	t.Helper()
	text, err := fs.ReadFile(FS(), path.Join(s.Name, s.Version, "REQUIREMENTS.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]row{}
	for line := range strings.SplitSeq(string(text), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 6 || strings.Contains(line, "---") || strings.Contains(line, "Remark |") {
			continue
		}
		name := strings.TrimSpace(cells[1])
		if _, ok := rows[name]; ok {
			t.Errorf("row %s stands twice", name)
		}
		r := row{remark: message.Text{EN: strings.TrimSpace(cells[3]), FR: strings.TrimSpace(cells[4])}}
		for _, match := range inBackticks.FindAllStringSubmatch(cells[2], -1) {
			r.requirements = append(r.requirements, match[1])
		}
		rows[name] = r
	}
	return rows
}

// Every row of reference/domain.md, sections 3 (F01 to F22) and 6 (N01 to N29), is held by requirements or has a reason why not, in both
// languages; and what requirements say they come from is what the table says.
func TestBabyNamesRequirementsCoverRows(t *testing.T) {
	s, err := Find("baby-names@1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	rows := requirementRows(t, s)
	var wanted []string
	for i := range 22 {
		wanted = append(wanted, fmt.Sprintf("F%02d", i+1))
	}
	for i := range 29 {
		wanted = append(wanted, fmt.Sprintf("N%02d", i+1))
	}
	for _, name := range wanted {
		r, ok := rows[name]
		switch {
		case !ok:
			t.Errorf("no row %s", name)
		case len(r.requirements) == 0 && r.remark.IsZero():
			t.Errorf("%s has neither a requirement nor a reason", name)
		case !r.remark.IsZero():
			checkText(t, name, r.remark)
		}
	}
	for name := range rows {
		if !slices.Contains(wanted, name) {
			t.Errorf("row %s is no row of the text", name)
		}
	}
	compareRows(t, s, rows)
}

func compareRows(t *testing.T, s *standard.Standard, rows map[string]row) {
	t.Helper()
	known := map[string]*standard.Requirement{}
	for i := range s.Requirements {
		known[s.Requirements[i].ID] = &s.Requirements[i]
	}
	for name, r := range rows {
		for _, id := range r.requirements {
			if known[id] == nil {
				t.Errorf("%s: there is no requirement %s", name, id)
			} else if !known[id].Derived && !strings.Contains(known[id].See, name) {
				t.Errorf("%s: requirement %s says that it comes from %s", name, id, known[id].See)
			}
		}
	}
	for id, requirement := range known {
		for name := range strings.SplitSeq(requirement.See, ", ") {
			if _, isRow := rows[name]; isRow && !slices.Contains(rows[name].requirements, id) {
				t.Errorf("requirement %s says that it comes from %s, whose row does not name it", id, name)
			}
		}
	}
}
