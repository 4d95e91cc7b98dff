package cli

import (
	"context"
	"errors"
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/internal/verify"
)

// verifier makes the runs of a report again.
type verifier struct {
	*app
	flags    *verifyFlags
	checker  *checker
	options  validate.Options // that all runs share
	recorded *report.Report
	found    *found

	tables  []verify.File       // of the report, each once
	files   []verify.File       // that were named
	inputs  []input             // by file
	of      map[verify.File]int // table → its pair
	pairs   []verify.Pair
	used    []bool // by file: it was one of the report
	unfound map[string]bool
}

// input is a file that was named and the dataset that it came with.
type input struct {
	source.Input
	dataset *source.Dataset
}

// identify takes the digests of all files, and finds those of the report among them.
func (v *verifier) identify(ctx context.Context) error {
	p := v.newProgress(v.flags.quiet, v.found.inputs())
	defer p.erase()
	for i := range v.found.datasets {
		d := &v.found.datasets[i]
		for k := range d.Inputs {
			if err := v.take(ctx, d, &d.Inputs[k], p); err != nil {
				return err
			}
		}
	}
	v.of, v.unfound = map[verify.File]int{}, map[string]bool{}
	seen := map[verify.File]bool{}
	for i := range v.recorded.Runs {
		v.tables = append(v.tables, tablesOf(&v.recorded.Runs[i], seen)...)
	}
	v.pairs = verify.PairUp(v.tables, v.files)
	for i, p := range v.pairs {
		v.of[v.tables[p.Table]] = i
	}
	v.used = make([]bool, len(v.files))
	return nil
}

// take takes the digest of an input.
func (v *verifier) take(ctx context.Context, d *source.Dataset, in *source.Input, p *progress) error {
	options := v.options.Source
	options.Progress = p.bytes(in.Path)
	sum, err := source.Digest(ctx, *in, options)
	if err != nil {
		return trouble(ctx, in.Path, err)
	}
	v.files = append(v.files, verify.File{Path: in.Path, SHA256: sum})
	v.inputs = append(v.inputs, input{*in, d})
	return nil
}

// tablesOf are the files of a run that were not seen yet, each once: the sheets of a workbook are one.
func tablesOf(run *report.Run, seen map[verify.File]bool) []verify.File {
	var tables []verify.File
	for i := range run.Resources {
		table := verify.File{Path: run.Resources[i].Path, SHA256: run.Resources[i].SHA256}
		if !seen[table] {
			seen[table] = true
			tables = append(tables, table)
		}
	}
	return tables
}

// runs makes the runs of the report again, and holds each against the recorded one.
func (v *verifier) runs(ctx context.Context) ([]verify.Run, error) {
	runs := make([]verify.Run, len(v.recorded.Runs))
	datasets := make([]planned, len(runs))
	for i := range runs {
		datasets[i].dataset = v.begin(&v.recorded.Runs[i], &runs[i])
	}
	v.checker.progress = v.newProgress(v.flags.quiet, inputsOf(datasets))
	defer v.checker.progress.erase()
	var whole report.Report
	made := make([]bool, len(runs))
	for i := range runs {
		recorded := &v.recorded.Runs[i]
		// What is not made again stands for itself where runs are looked at together.
		again := *recorded
		again.Waivers, again.Waived = slices.Clone(recorded.Waivers), slices.Clone(recorded.Waived)
		if dataset := datasets[i].dataset; dataset != nil {
			run, err := v.again(ctx, recorded, dataset, &runs[i])
			if err != nil {
				return nil, err
			}
			if made[i] = run != nil; made[i] {
				again = *run
			}
		}
		whole.Runs = append(whole.Runs, again)
	}
	if slices.Contains(made, false) {
		whole.TrustWaivers(v.recorded)
	}
	whole.SettleWaivers()
	for i := range runs {
		if made[i] {
			runs[i].Judge(&v.recorded.Runs[i], &whole.Runs[i], v.recorded.Tool == v.tool())
		}
	}
	return runs, nil
}

// begin finds the dataset of a run; nil: it has none, and the result says why.
func (v *verifier) begin(recorded *report.Run, r *verify.Run) *source.Dataset {
	*r = verify.Run{
		Dataset: verify.Brief(recorded.Dataset.Name), Standard: recorded.Standard, Verdict: recorded.Verdict, Status: verify.LeftOut, Files: []verify.Compared{},
	}
	if r.Path = recorded.Dataset.Path; r.Path == "" && len(recorded.Resources) > 0 {
		r.Path = recorded.Resources[0].Path
	}
	dataset, why := v.dataset(recorded, r)
	if dataset == nil && why != nil {
		r.Status, r.Messages = verify.CannotVerify, why
	}
	return dataset
}

// again checks a dataset as the report says it was; nil: it cannot be done, and the result says why.
func (v *verifier) again(ctx context.Context, recorded *report.Run, dataset *source.Dataset, r *verify.Run) (*report.Run, error) {
	refuse := func(status verify.Status, why *message.Text) { r.Status, r.Messages = status, why }
	s, why, err := v.recordedStandard(recorded, dataset)
	switch {
	case err != nil:
		return nil, err
	case why != nil:
		refuse(verify.CannotVerify, why)
		return nil, nil
	}
	if why := sameStandard(&recorded.Standard, s); why != nil {
		refuse(verify.StandardDiffers, why)
		return nil, nil
	}
	options, err := recordedOptions(&recorded.Options, v.options)
	if err != nil {
		text := textRecordedOption.Format(message.P("cause", message.TextOf(err)))
		refuse(verify.CannotVerify, &text)
		return nil, nil
	}
	options.Standard = s
	for _, add := range []func(context.Context, *report.Options, *validate.Options, *verify.Run) (*message.Text, error){v.earlier, v.waivers, v.baseline} {
		if why, err = add(ctx, &recorded.Options, &options, r); why != nil || err != nil {
			refuse(verify.CannotVerify, why)
			return nil, err
		}
	}
	if options.Previous != nil {
		defer func() { _ = options.Previous.Close() }() // as for the others
	}
	again, err := v.checker.measure(ctx, &planned{dataset: dataset, chosen: &chosen{}}, options)
	if f, ok := errors.AsType[*failure](err); ok && f.code == exitUsage {
		text := textRecordedOption.Format(message.P("cause", f.text))
		refuse(verify.CannotVerify, &text)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(again.Resources, func(r report.Resource) bool { return r.Unread != nil && r.Unread.Reason == notChecked }) {
		refuse(verify.CannotVerify, &textNotChecked)
		return nil, nil
	}
	if was, is := recorded.Options.Previous, again.Options.Previous; was != nil && is != nil {
		r.Files = append(r.Files, verify.Compared{Role: verify.Previous, Path: was.Path, File: v.flags.previous, How: verify.ByPath, SHA256: was.SHA256, Actual: is.SHA256})
	}
	return &again, nil
}
