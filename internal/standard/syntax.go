package standard

import (
	"errors"
	"regexp/syntax"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// What libraries say of broken syntax is English. What follows says it in both languages; what is not listed is told
// without the detail in French.

var (
	faultNotYAML = message.Text{
		EN: "this is not valid YAML{detail}",
		FR: "ce n’est pas du YAML valide{detail}",
	}
	faultNotJSON = message.Text{
		EN: "this is not valid JSON{detail}",
		FR: "ce n’est pas du JSON valide{detail}",
	}
	faultNotExpression = message.Text{
		EN: "it is not valid{detail}",
		FR: "elle n’est pas valide{detail}",
	}
)

var (
	yamlOpenText = message.Text{
		EN: "a text that begins with a quotation mark has no end",
		FR: "un texte qui commence par un guillemet droit n’a pas de fin",
	}
	yamlTab = message.Text{
		EN: "lines are indented with spaces, not with tabs",
		FR: "le retrait des lignes se fait avec des espaces, et non avec des tabulations",
	}
	yamlContext = message.Text{
		EN: "this cannot stand here; check the indentation, and put values with a colon or a hyphen in quotes",
		FR: "ceci ne peut pas figurer ici; vérifiez le retrait, et mettez entre guillemets droits les valeurs qui ont un deux-points ou un trait d’union",
	}
)

// yamlFaults are the commoner complaints of the YAML library.
var yamlFaults = map[string]message.Text{
	"did not find expected ',' or '}'": {
		EN: "a comma or } is missing",
		FR: "il manque une virgule ou }",
	},
	"did not find expected ',' or ']'": {
		EN: "a comma or ] is missing",
		FR: "il manque une virgule ou ]",
	},
	"did not find expected key": {
		EN: "a key is missing here; check the indentation",
		FR: "il manque une clé ici; vérifiez le retrait",
	},
	"did not find expected '-' indicator": {
		EN: "an item of a list is missing here, which begins with a hyphen; check the indentation",
		FR: "il manque ici un élément de liste, qui commence par un trait d’union; vérifiez le retrait",
	},
	"did not find expected node content": {
		EN: "a value is missing here",
		FR: "il manque une valeur ici",
	},
	"could not find expected ':'": {
		EN: "a colon is missing after a key",
		FR: "il manque un deux-points après une clé",
	},
	"found character that cannot start any token": {
		EN: "no value begins with this character; put the value in quotes, and indent with spaces only",
		FR: "aucune valeur ne commence par ce caractère; mettez la valeur entre guillemets droits, et n’utilisez que des espaces pour le retrait",
	},
	"found unknown escape character": {
		EN: "the character after a backslash has no meaning; write the backslash twice",
		FR: "le caractère qui suit une barre oblique inverse n’a pas de sens; doublez la barre oblique inverse",
	},
	"control characters are not allowed": {
		EN: "the file has a control character",
		FR: "le fichier contient un caractère de commande",
	},
	"found unexpected end of stream":                               yamlOpenText,
	"found unexpected document indicator":                          yamlOpenText,
	"found a tab character that violates indentation":              yamlTab,
	"found a tab character where an indentation space is expected": yamlTab,
	"mapping values are not allowed in this context":               yamlContext,
	"mapping keys are not allowed in this context":                 yamlContext,
	"block sequence entries are not allowed in this context":       yamlContext,
}

// yamlFault says in both languages what the YAML library says.
func yamlFault(detail string) message.Text {
	if text, ok := yamlFaults[detail]; ok {
		return text
	}
	if name, ok := strings.CutPrefix(detail, "unknown anchor '"); ok {
		return faultAlias.Format(message.P("name", strings.TrimSuffix(name, "' referenced")))
	}
	return faultNotYAML.Format(message.P("detail", inEnglish(detail)))
}

// jsonFaults are the complaints of encoding/json of a character, by their end.
var jsonFaults = []struct {
	end  string
	text message.Text
}{
	{" looking for beginning of value", message.Text{
		EN: "a value is missing before “{found}”",
		FR: "il manque une valeur avant «\u00a0{found}\u00a0»",
	}},
	{" looking for beginning of object key string", message.Text{
		EN: "a name in quotation marks is missing before “{found}”, or the comma before it is one too many",
		FR: "il manque un nom entre guillemets droits avant «\u00a0{found}\u00a0», ou la virgule qui précède est de trop",
	}},
	{" after object key", message.Text{
		EN: "a colon is missing before “{found}”",
		FR: "il manque un deux-points avant «\u00a0{found}\u00a0»",
	}},
	{" after object key:value pair", message.Text{
		EN: "a comma or } is missing before “{found}”",
		FR: "il manque une virgule ou } avant «\u00a0{found}\u00a0»",
	}},
	{" after array element", message.Text{
		EN: "a comma or ] is missing before “{found}”",
		FR: "il manque une virgule ou ] avant «\u00a0{found}\u00a0»",
	}},
	{" after top-level value", message.Text{
		EN: "the document has ended before “{found}”; nothing may follow it",
		FR: "le document se termine avant «\u00a0{found}\u00a0»; rien ne peut le suivre",
	}},
	{" in string literal", message.Text{
		EN: "“{found}” cannot stand in a text; a quotation mark may be missing before it",
		FR: "«\u00a0{found}\u00a0» ne peut pas figurer dans un texte; il manque peut-être un guillemet droit avant",
	}},
	{"unexpected end of JSON input", message.Text{
		EN: "the file ends too early; a quotation mark, ] or } is missing",
		FR: "le fichier se termine trop tôt; il manque un guillemet droit, ] ou }",
	}},
}

// jsonFault says in both languages what encoding/json says; found is the character that it stumbled over.
func jsonFault(detail string, found rune) message.Text {
	for _, fault := range jsonFaults {
		if strings.HasSuffix(detail, fault.end) {
			return fault.text.Format(message.P("found", string(found)))
		}
	}
	return faultNotJSON.Format(message.P("detail", inEnglish(detail)))
}

// patternFaults are the complaints of package regexp; {part} is the part of the expression they are about.
var patternFaults = map[syntax.ErrorCode]message.Text{
	syntax.ErrInvalidCharClass:      {EN: "the character class “{part}” is not valid", FR: "la classe de caractères «\u00a0{part}\u00a0» n’est pas valide"},
	syntax.ErrInvalidCharRange:      {EN: "the range of characters “{part}” is not valid", FR: "l’intervalle de caractères «\u00a0{part}\u00a0» n’est pas valide"},
	syntax.ErrInvalidEscape:         {EN: "the escape “{part}” has no meaning", FR: "la séquence d’échappement «\u00a0{part}\u00a0» n’a pas de sens"},
	syntax.ErrInvalidNamedCapture:   {EN: "“{part}” names no group, or looks back, which RE2 does not", FR: "«\u00a0{part}\u00a0» ne nomme aucun groupe, ou regarde en arrière, ce que RE2 ne fait pas"},
	syntax.ErrInvalidPerlOp:         {EN: "“{part}” is not part of RE2, which looks neither ahead nor back", FR: "«\u00a0{part}\u00a0» ne fait pas partie de RE2, qui ne regarde ni en avant ni en arrière"},
	syntax.ErrInvalidRepeatOp:       {EN: "“{part}” repeats a repetition", FR: "«\u00a0{part}\u00a0» répète une répétition"},
	syntax.ErrInvalidRepeatSize:     {EN: "the number of repetitions “{part}” is too large or not in order", FR: "le nombre de répétitions «\u00a0{part}\u00a0» est trop grand ou mal ordonné"},
	syntax.ErrInvalidUTF8:           {EN: "it is not UTF-8", FR: "elle n’est pas en UTF-8"},
	syntax.ErrMissingBracket:        {EN: "“{part}” lacks its ]", FR: "il manque ] à «\u00a0{part}\u00a0»"},
	syntax.ErrMissingParen:          {EN: "“{part}” lacks a )", FR: "il manque ) à «\u00a0{part}\u00a0»"},
	syntax.ErrMissingRepeatArgument: {EN: "“{part}” has nothing before it to repeat", FR: "«\u00a0{part}\u00a0» n’est précédé de rien à répéter"},
	syntax.ErrTrailingBackslash:     {EN: "it ends in a backslash", FR: "elle se termine par une barre oblique inverse"},
	syntax.ErrUnexpectedParen:       {EN: "“{part}” has a ) too many", FR: "«\u00a0{part}\u00a0» a une ) de trop"},
	syntax.ErrNestingDepth:          {EN: "its groups are nested too deeply", FR: "ses groupes sont trop imbriqués"},
	syntax.ErrLarge:                 {EN: "it is too large", FR: "elle est trop grande"},
}

// PatternFault says in both languages why package regexp refuses an expression.
func PatternFault(err error) message.Text {
	if fault, ok := errors.AsType[*syntax.Error](err); ok {
		if text, ok := patternFaults[fault.Code]; ok {
			return text.Format(message.P("part", fault.Expr))
		}
	}
	return faultNotExpression.Format(message.P("detail", inEnglish(err.Error())))
}

// inEnglish is the detail of a library, which French readers are spared.
func inEnglish(detail string) message.Text {
	return message.Text{EN: " (" + message.Visible(detail) + ")"}
}
