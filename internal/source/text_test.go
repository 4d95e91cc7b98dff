package source

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

func TestDigest(t *testing.T) {
	for _, content := range []string{"", "a,b\n", "\xef\xbb\xbfZoé\n", "Zo\xe9\n", "\xff\xfe" + wide("Zoé\n"), plainRows(80_000)} {
		s := openAs(t, []byte(content), Options{})
		if _, _, ok := s.Digest(); ok {
			t.Error("the digest is known before anything was read")
		}
		if s.Facts().SHA256 != "" || s.Size() != int64(len(content)) || s.Read() != 0 {
			t.Errorf("facts before reading: %+v, %d of %d", s.Facts(), s.Read(), s.Size())
		}
		want := sha256.Sum256([]byte(content))
		for range 2 { // each text starts again
			_ = readAll(t, s)
			sum, n, ok := s.Digest()
			if sum != hex.EncodeToString(want[:]) || n != int64(len(content)) || !ok || s.Read() != n {
				t.Errorf("%.20q: got %s, %d, %t; read %d", content, sum, n, ok, s.Read())
			}
		}
		if facts := s.Facts(); facts.SHA256 != hex.EncodeToString(want[:]) || facts.Bytes != int64(len(content)) || facts.Name != "names" || facts.Path != "names.csv" || facts.Format != "csv" {
			t.Errorf("facts: %+v", facts)
		}
	}
}

// The digests of "abc" are those of RFC 1321 and of FIPS 180-4.
func TestHash(t *testing.T) {
	for algorithm, want := range map[string]string{
		"md5":    "900150983cd24fb0d6963f7d28e17f72",
		"sha1":   "a9993e364706816aba3e25717850c26c9cd0d89d",
		"sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		"sha512": "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
		"crc32":  "",
	} {
		s := openAs(t, []byte("abc"), Options{})
		for range 2 { // whether or not a pass came to the end before
			if got, err := s.Hash(t.Context(), algorithm); got != want || err != nil {
				t.Errorf("%s: %s, %v, want %s", algorithm, got, err, want)
			}
			_ = readAll(t, s)
		}
	}
}

func TestDigestNeedsTheEnd(t *testing.T) {
	s := openAs(t, []byte(plainRows(100)), Options{})
	text, err := s.Text(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(text, make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	if err := text.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, ok := s.Digest(); ok || s.Read() != 100 {
		t.Errorf("digest known: %t; read %d", ok, s.Read())
	}
	if n, err := text.Read(make([]byte, 10)); n != 0 || err != io.EOF {
		t.Errorf("a closed text gives %d bytes and %v", n, err)
	}
}

func TestInvalidBytes(t *testing.T) {
	type place = table.Damage
	const kind = table.InvalidBytes
	cases := []struct {
		name, forced, content, text string
		want                        []place
	}{
		{"windows-1252", "windows-1252", "\x81é\r\nab\x8d\x90\n\r\x9d", "\ufffdÃ©\r\nab\ufffd\ufffd\n\r\ufffd", []place{
			{Kind: kind, Offset: 0, Line: 1, Value: "0x81"},
			{Kind: kind, Offset: 11, Line: 2, Value: "0x8D"},
			{Kind: kind, Offset: 14, Line: 2, Value: "0x90"},
			{Kind: kind, Offset: 19, Line: 4, Value: "0x9D"},
		}},
		{"all of iso-8859-1 is defined", "iso-8859-1", "\x81\x8d\x8f\x90\x9d", "\u0081\u008d\u008f\u0090\u009d", nil},
		{"lone surrogates", "utf-16le", "a\x00\x00\xd8b\x00\n\x00\x00\xdc\x3d\xd8\x00\xde", "a\ufffdb\n\ufffd😀", []place{
			{Kind: kind, Offset: 1, Line: 1, Value: "0xD800"},
			{Kind: kind, Offset: 6, Line: 2, Value: "0xDC00"},
		}},
		{"half a pair at the end", "utf-16be", "\x00a\xd8\x3d", "a\ufffd", []place{{Kind: kind, Offset: 1, Line: 1, Value: "0xD83D"}}},
		{"an odd byte at the end", "utf-16be", "\x00a\x00\n\x00", "a\n\ufffd", []place{{Kind: kind, Offset: 2, Line: 2, Value: "0x00"}}},
		{"half a pair and an odd byte", "utf-16le", "\x3d\xd8a", "\ufffd\ufffd", []place{
			{Kind: kind, Offset: 0, Line: 1, Value: "0xD83D"}, {Kind: kind, Offset: 3, Line: 1, Value: "0x61"},
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := openAs(t, []byte(c.content), Options{Encoding: c.forced})
			for range 2 {
				if got := readAll(t, s); got != c.text {
					t.Errorf("read %q, want %q", got, c.text)
				}
				if got := s.InvalidBytes(); fmt.Sprint(got) != fmt.Sprint(c.want) || s.InvalidCount() != int64(len(c.want)) {
					t.Errorf("got  %v\nwant %v", got, c.want)
				}
			}
		})
	}
}

func TestInvalidBytesAreCountedBeyondTheSample(t *testing.T) {
	const n = 200_000
	s := openAs(t, bytes.Repeat([]byte("\x81,\n"), n), Options{Encoding: "windows-1252"})
	_ = readAll(t, s)
	places := s.InvalidBytes()
	if s.InvalidCount() != n || len(places) != damageLimit {
		t.Fatalf("%d counted, %d kept", s.InvalidCount(), len(places))
	}
	for i, p := range places {
		if p.Line != int64(i+1) || p.Offset != int64(5*i) {
			t.Fatalf("place %d: %+v", i, p)
		}
	}
}

// The decoders agree with golang.org/x/text and unicode/utf16 on any bytes, whatever the sizes of the reader's buffers.
func TestDecodersAgreeWithXText(t *testing.T) {
	oracles := map[string]func([]byte) ([]byte, error){
		"windows-1252": charmap.Windows1252.NewDecoder().Bytes,
		"iso-8859-1":   charmap.ISO8859_1.NewDecoder().Bytes,
		"macintosh":    charmap.Macintosh.NewDecoder().Bytes,
		"cp850":        charmap.CodePage850.NewDecoder().Bytes,
		// x/text makes one U+FFFD of two lone surrogates, the standard library one of each, as Unicode advises.
		"utf-16le": func(p []byte) ([]byte, error) { return decodeUTF16(binary.LittleEndian, p), nil },
		"utf-16be": func(p []byte) ([]byte, error) { return decodeUTF16(binary.BigEndian, p), nil },
	}
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.OneOf(
			rapid.SliceOfN(rapid.Byte(), 0, 9),
			rapid.SampledFrom([][]byte{[]byte("plain text, "), {0x3d, 0xd8}, {0, 0xde}, {0xd8, 0x3d}, {0xde, 0}, {0, 'a'}, {'a', 0}}),
		)).Draw(t, "content")
		content := append([]byte("x,"), bytes.Join(pieces, nil)...) // no mark
		buffer := rapid.IntRange(1, 60).Draw(t, "buffer")
		for name, oracle := range oracles {
			want, err := oracle(content)
			if err != nil {
				t.Fatal(err)
			}
			s := &Source{store: dataStore(content), settled: true, encoding: table.Encoding{Name: name}}
			text, err := s.Text(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if _, err := io.CopyBuffer(struct{ io.Writer }{&got}, struct{ io.Reader }{text}, make([]byte, buffer)); err != nil {
				t.Fatal(err)
			}
			_ = s.Close()
			if !bytes.Equal(got.Bytes(), want) {
				t.Fatalf("%s of %q\n got %q\nwant %q", name, content, got.Bytes(), want)
			}
		}
	})
}

func decodeUTF16(order binary.ByteOrder, p []byte) []byte {
	var units []uint16
	for ; len(p) >= 2; p = p[2:] {
		units = append(units, order.Uint16(p))
	}
	text := string(utf16.Decode(units))
	if len(p) == 1 {
		text += "\ufffd"
	}
	return []byte(text)
}

// The text obeys the contract of io.Reader, also across the raw blocks.
func TestTextIsAReader(t *testing.T) {
	plain := strings.Repeat("2016,F,Chloé,5\r\n2016,M,Loïc,40\n", 10_000)
	for _, name := range []string{"utf-8", "windows-1252", "utf-16le"} {
		s := openAs(t, encode(t, name, plain), Options{})
		text, err := s.Text(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := iotest.TestReader(text, []byte(plain)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCancelledRead(t *testing.T) {
	reason := errors.New("the user left")
	for _, name := range []string{"utf-8", "windows-1252", "utf-16be"} {
		s := openAs(t, encode(t, name, "Zoé\n"+plainRows(20_000)), Options{})
		ctx, cancel := context.WithCancelCause(t.Context())
		text, err := s.Text(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := text.Read(make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
		cancel(reason)
		if _, err := io.Copy(io.Discard, text); !errors.Is(err, reason) {
			t.Errorf("%s: got %v", name, err)
		}
		if _, _, ok := s.Digest(); ok {
			t.Error("the digest is known though reading was cut")
		}
	}
	s := openAs(t, []byte(plainRows(80_000)), Options{})
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(reason)
	if err := s.SniffAll(ctx); !errors.Is(err, reason) || s.Settled() {
		t.Errorf("SniffAll: %v", err)
	}
}

func TestChangedFile(t *testing.T) {
	changes := map[string]func(file string) error{
		"longer": func(file string) error { return os.WriteFile(file, []byte("a,b\n1,2\n3,4\n"), 0o644) },
		"other bytes": func(file string) error {
			if err := os.WriteFile(file, []byte("a,b\n1,3\n"), 0o644); err != nil {
				return err
			}
			return os.Chtimes(file, time.Time{}, time.Now().Add(time.Hour))
		},
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			s := openAs(t, []byte("a,b\n1,2\n"), Options{})
			_ = readAll(t, s)
			if err := change(s.store.file.Name()); err != nil {
				t.Fatal(err)
			}
			text, err := s.Text(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, text); !errors.Is(err, ErrChanged) {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("read from any offset", func(t *testing.T) {
		touch := func(s *Source) {
			t.Helper()
			if err := os.Chtimes(s.store.file.Name(), time.Time{}, time.Now().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		s := openAs(t, []byte("a,b\n1,2\n"), Options{})
		if _, _, err := s.File(t.Context()); err != nil {
			t.Fatal(err)
		}
		touch(s)
		if err := s.Sum(t.Context()); !errors.Is(err, ErrChanged) {
			t.Errorf("the digest may be that of other bytes: %v", err)
		}
		s = openAs(t, []byte("a,b\n1,2\n"), Options{})
		if err := s.Sum(t.Context()); err != nil {
			t.Fatal(err)
		}
		touch(s)
		if _, _, err := s.File(t.Context()); !errors.Is(err, ErrChanged) {
			t.Errorf("read again: %v", err)
		}
	})
	t.Run("mark gone", func(t *testing.T) {
		s := openAs(t, []byte("\xef\xbb\xbfa,b\n"), Options{})
		if err := os.WriteFile(s.store.file.Name(), []byte("a,b\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Text(t.Context()); !errors.Is(err, ErrChanged) {
			t.Errorf("got %v", err)
		}
	})
}

func BenchmarkText(b *testing.B) {
	plain := plainRows(1_000_000)
	accents := strings.ReplaceAll(plain, "MARIE", "Chloé")
	for name, content := range map[string][]byte{
		"utf-8":                []byte(accents),
		"windows-1252":         encode(b, "windows-1252", accents),
		"windows-1252 ascii":   encode(b, "windows-1252", "é\n"+plain),
		"windows-1252 accents": encode(b, "windows-1252", strings.Repeat("é,à,Éloïse\r\n", 2_000_000)),
		"utf-16le":             encode(b, "utf-16le", accents),
	} {
		b.Run(name, func(b *testing.B) {
			s := openAs(b, content, Options{})
			buffer := make([]byte, 256<<10)
			b.SetBytes(int64(len(content)))
			b.ReportAllocs()
			for b.Loop() {
				s.digested = false
				text, err := s.Text(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				if _, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{text}, buffer); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSniffAll(b *testing.B) {
	content := encode(b, "windows-1252", strings.ReplaceAll(plainRows(1_000_000), "MARIE", "Chloé"))
	s := openAs(b, content, Options{})
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		s.settled, s.digested = false, false
		if err := s.SniffAll(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
