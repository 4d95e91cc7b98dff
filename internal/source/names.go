package source

import (
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"github.com/cogwg/hvdlint/internal/message"
)

// The canonical names, as in [table.Encoding].
const (
	utf8Name    = "utf-8"
	utf16Name   = "utf-16" // of a choice only: the bytes say which of the two it is
	utf16leName = "utf-16le"
	utf16beName = "utf-16be"
	cp1252Name  = "windows-1252"
)

// charset is an encoding that the user can name.
type charset struct {
	name    string
	label   string           // in sentences
	aliases []string         // further spellings, without spaces, hyphens, underscores and points
	bytes   *charmap.Charmap // of encodings with one byte for each character
}

// charsets lists the encodings, most likely first. Never written to.
var charsets = []charset{
	{utf8Name, "UTF-8", []string{"utf8bom", "utf8sig", "cp65001", "65001", "ascii", "usascii"}, nil},
	{cp1252Name, "Windows-1252", []string{"cp1252", "win1252", "1252", "ansi", "xcp1252"}, charmap.Windows1252},
	{"iso-8859-1", "ISO-8859-1", []string{"latin1", "isolatin1", "l1", "cp819", "ibm819", "88591"}, charmap.ISO8859_1},
	{"macintosh", "Mac Roman", []string{"mac", "macroman", "xmacroman", "apple", "applemacintosh", "cp10000"}, charmap.Macintosh},
	{"cp850", "CP850", []string{"ibm850", "850", "dos850", "pc850", "oem850", "pc850multilingual"}, charmap.CodePage850},
	{utf16Name, "UTF-16", []string{"unicode", "ucs2"}, nil},
	{utf16leName, "UTF-16LE", []string{"ucs2le", "cp1200", "1200"}, nil},
	{utf16beName, "UTF-16BE", []string{"ucs2be", "cp1201", "1201"}, nil},
}

// ParseEncoding reads the name of an encoding in any usual spelling ("UTF8", "cp1252", "latin-1", "MacRoman") and returns
// the canonical one. "utf-16" stays as it is: [Open] finds out the order of the bytes. "latin1" and "iso-8859-1" are
// taken at their word, though files called so are mostly windows-1252, which is what detection answers.
func ParseEncoding(name string) (canonical string, ok bool) {
	spelling := squeeze(name)
	for _, c := range charsets {
		if spelling == squeeze(c.name) || slices.Contains(c.aliases, spelling) {
			return c.name, true
		}
	}
	return "", false
}

func squeeze(name string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "", ".", "", ":", "").Replace(strings.ToLower(name))
}

// Encodings lists the canonical names that [ParseEncoding] returns, most likely first.
func Encodings() []string {
	var names []string
	for _, c := range charsets {
		names = append(names, c.name)
	}
	return names
}

// unknownEncoding is the fault of a name that is no encoding.
func unknownEncoding(name string) error {
	return message.NewFault(message.Text{
		EN: "“{name}” is no encoding; choose {known}",
		FR: "«\u00a0{name}\u00a0» n’est pas un encodage; choisissez {known}",
	}, message.P("name", name), message.P("known", message.List(Encodings())))
}

// find returns the charset of a canonical name.
func find(name string) charset {
	for _, c := range charsets {
		if c.name == name {
			return c
		}
	}
	return charsets[0]
}
