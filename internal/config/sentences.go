package config

import "github.com/cogwg/hvdlint/internal/message"

// What is wrong with a configuration, beside what package standard says of any file.
var (
	faultVersion = message.Text{
		EN: "version must be 1, the only one that this hvdlint reads, not {version}",
		FR: "version doit valoir 1, la seule que lit cette version de hvdlint, et non {version}",
	}
	faultNoPaths = message.Text{
		EN: "paths must have at least one file, folder or pattern",
		FR: "paths doit avoir au moins un fichier, un dossier ou un motif",
	}
	faultReference = message.Text{
		EN: "“{reference}” is not written as a standard: a name, and perhaps @ and a version, such as baby-names@1.0.0",
		FR: "«\u00a0{reference}\u00a0» n’a pas la forme d’une norme\u00a0: un nom et, au besoin, @ et une version, comme baby-names@1.0.0",
	}
	faultTwoStandards = message.Text{
		EN: "standard and schema both say what to measure against; keep one of them",
		FR: "standard et schema désignent tous deux ce qu’il faut appliquer; gardez-en un seul",
	}
	faultEncoding = message.Text{
		EN: "encoding must be {allowed}, not “{name}”",
		FR: "encoding doit valoir {allowed}, et non «\u00a0{name}\u00a0»",
	}
	faultPointer = message.Text{
		EN: "records-path must be a JSON Pointer, empty or names after slashes, such as /result/records, not “{pointer}”",
		FR: "records-path doit être un pointeur JSON, vide ou formé de noms précédés de barres obliques, comme /result/records, et non «\u00a0{pointer}\u00a0»",
	}
	faultDelimiter = message.Text{
		EN: "delimiter must be one character such as “,”, “;” or “|”, or the word tab, not “{delimiter}”",
		FR: "delimiter doit être un seul caractère comme «\u00a0,\u00a0», «\u00a0;\u00a0» ou «\u00a0|\u00a0», ou le mot tab, et non «\u00a0{delimiter}\u00a0»",
	}
	faultPattern = message.Text{
		EN: "“{pattern}” has a * that is not at its end; a * stands for the rest of an identifier",
		FR: "«\u00a0{pattern}\u00a0» a un * ailleurs qu’à la fin; un * remplace la suite d’un identifiant",
	}
	faultNoFormat = message.Text{
		EN: "an output must have a format, a file, or both",
		FR: "une sortie doit avoir format, file ou les deux",
	}
	faultExtension = message.Text{
		EN: "the extension of {file} names no format; add format beside it",
		FR: "l’extension de {file} ne désigne aucun format; ajoutez format à côté",
	}
	faultSharedOutput = message.Text{
		EN: "two outputs cannot share one file, or standard output; give each its own",
		FR: "deux sorties ne peuvent pas partager un même fichier, ni la sortie standard; donnez à chacune la sienne",
	}
	faultGit = message.Text{
		EN: "{file} lies in the folder of Git; choose another place",
		FR: "{file} se trouve dans le dossier de Git; choisissez un autre emplacement",
	}
)

// Paths.
var (
	faultAddress = message.Text{
		EN: "“{path}” is an address; a configuration names files only, so name it on the command line",
		FR: "«\u00a0{path}\u00a0» est une adresse; la configuration ne désigne que des fichiers\u00a0: donnez-la sur la ligne de commande",
	}
	faultStandardInput = message.Text{
		EN: "“-” is standard input; a configuration names files only, so name it on the command line",
		FR: "«\u00a0-\u00a0» est l’entrée standard; la configuration ne désigne que des fichiers\u00a0: donnez-la sur la ligne de commande",
	}
	faultBackslash = message.Text{
		EN: "“{path}” has a backslash; folders are parted by / on every system",
		FR: "«\u00a0{path}\u00a0» a une barre oblique inverse; les dossiers se séparent par / sur tous les systèmes",
	}
	faultAbsolute = message.Text{
		EN: "“{path}” begins at the top of the machine; say the path from the folder of this file",
		FR: "«\u00a0{path}\u00a0» part de la racine de la machine; indiquez le chemin à partir du dossier de ce fichier",
	}
	faultOutside = message.Text{
		EN: "“{path}” leads out of the repository; what lies outside is named on the command line",
		FR: "«\u00a0{path}\u00a0» mène hors du dépôt; ce qui se trouve au-dehors se donne sur la ligne de commande",
	}
	faultMisnamed = message.Text{
		EN: "{file} is not read: rename it to {name}",
		FR: "{file} n’est pas lu\u00a0: renommez-le en {name}",
	}
	faultNoFile = message.Text{
		EN: "it is not a file",
		FR: "ce n’est pas un fichier",
	}
)

// Parts of sentences.
var (
	whatConfig  = message.Text{EN: "a configuration", FR: "une configuration"}
	whatDataset = message.Text{EN: "an entry of datasets", FR: "un élément de datasets"}
	whatOutput  = message.Text{EN: "an output", FR: "une sortie"}
	whatSet     = message.Text{EN: "set", FR: "la clé set"}
	whatLevels  = message.Text{EN: "levels", FR: "la clé levels"}
	whatPath    = message.Text{EN: "each of paths", FR: "chaque élément de la liste paths"}
	whatEach    = message.Text{EN: "each of {key}", FR: "chaque élément de la liste {key}"}
)
