package standard

import (
	"testing"
	"testing/fstest"
)

func TestDigest(t *testing.T) {
	files := fstest.MapFS{"standard.yaml": {Data: []byte("name: x\n")}, "examples/valid/a.csv": {Data: []byte("a\n1\n")}}
	digest := func() string {
		t.Helper()
		d, err := Digest(files)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	// printf '…' | sha256sum of the two lines that sha256sum prints.
	const want = "2c4d468786076faedb9e30d953a84d635ced9bbde0d847ff61e0cac181337dbb"
	before := digest()
	if before != want {
		t.Errorf("digest is %s, want %s", before, want)
	}
	files["examples/valid/a.csv"].Data = []byte("a\n2\n")
	if digest() == before {
		t.Error("other contents, same digest")
	}
	files["examples/valid/a.csv"].Data = []byte("a\n1\n")
	files["examples/valid/b.csv"] = files["examples/valid/a.csv"]
	delete(files, "examples/valid/a.csv")
	if digest() == before {
		t.Error("another name, same digest")
	}
}
