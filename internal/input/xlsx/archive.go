package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/cogwg/hvdlint/internal/inflate"
	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
)

// Limits bound what a workbook may ask for. Zero values mean the defaults.
type Limits struct {
	// Unzipped is the greatest size in bytes of all parts together; 0: 16 GiB. Sheets are streamed, so that only time depends on it.
	Unzipped int64
	// Ratio is the greatest ratio of that size to the file's, for workbooks that unpack to more than 64 MiB; 0: 400.
	Ratio int64
	// Parts is the greatest number of parts; 0: 20,000.
	Parts int
	// Sheets is the greatest number of sheets; 0: 1,000.
	Sheets int
	// Part is the greatest size in bytes of a part that is read as a whole, such as the styles; 0: 32 MiB.
	Part int64
	// Element is the greatest length in bytes of a row or of a shared string, as XML; 0: 16 MiB.
	Element int
	// Gap is the greatest number of empty rows within a table; what comes behind more is another one. A file asks for them with a few
	// bytes, and each of them is a record. 0: 10,000.
	Gap int64
}

func (l *Limits) settle() {
	l.Unzipped = input.Positive(l.Unzipped, 16<<30)
	l.Ratio = input.Positive(l.Ratio, 400)
	l.Parts = input.Positive(l.Parts, 20_000)
	l.Sheets = input.Positive(l.Sheets, 1000)
	l.Part = input.Positive(l.Part, 32<<20)
	l.Element = input.Positive(l.Element, 16<<20)
	l.Gap = input.Positive(l.Gap, 10_000)
}

// ratioFloor is the unpacked size up to which a workbook may be as dense as it likes.
const ratioFloor = 64 << 20

// archive is the ZIP container of a workbook. Names of parts are compared without regard to case (ECMA-376 part 2, 6.2.2.3).
type archive struct {
	parts  map[string]*zip.File
	limits Limits
	read   int64 // bytes of parts read as a whole
}

func openArchive(file io.ReaderAt, size int64, limits Limits) (*archive, error) {
	z, err := zip.NewReader(file, size)
	if err != nil {
		if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, refuse("damaged-workbook", notZip)
		}
		return nil, fmt.Errorf("opening the workbook: %w", err)
	}
	z.RegisterDecompressor(zip.Deflate, inflate.NewReader)
	if len(z.File) > limits.Parts {
		return nil, refuse("too-large", tooManyParts, message.P("count", len(z.File)), message.P("limit", limits.Parts))
	}
	a := &archive{parts: make(map[string]*zip.File, len(z.File)), limits: limits}
	unzipped := uint64(0)
	for _, f := range z.File {
		if f.UncompressedSize64 > uint64(limits.Unzipped) || unzipped+f.UncompressedSize64 > uint64(limits.Unzipped) {
			return nil, refuse("too-large", tooLarge, message.P("limit", limits.Unzipped))
		}
		unzipped += f.UncompressedSize64
		name := partKey(f.Name)
		if _, twice := a.parts[name]; !twice {
			a.parts[name] = f
		}
	}
	if unzipped > ratioFloor && unzipped/uint64(limits.Ratio) > uint64(size) {
		return nil, refuse("too-large", tooDense, message.P("limit", limits.Ratio))
	}
	return a, nil
}

func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

func (a *archive) has(name string) bool { return a.parts[partKey(name)] != nil }

// open streams the XML of a part; see [cleaner]. The container checks that it is not longer than it says.
func (a *archive) open(name string) (*cleaner, io.Closer, error) {
	f := a.parts[partKey(name)]
	if f == nil {
		return nil, nil, refuse("damaged-workbook", noPart, message.P("part", name))
	}
	source, err := f.Open()
	if err != nil {
		return nil, nil, refusePart(name, err)
	}
	c, err := newCleaner(source)
	if err != nil {
		return nil, nil, errors.Join(refusePart(name, err), source.Close())
	}
	return c, quiet{source}, nil
}

// quiet closes a part. What is wrong with its bytes comes with reading them; closing tells it again, perhaps of bytes nobody asked for.
type quiet struct{ io.Closer }

func (q quiet) Close() error {
	_ = q.Closer.Close()
	return nil
}

// readPart returns the XML of a small part, in UTF-8 and clean but for prefixes.
func (a *archive) readPart(name string) ([]byte, error) {
	if f := a.parts[partKey(name)]; f != nil {
		const together = 4 // parts of the greatest size
		a.read += int64(min(f.UncompressedSize64, uint64(a.limits.Part+1)))
		if f.UncompressedSize64 > uint64(a.limits.Part) || a.read > together*a.limits.Part {
			return nil, refuse("too-large", partTooLarge, message.P("part", name), message.P("limit", a.limits.Part))
		}
	}
	c, closer, err := a.open(name)
	if err != nil {
		return nil, err
	}
	c.asIs = true
	text, err := io.ReadAll(c)
	if err != nil {
		return nil, errors.Join(refusePart(name, err), closer.Close())
	}
	return text, closer.Close()
}

// relation leads from one part to another (ECMA-376 part 2, 6.5).
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// kind is the last part of the type's name, which is the same in transitional and strict workbooks.
func (r *relation) kind() string { return path.Base(r.Type) }

// relationsOf returns the name of the part that holds the relations of another; of the workbook as a whole if that is empty.
func relationsOf(part string) string {
	if part == "" {
		return "_rels/.rels"
	}
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// relations returns the relations of a part, with targets as names in the container. A part without any has none.
func (a *archive) relations(part string) ([]relation, error) {
	name := relationsOf(part)
	if !a.has(name) {
		return nil, nil
	}
	text, err := a.readPart(name)
	if err != nil {
		return nil, err
	}
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := xml.NewDecoder(bytes.NewReader(text)).Decode(&list); err != nil {
		return nil, refuse("damaged-workbook", badPart, message.P("part", name))
	}
	kept := list.Relations[:0]
	for _, r := range list.Relations {
		if r.Mode == "External" {
			continue
		}
		target := strings.ReplaceAll(r.Target, "\\", "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", path.Dir(part), target)
		}
		r.Target = strings.TrimPrefix(path.Clean(target), "/")
		kept = append(kept, r)
	}
	return kept, nil
}
