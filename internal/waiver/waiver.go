// Package waiver holds what people decided about failing places: waivers, which accept them for a reason and a time, and baselines, which
// say which ones are known already. It reads and writes their files and says what a place is known by; what fails is for others to know.
package waiver

import (
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/cogwg/hvdlint/internal/message"
)

// Waiver is one decision to accept failing places of a requirement. Without Field, Key and File it accepts all of them.
type Waiver struct {
	Requirement string              // id of the requirement, or its beginning and "/*"
	Field       string              // name of the field; empty: any
	Key         map[string][]string // by the name of a field, the values of which a record has one; nil: any record
	File        string              // glob of the path; empty: any
	Reason      message.Text
	Owner       string
	Date        string // on which it was decided, as 2026-11-26; before it is not in force
	Expires     string // the last day on which it is in force
	Line        int    // of its file, from 1
}

// List is a file of waivers.
type List struct {
	Path    string // as the user named it
	SHA256  string // lower-case hexadecimal, of its bytes
	Waivers []Waiver
}

// Covers reports whether a waiver is of a requirement.
func (w *Waiver) Covers(requirement string) bool {
	if start, open := strings.CutSuffix(w.Requirement, "*"); open {
		return strings.HasPrefix(requirement, start)
	}
	return w.Requirement == requirement
}

// IsOpen reports whether a waiver names requirements by their beginning.
func (w *Waiver) IsOpen() bool { return strings.HasSuffix(w.Requirement, "*") }

// IsNarrowed reports whether a waiver is narrowed to anything.
func (w *Waiver) IsNarrowed() bool { return w.Field != "" || w.Key != nil || w.File != "" }

// InFile reports whether a waiver is about a file. Its pattern fits the whole path or the end of it from any folder on, and a member of an
// archive also by the archive.
func (w *Waiver) InFile(path string) bool {
	if w.File == "" {
		return true
	}
	pattern := strings.TrimPrefix(w.File, "./")
	for _, whole := range []string{path, archiveOf(path)} {
		for rest, ok := whole, true; ok; _, rest, ok = strings.Cut(rest, "/") {
			if doublestar.MatchUnvalidated(pattern, rest) {
				return true
			}
		}
	}
	return false
}

// archiveOf is the path of the archive that a member is in; of what is no member, its own.
func archiveOf(path string) string {
	archive, _, _ := strings.Cut(path, "!")
	return archive
}

// InForce reports whether a waiver accepts anything on a day: it is decided by then, and has not expired.
func (w *Waiver) InForce(day string) bool { return !w.Pending(day) && !w.Expired(day) }

// Pending reports whether a waiver is only decided after a day.
func (w *Waiver) Pending(day string) bool { return w.Date > day }

// Expired reports whether a waiver is not in force any more on a day.
func (w *Waiver) Expired(day string) bool { return w.Expires != "" && w.Expires < day }

// Has reports whether a value is among those that a waiver names for a field.
func (w *Waiver) Has(field string, value []byte) bool {
	written := string(normal(value))
	return slices.Contains(w.Key[field], written)
}
