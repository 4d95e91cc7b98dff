package message

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nearLimit is the length in characters beyond which a word is only near to one that folds to the same.
const nearLimit = 64

// Nearest returns the word of among that word was most likely meant to be, for sentences such as "did you mean …?".
//
// Case and accents do not count. A slip is a character too many, too few, wrong, or two that changed places; a word of up
// to two characters allows none, of three to five one, of six to eight two, and a longer one three. Of words equally
// near the first wins. It reports false when no word is near enough.
func Nearest(word string, among []string) (string, bool) {
	folded := foldWord(word)
	best, found := 0, -1
	for i, candidate := range among {
		other := foldWord(candidate)
		limit := slips(min(len(folded), len(other)))
		if len(folded) > nearLimit || len(other) > nearLimit {
			limit = 0
		}
		if found >= 0 {
			limit = min(limit, best-1)
		}
		if d, ok := distance(folded, other, limit); ok {
			best, found = d, i
		}
	}
	if found < 0 {
		return "", false
	}
	return among[found], true
}

var textDidYouMean = Text{EN: "{text}; did you mean “{near}”?", FR: "{text}; vouliez-vous dire «\u00a0{near}\u00a0»?"}

// DidYouMean adds to a text about a word that is unknown the one of known that is [Nearest], when one is.
func DidYouMean(text Text, word string, known []string) Text {
	if near, ok := Nearest(word, known); ok {
		return textDidYouMean.Format(P("text", text), P("near", near))
	}
	return text
}

// slips returns how many slips a word of n characters may have.
func slips(n int) int {
	switch {
	case n < 3:
		return 0
	case n < 6:
		return 1
	case n < 9:
		return 2
	}
	return 3
}

// Fold makes spellings comparable: no case, no accents, no spaces or punctuation.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// foldWord takes case and accents away.
func foldWord(s string) []rune {
	var folded []rune
	for _, r := range norm.NFKD.String(strings.TrimSpace(s)) {
		if !unicode.Is(unicode.Mn, r) {
			folded = append(folded, unicode.ToLower(r))
		}
	}
	return folded
}

// distance returns the number of slips between a and b (optimal string alignment), or false when it exceeds limit.
func distance(a, b []rune, limit int) (int, bool) {
	if limit < 0 || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return 0, false
	}
	if limit == 0 {
		return 0, string(a) == string(b)
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			wrong := 1
			if a[i] == b[j] {
				wrong = 0
			}
			d := min(last[j]+wrong, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
		}
		before, last, row = last, row, before
	}
	return last[len(b)], last[len(b)] <= limit
}
