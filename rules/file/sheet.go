package file

import (
	"strconv"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// onSheet says that a rule is about workbooks.
func onSheet(b *lint.Binding) bool { return b.Sheet }

// onSheetOrTree says that a rule is about workbooks and JSON texts, in which several tables may stand.
func onSheetOrTree(b *lint.Binding) bool { return b.Sheet || b.Tree }

// togetherLimit is the number of names that a sentence lists.
const togetherLimit = 10

// together lists names: "a, b and c".
func together(names []string) message.Text {
	shown := make([]string, 0, togetherLimit+1)
	for _, name := range names {
		if len(shown) == togetherLimit {
			shown = append(shown, "…")
			break
		}
		shown = append(shown, message.Visible(name))
	}
	last := len(shown) - 1
	if last < 1 || shown[last] == "…" {
		return message.Same(strings.Join(shown, ", "))
	}
	head := strings.Join(shown[:last], ", ")
	return message.Text{EN: head + " and " + shown[last], FR: head + " et " + shown[last]}
}

// rowOf returns the row of the first cell of a range such as "A1:C2", or 0.
func rowOf(cells string) int64 {
	first, _, _ := strings.Cut(cells, ":")
	row, _ := strconv.ParseInt(strings.TrimLeft(first, "ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), 10, 64)
	return row
}
