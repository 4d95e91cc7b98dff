package source

import (
	"archive/zip"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// memberName decodes the name of a member (APPNOTE.TXT appendix D): UTF-8 where it says so, or where it is valid, as archives
// of macOS do without saying so; otherwise one of the code pages of DOS.
func memberName(file *zip.File) string {
	name := file.Name
	const utf8Flag = 0x800
	if !utf8.ValidString(name) {
		if file.Flags&utf8Flag != 0 {
			name = strings.ToValidUTF8(name, "\ufffd")
		} else {
			name = dosName(name)
		}
	}
	name = strings.ReplaceAll(name, "\x00", "\ufffd")
	return strings.ReplaceAll(name, `\`, "/")
}

// dosName decodes a name in code page 437, or in 850 where that gives more letters: both have é at the same place, but
// the French capitals of 850 are lines and Greek letters in 437.
func dosName(name string) string {
	american, _ := charmap.CodePage437.NewDecoder().String(name) // every byte stands for a character
	western, _ := charmap.CodePage850.NewDecoder().String(name)
	if latinLetters(western) > latinLetters(american) {
		return western
	}
	return american
}

func latinLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Latin, r) {
			n++
		}
	}
	return n
}
