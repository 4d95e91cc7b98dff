package report

// The severities, worst first.
const (
	SeverityError   = "error"
	SeverityWarning = "warning"
	SeverityNote    = "note"
)

// severityRank orders severities, 0 the worst; what is none of the three comes last.
func severityRank(severity string) int {
	switch severity {
	case SeverityError:
		return 0
	case SeverityWarning:
		return 1
	case SeverityNote:
		return 2
	}
	return 3
}

// severityOf is the severity of what fails at a level: must, should or may.
func severityOf(level string) string {
	switch level {
	case "must":
		return SeverityError
	case "should":
		return SeverityWarning
	}
	return SeverityNote
}

// AtLeast returns the number of failing places of a severity and of those worse than it. Of a word that is no severity,
// such as "never", there are none.
func (t Totals) AtLeast(severity string) int64 {
	switch severity {
	case SeverityError:
		return t.Error
	case SeverityWarning:
		return t.Error + t.Warning
	case SeverityNote:
		return t.Error + t.Warning + t.Note
	}
	return 0
}

// Totals adds up the totals of all runs.
func (r *Report) Totals() Totals {
	var sum Totals
	for i := range r.Runs {
		t := r.Runs[i].Totals
		sum.Error += t.Error
		sum.Warning += t.Warning
		sum.Note += t.Note
	}
	return sum
}

// HasAtLeast reports whether some run has a failing place that counts, or a faulty waiver, of that severity or a worse one: what --fail-on
// asks.
func (r *Report) HasAtLeast(severity string) bool { return r.Totals().AtLeast(severity) > 0 }

// Verdict is the worst verdict of all runs: could-not-check, else does-not-conform, else conforms-with-exceptions, else conforms.
func (r *Report) Verdict() Verdict {
	worst := Conforms
	for i := range r.Runs {
		switch v := r.Runs[i].Verdict; {
		case v == CouldNotCheck || r.Runs[i].HasUnread():
			return CouldNotCheck
		case v == DoesNotConform, v == ConformsWithExceptions && worst == Conforms:
			worst = v
		}
	}
	return worst
}

// HasUnread reports whether a resource of the run, or the rest of one, was not read.
func (r *Run) HasUnread() bool {
	for i := range r.Resources {
		if r.Resources[i].Unread != nil {
			return true
		}
	}
	return false
}
