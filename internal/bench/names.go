package bench

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// syllables make names that read like names. Accented letters are those of French capitals.
var syllables = strings.Fields(`
	A AL AN AR BA BE BEN BLI CA CÉ CHA CHLO CLÉ DA DE DI DO É EL ÉLI EM EN FA FÉ FI FLO FRAN GA GE GIL GRÉ HA HE HÉ HU
	I IN IS JA JE JO JU KA KE KI LA LE LÉ LI LO LOÏ LU MA MAË ME MÉ MI MO NA NE NI NO NOË O OLI OR PA PE PHI PO QUEN
	RA RE RÉ RI RO RU SA SE SÉ SI SO STA TA TE THA THÉ TI TO TRI U VA VE VI VIN WIL XA YA YO ZA ZO ZOÉ
	BELLE BETH ÇOIS ÇON DINE ELLE ETTE GAIL ÏSE LAN LENE LINE LIAM LYNN MEN MIE MOND NAËL NIE NOÎT RENCE RINE SON STIEN TIN VIER`)

// strides are the steps with which groups walk through the names. A number of names that none of them divides makes a
// walk meet every name once before any comes again.
var strides = [...]int{7, 11, 13, 17, 19, 23, 29, 31}

// notNames are words that syllables make and that the standard knows as placeholders, accents aside.
var notNames = []string{"BEBE", "BEBÉ", "BÉBE", "BÉBÉ", "MALE", "MALÉ"}

// makeNames returns at least n different names in alphabetical order of their bytes, a number that no stride divides.
func makeNames(n int) []string {
	for slices.ContainsFunc(strides[:], func(s int) bool { return n%s == 0 }) {
		n++
	}
	random := rand.New(rand.NewPCG(1, 1))
	names := make([]string, 0, n)
	seen := make(map[string]bool, n)
	for len(names) < n {
		name := makeName(random)
		switch random.IntN(150) {
		case 0:
			name = "O'" + name
		case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10:
			name += "-" + makeName(random)
		case 11:
			name += " " + makeName(random)
		}
		if utf8.RuneCountInString(name) >= 2 && !seen[name] && !slices.Contains(notNames, name) {
			seen[name] = true
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func makeName(random *rand.Rand) string {
	var b strings.Builder
	for range 2 + random.IntN(2) {
		b.WriteString(syllables[random.IntN(len(syllables))])
	}
	return b.String()
}
