package report

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// All that the HTML page says of its own and the text output does not.

// htmlWords are the headings and labels that the template names, in one language.
type htmlWords map[string]string

// htmlWordsIn returns the words of the template. It names each; a name that is not here is an error of writing.
func htmlWordsIn(l message.Language) htmlWords {
	words := htmlWords{"colon": message.Colon.In(l)}
	for name, text := range map[string]message.Text{
		"language":     {EN: "English", FR: "Français"},
		"skip":         {EN: "Skip to the report", FR: "Aller au rapport"},
		"runs":         {EN: "All results", FR: "Tous les résultats"},
		"runsCaption":  {EN: "Each dataset and its verdict", FR: "Chaque jeu de données et son verdict"},
		"dataset":      {EN: "Dataset", FR: "Jeu de données"},
		"standard":     {EN: "Standard", FR: "Norme"},
		"verdict":      {EN: "Verdict", FR: "Verdict"},
		"errors":       {EN: "Errors", FR: "Erreurs"},
		"warnings":     {EN: "Warnings", FR: "Avertissements"},
		"notes":        {EN: "Notes", FR: "Remarques"},
		"records":      {EN: "Records", FR: "Enregistrements"},
		"first":        {EN: "What to mend first", FR: "À corriger en premier"},
		"fix":          {EN: "To mend it:", FR: "Pour corriger\u00a0:"},
		"requirements": {EN: "Requirements", FR: "Exigences"},
		"requirement":  wordRequirement,
		"level":        {EN: "Level", FR: "Niveau"},
		"outcome":      {EN: "Outcome", FR: "Résultat"},
		"failing":      wordPlaces,
		"tested":       {EN: "Tested", FR: "Vérifiés"},
		"share":        {EN: "Share", FR: "Part"},
		"failed":       {EN: "Failed requirements, worst first", FR: "Exigences non respectées, les plus graves en premier"},
		"excerpt":      {EN: "The record as written", FR: "L’enregistrement tel qu’il est écrit"},
		"here":         {EN: "the cell in question", FR: "la cellule en question"},
		"firstAt":      {EN: "First case,", FR: "Premier cas,"},
		"pointer":      {EN: "JSON Pointer", FR: "pointeur JSON"},
		"page":         {EN: "About this rule", FR: "À propos de cette règle"},
		"settled":      {EN: "What was not tested, and why", FR: "Ce qui n’a pas été vérifié, et pourquoi"},
		"completeness": {EN: "Completeness", FR: "Complétude"},
		"field":        {EN: "Field", FR: "Champ"},
		"withValue":    {EN: "With a value", FR: "Avec une valeur"},
		"provenance":   {EN: "What was checked, and how it was read", FR: "Ce qui a été vérifié, et comment le fichier a été lu"},
		"column":       {EN: "Column", FR: "Colonne"},
		"header":       {EN: "As written", FR: "Tel qu’écrit"},
		"match":        {EN: "How it was recognised", FR: "Comment il a été reconnu"},
		"waivers":      wordWaivers,
		"about":        {EN: "About this report", FR: "À propos de ce rapport"},

		"requirementsPassed":  {EN: "Requirements passed", FR: "Exigences respectées"},
		"failedCaption":       {EN: "How often each failed, of how many", FR: "Combien de fois, sur combien"},
		"othersCaption":       {EN: "All other requirements", FR: "Toutes les autres exigences"},
		"sharesTitle":         {EN: "Share of what was tested that fails", FR: "Part de ce qui a été vérifié qui n’est pas conforme"},
		"completenessTitle":   {EN: "Share of records with a value, by field", FR: "Part des enregistrements avec une valeur, par champ"},
		"completenessCaption": {EN: "Records with a value in the fields that must have one", FR: "Enregistrements avec une valeur dans les champs qui doivent en avoir une"},
		"standardFacts":       {EN: "The standard", FR: "La norme"},
		"fileFacts":           {EN: "The file", FR: "Le fichier"},
		"optionFacts":         {EN: "Options", FR: "Options"},
		"fieldsCaption":       {EN: "Columns of the file and fields of the standard", FR: "Colonnes du fichier et champs de la norme"},
	} {
		words[name] = text.In(l)
	}
	return words
}

// Sentences.
var (
	textHTMLOthers     = message.Text{EN: "All other requirements: {counts}", FR: "Toutes les autres exigences\u00a0: {counts}"}
	textHTMLTitle      = message.Text{EN: "{title} ({field})", FR: "{title} ({field})"}
	textHTMLMorePlaces = message.Text{EN: "{n|more place|more places}", FR: "{n|autre endroit|autres endroits}"}
	textHTMLHidden     = message.Text{
		EN: "{n|failing place is|failing places are} not shown here, of {all}. With --max-samples 0, this page shows more and the JSON report shows all.",
		FR: "{n|manquement n’est pas montré|manquements ne sont pas montrés} ici, sur {all}. Avec --max-samples 0, cette page en montre plus et le rapport JSON les montre tous.",
	}
	textHTMLLimited = message.Text{
		EN: "So many requirements failed that at most {n|place is|places are} shown for each. Counts are exact.",
		FR: "Tant d’exigences ne sont pas respectées qu’au plus {n|endroit est montré|endroits sont montrés} pour chacune. Les nombres sont exacts.",
	}
	textHTMLFieldIn     = message.Text{EN: "{field} in table {table}", FR: "{field} dans le tableau {table}"}
	textHTMLBytes       = message.Text{EN: "{n|byte|bytes}", FR: "{n|octet|octets}"}
	textHTMLSheet       = message.Text{EN: "“{sheet}” ({range})", FR: "«\u00a0{sheet}\u00a0» ({range})"}
	textHTMLHiddenSheet = message.Text{EN: "“{sheet}” ({range}, hidden)", FR: "«\u00a0{sheet}\u00a0» ({range}, masquée)"}
	textHTMLSeconds     = message.Text{EN: "{whole}.{part} s", FR: "{whole},{part}\u00a0s"}
	textHTMLMachine     = message.Text{EN: "{os} {arch}, {n|processor|processors}", FR: "{os} {arch}, {n|processeur|processeurs}"}
)

// What the comment for a pull request says of its own.
var (
	textMarkdownSeverity = message.Text{EN: "Severity", FR: "Gravité"}
	textMarkdownFirst    = message.Text{EN: "First place", FR: "Premier endroit"}
	textMarkdownCut      = message.Text{
		EN: "This comment was cut: the details of {n|failed requirement|failed requirements} are not in it. The HTML report has them.",
		FR: "Ce commentaire a été abrégé\u00a0: il y manque le détail de {n|exigence non respectée|exigences non respectées}. Le rapport HTML le donne.",
	}
)

// Names of facts.
var (
	factName         = message.Text{EN: "Name", FR: "Nom"}
	factTitle        = message.Text{EN: "Title", FR: "Titre"}
	factVersion      = message.Text{EN: "Version", FR: "Version"}
	factStatus       = message.Text{EN: "Status", FR: "Statut"}
	factOrigin       = message.Text{EN: "Origin", FR: "Origine"}
	factDigest       = message.Text{EN: "Digest", FR: "Empreinte"}
	factParameter    = message.Text{EN: "Parameter", FR: "Paramètre"}
	factFile         = message.Text{EN: "File", FR: "Fichier"}
	factSize         = message.Text{EN: "Size", FR: "Taille"}
	factSHA256       = message.Text{EN: "SHA-256", FR: "SHA-256"}
	factFormat       = message.Text{EN: "Format", FR: "Format"}
	factCompression  = message.Text{EN: "Compression", FR: "Compression"}
	factSheet        = message.Text{EN: "Sheet", FR: "Feuille"}
	factOtherSheets  = message.Text{EN: "Other sheets", FR: "Autres feuilles"}
	factPointer      = message.Text{EN: "Records at", FR: "Enregistrements à"}
	factEncoding     = message.Text{EN: "Encoding", FR: "Encodage"}
	factDelimiter    = message.Text{EN: "Delimiter", FR: "Délimiteur"}
	factQuote        = message.Text{EN: "Quote", FR: "Guillemet"}
	factLineEnding   = message.Text{EN: "Line endings", FR: "Fins de ligne"}
	factHeader       = message.Text{EN: "Header", FR: "En-tête"}
	factLayout       = message.Text{EN: "Layout", FR: "Disposition"}
	factRecords      = message.Text{EN: "Records", FR: "Enregistrements"}
	factSupplied     = message.Text{EN: "Given by you", FR: "Donné par vous"}
	factUnused       = message.Text{EN: "Given, but the file has the field", FR: "Donné, mais le fichier a ce champ"}
	factPublisher    = message.Text{EN: "Publisher", FR: "Éditeur"}
	factJurisdiction = message.Text{EN: "Jurisdiction", FR: "Administration"}
	factTool         = message.Text{EN: "Made by", FR: "Produit par"}
	factStarted      = message.Text{EN: "Started (UTC)", FR: "Début (UTC)"}
	factDuration     = message.Text{EN: "Duration", FR: "Durée"}
	factMachine      = message.Text{EN: "Computer", FR: "Ordinateur"}
	factDirectory    = message.Text{EN: "Folder", FR: "Dossier"}
)

// levelWord names a level as the standard command does.
func levelWord(level string) message.Text {
	switch level {
	case "must":
		return message.Text{EN: "must", FR: "obligatoire"}
	case "should":
		return message.Text{EN: "should", FR: "recommandé"}
	case "may":
		return message.Text{EN: "may", FR: "facultatif"}
	}
	return message.Same(shown(level, nameLength))
}

func outcomeWord(outcome Outcome) message.Text {
	switch outcome {
	case Passed:
		return message.Text{EN: "passed", FR: "respectée"}
	case Failed:
		return message.Text{EN: "failed", FR: "non respectée"}
	case CantTell:
		return message.Text{EN: "undecided", FR: "en suspens"}
	case Untested:
		return message.Text{EN: "not tested", FR: "non vérifiée"}
	case Inapplicable:
		return message.Text{EN: "nothing to test", FR: "sans objet"}
	}
	return message.Same(shown(string(outcome), nameLength))
}

// matchWord says how a column was recognised as a field.
func matchWord(match string) message.Text {
	switch match {
	case "label":
		return message.Text{EN: "by its name", FR: "par son nom"}
	case "alias":
		return message.Text{EN: "a known other spelling", FR: "autre graphie connue"}
	case "folded":
		return message.Text{EN: "equal but for case, accents or punctuation", FR: "identique, à la casse, aux accents ou à la ponctuation près"}
	case "near":
		return message.Text{EN: "nearest spelling", FR: "graphie la plus proche"}
	case "supplied":
		return message.Text{EN: "given by you", FR: "donné par vous"}
	case "missing":
		return message.Text{EN: "not in the file", FR: "absent du fichier"}
	case "unknown":
		return message.Text{EN: "not in the standard", FR: "absent de la norme"}
	case "repeated":
		return message.Text{EN: "repeats an earlier column", FR: "répète une colonne précédente"}
	}
	return message.Same(shown(match, nameLength))
}

func lineEndingWord(ending string) message.Text {
	if ending == "mixed" {
		return message.Text{EN: "mixed", FR: "mixtes"}
	}
	return message.Same(strings.ToUpper(shown(ending, nameLength)))
}
