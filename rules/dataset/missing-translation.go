package dataset

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// missingTranslation finds titles and descriptions, of a package and of its resources, that a descriptor gives in one official language only. A
// text in both is one of these:
//
//   - a mapping by language, "title": {"en": …, "fr": …}, which CKAN writes as title_translated;
//   - properties of their own for one or both languages: title and title_fr, title_en and title_fr, with "_", "-", "@" or "." before the language;
//   - one text with " / " or " | " between the languages.
//
// Languages may have a region ("fr-CA"). A property that is not there is missing-metadata's.
var missingTranslation = &lint.Rule{
	ID: "missing-translation", Family: lint.DatasetFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: bindMissingTranslation,
}

func bindMissingTranslation(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); b.Package == nil || err != nil {
		return nil, err
	}
	return lint.DatasetCheck(checkTranslations), nil
}

// translated are the properties that people read.
var translated = []struct {
	name string
	what message.Text
}{
	{"title", message.Text{EN: "the title", FR: "le titre"}},
	{"description", message.Text{EN: "the description", FR: "la description"}},
}

var (
	textOfDataset = message.Text{EN: "of the dataset", FR: "du jeu de données"}
	textOfTable   = message.Text{EN: "of the table “{name}”", FR: "du tableau «\u00a0{name}\u00a0»"}
)

func checkTranslations(d *lint.Dataset) []lint.Defect {
	defects := untranslated(d.Package.Properties, "", textOfDataset)
	for i := range d.Package.Resources {
		r := &d.Package.Resources[i]
		defects = append(defects, untranslated(r.Properties, r.Name, textOfTable.Format(message.P("name", r.Name)))...)
	}
	return defects
}

// untranslated returns a defect for each text among properties that lacks a language. of says what they are properties of.
func untranslated(properties map[string]any, resource string, of message.Text) []lint.Defect {
	var defects []lint.Defect
	for _, property := range translated {
		t := translationsOf(properties, property.name)
		variant, value := "", t.plain
		switch {
		case t.none() || t.both():
			continue
		case t.french != "":
			variant, value = "english", t.french
		case t.english != "":
			variant, value = "french", t.english
		}
		defects = append(defects, lint.Defect{
			Variant: variant, Value: value, At: lint.Location{Resource: resource},
			Params: []message.Param{message.P("what", property.what), message.P("of", of), message.P("name", property.name)},
		})
	}
	return defects
}

// translations are what a text says in each language; plain is what does not say which one it is in.
type translations struct{ plain, english, french string }

func (t *translations) none() bool { return *t == translations{} }

// both reports whether both languages are there. A plain text beside that of one language is the other one.
func (t *translations) both() bool {
	if t.english != "" && t.french != "" || strings.Contains(t.plain, " / ") || strings.Contains(t.plain, " | ") {
		return true
	}
	return t.plain != "" && t.english+t.french != ""
}

func translationsOf(properties map[string]any, name string) *translations {
	t := &translations{}
	for key, value := range properties {
		rest, ok := strings.CutPrefix(strings.ToLower(key), name)
		if !ok {
			continue
		}
		if rest == "" || rest == "_translated" {
			if byLanguage, ok := value.(map[string]any); ok {
				for language, text := range byLanguage {
					t.add(language, text)
				}
				continue
			}
		}
		if rest == "" || strings.Contains("_-@.", rest[:1]) {
			t.add(strings.TrimLeft(rest, "_-@."), value)
		}
	}
	return t
}

// add notes a text of a language; empty: it does not say of which.
func (t *translations) add(language string, value any) {
	text, ok := value.(string)
	if text = strings.TrimSpace(text); !ok || text == "" {
		return
	}
	language, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(language), "_", "-"), "-")
	switch language {
	case "":
		t.plain = text
	case "en", "eng":
		t.english = text
	case "fr", "fra", "fre":
		t.french = text
	}
}
