package cli

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/verify"
)

// dataset makes the dataset of a run from the files that were named, under the paths that they had, and notes which is which; nil: none of
// its files was named, or, with the reason, not all that are needed.
func (v *verifier) dataset(run *report.Run, r *verify.Run) (*source.Dataset, *message.Text) {
	d := &source.Dataset{Name: run.Dataset.Name, Path: r.Path}
	var missing []string
	var whole *source.Dataset // an archive or descriptor that was named
	for _, table := range tablesOf(run, map[verify.File]bool{}) {
		compared := verify.Compared{Role: verify.Data, Path: table.Path, SHA256: table.SHA256}
		at, ok := v.of[table]
		switch {
		case ok:
			p := v.pairs[at]
			in := v.inputs[p.File]
			v.used[p.File] = true
			compared.File, compared.How, compared.Actual = v.files[p.File].Path, p.How, v.files[p.File].SHA256
			d.Inputs = append(d.Inputs, in.Named(table.Path))
			if whole == nil && in.dataset.IsContainer() {
				whole = in.dataset
			}
		case v.stillUnfound(table, d):
			compared.File, compared.How = table.Path, verify.ByPath
		default:
			missing = append(missing, table.Path)
		}
		r.Files = append(r.Files, compared)
	}
	if whole == nil && run.Dataset.Path != "" {
		whole = v.named(run.Dataset.Path)
	}
	switch {
	case len(d.Inputs)+len(d.Unfound) == 0 && whole == nil:
		r.Files = []verify.Compared{}
		return nil, nil
	case run.Dataset.Path != "" && whole != nil:
		return v.container(run, r, whole), nil
	case run.Dataset.SHA256 != "":
		text := textNameTheDescriptor.Format(message.P("path", shown(verify.Brief(run.Dataset.Path))))
		return nil, &text
	case len(missing) > 0:
		text := textNameTheFiles.Format(message.P("files", message.List(missing)))
		return nil, &text
	}
	return d, nil
}

// stillUnfound takes a file that was not there when the report was made, and is not there now.
func (v *verifier) stillUnfound(table verify.File, d *source.Dataset) bool {
	at := slices.IndexFunc(v.found.unfound, func(u source.Unfound) bool { return u.Path == table.Path })
	if table.SHA256 != "" || at < 0 {
		return false
	}
	v.unfound[table.Path] = true
	d.Unfound = append(d.Unfound, v.found.unfound[at])
	return true
}

// named returns the archive or descriptor that was named under a path; nil: none was.
func (v *verifier) named(path string) *source.Dataset {
	for i := range v.found.datasets {
		if d := &v.found.datasets[i]; d.IsContainer() && d.Path == path {
			return d
		}
	}
	return nil
}

// container makes the dataset of a run that was an archive or a package: all that is in it, whatever the report tells of.
func (v *verifier) container(run *report.Run, r *verify.Run, whole *source.Dataset) *source.Dataset {
	d := *whole
	d.Inputs, d.Unfound, d.Path = nil, slices.Clone(whole.Unfound), run.Dataset.Path
	if d.Package == nil {
		d.Name = run.Dataset.Name // of the file, which may be called otherwise now
	} else {
		r.Files = append(r.Files, verify.Compared{
			Role: verify.Descriptor, Path: run.Dataset.Path, File: whole.Path, How: verify.ByPath, SHA256: run.Dataset.SHA256, Actual: whole.Package.Digest,
		})
	}
	for i, in := range v.inputs {
		if in.dataset != whole {
			continue
		}
		d.Inputs = append(d.Inputs, in.Named(verify.Rebase(in.Path, whole.Path, run.Dataset.Path)))
		if !v.used[i] {
			v.used[i] = true
			r.Files = append(r.Files, verify.Compared{Role: verify.Data, File: in.Path, Actual: v.files[i].SHA256})
		}
	}
	for i := range d.Unfound {
		d.Unfound[i].Path = verify.Rebase(d.Unfound[i].Path, whole.Path, run.Dataset.Path)
	}
	return &d
}

// strangers are the files that were named and are none of the report's.
func (v *verifier) strangers() []verify.Stranger {
	var strangers []verify.Stranger
	for _, u := range v.found.unfound {
		if !v.unfound[u.Path] {
			strangers = append(strangers, verify.Stranger{Path: u.Path, Messages: u.Unread.Text})
		}
	}
	for i, file := range v.files {
		if !v.used[i] {
			strangers = append(strangers, verify.Stranger{Path: file.Path, Messages: textStranger})
		}
	}
	return strangers
}
