package cell

import (
	"fmt"
	"unicode"

	"github.com/cogwg/hvdlint/internal/message"
)

// codeOf writes a character's number the way Unicode does: U+00A0.
func codeOf(r rune) string { return fmt.Sprintf("U+%04X", r) }

// nameOf calls a character what people call it; with an indefinite article, to stand in a sentence.
func nameOf(r rune) message.Text {
	for _, n := range characterNames {
		if r >= n.first && r <= n.last {
			return n.name
		}
	}
	switch {
	case unicode.IsSpace(r):
		return message.Text{EN: "a special space", FR: "une espace spéciale"}
	case unicode.IsDigit(r):
		return message.Text{EN: "a digit", FR: "un chiffre"}
	case unicode.IsPunct(r):
		return message.Text{EN: "a punctuation mark", FR: "un signe de ponctuation"}
	}
	return message.Text{EN: "a symbol", FR: "un symbole"}
}

type characterName struct {
	first, last rune
	name        message.Text
}

// characterNames goes from the particular to the general.
var characterNames = []characterName{
	{0x00, 0x00, message.Text{EN: "a NUL character", FR: "un caractère nul"}},
	{'\t', '\t', message.Text{EN: "a tab", FR: "une tabulation"}},
	{'\n', '\n', message.Text{EN: "a line break", FR: "un saut de ligne"}},
	{'\r', '\r', message.Text{EN: "a carriage return", FR: "un retour de chariot"}},
	{0x1B, 0x1B, message.Text{EN: "an escape character", FR: "un caractère d’échappement"}},
	{0x7F, 0x7F, message.Text{EN: "a delete character", FR: "un caractère d’effacement"}},
	{0x85, 0x85, message.Text{EN: "a line break", FR: "un saut de ligne"}},
	{0x00, 0x1F, message.Text{EN: "a control character", FR: "un caractère de commande"}},
	{0x80, 0x9F, message.Text{EN: "a control character", FR: "un caractère de commande"}},
	{0xA0, 0xA0, message.Text{EN: "a no-break space", FR: "une espace insécable"}},
	{0xAD, 0xAD, message.Text{EN: "a soft hyphen", FR: "un trait d’union conditionnel"}},
	{0x180E, 0x180E, message.Text{EN: "a vowel separator", FR: "un séparateur de voyelles"}},
	{0x200B, 0x200B, message.Text{EN: "a zero-width space", FR: "une espace sans chasse"}},
	{0x200C, 0x200D, message.Text{EN: "a zero-width joiner", FR: "un liant sans chasse"}},
	{0x200E, 0x200F, message.Text{EN: "a text direction mark", FR: "une marque de sens d’écriture"}},
	{0x061C, 0x061C, message.Text{EN: "a text direction mark", FR: "une marque de sens d’écriture"}},
	{0x2028, 0x2029, message.Text{EN: "a line break", FR: "un saut de ligne"}},
	{0x202A, 0x202E, message.Text{EN: "a text direction control", FR: "une commande de sens d’écriture"}},
	{0x202F, 0x202F, message.Text{EN: "a narrow no-break space", FR: "une espace fine insécable"}},
	{0x2009, 0x200A, message.Text{EN: "a thin space", FR: "une espace fine"}},
	{0x2060, 0x2060, message.Text{EN: "a word joiner", FR: "un liant de mots"}},
	{0x2066, 0x2069, message.Text{EN: "a text direction control", FR: "une commande de sens d’écriture"}},
	{0x2061, 0x206F, message.Text{EN: "an invisible character", FR: "un caractère invisible"}},
	{0x3000, 0x3000, message.Text{EN: "a wide space", FR: "une espace pleine chasse"}},
	{0xFEFF, 0xFEFF, message.Text{EN: "a byte order mark", FR: "un indicateur d’ordre des octets"}},
	{0xFFF9, 0xFFFB, message.Text{EN: "an invisible character", FR: "un caractère invisible"}},
	{0xE0001, 0xE007F, message.Text{EN: "an invisible character", FR: "un caractère invisible"}},

	{'0', '9', message.Text{EN: "a digit", FR: "un chiffre"}},
	{'*', '*', message.Text{EN: "an asterisk", FR: "un astérisque"}},
	{'(', ')', message.Text{EN: "a parenthesis", FR: "une parenthèse"}},
	{'"', '"', message.Text{EN: "a quotation mark", FR: "un guillemet"}},
	{0x201C, 0x201F, message.Text{EN: "a quotation mark", FR: "un guillemet"}},
	{0xAB, 0xAB, message.Text{EN: "a quotation mark", FR: "un guillemet"}},
	{0xBB, 0xBB, message.Text{EN: "a quotation mark", FR: "un guillemet"}},
	{'/', '/', message.Text{EN: "a slash", FR: "une barre oblique"}},
	{',', ',', message.Text{EN: "a comma", FR: "une virgule"}},
	{'_', '_', message.Text{EN: "an underscore", FR: "un trait de soulignement"}},
	{'&', '&', message.Text{EN: "an ampersand", FR: "une esperluette"}},
	{'@', '@', message.Text{EN: "an at sign", FR: "une arobase"}},
	{'?', '?', message.Text{EN: "a question mark", FR: "un point d’interrogation"}},
	{'`', '`', message.Text{EN: "a grave accent on its own", FR: "un accent grave isolé"}},
	{0xB4, 0xB4, message.Text{EN: "an acute accent on its own", FR: "un accent aigu isolé"}},
	{0x2018, 0x2018, message.Text{EN: "an opening quotation mark", FR: "un guillemet ouvrant"}},
	{0x2013, 0x2015, message.Text{EN: "a dash", FR: "un tiret"}},
	{0x2026, 0x2026, message.Text{EN: "an ellipsis", FR: "des points de suspension"}},
	{0xFFFD, 0xFFFD, message.Text{EN: "a replacement character", FR: "un caractère de remplacement"}},
}
