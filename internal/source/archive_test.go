package source

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func digestOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// seal puts the check sum of the header of an .xz block at its end.
func seal(header []byte) {
	end := len(header) - 4
	binary.LittleEndian.PutUint32(header[end:], crc32.ChecksumIEEE(header[:end]))
}

// place writes files below a new folder and makes that the working folder.
func place(t *testing.T, files map[string]string) {
	t.Helper()
	tree(t)
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// told lists what was found: datasets with their inputs, then what was not found with its reason.
func told(datasets []Dataset, unfound []Unfound) string {
	var lines []string
	for _, d := range datasets {
		line := d.Name + " " + d.Path + ":"
		for _, in := range d.Inputs {
			line += " " + in.Path
		}
		for _, u := range d.Unfound {
			line += " " + u.Path + "=" + u.Unread.Reason
		}
		lines = append(lines, line)
	}
	for _, u := range unfound {
		lines = append(lines, u.Path+"="+u.Unread.Reason)
	}
	return strings.Join(lines, "\n")
}

func TestExpandArchives(t *testing.T) {
	place(t, map[string]string{
		"one.zip":       zipped(t, "names.csv="+rows),
		"two.zip":       zipped(t, "z.csv="+rows, "data/a.csv.gz="+gzipOf(t, rows), "data/", "readme.md=x", "notes.pdf=x"),
		"mac.zip":       zipped(t, "names.csv="+rows, "__MACOSX/._names.csv=x", "._b.csv=x", ".DS_Store=x", ".git/c.csv=x", "~$d.xlsx=x"),
		"texts.zip":     zipped(t, "a.dat="+rows, "b="+rows, ".c=x"),
		"empty.zip":     zipped(t),
		"folders.zip":   zipped(t, "a/", "b/"),
		"twice.zip":     zipped(t, "a.csv=old\n", "a.csv="+rows),
		"hostile.zip":   zipped(t, "../a.csv="+rows, "/b.csv="+rows, `c:\d.csv=`+rows, "e\x00f.csv="+rows),
		"nested.zip":    zipped(t, "inner.zip="+zipped(t, "a.csv="+rows)),
		"cut.zip":       zipped(t, "a.csv="+rows)[:60],
		"table.csv":     zipped(t, "names.csv="+rows),
		"plain.zip":     rows,
		"book.xlsx":     zipped(t, "[Content_Types].xml", "xl/workbook.xml"),
		"data/in.zip":   zipped(t, "x.csv="+rows),
		"data/y.csv.xz": "x", "data/w.gz": "x", "data/v.xlsx.gz": "x", "data/u.csv": rows,
		"a!b/c.zip": zipped(t, "d!e.csv="+rows),
	})
	for _, c := range []struct{ name, args, want string }{
		{"one member", "one.zip", "one one.zip: one.zip!names.csv"},
		{"several members", "two.zip", "two two.zip: two.zip!data/a.csv.gz two.zip!z.csv"},
		{"what systems hide", "mac.zip", "mac mac.zip: mac.zip!names.csv"},
		{"no tables by extension", "texts.zip", "texts texts.zip: texts.zip!a.dat texts.zip!b"},
		{"nothing", "empty.zip", "empty.zip=empty-archive"},
		{"folders alone", "folders.zip", "folders.zip=empty-archive"},
		{"a name that stands twice", "twice.zip", "twice twice.zip: twice.zip!a.csv"},
		{"names that lead out", "hostile.zip", "hostile hostile.zip: hostile.zip!../a.csv hostile.zip!/b.csv hostile.zip!c:/d.csv hostile.zip!e\ufffdf.csv"},
		{"an archive in an archive", "nested.zip", "nested nested.zip: nested.zip!inner.zip"},
		{"an archive that breaks off", "cut.zip", "cut.zip=damaged-archive"},
		{"an archive under another name", "table.csv", "table table.csv: table.csv!names.csv"},
		{"no archive under the name of one", "plain.zip", "plain plain.zip: plain.zip"},
		{"a workbook", "book.xlsx", "book book.xlsx: book.xlsx"},
		{"a folder", "data", "in data/in.zip: data/in.zip!x.csv\nu data/u.csv: data/u.csv\nv data/v.xlsx.gz: data/v.xlsx.gz\ny data/y.csv.xz: data/y.csv.xz"},
		{"a member", "two.zip!data/a.csv.gz", "a two.zip!data/a.csv.gz: two.zip!data/a.csv.gz"},
		{"a member twice", "two.zip!z.csv two.zip!z.csv", "z two.zip!z.csv: two.zip!z.csv"},
		{"a member that is not there", "two.zip!b.csv", "two.zip!b.csv=not-found"},
		{"a member that is no table", "two.zip!readme.md", "readme two.zip!readme.md: two.zip!readme.md"},
		{"exclamation marks elsewhere", "a!b/c.zip!d!e.csv", "e a!b/c.zip!d!e.csv: a!b/c.zip!d!e.csv"},
		{"no archive before the mark", "plain.zip!a.csv", "plain.zip!a.csv=not-found"},
		{"an archive twice", "one.zip ./one.zip", "one one.zip: one.zip!names.csv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(expand(t, strings.Fields(c.args)...)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestOpenMembers(t *testing.T) {
	book := zipped(t, "[Content_Types].xml", "xl/workbook.xml")
	place(t, map[string]string{
		"a.zip": zipped(t, "names.csv="+rows, "mimetype="+rows, "packed.csv.gz="+gzipOf(t, rows), "book.xlsx="+book, "inner.zip="+zipped(t, "a.csv="+rows), "twice.gz="+gzipOf(t, gzipOf(t, rows))),
	})
	datasets, _ := expand(t, "a.zip!names.csv", "a.zip!mimetype", "a.zip!packed.csv.gz", "a.zip!book.xlsx", "a.zip!inner.zip", "a.zip!twice.gz")
	for i, want := range []struct{ name, content, text, extension, compression string }{
		{"names", rows, rows, ".csv", ""},
		{"mimetype", rows, rows, "", ""}, // stored, not deflated
		{"packed", gzipOf(t, rows), rows, ".csv", "gzip"},
		{"book", book, "", ".xlsx", ""},
	} {
		in := datasets[i].Inputs[0]
		s := opened(t, in, Options{})
		if s.IsText() {
			if got := readAll(t, s); got != want.text {
				t.Errorf("%s: read %q", in.Path, got)
			}
		} else {
			at, size, err := s.File(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			got := make([]byte, size)
			if _, err := at.ReadAt(got, 0); err != nil && err != io.EOF || string(got) != want.content {
				t.Errorf("%s: %d bytes, %v", in.Path, size, err)
			}
		}
		facts := s.Facts()
		if facts.Name != want.name || facts.SHA256 != digestOf(want.content) || facts.Bytes != int64(len(want.content)) ||
			facts.Extension != want.extension || facts.Compression != want.compression || in.File != "a.zip" {
			t.Errorf("%s: facts %+v of %s", in.Path, facts, in.File)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if a := in.parts[0].member.archive; a.users != 0 {
			t.Errorf("%s: the archive stays open", in.Path)
		}
	}
	for i, want := range map[int]refusal{4: nestedArchive, 5: packedTwice} {
		in := datasets[i].Inputs[0]
		if got := reasonOf(t, in, Options{}); got == nil || *got != *refuse(want) {
			t.Errorf("%s: got %+v", in.Path, got)
		}
	}
	if err := os.WriteFile("a.zip", []byte(zipped(t, "names.csv=other\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := reasonOf(t, datasets[0].Inputs[0], Options{}); reason(got) != "changed" {
		t.Errorf("an archive that was replaced: got %+v", got)
	}
}

// crafted makes an archive whose headers are changed before they are written.
func crafted(t testing.TB, change func(*zip.FileHeader), names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		header := &zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(rows)), CompressedSize64: uint64(len(rows)), UncompressedSize64: uint64(len(rows))}
		change(header)
		f, err := w.CreateRaw(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHostileArchives(t *testing.T) {
	plain := crafted(t, func(*zip.FileHeader) {}, "a.csv", "b.csv")
	many := plain[:len(plain)-12] + "\xff\xfe\xff\xfe" + plain[len(plain)-8:]
	// All headers of the directory point to the first member.
	overlapping := zipped(t, "a.csv="+noise(20_000), "b.csv="+noise(20_000), "c.csv="+noise(20_000))
	directory := strings.Index(overlapping, "PK\x01\x02")
	shared := overlapping[:strings.Index(overlapping[1:], zipMember)+1] + overlapping[directory:]
	shared = shared[:len(shared)-6] + string(binary.LittleEndian.AppendUint32(nil, uint32(strings.Index(shared, "PK\x01\x02")))) + shared[len(shared)-2:]
	for i := range len(shared) - 46 {
		if strings.HasPrefix(shared[i:], "PK\x01\x02") {
			shared = shared[:i+42] + "\x00\x00\x00\x00" + shared[i+46:]
		}
	}
	cases := []struct {
		name, content, want string
	}{
		{"sound", plain, ""},
		{"more bytes than it says", crafted(t, func(h *zip.FileHeader) { h.UncompressedSize64-- }, "a.csv"), "damaged-archive"},
		{"fewer bytes than it says", crafted(t, func(h *zip.FileHeader) { h.UncompressedSize64++ }, "a.csv"), "damaged-archive"},
		{"gigabytes, it says", crafted(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 40 }, "a.csv"), "damaged-archive"},
		{"gigabytes in the archive, it says", crafted(t, func(h *zip.FileHeader) { h.CompressedSize64 = 1 << 40 }, "a.csv"), "damaged-archive"},
		{"another check sum", crafted(t, func(h *zip.FileHeader) { h.CRC32++ }, "a.csv"), "damaged-archive"},
		{"encrypted", crafted(t, func(h *zip.FileHeader) { h.Flags |= 1 }, "a.csv"), "encrypted-archive"},
		{"another method", crafted(t, func(h *zip.FileHeader) { h.Method = 14 }, "a.csv"), "unsupported-format"},
		{"no Deflate after all", crafted(t, func(h *zip.FileHeader) { h.Method = zip.Deflate }, "a.csv"), "damaged-archive"},
		{"tens of thousands of members, it says", many, "too-large"},
		{"members that share their bytes", shared, "damaged-archive"},
		{"more members than allowed", crafted(t, func(*zip.FileHeader) {}, "a.csv", "b.csv", "c.csv", "d.csv", "e.csv", "f.csv"), "too-large"},
		{"a bomb", zipped(t, "a.csv="+strings.Repeat("0,0\n", 100_000)), "suspicious-archive"},
	}
	limits := Limits{Members: 5, Ratio: 100, RatioFrom: 100_000}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			place(t, map[string]string{"a.zip": c.content})
			datasets, unfound, err := Expand(t.Context(), []string{"a.zip"}, Options{Limits: limits})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, u := range unfound {
				got = u.Unread.Reason
				if strings.ContainsAny(u.Unread.Text.EN, "{}") {
					t.Errorf("unfilled: %s", u.Unread.Text.EN)
				}
			}
			for _, d := range datasets {
				for _, in := range d.Inputs {
					got = reason(reasonOf(t, in, Options{Limits: limits}))
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// The directory of an archive may go on and on whatever the count at its end says; the memory for it is bounded.
func TestLongDirectory(t *testing.T) {
	names := make([]string, 70_000)
	for i := range names {
		names[i] = "a.csv"
	}
	content := crafted(t, func(*zip.FileHeader) {}, names...)
	place(t, map[string]string{"a.zip": content})
	if got := told(expand(t, "a.zip")); got != "a.zip=too-large" {
		t.Errorf("got %s", got)
	}
	// 65,541 entries count as 5 in sixteen bits.
	a := &archive{budget: -1, store: dataStore([]byte(content))}
	if n := a.claims(); n != 70_000 {
		t.Errorf("claims %d", n)
	}
}

func TestMemberNames(t *testing.T) {
	for _, c := range []struct {
		name, stored string
		flags        uint16
		want         string
	}{
		{"ASCII", "names.csv", 0, "names.csv"},
		{"UTF-8 that says so", "Prénoms.csv", 0x800, "Prénoms.csv"},
		{"UTF-8 that does not say so", "Prénoms.csv", 0, "Prénoms.csv"},
		{"UTF-8 that is none", "Pr\x82noms.csv", 0x800, "Pr\ufffdnoms.csv"},
		{"a DOS code page", "Pr\x82noms \x85 No\x89l.csv", 0, "Prénoms à Noël.csv"},
		{"the western code page", "PR\x90NOMS \xb7 L'\xd2LE.csv", 0, "PRÉNOMS À L'ÊLE.csv"},
		{"backslashes", `data\names.csv`, 0, "data/names.csv"},
		{"NUL", "a\x00b.csv", 0, "a\ufffdb.csv"},
	} {
		if got := memberName(&zip.File{FileHeader: zip.FileHeader{Name: c.stored, Flags: c.flags}}); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestStandardInputIsNoArchive(t *testing.T) {
	s, unread, err := Open(t.Context(), Input{Path: "-"}, Options{Stdin: strings.NewReader(zipped(t, "a.csv="+rows)), TempDir: t.TempDir()})
	if s != nil || err != nil || unread == nil || *unread != *refuse(zipArchive) {
		t.Errorf("got %v, %+v, %v", s, unread, err)
	}
}

// Whatever the bytes of an archive: nothing panics, opening twice agrees, names lead nowhere, and no temporary file stays.
func FuzzArchive(f *testing.F) {
	f.Add([]byte(crafted(f, func(*zip.FileHeader) {}, "a.csv", "../b.csv")))
	f.Add([]byte(crafted(f, func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 40 }, "a.csv")))
	f.Add([]byte(gzipOf(f, rows)))
	f.Add([]byte(zstdOf(f, rows)))
	f.Add([]byte(bzip2Of(f)))
	f.Add([]byte("\xfd7zXZ\x00\x00\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		folder := t.TempDir()
		in := file(t, "a.zip", string(content))
		options := Options{TempDir: folder, Limits: Limits{Members: 50, Unpacked: 1 << 20, Copied: 1 << 20, RatioFrom: 1 << 16}}
		datasets, unfound, err := Expand(t.Context(), []string{in.File}, options)
		if err != nil || len(datasets)+len(unfound) == 0 {
			t.Fatal("neither a dataset nor a reason:", err)
		}
		for _, d := range datasets {
			for _, in := range d.Inputs {
				first, again := reasonOf(t, in, options), reasonOf(t, in, options)
				if reason(first) != reason(again) {
					t.Fatalf("%s: %+v, then %+v", in.Path, first, again)
				}
			}
		}
		entries, err := os.ReadDir(folder)
		if err != nil || len(entries) > 0 {
			t.Fatal("left behind:", entries, err)
		}
	})
}
