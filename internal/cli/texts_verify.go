package cli

import "github.com/cogwg/hvdlint/internal/message"

var helpVerify = commandHelp{
	arguments: message.Text{EN: "REPORT PATH...", FR: "RAPPORT CHEMIN..."},
	short: message.Text{
		EN: "Say whether a report still tells the truth",
		FR: "Dire si un rapport dit encore la vérité",
	},
	long: message.Text{
		EN: "Holds a report in JSON against the data that it is about: takes the digests of the files, checks them again with the standard and " +
			"the options that the report records, and says whether everything is as the report has it. Files may have other names or folders by now. " +
			"Of data that changed it says whether the results are the same in substance. No file that only the report names is opened: name the data, " +
			"and with flags a schema, an earlier edition, waivers or a baseline.\n\n" +
			"Exit codes: 0 when the report is true of the files that were named; 1 when it no longer is; 2 when the command is wrong or what was " +
			"named is no report; 3 when it could not be verified.",
		FR: "Confronte un rapport en JSON aux données dont il parle\u00a0: prend l’empreinte des fichiers, les vérifie de nouveau avec la norme et " +
			"les options que le rapport consigne, et dit si tout est comme dans le rapport. Les fichiers peuvent avoir changé de nom ou de dossier. " +
			"Pour des données modifiées, dit si les résultats restent les mêmes en substance. Aucun fichier que seul le rapport nomme n’est ouvert\u00a0: nommez les données " +
			"et, par des options, le schéma, l’édition précédente, les dérogations ou l’état de référence.\n\n" +
			"Codes de sortie\u00a0: 0 si le rapport est vrai pour les fichiers nommés; 1 s’il ne l’est plus; 2 si la commande est erronée ou si le fichier " +
			"nommé n’est pas un rapport; 3 si rien n’a pu être établi.",
	},
	examples: message.Text{
		EN: "hvdlint verify report.json names.csv\n" +
			"# For programs:\nhvdlint verify report.json data/ --format json\n" +
			"# A report that was made with a schema:\nhvdlint verify report.json any.csv --schema schema.json",
		FR: "hvdlint verify rapport.json prenoms.csv\n" +
			"# Pour des programmes\u00a0:\nhvdlint verify rapport.json donnees/ --format json\n" +
			"# Un rapport produit avec un schéma\u00a0:\nhvdlint verify rapport.json tableau.csv --schema schema.json",
	},
}

// Flags of "verify".
var (
	flagVerifySchema = message.Text{
		EN: "take the schema in `FILE` for the one that the report was made with",
		FR: "prendre le schéma de `FICHIER` pour celui qui a servi à produire le rapport",
	}
	flagVerifyPrevious = message.Text{
		EN: "take `FILE` for the earlier edition that the report compares with",
		FR: "prendre `FICHIER` pour l’édition précédente à laquelle le rapport compare",
	}
	flagVerifyWaivers = message.Text{
		EN: "take `FILE` for the waivers that the report was made with",
		FR: "prendre `FICHIER` pour les dérogations qui ont servi à produire le rapport",
	}
	flagVerifyBaseline = message.Text{
		EN: "take `FILE` for the baseline that the report compares with",
		FR: "prendre `FICHIER` pour l’état de référence auquel le rapport compare",
	}
	flagQuietVerify = message.Text{
		EN: "print the answer alone, and show no progress",
		FR: "n’afficher que la réponse, sans progression",
	}
)

// Why a report cannot be verified.
var (
	textNeedsReport = message.Text{
		EN: "name a report in JSON, then the files that it is about",
		FR: "nommez un rapport en JSON, puis les fichiers dont il parle",
	}
	textTwoFromStdin = message.Text{
		EN: "the report and the data cannot both come from standard input",
		FR: "le rapport et les données ne peuvent pas venir tous deux de l’entrée standard",
	}
	textReportUnread = message.Text{
		EN: "the report {path} cannot be read: {cause}",
		FR: "le rapport {path} ne peut pas être lu\u00a0: {cause}",
	}
	textNoReport = message.Text{
		EN: "{path} is no report of hvdlint in JSON ({cause}); name the report first, then the files",
		FR: "{path} n’est pas un rapport de hvdlint en JSON ({cause}); nommez d’abord le rapport, puis les fichiers",
	}
	textReportDamaged = message.Text{
		EN: "the report {path} is damaged, or was changed by hand: {cause}",
		FR: "le rapport {path} est endommagé ou a été modifié à la main\u00a0: {cause}",
	}
	textReportOfAnother = message.Text{
		EN: "{text} (it says it was made by hvdlint {version}, which may write reports in another way: verify it with that version)",
		FR: "{text} (il dit avoir été produit par hvdlint {version}, qui écrit peut-être les rapports autrement\u00a0: vérifiez-le avec cette version)",
	}
	textRecordedOption = message.Text{
		EN: "the report records a choice that cannot be made: {cause}",
		FR: "le rapport consigne un choix impossible\u00a0: {cause}",
	}
	textNameTheSchema = message.Text{
		EN: "the report was made with a schema, {path}: name it with --schema",
		FR: "le rapport a été produit avec un schéma, {path}\u00a0: nommez-le avec --schema",
	}
	textNameThePrevious = message.Text{
		EN: "the report compares with an earlier edition, {path}: name it with --previous",
		FR: "le rapport compare à une édition précédente, {path}\u00a0: nommez-la avec --previous",
	}
	textNameTheWaivers = message.Text{
		EN: "the report was made with waivers, {path}: name them with --waivers",
		FR: "le rapport a été produit avec des dérogations, {path}\u00a0: nommez-les avec --waivers",
	}
	textNameTheBaseline = message.Text{
		EN: "the report compares with a baseline, {path}: name it with --baseline",
		FR: "le rapport compare à un état de référence, {path}\u00a0: nommez-le avec --baseline",
	}
	textNoPattern = message.Text{
		EN: "“{pattern}” stands for no requirement",
		FR: "«\u00a0{pattern}\u00a0» ne désigne aucune exigence",
	}
	textNameTheDescriptor = message.Text{
		EN: "the files are the resources of a Data Package: name its descriptor, {path}, instead of them",
		FR: "les fichiers sont les ressources d’un Data Package\u00a0: nommez plutôt son descripteur, {path}",
	}
	textNameTheFiles = message.Text{
		EN: "the dataset has further files, and they were not named: {files}",
		FR: "le jeu de données compte d’autres fichiers, qui n’ont pas été nommés\u00a0: {files}",
	}
	textStranger = message.Text{
		EN: "the report does not tell of this file",
		FR: "le rapport ne parle pas de ce fichier",
	}
	textNoSuchStandard = message.Text{
		EN: "the report measures against {standard}, and this version of hvdlint has {known}; a schema is named with --schema",
		FR: "le rapport applique {standard}, et cette version de hvdlint contient {known}; un schéma se nomme avec --schema",
	}
	textOtherStandard = message.Text{
		EN: "the report measures against {was}, and {is} was named",
		FR: "le rapport applique {was}, et {is} a été nommé",
	}
	textOtherDigest = message.Text{
		EN: "the text of {standard} is another one by now: its digest was {was} and is {is}",
		FR: "le texte de {standard} n’est plus le même\u00a0: son empreinte était {was} et elle est {is}",
	}
)

// The answer.
var (
	textTrue        = message.Text{EN: "The report tells the truth.", FR: "Le rapport dit la vérité."}
	textInSubstance = message.Text{
		EN: "The data are no longer those that were checked, but the report still tells the truth in substance.",
		FR: "Les données ne sont plus celles qui ont été vérifiées, mais le rapport dit encore la vérité en substance.",
	}
	textNotTrue     = message.Text{EN: "The report no longer tells the truth.", FR: "Le rapport ne dit plus la vérité."}
	textNotVerified = message.Text{EN: "The report could not be verified.", FR: "Le rapport n’a pas pu être vérifié."}
	textSomeLeftOut = message.Text{
		EN: "No file was named for {n|other dataset|other datasets} of the report.",
		FR: "Aucun fichier n’a été nommé pour {n|autre jeu de données|autres jeux de données} du rapport.",
	}
	textMadeBy = message.Text{
		EN: "It was made by hvdlint {was} and verified by hvdlint {is}: what differs may be due to that.",
		FR: "Il a été produit par hvdlint {was} et vérifié par hvdlint {is}\u00a0: les différences peuvent en venir.",
	}

	textIsVerified = message.Text{
		EN: "the same bytes, and everything as the report has it",
		FR: "les mêmes octets, et tout est comme dans le rapport",
	}
	textAsRecorded = message.Text{
		EN: "everything as the report has it, which knows no digest of all its files",
		FR: "tout est comme dans le rapport, qui ne connaît pas l’empreinte de tous ses fichiers",
	}
	textOtherResult = message.Text{
		EN: "{n|difference|differences} from the report, which knows no digest of all its files",
		FR: "{n|différence|différences} avec le rapport, qui ne connaît pas l’empreinte de tous ses fichiers",
	}
	textResultDiffers = message.Text{
		EN: "the same bytes, but {n|difference|differences} from the report",
		FR: "les mêmes octets, mais {n|différence|différences} avec le rapport",
	}
	textDigestSame = message.Text{
		EN: "the files changed; the results are the same in substance: the verdict, all outcomes and all counts",
		FR: "les fichiers ont changé; les résultats restent les mêmes en substance\u00a0: le verdict, le résultat de chaque exigence et tous les nombres",
	}
	textDigestDiffers = message.Text{
		EN: "the files changed, and so did the results: {n|difference|differences} in verdict, outcomes or counts",
		FR: "les fichiers ont changé, et les résultats aussi\u00a0: {n|différence|différences} dans le verdict, le résultat des exigences ou les nombres",
	}
	textStandardDiffers = message.Text{EN: "another standard: {why}", FR: "une autre norme\u00a0: {why}"}
	textCannotVerify    = message.Text{EN: "could not be verified: {why}", FR: "n’a pas pu être vérifié\u00a0: {why}"}
	textDatasetLine     = message.Text{EN: "{path}: {text}", FR: "{path}\u00a0: {text}"}

	textFoundAs     = message.Text{EN: "found as {file}", FR: "trouvé sous le nom {file}"}
	textDigestOf    = message.Text{EN: "SHA-256 of {path}", FR: "SHA-256 de {path}"}
	textDigestWas   = message.Text{EN: "in the report: {digest}", FR: "dans le rapport\u00a0: {digest}"}
	textDigestIs    = message.Text{EN: "now: {digest}", FR: "maintenant\u00a0: {digest}"}
	textFileGone    = message.Text{EN: "{path} is not there any more", FR: "{path} n’y est plus"}
	textFileNew     = message.Text{EN: "{path} was not there", FR: "{path} n’y était pas"}
	textMoreDiffer  = message.Text{EN: "{n|more difference|more differences}", FR: "{n|autre différence|autres différences}"}
	textWordedOther = message.Text{EN: "{n|sentence is|sentences are} worded otherwise by this version", FR: "{n|phrase est formulée|phrases sont formulées} autrement par cette version"}
	textNoValue     = message.Text{EN: "no value", FR: "aucune valeur"}
	textNoDigest    = message.Text{EN: "it could not be read", FR: "illisible"}
)

// What differs.
var (
	textWasAndIs = message.Text{
		EN: "{place}: the report says {was}, checking again says {is}",
		FR: "{place}\u00a0: le rapport dit {was}, la nouvelle vérification dit {is}",
	}
	textOnlyThere = message.Text{EN: "{place}: only in the report", FR: "{place}\u00a0: seulement dans le rapport"}
	textOnlyNow   = message.Text{EN: "{place}: not in the report", FR: "{place}\u00a0: absent du rapport"}

	placeTable       = message.Text{EN: "table {resource}", FR: "tableau {resource}"}
	placeRequirement = message.Text{EN: "requirement {requirement}", FR: "exigence {requirement}"}
	placeFinding     = message.Text{EN: "finding of {requirement}", FR: "constat de {requirement}"}
	placeIn          = message.Text{EN: "{place} in {resource}", FR: "{place} dans {resource}"}
	placeRecord      = message.Text{EN: "{place}, record {record}", FR: "{place}, enregistrement {record}"}
	placePart        = message.Same("{place}, {part}")
)
