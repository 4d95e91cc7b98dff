package report

import (
	"fmt"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// The samples are written by hand from what is known of published files; see the README of the project's data.

func both(en, fr string) message.Text {
	return message.Text{EN: en, FR: strings.ReplaceAll(fr, "~", "\u00a0")}
}

func pointer[T any](v T) *T { return &v }

func babyNames() Standard {
	return Standard{
		Name: "baby-names", Version: "1.0.0", Status: "draft", Title: both("Baby names", "Prénoms à la naissance"),
		Provenance: pointer(both(
			"Proposal of this project, built on what jurisdictions publish. Not an adopted text.",
			"Proposition de ce projet, fondée sur ce que les administrations publient. Ce texte n’est pas adopté.")),
		Digest: "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", Parameters: map[string]any{"suppression_threshold": 5},
	}
}

var (
	titleType = both("Value of another type", "Valeur d’un autre type")
	titleKey  = both("Record repeated under one key", "Enregistrement répété sous une même clé")
	titleName = both("Field under another name", "Champ sous un autre nom")
	titleGone = both("Missing field", "Champ manquant")
	fixKey    = both(
		"Keep one of the two records. If both are right, something is missing that tells them apart; if they are one group published twice, delete the second block.",
		"Gardez un seul des deux enregistrements. Si les deux sont justes, il manque ce qui les distingue; s’il s’agit d’un bloc publié deux fois, supprimez le second.")
	noSupplied = map[string]string(nil)
)

func passed(ids ...string) []Assertion {
	list := make([]Assertion, 0, len(ids))
	for _, id := range ids {
		list = append(list, Assertion{
			Requirement: id, Rule: "rule", Level: "must", Resource: "names", Fields: []string{}, Outcome: Passed,
			Statement: both("It holds.", "Elle tient."), Title: both("Rule", "Règle"), Tested: 10,
		})
	}
	return list
}

func settled(outcome Outcome, reason message.Text, ids ...string) []Assertion {
	list := passed(ids...)
	for i := range list {
		list[i].Outcome, list[i].Reason, list[i].Tested = outcome, pointer(reason), 0
	}
	return list
}

// sample is a run that is put together piece by piece.
type sample struct{ Run }

func (s *sample) fail(a Assertion, findings ...Finding) {
	a.Outcome, a.Resource = Failed, "names"
	if a.Fields == nil {
		a.Fields = []string{}
	}
	s.Assertions = append(s.Assertions, a)
	left := a.Failed
	for _, f := range findings {
		f.Requirement, f.Rule, f.Resource, f.Severity = a.Requirement, a.Rule, "names", severityOf(a.Level)
		f.Count = max(f.Count, 1)
		left -= f.Count
		s.Findings = append(s.Findings, f)
	}
	if left > 0 {
		s.Truncated[a.Requirement] = left
	}
	switch a.Level {
	case "must":
		s.Totals.Error += a.Failed
		s.Verdict = DoesNotConform
	case "should":
		s.Totals.Warning += a.Failed
	default:
		s.Totals.Note += a.Failed
	}
}

func newSample(path string, records int64, supplied map[string]string) *sample {
	return &sample{Run{
		Standard: babyNames(), Dataset: Dataset{Name: "names", Jurisdiction: supplied["jurisdiction"]}, Verdict: Conforms,
		Resources: []Resource{{
			Name: "names", Path: path, Format: "csv", Bytes: 138666, Records: records,
			SHA256:   "acdf7e019df42dd38aebb137f02ad8131256bcae2081ae399509eff23a390d7e",
			Encoding: &Encoding{Name: "utf-8", Confidence: 100, Why: both("the whole file is valid UTF-8", "tout le fichier est en UTF-8 valide")},
			Dialect: &Dialect{
				Delimiter: ",", Quote: "", LineEnding: "lf", HeaderLine: 1,
				Why: both("every line has as many commas as the first", "chaque ligne a autant de virgules que la première"),
			},
			Fields: []Field{{Name: "year", Header: "year", Column: 1, Match: "label"}, {Name: "jurisdiction", Match: "missing"}},
		}},
		Assertions: []Assertion{}, Findings: []Finding{}, Truncated: map[string]int64{}, Options: Options{Supplied: supplied, MaxSamples: 20},
	}}
}

func absent(field, fr string) (Assertion, Finding) {
	a := Assertion{
		Requirement: "fields/" + field + "/present", Rule: "missing-field", Level: "must", Fields: []string{field},
		Statement: both("The file has the field "+field+".", "Le fichier a le champ "+fr+"."), Title: titleGone, Tested: 1, Failed: 1,
	}
	f := Finding{
		Line: 1, Field: field,
		Messages: both("the file has no field "+field, "le fichier n’a pas de champ "+fr),
		Fixes: both("Add the column. Until then, --set gives one value for all records.",
			"Ajoutez la colonne. D’ici là, --set donne une même valeur à tous les enregistrements."),
	}
	return a, f
}

// novaScotia is the list of 1920 to 2016: timestamps for years, and the boys of 1942 twice.
func novaScotia() Run {
	s := newSample("data/NS_Top_Twenty_Baby_Names_-_1920-2016.csv", 3905, map[string]string{"jurisdiction": "NS"})
	s.Assertions = passed("file/readable", "file/well-formed", "file/decodable", "file/not-empty", "file/encoding", "header/first", "header/present",
		"header/unique", "records/width", "fields/sex/enum", "fields/first_name/required", "fields/count/type", "no-totals")
	s.fail(Assertion{
		Requirement: "fields/year/type", Rule: "wrong-type", Level: "must", Fields: []string{"year"}, Title: titleType,
		Statement: both("Values of year are whole numbers.", "Les valeurs de annee sont des nombres entiers."),
		Unit:      UnitValues, Tested: 3905, Failed: 3905,
	}, Finding{
		Record: 1, Line: 2, Column: 1, Field: "year", Value: pointer("01/01/1920 12:00:00 AM"), Count: 3905,
		Messages: both("all 3,905 values of year: “01/01/1920 12:00:00 AM” is not a whole number",
			"toutes les 3~905 valeurs de annee~: «~01/01/1920 12:00:00 AM~» n’est pas un nombre entier"),
		Fixes: both("Write the year with four digits, 1920. A spreadsheet adds the rest when it exports dates.",
			"Écrivez l’année en quatre chiffres, 1920. Un tableur ajoute le reste lorsqu’il exporte des dates."),
		Excerpt: &Excerpt{Labels: []string{"year", "sex", "first name", "count"}, Cells: []string{"01/01/1920 12:00:00 AM", "F", "MARY", "639"}, Column: 0},
	})
	names := []string{"JOHN", "JAMES", "WILLIAM", "ROBERT", "JOSEPH", "MICHAEL"}
	var keys []Finding
	for i := range 20 {
		line, first := int64(1054+i), int64(1034+i)
		name := names[i%len(names)]
		f := Finding{
			Record: line - 1, Line: line, Fixes: fixKey, Params: map[string]any{"first": fmt.Sprint(first - 1)},
			Messages: both(fmt.Sprintf("the key 1942, M, %s was seen before, in record %d on line %d", name, first-1, first),
				fmt.Sprintf("la clé 1942, M, %s a déjà été vue, à l’enregistrement %d, ligne %d", name, first-1, first)),
			Related: []Related{{Record: first - 1, Line: first, Messages: both("first seen here", "vu ici la première fois")}},
		}
		if i < 3 {
			f.Excerpt = &Excerpt{Labels: []string{"year", "sex", "first name", "count"}, Cells: []string{"01/01/1942 12:00:00 AM", "M", name, "586"}, Column: -1}
		}
		keys = append(keys, f)
	}
	s.fail(Assertion{
		Requirement: "primaryKey", Rule: "duplicate-key", Level: "must", Fields: []string{"jurisdiction", "year", "sex", "first_name"}, Title: titleKey,
		Statement: both("jurisdiction, year, sex and first_name together are different in each record.",
			"territoire, annee, sexe et prenom, pris ensemble, diffèrent d’un enregistrement à l’autre."),
		Unit: UnitRecords, Tested: 3905, Failed: 21,
	}, keys...)
	a, f := absent("jurisdiction", "territoire")
	s.fail(a, f)
	s.fail(Assertion{
		Requirement: "header/names", Rule: "misnamed-field", Level: "should", Title: titleName, Tested: 1, Failed: 1,
		Statement: both("Columns have the names that the standard gives them.", "Les colonnes portent les noms que la norme leur donne."),
	}, Finding{
		Line: 1, Column: 3, Field: "first_name",
		Messages: both("“first name” stands for first_name", "«~first name~» tient lieu de prenom"),
		Fixes:    both("Rename the column to first_name.", "Renommez la colonne en prenom."),
	})
	s.Assertions = append(s.Assertions, settled(Untested, both("the file does not have rank", "le fichier n’a pas rang"),
		"fields/rank/type", "fields/rank/minimum", "rank-is-competition")...)
	s.Assertions = append(s.Assertions, settled(Untested, both("the file does not have proportion, which the standard leaves open",
		"le fichier n’a pas proportion, ce que la norme permet"), "fields/proportion/type", "fields/proportion/minimum", "fields/proportion/maximum")...)
	s.Assertions = append(s.Assertions, settled(Inapplicable, both("no record has a value here", "aucun enregistrement n’a de valeur ici"),
		"fields/status/enum")...)
	return s.Run
}

// ontario is the list of boys of 1917 to 2019: a title above the header, padded names, placeholders, damaged characters.
func ontario() Run {
	s := newSample("data/ontario_top_baby_names_male_1917-2019_en_fr.csv", 78302, map[string]string{"jurisdiction": "ON", "sex": "M"})
	s.Resources[0].Encoding.BOM = true
	s.Resources[0].Encoding.Why = both("the file starts with a UTF-8 byte order mark", "le fichier commence par une marque d’ordre des octets UTF-8")
	s.Resources[0].Dialect.HeaderLine = 2
	s.Resources[0].Dialect.Why = both("all lines but the first have the same number of filled cells; line 2 has names and no values",
		"toutes les lignes sauf la première ont le même nombre de cellules remplies; la ligne 2 a des noms et aucune valeur")
	labels := []string{"Year/Année", "Name/Nom", "Frequency/Fréquence"}
	s.Assertions = passed("file/readable", "file/well-formed", "file/decodable", "file/not-empty", "file/encoding", "header/present", "records/width",
		"fields/year/type", "fields/year/minimum", "fields/count/type", "primaryKey")
	s.fail(Assertion{
		Requirement: "header/first", Rule: "text-before-header", Level: "must", Tested: 1, Failed: 1,
		Title:     both("Text above the header", "Texte au-dessus de l’en-tête"),
		Statement: both("The first line of the file is the header.", "La première ligne du fichier est l’en-tête."),
	}, Finding{
		Line: 1,
		Messages: both("“Ontario Top Baby Names (Male) / Noms de nouveau-né les plus répandus en Ontario…” stands above the header",
			"«~Ontario Top Baby Names (Male) / Noms de nouveau-né les plus répandus en Ontario…~» figure au-dessus de l’en-tête"),
		Fixes: both("Delete the line, and put what it says into the description of the dataset.",
			"Supprimez la ligne et mettez ce qu’elle dit dans la description du jeu de données."),
	})
	var unnamed []Finding
	for i, place := range []struct {
		line int64
		year string
	}{{2129, "1922"}, {2551, "1923"}, {2967, "1924"}, {3365, "1925"}, {3778, "1926"}, {4175, "1927"}, {4562, "1928"}} {
		f := Finding{
			Record: place.line - 2, Line: place.line, Column: 2, Field: "first_name", Value: pointer("BABY"),
			Messages: both("“BABY” is not a name", "«~BABY~» n’est pas un prénom"),
			Fixes:    both("Leave the record out of the list of names.", "Retirez l’enregistrement de la liste de prénoms."),
		}
		if i < 3 {
			f.Excerpt = &Excerpt{Labels: labels, Cells: []string{place.year, "BABY", "118"}, Column: 1}
		}
		unnamed = append(unnamed, f)
	}
	s.fail(Assertion{
		Requirement: "first-name-is-a-name", Rule: "placeholder-value", Level: "must", Fields: []string{"first_name"}, Unit: UnitValues, Tested: 78301, Failed: 220,
		Title:     both("Placeholder instead of a value", "Mot de remplissage au lieu d’une valeur"),
		Statement: both("A first name is a name and not a word such as BABY or UNNAMED.", "Un prénom est un prénom et non un mot comme BABY ou UNNAMED."),
	}, unnamed...)
	s.fail(Assertion{
		Requirement: "fields/first_name/required", Rule: "missing-value", Level: "must", Fields: []string{"first_name"}, Unit: UnitRecords, Tested: 78302, Failed: 1,
		Title:     both("Missing value", "Valeur manquante"),
		Statement: both("Each record has a value of first_name.", "Chaque enregistrement a une valeur de prenom."),
	}, Finding{
		Record: 77928, Line: 77930, Column: 2, Field: "first_name", Value: pointer(""),
		Messages: both("first_name is empty", "prenom est vide"),
		Fixes:    both("Fill in the name, or delete the record.", "Inscrivez le prénom ou supprimez l’enregistrement."),
		Excerpt:  &Excerpt{Labels: labels, Cells: []string{"2019", "", "8"}, Column: 1},
	})
	var padded []Finding
	for i, name := range []string{"LIAM", "NOAH", "LUCAS", "WILLIAM", "BENJAMIN", "ETHAN", "LOGAN", "OLIVER"} {
		value := fmt.Sprintf("%-30s", name)
		f := Finding{
			Record: int64(75523 + i), Line: int64(75525 + i), Column: 2, Field: "first_name", Value: &value,
			Messages: both("“"+value+"” ends with spaces", "«~"+value+"~» se termine par des espaces"),
			Fixes:    both("Remove the spaces around the value.", "Supprimez les espaces autour de la valeur."),
		}
		if i < 3 {
			f.Excerpt = &Excerpt{Labels: labels, Cells: []string{"2018", value, "795"}, Column: 1}
		}
		padded = append(padded, f)
	}
	s.fail(Assertion{
		Requirement: "first-name-not-padded", Rule: "padded-value", Level: "should", Fields: []string{"first_name"}, Unit: UnitValues, Tested: 78301, Failed: 1394,
		Title:     both("Spaces around the value", "Espaces autour de la valeur"),
		Statement: both("Values of first_name neither start nor end with spaces.", "Les valeurs de prenom ne commencent ni ne se terminent par des espaces."),
	}, padded...)
	s.fail(Assertion{
		Requirement: "header/names", Rule: "misnamed-field", Level: "should", Title: titleName, Tested: 1, Failed: 3,
		Statement: both("Columns have the names that the standard gives them.", "Les colonnes portent les noms que la norme leur donne."),
	}, misnamed(1, "Year/Année", "year", "annee"), misnamed(2, "Name/Nom", "first_name", "prenom"), misnamed(3, "Frequency/Fréquence", "count", "nombre"))
	damaged := func(line int64, year, value, meant string) Finding {
		return Finding{
			Record: line - 2, Line: line, Column: 2, Field: "first_name", Value: &value,
			Messages: both("“"+value+"” is damaged, probably "+meant, "«~"+value+"~» est abîmé, sans doute "+meant),
			Fixes:    both("Export the name again in UTF-8, or retype it.", "Exportez de nouveau le prénom en UTF-8, ou retapez-le."),
			Excerpt:  &Excerpt{Labels: labels, Cells: []string{year, value, "20"}, Column: 1},
		}
	}
	s.fail(Assertion{
		Requirement: "one-case", Rule: "inconsistent-case", Level: "may", Fields: []string{"first_name"}, Unit: UnitValues, Tested: 78301, Failed: 2,
		Title:     both("Case unlike the rest", "Casse qui diffère du reste"),
		Statement: both("The names of a file follow one convention of upper and lower case.", "Les prénoms d’un fichier suivent une seule convention de casse."),
	}, damaged(71121, "2014", "MIKAïL", "MIKAÏL"), damaged(71695, "2015", "BENOîT", "BENOÎT"))
	s.Assertions = append(s.Assertions, settled(Untested, both("the file does not have rank", "le fichier n’a pas rang"), "fields/rank/type", "rank-is-competition")...)
	return s.Run
}

func misnamed(column int, written, en, fr string) Finding {
	return Finding{
		Line: 2, Column: column, Field: en,
		Messages: both("“"+written+"” stands for "+en, "«~"+written+"~» tient lieu de "+fr),
		Fixes:    both("Rename the column to "+en+".", "Renommez la colonne en "+fr+"."),
	}
}

func conforming() Run {
	s := newSample("data/manitoba.csv", 12480, noSupplied)
	s.Assertions = passed("file/readable", "file/well-formed", "fields/year/type", "primaryKey")
	return s.Run
}

// broken was read up to an unclosed quote; what was read has a blank line that says the same of several records.
func broken() Run {
	s := newSample("data/folder with a long name/yukon et territoires.csv", 1041, noSupplied)
	s.Resources[0].Encoding = &Encoding{Name: "windows-1252", Confidence: 94, Why: both(
		"the file is not UTF-8; bytes such as 0xC9 on line 12 read as “É” in Windows-1252",
		"le fichier n’est pas en UTF-8; des octets comme 0xC9 à la ligne 12 se lisent «~É~» en Windows-1252")}
	s.Resources[0].Dialect.Delimiter = ";"
	s.Resources[0].Dialect.Why = both("most lines have the same number of semicolons", "la plupart des lignes ont le même nombre de points-virgules")
	s.Resources[0].Unread = &Unread{
		Reason: "io", Record: 1041, Line: 1043,
		Messages: both("another program changed the file while it was read; try again", "un autre programme a modifié le fichier pendant la lecture; réessayez"),
	}
	var blanks []Finding
	for record := int64(20); record < 30; record++ {
		blanks = append(blanks, Finding{
			Record: record, Line: record + 1, Messages: both("the record is blank", "l’enregistrement est vide"),
			Fixes: both("Delete the line.", "Supprimez la ligne."),
		})
	}
	s.fail(Assertion{
		Requirement: "records/filled", Rule: "blank-record", Level: "must", Unit: UnitRecords, Tested: 1041, Failed: 10,
		Title:     both("Blank record", "Enregistrement vide"),
		Statement: both("No record is blank.", "Aucun enregistrement n’est vide."),
	}, blanks...)
	s.Assertions = append(s.Assertions, settled(CantTell, both(
		"nothing wrong was found in the part that could be read, up to record 1,041",
		"rien d’anormal dans la partie lue, jusqu’à l’enregistrement 1~041"), "fields/year/type", "fields/count/type", "primaryKey")...)
	s.Verdict = CouldNotCheck
	return s.Run
}

// unreadable is a file of which nothing was read.
func unreadable() Run {
	s := newSample("data/old.xls", 0, noSupplied)
	why := both("this is a workbook in the old Excel format (.xls); save the sheet as CSV UTF-8",
		"c’est un classeur dans l’ancien format d’Excel (.xls); enregistrez la feuille en CSV UTF-8")
	s.Resources[0] = Resource{Name: "names", Path: "data/old.xls", Fields: []Field{}, Unread: &Unread{Reason: "old-workbook", Messages: why}}
	s.fail(Assertion{
		Requirement: "file/readable", Rule: "unreadable-file", Level: "must", Tested: 1, Failed: 1,
		Title:     both("File that cannot be read", "Fichier qui ne peut pas être lu"),
		Statement: both("The file can be opened and read.", "Le fichier peut être ouvert et lu."),
	}, Finding{Messages: why, Fixes: both("Save the sheet as CSV UTF-8.", "Enregistrez la feuille en CSV UTF-8.")})
	s.Assertions = append(s.Assertions, settled(Untested, both("the file could not be read", "le fichier n’a pas pu être lu"), "file/well-formed", "fields/year/type")...)
	s.Verdict = CouldNotCheck
	return s.Run
}

// excepted fails only where a waiver accepts it, but for a should of which the baseline knows a part. One waiver expired, one is unused.
func excepted() Run {
	s := newSample("data/excepted.csv", 5200, noSupplied)
	s.Assertions = passed("file/readable", "file/well-formed")
	labels := []string{"year", "first_name", "count"}
	s.Assertions = append(s.Assertions, Assertion{
		Requirement: "fields/year/minimum", Rule: "below-minimum", Level: "must", Resource: "names", Fields: []string{"year"}, Outcome: Failed,
		Unit: UnitValues, Tested: 5200, Failed: 12, Waived: 12,
		Title:     both("Value below the minimum", "Valeur sous le minimum"),
		Statement: both("No value of year is below 1850.", "Aucune valeur de annee n’est sous 1850."),
	}, Assertion{
		Requirement: "first-name-not-padded", Rule: "padded-value", Level: "should", Resource: "names", Fields: []string{"first_name"}, Outcome: Failed,
		Unit: UnitValues, Tested: 5200, Failed: 31, Known: 30,
		Title:     both("Spaces around the value", "Espaces autour de la valeur"),
		Statement: both("Values of first_name neither start nor end with spaces.", "Les valeurs de prenom ne commencent ni ne se terminent par des espaces."),
	}, Assertion{
		Requirement: "records/filled", Rule: "blank-record", Level: "must", Resource: "names", Fields: []string{}, Outcome: Untested, LeftOut: true,
		Reason: pointer(both("you left it out", "vous l’avez écartée")), Title: both("Blank record", "Enregistrement vide"),
		Statement: both("No record is blank.", "Aucun enregistrement n’est vide."),
	})
	place := func(record int64, field, value, en, fr string) Finding {
		f := Finding{
			Requirement: "first-name-not-padded", Rule: "padded-value", Severity: SeverityWarning, Resource: "names", Record: record, Line: record + 1,
			Column: 2, Field: field, Value: &value, Count: 1, Messages: both(en, fr),
			Fixes:   both("Remove the spaces around the value.", "Supprimez les espaces autour de la valeur."),
			Excerpt: &Excerpt{Labels: labels, Cells: []string{"1931", value, "5"}, Column: 1},
		}
		return f
	}
	s.Findings = []Finding{place(5117, "first_name", "ZOÉ ", "“ZOÉ ” ends with a space", "«~ZOÉ ~» se termine par une espace")}
	s.Known = []Finding{
		place(17, "first_name", "ANNE ", "“ANNE ” ends with a space", "«~ANNE ~» se termine par une espace"),
		place(19, "first_name", "RUTH ", "“RUTH ” ends with a space", "«~RUTH ~» se termine par une espace"),
	}
	year := place(3, "year", "1848", "“1848” is below 1850", "«~1848~» est sous 1850")
	year.Requirement, year.Rule, year.Severity, year.Column, year.Waiver = "fields/year/minimum", "below-minimum", SeverityError, 1, 1
	year.Fixes = both("Correct the year.", "Corrigez l’année.")
	s.Waived = []Finding{year}
	s.Totals = Totals{Error: 1, Warning: 2}
	s.Waivers = []Waiver{{
		Requirement: "fields/year/minimum", Scope: WaiverScope{Field: "year", Key: map[string][]string{"year": {"1847", "1848"}}},
		Reason: both("The parish registers reach back further.", "Les registres paroissiaux remontent plus loin."),
		Owner:  "Registrar", Date: "2026-01-15", Expires: "2027-01-31", Line: 2, Count: 12, State: WaiverInForce,
	}, {
		Requirement: "first-name-not-padded", Scope: WaiverScope{File: "data/*.csv"}, Reason: both("Until the export is mended.", "Jusqu’à la correction de l’export."),
		Owner: "data@example.org", Date: "2025-01-15", Expires: "2026-01-31", Line: 12, Count: 1, State: WaiverExpired,
		Messages: pointer(both("the waiver of first-name-not-padded expired on 2026-01-31", "la dérogation à first-name-not-padded a expiré le 2026-01-31")),
		Fixes:    pointer(both("Mend the data, or decide again.", "Corrigez les données, ou décidez de nouveau.")),
	}, {
		Requirement: "primaryKey", Reason: both("Two offices.", "Deux bureaux."), Owner: "data@example.org", Date: "2025-01-15", Line: 21, State: WaiverUnused,
		Messages: pointer(both("nothing needs the waiver of primaryKey", "rien ne demande la dérogation à primaryKey")),
		Fixes:    pointer(both("Delete it.", "Supprimez-la.")),
	}}
	s.Baseline = &Baseline{Path: "baseline.json", SHA256: s.Resources[0].SHA256, Known: 30, New: 1, Gone: 4}
	s.Options.Waivers = &ExceptionsFile{Path: "waivers.yaml", SHA256: s.Resources[0].SHA256}
	s.Options.Baseline = &ExceptionsFile{Path: "baseline.json", SHA256: s.Resources[0].SHA256}
	s.Options.Date = "2026-11-26"
	s.Verdict = s.Judged()
	return s.Run
}

func reportOf(runs ...Run) *Report {
	return &Report{SchemaVersion: SchemaVersion, Tool: Tool{Name: "hvdlint", Version: "0.1.0"}, Runs: runs}
}

// sampleReports are all samples by name.
func sampleReports() map[string]*Report {
	return map[string]*Report{
		"nova-scotia": reportOf(novaScotia()),
		"ontario":     reportOf(ontario()),
		"conforming":  reportOf(conforming()),
		"broken":      reportOf(broken()),
		"unreadable":  reportOf(unreadable()),
		"several":     reportOf(conforming(), novaScotia(), broken(), unreadable()),
		"empty":       reportOf(),
		"excepted":    reportOf(excepted()),
	}
}
