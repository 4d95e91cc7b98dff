package standard

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

var update = flag.Bool("update", false, "write the golden files anew")

// frenchFaults collects what the cases of a test say in French. It is compared with testdata/<name of the test>.fr.txt, which
// is there to be read as much as to be compared.
type frenchFaults struct{ text strings.Builder }

func (f *frenchFaults) add(name string, err error) {
	said := strings.ReplaceAll(message.TextOf(err).FR, "\n", "\n    ")
	f.text.WriteString(name + "\n    " + said + "\n")
}

func (f *frenchFaults) compare(t *testing.T) {
	t.Helper()
	name := filepath.Join("testdata", t.Name()+".fr.txt")
	if *update {
		if err := os.WriteFile(name, []byte(f.text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.text.String(); got != string(want) {
		t.Errorf("got\n%s\nwant, as in %s,\n%s", got, name, want)
	}
}
