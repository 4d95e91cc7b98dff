package source

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"

	"github.com/cogwg/hvdlint/internal/table"
)

const rows = "year,name\n2020,Léa\n2021,Noé\n"

// bzip2Rows is rows as bzip2 packs them; no library here writes the format.
const bzip2Rows = "QlpoOTFBWSZTWajnlAoAAAzdlAAQAARwAAAFIgOQIAAgCAAgADFMABNBqA9T0jCJTswgM8F0C7PPjGGoVXxdyRThQkKjnlAo"

func gzipOf(t testing.TB, text string) string {
	t.Helper()
	return writtenBy(t, text, func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil })
}

func zstdOf(t testing.TB, text string) string {
	t.Helper()
	return writtenBy(t, text, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) })
}

func xzOf(t testing.TB, text string, config xz.WriterConfig) string {
	t.Helper()
	return writtenBy(t, text, func(w io.Writer) (io.WriteCloser, error) { return config.NewWriter(w) })
}

func bzip2Of(t testing.TB) string {
	t.Helper()
	packed, err := base64.StdEncoding.DecodeString(bzip2Rows)
	if err != nil {
		t.Fatal(err)
	}
	return string(packed)
}

func writtenBy(t testing.TB, text string, open func(io.Writer) (io.WriteCloser, error)) string {
	t.Helper()
	var b bytes.Buffer
	w, err := open(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// file writes a file in a new folder and returns its input.
func file(t testing.TB, name, content string) Input {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return Input{Path: name, File: path}
}

// opened opens what must be readable.
func opened(t testing.TB, in Input, options Options) *Source {
	t.Helper()
	s, unread, err := Open(t.Context(), in, options)
	if err != nil || unread != nil {
		t.Fatalf("%s: %+v, %v", in.Path, unread, err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// reasonOf returns why an input is not read, at its opening or later.
func reasonOf(t testing.TB, in Input, options Options) *table.Unread {
	t.Helper()
	s, unread, err := Open(t.Context(), in, options)
	if err != nil {
		t.Fatal(err)
	}
	if unread != nil {
		return unread
	}
	defer func() { _ = s.Close() }()
	if _, _, err := s.File(t.Context()); err != nil {
		return Explain(err)
	}
	text, err := s.Text(t.Context())
	if err == nil {
		_, err = io.Copy(io.Discard, text)
	}
	return Explain(err)
}

func TestCompression(t *testing.T) {
	cases := []struct {
		name, file, content, compression string
		want                             string
	}{
		{"gzip", "names.csv.gz", gzipOf(t, rows), "gzip", rows},
		{"gzip of several members", "names.csv.gz", gzipOf(t, rows[:15]) + gzipOf(t, rows[15:]), "gzip", rows},
		{"an empty member of gzip", "names.csv.gz", gzipOf(t, "") + gzipOf(t, rows), "gzip", rows},
		{"gzip under another name", "names.csv", gzipOf(t, rows), "gzip", rows},
		{"gzip of nothing", "names.csv.gz", gzipOf(t, ""), "gzip", ""},
		{"zstd", "names.csv.zst", zstdOf(t, rows), "zstd", rows},
		{"zstd of several frames", "names.csv.zst", zstdOf(t, rows[:9]) + zstdOf(t, rows[9:]), "zstd", rows},
		{"bzip2", "names.csv.bz2", bzip2Of(t), "bzip2", rows},
		{"bzip2 of several streams", "names.csv.bz2", bzip2Of(t) + bzip2Of(t), "bzip2", rows + rows},
		{"xz", "names.csv.xz", xzOf(t, rows, xz.WriterConfig{}), "xz", rows},
		{"xz of several blocks", "names.csv.xz", xzOf(t, rows, xz.WriterConfig{BlockSize: 4}), "xz", rows},
		{"xz with CRC32", "names.csv.xz", xzOf(t, rows, xz.WriterConfig{CheckSum: xz.CRC32}), "xz", rows},
		{"xz with SHA-256", "names.csv.xz", xzOf(t, rows, xz.WriterConfig{CheckSum: xz.SHA256}), "xz", rows},
		{"xz without a check", "names.csv.xz", xzOf(t, rows, xz.WriterConfig{NoCheckSum: true}), "xz", rows},
		{"xz of several streams with padding", "names.csv.xz", xzOf(t, rows, xz.WriterConfig{}) + "\x00\x00\x00\x00" + xzOf(t, rows, xz.WriterConfig{}), "xz", rows + rows},
		{"xz of nothing", "names.csv.xz", xzOf(t, "", xz.WriterConfig{}), "xz", ""},
		{"no compression, whatever the name", "names.csv.gz", rows, "", rows},
		{"text in windows-1252 inside", "names.csv.gz", gzipOf(t, "pr\xe9nom\nZo\xe9\n"), "gzip", "prénom\nZoé\n"},
		{"utf-16 inside", "names.csv.gz", gzipOf(t, "\xff\xfe"+wide("année\n2020\n")), "gzip", "année\n2020\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := opened(t, file(t, c.file, c.content), Options{})
			for range 2 { // each pass unpacks anew
				if got := readAll(t, s); got != c.want {
					t.Errorf("read %q", got)
				}
			}
			facts := s.Facts()
			sum := digestOf(c.content)
			if facts.Compression != c.compression || facts.SHA256 != sum || facts.Bytes != int64(len(c.content)) || facts.Name != "names" {
				t.Errorf("facts: %+v, want the digest %s of the stored bytes", facts, sum)
			}
			if s.Read() != int64(len(c.content)) || s.Size() != int64(len(c.content)) {
				t.Errorf("progress: %d of %d", s.Read(), s.Size())
			}
		})
	}
}

func TestExtension(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"names.CSV", rows, ".csv"},
		{"names.csv.gz", gzipOf(t, rows), ".csv"},
		{"names.csv.GZ", gzipOf(t, rows), ".csv"},
		{"names.gz", gzipOf(t, rows), ""},
		{"names.csv.gz", rows, ".gz"}, // it misleads
		{"names.xlsx", gzipOf(t, rows), ".xlsx"},
		{"names", rows, ""},
	} {
		if got := opened(t, file(t, c.name, c.content), Options{}).Facts().Extension; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// A format that needs random access is copied, and the digest is that of what is stored.
func TestFileInCompression(t *testing.T) {
	content := zipped(t, "[Content_Types].xml", "xl/workbook.xml")
	packed := gzipOf(t, content)
	folder := t.TempDir()
	in := file(t, "names.xlsx.gz", packed)
	s := opened(t, in, Options{TempDir: folder})
	at, size, err := s.File(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := make([]byte, size)
	if _, err := at.ReadAt(got, 0); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	if err := s.Sum(t.Context()); err != nil {
		t.Fatal(err)
	}
	if facts := s.Facts(); s.Format() != XLSX || string(got) != content || facts.SHA256 != digestOf(packed) || facts.Extension != ".xlsx" {
		t.Errorf("%d bytes of %s; facts %+v", size, s.Format(), facts)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	empty(t, folder)
}

func TestDamagedCompression(t *testing.T) {
	long := plainRows(60_000)
	gz, zst, xzs := gzipOf(t, long), zstdOf(t, long), xzOf(t, long, xz.WriterConfig{BlockSize: 1 << 20})
	flip := func(s string, at int) string { return s[:at] + string(s[at]^0x55) + s[at+1:] }
	cases := []struct {
		name, content string
		far           bool // the damage comes after what was looked at when opening
	}{
		{"gzip that ends early", gz[:len(gz)*3/4], true},
		{"gzip without its trailer", gz[:len(gz)-8], true},
		{"gzip whose header breaks off", gz[:5], false},
		{"gzip with another check sum", flip(gz, len(gz)-6), true},
		{"gzip with garbage behind", gz + "garbage", true},
		{"zstd that ends early", zst[:len(zst)*3/4], true},
		{"zstd with another check sum", flip(zst, len(zst)-2), true},
		{"bzip2 that ends early", bzip2Of(t)[:60], false},
		{"bzip2 with another check sum", flip(bzip2Of(t), 12), false},
		{"xz that ends early", xzs[:len(xzs)*3/4], false}, // package lzma gives a chunk whole or not at all
		{"xz without its footer", xzs[:len(xzs)-12], true},
		{"xz with a broken index", flip(xzs, len(xzs)-20), true},
		{"xz with a broken footer", flip(xzs, len(xzs)-3), true},
		{"xz with garbage behind", xzs + "garbage!garb", true},
		{"xz with a broken header", flip(xzs, 8), false},
		{"xz with a broken block", flip(xzs, 40), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			unread := reasonOf(t, file(t, "names.csv.x", c.content), Options{})
			if unread == nil || unread.Reason != "damaged-archive" {
				t.Fatalf("got %+v", unread)
			}
			if c.far && unread.Line < 1000 || unread.Line > 60_002 {
				t.Errorf("line %d", unread.Line)
			}
			if strings.ContainsAny(unread.Text.EN, "{}") {
				t.Errorf("unfilled: %s", unread.Text.EN)
			}
		})
	}
}

func TestLimitsOfUnpacking(t *testing.T) {
	flat := strings.Repeat("2020,F,Léa,5\n", 50_000)
	random := make([]byte, 0, 200_000)
	source := rand.New(rand.NewPCG(1, 2))
	for len(random) < cap(random) {
		random = append(random, byte('a'+source.IntN(26)))
	}
	book := zipped(t, "[Content_Types].xml", "xl/workbook.xml", "x="+string(random))
	cases := []struct {
		name, file, content string
		limits              Limits
		want                string // empty: it is read
	}{
		{"within all limits", "a.csv.gz", gzipOf(t, flat), Limits{}, ""},
		{"more than may be unpacked", "a.csv.gz", gzipOf(t, flat), Limits{Unpacked: 100_000}, "too-large"},
		{"exactly what may be unpacked", "a.csv.gz", gzipOf(t, flat), Limits{Unpacked: int64(len(flat))}, ""},
		{"too high a ratio", "a.csv.gz", gzipOf(t, flat), Limits{Ratio: 50, RatioFrom: 100_000}, "suspicious-archive"},
		{"too high a ratio of a small file", "a.csv.gz", gzipOf(t, flat), Limits{Ratio: 50, RatioFrom: 1 << 20}, ""},
		{"a ratio of real data", "a.csv.gz", gzipOf(t, plainRows(50_000)), Limits{Ratio: 50, RatioFrom: 100_000}, ""},
		{"zstd", "a.csv.zst", zstdOf(t, flat), Limits{Ratio: 50, RatioFrom: 100_000}, "suspicious-archive"},
		{"xz", "a.csv.xz", xzOf(t, flat, xz.WriterConfig{}), Limits{Unpacked: 100_000}, "too-large"},
		{"more than may be copied", "a.xlsx.gz", gzipOf(t, book), Limits{Copied: 100_000}, "too-large"},
		{"text is not copied", "a.csv.gz", gzipOf(t, flat), Limits{Copied: 10}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			in := file(t, c.file, c.content)
			s, unread, err := Open(t.Context(), in, Options{Limits: c.limits, TempDir: folder})
			if err != nil {
				t.Fatal(err)
			}
			if s != nil {
				text, failed := s.Text(t.Context())
				if failed == nil {
					_, failed = io.Copy(io.Discard, text)
				}
				unread = Explain(failed)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if reason := reason(unread); reason != c.want {
				t.Errorf("got %s; want %s", reason, c.want)
			}
			empty(t, folder)
		})
	}
}

func reason(u *table.Unread) string {
	if u == nil {
		return ""
	}
	return u.Reason
}

// A few bytes must not ask for gigabytes: the header of an .xz block says how much memory its dictionary takes.
func TestXZDictionary(t *testing.T) {
	packed := []byte(xzOf(t, rows, xz.WriterConfig{DictCap: 8 << 20}))
	at := 12 // the first block
	size := int(packed[at])*4 + 4
	header := packed[at : at+size]
	if got, err := xzDictionary(header); err != nil || got != 8<<20 {
		t.Fatalf("got %d, %v", got, err)
	}
	for bits, want := range map[byte]int{0: lzma.MinDictCap, 22: 8 << 20, 28: 64 << 20, 32: 256 << 20, 33: 0, 39: 0, 40: 0, 41: 0} {
		changed := bytes.Clone(header)
		changed[bytes.IndexByte(changed[2:], 0x21)+2+2] = bits
		seal(changed)
		got, err := xzDictionary(changed)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%d: got %d, %v", bits, got, err)
		}
	}
}

func TestTwiceCompressed(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		want    refusal
	}{
		"gzip in gzip":  {gzipOf(t, gzipOf(t, rows)), packedTwice},
		"zstd in gzip":  {gzipOf(t, zstdOf(t, rows)), packedTwice},
		"bzip2 in gzip": {gzipOf(t, bzip2Of(t)), packedTwice},
		"zip in gzip":   {gzipOf(t, zipped(t, "names.csv="+rows)), nestedArchive},
		"tar in gzip":   {gzipOf(t, strings.Repeat("n", 257)+"ustar\x0000"+strings.Repeat("\x00", 300)), foreignArchive},
		"pdf in gzip":   {gzipOf(t, "%PDF-1.7\n"), pdf},
	} {
		if got := reasonOf(t, file(t, "a.csv.gz", c.content), Options{}); got == nil || *got != *refuse(c.want) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestCompressedTextIsAReader(t *testing.T) {
	plain := plainRows(20_000)
	for name, packed := range map[string]string{"gzip": gzipOf(t, plain), "zstd": zstdOf(t, plain), "xz": xzOf(t, plain, xz.WriterConfig{BlockSize: 100_000})} {
		text, err := opened(t, file(t, "a.csv", packed), Options{}).Text(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := iotest.TestReader(text, []byte(plain)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCancelledUnpacking(t *testing.T) {
	stopped := errors.New("the user left")
	for name, packed := range map[string]string{"gzip": gzipOf(t, plainRows(80_000)), "zstd": zstdOf(t, plainRows(80_000)), "xz": xzOf(t, plainRows(80_000), xz.WriterConfig{})} {
		ctx, cancel := context.WithCancelCause(t.Context())
		text, err := opened(t, file(t, "a.csv", packed), Options{}).Text(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(text, make([]byte, 1000)); err != nil {
			t.Fatal(err)
		}
		cancel(stopped)
		if _, err := io.Copy(io.Discard, text); !errors.Is(err, stopped) {
			t.Errorf("%s: got %v", name, err)
		}
		_ = text.Close()
	}
}

// A file that is rewritten between two passes is told as changed, not as damaged.
func TestChangedCompression(t *testing.T) {
	in := file(t, "a.csv.gz", gzipOf(t, plainRows(1000)))
	s := opened(t, in, Options{})
	_ = readAll(t, s)
	if err := os.WriteFile(in.File, []byte(gzipOf(t, plainRows(2000))), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := s.Text(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, text); reason(Explain(err)) != "changed" {
		t.Errorf("got %v", err)
	}
}

func BenchmarkUnpack(b *testing.B) {
	plain := plainRows(400_000)
	for _, c := range []struct{ name, packed string }{
		{"gzip", gzipOf(b, plain)}, {"zstd", zstdOf(b, plain)}, {"xz", xzOf(b, plain, xz.WriterConfig{})},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := opened(b, file(b, "a.csv", c.packed), Options{})
			b.SetBytes(int64(len(plain)))
			for b.Loop() {
				text, err := s.Text(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, text); err != nil {
					b.Fatal(err)
				}
				_ = text.Close()
			}
		})
	}
}
