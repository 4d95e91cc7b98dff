package standard

import "strings"

// IsPattern reports whether a text can stand for requirements: the id of a requirement or of a rule, or the beginning of some with a *
// behind it.
func IsPattern(s string) bool {
	return s != "" && strings.IndexByte(s, '*') == strings.LastIndexByte(s, '*') && (!strings.Contains(s, "*") || strings.HasSuffix(s, "*"))
}

// Fits reports whether a pattern, as of [IsPattern], stands for the requirement: by its own id or by that of its rule.
func (r *Requirement) Fits(pattern string) bool {
	if start, open := strings.CutSuffix(pattern, "*"); open {
		return strings.HasPrefix(r.ID, start) || strings.HasPrefix(r.Rule, start)
	}
	return r.ID == pattern || r.Rule == pattern
}
