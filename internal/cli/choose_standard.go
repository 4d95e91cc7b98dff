package cli

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/standards"
)

// noStandard is the reference that stands for what every table must meet, and nothing else.
const noStandard = config.NoStandard

// standardFlags choose what data is measured against.
type standardFlags struct {
	reference string // --standard
	schema    string // --schema
}

func (a *app) addStandardFlags(cmd *cobra.Command, f *standardFlags) {
	cmd.Flags().StringVar(&f.reference, "standard", "", a.say(flagStandard))
	cmd.Flags().StringVar(&f.schema, "schema", "", a.say(flagSchema))
	complete(cmd, "standard", append(standards.References(), noStandard)...)
	_ = cmd.MarkFlagFilename("schema", "json", "yaml", "yml")
}

// chooseStandard finds the standard of the flags: the one named, the one a schema makes, or the only one there is.
func chooseStandard(f standardFlags) (*standard.Standard, error) {
	switch {
	case f.reference != "" && f.schema != "":
		return nil, wrongUsage(textTwoStandards)
	case f.schema != "":
		return readSchema(f.schema)
	case f.reference == noStandard:
		return standard.Structure(), nil
	case f.reference != "":
		return findStandard("--standard", f.reference)
	}
	all, err := bundled()
	if err != nil {
		return nil, err
	}
	if name := onlyName(all); name != "" {
		return findStandard("--standard", name)
	}
	return nil, wrongUsage(textNeedsStandard, message.P("standards", wordList(append(standards.References(), noStandard))))
}

// ownStandard returns what a dataset says that it is measured against: the version that its descriptor says it conforms to, if it is part of
// the program; then the schemas of the descriptor. nil: it says nothing.
func ownStandard(dataset *source.Dataset) (*standard.Standard, error) {
	if dataset.Package == nil {
		return nil, nil
	}
	if claimed, err := standards.Find(dataset.Package.ConformsTo); dataset.Package.ConformsTo != "" && err == nil {
		return claimed, nil
	}
	hasSchema := func(r standard.PackageResource) bool { return r.Schema != nil }
	if !slices.ContainsFunc(dataset.Package.Resources, hasSchema) {
		return nil, nil
	}
	own, err := dataset.Package.Standard()
	if err != nil {
		return nil, wrongUsage(textSchemaFaulty, message.P("path", shown(dataset.Path)), causes(err))
	}
	return own, nil
}

// bundled returns the standards that are part of the program. That they cannot be read is a fault of ours.
func bundled() ([]*standard.Standard, error) {
	all, err := standards.All()
	if err != nil {
		return nil, cannot(err, textStandardsFaulty)
	}
	return all, nil
}

// onlyName returns the name that all versions share; empty when there are several or none.
func onlyName(all []*standard.Standard) string {
	name := ""
	for _, s := range all {
		if name != "" && s.Name != name {
			return ""
		}
		name = s.Name
	}
	return name
}

// findStandard finds a bundled version that was named to a flag or a command.
func findStandard(where, reference string) (*standard.Standard, error) {
	if _, err := bundled(); err != nil {
		return nil, err
	}
	found, err := standards.Find(reference)
	if err == nil {
		return found, nil
	}
	known := standards.References()
	if where == "--standard" {
		known = append(known, noStandard)
	}
	return nil, badValue(where, reference, nearReference(reference, known))
}

// nearReference says which standards there are, and which name was probably meant.
func nearReference(reference string, known []string) message.Text {
	text := textAllowedWords.Format(message.P("words", wordList(known)))
	names := make([]string, len(known))
	for i, full := range known {
		names[i], _, _ = strings.Cut(full, "@")
	}
	name, _, _ := strings.Cut(reference, "@")
	if near, ok := message.Nearest(name, names); ok && near != name {
		text = textDidYouMean.Format(message.P("text", text), message.P("near", near))
	}
	return text
}

func readSchema(path string) (*standard.Standard, error) {
	return readSchemaAs(path, filepath.Base(path))
}

// readSchemaAs reads a schema as though its file were called name: a schema that does not say its name is called as its file.
func readSchemaAs(path, name string) (*standard.Standard, error) {
	text, err := source.ReadCompanion(path, standard.MaxSize)
	if err != nil {
		return nil, wrongUsage(textSchemaUnread, message.P("path", shown(path)), message.P("cause", whyNot(err)))
	}
	parse := func() (*standard.Standard, error) { return standard.ParseTableSchema(name, text) }
	if standard.IsPackage(text) {
		parse = func() (*standard.Standard, error) { return readPackage(path) }
	}
	s, err := parse()
	if err != nil {
		return nil, wrongUsage(textSchemaFaulty, message.P("path", shown(path)), causes(err))
	}
	return s, nil
}

// readPackage takes the schemas of a Data Package for a standard.
func readPackage(path string) (*standard.Standard, error) {
	described, err := source.Descriptor(path)
	if err != nil {
		return nil, err
	}
	s, err := described.Standard()
	if s == nil && err == nil {
		return nil, message.NewFault(textNoSchemas)
	}
	return s, err
}
