package record

import "github.com/cogwg/hvdlint/internal/lint"

// totalRecord finds records that sum up others: "Total", "Somme:", "Ensemble" where a value belongs (domain, N04). The
// whole value must be such a word, apart from case, accents, and blanks or colons around it.
var totalRecord = &lint.Rule{
	ID: "total-record", Family: lint.RecordFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "row-constraint", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) { return bindWords(b, totalWords) },
}

// totalWords say total in one of the two languages. None is a given name in the United States' list of 2017 or in the
// files of Nova Scotia, Ontario, British Columbia and New Zealand.
var totalWords = []string{
	"Total", "Totals", "Grand total", "Sum", "Subtotal", "Sub-total", "Overall", "All", "All names", "Both sexes",
	"Totaux", "Total général", "Somme", "Ensemble", "Sous-total", "Sous-totaux", "Tous", "Toutes",
	"Tous les prénoms", "Les deux sexes",
}
