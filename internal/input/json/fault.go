package json

import (
	"strconv"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// fault is what is wrong with a text that is not JSON. It is also the reason in the facts.
type fault string

const (
	endsEarly     fault = "ends-early"
	missingComma  fault = "missing-comma"
	trailingComma fault = "trailing-comma"
	extraComma    fault = "extra-comma"
	noColon       fault = "no-colon"
	noName        fault = "no-name"
	apostrophe    fault = "apostrophe"
	comment       fault = "comment"
	badWord       fault = "bad-word"
	badNumber     fault = "bad-number"
	badEscape     fault = "bad-escape"
	controlInText fault = "control-in-text"
	wrongBracket  fault = "wrong-bracket"
	behindEnd     fault = "behind-end"
	tooDeep       fault = "too-deep"
	unexpected    fault = "unexpected"
	tooLong       fault = "too-long"
)

// valueFault says what is wrong with a character where a value must begin.
func valueFault(b byte) fault {
	switch {
	case b == ',':
		return extraComma
	case b == '\'':
		return apostrophe
	case b == '/', b == '#':
		return comment
	case b == '+', b == '.':
		return badNumber
	case b|0x20 >= 'a' && b|0x20 <= 'z':
		return badWord
	case b == ']', b == '}':
		return wrongBracket
	}
	return unexpected
}

// nameFault says what is wrong with a character where the name of a field must begin.
func nameFault(b byte) fault {
	switch b {
	case '\'', '/', '#', ',', ']':
		return valueFault(b)
	}
	return noName
}

// separatorFault says what is wrong with a character behind a value, where a comma or the end of what is open must stand.
func separatorFault(b byte) fault {
	switch {
	case b == '/', b == '#':
		return comment
	case b == '"', b == '{', b == '[', b >= '0' && b <= '9', b == '-':
		return missingComma
	}
	return unexpected
}

// kind is the damage that a fault is.
func (f fault) kind() table.DamageKind {
	switch f {
	case endsEarly:
		return table.Truncated
	case tooLong:
		return table.OversizeRecord
	}
	return table.Syntax
}

// reason is the code of [table.Unread].
func (f fault) reason() string {
	if f == tooLong || f == tooDeep {
		return "too-large"
	}
	return "malformed"
}

// text says what is wrong at byte position, from 1, of a line. limit is the greatest length of a record.
func (f fault) text(line, position int64, limit int) message.Text {
	at := message.Text{EN: "on line {line}, position {position}, ", FR: "à la ligne {line}, position {position}, "}
	what := faults[f]
	return message.Text{EN: at.EN + what.EN, FR: at.FR + what.FR}.Format(
		message.P("line", strconv.FormatInt(line, 10)), message.P("position", strconv.FormatInt(position, 10)),
		message.P("limit", limit), message.P("depth", maxDepth),
	)
}

var faults = map[fault]message.Text{
	endsEarly: {
		EN: "the text ends before everything that was opened is closed; download or copy the file again",
		FR: "le texte s’arrête avant que tout ce qui a été ouvert soit fermé; téléchargez ou copiez le fichier de nouveau",
	},
	missingComma: {
		EN: "a comma is missing between two values",
		FR: "il manque une virgule entre deux valeurs",
	},
	trailingComma: {
		EN: "a comma is followed by a closing bracket; remove the comma, or write the value that is missing",
		FR: "une virgule est suivie d’un crochet ou d’une accolade qui ferme; supprimez la virgule ou écrivez la valeur qui manque",
	},
	extraComma: {
		EN: "a comma stands where a value must be; remove the comma, or write the value that is missing",
		FR: "une virgule se trouve à la place d’une valeur; supprimez la virgule ou écrivez la valeur qui manque",
	},
	noColon: {
		EN: "a colon is missing between the name of a field and its value",
		FR: "il manque un deux-points entre le nom d’un champ et sa valeur",
	},
	noName: {
		EN: "the name of a field must stand here, in quotation marks",
		FR: "le nom d’un champ doit se trouver ici, entre guillemets droits",
	},
	apostrophe: {
		EN: "an apostrophe stands where a quotation mark must be; JSON encloses names and texts in quotation marks",
		FR: "une apostrophe se trouve à la place d’un guillemet droit; en JSON, les noms et les textes sont entre guillemets droits",
	},
	comment: {
		EN: "there is a comment, which JSON does not have; remove it",
		FR: "il y a un commentaire, ce que JSON n’admet pas; supprimez-le",
	},
	badWord: {
		EN: "a word stands outside quotation marks; JSON has only true, false and null, and writes a missing number as null",
		FR: "un mot se trouve hors des guillemets droits; JSON n’a que true, false et null, et note null un nombre manquant",
	},
	badNumber: {
		EN: "a number is not written as JSON writes numbers: digits without a leading zero or plus sign, with digits on both sides of the point",
		FR: "un nombre n’est pas écrit comme en JSON\u00a0: des chiffres sans zéro ni signe plus au début, avec des chiffres de part et d’autre du point",
	},
	badEscape: {
		EN: "a backslash is followed by something that JSON does not know; write a backslash in a text twice",
		FR: "une barre oblique inverse est suivie de quelque chose que JSON ne connaît pas; dans un texte, écrivez-la deux fois",
	},
	controlInText: {
		EN: "a text contains a line break, a tab or another control character as it is, or its quotation mark is never closed; write \\n for a line break and \\t for a tab",
		FR: "un texte contient tel quel un saut de ligne, une tabulation ou un autre caractère de commande, ou son guillemet n’est jamais fermé; écrivez \\n pour un saut de ligne et \\t pour une tabulation",
	},
	wrongBracket: {
		EN: "a bracket closes something other than what was opened last",
		FR: "un crochet ou une accolade ferme autre chose que ce qui a été ouvert en dernier",
	},
	behindEnd: {
		EN: "something follows the end of the JSON text; remove it, or write each record on a line of its own",
		FR: "quelque chose suit la fin du texte JSON; supprimez-le ou écrivez chaque enregistrement sur sa propre ligne",
	},
	tooDeep: {
		EN: "values are nested more than {depth|level|levels} deep",
		FR: "les valeurs sont imbriquées sur plus de {depth|niveau|niveaux}",
	},
	unexpected: {
		EN: "there is a character that may not stand here",
		FR: "il y a un caractère qui ne peut pas se trouver ici",
	},
	tooLong: {
		EN: "a record begins that is longer than {limit|byte|bytes}; look for a bracket or a quotation mark that is never closed",
		FR: "commence un enregistrement de plus de {limit|octet|octets}; cherchez un crochet, une accolade ou un guillemet jamais fermé",
	},
}
