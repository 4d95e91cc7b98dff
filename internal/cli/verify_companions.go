package cli

import (
	"context"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/internal/verify"
)

// The files that a run was made with beside the data. Each is named by who verifies, and goes by the path that the report has; why says
// what is missing.

// earlier finds the earlier edition that a run was compared with.
func (v *verifier) earlier(ctx context.Context, recorded *report.Options, options *validate.Options, _ *verify.Run) (why *message.Text, err error) {
	if recorded.Previous == nil {
		return nil, nil
	}
	if v.flags.previous == "" {
		return needs(textNameThePrevious, recorded.Previous.Path), nil
	}
	edition, err := v.previous(ctx, v.flags.previous, nil, options.Source)
	if err != nil {
		return nil, err
	}
	for i := range edition.Inputs {
		edition.Inputs[i] = edition.Inputs[i].Named(verify.Rebase(edition.Inputs[i].Path, edition.Path, recorded.Previous.Path))
	}
	edition.Path = recorded.Previous.Path
	options.Previous = edition
	return nil, nil
}

// waivers reads the waivers that were applied.
func (v *verifier) waivers(_ context.Context, recorded *report.Options, options *validate.Options, r *verify.Run) (why *message.Text, err error) {
	file := recorded.Waivers
	if file == nil {
		return nil, nil
	}
	if v.flags.waivers == "" {
		return needs(textNameTheWaivers, file.Path), nil
	}
	list, err := readWaivers(v.flags.waivers)
	if err != nil {
		return nil, err
	}
	list.Path = file.Path
	options.Waivers = list
	r.Files = append(r.Files, verify.Compared{Role: verify.Waivers, Path: file.Path, File: v.flags.waivers, How: verify.ByPath, SHA256: file.SHA256, Actual: list.SHA256})
	return nil, nil
}

// baseline reads the baseline that a run was compared with.
func (v *verifier) baseline(_ context.Context, recorded *report.Options, options *validate.Options, r *verify.Run) (why *message.Text, err error) {
	file := recorded.Baseline
	if file == nil {
		return nil, nil
	}
	if v.flags.baseline == "" {
		return needs(textNameTheBaseline, file.Path), nil
	}
	known, err := readBaseline(v.flags.baseline)
	if err != nil {
		return nil, err
	}
	known.Path = file.Path
	known.Here(pathsIn(v.recorded))
	options.Baseline = known
	r.Files = append(r.Files, verify.Compared{Role: verify.Baseline, Path: file.Path, File: v.flags.baseline, How: verify.ByPath, SHA256: file.SHA256, Actual: known.SHA256})
	return nil, nil
}

// pathsIn are the paths that a report tells of, as [found.paths] had them when it was made.
func pathsIn(r *report.Report) []string {
	var paths []string
	for i := range r.Runs {
		if container := r.Runs[i].Dataset.Path; container != "" {
			paths = append(paths, container)
		}
		for k := range r.Runs[i].Resources {
			paths = append(paths, r.Runs[i].Resources[k].Path)
		}
	}
	return paths
}

// needs asks for a file that the report names.
func needs(text message.Text, path string) *message.Text {
	filled := text.Format(message.P("path", shown(verify.Brief(path))))
	return &filled
}
