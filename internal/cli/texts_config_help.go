package cli

import "github.com/cogwg/hvdlint/internal/message"

// The help of the commands about the configuration.

var helpConfig = commandHelp{
	short: message.Text{
		EN: "Show the configuration and its schema",
		FR: "Montrer la configuration et son schéma",
	},
	long: message.Text{
		EN: "Shows what the configuration .hvdlint.yaml says, and the schema with which editors complete it. “hvdlint init” writes one.",
		FR: "Montre ce que dit la configuration .hvdlint.yaml, et le schéma avec lequel les éditeurs la complètent. «\u00a0hvdlint init\u00a0» en écrit une.",
	},
	examples: message.Text{
		EN: "hvdlint config show\nhvdlint config schema",
		FR: "hvdlint config show\nhvdlint config schema",
	},
}

var helpConfigShow = commandHelp{
	arguments: message.Text{EN: "[PATH...]", FR: "[CHEMIN...]"},
	short: message.Text{
		EN: "Show which settings hold, and where each comes from",
		FR: "Montrer les réglages en vigueur et la provenance de chacun",
	},
	long: message.Text{
		EN: "Shows the settings that “hvdlint check” would work with, and where each comes from: a flag, a line of the configuration, the environment, or the default. " +
			"With paths it shows what holds for each of these datasets, otherwise the entries of the configuration. Nothing is checked.",
		FR: "Montre les réglages avec lesquels «\u00a0hvdlint check\u00a0» travaillerait et la provenance de chacun\u00a0: une option, une ligne de la configuration, l’environnement ou la valeur par défaut. " +
			"Avec des chemins, montre ce qui vaut pour chacun de ces jeux de données; sinon, les éléments de la configuration. Rien n’est vérifié.",
	},
	examples: message.Text{
		EN: "hvdlint config show\n# What holds for one file, with a flag:\nhvdlint config show data/names.csv --fail-on warning",
		FR: "hvdlint config show\n# Ce qui vaut pour un fichier, avec une option\u00a0:\nhvdlint config show donnees/prenoms.csv --fail-on warning",
	},
}

var helpConfigSchema = commandHelp{
	short: message.Text{
		EN: "Print the JSON Schema of the configuration",
		FR: "Afficher le schéma JSON de la configuration",
	},
	long:     aboutSchema.Format(message.P("file", ".hvdlint.yaml")),
	examples: message.Same("hvdlint config schema > hvdlint.schema.json"),
}

// aboutSchema is the help of commands that print a schema.
var aboutSchema = message.Text{
	EN: "Prints the JSON Schema of {file} (draft 2020-12), with which editors complete and check the file while it is written.",
	FR: "Affiche le schéma JSON de {file} (version 2020-12), avec lequel les éditeurs complètent et vérifient le fichier pendant sa rédaction.",
}

var helpInit = commandHelp{
	arguments: message.Text{EN: "[FOLDER]", FR: "[DOSSIER]"},
	short: message.Text{
		EN: "Write a configuration for the data of a folder",
		FR: "Écrire une configuration pour les données d’un dossier",
	},
	long: message.Text{
		EN: "Looks at the tables in a folder (this one, unless another is named), finds out which standard each fits, and writes the configuration .hvdlint.yaml there, " +
			"with comments. It writes down only what is not recognised by itself. A configuration that is there is kept unless --force says otherwise.",
		FR: "Examine les tableaux d’un dossier (celui-ci, à moins qu’un autre soit nommé), cherche la norme qui convient à chacun et y écrit la configuration .hvdlint.yaml, " +
			"avec des commentaires. N’y figure que ce qui n’est pas reconnu d’office. Une configuration déjà présente est conservée, à moins que --force n’en décide autrement.",
	},
	examples: message.Text{
		EN: "hvdlint init\nhvdlint init data/",
		FR: "hvdlint init\nhvdlint init donnees/",
	},
}
