package dataset

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// missingMetadata finds what a descriptor should say of a dataset and does not: the parameter fields lists it, as words of metadataWords or as
// names of properties. What every resource says by itself need not be said of the package. Without a descriptor there is nothing to judge,
// unless the parameter required says that there has to be one.
var missingMetadata = &lint.Rule{
	ID: "missing-metadata", Family: lint.DatasetFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: bindMissingMetadata,
}

// metadataWord is something that is said in one of several ways.
type metadataWord struct {
	word       string
	properties []string // that say it; a fix names the first
	what       message.Text
}

// metadataWords are what descriptors say of many datasets. The properties are those of Data Package v2 (licenses, contributors) and of DCAT
// (conformsTo, temporal, publisher), and spellings of them; the last three are of this project.
var metadataWords = []metadataWord{
	{"licence", []string{"licenses", "license", "licence"}, message.Text{EN: "the licence of the data", FR: "la licence des données"}},
	{"publisher", []string{"contributors", "publisher"}, message.Text{EN: "who publishes the data", FR: "qui publie les données"}},
	{
		"period",
		[]string{"temporal", "temporalCoverage", "period"},
		message.Text{EN: "the period that the data cover", FR: "la période que couvrent les données"},
	},
	{
		"standard",
		[]string{"conformsTo"},
		message.Text{EN: "the standard that the data follow, with its version", FR: "la norme que suivent les données, avec sa version"},
	},
	{"population", []string{"populationBasis"}, message.Text{EN: "whom the numbers count", FR: "qui les nombres dénombrent"}},
	{"accents", []string{"accentsKept"}, message.Text{EN: "whether accents are kept", FR: "si les accents sont conservés"}},
	{"preliminary", []string{"preliminaryPeriods"}, message.Text{EN: "which periods are preliminary", FR: "quelles périodes sont provisoires"}},
}

func bindMissingMetadata(b *lint.Binding) (lint.Check, error) {
	var params struct {
		Fields   []string `yaml:"fields"`
		Required bool     `yaml:"required"`
	}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	if len(params.Fields) == 0 {
		return nil, b.Fault(message.Text{EN: "fields must list what a descriptor has to say", FR: "fields doit énumérer ce qu’un descripteur doit dire"})
	}
	if b.Package == nil && !params.Required {
		return nil, nil
	}
	return lint.DatasetCheck(func(d *lint.Dataset) []lint.Defect { return checkMetadata(d.Package, params.Fields) }), nil
}

func checkMetadata(p *standard.Package, fields []string) []lint.Defect {
	if p == nil {
		return []lint.Defect{{Variant: "none"}}
	}
	var defects []lint.Defect
	for _, field := range fields {
		at := slices.IndexFunc(metadataWords, func(w metadataWord) bool { return w.word == field })
		if at < 0 {
			if !isSaid(p, field) {
				defects = append(defects, lint.Defect{Variant: "property", Params: []message.Param{message.P("name", field)}})
			}
			continue
		}
		word := &metadataWords[at]
		if !word.isSaid(p) {
			variant := ""
			if field == "publisher" {
				variant = field
			}
			defects = append(defects, lint.Defect{
				Variant: variant, Params: []message.Param{message.P("what", word.what), message.P("name", word.properties[0])},
			})
		}
	}
	return defects
}

// isSaid reports whether a descriptor says it. A contributor is not yet a publisher, and a standard without a digit not yet a version.
func (w *metadataWord) isSaid(p *standard.Package) bool {
	switch w.word {
	case "publisher":
		return p.Publisher() != "" || isSaid(p, "publisher")
	case "licence":
		return len(p.Licenses) > 0 || isSaid(p, "license") || isSaid(p, "licence")
	case "standard":
		return strings.ContainsAny(p.ConformsTo, "0123456789")
	}
	return slices.ContainsFunc(w.properties, func(name string) bool { return isSaid(p, name) })
}

// isSaid reports whether the package has a value of a property, or each of its resources has one.
func isSaid(p *standard.Package, name string) bool {
	if holds(p.Properties[name]) {
		return true
	}
	for i := range p.Resources {
		if !holds(p.Resources[i].Properties[name]) {
			return false
		}
	}
	return len(p.Resources) > 0
}

// holds reports whether a value says something: false and 0 do, and so does an empty list, which says that there are none.
func holds(value any) bool {
	switch v := value.(type) {
	case nil:
		return false
	case string:
		return strings.TrimSpace(v) != ""
	case map[string]any:
		return len(v) > 0
	}
	return true
}
