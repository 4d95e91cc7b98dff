package validate_test

import (
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
)

func TestFitOf(t *testing.T) {
	for _, test := range []struct {
		name     string
		standard *standard.Standard
		labels   string
		known    int
		missing  string
	}{
		{"the names of the standard", babyNames(t), "jurisdiction,year,sex,first_name,count", 5, ""},
		{"in French", babyNames(t), "Année,SEXE,prénom,nombre", 4, "jurisdiction"},
		{"nothing of it", babyNames(t), "stop_id,stop_name", 0, ""},
		{"no labels", babyNames(t), "", 0, ""},
		{"the table that fits best", transit(t), "no_arret,route", 1, "stop_name"},
		{"no fields at all", standard.Structure(), "year,sex", 0, ""},
	} {
		fit := validate.FitOf(test.standard, strings.Split(test.labels, ","))
		if fit.Known != test.known || strings.Join(fit.Missing, ",") != test.missing {
			t.Errorf("%s: %+v", test.name, fit)
		}
	}
}
