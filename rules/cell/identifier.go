package cell

import "github.com/cogwg/hvdlint/internal/message"

// flaw is what is wrong with an identifier that has a check digit.
type flaw uint8

const (
	sound flaw = iota
	wrongCheck
	wrongLength
	wrongCharacter
	wrongBeginning
	wrongProgram
)

// algorithm says how a kind of identifier is checked.
type algorithm uint8

const (
	luhnDigit algorithm = iota
	sirenDigit
	siretDigit
	sinDigit
	businessDigit
	isbnDigit
	ibanDigits
	mod97Digits
)

// identifier is a kind of number with a check digit.
type identifier struct {
	algorithm algorithm
	name      message.Text // with its article
	length    message.Text // in characters; zero: any
	// padded is the length up to which zeros that a spreadsheet took off the front may be put back; 0: none may.
	padded int
}

// identifiers are the algorithms of check-digit, by name.
var identifiers = map[string]*identifier{
	// ISO/IEC 7812-1, annex B.
	"luhn": {luhnDigit, message.Text{EN: "a number with a Luhn check digit", FR: "un numéro à clé de Luhn"}, message.Text{}, 0},
	// INSEE: nine digits with a Luhn check digit.
	"siren": {sirenDigit, message.Text{EN: "a SIREN number", FR: "un numéro SIREN"}, message.Same("9"), 9},
	// INSEE: a SIREN and five digits, with a Luhn check digit over all.
	"siret": {siretDigit, message.Text{EN: "a SIRET number", FR: "un numéro SIRET"}, message.Same("14"), 14},
	// Employment and Social Development Canada, Social Insurance Number Code of Practice.
	"sin": {sinDigit, message.Text{EN: "a Social Insurance Number", FR: "un numéro d’assurance sociale"}, message.Same("9"), 0},
	// Canada Revenue Agency: nine digits with a Luhn check digit, and a program account such as RC0001.
	"business-number": {
		businessDigit, message.Text{EN: "a Business Number", FR: "un numéro d’entreprise"}, message.Text{EN: "9 or 15", FR: "9 ou 15"}, 0,
	},
	// ISO 2108: ten digits modulo 11, of which the last may be X, or thirteen modulo 10.
	"isbn": {isbnDigit, message.Text{EN: "an ISBN", FR: "un ISBN"}, message.Text{EN: "10 or 13", FR: "10 ou 13"}, 10},
	// ISO 13616-1: MOD 97-10 once the first four characters stand at the end.
	"iban": {ibanDigits, message.Text{EN: "an IBAN", FR: "un IBAN"}, message.Text{EN: "15 to 34", FR: "15 à 34"}, 0},
	// ISO/IEC 7064, MOD 97-10, with the check digits at the end, as in the LEI of ISO 17442.
	"mod97": {
		mod97Digits,
		message.Text{EN: "a number with ISO 7064 MOD 97-10 check digits", FR: "un numéro à clé ISO 7064 MOD 97-10"},
		message.Text{},
		0,
	},
}

// judge looks at a text without separators and tells the first thing that is wrong with it; for a wrong character, beginning or
// program account, at what byte. It does not allocate.
func (d *identifier) judge(text []byte) (flaw, int) {
	switch d.algorithm {
	case luhnDigit:
		return judgeLuhn(text)
	case sirenDigit:
		return judgeDigits(text, 9)
	case siretDigit:
		return judgeSIRET(text)
	case sinDigit:
		return judgeSIN(text)
	case businessDigit:
		return judgeBusinessNumber(text)
	case isbnDigit:
		return judgeISBN(text)
	case ibanDigits:
		return judgeIBAN(text)
	}
	return judge97(text, nil)
}

func judgeLuhn(text []byte) (flaw, int) {
	if len(text) < 2 {
		return wrongLength, 0
	}
	return judgeDigits(text, len(text))
}

// judgeDigits wants n digits, the last of them a Luhn check digit.
func judgeDigits(text []byte, n int) (flaw, int) {
	if at := firstNot(text, isDigit); at >= 0 {
		return wrongCharacter, at
	}
	if len(text) != n {
		return wrongLength, 0
	}
	if luhn(text) != 0 {
		return wrongCheck, 0
	}
	return sound, 0
}

func firstNot(text []byte, is func(byte) bool) int {
	for i, b := range text {
		if !is(b) {
			return i
		}
	}
	return -1
}

// luhn doubles every second digit from the right, takes the digits of what comes out, and returns the sum modulo 10.
func luhn(digits []byte) int {
	sum := 0
	for i := range digits {
		n := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum % 10
}

// laPoste is the SIREN of La Poste. Its places outnumber what Luhn leaves, so the digits of theirs add up to a multiple of
// five instead (INSEE).
const laPoste = "356000000"

func judgeSIRET(text []byte) (flaw, int) {
	what, at := judgeDigits(text, 14)
	if what == wrongCheck && string(text[:9]) == laPoste {
		sum := 0
		for _, b := range text {
			sum += int(b - '0')
		}
		if sum%5 == 0 {
			return sound, 0
		}
	}
	if what == sound && luhn(text[:9]) != 0 {
		return wrongCheck, 0
	}
	return what, at
}

// judgeSIN refuses first digits that no number was given with: 0 is for numbers that are none, 8 is not in use.
func judgeSIN(text []byte) (flaw, int) {
	what, at := judgeDigits(text, 9)
	if (what == sound || what == wrongCheck) && (text[0] == '0' || text[0] == '8') {
		return wrongBeginning, 0
	}
	return what, at
}

func judgeBusinessNumber(text []byte) (flaw, int) {
	if len(text) <= 9 || firstNot(text, isDigit) < 0 {
		return judgeDigits(text, 9)
	}
	if what, at := judgeDigits(text[:9], 9); what != sound {
		return what, at
	}
	account := text[9:]
	if len(account) != 6 || account[0] != 'R' || !isCapital(account[1]) || firstNot(account[2:], isDigit) >= 0 {
		return wrongProgram, 9
	}
	return sound, 0
}

func isCapital(b byte) bool { return b >= 'A' && b <= 'Z' }

func judgeISBN(text []byte) (flaw, int) {
	last := len(text) - 1
	at := firstNot(text, isDigit)
	if at == last && len(text) == 10 && text[at] == 'X' {
		at = -1
	}
	switch {
	case at >= 0:
		return wrongCharacter, at
	case len(text) == 10:
		return checked(weighISBN10(text)%11 == 0)
	case len(text) != 13:
		return wrongLength, 0
	case string(text[:3]) != "978" && string(text[:3]) != "979":
		return wrongBeginning, 2
	}
	sum := 0
	for i, b := range text {
		sum += int(b-'0') * (1 + i%2*2)
	}
	return checked(sum%10 == 0)
}

func weighISBN10(text []byte) int {
	sum := 0
	for i, b := range text {
		n := 10 // X
		if isDigit(b) {
			n = int(b - '0')
		}
		sum += n * (10 - i)
	}
	return sum
}

func checked(fits bool) (flaw, int) {
	if fits {
		return sound, 0
	}
	return wrongCheck, 0
}

// judgeIBAN wants a country of two letters, two check digits and up to thirty letters and digits.
func judgeIBAN(text []byte) (flaw, int) {
	switch {
	case len(text) < 15 || len(text) > 34:
		if at := firstNot(text, isCapitalOrDigit); at >= 0 {
			return wrongCharacter, at
		}
		return wrongLength, 0
	case !isCapital(text[0]) || !isCapital(text[1]):
		return wrongBeginning, 1
	case !isDigit(text[2]) || !isDigit(text[3]):
		return wrongBeginning, 3
	}
	return judge97(text[4:], text[:4])
}

func isCapitalOrDigit(b byte) bool { return isDigit(b) || isCapital(b) }

// judge97 takes letters as the numbers 10 to 35, and wants 1 as the remainder of text and what follows it by 97.
func judge97(text, end []byte) (flaw, int) {
	if len(text)+len(end) < 3 {
		return wrongLength, 0
	}
	remainder := 0
	for i, part := range [...][]byte{text, end} {
		for at, b := range part {
			switch {
			case isDigit(b):
				remainder = (remainder*10 + int(b-'0')) % 97
			case isCapital(b):
				remainder = (remainder*100 + int(b-'A') + 10) % 97
			default:
				return wrongCharacter, at + len(end)*(1-i)
			}
		}
	}
	return checked(remainder == 1)
}
