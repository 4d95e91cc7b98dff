package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/cogwg/hvdlint/internal/message"
)

// The report of frictionless-py 5 (frictionless/report/report.py and task.py), which CKAN's validation extension stores and shows.

type frictionlessReport struct {
	Valid    bool               `json:"valid"`
	Stats    frictionlessStats  `json:"stats"`
	Warnings []string           `json:"warnings"` // CKAN takes a report for one of version 5 by this key
	Errors   []string           `json:"errors"`   // always empty: CKAN refuses a whole report with an error that belongs to no task
	Tasks    []frictionlessTask `json:"tasks"`
}

type frictionlessStats struct {
	Tasks    int     `json:"tasks"`
	Errors   int64   `json:"errors"`
	Warnings int     `json:"warnings"`
	Seconds  float64 `json:"seconds"`
}

type frictionlessTask struct {
	Name     string                `json:"name"`
	Type     string                `json:"type"` // always "table": CKAN shows no errors of anything else
	Valid    bool                  `json:"valid"`
	Place    string                `json:"place"`
	Labels   []string              `json:"labels"`
	Stats    frictionlessTaskStats `json:"stats"`
	Warnings []string              `json:"warnings"`
	Errors   []frictionlessError   `json:"errors"`
}

type frictionlessTaskStats struct {
	Errors   int64   `json:"errors"` // exact; may exceed those listed
	Warnings int     `json:"warnings"`
	Seconds  float64 `json:"seconds"`
	SHA256   string  `json:"sha256,omitempty"`
	Bytes    int64   `json:"bytes,omitempty"`
	Fields   int     `json:"fields,omitempty"`
	Rows     int64   `json:"rows,omitempty"`
}

// Frictionless writes the report as frictionless-py 5 would, in one language: a task for each resource, an error for each finding that fails a
// must. What fails a should or a may is a warning, so that "valid" says what the verdict says. A warning counts what is waived or known.
func Frictionless(w io.Writer, r *Report, options TextOptions) error {
	if err := writeJSON(w, frictionlessOf(r, options, frictionlessCap{}), "  "); err != nil {
		return fmt.Errorf("writing the report for Frictionless: %w", err)
	}
	return nil
}

// frictionlessCap is the number of errors to list, of each bundle and in all; 0: any.
type frictionlessCap struct{ bundle, report int }

// frictionless is a report that grows.
type frictionless struct {
	*page
	options TextOptions
	cap     frictionlessCap
	listed  int
}

func frictionlessOf(r *Report, options TextOptions, limit frictionlessCap) frictionlessReport {
	f := frictionless{page: newPage(nil, options), options: options, cap: limit}
	out := frictionlessReport{Warnings: []string{}, Errors: []string{}, Tasks: []frictionlessTask{}}
	byRun := map[*Run][]*bundle{}
	bundles := bundlesOf(r)
	for i := range bundles {
		byRun[bundles[i].run] = append(byRun[bundles[i].run], &bundles[i])
	}
	for i := range r.Runs {
		run := &r.Runs[i]
		resources := run.Resources
		if len(resources) == 0 {
			resources = []Resource{{Name: run.Dataset.Name, Path: run.Dataset.Name}}
		}
		for k := range resources {
			task := f.task(&resources[k])
			for _, b := range byRun[run] {
				if b.assertion.Resource == resources[k].Name || k == 0 && (b.resource == nil || b.isWaiver) {
					f.add(&task, b)
				}
			}
			if text := f.notCounting(run); text != "" && k == 0 {
				task.Warnings = append(task.Warnings, text)
			}
			task.Valid, task.Stats.Warnings = task.Stats.Errors == 0, len(task.Warnings)
			out.Stats.Errors, out.Stats.Warnings = out.Stats.Errors+task.Stats.Errors, out.Stats.Warnings+len(task.Warnings)
			out.Tasks = append(out.Tasks, task)
		}
	}
	out.Valid, out.Stats.Tasks = out.Stats.Errors == 0, len(out.Tasks)
	if r.Environment != nil {
		out.Stats.Seconds = r.Environment.DurationSeconds
		if len(out.Tasks) == 1 {
			out.Tasks[0].Stats.Seconds = out.Stats.Seconds
		}
	}
	return out
}

func (f *frictionless) task(r *Resource) frictionlessTask {
	labels := labelsOf(r)
	task := frictionlessTask{
		Name: frictionlessName(r.Name), Type: "table", Place: exact(r.Path), Labels: labels, Warnings: []string{}, Errors: []frictionlessError{},
		Stats: frictionlessTaskStats{SHA256: exact(r.SHA256), Bytes: r.Bytes, Fields: len(labels), Rows: r.Records},
	}
	if r.Path == "-" {
		task.Place = fileOf(r.Path)
	}
	return task
}

// labelsOf is the header of a resource, by columns.
func labelsOf(r *Resource) []string {
	labels := []string{}
	for _, field := range r.Fields {
		for field.Column > len(labels) && field.Column <= labelLimit {
			labels = append(labels, "")
		}
		if field.Column > 0 && field.Column <= labelLimit {
			labels[field.Column-1] = exact(field.Header)
		}
	}
	return labels
}

// labelLimit is the number of columns that are listed: more than a workbook has.
const labelLimit = 1 << 15

// frictionlessName makes a name of Data Package out of any: lower case, without accents.
func frictionlessName(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(clip(name, titleLimit)) {
		switch r = unicode.ToLower(r); {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.', r == '_', r == '/':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		default:
			b.WriteByte('-')
		}
	}
	return cmp.Or(b.String(), "table")
}

// add adds a bundle to the task of its resource.
func (f *frictionless) add(task *frictionlessTask, b *bundle) {
	if b.severity != SeverityError {
		word := severityWord(b.severity).In(f.language) + message.Colon.In(f.language)
		task.Warnings = append(task.Warnings, word+" "+f.tell(b))
		return
	}
	places := b.told() + b.hidden
	task.Stats.Errors += places
	findings := b.findings
	if len(findings) == 0 {
		findings = []*Finding{b.first()}
	}
	ofRule := f.options.rule(b.assertion.Rule).Frictionless
	for i, finding := range findings {
		if f.cap.bundle > 0 && i >= f.cap.bundle || f.cap.report > 0 && f.listed >= f.cap.report {
			break
		}
		places -= finding.places()
		f.listed++
		task.Errors = append(task.Errors, f.error(task, b, ofRule, finding))
	}
	if places > 0 {
		more := f.say(textMorePlaces, message.P("n", places))
		task.Warnings = append(task.Warnings, f.say(textInFile, as("file", f.requirement(&b.assertion, false)), as("message", more)))
	}
}
