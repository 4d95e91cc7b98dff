package file

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// wrongFormat finds a file in a format that the standard does not list. It is read and judged all the same. A standard that lists json
// takes records one a line (NDJSON) and map features (GeoJSON) as well: both are JSON texts.
var wrongFormat = &lint.Rule{
	ID: "wrong-format", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "format-error", Pages: pages, Bind: bindWrongFormat,
}

func bindWrongFormat(b *lint.Binding) (lint.Check, error) {
	var params struct {
		Formats []string `yaml:"formats"`
	}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	if len(params.Formats) == 0 {
		return nil, b.Fault(message.Text{EN: "formats is missing", FR: "il manque formats"})
	}
	return lint.ResourceCheck(func(r *lint.Resource) []lint.Defect { return checkFormat(r.Format, params.Formats) }), nil
}

func checkFormat(found string, wanted []string) []lint.Defect {
	isFound := func(name string) bool {
		return strings.EqualFold(name, found) || strings.EqualFold(name, "json") && (found == "ndjson" || found == "geojson")
	}
	if found == "" || slices.ContainsFunc(wanted, isFound) {
		return nil
	}
	var titles message.List
	for _, name := range wanted {
		titles = append(titles, formatOf(name).title)
	}
	return []lint.Defect{{Params: []message.Param{message.P("found", formatOf(found).title), message.P("formats", titles)}}}
}
