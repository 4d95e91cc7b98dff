package file

import (
	"cmp"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// mixedLineEndings finds a file whose lines end in more than one way (RFC 4180 section 2, rule 1; domain, F11). Endings
// inside quoted cells are data and do not count.
var mixedLineEndings = &lint.Rule{
	ID: "mixed-line-endings", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where((*lint.Binding).IsText, checkLineEndings),
}

// ending is one way to end a line, how often it was seen and on which line first.
type ending struct {
	title        string
	count, first int64
}

func checkLineEndings(r *lint.Resource) []lint.Defect {
	kinds := endings(r.Endings)
	if len(kinds) < 2 {
		return nil
	}
	usual, others := kinds[0], kinds[1:]
	defect := lint.Defect{At: lint.Location{Line: others[0].first}}
	var titles message.List
	var count int64
	for _, other := range others {
		count += other.count
		titles = append(titles, other.title)
		defect.At.Line = min(defect.At.Line, other.first)
	}
	defect.Params = []message.Param{
		message.P("count", count), message.P("endings", titles), message.P("rest", usual.count), message.P("usual", usual.title),
	}
	return []lint.Defect{defect}
}

// endings returns the kinds that were seen, the most frequent first; of equals the one seen first.
func endings(e table.Endings) []ending {
	kinds := []ending{
		{"LF (Unix, macOS)", e.LF, e.FirstLF},
		{"CRLF (Windows)", e.CRLF, e.FirstCRLF},
		{"CR (Mac OS 9)", e.CR, e.FirstCR},
	}
	kinds = slices.DeleteFunc(kinds, func(k ending) bool { return k.count == 0 })
	slices.SortStableFunc(kinds, func(a, b ending) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.first, b.first))
	})
	return kinds
}
