package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

// What is written is read again, and written the same.
func TestReadReadsWhatIsWritten(t *testing.T) {
	samples := sampleReports()
	samples["nothing at all"] = &Report{}
	samples["everything"] = full()
	samples["hostile"] = reportOf(hostile("\x1b[31m\xe9\u202e"))
	for name, r := range samples {
		text := encode(t, r)
		again, err := Read(bytes.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if written := encode(t, again); !bytes.Equal(written, text) {
			// An invalid byte is written as an escape, and the character it became as itself.
			if !strings.Contains(string(text), `\ufffd`) || !sameJSON(written, text) {
				t.Errorf("%s: read and written again, it is\n%s", name, written)
			}
		}
	}
	if _, err := Read(strings.NewReader("\ufeff" + string(encode(t, full())))); err != nil {
		t.Errorf("with a byte order mark: %v", err)
	}
}

func sameJSON(a, b []byte) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && fmt.Sprint(x) == fmt.Sprint(y)
}

func TestReadRefuses(t *testing.T) {
	whole := string(encode(t, reportOf(novaScotia())))
	swap := func(old, replacement string) string {
		if !strings.Contains(whole, old) {
			t.Fatalf("the sample has no %s", old)
		}
		return strings.Replace(whole, old, replacement, 1)
	}
	for _, test := range []struct {
		name, text, en, fr string
		foreign            bool
	}{
		{name: "nothing", text: "", en: "line 1: the text ends before the report does", fr: "le texte s’arrête avant la fin", foreign: true},
		{name: "a table", text: "year,count\n2016,5\n", en: "line 1: the text is not JSON", fr: "n’est pas du JSON", foreign: true},
		{name: "another descriptor", text: `{"name": "x", "resources": []}`, en: "“name” is nothing that a report has", foreign: true},
		{name: "a list", text: `[1]`, en: "is not of the kind", foreign: true},
		{name: "bytes of another encoding", text: "\xff\xfe{", en: "not UTF-8", fr: "pas en UTF-8", foreign: true},
		{name: "cut off", text: whole[:len(whole)/2], en: "the text ends before the report does"},
		{name: "cut off in a word", text: whole[:strings.Index(whole, `"verdict"`)+12], en: "the text ends before"},
		{name: "text behind the end", text: whole + "{}", en: "there is more text behind the end", fr: "il y a du texte après la fin"},
		{name: "a comma too many", text: swap(`"runs": [`, `"runs": [,`), en: "line 7: the text is not JSON from here on"},
		{name: "a form to come", text: swap(`"schemaVersion": 1`, `"schemaVersion": 7`), en: "written in form 7", fr: "dans la forme 7"},
		{name: "no version", text: swap(`"schemaVersion": 1`, `"schemaVersion": "1"`), en: "/schemaVersion has a value that no report"},
		{name: "another verdict", text: swap(`"does-not-conform"`, `"conforming"`), en: "/runs/verdict has a value that no report has there", fr: "/runs/verdict a une valeur qu’aucun rapport"},
		{name: "a verdict that stands twice", text: swap(`"verdict":`, `"verdict": "conforms", "verdict":`), en: "“verdict” is there twice", fr: "« verdict » y figure deux fois"},
		{name: "a count that stands twice", text: swap(`"tested":`, `"tested": 1, "tested":`), en: "“tested” is there twice"},
		{name: "keys in capitals", text: swap(`"verdict":`, `"Verdict":`), en: "“Verdict” is nothing that a report has there"},
		{name: "no verdict", text: swap(`"verdict": "does-not-conform",`, ``), en: "“verdict” is missing before here", fr: "« verdict » manque"},
		{name: "a text for a number", text: swap(`"tested": `, `"tested": "1", "x": `), en: "/runs/assertions"},
		{name: "a number beyond all", text: swap(`"tested": `, `"tested": 1e999, "x": `), en: "there is a number that no report has"},
		{name: "a fraction", text: swap(`"tested": `, `"tested": 1.5, "x": `), en: "/runs/assertions"},
		{name: "a whole number written as another", text: swap(`"maxSamples": 20`, `"maxSamples": 2e1`), en: "there is a number that no report has"},
		{name: "a long key", text: `{"schemaVersion": 1, "` + strings.Repeat("a", 2*pieceLimit) + `": 1}`, en: "longer than 16,777,216 bytes"},
		{name: "a long value", text: `{"schemaVersion": 1, "tool": "` + strings.Repeat("a", pieceLimit+1) + `"}`, en: "longer than 16,777,216 bytes"},
		{name: "lists without end", text: `{"schemaVersion": 1, "tool": ` + strings.Repeat("[", 1_000_000), en: "the text"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(test.text))
			fault, ok := errors.AsType[*ReadError](err)
			if !ok {
				t.Fatalf("error %v", err)
			}
			french := strings.ReplaceAll(fault.Text.FR, "\u00a0", " ")
			if !strings.Contains(fault.Text.EN, test.en) || !strings.Contains(french, test.fr) || fault.Foreign != test.foreign {
				t.Errorf("%q (foreign: %v)\n%q", fault.Text.EN, fault.Foreign, french)
			}
		})
	}
}

// A report of another version says so, because that may be why it does not read.
func TestReadErrorNamesTheVersion(t *testing.T) {
	text := strings.Replace(string(encode(t, full())), `"verdict":`, `"veracity": 1, "verdict":`, 1)
	_, err := Read(strings.NewReader(text))
	if fault, ok := errors.AsType[*ReadError](err); !ok || fault.Version != full().Tool.Version {
		t.Errorf("%v", err)
	}
}

type zeros struct{ left int64 }

func (z *zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	z.left -= int64(len(p))
	return len(p), nil
}

func TestReadStopsAtItsLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 256 MiB")
	}
	endless := &zeros{}
	_, err := Read(endless)
	if fault, ok := errors.AsType[*ReadError](err); !ok || !strings.Contains(fault.Text.EN, "longer than 268,435,456 bytes") || -endless.left > 2*readLimit {
		t.Errorf("%v after %d bytes", err, -endless.left)
	}
}

func FuzzRead(f *testing.F) {
	for _, r := range sampleReports() {
		var b bytes.Buffer
		if err := JSON(&b, r); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte(`{"schemaVersion":1,"tool":{"name":"a","version":"1"},"runs":[]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := Read(bytes.NewReader(text))
		if err != nil {
			if fault, ok := errors.AsType[*ReadError](err); !ok || fault.Text.EN == "" || fault.Text.FR == "" || fault.Text == (message.Text{}) {
				t.Fatalf("%v is no sentence", err)
			}
			return
		}
		var written bytes.Buffer
		if err := JSON(&written, r); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(bytes.NewReader(written.Bytes())); err != nil {
			t.Fatalf("read, written and refused: %v\n%s", err, written.Bytes())
		}
	})
}
