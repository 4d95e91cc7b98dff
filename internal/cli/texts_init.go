package cli

import "github.com/cogwg/hvdlint/internal/message"

// What "init" says.
var (
	flagForce = message.Text{
		EN: "write a new configuration in the place of the one that is there",
		FR: "écrire une nouvelle configuration à la place de celle qui existe",
	}
	textInitFolder = message.Text{
		EN: "the folder {path} cannot be looked at: {cause}",
		FR: "le dossier {path} ne peut pas être examiné\u00a0: {cause}",
	}
	textNoFolder  = message.Text{EN: "it is not a folder", FR: "ce n’est pas un dossier"}
	textInitThere = message.Text{
		EN: "{path} is there already; “hvdlint config show” says what it does, and --force writes a new one in its place",
		FR: "{path} existe déjà; «\u00a0hvdlint config show\u00a0» dit ce qu’il fait, et --force en écrit un nouveau à sa place",
	}
	textInitWritten = message.Text{
		EN: "{path} written for {n|dataset|datasets}:",
		FR: "{path} écrit pour {n|jeu de données|jeux de données}\u00a0:",
	}
	textInitEmpty = message.Text{
		EN: "{path} written as an outline: no table was found in this folder.",
		FR: "{path} écrit comme canevas\u00a0: aucun tableau n’a été trouvé dans ce dossier.",
	}
	textInitUnread = message.Text{
		EN: "{n|file was|files were} left out; the configuration says why.",
		FR: "{n|fichier a été laissé|fichiers ont été laissés} de côté; la configuration dit pourquoi.",
	}
	textInitMore = message.Text{
		EN: "{n|further dataset was|further datasets were} not looked at; add them to the configuration.",
		FR: "{n|autre jeu de données n’a pas été examiné|autres jeux de données n’ont pas été examinés}; ajoutez-les à la configuration.",
	}
	textInitNext = message.Text{
		EN: "Read it and change what you like; then “hvdlint check” checks all of it, and “hvdlint config show” says which settings hold.",
		FR: "Relisez-le et modifiez ce que vous voulez; «\u00a0hvdlint check\u00a0» vérifie ensuite le tout, et «\u00a0hvdlint config show\u00a0» dit quels réglages sont en vigueur.",
	}
	textOwnStandard    = message.Text{EN: "as the descriptor says", FR: "selon le descripteur"}
	textNoStandardFits = message.Text{EN: "no standard (none)", FR: "aucune norme (none)"}
	nameDataFolder     = message.Text{EN: "data", FR: "donnees"}
	nameReportFile     = message.Text{EN: "report.html", FR: "rapport.html"}
	textUnnameable     = message.Text{
		EN: "a configuration cannot name it, because of a backslash, a lone bracket or bytes that are not UTF-8; rename it",
		FR: "une configuration ne peut pas le désigner, à cause d’une barre oblique inverse, d’un crochet isolé ou d’octets qui ne sont pas de l’UTF-8; renommez-le",
	}
)

// What stands in a configuration that "init" writes.
var (
	textBegunTop = message.Text{
		EN: "Configuration of hvdlint, begun by “hvdlint init”. “hvdlint config show” says which settings hold. All keys are described in",
		FR: "Configuration de hvdlint, commencée par «\u00a0hvdlint init\u00a0». «\u00a0hvdlint config show\u00a0» dit quels réglages sont en vigueur. Toutes les clés sont décrites dans",
	}
	textBegunDatasets = message.Text{
		EN: "The files that “hvdlint check” checks, and what holds for them. Paths start from the folder of this file; they are files, folders or patterns, in which ** crosses folders. " +
			"A file that several entries have takes each setting from the last one that says it.",
		FR: "Les fichiers que «\u00a0hvdlint check\u00a0» vérifie, et ce qui vaut pour eux. Les chemins partent du dossier de ce fichier; ce sont des fichiers, des dossiers ou des motifs, où ** traverse les dossiers. " +
			"Un fichier qui figure dans plusieurs éléments prend chaque réglage dans le dernier qui l’indique.",
	}
	textBegunNone = message.Text{
		EN: "No table was found here. Take the # away and name yours:",
		FR: "Aucun tableau n’a été trouvé ici. Retirez les # et désignez les vôtres\u00a0:",
	}
	textBegunUnread = message.Text{
		EN: "Left out: {path} ({why})",
		FR: "Laissé de côté\u00a0: {path} ({why})",
	}
	textBegunOwn = message.Text{
		EN: "The descriptor says what it conforms to.",
		FR: "Le descripteur dit à quoi il est conforme.",
	}
	textBegunNoStandard = message.Text{
		EN: "No standard of hvdlint knows these columns: only what every table must meet is checked. If there is a Table Schema, name it instead:",
		FR: "Aucune norme de hvdlint ne connaît ces colonnes\u00a0: seul ce que tout tableau doit respecter est vérifié. S’il y a un Table Schema, indiquez-le à la place\u00a0:",
	}
	textBegunEncoding = message.Text{
		EN: "This was not certain ({why}); look at an accent or two.",
		FR: "Ce n’était pas certain ({why}); vérifiez un ou deux accents.",
	}
	textBegunSheet = message.Text{
		EN: "The workbook has other sheets that hold tables: {sheets}. To read all of them, say all.",
		FR: "Le classeur a d’autres feuilles qui contiennent des tableaux\u00a0: {sheets}. Pour les lire toutes, indiquez all.",
	}
	textBegunMissing = message.Text{
		EN: "These files lack: {fields}. Where one value is right for all records, say it here:",
		FR: "Il manque à ces fichiers\u00a0: {fields}. Si une même valeur vaut pour tous les enregistrements, indiquez-la ici\u00a0:",
	}
	textBegunLanguage = message.Text{
		EN: "Language of hvdlint, en or fr; otherwise that of the system:",
		FR: "Langue de hvdlint, en ou fr; sinon, celle du système\u00a0:",
	}
	textBegunFailOn = message.Text{
		EN: "Severity from which findings make “hvdlint check” end with 1: error (the default), warning, note or never:",
		FR: "Gravité à partir de laquelle les constats font terminer «\u00a0hvdlint check\u00a0» avec le code 1\u00a0: error (par défaut), warning, note ou never\u00a0:",
	}
	textBegunIgnore = message.Text{
		EN: "Requirements to leave out, by their ids or those of rules; reports say so:",
		FR: "Exigences à laisser de côté, par leur identifiant ou celui d’une règle; les rapports le disent\u00a0:",
	}
	textBegunLevels = message.Text{
		EN: "Levels other than those of the standard, must, should or may; reports say both:",
		FR: "Niveaux autres que ceux de la norme, must, should ou may; les rapports disent les deux\u00a0:",
	}
	textBegunOutputs = message.Text{
		EN: "Reports to write; without a file, to standard output:",
		FR: "Rapports à écrire; sans fichier, sur la sortie standard\u00a0:",
	}
	textBegunWaivers = message.Text{
		EN: "File of waivers, which accept failing places for a reason and a time:",
		FR: "Fichier des dérogations, qui acceptent des manquements pour un temps\u00a0:",
	}
	textBegunBaseline = message.Text{
		EN: "Baseline, the file of failing places that are known; only new ones count:",
		FR: "État de référence, le fichier des manquements connus; seuls les nouveaux comptent\u00a0:",
	}
)
