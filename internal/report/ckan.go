package report

import (
	"fmt"
	"io"

	"github.com/cogwg/hvdlint/internal/message"
)

// ckanCap bounds what CKAN lists: its page prints the message of every error.
var ckanCap = frictionlessCap{bundle: 100, report: 1000}

// CKAN writes the report as ckanext-validation stores it, in one language: that of [Frictionless], with no more errors than its page bears.
// The counts are exact all the same.
func CKAN(w io.Writer, r *Report, options TextOptions) error {
	if err := writeJSON(w, frictionlessOf(r, options, ckanCap), "  "); err != nil {
		return fmt.Errorf("writing the report for CKAN: %w", err)
	}
	return nil
}

// CKANCanada writes the report as the fork of ckanext-validation on open.canada.ca stores it: one of [CKAN] in each language.
func CKANCanada(w io.Writer, r *Report, options TextOptions) error {
	reports := map[string]frictionlessReport{}
	for _, l := range message.Languages {
		options.Language = l
		reports[l.String()] = frictionlessOf(r, options, ckanCap)
	}
	if err := writeJSON(w, reports, "  "); err != nil {
		return fmt.Errorf("writing the report for CKAN in both languages: %w", err)
	}
	return nil
}
