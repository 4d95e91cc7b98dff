package header

import (
	"fmt"
	"slices"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

var schema = &standard.Schema{Fields: []standard.Field{
	{Name: "year", Label: message.Text{EN: "year", FR: "annee"}},
	{Name: "sex", Label: message.Text{EN: "sex", FR: "sexe"}},
	{Name: "first_name", Label: message.Text{EN: "first_name", FR: "prenom"}},
	{Name: "count", Label: message.Text{EN: "count", FR: "nombre"}},
	{Name: "proportion", Label: message.Text{EN: "proportion", FR: "proportion"}},
}}

// column is a column bound to a field of schema, or to none when name is empty.
func column(label, name string, match lint.Match, repeats int) lint.Column {
	return lint.Column{Label: label, Field: schema.Field(name), Match: match, Repeats: repeats}
}

func exact(label, name string) lint.Column { return column(label, name, lint.LabelMatch, 0) }

func bound(t *testing.T, rule *lint.Rule, roles map[string][]string) lint.ResourceCheck {
	t.Helper()
	b := &lint.Binding{Requirement: &standard.Requirement{ID: "test", Rule: rule.ID}, Schema: schema, Fields: map[string][]lint.Field{}}
	for role, names := range roles {
		for _, name := range names {
			b.Fields[role] = append(b.Fields[role], lint.Field{Field: schema.Field(name), Column: -1})
		}
	}
	check, err := rule.Bind(b)
	if err != nil {
		t.Fatal(err)
	}
	judge, ok := check.(lint.ResourceCheck)
	if !ok {
		t.Fatalf("%s makes a %T", rule.ID, check)
	}
	return judge
}

// found runs a rule over a header on line 2 and writes each defect as "column 1, field: message".
func found(t *testing.T, rule *lint.Rule, roles map[string][]string, r lint.Resource) (english, french []string) {
	t.Helper()
	r.Resource = &table.Resource{Header: table.Header{Found: true}, Dialect: table.Dialect{HeaderLine: 2}}
	r.Schema = schema
	for _, d := range bound(t, rule, roles)(&r) {
		if d.At.Line != 2 {
			t.Errorf("a defect of the header is on line %d", d.At.Line)
		}
		said := say(t, rule, d)
		where := fmt.Sprintf("column %d, %s: ", d.At.Column, d.At.Field)
		english, french = append(english, where+said.EN), append(french, where+said.FR)
	}
	return english, french
}

func TestChecks(t *testing.T) {
	wide := &lint.Wide{Columns: []int{2, 3, 4}, Values: []string{"2014", "2015", "2016"}, Field: "year", Holds: "count", Total: 5}
	wideColumns := []lint.Column{
		exact("first_name", "first_name"), column("2014", "", 0, 0), column("2015", "", 0, 0), column("2016", "", 0, 0),
		column("Total", "", 0, 0), column("notes", "", 0, 0),
	}
	all := map[string][]string{"field": {"year", "sex", "count"}}
	for _, test := range []struct {
		name string
		rule *lint.Rule
		r    lint.Resource
		want []string
	}{
		{
			"the language of the header", missingField,
			lint.Resource{Columns: []lint.Column{exact("annee", "year"), exact("proportion", "proportion"), column("Count", "count", lint.FoldMatch, 0)}},
			[]string{"column 0, sex: no column is called “sexe”"},
		},
		{
			"supplied", missingField,
			lint.Resource{Columns: []lint.Column{exact("year", "year"), exact("count", "count")}, Supplied: map[string]string{"sex": "M"}},
			[]string{"column 0, sex: no column is called “sex”; the value “M” was supplied for this check"},
		},
		{
			"a near name is there", missingField,
			lint.Resource{Columns: []lint.Column{exact("year", "year"), column("sxe", "sex", lint.NearMatch, 0), exact("count", "count")}},
			nil,
		},
		{
			"explained by a wide layout", missingField,
			lint.Resource{Columns: wideColumns, Wide: wide},
			[]string{"column 0, sex: no column is called “sex”"},
		},

		{
			"what has a rule of its own", unexpectedField,
			lint.Resource{Columns: []lint.Column{exact("year", "year"), column(" ", "", 0, 0), column("note", "", 0, 0), column("note", "", 0, 3)}},
			[]string{"column 3, : the standard has no field “note”"},
		},
		{
			"beside a wide layout", unexpectedField,
			lint.Resource{Columns: wideColumns, Wide: wide},
			[]string{"column 6, : the standard has no field “notes”"},
		},
		{
			"a total without a wide layout", unexpectedField,
			lint.Resource{Columns: []lint.Column{exact("year", "year"), column("Total", "", 0, 0)}},
			[]string{"column 2, : the standard has no field “Total”"},
		},

		{
			"the same name", repeatedField,
			lint.Resource{Columns: []lint.Column{exact("year", "year"), column("year", "year", lint.LabelMatch, 1)}},
			[]string{"column 2, year: column 2 is called “year”, as column 1 is"},
		},
		{
			"another name of the field", repeatedField,
			lint.Resource{Columns: []lint.Column{exact("year", "year"), column("Année", "year", lint.FoldMatch, 1)}},
			[]string{"column 2, year: column 2, “Année”, is the same field as column 1, “year”"},
		},
		{
			"a name the standard does not know", repeatedField,
			lint.Resource{Columns: []lint.Column{column("note", "", 0, 0), column("note", "", 0, 1)}},
			[]string{"column 2, : column 2 is called “note”, as column 1 is"},
		},

		{
			"blanks", blankFieldName,
			lint.Resource{Columns: []lint.Column{column("\u00a0 ", "", 0, 0), exact("year", "year"), column("", "", 0, 0)}},
			[]string{"column 1, : column 1 has no name", "column 3, : column 3 has no name"},
		},

		{
			"each degree of nearness", misnamedField,
			lint.Resource{Columns: []lint.Column{
				exact("annee", "year"), column("PRENOM", "first_name", lint.FoldMatch, 0), column("Gender", "sex", lint.AliasMatch, 0),
				column("nombr", "count", lint.NearMatch, 0), column("Year", "year", lint.FoldMatch, 1), column("note", "", 0, 0),
			}},
			[]string{
				"column 2, first_name: “PRENOM” should be written “prenom”", "column 3, sex: “Gender” is the field “sexe” under another name",
				"column 4, count: “nombr” looks like a misspelling of “nombre”",
			},
		},

		{
			"the first one that is out of place", misorderedFields,
			lint.Resource{Columns: []lint.Column{
				column("note", "", 0, 0), exact("year", "year"), exact("count", "count"), column("annee", "year", lint.LabelMatch, 2), column("Sex", "sex", lint.FoldMatch, 0),
			}},
			[]string{"column 3, count: column 3 is “count”, where “sex” should stand"},
		},
		{
			"among those that are there", misorderedFields,
			lint.Resource{Columns: []lint.Column{exact("sexe", "sex"), column("note", "", 0, 0), exact("nombre", "count"), exact("proportion", "proportion")}},
			nil,
		},
		{"without a column that the standard knows", misorderedFields, lint.Resource{Columns: []lint.Column{column("note", "", 0, 0)}}, nil},

		{
			"one French name among English ones", mixedLanguageHeader,
			lint.Resource{Columns: []lint.Column{exact("year", "year"), exact("sexe", "sex"), exact("count", "count"), exact("proportion", "proportion")}},
			[]string{"column 2, sex: “year” is English, “sexe” is French"},
		},
		{
			"one English name among French ones", mixedLanguageHeader,
			lint.Resource{Columns: []lint.Column{column("Year", "year", lint.FoldMatch, 0), exact("sexe", "sex"), column("Prénom", "first_name", lint.FoldMatch, 0)}},
			[]string{"column 1, year: “Year” is English, “sexe” is French"},
		},
		{
			"both in one name", mixedLanguageHeader,
			lint.Resource{Columns: []lint.Column{column("Year / Année", "year", lint.FoldMatch, 0), column("Name/Nom", "first_name", lint.AliasMatch, 0), exact("count", "count")}},
			[]string{"column 1, year: “Year / Année” is in two languages at once"},
		},
		{
			"two things in one name", mixedLanguageHeader,
			lint.Resource{Columns: []lint.Column{column("Prénom/Année", "first_name", lint.AliasMatch, 0), exact("nombre", "count")}},
			nil,
		},
		{
			"names of no known language", mixedLanguageHeader,
			lint.Resource{Columns: []lint.Column{exact("proportion", "proportion"), column("GEO", "sex", lint.AliasMatch, 0), exact("annee", "year")}},
			nil,
		},

		{
			"years", wideLayout,
			lint.Resource{Columns: wideColumns, Wide: wide},
			[]string{"column 2, year: 3 columns stand for values of “year”, from “2014” to “2016”"},
		},
		{
			"an unknown field", wideLayout,
			lint.Resource{Columns: wideColumns, Wide: &lint.Wide{Columns: []int{2, 3}, Values: []string{"2014", "2015"}}},
			[]string{"column 2, : 2 columns stand for values of one field, from “2014” to “2015”"},
		},
		{"long", wideLayout, lint.Resource{Columns: wideColumns}, nil},
	} {
		t.Run(test.rule.ID+"/"+test.name, func(t *testing.T) {
			roles := all
			if test.rule == wideLayout {
				roles = map[string][]string{"spread": {"year"}}
			}
			if got, _ := found(t, test.rule, roles, test.r); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// When the header does not show its language, each reader is told the name in the language of the message.
func TestNamesOfAHeaderInNoLanguage(t *testing.T) {
	english, french := found(t, misnamedField, nil, lint.Resource{Columns: []lint.Column{column("Frequency", "count", lint.AliasMatch, 0)}})
	if want := []string{"column 1, count: “Frequency” is the field “count” under another name"}; !slices.Equal(english, want) {
		t.Errorf("got %q, want %q", english, want)
	}
	if want := []string{"column 1, count: «\u00a0Frequency\u00a0» est le champ «\u00a0nombre\u00a0» sous un autre nom"}; !slices.Equal(french, want) {
		t.Errorf("got %q, want %q", french, want)
	}
}

func TestRepeatedFieldNamesTheFirstColumn(t *testing.T) {
	r := lint.Resource{
		Resource: &table.Resource{Dialect: table.Dialect{HeaderLine: 2}}, Schema: schema,
		Columns: []lint.Column{exact("sex", "sex"), exact("year", "year"), column("year", "year", lint.LabelMatch, 2)},
	}
	defects := bound(t, repeatedField, nil)(&r)
	if len(defects) != 1 || len(defects[0].Related) != 1 {
		t.Fatalf("%+v", defects)
	}
	related := defects[0].Related[0]
	if related.At.Column != 2 || related.At.Line != 2 || related.Text.EN == "" || related.Text.FR == "" {
		t.Errorf("%+v", related)
	}
}

func TestBind(t *testing.T) {
	field := map[string][]lint.Field{"field": {{Field: schema.Field("year"), Column: -1}}}
	spread := map[string][]lint.Field{"spread": field["field"]}
	extra := map[string]any{"extra": 1}
	for _, test := range []struct {
		name    string
		rule    *lint.Rule
		binding lint.Binding
		makes   string // "check", "nothing" or "error"
	}{
		{"missing-field", missingField, lint.Binding{Schema: schema, Fields: field}, "check"},
		{"missing-field without a field", missingField, lint.Binding{Schema: schema}, "error"},
		{"missing-field with a parameter", missingField, lint.Binding{Schema: schema, Fields: field, Requirement: &standard.Requirement{Params: extra}}, "error"},
		{"unexpected-field without a schema", unexpectedField, lint.Binding{}, "nothing"},
		{"unrelated-header", unrelatedHeader, lint.Binding{Schema: schema}, "check"},
		{"unrelated-header with a parameter", unrelatedHeader, lint.Binding{Schema: schema, Requirement: &standard.Requirement{Params: extra}}, "error"},
		{"misnamed-field without fields", misnamedField, lint.Binding{Schema: &standard.Schema{}}, "nothing"},
		{"misordered-fields", misorderedFields, lint.Binding{Schema: schema}, "check"},
		{"misordered-fields of JSON", misorderedFields, lint.Binding{Schema: schema, Tree: true}, "nothing"},
		{"misordered-fields without a schema", misorderedFields, lint.Binding{}, "nothing"},
		{"misordered-fields with a parameter", misorderedFields, lint.Binding{Schema: schema, Requirement: &standard.Requirement{Params: extra}}, "error"},
		{"mixed-language-header with a parameter", mixedLanguageHeader, lint.Binding{Schema: schema, Requirement: &standard.Requirement{Params: extra}}, "error"},
		{"repeated-field without a schema", repeatedField, lint.Binding{}, "check"},
		{"blank-field-name without a schema", blankFieldName, lint.Binding{}, "check"},
		{"wide-layout", wideLayout, lint.Binding{Schema: schema, Fields: spread}, "check"},
		{"wide-layout without a field to spread", wideLayout, lint.Binding{Schema: schema}, "error"},
		{"wide-layout without a schema", wideLayout, lint.Binding{}, "nothing"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.binding.Requirement == nil {
				test.binding.Requirement = &standard.Requirement{ID: "test"}
			}
			check, err := test.rule.Bind(&test.binding)
			makes := "check"
			switch {
			case err != nil:
				makes = "error"
			case check == nil:
				makes = "nothing"
			}
			if makes != test.makes {
				t.Errorf("makes %s (%v), want %s", makes, err, test.makes)
			}
		})
	}
}

// The advice begins with the name that the message gives: the one in the header's language.
func TestAdviceFollowsHeader(t *testing.T) {
	for _, test := range []struct {
		name, label     string
		english, french string
	}{
		{"English", "year", "first_name, or prenom in a French header", "first_name, ou prenom dans un en-tête en français"},
		{"French", "annee", "prenom, or first_name in an English header", "prenom, ou first_name dans un en-tête en anglais"},
		{"neither", "", "first_name, or prenom in a French header", "prenom, ou first_name dans un en-tête en anglais"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var r lint.Resource
			if test.label != "" {
				r.Columns = []lint.Column{exact(test.label, "year")}
			}
			params := bothNames(&r, schema.Field("first_name"))
			english := message.Fill(message.English, "{label}, or {other} in {header}", params)
			french := message.Fill(message.French, "{label}, ou {other} dans {header}", params)
			if english != test.english || french != test.french {
				t.Errorf("%s; %s", english, french)
			}
		})
	}
}
