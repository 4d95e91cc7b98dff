package standard

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Each case is the schema of an ad-hoc standard, and the requirements that follow from its fields and keys: id, rule, level,
// fields by role, parameters.
func TestDerive(t *testing.T) {
	for _, test := range []struct{ name, schema, want string }{
		{"string", `{fields: [{name: a}], fieldsMatch: partial}`, `
			records/flat nested-value must map[field:[a]]`},
		{"string with a format", `{fields: [{name: a, format: email}], fieldsMatch: partial}`, `
			records/flat nested-value must map[field:[a]]
			fields/a/type wrong-type must map[field:[a]]`},
		{"any", `{fields: [{name: a, type: any, format: x}], fieldsMatch: partial}`, ``},
		{"boolean", `{fields: [{name: a, type: boolean}], fieldsMatch: partial}`, `
			records/flat nested-value must map[field:[a]]
			fields/a/markers undeclared-missing-marker must map[field:[a]]
			fields/a/type wrong-type must map[field:[a]]`},
		{"integer", `{fields: [{name: a, type: integer}], fieldsMatch: partial}`, `
			records/flat nested-value must map[field:[a]]
			records/numbers number-as-text should map[field:[a]]
			fields/a/markers undeclared-missing-marker must map[field:[a]]
			fields/a/suppression suppression-marker must map[field:[a]]
			fields/a/digits grouped-number must map[field:[a]]
			fields/a/type wrong-type must map[field:[a]]`},
		{"number", `{fields: [{name: a, type: number}], fieldsMatch: partial}`, `
			records/flat nested-value must map[field:[a]]
			records/numbers number-as-text should map[field:[a]]
			fields/a/markers undeclared-missing-marker must map[field:[a]]
			fields/a/suppression suppression-marker must map[field:[a]]
			fields/a/digits grouped-number must map[field:[a]]
			fields/a/decimal decimal-comma must map[field:[a]]
			fields/a/type wrong-type must map[field:[a]]`},
		{"constraints of a text", `{fields: [{name: a, constraints: {required: true, unique: true, minLength: 1, maxLength: 9, pattern: "^x", enum: [x]}}],
			fieldsMatch: partial}`, `
			records/flat nested-value must map[field:[a]]
			fields/a/present missing-field must map[field:[a]]
			fields/a/required missing-value must map[field:[a]]
			fields/a/enum not-in-list must map[field:[a]]
			fields/a/pattern pattern-mismatch must map[field:[a]] map[pattern:^x]
			fields/a/minLength too-short must map[field:[a]] map[length:1]
			fields/a/maxLength too-long must map[field:[a]] map[length:9]
			fields/a/unique duplicate-value must map[field:[a]]`},
		{"constraints of a duration", `{fields: [{name: a, type: duration, constraints: {minimum: P1D, maximum: P9Y, exclusiveMinimum: P2D, exclusiveMaximum: P8Y}}],
			fieldsMatch: partial}`, `
			records/flat nested-value must map[field:[a]]
			fields/a/markers undeclared-missing-marker must map[field:[a]]
			fields/a/type wrong-type must map[field:[a]]
			fields/a/minimum below-minimum must map[field:[a]] map[exclusive:false minimum:P1D]
			fields/a/exclusiveMinimum below-minimum must map[field:[a]] map[exclusive:true minimum:P2D]
			fields/a/maximum above-maximum must map[field:[a]] map[exclusive:false maximum:P9Y]
			fields/a/exclusiveMaximum above-maximum must map[field:[a]] map[exclusive:true maximum:P8Y]`},
		{"constraints that the type does not have", `{fields: [{name: a, type: any, constraints: {minLength: 1, minimum: 2, pattern: 5}}], fieldsMatch: partial}`, ``},
		{"categories", `{fields: [{name: a, categories: [x, {value: y, label: why}], constraints: {enum: [x]}}], fieldsMatch: partial}`, `
			records/flat nested-value must map[field:[a]]
			fields/a/enum not-in-list must map[field:[a]]
			fields/a/categories not-in-list must map[field:[a]] map[values:[x y]]`},
		{"a schema of its own", `{fields: [{name: a, type: array, constraints: {jsonSchema: {minItems: 1}}}], fieldsMatch: partial}`, `
			fields/a/markers undeclared-missing-marker must map[field:[a]]
			fields/a/type wrong-type must map[field:[a]]
			fields/a/jsonSchema schema-mismatch must map[field:[a]]`},
		{"dates", `{fields: [{name: a, type: date}, {name: b, type: year}, {name: c, type: array}, {name: d, type: datetime}], fieldsMatch: partial}`, `
			records/flat nested-value must map[field:[a b d]]
			records/numbers number-as-text should map[field:[b]]
			records/dates date-as-text should map[field:[a d]]
			fields/a/markers undeclared-missing-marker must map[field:[a]]
			fields/a/type wrong-type must map[field:[a]]
			fields/b/markers undeclared-missing-marker must map[field:[b]]
			fields/b/form uncommon-form may map[field:[b]]
			fields/b/type wrong-type must map[field:[b]]
			fields/c/markers undeclared-missing-marker must map[field:[c]]
			fields/c/type wrong-type must map[field:[c]]
			fields/d/markers undeclared-missing-marker must map[field:[d]]
			fields/d/form uncommon-form may map[field:[d]]
			fields/d/type wrong-type must map[field:[d]]`},
		{"exact", `{fields: [{name: a}], fieldsMatch: exact}`, `
			header/no-others unexpected-field must
			header/order misordered-fields must
			records/flat nested-value must map[field:[a]]
			fields/a/present missing-field must map[field:[a]]`},
		{"equal, as the profile of version 2 writes it", `{fields: [{name: a}], fieldsMatch: [equal]}`, `
			header/no-others unexpected-field must
			records/flat nested-value must map[field:[a]]
			fields/a/present missing-field must map[field:[a]]`},
		{"subset", `{fields: [{name: a}], fieldsMatch: subset}`, `
			records/flat nested-value must map[field:[a]]
			fields/a/present missing-field must map[field:[a]]`},
		{"superset", `{fields: [{name: a}], fieldsMatch: superset}`, `
			header/no-others unexpected-field must
			records/flat nested-value must map[field:[a]]`},
		{"partial", `{fields: [{name: a}], fieldsMatch: partial}`, `
			header/related unrelated-header must
			records/flat nested-value must map[field:[a]]`},
		{"version 2 by its profile", `{fields: [{name: a}], $schema: "https://datapackage.org/profiles/2.0/tableschema.json"}`, `
			header/no-others unexpected-field must
			header/order misordered-fields must
			fields/a/present missing-field must map[field:[a]]`},
		{"version 1", `{fields: [{name: a}, {name: b, constraints: {required: true}}]}`, `
			header/no-others unexpected-field should
			records/flat nested-value must map[field:[a b]]
			fields/a/present missing-field should map[field:[a]]
			fields/b/present missing-field must map[field:[b]]
			fields/b/required missing-value must map[field:[b]]`},
		{"keys", `{fieldsMatch: partial, fields: [{name: a}, {name: b}], primaryKey: a, uniqueKeys: [[b], [a, b]],
			foreignKeys: [{fields: a, reference: {resource: "", fields: b}}, {fields: [a, b], reference: {resource: r, fields: [c, d]}}]}`, `
			records/flat nested-value must map[field:[a b]]
			fields/a/present missing-field must map[field:[a]]
			fields/a/required missing-value must map[field:[a]]
			primaryKey duplicate-key must map[key:[a]]
			history/complete vanished-records should map[key:[a]]
			history/unchanged changed-history should map[key:[a] value:[b]]
			uniqueKeys/1 duplicate-value must map[key:[b]]
			uniqueKeys/2 duplicate-value must map[key:[a b]]
			foreignKeys/1 dangling-reference must map[field:[a]] map[reference:[b] resource:]
			foreignKeys/2 dangling-reference must map[field:[a b]] map[reference:[c d] resource:r]`},
		{"a key with a year", `{fieldsMatch: partial, primaryKey: [b, a], fields: [{name: a, constraints: {maxLength: 3}}, {name: b, type: integer,
			constraints: {minimum: 1850, maximum: 2100}}, {name: c}]}`, `
			records/flat nested-value must map[field:[a b c]]
			records/numbers number-as-text should map[field:[b]]
			fields/a/present missing-field must map[field:[a]]
			fields/a/required missing-value must map[field:[a]]
			fields/a/maxLength too-long must map[field:[a]] map[length:3]
			fields/b/present missing-field must map[field:[b]]
			fields/b/required missing-value must map[field:[b]]
			fields/b/markers undeclared-missing-marker must map[field:[b]]
			fields/b/suppression suppression-marker must map[field:[b]]
			fields/b/digits grouped-number must map[field:[b]]
			fields/b/type wrong-type must map[field:[b]]
			fields/b/minimum below-minimum must map[field:[b]] map[exclusive:false minimum:1850]
			fields/b/maximum above-maximum must map[field:[b]] map[exclusive:false maximum:2100]
			primaryKey duplicate-key must map[key:[b a]]
			history/complete vanished-records should map[key:[b a]]
			history/unchanged changed-history should map[key:[b a] period:[b] value:[c]]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := ParseTableSchema("a.yaml", []byte(test.schema))
			if err != nil {
				t.Fatal(err)
			}
			var got, want []string
			structure := Structure()
			for _, r := range s.Requirements {
				if r.ID == "header/names" || r.ID == "header/related" && test.name != "partial" || has(structure, r.ID) {
					continue
				}
				got = append(got, describe(&r))
			}
			for line := range strings.Lines(strings.TrimSpace(test.want)) {
				want = append(want, strings.TrimSpace(line))
			}
			if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
				t.Errorf("got\n%s\nwant\n%s", g, w)
			}
		})
	}
}

func describe(r *Requirement) string {
	line := fmt.Sprintf("%s %s %s", r.ID, r.Rule, r.Level)
	if r.Fields != nil {
		line += fmt.Sprintf(" %v", r.Fields)
	}
	if r.Params != nil {
		line += fmt.Sprintf(" %v", r.Params)
	}
	return line
}

func has(s *Standard, id string) bool {
	for _, r := range s.Requirements {
		if r.ID == id {
			return true
		}
	}
	return false
}

func TestDeriveFromFilePolicy(t *testing.T) {
	for bom, want := range map[string]string{
		"required": "file/bom missing-bom must", "forbidden": "file/bom unexpected-bom must", "either": "",
	} {
		s := &Standard{File: File{BOM: bom, Encoding: "utf-8", Delimiter: ","}}
		got := ""
		for _, r := range derive(s) {
			if r.ID == "file/bom" {
				got = describe(&r)
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", bom, got, want)
		}
	}
	s := &Standard{File: File{Formats: []string{"csv", "geojson"}, Encoding: "utf-8", Delimiter: "\t"}}
	s.Requirements = derive(s)
	if got := requirement(t, s, "file/format").Statement; got.EN != "The format of the file is CSV or GeoJSON." || got.FR != "Le format du fichier est CSV ou GeoJSON." {
		t.Errorf("formats: %s / %s", got.EN, got.FR)
	}
	for _, want := range []string{"file/format wrong-format must map[formats:[csv geojson]]", "file/encoding wrong-encoding must map[encoding:utf-8]", "file/delimiter wrong-delimiter must map[delimiter:\t]"} {
		id, _, _ := strings.Cut(want, " ")
		r := requirement(t, s, id)
		if got := describe(&r); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// In a standard of several tables ids say of which.
func TestDeriveOfSeveralResources(t *testing.T) {
	field := []Field{{Name: "id", Constraints: Constraints{Required: true}}}
	s := &Standard{Resources: []Resource{
		{Name: "births", Schema: Schema{Fields: field, PrimaryKey: []string{"id"}, FieldsMatch: Partial}},
		{Name: "deaths", Schema: Schema{Fields: field, FieldsMatch: Equal}},
	}}
	s.Requirements = derive(s)
	for _, id := range []string{"births/fields/id/required", "births/primaryKey", "deaths/fields/id/present", "deaths/header/no-others"} {
		resource, _, _ := strings.Cut(id, "/")
		if r := requirement(t, s, id); r.Resource != resource {
			t.Errorf("%s is of resource %q", id, r.Resource)
		}
	}
	for id, want := range map[string]string{
		"dataset/resources": "dataset/resources missing-resource must", "dataset/no-others": "dataset/no-others unexpected-resource should",
	} {
		if r := requirement(t, s, id); describe(&r) != want || r.Resource != "" {
			t.Errorf("got %s of resource %q, want %s of none", describe(&r), r.Resource, want)
		}
	}
	one := &Standard{Resources: s.Resources[:1]}
	if one.Requirements = derive(one); has(one, "dataset/resources") || has(one, "dataset/no-others") {
		t.Error("a standard of one table has requirements about its tables")
	}
	seen := map[string]bool{}
	for _, r := range s.Requirements {
		if seen[r.ID] {
			t.Errorf("%s stands twice", r.ID)
		}
		seen[r.ID] = true
	}
}

// What every table has to meet, whatever its fields. Where nothing can be read, or be read in two ways, it is a must.
func TestStructure(t *testing.T) {
	var got []string
	for _, r := range Structure().Requirements {
		got = append(got, describe(&r))
	}
	want := []string{
		"dataset/truthful conflicting-metadata should",
		"file/readable unreadable-file must", "file/extension misleading-extension should", "file/well-formed malformed-file must",
		"file/decodable undecodable-bytes must", "file/not-empty empty-file must", "file/line-endings mixed-line-endings should",
		"header/first text-before-header must", "header/present missing-header must", "header/unique repeated-field must",
		"header/filled blank-field-name must", "records/width ragged-record must", "records/filled blank-record must",
		"records/last text-after-data should", "records/names repeated-name must", "records/one-table several-tables must", "sheet/only several-data-sheets must",
		"sheet/visible hidden-data should", "sheet/unmerged merged-cells should",
		"sheet/values formula-cell should", "sheet/results missing-result must", "sheet/no-errors error-cell must",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Every statement is a sentence in both languages with nothing left to fill, whatever the type.
func TestStatements(t *testing.T) {
	var fields []string
	for _, fieldType := range types {
		for _, format := range []string{"default", "any", "email", "uri", "uuid", "binary", "%d/%m/%Y"} {
			fields = append(fields, fmt.Sprintf(`{name: "f%d", type: %s, format: "%s", groupChar: " ", decimalChar: ",", missingValues: [NA],
				constraints: {required: true, unique: true, minLength: 1, maxLength: 2, pattern: x, enum: [1], minimum: 1, maximum: 1, jsonSchema: {},
				exclusiveMinimum: 1, exclusiveMaximum: 1}}`, len(fields), fieldType, format))
		}
	}
	text := "{fields: [" + strings.Join(fields, ",") + "], primaryKey: [f0, f1], uniqueKeys: [[f0]], " +
		"foreignKeys: [{fields: f0, reference: {fields: f1}}, {fields: [f0, f1], reference: {resource: r, fields: [x, y]}}]}"
	s, err := ParseTableSchema("all.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.Requirements {
		for language, sentence := range map[string]string{"English": r.Statement.EN, "French": r.Statement.FR} {
			if sentence == "" || !strings.HasSuffix(sentence, ".") || strings.ContainsAny(sentence, "{|}") {
				t.Errorf("%s in %s: %q", r.ID, language, sentence)
			}
		}
		if r.Statement.EN == r.Statement.FR {
			t.Errorf("%s: not translated: %s", r.ID, r.Statement.EN)
		}
		if strings.Contains(r.Statement.FR, " :") || strings.Contains(r.Statement.FR, "« ") {
			t.Errorf("%s: breaking space in %s", r.ID, r.Statement.FR)
		}
	}
}

func TestStatementWording(t *testing.T) {
	s, err := ParseTableSchema("a.json", []byte(`{"fieldsMatch": "partial", "primaryKey": ["year", "sex"], "fields": [
		{"name": "year", "type": "integer", "label": {"en": "year", "fr": "annee"}, "constraints": {"minimum": 1850}},
		{"name": "sex", "constraints": {"enum": ["F", "M"], "maxLength": 1}},
		{"name": "day", "type": "date", "constraints": {"exclusiveMaximum": "2100-01-01"}},
		{"name": "code", "description": "A letter.", "constraints": {"pattern": "[A-Z]"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][2]string{
		"fields/year/type":            {"`year` is a whole number.", "`annee` est un nombre entier."},
		"fields/year/minimum":         {"`year` is at least 1850.", "`annee` vaut au moins 1850."},
		"fields/sex/enum":             {"`sex` is F or M.", "`sex` vaut F ou M."},
		"fields/sex/maxLength":        {"`sex` has at most 1 character.", "`sex` compte au plus 1 caractère."},
		"fields/day/exclusiveMaximum": {"`day` is before 2100-01-01.", "`day` précède 2100-01-01."},
		"fields/code/pattern":         {"`code` is written in the form that its description gives.", "`code` s’écrit sous la forme que donne sa description."},
		"primaryKey":                  {"No two records have the same `year` and `sex`.", "Deux enregistrements n’ont jamais à la fois les mêmes `annee` et `sex`."},
	} {
		if got := requirement(t, s, id).Statement; got.EN != want[0] || got.FR != want[1] {
			t.Errorf("%s:\n%s\n%s", id, got.EN, got.FR)
		}
	}
}
