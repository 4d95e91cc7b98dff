package file

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// wrongEncoding finds a file that is readable, but not in the encoding the standard demands (domain, F01). It tells of the
// whole file once, whether the encoding was detected or named by the user.
var wrongEncoding = &lint.Rule{
	ID: "wrong-encoding", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "encoding-error", Pages: pages, Bind: bindWrongEncoding,
}

func bindWrongEncoding(b *lint.Binding) (lint.Check, error) {
	var params struct {
		Encoding string `yaml:"encoding"`
	}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	wanted := strings.ToLower(params.Encoding)
	if wanted == "" {
		return nil, b.Fault(message.Text{EN: "encoding is missing", FR: "il manque encoding"})
	}
	if !isCharacters(b) {
		return nil, nil
	}
	return lint.ResourceCheck(func(r *lint.Resource) []lint.Defect { return checkEncoding(r.Encoding, wanted, r.Tree != nil) }), nil
}

// checkEncoding compares the encoding found with the one wanted; tree says that the file is JSON, which spreadsheets do not write.
func checkEncoding(e table.Encoding, wanted string, tree bool) []lint.Defect {
	found := strings.ToLower(e.Name)
	if found == "" || found == wanted {
		return nil
	}
	// Plain ASCII reads the same in every encoding that extends it.
	if e.FirstOffset < 0 && extendsASCII(found) && extendsASCII(wanted) {
		return nil
	}
	defect := lint.Defect{Params: []message.Param{
		message.P("found", encodingTitle(found)), message.P("encoding", encodingTitle(wanted)),
		message.P("why", e.Why), message.P("confidence", e.Confidence), message.P("offset", e.FirstOffset),
	}}
	// Where even the letters of ASCII differ, no first place shows the difference.
	if e.FirstOffset < 0 || !extendsASCII(found) {
		defect.Variant = "throughout"
	} else {
		defect.At.Line = e.FirstLine
	}
	if tree {
		defect.Variant = strings.TrimSuffix("tree-"+defect.Variant, "-")
	}
	return []lint.Defect{defect}
}

// extendsASCII reports whether text of ASCII characters has the same bytes in the encoding as in ASCII.
func extendsASCII(name string) bool {
	return !strings.HasPrefix(name, "utf-16") && !strings.HasPrefix(name, "utf-32")
}

// encodingTitle returns what people and menus call an encoding.
func encodingTitle(name string) string {
	switch strings.ToLower(name) {
	case "utf-8":
		return "UTF-8"
	case "utf-16le":
		return "UTF-16LE"
	case "utf-16be":
		return "UTF-16BE"
	case "windows-1252":
		return "Windows-1252"
	case "iso-8859-1":
		return "ISO-8859-1"
	case "macintosh":
		return "Mac Roman"
	case "cp850":
		return "CP850"
	}
	return name
}
