package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// damages makes one defect for each listed place of a kind of damage. Places are listed up to a limit while their number
// is exact: the last defect counts those that are not listed, so that the counts add up to the exact number.
func damages(r *lint.Resource, kind table.DamageKind, variant string, params ...message.Param) []lint.Defect {
	var defects []lint.Defect
	for _, d := range r.Damaged {
		if d.Kind != kind {
			continue
		}
		defects = append(defects, lint.Defect{
			Variant: variant, Params: params, Value: d.Value, Count: 1,
			At: lint.Location{Record: d.Record, Line: d.Line, Column: d.Column},
		})
	}
	unlisted := r.Damage[kind] - int64(len(defects))
	switch {
	case unlisted <= 0:
	case len(defects) == 0:
		defects = append(defects, lint.Defect{Variant: variant, Params: params, Count: unlisted})
	default:
		defects[len(defects)-1].Count += unlisted
	}
	return defects
}

// stopping are the kinds of damage that end the reading of a file.
var stopping = []table.DamageKind{table.OversizeRecord, table.Truncated, table.Syntax}

// stoppedByDamage reports whether damage that malformed-file tells is what ended the reading.
func stoppedByDamage(r *lint.Resource) bool {
	for _, kind := range stopping {
		if r.Damage[kind] > 0 {
			return true
		}
	}
	return false
}
