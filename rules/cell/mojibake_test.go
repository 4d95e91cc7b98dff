package cell

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/table"
)

func diagnoseText(text string) (damageKind, string) {
	if !isSuspect([]byte(text)) {
		return undamaged, ""
	}
	var buffers damageBuffers
	d := diagnose([]byte(text), &buffers)
	return d.kind, string(d.repaired)
}

func TestMojibakeRepairs(t *testing.T) {
	for damaged, repaired := range map[string]string{
		// British Columbia, all sixteen.
		"ANDR…": "ANDRÉ", "S…BASTIEN": "SÉBASTIEN", "F…LIX": "FÉLIX", "MAT…O": "MATÉO", "JOS…": "JOSÉ", "DANT…": "DANTÉ", "AM…LIE": "AMÉLIE",
		"CHLO…": "CHLOÉ", "CHLOÀ": "CHLOË", "ZO…": "ZOÉ", "ZOÀ": "ZOË", "MAÀLLE": "MAËLLE", "ANAœS": "ANAÏS", "REN…E": "RENÉE", "ESM…": "ESMÉ",
		"T…A": "TÉA",
		// Ontario.
		"LO¤C": "LOÏC",
		// Windows-1252 as Mac OS Roman, CP850.
		"NOÀL": "NOËL", "JOÀLLE": "JOËLLE", "FRAN«OIS": "FRANÇOIS", "H…L»NE": "HÉLÈNE", "BENOŒT": "BENOÎT", "AndrÈ": "André", "FranÁois": "François",
		"ZoÎ": "Zoë", "NoÎl": "Noël", "AnaÔs": "Anaïs", "HÈlËne": "Hélène", "ANDR╔": "ANDRÉ", "J╔RÈME": "JÉRÔME", "ZO╦": "ZOË",
		// Mac OS Roman and CP850 as Windows-1252 or Latin-1.
		"JosŽe": "Josée", "ANDRƒ": "ANDRÉ", "Lo•c": "Loïc", "Fran\u008dois": "François", "Andr‚": "André", "Fran‡ois": "François",
		// UTF-8 as Windows-1252, Latin-1, Mac OS Roman, CP850.
		"FranÃ§ois": "François", "ZoÃ«": "Zoë", "ANDRÃ‰": "ANDRÉ", "FRANÃ‡OIS": "FRANÇOIS", "Ã‰MILE": "ÉMILE", "Ã‰milie": "Émilie", "LOÃ\u008fC": "LOÏC",
		"BENOÃŽT": "BENOÎT", "NoÃ«l-Ã‰tienne": "Noël-Étienne", "voilÃ\u00a0": "voilà", "L’ÃŽle": "L’Île", "Itâ€™s": "It’s",
		"√©quilibr√©": "équilibré", "Zo├½": "Zoë", "Tiáº¿ng Viá»‡t": "Tiếng Việt", "á\u0090\u0083á“„á’ƒá‘Žá‘\u0090á‘¦": "ᐃᓄᒃᑎᑐᑦ",
		// Misread twice.
		"nÃƒÂ©": "né", "ÃƒÂ‰MILE": "ÉMILE",
	} {
		if kind, got := diagnoseText(damaged); kind != repairable || got != repaired {
			t.Errorf("%q: got %d %q, want %q", damaged, kind, got, repaired)
		}
	}
}

func TestMojibakeIsLost(t *testing.T) {
	for _, text := range []string{"FRAN?OIS", "Zo\ufffd", "AND\ufffd\ufffd", "L'?LE-PERROT?X", "Montrï¿½al"} {
		if kind, _ := diagnoseText(text); kind != lost {
			t.Errorf("%q: got %d", text, kind)
		}
	}
}

// genuineTexts are spelled as their owners spell them, or damaged in a way that is no misreading.
var genuineTexts = []string{
	"JEAN-FRANÇOIS", "ZOË", "ANAÏS", "ÉLOÏSE", "LAËTITIA", "Maëlle", "École", "Gaël", "ŒUVRE", "SŒUR", "L'HAŸ", "Aÿ", "LÀ", "VOILÀ", "DÉJÀ",
	"À côté", "L’Île", "N’Diaye", "Zoë's", "Îles-de-la-Madeleine", "Noël-Étienne", "Kateri Tekahkwí:tha", "Kahnawà:ke", "Tekahentarih'tha",
	"M'mah", "ᐊᓄᕋᖅ", "ᓄᓇᕗᑦ", "Tłı̨chǫ", "Wekʼèezhìı", "Sḵwx̱wú7mesh", "łáʔ", "goàt'ı̨", "ts'à", "Gwichʼin", "ꞏᐋ", "Mi'kmaq", "L·nu",
	"Q̓ʷəy̓əx̌ən", "Nēhiyawak", "ʻOkina", "Kealiʻi", "HOÀ", "HOÀNG", "TOÀN", "KHOÀ", "Nguyễn Thị Hòa", "Đặng", "Lý", "CITTÀ", "CAFFÈ", "MOSÈ",
	"PERÙ", "GESÙ", "Noè", "Nicolò", "ADRIÀ", "TOMÀS", "ÀLEX", "Gràcia", "Màiri", "GÀIDHLIG", "María José Ñúñez", "Señor", "São Paulo", "JOÃO",
	"CONCEIÇÃO", "C O N C L U S Ã O", "Łukasz", "Żółć", "KneŽević", "Šime", "Ľubica", "Ştefan", "İbrahim", "IŞIK", "Ķēniņš", "Õnne", "Åse", "Øyvind",
	"Þór", "ÞÓR", "Guðrún", "Ælfred", "Ængus", "Ångström", "Weiß", "STRAßE", "MÜLLER", "Ātmā", "ÀÀRẸ", "AÀFIN", "Ọlá", "Žižek", "Ž", "Ã", "Â", "É",
	// Case slips of programs that know ASCII alone.
	"MIKAïL", "BENOîT", "JOSé", "FRANçOIS", "HéLèNE", "MüLLER", "SœUR", "CœUR", "AndrÉ", "FranÇois", "ZoË", "NoËl", "RaphaËl", "GonzÁlez", "MarÍa",
	"DeÁngelo", "ÍÞrótt",
	// Punctuation and symbols of good text.
	"TO BE CONTINUED…", "to be continued…", "ETC…", "« Société »", "«FRANÇOIS»", "“ÉTÉ”", "O‘BRIEN", "D´ARCY", "NESTLÉ®", "Brand™", "NAME†", "5 ¢", "25°C",
	"H²O", "½", "n°5", "Ω", "A·B", "MARIE–CLAUDE", "SMITH—JONES", "50 €", "€50", "10 × 5", "a×b", "¿Qué?", "¡Hola!", "Why? Because", "Quoi ?",
	"http://example.org/a?b=c", "example.org/?q=x", "МАРИЯ", "Ελένη", "שרה", "محمد", "小明",
}

func TestMojibakeLeavesGoodTextAlone(t *testing.T) {
	for _, text := range genuineTexts {
		if kind, repaired := diagnoseText(text); kind != undamaged {
			t.Errorf("%q: got %d %q", text, kind, repaired)
		}
	}
}

// TestMojibakeAgainstFtfy runs the cases of a tool for whole texts. Its good texts must pass; of the damaged ones those that are
// wholly damaged in the encodings we know are repaired.
func TestMojibakeAgainstFtfy(t *testing.T) {
	for name, least := range map[string]int{"negative": 0, "synthetic": 10, "in-the-wild": 30, "language-names": 12, "known-failures": 1} {
		content, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "corpora", "ftfy", name+".json"))
		if err != nil {
			t.Skip("the corpora are absent:", err)
		}
		var cases []struct {
			Original, Fixed string
			Encoding        string `json:"fixed-encoding"`
		}
		if err := json.Unmarshal(content, &cases); err != nil {
			t.Fatal(err)
		}
		repairs := 0
		for _, c := range cases {
			kind, repaired := diagnoseText(c.Original)
			want := c.Fixed
			if c.Encoding != "" {
				want = c.Encoding
			}
			if kind != undamaged && (want == c.Original || name == "negative") {
				t.Errorf("%s: %q told as %d %q", name, c.Original, kind, repaired)
			}
			if kind == repairable && repaired == want {
				repairs++
			}
		}
		if repairs < least {
			t.Errorf("%s: %d of %d repaired, want %d", name, repairs, len(cases), least)
		}
		t.Logf("%s: %d of %d repaired", name, repairs, len(cases))
	}
}

// TestMojibakeInPublishedFiles looks at every cell of the real files.
func TestMojibakeInPublishedFiles(t *testing.T) {
	want := map[string][]int{
		"ontario/ontario_top_baby_names_male_1917-2019_en_fr.csv": {71019, 72302},
		"british-columbia/bc-popular-boys-names.csv":              {80, 398, 610, 928, 1245, 1654},
		"nova-scotia/NS_Top_Twenty_Baby_Names_-_1920-2016.csv":    nil,
		"united-states/yob2017.txt":                               nil,
		"new-zealand/nznames.csv":                                 nil,
	}
	for name, lines := range want {
		found := damagedLines(t, filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name)))
		if !slices.Equal(found, lines) {
			t.Errorf("%s: lines %v, want %v", name, found, lines)
		}
	}
}

// damagedLines returns the lines of a CSV file that hold damaged text.
func damagedLines(t *testing.T, path string) []int {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Skip("the published files are absent:", err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord, reader.ReuseRecord, reader.LazyQuotes = -1, true, true
	var found []int
	for {
		record, err := reader.Read()
		if err != nil {
			return found
		}
		if slices.ContainsFunc(record, func(s string) bool { kind, _ := diagnoseText(s); return kind != undamaged }) {
			line, _ := reader.FieldPos(0)
			found = append(found, line)
		}
	}
}

func FuzzMojibake(f *testing.F) {
	for _, text := range genuineTexts {
		f.Add(text)
	}
	f.Add("ANDR…")
	f.Add("ÃƒÂ‰MILE")
	check := bindRule(f, mojibake, "type: string", nil)
	f.Fuzz(func(t *testing.T, text string) {
		c := table.Cell{Text: []byte(text)}
		if check.Fails(c) {
			check.Explain(c)
			if mended := check.Mend(c); strings.Contains(string(mended), "\x00\x00") && !strings.Contains(text, "\x00") {
				t.Errorf("%q mended to %q", text, mended)
			}
		}
	})
}
