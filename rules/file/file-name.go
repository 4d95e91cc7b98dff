package file

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// unsafeCharacters names what a file name has beside letters from A to Z, digits, hyphens, underscores and points, which all systems
// and web addresses keep as they are.
func unsafeCharacters(name string) message.Text {
	var spaces, letters bool
	var others []string
	for _, r := range name {
		switch {
		case isSafe(r):
		case unicode.IsSpace(r):
			spaces = true
		case unicode.IsLetter(r), unicode.IsMark(r):
			letters = true
		case !slices.Contains(others, string(r)):
			others = append(others, string(r))
		}
	}
	var en, fr []string
	add := func(is bool, text message.Text) {
		if is {
			en, fr = append(en, text.EN), append(fr, text.FR)
		}
	}
	add(spaces, message.Text{EN: "spaces", FR: "des espaces"})
	add(letters, message.Text{EN: "letters with accents or of other scripts", FR: "des lettres accentuées ou d’autres écritures"})
	for i, other := range others {
		if i == togetherLimit {
			break
		}
		shown := message.Visible(other)
		add(true, message.Text{EN: "“" + shown + "”", FR: "«\u00a0" + shown + "\u00a0»"})
	}
	return message.Text{EN: together(en).EN, FR: together(fr).FR}
}

func isSafe(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r))
}

// safeName writes a name without unsafe characters: letters lose their accents, runs of anything else become a hyphen. It returns
// nothing when too little is left to be a name.
func safeName(name string) string {
	extension := path.Ext(name)
	stem := safePart(strings.TrimSuffix(name, extension))
	if stem == "" || isDevice(stem) {
		return ""
	}
	if extension = safePart(extension); extension != "" {
		return stem + "." + extension
	}
	return stem
}

// safePart writes what stands before or after the point of the extension; it begins and ends with a letter or a digit.
func safePart(text string) string {
	text = strings.NewReplacer("œ", "oe", "Œ", "OE", "æ", "ae", "Æ", "AE", "ß", "ss").Replace(text)
	var b strings.Builder
	between := rune(0)
	for _, r := range norm.NFD.String(text) {
		switch {
		case r == '_' || r == '.':
			between = r
		case isSafe(r) && r != '-':
			if between != 0 && b.Len() > 0 {
				b.WriteRune(between)
			}
			b.WriteRune(r)
			between = 0
		case between == 0 && !unicode.Is(unicode.Mn, r):
			between = '-'
		}
	}
	return b.String()
}

// nameWords are the words of a file name, as written.
type nameWords []string

// splitName parts a name where letters, digits and other characters meet, and before a capital letter inside a word.
func splitName(name string) nameWords {
	var words nameWords
	start, last := 0, rune(0)
	cut := func(end int) {
		if end > start {
			words = append(words, name[start:end])
		}
		start = end
	}
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r):
			cut(i)
			start = i + utf8.RuneLen(r)
		case unicode.IsDigit(r) != unicode.IsDigit(last), unicode.IsUpper(r) && unicode.IsLower(last):
			cut(i)
		}
		last = r
	}
	cut(len(name))
	return words
}

// meaning returns the first word, or words, of a name that stand for a value of the field: an item of its list, a synonym of one, or
// a year.
func (w nameWords) meaning(f *standard.Field) string {
	if len(f.Values()) == 0 {
		if f.Type == "integer" || f.Type == "year" {
			return w.year(&f.Constraints)
		}
		return ""
	}
	at, found := len(w), 0
	for _, spelling := range slices.Concat(f.Values(), slices.Sorted(maps.Keys(f.Synonyms))) {
		parts := splitName(spelling)
		if i := w.find(parts, isCode(spelling)); i >= 0 && (i < at || i == at && len(parts) > found) {
			at, found = i, len(parts)
		}
	}
	return strings.Join(w[at:min(at+found, len(w))], " ")
}

// isCode reports whether a value is so short that it is only recognised in its own case: ON is Ontario, on is a word.
// Points do not count: neither is Que. a word.
func isCode(spelling string) bool {
	n := utf8.RuneCountInString(strings.ReplaceAll(spelling, ".", ""))
	return n == 2 || n == 3
}

// find returns the index of the first of the words that parts follow on, or -1. Numbers are no words.
func (w nameWords) find(parts nameWords, exact bool) int {
	if len(parts) == 0 || !strings.ContainsFunc(parts[0], unicode.IsLetter) {
		return -1
	}
	same := func(a, b string) bool {
		return a == b || !exact && message.Fold(a) == message.Fold(b)
	}
	for i := 0; i+len(parts) <= len(w); i++ {
		if slices.EqualFunc(w[i:i+len(parts)], parts, same) {
			return i
		}
	}
	return -1
}

// year returns the first word that can only be a year, within the bounds of the field.
func (w nameWords) year(c *standard.Constraints) string {
	least, most := 1800, 2100
	if n, err := strconv.Atoi(c.Minimum); err == nil {
		least = max(least, n)
	}
	if n, err := strconv.Atoi(c.Maximum); err == nil {
		most = min(most, n)
	}
	for _, word := range w {
		if n, err := strconv.Atoi(word); err == nil && len(word) == 4 && n >= least && n <= most {
			return word
		}
	}
	return ""
}
