package table

import (
	"errors"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
)

// rankMismatch finds ranks that are not the declared ranking of the values in their group (domain rows N10, N11).
//
// One defect is one finding: a record that is missing above shifts all ranks below it, and that is told once; a group
// with a value that is no number is not judged at all, because nobody can tell its ranks.
//
// While the records of a group stand together, a group is judged as soon as it is closed and then forgotten. Where they do not, all records
// are kept until the end, on disk if need be, apart by the hashes of their groups, so that few groups are in memory at a time. When that
// turns out later, because a group comes back or is larger than memory, a second look does so. Groups of values that are not allowed are
// only counted while they are the fewer, because then nobody asks for their ranks.
var rankMismatch = &lint.Rule{
	ID: "rank-mismatch", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: bindRankMismatch,
}

type rankOptions struct {
	rank, value lint.Field
	within      []lint.Field
	ranking     int // index into rankings
	samples     int
	spill       spill.Options
}

func bindRankMismatch(b *lint.Binding) (lint.Check, error) {
	params := struct {
		Ties string `yaml:"ties"`
	}{Ties: competition}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	rank, rankErr := b.Field("rank")
	value, valueErr := b.Field("value")
	if err := errors.Join(rankErr, valueErr); err != nil {
		return nil, err
	}
	ranking := slices.Index(rankings[:], params.Ties)
	if ranking < 0 {
		return nil, b.Fault(message.Text{
			EN: "ties must be {rankings}, not “{ties}”",
			FR: "ties doit valoir {rankings}, et non «\u00a0{ties}\u00a0»",
		}, message.P("rankings", message.List(rankings[:])), message.P("ties", params.Ties))
	}
	options := &rankOptions{
		rank: rank, value: value, within: b.Fields["within"], ranking: ranking, samples: b.Samples,
		spill: spillOf(b),
	}
	return lint.TableCheck{New: func() lint.State { return newRankState(options) }}, nil
}
