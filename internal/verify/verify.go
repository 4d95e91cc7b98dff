// Package verify holds a report against what checking the same data again says: which files are those of the report, what differs, and
// what that comes to. It reads nothing and checks nothing itself.
package verify

import (
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
)

// Status says whether a report still tells the truth.
type Status string

// The statuses, the best first. A run that no file was named for is left out: it was not asked for.
const (
	LeftOut         Status = "left-out"
	Verified        Status = "verified"
	ResultDiffers   Status = "result-differs"   // of the same bytes, the report says other things
	DigestDiffers   Status = "digest-differs"   // the data are not the ones that were checked
	StandardDiffers Status = "standard-differs" // what they were measured against is not at hand
	CannotVerify    Status = "cannot-verify"
)

var order = map[Status]int{LeftOut: 0, Verified: 1, ResultDiffers: 2, DigestDiffers: 3, StandardDiffers: 4, CannotVerify: 5}

// Result is what came of verifying a report.
type Result struct {
	SchemaVersion int         `json:"schemaVersion"` // of this form
	Tool          report.Tool `json:"tool"`          // that verified
	Report        Report      `json:"report"`
	Status        Status      `json:"result"`
	Runs          []Run       `json:"runs"`
	Strangers     []Stranger  `json:"strangers"` // files that were named and that the report does not tell of
}

// Report is the report that was verified.
type Report struct {
	Path     string      `json:"path"`
	SHA256   string      `json:"sha256"`
	Tool     report.Tool `json:"tool"`     // that made it
	SameTool bool        `json:"sameTool"` // and verified it
}

// Run is what came of one run of the report.
type Run struct {
	Dataset  string          `json:"dataset"`
	Path     string          `json:"path,omitempty"` // of its archive, descriptor or first file, as the report has it
	Standard report.Standard `json:"standard"`
	Verdict  report.Verdict  `json:"verdict"` // of the report
	Status   Status          `json:"result"`
	Messages *message.Text   `json:"messages,omitempty"` // why it was not checked again
	Files    []Compared      `json:"files"`
	// SameSubstance is said of data that changed: whether the verdict, the outcomes and all counts are what they were.
	SameSubstance *bool        `json:"sameSubstance,omitempty"`
	Differences   *Differences `json:"differences,omitempty"` // nil: it was not checked again
}

// Compared is a file of the report and the one that was found for it.
type Compared struct {
	Role   Role   `json:"role"`
	Path   string `json:"path"`             // in the report; empty: it was not there
	File   string `json:"file,omitempty"`   // as it was named now; empty: there is none
	How    How    `json:"how,omitempty"`    // it was found
	SHA256 string `json:"sha256,omitempty"` // in the report; empty: it does not say
	Actual string `json:"actual,omitempty"` // empty: it cannot be read
}

// Role is what a file is to a run.
type Role string

// The roles.
const (
	Data       Role = "data"
	Descriptor Role = "descriptor"
	Previous   Role = "previous"
	Waivers    Role = "waivers"
	Baseline   Role = "baseline"
)

// Changed reports whether the bytes are others than those of the report, as far as it tells.
func (c *Compared) Changed() bool {
	return c.Path == "" || c.SHA256 != "" && c.SHA256 != c.Actual
}

// Stranger is a file that no run of the report tells of.
type Stranger struct {
	Path     string       `json:"path"`
	Messages message.Text `json:"messages"`
}

// Changed reports whether one of the files changed.
func (r *Run) Changed() bool {
	for i := range r.Files {
		if r.Files[i].Changed() {
			return true
		}
	}
	return false
}

// SameBytes reports whether all files are known to be the same.
func (r *Run) SameBytes() bool {
	for i := range r.Files {
		if c := &r.Files[i]; c.SHA256 == "" || c.Changed() {
			return false
		}
	}
	return true
}

// Judge holds a run of the report against the same one made now, and settles the status. sameTool: both were made by the same version of
// the program, so that even their sentences must be the same.
func (r *Run) Judge(recorded, again *report.Run, sameTool bool) {
	if r.Changed() {
		differences := Compare(substance(recorded), substance(again), true)
		same := differences.Count == 0
		r.Status, r.SameSubstance, r.Differences = DigestDiffers, &same, &differences
		return
	}
	differences := Compare(recorded, again, sameTool)
	r.Status, r.Differences = Verified, &differences
	if differences.Count > 0 {
		r.Status = ResultDiffers
	}
}

// Settle settles the status of the whole: the worst. A report of which nothing was verified cannot be verified.
func (r *Result) Settle() {
	r.Status = LeftOut
	for i := range r.Runs {
		r.Status = worse(r.Status, r.Runs[i].Status)
	}
	if len(r.Strangers) > 0 || r.Status == LeftOut {
		r.Status = CannotVerify
	}
}

func worse(a, b Status) Status {
	if order[b] > order[a] {
		return b
	}
	return a
}

// substance is what a run says apart from places and bytes: the verdict, the outcomes and all counts.
func substance(r *report.Run) *report.Run {
	s := &report.Run{Verdict: r.Verdict, Totals: r.Totals}
	for i := range r.Resources {
		resource := report.Resource{Name: r.Resources[i].Name, Records: r.Resources[i].Records}
		if u := r.Resources[i].Unread; u != nil {
			resource.Unread = &report.Unread{Reason: u.Reason}
		}
		s.Resources = append(s.Resources, resource)
	}
	for i := range r.Assertions {
		a := &r.Assertions[i]
		s.Assertions = append(s.Assertions, report.Assertion{
			Requirement: a.Requirement, Resource: a.Resource, Level: a.Level, Outcome: a.Outcome, Tested: a.Tested, Failed: a.Failed,
			Waived: a.Waived, Known: a.Known,
		})
	}
	return s
}
