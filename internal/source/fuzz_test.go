package source

import (
	"bytes"
	"context"
	"io"
	"testing"
	"unicode/utf8"
)

// Whatever the bytes: nothing panics, two looks agree, SniffAll settles, and what is not stored in UTF-8 is UTF-8 once
// decoded.
func FuzzSniff(f *testing.F) {
	for _, seed := range []string{
		"", "a,b\n1,2\n", "\xef\xbb\xbfa", "\xff\xfea\x00", "\xfe\xff\x00a", "\xff\xfe\x00\x00", "Chlo\xe9\n", "CHLO\x83\n", "CHLO\x90\n", "Chloé\xe9\n",
		"PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00xl/", "PK\x05\x06", "PAR1\x15PAR1",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", compound("Workbook")[:600], "[{\"a\":1}]", "{\"a\"", "<html>", "BZh91AY&SY", "\x00\xd8\x00", "MZ\x00", "a\x00b\x00\r\x00\n\x00",
	} {
		f.Add([]byte(seed), "")
		f.Add([]byte(seed), "utf-16")
		f.Add([]byte(seed), "cp1252")
	}
	f.Fuzz(func(t *testing.T, content []byte, forced string) {
		if _, ok := ParseEncoding(forced); !ok {
			forced = ""
		}
		open := func() *Source {
			s, unread, err := Open(context.Background(), Input{Path: "-"}, Options{Stdin: bytes.NewReader(content), Encoding: forced, TempDir: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			if (s == nil) == (unread == nil) {
				t.Fatal("either a source or a reason is expected")
			}
			return s
		}
		s, again := open(), open()
		if s == nil {
			if again != nil {
				t.Fatal("refused once, taken once")
			}
			return
		}
		defer func() { _, _ = s.Close(), again.Close() }()
		if s.encoding != again.encoding || s.settled != again.settled {
			t.Fatalf("%+v, then %+v", s.encoding, again.encoding)
		}
		if !s.IsText() {
			return
		}
		if err := s.SniffAll(context.Background()); err != nil || !s.Settled() {
			t.Fatal("not settled:", err)
		}
		text, err := s.Text(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := io.ReadAll(text)
		if err != nil {
			t.Fatal(err)
		}
		if s.encoding.Name != "utf-8" && !utf8.Valid(decoded) {
			t.Fatalf("%s decodes to what is not UTF-8", s.encoding.Name)
		}
		if _, n, ok := s.Digest(); !ok || n != int64(len(content)) {
			t.Fatalf("digest of %d bytes, %t", n, ok)
		}
	})
}
