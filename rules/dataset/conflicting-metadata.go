package dataset

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// conflictingMetadata finds what a descriptor says of a file and is not so (Data Resource, "bytes", "hash", "format", "encoding"; Table Dialect,
// "delimiter"; and the number of rows that Frictionless writes).
//
// Size and hash are those of a file as it is stored; of data in several files, or in the descriptor itself, the specification does not
// say what they are, and they are not judged. A table that was not read to its end has no number of records.
var conflictingMetadata = &lint.Rule{
	ID: "conflicting-metadata", Family: lint.DatasetFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "hash-count", Pages: pages, Bind: bindConflictingMetadata,
}

func bindConflictingMetadata(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); b.Package == nil || err != nil {
		return nil, err
	}
	return lint.DatasetCheck(checkConflicts), nil
}

func checkConflicts(d *lint.Dataset) []lint.Defect {
	tables := map[*standard.PackageResource]int{}
	for i := range d.Members {
		tables[d.Members[i].Declared]++
	}
	told := map[*standard.PackageResource]bool{nil: true}
	var defects []lint.Defect
	for i := range d.Members {
		member := &d.Members[i]
		if told[member.Declared] || member.Facts == nil || member.Facts.SHA256 == "" {
			continue
		}
		told[member.Declared] = true
		c := conflicts{member: member}
		c.bytes()
		c.text(member.Facts, tables[member.Declared])
		defects = append(defects, c.defects...)
	}
	return defects
}

// conflicts are those of one resource.
type conflicts struct {
	member  *lint.Member
	defects []lint.Defect
}

func (c *conflicts) add(property, value string, declared, found any) {
	c.defects = append(c.defects, lint.Defect{
		Variant: property, At: lint.Location{Resource: c.member.Name}, Value: value,
		Params: []message.Param{message.P("path", c.member.Path), message.P("declared", declared), message.P("found", found)},
	})
}

// bytes holds the size and the hash of a file against it.
func (c *conflicts) bytes() {
	declared, facts := c.member.Declared, c.member.Facts
	if len(declared.Paths) != 1 {
		return
	}
	if declared.Bytes != nil && *declared.Bytes != facts.Bytes {
		c.add("bytes", "", *declared.Bytes, facts.Bytes)
	}
	if _, digits := standard.SplitHash(declared.Hash); c.member.Digest != "" && digits != c.member.Digest {
		c.add("hash", declared.Hash, digits, c.member.Digest)
	}
}

// text holds what is said of the content against it. tables is the number of tables that were read of the resource.
func (c *conflicts) text(facts *table.Resource, tables int) {
	declared := c.member.Declared
	if declared.Rows != nil && facts.Unread == nil && tables == 1 && *declared.Rows != facts.Records {
		c.add("rows", "", *declared.Rows, facts.Records)
	}
	format := formats[strings.ToLower(declared.Format)]
	if format != "" && format != facts.Format && (format != "json" || facts.Format != "geojson") {
		c.add("format", declared.Format, declared.Format, facts.Format)
	}
	if name := facts.Encoding.Name; name != "" && c.member.Encoding != "" && c.member.Encoding != name {
		c.add("encoding", declared.Encoding, declared.Encoding, name)
	}
	if d := declared.Dialect; d != nil && d.Delimiter != nil && facts.Dialect.Delimiter != "" && *d.Delimiter != facts.Dialect.Delimiter {
		c.add("delimiter", *d.Delimiter, message.Visible(*d.Delimiter), message.Visible(facts.Dialect.Delimiter))
	}
}

// formats are the words by which descriptors name formats, and what facts call them. Other words (such as that of a compression) are not judged.
var formats = map[string]string{
	"csv": "csv", "tsv": "csv", "json": "json", "ndjson": "ndjson", "jsonl": "ndjson", "geojson": "geojson", "xlsx": "xlsx", "xlsm": "xlsx",
	"xls": "xls", "ods": "ods", "parquet": "parquet", "xml": "xml", "html": "html", "pdf": "pdf",
}
