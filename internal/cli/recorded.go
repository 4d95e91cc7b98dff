package cli

import (
	"encoding/json"
	"errors"
	"maps"
	"path"
	"slices"

	"github.com/spf13/pflag"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/internal/verify"
	"github.com/cogwg/hvdlint/standards"
)

// recordedOptions turns the choices that a report records into those of a run: what flags and configuration did for the first one. It
// is the one place that knows of each. Files among the choices are not opened here: who verifies names them.
//
// A choice that no flag would have accepted is a [message.Fault]: the report was tampered with.
func recordedOptions(o *report.Options, base validate.Options) (validate.Options, error) {
	var f readingFlags
	for _, choice := range []struct {
		flag, value string
		into        pflag.Value
	}{
		{"--encoding", o.Encoding, &f.encoding},
		{"--delimiter", o.Delimiter, &f.delimiter},
		{"--records-path", o.Records, &f.records},
	} {
		if choice.value == "" {
			continue
		}
		if err := choice.into.Set(choice.value); err != nil {
			allowed := message.Text{}
			if why, ok := errors.AsType[*valueError](err); ok {
				allowed = why.allowed
			}
			return base, badValue(choice.flag, choice.value, allowed)
		}
	}
	base.Source.Encoding, base.Delimiter, base.Records = f.encoding.name, f.delimiter.char, f.records.pointer
	base.HeaderRow, base.Sheet, base.MaxSamples, base.Schema = o.HeaderRow, o.Sheet, o.MaxSamples, o.Schema
	base.Supplied = maps.Clone(o.Supplied)
	if base.Supplied == nil {
		base.Supplied = map[string]string{}
	}
	maps.Copy(base.Supplied, o.Unused)
	base.Select, base.Ignore, base.Day = o.Select, o.Ignore, o.Date
	for _, pattern := range slices.Concat(o.Select, o.Ignore) {
		if !standard.IsPattern(pattern) {
			return base, message.NewFault(textNoPattern, message.P("pattern", pattern))
		}
	}
	for id, word := range o.Levels {
		level, err := standard.ParseLevel(word)
		if err != nil {
			return base, err
		}
		if base.Levels == nil {
			base.Levels = map[string]standard.Level{}
		}
		base.Levels[id] = level
	}
	var err error
	base.Dialect, err = recordedDialect(o.Dialect)
	return base, err
}

// recordedDialect reads the dialect of a report; nil: there is none.
func recordedDialect(properties map[string]any) (*standard.Dialect, error) {
	if properties == nil {
		return nil, nil
	}
	text, err := json.Marshal(properties)
	if err != nil {
		return nil, err
	}
	return standard.ParseDialect("--dialect", text)
}

// recordedStandard finds what a run was measured against: the schema of the user, the schemas of the descriptor, or a version that is part
// of the program. What it returns may be another one; see [sameStandard]. why says why there is none.
func (v *verifier) recordedStandard(run *report.Run, dataset *source.Dataset) (s *standard.Standard, why *message.Text, err error) {
	wanted := &run.Standard
	switch {
	case run.Options.Schema != "" && v.flags.schema == "":
		text := textNameTheSchema.Format(message.P("path", shown(verify.Brief(run.Options.Schema))))
		return nil, &text, nil
	case run.Options.Schema != "":
		s, err = readSchemaAs(v.flags.schema, path.Base(run.Options.Schema))
		return s, nil, err
	case wanted.Name == report.NoStandard:
		return standard.Structure(), nil, nil
	case dataset.Package != nil && dataset.Package.Digest == wanted.Digest:
		s, err = dataset.Package.Standard()
		return s, nil, err
	}
	if s, err = standards.Find(wanted.Name + "@" + wanted.Version); err == nil && wanted.Version != "" {
		return s, nil, nil
	}
	if dataset.Package != nil && wanted.Version == "" {
		s, err = dataset.Package.Standard()
		return s, nil, err
	}
	return nil, nil, nil
}

// sameStandard says in which way a standard is not the one of the report; nil: it is.
func sameStandard(wanted *report.Standard, s *standard.Standard) *message.Text {
	var text message.Text
	switch {
	case s == nil:
		text = textNoSuchStandard.Format(message.P("standard", reference(wanted.Name, wanted.Version)), message.P("known", wordList(standards.References())))
	case wanted.Name != s.Name || wanted.Version != s.Version:
		text = textOtherStandard.Format(message.P("was", reference(wanted.Name, wanted.Version)), message.P("is", reference(s.Name, s.Version)))
	case wanted.Digest != s.Digest:
		text = textOtherDigest.Format(message.P("standard", reference(s.Name, s.Version)), message.P("was", wanted.Digest), message.P("is", s.Digest))
	default:
		return nil
	}
	return &text
}

// reference names a version as flags do.
func reference(name, version string) string {
	if version == "" {
		return verify.Brief(name)
	}
	return verify.Brief(name + "@" + version)
}
