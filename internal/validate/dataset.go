package validate

import (
	"context"
	"errors"
	"fmt"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// tellDataset judges which tables there are and adds what was found to the run.
func tellDataset(run *report.Run, dataset *source.Dataset, tables []*checked, options *Options, excepted *runExceptions) error {
	seen := datasetOf(dataset, tables, options.Standard)
	known := pages{}
	var faults []error
	for i := range options.Standard.Requirements {
		s := options.newSettlement(&options.Standard.Requirements[i])
		if s.rule == nil || s.rule.Family != lint.DatasetFamily {
			continue
		}
		if !s.leftOut.IsZero() {
			s.drop()
		} else if err := s.judgeDataset(seen); err != nil {
			faults = append(faults, err)
			continue
		}
		if excepted != nil {
			if err := excepted.dataset.reckon(s, nil); err != nil {
				return err
			}
			excepted.cover(s)
		}
		if err := s.addTo(run, known); err != nil {
			return err
		}
	}
	if len(faults) > 0 {
		return &StandardError{errors.Join(faults...)}
	}
	return nil
}

// datasetOf says which tables were checked and which resources of the standard they are.
func datasetOf(dataset *source.Dataset, tables []*checked, s *standard.Standard) *lint.Dataset {
	seen := &lint.Dataset{Standard: s, Package: dataset.Package}
	bound := map[string]bool{}
	for _, table := range tables {
		member := lint.Member{Name: table.facts.Name, Path: table.facts.Path, Facts: table.facts, Digest: table.digest}
		if table.declared != nil && dataset.Package != nil {
			member.Declared = dataset.Package.Resource(table.declared.Name)
			member.Encoding, _ = source.ParseEncoding(table.declared.Encoding)
		}
		if name := table.plan.resource; name != "" {
			member.Bound, bound[name] = s.Resource(name), true
		}
		seen.Members = append(seen.Members, member)
	}
	for i := range s.Resources {
		if !bound[s.Resources[i].Name] {
			seen.Missing = append(seen.Missing, &s.Resources[i])
		}
	}
	return seen
}

// declare notes what a descriptor says of the tables of one input, and the digest that it takes to hold the declared hash against the bytes.
func declare(ctx context.Context, tables []*checked, opened *source.Source, declared *source.Declared) error {
	if declared == nil {
		return nil
	}
	digest := ""
	if declared.Hash != "" {
		algorithm, _ := standard.SplitHash(declared.Hash)
		var err error
		digest, err = opened.Hash(ctx, algorithm)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil && source.Explain(err) == nil {
			return fmt.Errorf("hashing: %w", err)
		}
	}
	for _, table := range tables {
		table.declared, table.digest = declared, digest
	}
	return nil
}

// judgeDataset gives a requirement about the dataset its outcome. An error is a fault of the standard, or of ours.
func (s *settlement) judgeDataset(seen *lint.Dataset) error {
	check, err := s.rule.Bind(&lint.Binding{Requirement: s.requirement, Package: seen.Package})
	if err != nil {
		return err
	}
	if check == nil {
		s.settle(report.Inapplicable, textNoDescriptor)
		return nil
	}
	judge, ok := check.(lint.DatasetCheck)
	if !ok {
		return fmt.Errorf("rule %s: a rule of its family makes a check of datasets", s.rule.ID)
	}
	s.settlePlaces(judge(seen))
	s.outcome = report.Passed
	if s.failed > 0 {
		s.outcome = report.Failed
	}
	return nil
}

// addTo adds the outcome of a requirement about the dataset to the run. Its findings belong to the table that they name, or to none.
func (s *settlement) addTo(run *report.Run, known pages) error {
	assertion, err := s.assertion("", known)
	if err != nil {
		return err
	}
	run.Assertions = append(run.Assertions, assertion)
	if s.outcome != report.Failed {
		return nil
	}
	return s.tellPlaces(run, func(places []place) ([]report.Finding, error) { return s.datasetFindings(places, known) })
}

// datasetFindings writes places of a failed requirement about the dataset.
func (s *settlement) datasetFindings(places []place, known pages) (findings []report.Finding, err error) {
	for _, place := range places {
		f := s.newFinding(place.defect.At.Resource, place.defect)
		f.Waiver = place.waiver
		if value := place.defect.Value; value != "" {
			f.Value = &value
		}
		if f.Messages, f.Fixes, err = known.say(s.rule, nil, "", place.defect, place.defect.Value); err != nil {
			return nil, err
		}
		findings = append(findings, f)
	}
	return findings, nil
}
