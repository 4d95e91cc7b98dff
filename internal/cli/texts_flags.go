package cli

import "github.com/cogwg/hvdlint/internal/message"

// What each flag does. A word between backquotes is the place of the flag's value.
var (
	flagLang = message.Text{
		EN: "speak `LANGUAGE`: en or fr (otherwise the configuration, HVDLINT_LANG, LC_ALL, LC_MESSAGES or LANG decides)",
		FR: "employer la `LANGUE`\u00a0: en ou fr (sinon, la configuration, HVDLINT_LANG, LC_ALL, LC_MESSAGES ou LANG décide)",
	}
	flagColor = message.Text{
		EN: "use colour `WHEN`: auto (the default: on terminals, unless NO_COLOR is set), always or never",
		FR: "mettre de la couleur selon `QUAND`\u00a0: auto (par défaut\u00a0: sur les terminaux, sauf si NO_COLOR est définie), always (toujours) ou never (jamais)",
	}
	flagHelp = message.Text{EN: "show the help of the command", FR: "afficher l’aide de la commande"}

	flagStandard = message.Text{
		EN: "measure against the standard `NAME`[@VERSION], or none for what every table must meet; when only one standard is there, it is the default",
		FR: "appliquer la norme `NOM`[@VERSION], ou none pour ce que tout tableau doit respecter; s’il n’y a qu’une norme, elle est choisie par défaut",
	}
	flagSchema = message.Text{
		EN: "measure against the Table Schema, or the schemas of the Data Package, in `FILE` instead of a standard",
		FR: "appliquer le schéma (Table Schema) de `FICHIER`, ou les schémas de ce Data Package, plutôt qu’une norme",
	}
	flagSet = message.Text{
		EN: "give a field that the file lacks one value for all records, as `FIELD=VALUE`; the field is still reported as missing; repeats",
		FR: "donner à un champ absent du fichier une même valeur pour tous les enregistrements, sous la forme `CHAMP=VALEUR`; le champ est quand même signalé comme absent; se répète",
	}
	flagPrevious = message.Text{
		EN: "compare with the earlier edition in `FILE`, of any format: records that are gone, past values that changed",
		FR: "comparer avec l’édition précédente dans le `FICHIER`, de tout format\u00a0: enregistrements disparus, valeurs passées modifiées",
	}
	flagCheckFormat = message.Text{
		EN: "write the report as `FORMAT`: {formats} (text by default; ci is what the build system shows: github, gitlab or text); repeats, each paired with the -o of the same place",
		FR: "écrire le rapport dans le `FORMAT` {formats} (text par défaut; ci est ce que montre le système d’intégration\u00a0: github, gitlab ou text); se répète, chacun associé au -o de même rang",
	}
	flagOutput = message.Text{
		EN: "write the report to `FILE` instead of standard output, in the format of its extension unless --format says; repeats",
		FR: "écrire le rapport dans `FICHIER` plutôt que sur la sortie standard, dans le format de son extension à moins que --format n’en décide; se répète",
	}
	flagFailOn = message.Text{
		EN: "exit with 1 when there are findings of this `SEVERITY` or a higher one: error (default), warning, note or never",
		FR: "terminer avec le code 1 s’il y a des constats de cette `GRAVITÉ` ou plus graves\u00a0: error (par défaut), warning, note ou never (jamais)",
	}
	flagMaxSamples = message.Text{
		EN: "show at most `N` places for each requirement (20 by default, 1,000 when a workbook is written; 0: all, kept in memory); counts are exact all the same",
		FR: "montrer au plus `N` endroits par exigence (20 par défaut, 1\u00a0000 lorsqu’un classeur est écrit; 0\u00a0: tous, gardés en mémoire); les nombres restent exacts",
	}
	flagReproducible = message.Text{
		EN: "leave time, duration, machine and folder out of the report, so that equal input gives equal bytes",
		FR: "omettre du rapport la date, la durée, la machine et le dossier, pour que les mêmes données donnent les mêmes octets",
	}
	flagEncoding = message.Text{
		EN: "read the text as encoding `NAME` instead of detecting it: utf-8, windows-1252, macintosh, cp850 …",
		FR: "lire le texte dans l’encodage `NOM` plutôt que de le détecter\u00a0: utf-8, windows-1252, macintosh, cp850…",
	}
	flagDelimiter = message.Text{
		EN: "part cells at `CHARACTER` instead of detecting it; tab or \\t for a tab",
		FR: "séparer les cellules à chaque `CARACTÈRE` plutôt que de le détecter; tab ou \\t pour une tabulation",
	}
	flagHeaderRow = message.Text{
		EN: "take the field names from line `N` instead of detecting it; 0: the table has none",
		FR: "prendre les noms de champs à la ligne `N` plutôt que de la détecter; 0\u00a0: le tableau n’en a pas",
	}
	flagDialect = message.Text{
		EN: "read tables as the Table Dialect in `FILE` says, where no other flag does",
		FR: "lire les tableaux comme le dit le Table Dialect de `FICHIER`, sauf si une autre option en décide",
	}
	flagSheet = message.Text{
		EN: "read the `SHEET` of a workbook, by name or number, or all that hold tables; otherwise it is chosen, and inspect says why",
		FR: "lire la `FEUILLE` d’un classeur, par son nom ou son numéro, ou all pour toutes celles qui ont un tableau; sinon, elle est choisie, et inspect dit pourquoi",
	}
	flagRecordsPath = message.Text{
		EN: "find the records of JSON at the JSON Pointer `POINTER`, such as /result/records, instead of detecting it",
		FR: "trouver les enregistrements du JSON au pointeur JSON `POINTEUR`, comme /result/records, plutôt que de le détecter",
	}
	flagJobs = message.Text{
		EN: "use `N` processors at once (0, the default: all)",
		FR: "utiliser `N` processeurs à la fois (0, la valeur par défaut\u00a0: tous)",
	}
	flagQuiet = message.Text{
		EN: "print the verdict without the findings, and show no progress and no notices; errors are shown all the same",
		FR: "afficher le verdict sans les constats, et n’afficher ni progression ni avis; les erreurs s’affichent tout de même",
	}
	flagQuietInspect = message.Text{EN: "show no progress", FR: "ne pas afficher la progression"}
	flagFormat       = message.Text{
		EN: "print as `FORMAT`: {formats} (text by default)",
		FR: "afficher dans le `FORMAT` {formats} (text par défaut)",
	}
	flagPrintRecords = message.Text{
		EN: "print the first `N` records, or all, as hvdlint reads them: one JSON object a line",
		FR: "afficher les `N` premiers enregistrements (all pour tous) tels que hvdlint les lit\u00a0: un objet JSON par ligne",
	}
	flagPages = message.Text{
		EN: "write the page of each rule in both languages into `FOLDER`, and a table of all of them",
		FR: "écrire la page de chaque règle dans les deux langues dans `DOSSIER`, et un tableau de toutes les règles",
	}
)
