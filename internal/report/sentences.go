package report

import "github.com/cogwg/hvdlint/internal/message"

// All that the text output says of its own. Everything else comes from the report. A lead is the word or two that a line
// starts with; it tells what the line is about before anything else does.

// What was checked.
var (
	leadStandard     = message.Text{EN: "standard:", FR: "norme\u00a0:"}
	leadRecords      = message.Text{EN: "records:", FR: "enregistrements\u00a0:"}
	leadReadAs       = message.Text{EN: "read as:", FR: "lu comme\u00a0:"}
	leadWhyEncoding  = message.Text{EN: "why this encoding:", FR: "pourquoi cet encodage\u00a0:"}
	leadWhyDelimiter = message.Text{EN: "why this layout:", FR: "pourquoi cette disposition\u00a0:"}
	leadUnused       = message.Text{EN: "not used, because the file has the field:", FR: "non utilisé, car le fichier a ce champ\u00a0:"}
	leadSupplied     = message.Text{EN: "given by you:", FR: "donné par vous\u00a0:"}
	leadPrevious     = message.Text{EN: "compared with:", FR: "comparé à\u00a0:"}
	leadTable        = message.Text{EN: "table:", FR: "tableau\u00a0:"}
	leadNotRead      = message.Text{EN: "not read:", FR: "non lu\u00a0:"}
	leadReadInPart   = message.Text{EN: "read in part:", FR: "lu en partie\u00a0:"}

	textNothingChecked = message.Text{EN: "nothing was checked", FR: "rien n’a été vérifié"}
	textStandardInput  = message.Text{EN: "standard input", FR: "entrée standard"}
	textSupplied       = message.Text{EN: "{field} = {value}", FR: "{field} = {value}"}
	textReadTo         = message.Text{
		EN: "reading ended after record {record}, on line {line}",
		FR: "la lecture s’est arrêtée après l’enregistrement {record}, à la ligne {line}",
	}
	textReadToRecord = message.Text{
		EN: "reading ended after record {record}",
		FR: "la lecture s’est arrêtée après l’enregistrement {record}",
	}
)

// How a table was read.
var (
	textBOM          = message.Text{EN: "{encoding} with a byte order mark", FR: "{encoding} avec indicateur d’ordre des octets (BOM)"}
	textSure         = message.Text{EN: "{why} ({percent}% sure)", FR: "{why} (certain à {percent}\u00a0%)"}
	textCommas       = message.Text{EN: "cells separated by commas", FR: "cellules séparées par des virgules"}
	textSemicolons   = message.Text{EN: "cells separated by semicolons", FR: "cellules séparées par des points-virgules"}
	textTabs         = message.Text{EN: "cells separated by tabs", FR: "cellules séparées par des tabulations"}
	textVerticalBars = message.Text{EN: "cells separated by vertical bars", FR: "cellules séparées par des barres verticales"}
	textSeparatedBy  = message.Text{EN: "cells separated by “{delimiter}”", FR: "cellules séparées par «\u00a0{delimiter}\u00a0»"}
	textHeaderOnLine = message.Text{EN: "header on line {line}", FR: "en-tête à la ligne {line}"}
	textHeaderOnRow  = message.Text{EN: "header on row {line}", FR: "en-tête à la ligne {line}"}
	textNoHeader     = message.Text{EN: "no header", FR: "aucun en-tête"}
	textSheet        = message.Text{EN: "sheet “{sheet}”", FR: "feuille «\u00a0{sheet}\u00a0»"}
	textPointer      = message.Text{EN: "records at {pointer}", FR: "enregistrements à {pointer}"}
	leadWhySheet     = message.Text{EN: "why this sheet:", FR: "pourquoi cette feuille\u00a0:"}
)

// Standards and how far they have come.
var (
	textDraft      = message.Text{EN: "draft", FR: "ébauche"}
	textCandidate  = message.Text{EN: "candidate", FR: "version candidate"}
	textFinal      = message.Text{EN: "final", FR: "version finale"}
	textSuperseded = message.Text{EN: "superseded", FR: "remplacée"}
	textWithdrawn  = message.Text{EN: "withdrawn", FR: "retirée"}

	textWithStatus = message.Text{EN: "{standard} ({status})", FR: "{standard} ({status})"}
	textWithTitle  = message.Text{EN: "{standard}, {title}", FR: "{standard}, {title}"}

	textMayChange = message.Text{EN: "not adopted, and may still change", FR: "non adoptée, et peut encore changer"}
	textReplaced  = message.Text{EN: "a newer version takes its place", FR: "une version plus récente en tient lieu"}
	textNotInUse  = message.Text{EN: "no longer to be used", FR: "à ne plus utiliser"}
)

// What was found.
var (
	leadError   = message.Text{EN: "error:", FR: "erreur\u00a0:"}
	leadWarning = message.Text{EN: "warning:", FR: "avertissement\u00a0:"}
	leadNote    = message.Text{EN: "note:", FR: "remarque\u00a0:"}
	leadFix     = message.Text{EN: "to mend it:", FR: "pour corriger\u00a0:"}

	textRequirement        = message.Text{EN: "requirement {requirement}", FR: "exigence {requirement}"}
	textRequirementCount   = message.Text{EN: "requirement {requirement}: {count}", FR: "exigence {requirement}\u00a0: {count}"}
	textRequirementIn      = message.Text{EN: "requirement {requirement} in table {resource}", FR: "exigence {requirement} dans le tableau {resource}"}
	textRequirementInCount = message.Text{
		EN: "requirement {requirement} in table {resource}: {count}",
		FR: "exigence {requirement} dans le tableau {resource}\u00a0: {count}",
	}
	textPlaces       = message.Text{EN: "{n|place|places}", FR: "{n|endroit|endroits}"}
	textShareRecords = message.Text{EN: "{n} of {tested|record|records} ({share})", FR: "{n} sur {tested|enregistrement|enregistrements} ({share})"}
	textShareValues  = message.Text{EN: "{n} of {tested|value|values} ({share})", FR: "{n} sur {tested|valeur|valeurs} ({share})"}
	textShareGroups  = message.Text{EN: "{n} of {tested|group|groups} ({share})", FR: "{n} sur {tested|groupe|groupes} ({share})"}
	textSharePlaces  = message.Text{EN: "{n} of {tested|place|places} ({share})", FR: "{n} sur {tested|endroit|endroits} ({share})"}
	textPercent      = message.Text{EN: "{n}%", FR: "{n}\u00a0%"}
	textUnderPercent = message.Text{EN: "under {n}%", FR: "moins de {n}\u00a0%"}
	textOverPercent  = message.Text{EN: "over {n}%", FR: "plus de {n}\u00a0%"}
	textDecimal      = message.Text{EN: "{whole}.{tenth}", FR: "{whole},{tenth}"}
	textLine         = message.Text{EN: "line {line}", FR: "ligne {line}"}
	textLines        = message.Text{EN: "lines {line} to {last}", FR: "lignes {line} à {last}"}
	textRowAt        = message.Text{EN: "row {line}", FR: "ligne {line}"}
	textRows         = message.Text{EN: "rows {line} to {last}", FR: "lignes {line} à {last}"}
	textCell         = message.Text{EN: "cell {cell}", FR: "cellule {cell}"}
	textRowGroup     = message.Text{EN: "row group {group}", FR: "groupe de lignes {group}"}
	textRecord       = message.Text{EN: "record {record}", FR: "enregistrement {record}"}
	textRecords      = message.Text{EN: "records {record} to {last}", FR: "enregistrements {record} à {last}"}
	textColumn       = message.Text{EN: "column {column}", FR: "colonne {column}"}
	textAt           = message.Text{EN: "{place}: {message}", FR: "{place}\u00a0: {message}"}
	textFirstAt      = message.Text{EN: "{message}; first at {place}", FR: "{message}; première occurrence\u00a0: {place}"}
	textEmptyCell    = message.Text{EN: "(empty)", FR: "(vide)"}
	textMore         = message.Text{EN: "… and {n} more", FR: "… et {n} de plus"}
)

// What was found and is not shown.
var (
	leadShortened = message.Text{EN: "shortened:", FR: "abrégé\u00a0:"}

	textNotShown = message.Text{
		EN: "{n|failing place is|failing places are} not shown; --max-samples 0 shows all",
		FR: "{n|manquement n’est pas montré|manquements ne sont pas montrés}; --max-samples 0 montre tout",
	}
)

// Outcomes that are neither passed nor failed, and how many there are of each.
var (
	leadRequirements = message.Text{EN: "requirements:", FR: "exigences\u00a0:"}

	textPassed         = message.Text{EN: "{n} passed", FR: "{n|respectée|respectées}"}
	textFailed         = message.Text{EN: "{n} failed", FR: "{n|non respectée|non respectées}"}
	textCountUntested  = message.Text{EN: "{n} not tested", FR: "{n|non vérifiée|non vérifiées}"}
	textCountUndecided = message.Text{EN: "{n} undecided", FR: "{n} en suspens"}
	textCountNothing   = message.Text{EN: "{n} with nothing to test", FR: "{n} sans objet"}

	textUntested     = message.Text{EN: "not tested ({reason}): {requirements}", FR: "non vérifié ({reason})\u00a0: {requirements}"}
	textUndecided    = message.Text{EN: "undecided ({reason}): {requirements}", FR: "en suspens ({reason})\u00a0: {requirements}"}
	textInapplicable = message.Text{EN: "nothing to test ({reason}): {requirements}", FR: "sans objet ({reason})\u00a0: {requirements}"}
)

// Verdicts.
var (
	leadConforms       = message.Text{EN: "conforms", FR: "conforme"}
	leadDoesNotConform = message.Text{EN: "does not conform", FR: "non conforme"}
	leadCouldNotCheck  = message.Text{EN: "could not be checked", FR: "non vérifié"}
	leadCheckedInPart  = message.Text{EN: "could not be checked in full", FR: "non vérifié en entier"}

	textTo      = message.Text{EN: "to {standard}: {totals}", FR: "à {standard}\u00a0: {totals}"}
	textAgainst = message.Text{EN: "against {standard}: {totals}", FR: "selon {standard}\u00a0: {totals}"}

	textTotals = message.Text{
		EN: "{errors|error|errors}, {warnings|warning|warnings}, {notes|note|notes}",
		FR: "{errors|erreur|erreurs}, {warnings|avertissement|avertissements}, {notes|remarque|remarques}",
	}
	textTotalsIn = message.Text{
		EN: "{totals} in {n|requirement|requirements}",
		FR: "{totals} pour {n|exigence|exigences}",
	}
)

// Several runs side by side.
var (
	headDataset  = message.Text{EN: "dataset", FR: "jeu de données"}
	headStandard = message.Text{EN: "standard", FR: "norme"}
	headVerdict  = message.Text{EN: "verdict", FR: "verdict"}
	headErrors   = message.Text{EN: "errors", FR: "erreurs"}
	headWarnings = message.Text{EN: "warnings", FR: "avertissements"}
	headNotes    = message.Text{EN: "notes", FR: "remarques"}

	textRow         = message.Text{EN: "{dataset}: {verdict}, {totals}", FR: "{dataset}\u00a0: {verdict}, {totals}"}
	textRowStandard = message.Text{EN: "{dataset}, {standard}: {verdict}, {totals}", FR: "{dataset}, {standard}\u00a0: {verdict}, {totals}"}

	textDatasets     = message.Text{EN: "{n|dataset|datasets}", FR: "{n|jeu|jeux} de données"}
	textResults      = message.Text{EN: "{n|result|results}", FR: "{n|résultat|résultats}"}
	textConform      = message.Text{EN: "{n|conforms|conform}", FR: "{n|conforme|conformes}"}
	textDoNotConform = message.Text{EN: "{n|does not conform|do not conform}", FR: "{n|non conforme|non conformes}"}
	textNotChecked   = message.Text{EN: "{n} could not be checked", FR: "{n|non vérifié|non vérifiés}"}
	textSummary      = message.Text{EN: "{all}: {verdicts}; {totals}", FR: "{all}\u00a0: {verdicts}; {totals}"}
)
