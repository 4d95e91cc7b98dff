package report

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// The part of JUnit's XML that [JUnit] writes. There is no one schema: these elements and attributes are those of Jenkins
// (xunit-plugin, junit-10.xsd), which GitLab and Azure Pipelines read too.

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	ClassName string        `xml:"classname,attr"`
	Error     *junitProblem `xml:"error"`
	Failure   *junitProblem `xml:"failure"`
	Skipped   *junitProblem `xml:"skipped"`
	Out       string        `xml:"system-out,omitempty"`
}

type junitProblem struct {
	Message string `xml:"message,attr,omitempty"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// JUnit writes the report as JUnit's XML, in one language: a suite for each dataset, a test for each requirement and resource. What
// fails a must fails its test; what could not be read is an error. A failed should or may is a test that passes and says what it
// found: the format has no word for a warning, and a warning does not fail a build. A requirement that fails only where nothing counts is
// skipped; a faulty waiver is a test of its own.
func JUnit(w io.Writer, r *Report, options TextOptions) error {
	p := newPage(nil, options)
	all := junitSuites{Name: xmlText(cmp.Or(r.Tool.Name, "hvdlint"))}
	for i := range r.Runs {
		suite := p.suite(&r.Runs[i])
		all.Tests, all.Failures, all.Errors = all.Tests+suite.Tests, all.Failures+suite.Failures, all.Errors+suite.Errors
		all.Suites = append(all.Suites, suite)
	}
	text, err := xml.MarshalIndent(all, "", "  ")
	if err == nil {
		_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	}
	if err != nil {
		return fmt.Errorf("writing the report as JUnit: %w", err)
	}
	return nil
}

func (p *page) suite(run *Run) junitSuite {
	suite := junitSuite{Name: xmlText(p.say(textInFile, as("file", p.heading(run)), as("message", standardName(&run.Standard, p.language))))}
	for _, r := range run.untold(p.language) {
		why := xmlText(said(r.Unread.Messages.In(p.language)))
		suite.Cases = append(suite.Cases, junitCase{
			Name: textIsRead.In(p.language), ClassName: xmlText(visible(cmp.Or(r.Path, r.Name))),
			Error: &junitProblem{Message: why, Type: ruleUnread, Text: why},
		})
		suite.Errors++
	}
	for _, b := range waiverBundles(run) {
		test := p.test(run, &b.assertion, b.group())
		test.ClassName = xmlText(visible(b.file()))
		if test.Failure != nil {
			suite.Failures++
		}
		suite.Cases = append(suite.Cases, test)
	}
	failed := map[[2]string]*group{}
	groups := groupsOf(run)
	for i := range groups {
		failed[[2]string{groups[i].assertion.Requirement, groups[i].assertion.Resource}] = &groups[i]
	}
	for i := range run.Assertions {
		a := &run.Assertions[i]
		test := p.test(run, a, failed[[2]string{a.Requirement, a.Resource}])
		if test.Error != nil {
			suite.Errors++
		}
		if test.Failure != nil {
			suite.Failures++
		}
		if test.Skipped != nil {
			suite.Skipped++
		}
		suite.Cases = append(suite.Cases, test)
	}
	suite.Tests = len(suite.Cases)
	return suite
}

// test is the test of one requirement on one resource; g is what it found, if it failed.
func (p *page) test(run *Run, a *Assertion, g *group) junitCase {
	test := junitCase{Name: xmlText(visible(a.Requirement)), ClassName: xmlText(visible(run.placeOf(a)))}
	switch {
	case a.Outcome == Failed && g != nil:
		p.of = run.resource(a.Resource)
		title := clip(sentence(a.Title.In(p.language)), titleLimit)
		told := p.say(textInFile, as("file", title), as("message", p.count(&g.assertion)))
		text := strings.Join(p.findings(g), "\n")
		if a.Waived+a.Known > 0 {
			text += "\n" + p.failsWaived(a)
		}
		problem := &junitProblem{Message: xmlText(told), Type: xmlText(visible(a.Rule)), Text: xmlText(text)}
		switch {
		case g.severity == SeverityError && a.Rule == ruleUnread:
			test.Error = problem
		case g.severity == SeverityError:
			test.Failure = problem
		default:
			word := severityWord(g.severity).In(p.language) + message.Colon.In(p.language)
			test.Out = xmlText(word + " " + told + "\n" + text)
		}
	case a.Outcome == Failed && !a.Counts():
		test.Skipped = &junitProblem{Message: xmlText(p.failsWaived(a))}
	case a.Outcome != Passed && a.Reason != nil:
		test.Skipped = &junitProblem{Message: xmlText(said(a.Reason.In(p.language)))}
	}
	return test
}

// failsWaived says of a requirement in how many places it fails that do not count.
func (p *page) failsWaived(a *Assertion) string {
	return p.say(textFailsWaived, message.P("n", a.Waived+a.Known), message.P("waived", a.Waived), message.P("known", a.Known))
}

// placeOf is the path of the resource of an assertion, else the name of the dataset.
func (r *Run) placeOf(a *Assertion) string {
	if resource := r.resource(a.Resource); resource != nil {
		return cmp.Or(resource.Path, resource.Name)
	}
	return cmp.Or(a.Resource, r.Dataset.Name)
}

// findings lists what a group found, a line each, and how to mend it. What the report does not hold is told.
func (p *page) findings(g *group) []string {
	var lines []string
	if statement := sentence(g.assertion.Statement.In(p.language)); statement != "" {
		lines = append(lines, statement)
	}
	hidden := g.assertion.Failed
	fixed := ""
	for _, e := range g.entries() {
		lines = append(lines, clip(p.entry(e), messageLimit))
		hidden -= e.places
		if fix := said(e.first.Fixes.In(p.language)); fix != fixed && fix != "" {
			fixed = fix
			lines = append(lines, leadFix.In(p.language)+" "+fix)
		}
	}
	if hidden > 0 {
		lines = append(lines, p.say(textMore, message.P("n", hidden)))
	}
	return lines
}

// xmlText leaves out the characters that XML 1.0 has no place for, even as references (2.2). Texts were made visible before, so that
// none should be left.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r >= ' ' && r != 0xFFFE && r != 0xFFFF {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
