package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/cogwg/hvdlint/internal/table"
)

// zipped makes an archive of files with the given names and a little content each.
func zipped(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		name, content, _ := strings.Cut(name, "=")
		method := zip.Deflate
		if name == "mimetype" {
			method = zip.Store
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wide(s string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return string(b)
}

// compound makes what suffices of an OLE2 file: a header that points to a directory far behind, with one name in it.
func compound(name string) string {
	const sector = 1 << 9
	file := make([]byte, 5000*sector)
	copy(file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	file[30] = 9
	file[48], file[49] = 0x00, 0x10 // sector 4096
	copy(file[4097*sector:], wide(name))
	return string(file)
}

func TestFormats(t *testing.T) {
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	_, _ = w.Write([]byte("a,b\n1,2\n"))
	_ = w.Close()
	nul := func(n int) string { return strings.Repeat("\x00", n) }
	text := recognised{format: CSV}
	refused := func(why refusal) recognised { return recognised{why: why} }
	cases := []struct {
		name, file, content string
		want                recognised
	}{
		{"xlsx", "a.xlsx", zipped(t, "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), recognised{format: XLSX}},
		{"xlsx with another extension", "a.csv", zipped(t, "[Content_Types].xml", "xl/workbook.xml"), recognised{format: XLSX}},
		{"xlsx whose first part is large", "a.xlsx", zipped(t, "docProps/thumb.bin="+noise(2<<20), "xl/workbook.xml"), recognised{format: XLSX}},
		{"xlsb", "a.xlsb", zipped(t, "[Content_Types].xml", "xl/workbook.bin"), refused(xlsb)},
		{"ods", "a.ods", zipped(t, "mimetype=application/vnd.oasis.opendocument.spreadsheet", "content.xml"), refused(ods)},
		{"odt", "a.odt", zipped(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml"), refused(document)},
		{"docx", "a.docx", zipped(t, "[Content_Types].xml", "word/document.xml"), refused(document)},
		{"zip", "a.zip", zipped(t, "names.csv"), refused(zipArchive)},
		{"empty zip", "a.zip", zipped(t), refused(zipArchive)},
		{"old workbook", "a.xls", compound("Workbook"), refused(oldWorkbook)},
		{"very old workbook", "a.xls", compound("Book"), refused(oldWorkbook)},
		{"encrypted workbook", "a.xlsx", compound("EncryptedPackage"), refused(encrypted)},
		{"old document", "a.doc", compound("WordDocument"), refused(oldOffice)},
		{"cut compound file", "a.xls", compound("Workbook")[:100], refused(oldOffice)},
		{"parquet", "a.parquet", "PAR1\x15\x04\x15\x10" + nul(40) + "PAR1", recognised{format: Parquet}},
		{"gzip", "a.csv.gz", gz.String(), text},
		{"a broken zstd", "a.csv", "\x28\xb5\x2f\xfd\x04\x00", refused(damagedPacking)},
		{"a broken bzip2", "a.csv", "BZh91AY&SY\x01\x02", refused(damagedPacking)},
		{"a broken xz", "a.csv", "\xfd7zXZ\x00\x00\x04", refused(damagedPacking)},
		{"7-Zip", "a.7z", "7z\xbc\xaf\x27\x1c\x00", refused(foreignArchive)},
		{"pdf", "a.csv", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", refused(pdf)},
		{"png", "a.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", refused(image)},
		{"jpeg", "a.csv", "\xff\xd8\xff\xe0\x00\x10JFIF", refused(image)},
		{"gif", "a.csv", "GIF89a\x01\x00\x01\x00", refused(image)},
		{"html", "a.csv", "\r\n<!DOCTYPE html>\n<html lang=fr>", refused(html)},
		{"html without doctype", "a.csv", "<html>\n<head><title>Sign in</title></head>", refused(html)},
		{"xhtml", "a.csv", "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html xmlns=\"\">", refused(html)},
		{"xml", "a.csv", "\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook/>", refused(xml)},
		{"kml", "a.kml", "<kml><Document/></kml>", refused(xml)},
		{"json by name", "a.json", "[1, 2]", recognised{format: JSON}},
		{"json by looks", "a.csv", "[\n {\"name\": \"Léa\", \"count\": 5},\n {\"name\": \"Noé\"}\n]", recognised{format: JSON}},
		{"an object by looks", "a.csv", `{"help": "x", "result": {"records": []}}`, recognised{format: JSON}},
		{"ndjson by looks", "a.txt", "{\"a\":1}\n{\"a\":2}\n", recognised{format: JSON}},
		{"long json by looks", "a.csv", "[" + strings.Repeat(`{"a":"bcdefgh"},`, 10000) + `{"a":1}]`, recognised{format: JSON}},
		{"program", "a.csv", "MZ\x90\x00\x03\x00\x00\x00" + nul(100), refused(binaryFormat)},
		{"program of Linux", "a", "\x7fELF\x02\x01\x01" + nul(9), refused(binaryFormat)},
		{"zeros", "a.csv", nul(4096), refused(binaryFormat)},
		{"noise", "a.csv", noise(5000), refused(binaryFormat)},
		{"utf-32", "a.csv", "\xff\xfe\x00\x00a\x00\x00\x00", refused(utf32)},
		{"utf-32 without mark", "a.csv", "\x00\x00\x00a\x00\x00\x00,\x00\x00\x00b", refused(utf32)},

		{"a table", "a.csv", "year,name\n2020,Léa\n", text},
		{"an empty file", "a.csv", "", text},
		{"an empty file with a promising name", "a.xlsx", "", text},
		{"a table with a wrong name", "a.xls", "year\tname\n2020\tLéa\n", text},
		{"a table named json", "a.json", "year,name\n", text},
		{"a bracket first", "a.csv", "[1] year,[2] name\n2020,Léa\n", text},
		{"an array first", "a.csv", "[1,2],b\n", text},
		{"a brace first", "a.csv", "{year},{name}\n2020,Léa\n", text},
		{"an object in a cell", "a.csv", "{\"a\":1},2\n", text},
		{"empty braces in a cell", "a.csv", "{},2\n", text},
		{"less than first", "a.csv", "<5,6\n<html>,7\n", text},
		{"html as a label", "a.csv", "<html>,name\n1,2\n", text},
		{"magic letters as labels", "a.csv", "PAR1,b\n1,PAR1", text},
		{"GIF as a label", "a.csv", "GIF89a,b\n", text},
		{"MZ as a label", "a.csv", "MZ,PK\n1,2\n", text},
		{"BZh as a label", "a.csv", "BZh1,PK\n1,2\n", text},
		{"%PDF as a label", "a.csv", "%PDF-files,count\n1,2\n", text},
		{"a few control characters", "a.csv", "a,b\n\x01,\x00\n\x02,2\n", text},
		{"unit separators", "a.csv", strings.Repeat("a\x1fb\x1e", 100), text},
		{"zeros behind the text", "a.csv", "a,b\n1,2\n" + nul(4000), text},
		{"utf-16", "a.csv", "\xff\xfe" + wide("année,prénom\n"), text},
		{"utf-16 without mark", "a.csv", wide("année,prénom\n2020,Zoé\n"), text},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), c.file)
			if err := os.WriteFile(file, []byte(c.content), 0o644); err != nil {
				t.Fatal(err)
			}
			s, unread, err := Open(t.Context(), Input{Path: c.file, File: file}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if s != nil {
				defer func() { _ = s.Close() }()
			}
			switch {
			case (s == nil) == (unread == nil):
				t.Fatal("either a source or a reason is expected")
			case c.want.why == "" && unread != nil:
				t.Errorf("refused: %s", unread.Text.EN)
			case c.want.why == "" && s.Format() != c.want.format:
				t.Errorf("got %s, want %s", s.Format(), c.want.format)
			case c.want.why != "" && unread == nil:
				t.Errorf("taken for %s; want %s", s.Format(), c.want.why)
			case c.want.why != "" && *unread != *explain(c.want.why):
				t.Errorf("got %s: %s; want %s", unread.Reason, unread.Text.EN, c.want.why)
			}
		})
	}
}

// explain is the Unread of a refusal; of a packed file that breaks off at its start.
func explain(why refusal) *table.Unread {
	if why == damagedPacking {
		return (&unpackError{why: why}).unread()
	}
	return refuse(why)
}

// noise returns n bytes without pattern, the same every time.
func noise(n int) string {
	b := make([]byte, n)
	state := uint64(88172645463325252)
	for i := range b {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		b[i] = byte(state >> 32)
	}
	return string(b)
}

// The parquet-testing and JSONTestSuite corpora must not pass for tables when they are what their names say.
func TestFormatsOfCorpora(t *testing.T) {
	for pattern, want := range map[string]string{
		"parquet-testing/data/*.parquet":         Parquet,
		"JSONTestSuite/test_parsing/y_arr*.json": JSON,
	} {
		files, _ := filepath.Glob(filepath.Join(shared, "corpora", filepath.FromSlash(pattern)))
		if len(files) == 0 {
			t.Skip("no corpora in", shared)
		}
		for _, file := range files {
			s, unread, err := Open(t.Context(), Input{Path: file, File: file}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if s == nil {
				t.Errorf("%s: refused: %s", file, unread.Text.EN)
				continue
			}
			if s.Format() != want {
				t.Errorf("%s: got %s, want %s", file, s.Format(), want)
			}
			_ = s.Close()
		}
	}
}

// shared holds what others made for tests; outside of the repository, and not everywhere.
var shared = filepath.Join("..", "..", "..", "shared")
