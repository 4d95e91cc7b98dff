package record

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// totalRecord finds records that sum up others: "Total", "Somme:", "Ensemble" where a value belongs (domain, N04). The
// whole value must be such a word, apart from case, accents, and blanks or colons around it.
var totalRecord = &lint.Rule{
	ID: "total-record", Family: lint.RecordFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "row-constraint", Pages: pages, Bind: bindTotalRecord,
}

// totalWords say total in one of the two languages. None is a given name in the United States' list of 2017 or in the
// files of Nova Scotia, Ontario, British Columbia and New Zealand.
var totalWords = []string{
	"Total", "Totals", "Grand total", "Sum", "Subtotal", "Sub-total", "Overall", "All", "All names", "Both sexes",
	"Totaux", "Total général", "Somme", "Ensemble", "Sous-total", "Sous-totaux", "Tous", "Toutes",
	"Tous les prénoms", "Les deux sexes",
}

func bindTotalRecord(b *lint.Binding) (lint.Check, error) {
	params := struct {
		Words []string `yaml:"words"`
	}{Words: totalWords}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	fields, err := b.Some("field")
	if err != nil {
		return nil, err
	}
	words, err := newWordList(params.Words)
	if err != nil {
		return nil, b.Fault(message.TextOf(err))
	}
	total := func(r lint.Record) (column int) {
		for i := range fields {
			if words.has(r.Columns[fields[i].Column].Text(r.I)) {
				return fields[i].Column
			}
		}
		return -1
	}
	return lint.RecordCheck{
		Fails: func(r lint.Record) bool { return total(r) >= 0 },
		Explain: func(r lint.Record) lint.Defect {
			column := total(r)
			return lint.Defect{At: lint.Location{Column: column + 1}, Value: string(r.Columns[column].Text(r.I))}
		},
		Excludes: true,
	}, nil
}
