package cli

import "github.com/cogwg/hvdlint/internal/message"

// The catalogue is in the files texts*.go: all that the command line says, in both languages. Flags, commands, codes and
// keys are the same in both.

// Frame of help.
var (
	textUsage        = message.Text{EN: "Usage", FR: "Utilisation"}
	textExamples     = message.Text{EN: "Examples", FR: "Exemples"}
	textCommands     = message.Text{EN: "Commands", FR: "Commandes"}
	textFlags        = message.Text{EN: "Flags", FR: "Options"}
	textGlobalFlags  = message.Text{EN: "Flags of every command", FR: "Options de toutes les commandes"}
	textCommandPlace = message.Text{EN: "COMMAND", FR: "COMMANDE"}
	textFlagsPlace   = message.Text{EN: "[flags]", FR: "[options]"}
	textMoreHelp     = message.Text{
		EN: "“{command} COMMAND --help” says more about a command.",
		FR: "«\u00a0{command} COMMANDE --help\u00a0» en dit plus sur une commande.",
	}
	textForHelp = message.Text{EN: "For help: {command} --help", FR: "Pour de l’aide\u00a0: {command} --help"}
)

// Notices.
var (
	textBytes = message.Text{EN: "{n|byte|bytes}", FR: "{n|octet|octets}"}

	textReportWritten = message.Text{EN: "Report written to {path}: {summary}.", FR: "Rapport écrit dans {path}\u00a0: {summary}."}
	textSummary       = message.Text{
		EN: "{errors|error|errors}, {warnings|warning|warnings}, {notes|note|notes}",
		FR: "{errors|erreur|erreurs}, {warnings|avertissement|avertissements}, {notes|remarque|remarques}",
	}
	textSummaryUnread = message.Text{
		EN: "{errors|error|errors}, {warnings|warning|warnings}, {notes|note|notes}; {unread|dataset|datasets} could not be checked",
		FR: "{errors|erreur|erreurs}, {warnings|avertissement|avertissements}, {notes|remarque|remarques}; " +
			"{unread|jeu de données n’a pas pu être vérifié|jeux de données n’ont pas pu être vérifiés}",
	}
)

// The catalogue as pages.
var (
	textCatalogue    = message.Text{EN: "The rules of hvdlint", FR: "Les règles de hvdlint"}
	textRuleColumn   = message.Text{EN: "rule", FR: "règle"}
	textFamilyColumn = message.Text{EN: "about", FR: "porte sur"}
	textFindsColumn  = message.Text{EN: "finds", FR: "trouve"}
	textPagesWritten = message.Text{
		EN: "{n|rule|rules} written to {path}, in English and in French.",
		FR: "{n|règle écrite|règles écrites} dans {path}, en français et en anglais.",
	}
)

// Inspection.
var (
	textFormat     = message.Text{EN: "Format", FR: "Format"}
	textPacked     = message.Text{EN: "Compression", FR: "Compression"}
	textSheet      = message.Text{EN: "Sheet", FR: "Feuille"}
	textOtherSheet = message.Text{EN: "Other sheets", FR: "Autres feuilles"}
	textPointer    = message.Text{EN: "Records at", FR: "Enregistrements à"}
	textSize       = message.Text{EN: "Size", FR: "Taille"}
	textEncoding   = message.Text{EN: "Encoding", FR: "Encodage"}
	textBOM        = message.Text{EN: "Byte order mark", FR: "Indicateur BOM"}
	textDelimiter  = message.Text{EN: "Delimiter", FR: "Délimiteur"}
	textQuote      = message.Text{EN: "Quote", FR: "Guillemet"}
	textLineEnding = message.Text{EN: "Line endings", FR: "Fins de ligne"}
	textHeader     = message.Text{EN: "Header", FR: "En-tête"}
	textAbove      = message.Text{EN: "Above the header", FR: "Au-dessus de l’en-tête"}
	textBelow      = message.Text{EN: "Below the data", FR: "Sous les données"}
	textBeside     = message.Text{EN: "Further tables", FR: "Autres tableaux"}
	textRecords    = message.Text{EN: "Records", FR: "Enregistrements"}
	textColumns    = message.Text{EN: "Columns", FR: "Colonnes"}
	textUnread     = message.Text{EN: "Not read", FR: "Non lu"}

	textRow         = message.Text{EN: "row {line}", FR: "ligne {line}"}
	textWholeText   = message.Text{EN: "the top of the text", FR: "la racine du document"}
	textNamesInside = message.Text{EN: "the names are in the file itself", FR: "les noms sont dans le fichier même"}
	textSheetData   = message.Text{EN: "{name} (a table, {range})", FR: "{name} (un tableau, {range})"}
	textSheetHidden = message.Text{EN: "{name} (hidden table, {range})", FR: "{name} (tableau masqué, {range})"}
	textSheetOther  = message.Text{EN: "{name} (no table)", FR: "{name} (aucun tableau)"}

	textYes        = message.Text{EN: "yes", FR: "oui"}
	textNo         = message.Text{EN: "no", FR: "non"}
	textNone       = message.Text{EN: "none", FR: "aucun"}
	textNoEnding   = message.Text{EN: "none", FR: "aucune"}
	textTab        = message.Text{EN: "tab", FR: "tabulation"}
	textSpace      = message.Text{EN: "space", FR: "espace"}
	textConfidence = message.Text{EN: "{name} ({percent}% sure)", FR: "{name} (certain à {percent}\u00a0%)"}
	textOnLine     = message.Text{EN: "line {line}", FR: "ligne {line}"}
	textNoHeader   = message.Text{EN: "none: the first line is data", FR: "aucun\u00a0: la première ligne contient des données"}
	textMixed      = message.Text{EN: "mixed", FR: "mixtes"}
	textBlankLabel = message.Text{EN: "(no label)", FR: "(sans nom)"}
	textNotThere   = message.Text{EN: "(not in the file)", FR: "(absent du fichier)"}

	textMatchLabel    = message.Text{EN: "is {name}", FR: "est {name}"}
	textMatchAlias    = message.Text{EN: "read as {name}: a known other spelling", FR: "lu comme {name}\u00a0: autre graphie connue"}
	textMatchFolded   = message.Text{EN: "read as {name}: equal but for case, accents or punctuation", FR: "lu comme {name}\u00a0: identique, à la casse, aux accents ou à la ponctuation près"}
	textMatchNear     = message.Text{EN: "read as {name}: nearest spelling", FR: "lu comme {name}\u00a0: graphie la plus proche"}
	textMatchSupplied = message.Text{EN: "{name}: given as {value}", FR: "{name}\u00a0: donné, {value}"}
	textMatchMissing  = message.Text{EN: "{name}: no column", FR: "{name}\u00a0: aucune colonne"}
	textMatchUnknown  = message.Text{EN: "not in the standard", FR: "absent de la norme"}
	textMatchRepeated = message.Text{EN: "repeats an earlier column", FR: "répète une colonne précédente"}
)
