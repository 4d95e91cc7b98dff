package cli

import "github.com/cogwg/hvdlint/internal/message"

// Wrong usage.
var (
	textUnknownCommand = message.Text{
		EN: "“{command}” is neither a command nor a file that is there",
		FR: "«\u00a0{command}\u00a0» n’est ni une commande ni un fichier qui existe",
	}
	textUnknownSubcommand = message.Text{
		EN: "there is no command “{command}” here",
		FR: "la commande «\u00a0{command}\u00a0» n’existe pas ici",
	}
	textDidYouMean = message.Text{
		EN: "{text}. Did you mean {near}?",
		FR: "{text}. Vouliez-vous dire {near}?",
	}
	textUnknownFlag = message.Text{
		EN: "there is no flag {flag} here",
		FR: "l’option {flag} n’existe pas ici",
	}
	textValueRequired = message.Text{
		EN: "{flag} needs a value after it",
		FR: "{flag} doit être suivie d’une valeur",
	}
	textFlagSyntax = message.Text{
		EN: "“{flag}” is not written as a flag: two hyphens, a name, and perhaps = and a value",
		FR: "«\u00a0{flag}\u00a0» n’a pas la forme d’une option\u00a0: deux traits d’union, un nom et, au besoin, = et une valeur",
	}
	textBadValue = message.Text{
		EN: "“{value}” does not fit {flag}: {allowed}",
		FR: "«\u00a0{value}\u00a0» ne convient pas à {flag}\u00a0: {allowed}",
	}
	textAllowedWords = message.Text{
		EN: "choose {words}",
		FR: "choisissez {words}",
	}
	textAllowedWhole = message.Text{
		EN: "give a whole number, {least} or more",
		FR: "donnez un nombre entier à partir de {least}",
	}
	textAllowedAll = message.Text{
		EN: "give a whole number, or all",
		FR: "donnez un nombre entier, ou all pour tous",
	}
	textAllowedPointer = message.Text{
		EN: "give a JSON Pointer: empty, or names after slashes, such as /result/records",
		FR: "donnez un pointeur JSON\u00a0: vide, ou des noms précédés de barres obliques, comme /result/records",
	}
	textAllowedSwitch = message.Text{
		EN: "give true or false, or no value at all",
		FR: "donnez true ou false, ou aucune valeur",
	}
	textAllowedDelimiter = message.Text{
		EN: "give one character such as “,”, “;” or “|”, or the word tab",
		FR: "donnez un seul caractère comme «\u00a0,\u00a0», «\u00a0;\u00a0» ou «\u00a0|\u00a0», ou le mot tab",
	}
	textAllowedSet = message.Text{
		EN: "give the name of a field, = and its value, as in year=2017",
		FR: "donnez le nom d’un champ, = et sa valeur, par exemple year=2017",
	}
	textSetTwice = message.Text{
		EN: "{field} already has a value; give each field one",
		FR: "{field} a déjà une valeur; donnez-en une seule par champ",
	}
	textAllowedExtension = message.Text{
		EN: "its extension names no format; end it in {extensions}, or choose {formats} with --format",
		FR: "son extension ne désigne aucun format; terminez par {extensions}, ou choisissez {formats} avec --format",
	}
	textTooMany = message.Text{
		EN: "“{argument}” is one too many: {command} takes nothing more",
		FR: "«\u00a0{argument}\u00a0» est de trop\u00a0: {command} ne prend rien de plus",
	}
	textNeedsPathOrConfig = message.Text{
		EN: "name at least one file or folder, or - for standard input; or describe your datasets in .hvdlint.yaml, which “hvdlint init” begins for you",
		FR: "nommez au moins un fichier ou un dossier, ou - pour l’entrée standard; ou décrivez vos jeux de données dans .hvdlint.yaml, que «\u00a0hvdlint init\u00a0» commence pour vous",
	}
	textNeedsPathOrDatasets = message.Text{
		EN: "name at least one file or folder, or - for standard input; the configuration {path} has no datasets",
		FR: "nommez au moins un fichier ou un dossier, ou - pour l’entrée standard; la configuration {path} n’a pas de jeux de données (datasets)",
	}
	textNeedsPath = message.Text{
		EN: "name at least one file or folder, or - for standard input",
		FR: "nommez au moins un fichier ou un dossier, ou - pour l’entrée standard",
	}
	textNeedsRule = message.Text{
		EN: "name a rule; “hvdlint rules” lists them",
		FR: "nommez une règle; «\u00a0hvdlint rules\u00a0» en donne la liste",
	}
	textNeedsShell = message.Text{
		EN: "name a shell: bash, zsh, fish or powershell",
		FR: "nommez un interpréteur de commandes\u00a0: bash, zsh, fish ou powershell",
	}
	textNeedsStandardName = message.Text{
		EN: "name a standard; “hvdlint standards list” lists them",
		FR: "nommez une norme; «\u00a0hvdlint standards list\u00a0» en donne la liste",
	}
	textNeedsStandard = message.Text{
		EN: "choose what to measure against, with --standard: {standards}",
		FR: "choisissez la norme à appliquer, avec --standard\u00a0: {standards}",
	}
	textTwoStandards = message.Text{
		EN: "--standard and --schema both say what to measure against; keep one of them",
		FR: "--standard et --schema désignent toutes deux ce qu’il faut appliquer; gardez-en une seule",
	}
	textTwoOnStdout = message.Text{
		EN: "two reports cannot share standard output; give each further --format its own -o FILE",
		FR: "deux rapports ne peuvent pas partager la sortie standard; donnez à chaque --format de plus son -o FICHIER",
	}
	textTwoInFile = message.Text{
		EN: "two reports cannot share the file {path}; give each its own",
		FR: "deux rapports ne peuvent pas partager le fichier {path}; donnez à chacun le sien",
	}
	textOverInput = message.Text{
		EN: "--output {path} would overwrite the data that is checked; choose another file",
		FR: "--output {path} remplacerait les données à vérifier; choisissez un autre fichier",
	}
	textOverCompanion = message.Text{
		EN: "--output {path} would overwrite a file that the check goes by, such as its baseline; choose another file",
		FR: "--output {path} remplacerait un fichier dont la vérification se sert, comme sa référence; choisissez un autre fichier",
	}
	textOneFileForRecords = message.Text{
		EN: "--records reads one file at a time, and {n} were named",
		FR: "--records lit un fichier à la fois, et {n} ont été nommés",
	}
	textOneSheetForRecords = message.Text{
		EN: "--records prints the records of one sheet: name it with --sheet; without --records, “hvdlint inspect” lists the sheets",
		FR: "--records affiche les enregistrements d’une seule feuille\u00a0: nommez-la avec --sheet; sans --records, «\u00a0hvdlint inspect\u00a0» donne la liste des feuilles",
	}
	textUnknownRule = message.Text{
		EN: "there is no rule or requirement “{rule}”; “hvdlint rules” lists the rules",
		FR: "il n’y a ni règle ni exigence «\u00a0{rule}\u00a0»; «\u00a0hvdlint rules\u00a0» donne la liste des règles",
	}
	textBadSupplied = message.Text{
		EN: "--set {field}: {text}",
		FR: "--set {field}\u00a0: {text}",
	}
)

// Files and the machine.
var (
	textNoSuchFile   = message.Text{EN: "there is no such file or folder", FR: "ce fichier ou ce dossier n’existe pas"}
	textNoPermission = message.Text{EN: "you may not use it (permission denied)", FR: "vous n’y avez pas accès (permission refusée)"}
	textInUse        = message.Text{
		EN: "another program seems to have it open; close it there and try again",
		FR: "un autre programme semble l’avoir ouvert; fermez-le dans ce programme et recommencez",
	}
	textSchemaUnread = message.Text{
		EN: "the schema {path} cannot be read: {cause}",
		FR: "le schéma {path} ne peut pas être lu\u00a0: {cause}",
	}
	textSchemaFaulty = message.Text{
		EN: "the schema {path} cannot be used:{causes}",
		FR: "le schéma {path} ne peut pas être utilisé\u00a0:{causes}",
	}
	textNoSchemas = message.Text{
		EN: "none of the resources of this Data Package has a schema",
		FR: "aucune des ressources de ce Data Package n’a de schéma",
	}
	textPreviousUnread = message.Text{
		EN: "the earlier edition {path} cannot be read: {cause}",
		FR: "l’édition précédente {path} ne peut pas être lue\u00a0: {cause}",
	}
	textPreviousMany = message.Text{
		EN: "--previous takes one earlier edition; {path} is {n|dataset|datasets}",
		FR: "--previous demande une seule édition précédente; {path} correspond à {n|jeu de données|jeux de données}",
	}
	textPreviousOfMany = message.Text{
		EN: "--previous compares one dataset with its earlier edition, not {n}; check them one by one",
		FR: "--previous compare un seul jeu de données avec son édition précédente, et non {n}; vérifiez-les un à un",
	}
	textDialectUnread = message.Text{
		EN: "the dialect {path} cannot be read: {cause}",
		FR: "le dialecte {path} ne peut pas être lu\u00a0: {cause}",
	}
	textDialectFaulty = message.Text{
		EN: "the dialect {path} cannot be used:{causes}",
		FR: "le dialecte {path} ne peut pas être utilisé\u00a0:{causes}",
	}
	textStandardsFaulty = message.Text{
		EN: "the standards in this program cannot be used: {cause}",
		FR: "les normes de ce programme ne peuvent pas être utilisées\u00a0: {cause}",
	}
	textStandardUnusable = message.Text{
		EN: "the standard cannot be applied:{causes}",
		FR: "la norme ne peut pas être appliquée\u00a0:{causes}",
	}
	textNoTemporary = message.Text{
		EN: "no temporary file could be made to keep the findings in: {cause}; see that the folder for temporary files has room and may be written to",
		FR: "impossible de créer un fichier temporaire pour garder les constats\u00a0: {cause}; vérifiez que le dossier des fichiers temporaires a de la place et qu’il est permis d’y écrire",
	}
	textCannotWrite = message.Text{
		EN: "{path} cannot be written: {cause}",
		FR: "{path} ne peut pas être écrit\u00a0: {cause}",
	}
	textReportFolder = message.Text{
		EN: "there is no folder {folder}; make it first",
		FR: "il n’y a pas de dossier {folder}; créez-le d’abord",
	}
	textFault = message.Text{
		EN: "hvdlint has a fault; please report it with these lines: {cause}",
		FR: "hvdlint a un défaut; signalez-le avec ces lignes, s’il vous plaît\u00a0: {cause}",
	}
	textCannotPrint = message.Text{
		EN: "the output cannot be written: {cause}",
		FR: "la sortie ne peut pas être écrite\u00a0: {cause}",
	}
	textInterrupted = message.Text{
		EN: "interrupted; no report was written",
		FR: "travail interrompu; aucun rapport n’a été écrit",
	}
	textEngineFailed = message.Text{
		EN: "{path} could not be checked, through no fault of the data: {cause}",
		FR: "{path} n’a pas pu être vérifié, sans que les données soient en cause\u00a0: {cause}",
	}
	textNotChecked = message.Text{
		EN: "hvdlint itself failed on this file; the error was shown when it happened",
		FR: "hvdlint lui-même a échoué sur ce fichier; l’erreur a été affichée au moment où elle est survenue",
	}
)
