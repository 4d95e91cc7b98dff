package standard

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The custom checks of Validata, with the parameters of its documentation, and what each becomes.
func TestCustomChecks(t *testing.T) {
	for _, test := range []struct{ name, check, want, statement, reason string }{
		{
			"SIREN", `{"name": "french-siren-value", "params": {"column": "siren"}}`,
			"checks/1 check-digit must map[field:[siren]] map[algorithm:siren separators:true]", "`siren` est un numéro SIREN dont la clé correspond.", "",
		},
		{
			"SIRET", `{"name": "french-siret-value", "params": {"column": "siret"}}`,
			"checks/1 check-digit must map[field:[siret]] map[algorithm:siret separators:true]", "`siret` est un numéro SIRET dont la clé correspond.", "",
		},
		{
			"comparison", `{"name": "compare-columns-value", "params": {"column": "pref", "op": ">=", "column2": "delib"}}`,
			"checks/1 misordered-values must map[field:[pref delib]] map[operator:>=]", "Dans chaque enregistrement, `pref` ≥ `delib`.", "",
		},
		{
			"equal texts", `{"name": "compare-columns-value", "params": {"column": "siren", "op": "==", "column2": "siret"}}`,
			"checks/1 misordered-values must map[field:[siren siret]] map[operator:==]", "Dans chaque enregistrement, `siren` = `siret`.", "",
		},
		{
			"cohesive columns", `{"name": "cohesive-columns-value", "params": {"column": "siren", "othercolumns": ["siret", "pref"]}}`,
			"checks/1 incomplete-together must map[field:[siren siret pref]] map[least:all]",
			"Dans chaque enregistrement, `siren`, `siret` et `pref` ont tous une valeur, ou aucun n’en a.", "",
		},
		{
			"one of two", `{"name": "one-of-required", "params": {"column": "siren", "column2": "siret"}}`,
			"checks/1 incomplete-together must map[field:[siren siret]] map[least:one]", "Dans chaque enregistrement, au moins un champ parmi `siren` et `siret` a une valeur.", "",
		},
		{
			"one of two, otherwise", `{"name": "one-of-required", "params": {"column1": "siren", "column2": "siret"}}`,
			"checks/1 incomplete-together must map[field:[siren siret]] map[least:one]", "Dans chaque enregistrement, au moins un champ parmi `siren` et `siret` a une valeur.", "",
		},
		{
			"sum", `{"name": "sum-columns-value", "params": {"column": "cast", "columns": ["for", "against"]}}`,
			"checks/1 sum-mismatch must map[parts:[for against] total:[cast]]", "Dans chaque enregistrement, `cast` est la somme de `for` et `against`.", "",
		},

		{"telephone", `{"name": "phone-number-value", "params": {"column": "siren"}}`, "", "Les données satisfont à la vérification phone-number-value que nomme le schéma.", "hvdlint ne contient pas les plans"},
		{"opening hours", `{"name": "opening-hours-value", "params": {"column": "siren"}}`, "", "", "hvdlint ne lit pas le langage"},
		{"acts", `{"name": "nomenclature-actes-value", "params": {"column": "siren"}}`, "", "", "la nomenclature des actes"},
		{"years", `{"name": "year-interval-value", "params": {"column": "siren", "allow-year-only": "yes"}}`, "", "", "un champ d’années"},
		{"points", `{"name": "french-gps-coordinates", "params": {"column": "siren"}}`, "", "", "la vérification compare les points"},
		{"unknown", `{"name": "duplicate-key", "params": {"column": "siren"}}`, "", "", "hvdlint ne connaît pas la vérification duplicate-key"},
		{"no name", `{"params": {"column": "siren"}}`, "", "", "le schéma ne dit pas de quelle vérification il s’agit"},
		{"no check", `"french-siren-value"`, "", "", "le schéma ne dit pas de quelle vérification il s’agit"},
		{"no parameters", `{"name": "french-siren-value"}`, "", "", "il manque à la vérification son paramètre column"},
		{"no such field", `{"name": "french-siret-value", "params": {"column": "SIRET"}}`, "", "", "le schéma n’a pas de champ SIRET; vouliez-vous dire «\u00a0siret\u00a0»?"},
		{"no such part", `{"name": "sum-columns-value", "params": {"column": "cast", "columns": ["for", "agianst"]}}`, "", "", "le schéma n’a pas de champ agianst"},
		{"no such operator", `{"name": "compare-columns-value", "params": {"column": "pref", "op": "<>", "column2": "delib"}}`, "", "", "la vérification n’a pas d’opérateur «\u00a0<>\u00a0»"},
		{"no order", `{"name": "compare-columns-value", "params": {"column": "pref", "op": "<", "column2": "cast"}}`, "", "", "les valeurs de ces champs n’ont pas d’ordre commun"},
		{"texts", `{"name": "compare-columns-value", "params": {"column": "siren", "op": "<", "column2": "siret"}}`, "", "", "les valeurs de ces champs n’ont pas d’ordre commun"},
		{"alone", `{"name": "cohesive-columns-value", "params": {"column": "siren", "othercolumns": []}}`, "", "", "il manque à la vérification son paramètre othercolumns"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := ParseTableSchema("s.json", []byte(`{"fields": [
				{"name": "siren"}, {"name": "siret"}, {"name": "pref", "type": "date"}, {"name": "delib", "type": "date"},
				{"name": "cast", "type": "integer"}, {"name": "for", "type": "integer"}, {"name": "against", "type": "integer"}],
				"custom_checks": [`+test.check+`]}`))
			if err != nil {
				t.Fatal(err)
			}
			r := requirement(t, s, "checks/1")
			want := test.want
			if want == "" {
				want = "checks/1 custom-check must"
			}
			if got := describe(&r); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if test.statement != "" && r.Statement.FR != test.statement {
				t.Errorf("statement: %s, want %s", r.Statement.FR, test.statement)
			}
			if test.reason == "" && !r.Untested.IsZero() || !strings.HasPrefix(r.Untested.FR, test.reason) {
				t.Errorf("reason: %s, want %s", r.Untested.FR, test.reason)
			}
			if r.Statement.EN == "" || r.Statement.EN == r.Statement.FR || !r.Untested.IsZero() && r.Untested.EN == r.Untested.FR {
				t.Errorf("not in both languages: %s, %s", r.Statement.EN, r.Untested.EN)
			}
		})
	}
}

// What is called custom_checks and is no list means something else.
func TestWhatOnlyLooksLikeCustomChecks(t *testing.T) {
	for _, written := range []string{`{}`, `"all"`, `null`, `[]`} {
		s, err := ParseTableSchema("s.json", []byte(`{"fields": [{"name": "a"}], "custom_checks": `+written+`}`))
		if err != nil || has(s, "checks/1") {
			t.Errorf("%s: %v", written, err)
		}
	}
}

// The checks of the published French schemas are understood, or say why they are not.
func TestPublishedCustomChecks(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpora/table-schema-versions/*/*/schema.json")
	if err != nil || len(files) == 0 {
		t.Skip("../shared/corpora/table-schema-versions is not here")
	}
	tested, untested := 0, 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := ParseTableSchema(name, text)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range s.Requirements {
			switch {
			case !strings.HasPrefix(r.ID, "checks/"):
			case r.Untested.IsZero():
				tested++
			default:
				untested++
				t.Logf("%s: %s", name, r.Untested.EN)
			}
		}
	}
	if tested < 10 || untested > 1 {
		t.Errorf("%d checks are tested, %d are not", tested, untested)
	}
}
