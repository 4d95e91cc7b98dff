package report

import "github.com/cogwg/hvdlint/internal/message"

// Why a report cannot be read. What stands behind the line is one of the clauses.
var (
	textDamaged = message.Text{EN: "line {line}: {what}", FR: "ligne {line}\u00a0: {what}"}

	textLongReport = message.Text{
		EN: "it is longer than {limit} bytes; make the report again with fewer places, for example without --max-samples 0",
		FR: "il dépasse {limit} octets; refaites le rapport avec moins d’endroits, par exemple sans --max-samples 0",
	}
	textNewerForm = message.Text{
		EN: "it is written in form {form} of reports, and this version of hvdlint knows form {known}; use the version that made it, or a newer one",
		FR: "il est écrit dans la forme {form} des rapports, et cette version de hvdlint connaît la forme {known}; employez la version qui l’a produit, ou une plus récente",
	}
	textNotUTF8 = message.Text{
		EN: "there are bytes that are not UTF-8",
		FR: "des octets ne sont pas en UTF-8",
	}
	textNotJSON = message.Text{
		EN: "the text is not JSON from here on",
		FR: "à partir d’ici, le texte n’est pas du JSON",
	}
	textCutOff = message.Text{
		EN: "the text ends before the report does",
		FR: "le texte s’arrête avant la fin du rapport",
	}
	textBehindEnd = message.Text{
		EN: "there is more text behind the end of the report",
		FR: "il y a du texte après la fin du rapport",
	}
	textRepeatedKey = message.Text{
		EN: "“{key}” is there twice",
		FR: "«\u00a0{key}\u00a0» y figure deux fois",
	}
	textUnknownKey = message.Text{
		EN: "“{key}” is nothing that a report has there",
		FR: "«\u00a0{key}\u00a0» n’a pas sa place à cet endroit d’un rapport",
	}
	textLacksKey = message.Text{
		EN: "“{key}” is missing before here",
		FR: "«\u00a0{key}\u00a0» manque avant cet endroit",
	}
	textLacksSome = message.Text{
		EN: "{where} lacks something that a report must have there",
		FR: "il manque à {where} quelque chose qu’un rapport doit contenir",
	}
	textHasUnknown = message.Text{
		EN: "{where} has something that reports do not have there",
		FR: "{where} contient quelque chose qui n’a pas sa place dans un rapport",
	}
	textWrongKind = message.Text{
		EN: "{where} is not of the kind that reports have there (text, number, list …)",
		FR: "{where} n’est pas du genre attendu à cet endroit d’un rapport (texte, nombre, liste…)",
	}
	textWrongValue = message.Text{
		EN: "{where} has a value that no report has there",
		FR: "{where} a une valeur qu’aucun rapport n’a à cet endroit",
	}
	textWrongNumber = message.Text{
		EN: "there is a number that no report has",
		FR: "il y a un nombre qu’aucun rapport ne contient",
	}
	textLongPiece = message.Text{
		EN: "{where} is longer than {limit} bytes, more than any part of a report",
		FR: "{where} dépasse {limit} octets, plus que toute partie d’un rapport",
	}
)
