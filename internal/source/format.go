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

// recognise says by its content what a file is: one of the formats, or why it is not read. A text may begin with any printable
// characters, so a magic number made of letters alone never suffices.
//
// head is the start of the file, extension in lower case with its point. trusted means that the user vouches for text by
// naming an encoding.
func recognise(head []byte, file io.ReaderAt, size int64, extension string, trusted bool) (format string, why refusal) {
	if len(head) == 0 {
		if isJSONExtension(extension) {
			return JSON, ""
		}
		return CSV, ""
	}
	switch why := magic(head, file, size); why {
	case "":
	case xlsx:
		return XLSX, ""
	case parquet:
		return Parquet, ""
	default:
		return "", why
	}
	switch why := markup(head, extension); why {
	case "":
	case jsonText:
		return JSON, ""
	default:
		return "", why
	}
	if !trusted && isBinary(head) {
		return "", binaryFormat
	}
	return CSV, ""
}

// signatures are beginnings that no text has. Never written to.
var signatures = []struct {
	prefix string
	why    refusal
}{
	{"\x1f\x8b\x08", compressed},               // gzip
	{"\x28\xb5\x2f\xfd", compressed},           // zstd
	{"\xfd7zXZ\x00", compressed},               // xz
	{"7z\xbc\xaf\x27\x1c", compressed},         // 7-Zip
	{"Rar!\x1a\x07", compressed},               // RAR
	{"\x89PNG\r\n\x1a\n", image},               // PNG
	{"\xff\xd8\xff", image},                    // JPEG
	{"\x7fELF", binaryFormat},                  // Linux programs
	{"SQLite format 3\x00", binaryFormat},      // SQLite
	{"\x93NUMPY", binaryFormat},                // NumPy
	{"\x89HDF\r\n\x1a\n", binaryFormat},        // HDF5
	{"ARROW1\x00\x00", binaryFormat},           // Arrow, Feather
	{"\x00\x01\x00\x00Standard", binaryFormat}, // Access
}

func magic(head []byte, file io.ReaderAt, size int64) refusal {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.prefix)) {
			return s.why
		}
	}
	begins := func(prefix string) bool { return bytes.HasPrefix(head, []byte(prefix)) }
	switch {
	case begins("PK\x03\x04"), begins("PK\x05\x06"), begins("PK\x07\x08"):
		return archive(head, file, size)
	case begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return ole2(head, file)
	case begins("BZh") && len(head) >= 10 && (string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17\x72\x45\x38\x50\x90"):
		return compressed
	case (begins("PAR1") || begins("PARE")) && hasControls(head[4:min(len(head), 64)]):
		return parquet
	case begins("%PDF-") && len(head) >= 8 && isDigit(head[5]) && head[6] == '.' && isDigit(head[7]):
		return pdf
	case (begins("GIF87a") || begins("GIF89a")) && hasControls(head[6:min(len(head), 64)]):
		return image
	case begins("MZ") && hasControls(head[2:min(len(head), 64)]):
		return binaryFormat
	}
	return ""
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

// archive tells the kinds of ZIP files apart by the names of their parts, which stand in the local headers at the start
// and in the directory at the end. Nothing is unpacked.
func archive(head []byte, file io.ReaderAt, size int64) refusal {
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
	switch {
	case has("xl/workbook.bin"):
		return xlsb
	case has("xl/"):
		return xlsx
	case bytes.Contains(head[:min(len(head), 256)], []byte("application/vnd.oasis.opendocument.spreadsheet")):
		return ods
	case bytes.Contains(head[:min(len(head), 256)], []byte("application/vnd.oasis.opendocument.")), has("word/"), has("ppt/"):
		return document
	}
	return zipArchive
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
