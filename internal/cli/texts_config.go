package cli

import "github.com/cogwg/hvdlint/internal/message"

// The configuration and what it shares with flags.
var (
	flagConfig = message.Text{
		EN: "take the configuration from `FILE` instead of looking for .hvdlint.yaml here and above, up to the root of the repository",
		FR: "prendre la configuration dans `FICHIER` plutôt que de chercher .hvdlint.yaml ici et au-dessus, jusqu’à la racine du dépôt",
	}
	flagNoConfig = message.Text{
		EN: "look at no configuration",
		FR: "ne tenir compte d’aucune configuration",
	}
	flagSelect = message.Text{
		EN: "test only the `REQUIREMENTS` with these ids, or those of rules, between commas; a * at the end stands for the rest; repeats",
		FR: "ne vérifier que les `EXIGENCES` qui portent ces identifiants, ou ceux de règles, séparés par des virgules; un * à la fin remplace la suite; se répète",
	}
	flagIgnore = message.Text{
		EN: "leave out the `REQUIREMENTS` with these ids, written as for --select, also of those selected; the report says so; repeats",
		FR: "laisser de côté les `EXIGENCES` qui portent ces identifiants, écrits comme pour --select, même choisies; le rapport le dit; se répète",
	}
	flagLevel = message.Text{
		EN: "count a requirement as must, should or may, whatever the standard says, as in `REQUIREMENT=LEVEL`; the report says both; repeats",
		FR: "compter une exigence comme must, should ou may, quoi que dise la norme, sous la forme `EXIGENCE=NIVEAU`; le rapport dit les deux; se répète",
	}

	textConfigOrNone = message.Text{
		EN: "--config and --no-config say the opposite; keep one of them",
		FR: "--config et --no-config disent le contraire; gardez-en une seule",
	}
	textConfigUnread = message.Text{
		EN: "the configuration {path} cannot be read: {cause}",
		FR: "la configuration {path} ne peut pas être lue\u00a0: {cause}",
	}
	textConfigNotLoaded = message.Text{
		EN: "the configuration cannot be read: {cause}",
		FR: "la configuration ne peut pas être lue\u00a0: {cause}",
	}
	textConfigFaulty = message.Text{
		EN: "the configuration {path} cannot be used:{causes}\nMend it, or go on without it with --no-config.",
		FR: "la configuration {path} ne peut pas être utilisée\u00a0:{causes}\nCorrigez-la, ou passez-vous-en avec --no-config.",
	}
	textOutsideRepository = message.Text{
		EN: "“{path}” leads out of the repository by a link; what lies outside is named on the command line",
		FR: "«\u00a0{path}\u00a0» mène hors du dépôt par un lien; ce qui se trouve au-dehors se donne sur la ligne de commande",
	}
	textConfigSet = message.Text{
		EN: "set {field}: {text}",
		FR: "set {field}\u00a0: {text}",
	}
	textAllowedPattern = message.Text{
		EN: "give ids of requirements or rules between commas, each with a * at its end at most",
		FR: "donnez des identifiants d’exigences ou de règles séparés par des virgules, chacun avec au plus un * à la fin",
	}
	textAllowedLevel = message.Text{
		EN: "give the id of a requirement, = and must, should or may, as in header/names=should",
		FR: "donnez l’identifiant d’une exigence, = et must, should ou may, par exemple header/names=should",
	}
	textLevelTwice = message.Text{
		EN: "{requirement} already has a level; give each requirement one",
		FR: "{requirement} a déjà un niveau; donnez-en un seul par exigence",
	}
	textNoRequirement = message.Text{
		EN: "no requirement has this id",
		FR: "aucune exigence ne porte cet identifiant",
	}
	textNoRequirementOrRule = message.Text{
		EN: "no requirement has this id, and no rule that tests one",
		FR: "aucune exigence ne porte cet identifiant, ni aucune règle qui en vérifie une",
	}
	textUnknownPattern = message.Text{
		EN: "“{id}”: {text}",
		FR: "«\u00a0{id}\u00a0»\u00a0: {text}",
	}
	textNoConfig        = message.Text{EN: "no configuration", FR: "aucune configuration"}
	textEntry           = message.Text{EN: "{paths} ({place})", FR: "{paths} ({place})"}
	textDetected        = message.Text{EN: "detected", FR: "à détecter"}
	textAllRequirements = message.Text{EN: "all", FR: "toutes"}
	textOutputsDefault  = message.Text{EN: "text to standard output", FR: "text sur la sortie standard"}

	textDesktop = message.Text{EN: "language of the desktop", FR: "langue du bureau"}
	textDefault = message.Text{EN: "default", FR: "par défaut"}
)
