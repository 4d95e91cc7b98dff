package validate

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// What a check says of safe bytes and of lengths spares calls, and never changes a verdict.
func TestSafeCellsHaveTheVerdictOfTheirCheck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var checked, called chain
		for range rapid.IntRange(1, 3).Draw(t, "links") {
			least := rapid.SampledFrom([]int{0, 1, 3, 80}).Draw(t, "least")
			most := rapid.SampledFrom([]int{0, 3, 63, 64, 65, 100}).Draw(t, "most")
			fails := func(c table.Cell) bool {
				return len(c.Text) < least || most > 0 && len(c.Text) > most || strings.Contains(string(c.Text), "x")
			}
			safe := lint.CellCheck{Fails: fails, Safe: lint.BytesOf("a-w"), Least: least, Most: most}
			checked.links = append(checked.links, link{stage: lint.Constraint, check: safe})
			called.links = append(called.links, link{stage: lint.Constraint, check: lint.CellCheck{Fails: fails}})
		}
		checked.seal()
		called.seal()
		cell := table.Cell{Text: []byte(strings.Repeat("a", rapid.IntRange(0, 120).Draw(t, "length")) + rapid.SampledFrom([]string{"", "x", "z"}).Draw(t, "end"))}
		got, _ := checked.judge(cell)
		if want, _ := called.judge(cell); got != want {
			t.Fatalf("%q: %+v, want %+v", cell.Text, got, want)
		}
	})
}
