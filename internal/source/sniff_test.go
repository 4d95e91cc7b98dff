package source

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// encoders has for each encoding what writes it, without mark.
func encoders() map[string]encoding.Encoding {
	return map[string]encoding.Encoding{
		"utf-8":        encoding.Nop,
		"windows-1252": charmap.Windows1252,
		"macintosh":    charmap.Macintosh,
		"cp850":        charmap.CodePage850,
		"utf-16le":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"utf-16be":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	}
}

func encode(t testing.TB, name, text string) []byte {
	t.Helper()
	b, err := encoders()[name].NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s in %s: %v", text, name, err)
	}
	return b
}

// openAs opens content as a file, with the options given.
func openAs(t testing.TB, content []byte, options Options) *Source {
	t.Helper()
	file := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	s, unread, err := Open(context.Background(), Input{Path: "names.csv", File: file}, options)
	if err != nil || unread != nil {
		t.Fatalf("opening: %v, %v", unread, err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func readAll(t testing.TB, s *Source) string {
	t.Helper()
	text, err := s.Text(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := text.Close(); err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// plainRows are rows of a table of names that ASCII can write.
func plainRows(n int) string {
	var b strings.Builder
	b.WriteString("annee,sexe,prenom,nombre\n")
	for i := range n {
		fmt.Fprintf(&b, "%d,%s,%s,%d\n", 1980+i%40, []string{"F", "M"}[i%2], []string{"MARIE", "Jean-Guy", "Olivia", "THOMAS"}[i%4], i)
	}
	return b.String()
}

// In every encoding: many names, one name alone, and one in the last of 400 rows.
func TestEncodings(t *testing.T) {
	const sample = "année,sexe,prénom,nombre\n2016,F,Léa,120\n2016,F,Chloé,98\n2016,M,Loïc,40\n2016,M,François,39\n2016,F,Zoé,38\n" +
		"2016,M,Jérôme,12\n2016,F,Hélène,11\n2016,F,Maëlle,9\n2016,M,Noël,7\n2016,M,Benoît,6\n2016,F,Anaïs,5\n"
	const capitals = "ANNEE,SEXE,PRENOM,NOMBRE\n2016,F,CHLOÉ,98\n2016,M,LOÏC,40\n2016,M,FRANÇOIS,39\n2016,F,ZOÉ,38\n2016,M,JÉRÔME,12\n" +
		"2016,F,HÉLÈNE,11\n2016,F,MAËLLE,9\n2016,M,NOËL,7\n2016,M,BENOÎT,6\n2016,F,ANAÏS,5\n"
	for name := range encoders() {
		texts := map[string]string{
			"sample": sample, "capitals": capitals, "both": sample + capitals,
			"semicolons": strings.ReplaceAll(sample, ",", ";"), "quoted": strings.ReplaceAll(capitals, ",", `","`),
			"CRLF": strings.ReplaceAll(sample, "\n", "\r\n"), "CR": strings.ReplaceAll(sample, "\n", "\r"),
		}
		for _, given := range []string{
			"Chloé", "CHLOÉ", "Loïc", "LOÏC", "François", "FRANÇOIS", "Hélène", "Zoë", "Noël", "Jérôme", "JÉRÔME", "Éloïse", "Anaïs", "ANAÏS", "Élodie",
			"Marie-Ève", "MARIE-ÈVE", "MARIE-ÉLAINE", "Thérèse", "Benoît", "Gaëlle", "Céline", "INÈS", "Andrée-Anne", "Désirée", "Béatrice", "BÉATRICE", "Aïcha",
			"Frédérique", "Geneviève", "Régis", "NOÉMIE", "Océane", "Raphaël", "Mickaël", "Théo", "Agnès", "Maïka", "Danaë", "Cléo", "Joëlle",
		} {
			texts["alone "+given] = "prenom\n" + given + "\n"
			texts["last "+given] = plainRows(400) + "2016,F," + given + ",5\n"
		}
		for what, text := range texts {
			t.Run(name+"/"+what, func(t *testing.T) {
				s := openAs(t, encode(t, name, text), Options{})
				e := s.Facts().Encoding
				if e.Name != name {
					t.Fatalf("got %s, %d %%: %s", e.Name, e.Confidence, e.Why.EN)
				}
				if e.Confidence < 60 || e.Confidence > 100 || e.Forced || e.BOM || !s.Settled() {
					t.Errorf("got %+v", e)
				}
				checkTypography(t, "why", e.Why)
				if line, ok := strings.CutPrefix(what, "last "); ok && e.FirstLine != 402 {
					t.Errorf("%s is on line %d, want 402", line, e.FirstLine)
				}
				if got := readAll(t, s); got != text {
					t.Errorf("read %.80q", got)
				}
				if s.InvalidCount() != 0 {
					t.Errorf("damage: %v", s.InvalidBytes())
				}
			})
		}
	}
}

// Typography and phrases as headers and notes have them.
func TestEncodingsOfPhrases(t *testing.T) {
	for _, text := range []string{
		"Nombre d’élèves à l’école", "École d’été", "Où êtes-vous, Noël?", "«\u00a0Été\u00a0»", "Sœur Thérèse — 1\u00a0234 élèves", "Total 2016–2017; Québec",
		"Prénoms masculins déclarés à la naissance, Nouvelle-Écosse", "Forêt brûlée, août", "Île-du-Prince-Édouard", "n° de la municipalité, 12 °C", "QUÉBEC; MONTRÉAL; TROIS-RIVIÈRES",
		"O’Brien; D’Arcy; Zoé", "Coût (€) par élève… prévu", "déjà là, voilà", "théâtre du château", "Le maître s’est trompé, naître", "cœur et œuvre d’André",
	} {
		for _, name := range []string{"utf-8", "windows-1252", "macintosh", "cp850", "utf-16le", "utf-16be"} {
			b, err := encoders()[name].NewEncoder().Bytes([]byte(text + "\n"))
			if err != nil {
				continue // CP850 has no typographic characters
			}
			t.Run(name+"/"+text, func(t *testing.T) {
				e := openAs(t, b, Options{}).Facts().Encoding
				if e.Name != name {
					t.Errorf("got %s, %d %%: %s", e.Name, e.Confidence, e.Why.EN)
				}
			})
		}
	}
}

func TestWhy(t *testing.T) {
	latin := encode(t, "windows-1252", "prenom\nMarie\nZoé\n")
	big := bytes.Repeat([]byte("prenom,nombre\n"), headSize/14+10)
	cases := []struct {
		name         string
		content      []byte
		encoding     string
		bom          bool
		confidence   int
		why          string
		offset, line int64
		settled      bool
	}{
		{"empty", nil, "utf-8", false, 100, "the file is empty", -1, 0, true},
		{"ascii", []byte("a,b\n"), "utf-8", false, 100, "the file has only ASCII characters, which UTF-8 writes the same way", -1, 0, true},
		{"utf-8", []byte("a,b\r\nZoé,1"), "utf-8", false, 100, "the whole file is valid UTF-8", 7, 2, true},
		{"mark", []byte("\xef\xbb\xbfZoé,1"), "utf-8", true, 100, "the file starts with a UTF-8 byte order mark", 5, 1, true},
		{"mark alone", []byte("\xef\xbb\xbf"), "utf-8", true, 100, "the file starts with a UTF-8 byte order mark", -1, 0, true},
		{"utf-16le mark", []byte("\xff\xfe" + wide("a\r\nb\né")), "utf-16le", true, 100, "the file starts with a UTF-16LE byte order mark", 12, 3, true},
		{"utf-16le mark alone", []byte("\xff\xfe"), "utf-16le", true, 100, "the file starts with a UTF-16LE byte order mark", -1, 0, true},
		{"utf-16be", encode(t, "utf-16be", "a,b\nc,d\n"), "utf-16be", false, 95, "nearly every other byte of the file is zero, as in UTF-16", -1, 0, true},
		{"windows-1252", latin, "windows-1252", false, 80, "the file is not UTF-8; bytes such as 0xE9 on line 3 read as “é” in Windows-1252", 15, 3, true},
		{"no encoding", []byte("a\xff\x81\x8d,\x90\x9db"), "cp850", false, 20, "", 1, 1, true},
		{"ascii so far", big, "utf-8", false, 90, "the first part of the file has only ASCII characters, which UTF-8 writes the same way", -1, 0, false},
		{"utf-8 so far", append([]byte("é"), big...), "utf-8", false, 99, "the first part of the file is valid UTF-8", 0, 1, false},
		{"utf-8, sequence cut by the head", append(bytes.Repeat([]byte{'a'}, headSize-1), "é and more"...), "utf-8", false, 99, "", headSize - 1, 1, false},
		{"exactly the head", bytes.Repeat([]byte{'a'}, headSize), "utf-8", false, 90, "", -1, 0, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := openAs(t, c.content, Options{})
			e := s.Facts().Encoding
			if e.Name != c.encoding || e.BOM != c.bom || e.Confidence != c.confidence || e.FirstOffset != c.offset || e.FirstLine != c.line || s.Settled() != c.settled {
				t.Errorf("got %+v, settled %t", e, s.Settled())
			}
			if c.why != "" && e.Why.EN != c.why {
				t.Errorf("why: %s", e.Why.EN)
			}
			checkTypography(t, "why", e.Why)
		})
	}
}

// What turns up behind the head is found by SniffAll alone, as a reader would ask for it.
func TestSniffAll(t *testing.T) {
	plain := plainRows(80_000)
	if len(plain) <= headSize {
		t.Fatal("too short")
	}
	lines := int64(strings.Count(plain, "\n"))
	damaged := plain + strings.Repeat("2016,F,Chloé,5\n", 100) + "2016,F,Chlo\xe9,5\n"
	cases := []struct {
		name       string
		content    string
		want       string
		confidence int
		bom        bool
		why        string
	}{
		{
			"latin", plain + "2016,F,Chlo\xe9,5\n" + strings.Repeat("2016,F,L\xe9a,5\n", 9), "windows-1252", 98, false,
			"the file is not UTF-8; bytes such as 0xE9 on line 80,002 read as “é” in Windows-1252",
		},
		{"mac", plain + "2016,F,CHLO\x83,5\n" + strings.Repeat("2016,F,L\x8ea,5\n", 9), "macintosh", 98, false, ""},
		{"damaged utf-8", damaged, "utf-8", 99, false, "100 characters are valid UTF-8 and only 1 byte is not"},
		{"damaged utf-8 with mark", "\xef\xbb\xbf" + damaged, "utf-8", 99, true, ""},
		{"valid utf-8", plain + "2016,F,Chloé,5\n", "utf-8", 100, false, "the whole file is valid UTF-8"},
		{"ascii", plain, "utf-8", 100, false, "the file has only ASCII characters, which UTF-8 writes the same way"},
		{"cut sequence at the end", plain + "2016,F,Chlo\xc3", "windows-1252", 0, false, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := openAs(t, []byte(c.content), Options{})
			if e := s.Facts().Encoding; e.Name != "utf-8" || s.Settled() {
				t.Fatalf("the head says %+v", e)
			}
			if err := s.SniffAll(t.Context()); err != nil {
				t.Fatal(err)
			}
			e := s.Facts().Encoding
			if e.Name != c.want || c.confidence != 0 && e.Confidence != c.confidence || e.BOM != c.bom || !s.Settled() {
				t.Errorf("got %+v", e)
			}
			if c.why != "" && e.Why.EN != c.why {
				t.Errorf("why: %s", e.Why.EN)
			}
			if c.name != "ascii" && e.FirstLine != lines+1 {
				t.Errorf("line %d, want %d", e.FirstLine, lines+1)
			}
			if i := strings.IndexFunc(strings.TrimPrefix(c.content, "\xef\xbb\xbf"), func(r rune) bool { return r > 127 }); i >= 0 {
				if c.bom {
					i += 3
				}
				if e.FirstOffset != int64(i) {
					t.Errorf("offset %d, want %d", e.FirstOffset, i)
				}
			}
			checkTypography(t, "why", e.Why)
			if _, bytes, ok := s.Digest(); !ok || bytes != int64(len(c.content)) {
				t.Error("the digest is not known")
			}
			if text := readAll(t, s); c.want == "utf-8" && text != strings.TrimPrefix(c.content, "\xef\xbb\xbf") {
				t.Error("the text is not what is stored")
			}
		})
	}
}

// A file that is large and whose head is not UTF-8 is settled when it is opened.
func TestNotUTF8FromTheHeadOn(t *testing.T) {
	content := "Chlo\xe9\n" + plainRows(80_000)
	s := openAs(t, []byte(content), Options{})
	if e := s.Facts().Encoding; e.Name != "windows-1252" || !s.Settled() || e.FirstOffset != 4 || e.FirstLine != 1 {
		t.Errorf("got %+v", e)
	}
	mixed := "Chlo\xe9\n" + plainRows(80_000) + strings.Repeat("Chloé\n", 10)
	if e := openAs(t, []byte(mixed), Options{}).Facts().Encoding; e.Name != "utf-8" {
		t.Errorf("got %+v", e)
	}
}

func TestForcedEncoding(t *testing.T) {
	cases := []struct {
		name, forced, content, encoding, text string
		bom                                   bool
	}{
		{"latin1 stays latin1", "latin1", "Zo\xe9\x80", "iso-8859-1", "Zoé\u0080", false},
		{"windows-1252", "cp1252", "Zo\xe9\x80", "windows-1252", "Zoé€", false},
		{"against the evidence", "mac", "Zo\xc3\xa9", "macintosh", "Zo√©", false},
		{"utf-8, damaged", "utf8", "Zo\xe9,1", "utf-8", "Zo\xe9,1", false},
		{"a mark is no text", "windows-1252", "\xef\xbb\xbfZo\xe9", "windows-1252", "Zoé", true},
		{"a mark of UTF-16 in UTF-8 is text", "utf-8", "\xff\xfeab", "utf-8", "\xff\xfeab", false},
		{"utf-16 by its mark", "utf-16", "\xfe\xff\x00a", "utf-16be", "a", true},
		{"utf-16 by its zeros", "utf-16", "\x00a\x00b\x00c", "utf-16be", "abc", false},
		{"utf-16 without evidence", "UTF_16", "\x2d\x4e\x87\x65", "utf-16le", "中文", false},
		{"utf-16 against its mark", "utf-16le", "\xfe\xff\x00a", "utf-16le", "\ufffe愀", false},
		{"text that looks binary", "utf-16le", strings.Repeat("\x01\x4e", 200), "utf-16le", strings.Repeat("\u4e01", 200), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := openAs(t, []byte(c.content), Options{Encoding: c.forced})
			e := s.Facts().Encoding
			if e.Name != c.encoding || e.BOM != c.bom || !e.Forced || e.Confidence != 100 || !s.Settled() {
				t.Errorf("got %+v", e)
			}
			if got := readAll(t, s); got != c.text {
				t.Errorf("read %q, want %q", got, c.text)
			}
			checkTypography(t, "why", e.Why)
		})
	}
	if _, _, err := Open(t.Context(), Input{Path: "-"}, Options{Encoding: "klingon"}); err == nil || !strings.Contains(err.Error(), "windows-1252") {
		t.Errorf("an unknown name is told with the known ones; got %v", err)
	}
}

func TestEncodingCorpus(t *testing.T) {
	folder := filepath.Join(shared, "corpora", "encodings")
	plain, err := os.ReadFile(filepath.Join(folder, "candide-utf-8.txt"))
	if err != nil {
		t.Skip("no corpora in", shared)
	}
	for _, name := range []string{"utf-8", "windows-1252", "utf-16le"} {
		content, err := os.ReadFile(filepath.Join(folder, "candide-"+name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		s := openAs(t, content, Options{})
		if e := s.Facts().Encoding; e.Name != name {
			t.Errorf("%s: got %s, %d %%: %s", name, e.Name, e.Confidence, e.Why.EN)
		}
		if readAll(t, s) != string(plain) {
			t.Errorf("%s: the text differs", name)
		}
	}
	file := filepath.Join(folder, "candide-utf-32be.txt")
	if s, unread, err := Open(t.Context(), Input{Path: file, File: file}, Options{}); s != nil || err != nil || unread.Reason != "unsupported-encoding" {
		t.Errorf("utf-32be: got %v, %v", unread, err)
	}
	// An encoding that is not known must not look certain.
	content, err := os.ReadFile(filepath.Join(folder, "candide-gb18030.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if e := openAs(t, content, Options{}).Facts().Encoding; e.Confidence > 50 {
		t.Errorf("gb18030: %s, %d %%: %s", e.Name, e.Confidence, e.Why.EN)
	}
}

func TestPublishedFilesAreUTF8(t *testing.T) {
	datasets, _ := expand(t, filepath.Join(shared, "data"))
	var inputs []Input
	for i := range datasets {
		inputs = append(inputs, datasets[i].Inputs...)
	}
	if len(inputs) == 0 {
		t.Skip("no published files in", shared)
	}
	for _, in := range inputs {
		if slices.Contains(unreadable, strings.ToLower(filepath.Ext(in.File))) {
			continue
		}
		s, unread, err := Open(t.Context(), in, Options{})
		if err != nil || unread != nil {
			t.Fatalf("%s: %v, %v", in.Path, unread, err)
		}
		if e := s.Facts().Encoding; s.IsText() && e.Name != "utf-8" {
			t.Errorf("%s: %+v", in.Path, e)
		}
		_ = s.Close()
	}
}
