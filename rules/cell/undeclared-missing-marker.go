package cell

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// missingSigns are the catalogue's signs for "no value" (domain F10: NISRA writes "..", INSEE "XXXX", PxStat ":";
// spreadsheets "#N/A"). They are no words of any language.
var missingSigns = []string{
	"n/a", "#n/a", "#na", "n.a.", "n.a", "<na>", "n/d", "n.d.", "n.d", "s.o.", "s.o", "s/o", "null", "<null>", "(null)", "#value!", "#ref!",
	"-", "--", "---", "–", "—", ".", "..", "...", "…", "?", "??", "???", ":", "/", "_", "xxx", "xxxx", "#", "~",
	"sans objet", "not available", "not applicable", "non disponible", "non applicable", "not stated", "non précisé",
}

// missingWords are its words. In a text field they may be values (Nan, Nil and Na are names): there they count only when the
// requirement lists them.
var missingWords = []string{
	"na", "nd", "none", "nil", "nan", "missing", "manquant", "manquante", "unknown", "inconnu", "inconnue", "blank", "vide", "empty", "tbd", "tba",
	"à venir", "indisponible",
}

// undeclaredMissingMarker finds words for "no value" that the standard does not declare (Table Schema v2, missingValues).
// A marker that is a value of the field's type, or is in its list of values, is no marker there.
var undeclaredMissingMarker = &lint.Rule{
	ID: "undeclared-missing-marker", Family: lint.CellFamily, Stage: lint.Type, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "type-error", Pages: pages, Bind: bindMissingMarker,
}

type markerParams struct {
	Markers []string `yaml:"markers"`
}

func bindMissingMarker(b *lint.Binding) (lint.Check, error) {
	var params markerParams
	field, err := fieldOf(b, &params)
	if err != nil {
		return nil, err
	}
	isText := field.Type == "string" || field.Type == "any"
	switch {
	case params.Markers != nil:
	case isText:
		params.Markers = missingSigns
	default:
		params.Markers = slices.Concat(missingSigns, missingWords)
	}
	markers := newWords(params.Markers)
	if len(markers.folded) == 0 {
		return nil, isEmpty(b, "markers")
	}
	// In a text field every marker is a text; there the requirement is written on purpose and means what it says.
	var of *valueType
	if !isText {
		if of, err = typeOf(field.Field); err != nil {
			return nil, err
		}
	}
	values := field.Values()
	means := func(c table.Cell) bool {
		return written(c) && markers.has(c.Text) &&
			(of == nil || !of.accepts(c)) && !slices.Contains(values, string(c.Text))
	}
	check := lint.CellCheck{
		Fails: means,
		Explain: func(c table.Cell) lint.Defect {
			if len(field.Missing) > 0 && !slices.Contains(field.Missing, "") {
				return defect("declared", message.P("missing", message.List(field.Missing)))
			}
			return defect("")
		},
	}
	if !markers.hasOnly("0123456789") {
		check.Safe = lint.BytesOf("0-9")
	}
	return check, nil
}
