package cli

import "github.com/cogwg/hvdlint/internal/message"

// Waivers and baselines.
var (
	flagWaivers = message.Text{
		EN: "accept the failing places that the waivers in `FILE` cover; they stay in the report and do not count",
		FR: "accepter les manquements que visent les dérogations de `FICHIER`; ils restent dans le rapport et ne comptent pas",
	}
	flagBaseline = message.Text{
		EN: "count only failing places that the baseline in `FILE` does not know; “hvdlint baseline write” makes one",
		FR: "ne compter que les manquements absents de la référence `FICHIER`; «\u00a0hvdlint baseline write\u00a0» en produit une",
	}
	flagDate = message.Text{
		EN: "say which waivers are in force on the `DAY`, such as 2026-11-26 (today by default), so that a check can be repeated",
		FR: "dire quelles dérogations sont en vigueur le `JOUR`, par exemple 2026-11-26 (aujourd’hui par défaut), pour pouvoir répéter une vérification",
	}
	flagBaselineOutput = message.Text{
		EN: "write the baseline to `FILE`; when it is there, only what it says of the tables checked is replaced",
		FR: "écrire la référence dans `FICHIER`; s’il existe, seul ce qu’il dit des tableaux vérifiés est remplacé",
	}
	flagGrow = message.Text{
		EN: "let the baseline grow: take in failing places that it does not know yet",
		FR: "laisser la référence croître\u00a0: y inscrire aussi des manquements qu’elle ne connaît pas encore",
	}
	flagPruned = message.Text{
		EN: "take out of the baseline in `FILE` what does not fail any more",
		FR: "retirer de la référence `FICHIER` ce qui est maintenant conforme",
	}
	flagBaselineQuiet = message.Text{
		EN: "say nothing when all went well",
		FR: "ne rien dire si tout s’est bien passé",
	}

	textAllowedDay = message.Text{
		EN: "give a day such as 2026-11-26",
		FR: "donnez une date comme 2026-11-26",
	}
	textWaiversUnread = message.Text{
		EN: "the waivers in {path} cannot be read: {cause}",
		FR: "les dérogations de {path} ne peuvent pas être lues\u00a0: {cause}",
	}
	textWaiversFaulty = message.Text{
		EN: "the waivers in {path} cannot be used:{causes}",
		FR: "les dérogations de {path} ne peuvent pas être utilisées\u00a0:{causes}",
	}
	textBaselineUnread = message.Text{
		EN: "the baseline {path} cannot be read: {cause}",
		FR: "la référence {path} ne peut pas être lue\u00a0: {cause}",
	}
	textBaselineFaulty = message.Text{
		EN: "the baseline {path} cannot be used:{causes}",
		FR: "la référence {path} ne peut pas être utilisée\u00a0:{causes}",
	}
	textNeedsBaselineOutput = message.Text{
		EN: "say with -o where to write the baseline, as in -o baseline.json",
		FR: "indiquez avec -o où écrire la référence, par exemple -o baseline.json",
	}
	textNeedsBaseline = message.Text{
		EN: "say with --baseline which baseline to prune, as in --baseline baseline.json",
		FR: "indiquez avec --baseline la référence à élaguer, par exemple --baseline baseline.json",
	}
	textBaselineOfPart = message.Text{
		EN: "no baseline was written, because {path} could not be read to its end: {cause}",
		FR: "aucune référence n’a été écrite, car {path} n’a pas pu être lu jusqu’à la fin\u00a0: {cause}",
	}
	textBaselineGrows = message.Text{
		EN: "{path} was not written: it would grow by {n|failing place|failing places} that it does not know; mend them, or take them in with --force",
		FR: "{path} n’a pas été écrit\u00a0: il y entrerait {n|manquement|manquements} que la référence ne connaît pas; corrigez-les, ou inscrivez-les avec --force",
	}
	textBaselineWritten = message.Text{
		EN: "{path} was written: {n|failing place|failing places} known in {tables|table|tables}",
		FR: "{path} a été écrit\u00a0: {n|manquement connu|manquements connus} dans {tables|tableau|tableaux}",
	}
	textBaselinePruned = message.Text{
		EN: "{gone|place|places} no longer failing, or waived, taken out of {path}; {n|failing place is|failing places are} left",
		FR: "{gone|endroit maintenant conforme, ou visé par une dérogation, retiré|endroits maintenant conformes, ou visés par une dérogation, retirés} de {path}; il y reste {n|manquement|manquements}",
	}
)

var helpBaseline = commandHelp{
	short: message.Text{
		EN: "Write down which places fail, so that only new ones count",
		FR: "Inscrire les manquements connus; seuls les nouveaux comptent",
	},
	long: message.Text{
		EN: "A baseline is a file with the failing places that are known. With it, “hvdlint check --baseline” fails only when something new does. " +
			"Places are known by the key of their record, not by their line, so that sorting a file or adding to it changes nothing.",
		FR: "Une référence est un fichier qui contient les manquements connus. Avec elle, «\u00a0hvdlint check --baseline\u00a0» n’échoue que s’il y a du nouveau. " +
			"Les endroits sont reconnus par la clé de leur enregistrement, et non par leur ligne\u00a0: trier un fichier ou y ajouter ne change rien.",
	},
	examples: message.Text{
		EN: "hvdlint baseline write data/ -o baseline.json\nhvdlint check data/ --baseline baseline.json\nhvdlint baseline prune data/ --baseline baseline.json",
		FR: "hvdlint baseline write donnees/ -o baseline.json\nhvdlint check donnees/ --baseline baseline.json\nhvdlint baseline prune donnees/ --baseline baseline.json",
	},
}

var helpBaselineWrite = commandHelp{
	arguments: message.Text{EN: "[PATH...] -o FILE", FR: "[CHEMIN...] -o FICHIER"},
	short: message.Text{
		EN: "Write the failing places of files as known",
		FR: "Inscrire les manquements de fichiers comme connus",
	},
	long: message.Text{
		EN: "Checks files as “hvdlint check” does and writes the failing places into a baseline, one a line. Waived places are left out. " +
			"A baseline that is there may shrink but not grow, unless --force says so.\n\n" +
			"Exit codes: 0 when it was written; 1 when it would have grown; 2 and 3 as for check.",
		FR: "Vérifie des fichiers comme «\u00a0hvdlint check\u00a0» et inscrit les manquements dans une référence, un par ligne. Ceux qui font l’objet d’une dérogation sont omis. " +
			"Une référence existante peut diminuer, mais non croître, à moins que --force ne le demande.\n\n" +
			"Codes de sortie\u00a0: 0 si elle a été écrite; 1 si elle aurait crû; 2 et 3 comme pour check.",
	},
	examples: message.Text{
		EN: "hvdlint baseline write data/ -o baseline.json",
		FR: "hvdlint baseline write donnees/ -o baseline.json",
	},
}

var helpBaselinePrune = commandHelp{
	arguments: message.Text{EN: "[PATH...] --baseline FILE", FR: "[CHEMIN...] --baseline FICHIER"},
	short: message.Text{
		EN: "Take out of a baseline what no longer fails",
		FR: "Retirer d’une référence ce qui est maintenant conforme",
	},
	long: message.Text{
		EN: "Checks files and takes out of the baseline every place that does not fail any more, so that it cannot come back unseen. What the baseline " +
			"says of other files, and of requirements that are not tested, stays.\n\n" +
			"Exit codes: 0 when it was pruned or nothing is to be taken out; 2 and 3 as for check.",
		FR: "Vérifie des fichiers et retire de la référence chaque endroit maintenant conforme, pour qu’un manquement n’y revienne pas sans être vu. Ce que la " +
			"référence dit d’autres fichiers, et d’exigences qui ne sont pas vérifiées, reste.\n\n" +
			"Codes de sortie\u00a0: 0 si elle a été élaguée ou s’il n’y a rien à retirer; 2 et 3 comme pour check.",
	},
	examples: message.Text{
		EN: "hvdlint baseline prune data/ --baseline baseline.json",
		FR: "hvdlint baseline prune donnees/ --baseline baseline.json",
	},
}

var helpWaivers = commandHelp{
	short: message.Text{
		EN: "Show the schema of files of waivers",
		FR: "Montrer le schéma des fichiers de dérogations",
	},
	long: message.Text{
		EN: "A waiver accepts failing places of a requirement for a reason and until a day. “hvdlint check --waivers FILE” applies those of a file.",
		FR: "Une dérogation accepte des manquements à une exigence, pour un motif et jusqu’à une date. «\u00a0hvdlint check --waivers FICHIER\u00a0» applique celles d’un fichier.",
	},
	examples: message.Text{
		EN: "hvdlint check names.csv --waivers waivers.yaml\nhvdlint waivers schema",
		FR: "hvdlint check prenoms.csv --waivers waivers.yaml\nhvdlint waivers schema",
	},
}

var helpWaiversSchema = commandHelp{
	short: message.Text{
		EN: "Print the JSON Schema of a file of waivers",
		FR: "Afficher le schéma JSON d’un fichier de dérogations",
	},
	long:     aboutSchema.Format(message.P("file", "waivers.yaml")),
	examples: message.Same("hvdlint waivers schema > waivers.schema.json"),
}
