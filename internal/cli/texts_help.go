package cli

import "github.com/cogwg/hvdlint/internal/message"

// The help of each command.

var helpRoot = commandHelp{
	short: message.Text{
		EN: "Check open datasets against standards",
		FR: "Vérifier la conformité des jeux de données ouverts à des normes",
	},
	long: message.Text{
		EN: "hvdlint checks open datasets against versioned standards and says, with evidence, whether they conform. " +
			"It only reads your files, and uses the network only for an address that you name.",
		FR: "hvdlint vérifie la conformité de jeux de données ouverts à des normes versionnées et dit, preuves à l’appui, s’ils sont conformes. " +
			"Il ne fait que lire vos fichiers et n’utilise le réseau que si vous nommez une adresse.",
	},
	examples: message.Text{
		EN: "hvdlint check names.csv\nhvdlint inspect names.csv\nhvdlint explain duplicate-key\n" +
			"# A file by itself is checked too:\nhvdlint names.csv",
		FR: "hvdlint check prenoms.csv\nhvdlint inspect prenoms.csv\nhvdlint explain duplicate-key\n" +
			"# Un fichier seul est vérifié aussi\u00a0:\nhvdlint prenoms.csv",
	},
}

var helpCheck = commandHelp{
	arguments: message.Text{EN: "[PATH...]", FR: "[CHEMIN...]"},
	short: message.Text{
		EN: "Check files against a standard",
		FR: "Vérifier la conformité de fichiers à une norme",
	},
	long: message.Text{
		EN: "Checks files against a standard and reports what does not conform, where, and how to fix it. " +
			"A path is a file, a folder with all tables below it, a pattern such as data/**/*.csv, or - for standard input. " +
			"Without a path, all datasets of the configuration .hvdlint.yaml are checked.\n\n" +
			"Exit codes: 0 when nothing that counts reaches --fail-on; 1 when there are findings at or above --fail-on; 2 when the command, the configuration, a standard or " +
			"a schema is wrong; 3 when a file could not be read, the work was interrupted or hvdlint itself failed. The highest wins.",
		FR: "Vérifie la conformité de fichiers à une norme et signale ce qui n’est pas conforme, à quel endroit et comment le corriger. " +
			"Un chemin est un fichier, un dossier avec tous les tableaux qu’il contient, un motif comme donnees/**/*.csv, ou - pour l’entrée standard. " +
			"Sans chemin, tous les jeux de données de la configuration .hvdlint.yaml sont vérifiés.\n\n" +
			"Codes de sortie\u00a0: 0 si aucun constat qui compte n’atteint --fail-on; 1 s’il y a des constats qui atteignent --fail-on; 2 si la commande, la configuration, une norme ou " +
			"un schéma est erroné; 3 si un fichier n’a pas pu être lu, si le travail a été interrompu ou si hvdlint a échoué. Le plus élevé l’emporte.",
	},
	examples: message.Text{
		EN: "hvdlint check names.csv\n" +
			"# Every table of a folder; the report as JSON in a file:\nhvdlint check data/ -o report.json\n" +
			"# A file without a column for the jurisdiction:\nhvdlint check names.csv --set jurisdiction=NS",
		FR: "hvdlint check prenoms.csv\n" +
			"# Tous les tableaux d’un dossier; le rapport en JSON dans un fichier\u00a0:\nhvdlint check donnees/ -o rapport.json\n" +
			"# Un fichier sans colonne pour la province ou le territoire\u00a0:\nhvdlint check prenoms.csv --set jurisdiction=QC",
	},
}

var helpInspect = commandHelp{
	arguments: message.Text{EN: "PATH...", FR: "CHEMIN..."},
	short: message.Text{
		EN: "Show how a file is read, and why",
		FR: "Montrer comment un fichier est lu, et pourquoi",
	},
	long: message.Text{
		EN: "Shows what was detected in a file and why: its format and encoding, how the table is written, where the header stands, and which " +
			"field of the standard each column was taken for. Nothing is judged. With --records it prints the records instead.",
		FR: "Montre ce qui a été détecté dans un fichier et pourquoi\u00a0: son format et son encodage, la façon dont le tableau est écrit, la place de l’en-tête " +
			"et le champ de la norme reconnu dans chaque colonne. Rien n’est jugé. Avec --records, les enregistrements sont affichés à la place.",
	},
	examples: message.Text{
		EN: "hvdlint inspect names.csv\n" +
			"# The first five records as they are read:\nhvdlint inspect names.csv --records 5\n" +
			"# The same file read as Windows-1252:\nhvdlint inspect names.csv --encoding windows-1252",
		FR: "hvdlint inspect prenoms.csv\n" +
			"# Les cinq premiers enregistrements tels qu’ils sont lus\u00a0:\nhvdlint inspect prenoms.csv --records 5\n" +
			"# Le même fichier lu en Windows-1252\u00a0:\nhvdlint inspect prenoms.csv --encoding windows-1252",
	},
}

var helpRules = commandHelp{
	short: message.Text{
		EN: "List the rules",
		FR: "Donner la liste des règles",
	},
	long: message.Text{
		EN: "Lists every rule that standards can call on: its id, its family and the defect it finds.",
		FR: "Donne la liste des règles auxquelles une norme peut faire appel\u00a0: leur identifiant, leur famille et le défaut qu’elles trouvent.",
	},
	examples: message.Text{
		EN: "hvdlint rules\nhvdlint rules --format json\nhvdlint rules --pages docs/rules",
		FR: "hvdlint rules\nhvdlint rules --format json\nhvdlint rules --pages docs/regles",
	},
}

var helpExplain = commandHelp{
	arguments: message.Text{EN: "RULE", FR: "RÈGLE"},
	short: message.Text{
		EN: "Explain a rule, with examples",
		FR: "Expliquer une règle, avec des exemples",
	},
	long: message.Text{
		EN: "Explains a rule: what it finds, why it matters, and examples of tables that fail and pass. " +
			"Given the id of a requirement instead, it says what the standard demands and which rule tests it.",
		FR: "Explique une règle\u00a0: ce qu’elle trouve, pourquoi c’est important, et des exemples de tableaux qui échouent ou réussissent. " +
			"Avec l’identifiant d’une exigence, dit plutôt ce que la norme demande et quelle règle la vérifie.",
	},
	examples: message.Text{
		EN: "hvdlint explain duplicate-key\nhvdlint explain duplicate-key --lang fr\nhvdlint explain fields/year/type",
		FR: "hvdlint explain duplicate-key\nhvdlint explain duplicate-key --lang en\nhvdlint explain fields/year/type",
	},
}

var helpStandards = commandHelp{
	short: message.Text{
		EN: "List and show standards",
		FR: "Consulter les normes",
	},
	long: message.Text{
		EN: "Lists the standards that are part of this version of hvdlint, and shows what each demands.",
		FR: "Donne la liste des normes que contient cette version de hvdlint et montre ce que chacune demande.",
	},
	examples: message.Text{
		EN: "hvdlint standards list\nhvdlint standards show baby-names",
		FR: "hvdlint standards list\nhvdlint standards show baby-names",
	},
}

var helpStandardsList = commandHelp{
	short: message.Text{
		EN: "List the standards",
		FR: "Donner la liste des normes",
	},
	long: message.Text{
		EN: "Lists the standards that are part of this version of hvdlint: name, version, status and title.",
		FR: "Donne la liste des normes que contient cette version de hvdlint\u00a0: nom, version, statut et titre.",
	},
	examples: message.Text{
		EN: "hvdlint standards list\nhvdlint standards list --format json",
		FR: "hvdlint standards list\nhvdlint standards list --format json",
	},
}

var helpStandardsShow = commandHelp{
	arguments: message.Text{EN: "NAME[@VERSION]", FR: "NOM[@VERSION]"},
	short: message.Text{
		EN: "Show what a standard demands",
		FR: "Montrer ce qu’une norme demande",
	},
	long: message.Text{
		EN: "Shows a standard for reading: where it comes from, its fields in both languages, and its requirements with the rule that tests each.",
		FR: "Présente une norme pour la lecture\u00a0: sa provenance, ses champs dans les deux langues et ses exigences, avec la règle qui vérifie chacune.",
	},
	examples: message.Text{
		EN: "hvdlint standards show baby-names\nhvdlint standards show baby-names@1 --format json",
		FR: "hvdlint standards show baby-names\nhvdlint standards show baby-names@1 --format json",
	},
}

var helpVersion = commandHelp{
	short: message.Text{
		EN: "Show the version and the standards in it",
		FR: "Afficher la version et les normes qu’elle contient",
	},
	long: message.Text{
		EN: "Shows which version of hvdlint this is, how it was built, and the standards in it with the digests of their files.",
		FR: "Affiche la version de hvdlint, la façon dont elle a été compilée et les normes qu’elle contient, avec l’empreinte de leurs fichiers.",
	},
	examples: message.Text{
		EN: "hvdlint version\nhvdlint version --format json",
		FR: "hvdlint version\nhvdlint version --format json",
	},
}

var helpCompletion = commandHelp{
	arguments: message.Same("bash|zsh|fish|powershell"),
	short: message.Text{
		EN: "Print a script that completes commands in your shell",
		FR: "Afficher un script qui complète les commandes dans votre interpréteur",
	},
	long: message.Text{
		EN: "Prints the script that lets a shell complete commands, flags, rules and standards. Load it where your shell starts.",
		FR: "Affiche le script qui permet à un interpréteur de compléter les commandes, les options, les règles et les normes. Chargez-le au démarrage de votre interpréteur.",
	},
	examples: message.Text{
		EN: "# For this session of bash:\nsource <(hvdlint completion bash)\n" +
			"# For every session of fish:\nhvdlint completion fish > ~/.config/fish/completions/hvdlint.fish\n" +
			"# For this session of PowerShell:\nhvdlint completion powershell | Out-String | Invoke-Expression",
		FR: "# Pour cette session de bash\u00a0:\nsource <(hvdlint completion bash)\n" +
			"# Pour toutes les sessions de fish\u00a0:\nhvdlint completion fish > ~/.config/fish/completions/hvdlint.fish\n" +
			"# Pour cette session de PowerShell\u00a0:\nhvdlint completion powershell | Out-String | Invoke-Expression",
	},
}

var helpHelp = commandHelp{
	arguments: message.Text{EN: "[COMMAND]", FR: "[COMMANDE]"},
	short: message.Text{
		EN: "Show the help of a command",
		FR: "Afficher l’aide d’une commande",
	},
	long: message.Text{
		EN: "Shows the help of a command, the same as with --help after it.",
		FR: "Affiche l’aide d’une commande, comme avec --help après son nom.",
	},
	examples: message.Text{
		EN: "hvdlint help check\nhvdlint help standards show\n# The pages that man shows, of your own:\nhvdlint help --man ~/.local/share/man",
		FR: "hvdlint help check\nhvdlint help standards show\n# Les pages que man affiche, pour vous seul\u00a0:\nhvdlint help --man ~/.local/share/man",
	},
}
