package report

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/spill"
)

// The properties of the document, without the dates and names that excelize would put there.
const (
	coreProperties = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:creator>hvdlint</dc:creator></cp:coreProperties>`
	appProperties = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>hvdlint</Application></Properties>`
)

// save writes the workbook so that the same report gives the same bytes. excelize would build the archive in memory and leave the order of its
// parts to chance; it goes to a temporary file instead, and from there, packed as it is, in order.
func (b *workbook) save(w io.Writer) (err error) {
	b.file.Pkg.Store("docProps/core.xml", []byte(coreProperties))
	b.file.Pkg.Store("docProps/app.xml", []byte(appProperties))
	file, err := spill.NewTemporary("")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &bookParts{zip.NewWriter(file), b.splices()} })
	if err := b.file.Write(io.Discard); err != nil {
		return err
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	return arrange(w, file, size)
}

// splices are what is put into the sheets: links into those that tell, rows into those that copy.
func (b *workbook) splices() map[string]splice {
	all := map[string]splice{}
	for i, name := range []string{b.summary, b.findings} {
		if links := b.links[name]; links != nil {
			all[sheetPart(i+1)] = splice{"<hyperlink ", `location="` + linksHere + `"></hyperlink>`, func(w io.Writer) error {
				_, err := w.Write(links.Bytes())
				return err
			}}
		}
	}
	for i, t := range b.tables {
		all[sheetPart(i+3)] = splice{"<row ", "<is><t>" + rowsHere + "</t></is></c></row>", func(w io.Writer) error {
			_, err := io.Copy(w, t.rows)
			return err
		}}
	}
	return all
}

// sheetPart is the name of the part that holds a sheet, by its number from 1.
func sheetPart(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

// arrange copies an archive in the order in which readers of the format (ECMA-376 part 2) look for its parts, then by name.
func arrange(w io.Writer, archive io.ReaderAt, size int64) error {
	from, err := zip.NewReader(archive, size)
	if err != nil {
		return err
	}
	rank := func(f *zip.File) int {
		switch {
		case f.Name == "[Content_Types].xml":
			return 0
		case strings.HasPrefix(f.Name, "_rels/"):
			return 1
		}
		return 2
	}
	slices.SortFunc(from.File, func(a, b *zip.File) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Name, b.Name)) })
	to := zip.NewWriter(w)
	for _, f := range from.File {
		if err := to.Copy(f); err != nil {
			return err
		}
	}
	return to.Close()
}
