package report

import "github.com/cogwg/hvdlint/internal/message"

// What the outputs for other programs say of their own.
var (
	textTold    = message.Text{EN: "{message}; {requirement}.", FR: "{message}; {requirement}."}
	textToldFix = message.Text{EN: "To mend it: {fix}", FR: "Pour corriger\u00a0: {fix}"}
	titleUnread = message.Text{EN: "File that cannot be read", FR: "Fichier illisible"}

	textInFile = message.Text{EN: "{file}: {message}", FR: "{file}\u00a0: {message}"}

	textNotLocated = message.Text{
		EN: "{n|failing place is|failing places are} counted, but not located here; --max-samples 0 locates more",
		FR: "{n|manquement est compté, mais n’est pas situé|manquements sont comptés, mais ne sont pas situés} ici; --max-samples 0 en situe davantage",
	}
	textResultsLeftOut = message.Text{
		EN: "{n|result is|results are} left out, the least severe, because GitHub shows no more than {limit}",
		FR: "{n|résultat est omis|résultats sont omis}, en commençant par les moins graves, parce que GitHub n’en montre pas plus de {limit}",
	}
	textNotAnnotated = message.Text{
		EN: "{n|more result is|more results are} listed below without an annotation, because GitHub shows 10 of each severity for a step",
		FR: "{n|autre résultat figure|autres résultats figurent} ci-dessous sans annotation, parce que GitHub en montre 10 de chaque gravité par étape",
	}
	textMorePlaces = message.Text{
		EN: "{n|more failing place is|more failing places are} not shown",
		FR: "{n|autre manquement n’est pas montré|autres manquements ne sont pas montrés}",
	}
	textIsRead   = message.Text{EN: "The file can be read to its end", FR: "Le fichier peut être lu jusqu’à la fin"}
	noticeUnread = message.Text{EN: "File or part of a file that was not read", FR: "Fichier ou partie de fichier qui n’a pas été lu"}
	noticeCut    = message.Text{EN: "What was found and is not in this file", FR: "Ce qui a été trouvé et n’est pas dans ce fichier"}
)

// The columns of a table of findings.
var (
	columnDataset     = message.Text{EN: "dataset", FR: "jeu de données"}
	columnFile        = message.Text{EN: "file", FR: "fichier"}
	columnTable       = message.Text{EN: "table", FR: "tableau"}
	columnSeverity    = message.Text{EN: "severity", FR: "gravité"}
	columnRequirement = message.Text{EN: "requirement", FR: "exigence"}
	columnRule        = message.Text{EN: "rule", FR: "règle"}
	columnLine        = message.Text{EN: "line", FR: "ligne"}
	columnRecord      = message.Text{EN: "record", FR: "enregistrement"}
	columnColumn      = message.Text{EN: "column", FR: "colonne"}
	columnField       = message.Text{EN: "field", FR: "champ"}
	columnPlace       = message.Text{EN: "place", FR: "emplacement"}
	columnValue       = message.Text{EN: "value", FR: "valeur"}
	columnCount       = message.Text{EN: "count", FR: "nombre"}
	columnMessage     = message.Text{EN: "message", FR: "message"}
	columnFix         = message.Text{EN: "to mend it", FR: "pour corriger"}

	wordError   = message.Text{EN: "error", FR: "erreur"}
	wordWarning = message.Text{EN: "warning", FR: "avertissement"}
	wordNote    = message.Text{EN: "note", FR: "remarque"}
)

// severityWord is the word for a severity.
func severityWord(severity string) message.Text {
	switch severity {
	case SeverityError:
		return wordError
	case SeverityWarning:
		return wordWarning
	}
	return wordNote
}
