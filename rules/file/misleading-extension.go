package file

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// misleadingExtension finds a file whose name ends as those of another format do (domain, F20). Endings that say nothing about
// the content, such as .txt and .dat, mislead nobody.
var misleadingExtension = &lint.Rule{
	ID: "misleading-extension", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "format-error", Pages: pages, Bind: withoutParams(checkExtension),
}

// promises are the formats that an extension stands for. An empty list is that of a format which is not read: whatever was read is
// something else.
var promises = map[string][]string{
	".csv": {"csv"}, ".tsv": {"csv"}, ".tab": {"csv"}, ".psv": {"csv"},
	".xlsx": {"xlsx"}, ".xlsm": {"xlsx"}, ".xltx": {"xlsx"}, ".xltm": {"xlsx"},
	".json": {"json", "geojson"}, ".geojson": {"geojson"}, ".ndjson": {"ndjson"}, ".jsonl": {"ndjson"}, ".jsonlines": {"ndjson"},
	".parquet": {"parquet"}, ".pq": {"parquet"},
	".xls": {}, ".xlsb": {}, ".ods": {}, ".numbers": {}, ".doc": {}, ".docx": {}, ".odt": {}, ".pdf": {}, ".html": {}, ".htm": {}, ".xml": {},
	".sav": {}, ".dta": {}, ".dbf": {}, ".mdb": {}, ".accdb": {}, ".sqlite": {}, ".arrow": {}, ".feather": {}, ".avro": {}, ".orc": {},
	".gz": {}, ".gzip": {}, ".zst": {}, ".zstd": {}, ".bz2": {}, ".xz": {}, ".zip": {}, // nothing was packed, or else the extension would be that of what was inside
}

func checkExtension(r *lint.Resource) []lint.Defect {
	promised, known := promises[r.Extension]
	if !known || r.Format == "" || r.Bytes == 0 || slices.Contains(promised, r.Format) {
		return nil // an empty file has no content that a name could mislead about
	}
	if r.Format == "json" && slices.Contains(promised, "ndjson") && r.Records == 1 && r.Tree != nil && r.Tree.Lines {
		return nil // a single line of JSON is either
	}
	found := formatOf(r.Format)
	return []lint.Defect{{
		Value:  r.Extension,
		Params: []message.Param{message.P("extension", r.Extension), message.P("found", found.content), message.P("right", found.extension)},
	}}
}
