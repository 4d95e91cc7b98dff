package waiver

import "github.com/cogwg/hvdlint/internal/message"

// What is wrong with a file of waivers, beside what package standard says of any file.
var (
	faultVersion = message.Text{
		EN: "version must be 1, the only one that this hvdlint reads, not {version}",
		FR: "version doit valoir 1, la seule que lit cette version de hvdlint, et non {version}",
	}
	faultPattern = message.Text{
		EN: "“{requirement}” has a * that is not behind a slash at its end; write the whole id, or its beginning and /*",
		FR: "«\u00a0{requirement}\u00a0» a un * ailleurs qu’après une barre oblique à la fin; écrivez l’identifiant entier, ou son début suivi de /*",
	}
	faultOrder = message.Text{
		EN: "the waiver expires before {date}, the day on which it was decided",
		FR: "la dérogation expire avant le {date}, jour où elle a été décidée",
	}
	faultBackslash = message.Text{
		EN: "“{pattern}” has a backslash; folders are parted by / on every system",
		FR: "«\u00a0{pattern}\u00a0» a une barre oblique inverse; les dossiers se séparent par / sur tous les systèmes",
	}
	faultNoKey = message.Text{
		EN: "key must name at least one field and its value",
		FR: "key doit nommer au moins un champ et sa valeur",
	}
	faultNoValues = message.Text{
		EN: "{field} must have at least one value",
		FR: "{field} doit avoir au moins une valeur",
	}
	faultDay = message.Text{
		EN: "{key} must be a day such as 2026-11-26, not “{day}”",
		FR: "{key} doit être une date comme 2026-11-26, et non «\u00a0{day}\u00a0»",
	}

	whatWaivers = message.Text{EN: "a file of waivers", FR: "un fichier de dérogations"}
	whatWaiver  = message.Text{EN: "a waiver", FR: "une dérogation"}
	whatValue   = message.Text{EN: "each value of {field}", FR: "chaque valeur de {field}"}
)

// What is wrong with a baseline.
var (
	faultTooLarge = message.Text{
		EN: "the file has {n|byte|bytes}; a baseline of more than {limit} is not read",
		FR: "le fichier compte {n|octet|octets}; une référence de plus de {limit} n’est pas lue",
	}
	faultNotBaseline = message.Text{
		EN: "this is not a baseline that hvdlint baseline write made; write it again ({detail})",
		FR: "ce n’est pas une référence produite par hvdlint baseline write; produisez-la de nouveau ({detail})",
	}
	faultSchemaVersion = message.Text{
		EN: "the baseline has schemaVersion {version}; this hvdlint reads {known}, so write it again",
		FR: "la référence a schemaVersion {version}; cette version de hvdlint lit {known}\u00a0: produisez-la de nouveau",
	}
	faultFinding = message.Text{
		EN: "finding {n} of table {table} lacks a requirement, or its count is less than 1 or far too large, or it has both a key and a record",
		FR: "le manquement {n} du tableau {table} n’a pas d’exigence, ou son nombre est inférieur à 1 ou beaucoup trop grand, ou il a à la fois key et record",
	}
	faultTableTwice = message.Text{
		EN: "table {table} of {path} stands twice",
		FR: "le tableau {table} de {path} figure deux fois",
	}
)
