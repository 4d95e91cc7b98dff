package file

import (
	"path"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// unsafeFileName finds names of files that get damaged on the way from one system to the next, and names that say what the table
// does not (domain, F19: Queensland's year and Ontario's sex stand in the name alone). The fields that a name may speak of are those
// of the requirement; their own values and synonyms tell.
//
// Data that comes without a file has no name to judge.
var unsafeFileName = &lint.Rule{
	ID: "unsafe-file-name", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: bindFileName,
}

func bindFileName(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); err != nil {
		return nil, err
	}
	var absent []lint.Field
	for _, field := range b.Fields["field"] {
		if field.Column < 0 {
			absent = append(absent, field)
		}
	}
	return lint.ResourceCheck(func(r *lint.Resource) []lint.Defect {
		if r.Path == "-" || r.Path == "" || isInline(r.Path) {
			return nil
		}
		name := fileName(r.Path)
		return append(checkCharacters(name), checkMeaning(r, name, absent)...)
	}), nil
}

// isInline reports whether a path is that of data which stand in the descriptor of a Data Package: "datapackage.json#names".
func isInline(p string) bool {
	descriptor, _, ok := strings.Cut(strings.ToLower(path.Base(p)), "#")
	return ok && strings.TrimSuffix(descriptor, path.Ext(descriptor)) == "datapackage"
}

// fileName returns the last part of a path, of a Web address without what it asks for, or of the path of a member of an archive.
func fileName(p string) string {
	if strings.HasPrefix(p, "http://") || strings.HasPrefix(p, "https://") {
		if end := strings.IndexAny(p, "?#"); end >= 0 {
			p = p[:end]
		}
	}
	if archive, member, ok := strings.Cut(p, "!"); ok && path.Ext(archive) != "" && member != "" {
		p = member
	}
	return path.Base(p)
}

// checkCharacters tells the characters of a name that some system refuses or writes otherwise; they are one defect.
func checkCharacters(name string) []lint.Defect {
	if isDevice(name) {
		return []lint.Defect{{Variant: "reserved", Value: name}}
	}
	unsafe := unsafeCharacters(name)
	if unsafe.IsZero() {
		return nil
	}
	defect := lint.Defect{Value: name, Params: []message.Param{message.P("unsafe", unsafe)}}
	if safe := safeName(name); safe != "" {
		defect.Params = append(defect.Params, message.P("suggestion", safe))
	} else {
		defect.Variant = "bare"
	}
	return []lint.Defect{defect}
}

// devices are names that Windows keeps for itself, with any extension.
var devices = []string{
	"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	return slices.Contains(devices, stem)
}

// checkMeaning tells values of fields that the table lacks and that its name holds. Without a header, or where years are columns,
// nobody knows what the table lacks.
func checkMeaning(r *lint.Resource, name string, absent []lint.Field) []lint.Defect {
	if !r.Header.Found {
		return nil
	}
	words := splitName(strings.TrimSuffix(name, path.Ext(name)))
	var defects []lint.Defect
	for _, field := range absent {
		if r.Wide != nil && r.Wide.Field == field.Name {
			continue
		}
		if word := words.meaning(field.Field); word != "" {
			defects = append(defects, lint.Defect{
				Variant: "meaning", Value: name,
				Params: []message.Param{message.P("word", word), message.P("label", field.Label)},
			})
		}
	}
	return defects
}
