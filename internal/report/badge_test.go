package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func renderBadge(t *testing.T, r *Report, l message.Language) string {
	t.Helper()
	var b bytes.Buffer
	if err := Badge(&b, r, TextOptions{Language: l}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// badgeTexts reads a badge as XML and returns its title and the words that are drawn.
func badgeTexts(t *testing.T, badge string) (title string, drawn []string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(badge))
	element := ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return title, drawn
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, badge)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element = token.Name.Local
		case xml.EndElement:
			element = ""
		case xml.CharData:
			switch element {
			case "title":
				title = string(token)
			case "text":
				drawn = append(drawn, string(token))
			}
		}
	}
}

func TestBadge(t *testing.T) {
	other := conforming()
	other.Standard.Version = "2.0.0"
	for _, test := range []struct {
		name   string
		report *Report
		en, fr string
		color  string
	}{
		{"conforming", reportOf(conforming()), "baby-names 1.0.0 (draft): conforms", "baby-names 1.0.0 (ébauche)\u00a0: conforme", "#14602d"},
		{"failing", reportOf(novaScotia()), "baby-names 1.0.0 (draft): does not conform", "baby-names 1.0.0 (ébauche)\u00a0: non conforme", "#a3141f"},
		{"unread", reportOf(unreadable()), "baby-names 1.0.0 (draft): could not be checked", "baby-names 1.0.0 (ébauche)\u00a0: non vérifié", "#744600"},
		{"the worst of several", reportOf(conforming(), novaScotia(), conforming()), "baby-names 1.0.0 (draft): does not conform", "baby-names 1.0.0 (ébauche)\u00a0: non conforme", "#a3141f"},
		{"several standards", reportOf(conforming(), other), "hvdlint: conforms", "hvdlint\u00a0: conforme", "#14602d"},
		{"nothing", reportOf(), "hvdlint: nothing was checked", "hvdlint\u00a0: rien n’a été vérifié", "#51585f"},
	} {
		for _, l := range message.Languages {
			badge := renderBadge(t, test.report, l)
			title, drawn := badgeTexts(t, badge)
			if want := (message.Text{EN: test.en, FR: test.fr}).In(l); title != want {
				t.Errorf("%s: title %q, want %q", test.name, title, want)
			}
			if len(drawn) != 2 || !strings.HasPrefix(title, drawn[0]) || !strings.HasSuffix(title, drawn[1]) {
				t.Errorf("%s: %q is drawn, the title is %q", test.name, drawn, title)
			}
			if !strings.Contains(badge, test.color) || !strings.Contains(badge, `xml:lang="`+l.String()+`"`) {
				t.Errorf("%s: colour or language of\n%s", test.name, badge)
			}
			if c := contrast(t, test.color, "#ffffff"); c < 4.5 {
				t.Errorf("%s: contrast %.1f to 1", test.name, c)
			}
		}
	}
}

func TestBadgeShowsHostileValues(t *testing.T) {
	for _, test := range hostileValues {
		r := reportOf(hostile(test.value))
		title, drawn := badgeTexts(t, renderBadge(t, r, message.English))
		if !strings.HasPrefix(title, test.shown) && len(test.shown) < badgeLength || len(drawn) != 2 {
			t.Errorf("%s: title %q, drawn %q", test.name, title, drawn)
		}
	}
}
