package source

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// The formats that readers know. Which of its forms a JSON text has is the reader's to say.
const (
	CSV     = "csv" // delimited text
	JSON    = "json"
	XLSX    = "xlsx"
	Parquet = "parquet"
)

// recognised is what a file is by its content: at most one of its fields is set.
type recognised struct {
	format      string  // one that readers know
	compression string  // to be undone
	archive     bool    // with files inside
	why         refusal // not to read it
}

// recognise says by its content what a file is. A text may begin with any printable characters, so a magic number made of
// letters alone never suffices.
//
// head is the start of the file; the end is read from file where it matters (see needsEnd). extension is in lower case with its
// point. trusted means that the user vouches for text by naming an encoding.
func recognise(head []byte, file io.ReaderAt, size int64, extension string, trusted bool) recognised {
	if len(head) == 0 {
		if isJSONExtension(extension) {
			return recognised{format: JSON}
		}
		return recognised{format: CSV}
	}
	if found := magic(head, file, size); found != (recognised{}) {
		return found
	}
	if found := markup(head, extension); found != (recognised{}) {
		return found
	}
	if !trusted && isBinary(head) {
		return recognised{why: binaryFormat}
	}
	return recognised{format: CSV}
}

// signatures are beginnings that no text has. Never written to.
var signatures = []struct {
	prefix string
	kind   recognised
}{
	{"\x1f\x8b\x08", recognised{compression: gzipped}},
	{"\x28\xb5\x2f\xfd", recognised{compression: zstdPacked}},
	{"\xfd7zXZ\x00", recognised{compression: xzPacked}},
	{"7z\xbc\xaf\x27\x1c", recognised{why: foreignArchive}},     // 7-Zip
	{"Rar!\x1a\x07", recognised{why: foreignArchive}},           // RAR
	{"\x89PNG\r\n\x1a\n", recognised{why: image}},               // PNG
	{"\xff\xd8\xff", recognised{why: image}},                    // JPEG
	{"\x7fELF", recognised{why: binaryFormat}},                  // Linux programs
	{"SQLite format 3\x00", recognised{why: binaryFormat}},      // SQLite
	{"\x93NUMPY", recognised{why: binaryFormat}},                // NumPy
	{"\x89HDF\r\n\x1a\n", recognised{why: binaryFormat}},        // HDF5
	{"ARROW1\x00\x00", recognised{why: binaryFormat}},           // Arrow, Feather
	{"\x00\x01\x00\x00Standard", recognised{why: binaryFormat}}, // Access
}

const (
	zipMember = "PK\x03\x04"
	zipEmpty  = "PK\x05\x06"
	zipParted = "PK\x07\x08"
	ole2File  = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

// needsEnd reports whether the kind of a file stands elsewhere than at its start.
func needsEnd(head []byte) bool {
	for _, start := range []string{zipMember, zipEmpty, zipParted, ole2File} {
		if bytes.HasPrefix(head, []byte(start)) {
			return true
		}
	}
	return false
}

// compressionOf returns the compression that a file begins with; empty: none.
func compressionOf(head []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.prefix)) {
			return s.kind.compression
		}
	}
	if isBzip2(head) {
		return bzip2ed
	}
	return ""
}

// isBzip2 reports whether a file begins like one of bzip2: with a block, or the end of an empty stream. Letters alone may be a label.
func isBzip2(head []byte) bool {
	return len(head) >= 10 && string(head[:3]) == "BZh" && (string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17\x72\x45\x38\x50\x90")
}

func magic(head []byte, file io.ReaderAt, size int64) recognised {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.prefix)) {
			return s.kind
		}
	}
	begins := func(prefix string) bool { return bytes.HasPrefix(head, []byte(prefix)) }
	switch {
	case begins(zipMember), begins(zipEmpty), begins(zipParted):
		return zipKind(head, file, size)
	case begins(ole2File):
		return recognised{why: ole2(head, file)}
	case isBzip2(head):
		return recognised{compression: bzip2ed}
	case (begins("PAR1") || begins("PARE")) && hasControls(head[4:min(len(head), 64)]):
		return recognised{format: Parquet}
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return recognised{why: foreignArchive}
	case begins("%PDF-") && len(head) >= 8 && isDigit(head[5]) && head[6] == '.' && isDigit(head[7]):
		return recognised{why: pdf}
	case (begins("GIF87a") || begins("GIF89a")) && hasControls(head[6:min(len(head), 64)]):
		return recognised{why: image}
	case begins("MZ") && hasControls(head[2:min(len(head), 64)]):
		return recognised{why: binaryFormat}
	}
	return recognised{}
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// hasControls reports whether p has a byte that hardly ever stands in text.
func hasControls(p []byte) bool {
	for _, b := range p {
		if b == 0 || isOddControl(b) {
			return true
		}
	}
	return false
}

// isOddControl reports whether b is a C0 control, other than NUL, that has no business in a table: not white space, nor
// the end-of-file, escape and separator characters of old systems.
func isOddControl(b byte) bool {
	return b < ' ' && b != 0 && b != 0x1a && b != 0x1b && (b < '\t' || b > '\r') && b < 0x1c
}

// isBinary reports whether head is neither text in some encoding with ASCII's controls nor UTF-16 or UTF-32.
func isBinary(head []byte) bool {
	if _, bom := bomOf(head); len(bom) > 0 || utf16Order(head) != "" || isUTF32(head) {
		return false
	}
	// Zeros behind text are what a crashed disk or a copied image leaves; the reader tells them.
	window := bytes.TrimRight(head[:min(len(head), 8192)], "\x00")
	if len(window) == 0 {
		return true
	}
	zeros, odd := bytes.Count(window, []byte{0}), 0
	for _, b := range window {
		if isOddControl(b) {
			odd++
		}
	}
	const few = 8
	return odd >= few && odd*20 > len(window) || zeros >= few && zeros*10 > len(window)*3
}

// zipKind tells the kinds of ZIP files apart by the names of their parts, which stand in the local headers at the start
// and in the directory at the end. Nothing is unpacked.
func zipKind(head []byte, file io.ReaderAt, size int64) recognised {
	tail := make([]byte, min(size, 64<<10))
	n, _ := file.ReadAt(tail, size-int64(len(tail))) // a tail that cannot be read has no names
	names := append(zipNames(head, "PK\x03\x04", 26, 30), zipNames(tail[:n], "PK\x01\x02", 28, 46)...)
	has := func(prefix string) bool {
		for _, name := range names {
			if strings.HasPrefix(name, prefix) {
				return true
			}
		}
		return false
	}
	begins := string(head[:min(len(head), 256)])
	switch {
	case has("xl/workbook.bin"):
		return recognised{why: xlsb}
	case has("xl/"):
		return recognised{format: XLSX}
	case strings.Contains(begins, "application/vnd.oasis.opendocument.spreadsheet"):
		return recognised{why: ods}
	case strings.Contains(begins, "application/vnd.oasis.opendocument."), has("word/"), has("ppt/"):
		return recognised{why: document}
	}
	return recognised{archive: true}
}

// zipNames returns the names in the headers that begin with mark; a header's name begins at offset name and its length
// stands at offset length (APPNOTE.TXT 4.3.7 and 4.3.12).
func zipNames(p []byte, mark string, length, name int) []string {
	var names []string
	for {
		i := bytes.Index(p, []byte(mark))
		if i < 0 || len(p) < i+name {
			return names
		}
		n := int(binary.LittleEndian.Uint16(p[i+length:]))
		if p = p[i+name:]; n <= min(len(p), 512) {
			names = append(names, string(p[:n]))
		}
	}
}

// ole2 tells the kinds of OLE2 compound files apart by the names in their directory ([MS-CFB] 2.2 and 2.6).
func ole2(head []byte, file io.ReaderAt) refusal {
	look := [][]byte{head}
	if len(head) >= 52 {
		// The directory may lie anywhere; its first sector holds the storages that matter.
		shift, first := binary.LittleEndian.Uint16(head[30:]), binary.LittleEndian.Uint32(head[48:])
		if shift == 9 || shift == 12 {
			directory := make([]byte, 4096)
			n, _ := file.ReadAt(directory, (int64(first)+1)<<shift) // nothing there: no names
			look = append(look, directory[:n])
		}
	}
	has := func(name string) bool {
		wide := make([]byte, 0, 2*len(name))
		for i := range len(name) {
			wide = append(wide, name[i], 0)
		}
		for _, p := range look {
			if bytes.Contains(p, wide) {
				return true
			}
		}
		return false
	}
	switch {
	case has("EncryptedPackage"):
		return encrypted
	case has("Workbook"), has("Book"):
		return oldWorkbook
	}
	return oldOffice
}
