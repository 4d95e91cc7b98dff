package record

import "github.com/cogwg/hvdlint/internal/lint"

// pooledRecord finds records that stand for many values too rare to be told one by one: "_PRENOMS_RARES", "Other", "XXXX"
// where a value belongs (domain, N08). The whole value must be such a word, as for total-record. What is pooled is
// excluded from groups: it has no rank among names, no length and no case; whoever sums a group sums what is published by name.
var pooledRecord = &lint.Rule{
	ID: "pooled-record", Family: lint.RecordFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "row-constraint", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) { return bindWords(b, pooledWords) },
}

// pooledWords say that values were pooled, in one of the two languages. "_PRENOMS_RARES" and "XXXX" are those of the French
// national file of first names.
var pooledWords = []string{
	"Prénoms rares", "Autre", "Autres", "Autres prénoms", "Tous les autres", "Tous les autres prénoms", "Divers",
	"Rare names", "Other", "Others", "Other names", "All other", "All others", "All other names", "Miscellaneous", "XXXX",
}
