package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/verify"
)

// writeVerification prints what came of verifying a report. quiet: the answer alone.
func (a *app) writeVerification(r *verify.Result, quiet bool) {
	leftOut := 0
	for i := range r.Runs {
		if r.Runs[i].Status == verify.LeftOut {
			leftOut++
		} else if !quiet {
			a.writeVerifiedRun(&r.Runs[i])
		}
	}
	if !quiet {
		for _, s := range r.Strangers {
			a.writeHanging("", a.say(textDatasetLine, message.P("path", shown(s.Path)), message.P("text", s.Messages)), "  ")
		}
		if len(r.Runs)+len(r.Strangers) > leftOut {
			fmt.Fprintln(a.stdout)
		}
	}
	answer := []string{a.say(answerOf(r))}
	if leftOut > 0 {
		answer = append(answer, a.say(textSomeLeftOut, message.P("n", leftOut)))
	}
	if !r.Report.SameTool {
		answer = append(answer, a.say(textMadeBy, message.P("was", versionOf(r.Report.Tool.Version, r.Report.Tool.Commit)), message.P("is", versionOf(r.Tool.Version, r.Tool.Commit))))
	}
	a.writeHanging("", strings.Join(answer, " "), "")
}

func answerOf(r *verify.Result) message.Text {
	otherwise := func(run verify.Run) bool {
		return run.Status == verify.ResultDiffers || run.SameSubstance != nil && !*run.SameSubstance
	}
	switch {
	case r.Status == verify.Verified:
		return textTrue
	case r.Status != verify.ResultDiffers && r.Status != verify.DigestDiffers:
		return textNotVerified
	case slices.ContainsFunc(r.Runs, otherwise):
		return textNotTrue
	}
	return textInSubstance
}

// versionOf is a version with the beginning of its revision.
func versionOf(version, commit string) string {
	if commit == "" {
		return version
	}
	return version + " (" + commit[:min(len(commit), 12)] + ")"
}

// writeVerifiedRun prints what came of one dataset.
func (a *app) writeVerifiedRun(r *verify.Run) {
	a.writeHanging("", a.say(textDatasetLine, message.P("path", shown(verify.Brief(cmp.Or(r.Path, r.Dataset)))), message.P("text", a.statusOf(r))), "  ")
	for i := range r.Files {
		a.writeCompared(&r.Files[i])
	}
	d := r.Differences
	if d == nil {
		return
	}
	for i := range d.List {
		a.writeHanging("  - ", a.differenceLine(&d.List[i]), "    ")
	}
	if more := d.Count - int64(len(d.List)); more > 0 {
		fmt.Fprintln(a.stdout, "  … "+a.say(textMoreDiffer, message.P("n", more)))
	}
	if d.Wording > 0 {
		a.writeHanging("  ", a.say(textWordedOther, message.P("n", d.Wording)), "  ")
	}
}

func (a *app) statusOf(r *verify.Run) message.Text {
	why := message.Text{}
	if r.Messages != nil {
		why = *r.Messages
	}
	switch r.Status {
	case verify.Verified:
		if !r.SameBytes() {
			return textAsRecorded
		}
		return textIsVerified
	case verify.ResultDiffers:
		if !r.SameBytes() {
			return textOtherResult.Format(message.P("n", r.Differences.Count))
		}
		return textResultDiffers.Format(message.P("n", r.Differences.Count))
	case verify.StandardDiffers:
		return textStandardDiffers.Format(message.P("why", why))
	case verify.DigestDiffers:
		if *r.SameSubstance {
			return textDigestSame
		}
		return textDigestDiffers.Format(message.P("n", r.Differences.Count))
	}
	return textCannotVerify.Format(message.P("why", why))
}

// writeCompared prints what changed about a file: its name, or its bytes.
func (a *app) writeCompared(c *verify.Compared) {
	named := func(text message.Text, path string) {
		a.writeHanging("  ", a.say(text, message.P("path", shown(verify.Brief(path)))), "  ")
	}
	switch {
	case c.File == "" && c.SHA256 == "":
		return // it was not there either
	case c.File == "":
		named(textFileGone, c.Path)
		return
	case c.Path == "":
		named(textFileNew, c.File)
		return
	case c.File != c.Path:
		a.writeHanging("  ", a.say(textDatasetLine, message.P("path", shown(verify.Brief(c.Path))), message.P("text", textFoundAs.Format(message.P("file", shown(c.File))))), "  ")
	}
	if !c.Changed() {
		return
	}
	actual := message.Same(c.Actual)
	if c.Actual == "" {
		actual = textNoDigest
	}
	fmt.Fprintln(a.stdout, "  "+a.say(textDigestOf, message.P("path", shown(verify.Brief(c.Path)))))
	fmt.Fprintln(a.stdout, "    "+a.say(textDigestWas, message.P("digest", message.Same(c.SHA256))))
	fmt.Fprintln(a.stdout, "    "+a.say(textDigestIs, message.P("digest", actual)))
}

// differenceLine says one difference in a sentence.
func (a *app) differenceLine(d *verify.Difference) string {
	place := message.P("place", placeOf(d))
	switch d.Only {
	case verify.InReport, verify.InCheck:
		text := textOnlyThere
		if d.Only == verify.InCheck {
			text = textOnlyNow
		}
		line := a.say(text, place)
		if d.Messages != nil {
			line += " (" + message.VisibleWhole(d.Messages.In(a.lang)) + ")"
		}
		return line
	}
	return a.say(textWasAndIs, place, message.P("was", valueOf(d.Was)), message.P("is", valueOf(d.Is)))
}

// placeOf is what a difference is about.
func placeOf(d *verify.Difference) message.Text {
	var place message.Text
	switch d.Part {
	case verify.Resource:
		place = placeTable.Format(message.P("resource", d.Resource))
	case verify.Assertion, verify.Finding:
		template := placeRequirement
		if d.Part == verify.Finding {
			template = placeFinding
		}
		place = template.Format(message.P("requirement", d.Requirement))
		if d.Resource != "" {
			place = placeIn.Format(message.P("place", place), message.P("resource", d.Resource))
		}
	}
	if d.Record > 0 {
		place = placeRecord.Format(message.P("place", place), message.P("record", d.Record))
	}
	for _, part := range []string{d.Field, strings.TrimPrefix(d.Property, "/")} {
		switch {
		case part == "":
		case place.IsZero():
			place = message.Same(message.Visible(part))
		default:
			place = placePart.Format(message.P("place", place), message.P("part", part))
		}
	}
	return place
}

// valueOf is a value of a report in a sentence.
func valueOf(value any) message.Text {
	if value == nil {
		return textNoValue
	}
	text, ok := value.(string)
	if !ok {
		written, err := json.Marshal(value)
		if err != nil {
			return textNoValue
		}
		return message.Same(message.Visible(string(written)))
	}
	return message.Quoted(message.Same(message.Visible(text)))
}
