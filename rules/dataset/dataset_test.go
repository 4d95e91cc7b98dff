package dataset

import (
	"slices"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

func TestChecks(t *testing.T) {
	transit := &standard.Standard{Resources: []standard.Resource{{Name: "stops"}, {Name: "routes"}, {Name: "trips"}}}
	names := &standard.Standard{Resources: []standard.Resource{{Name: "names"}}}
	stops, routes, trips := &transit.Resources[0], &transit.Resources[1], &transit.Resources[2]
	for _, test := range []struct {
		name    string
		rule    *lint.Rule
		dataset lint.Dataset
		want    []string
	}{
		{"all are there", missingResource, lint.Dataset{Standard: transit}, nil},
		{
			"two are missing", missingResource,
			lint.Dataset{Standard: transit, Missing: []*standard.Resource{routes, trips}},
			[]string{": the table “routes” of the standard is missing", ": the table “trips” of the standard is missing"},
		},
		{
			"none is unexpected", unexpectedResource,
			lint.Dataset{Standard: transit, Members: []lint.Member{{Path: "a.csv", Bound: stops}, {Path: "b.csv", Bound: routes}}},
			nil,
		},
		{
			"one is unexpected", unexpectedResource,
			lint.Dataset{Standard: transit, Members: []lint.Member{{Path: "a.csv", Bound: stops}, {Name: "b", Path: "data/b.csv"}}},
			[]string{"b: data/b.csv is none of the tables of the standard, which are stops, routes and trips"},
		},
		{"a standard of one table", unexpectedResource, lint.Dataset{Standard: names, Members: []lint.Member{{Path: "b.csv"}}}, nil},
		{"a schema without tables", unexpectedResource, lint.Dataset{Standard: &standard.Standard{}, Members: []lint.Member{{Path: "b.csv"}}}, nil},
	} {
		t.Run(test.rule.ID+"/"+test.name, func(t *testing.T) {
			check, err := test.rule.Bind(&lint.Binding{Requirement: &standard.Requirement{ID: "test", Rule: test.rule.ID}})
			if err != nil {
				t.Fatal(err)
			}
			page, err := test.rule.Page(message.English)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range check.(lint.DatasetCheck)(&test.dataset) {
				text, _ := page.Say(d.Variant)
				got = append(got, d.At.Resource+": "+message.Fill(message.English, text, append(d.Params, message.P("value", d.Value))))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestMistakesInAStandard(t *testing.T) {
	for _, rule := range Rules {
		requirement := &standard.Requirement{ID: "test", Rule: rule.ID, Params: map[string]any{"names": "stops"}}
		if check, err := rule.Bind(&lint.Binding{Requirement: requirement}); err == nil || check != nil {
			t.Errorf("%s accepts parameters it does not have", rule.ID)
		}
	}
}
