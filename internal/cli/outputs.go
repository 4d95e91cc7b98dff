package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
)

// reportOutput is one report to write.
type reportOutput struct {
	format   report.Format
	path     string // empty: standard output
	appended bool   // behind what the file holds
}

// toStdout is the word for standard output where a file is named.
const toStdout = "-"

// formatCI is the name for the format of the build system that the command runs in.
const formatCI = config.CI

// resolveCI puts the format of the build system in the place of "ci": workflow commands in GitHub Actions, Code Quality in GitLab CI,
// text elsewhere. Both systems set their variable to "true".
func (a *app) resolveCI(formats []string) []string {
	resolved := slices.Clone(formats)
	for i, name := range resolved {
		if name != formatCI {
			continue
		}
		switch {
		case a.env.Getenv("GITHUB_ACTIONS") == "true":
			resolved[i] = "github"
		case a.env.Getenv("GITLAB_CI") == "true":
			resolved[i] = "gitlab"
		default:
			resolved[i] = "text"
		}
	}
	return resolved
}

// withJobSummary adds the summary of the job, which GitHub shows on the page of a run, unless another output goes there. Each step of the
// job writes behind what the file holds.
func (a *app) withJobSummary(outputs []reportOutput) []reportOutput {
	path := a.env.Getenv("GITHUB_STEP_SUMMARY")
	isThere := slices.ContainsFunc(outputs, func(o reportOutput) bool { return o.path == path })
	if a.env.Getenv("GITHUB_ACTIONS") != "true" || path == "" || isThere {
		return outputs
	}
	format, _ := report.FormatNamed("markdown")
	return append(outputs, reportOutput{format: format, path: path, appended: true})
}

// pairOutputs pairs formats with files in the order in which they were given. A file without a format is written in the
// one that its extension names; a format without a file goes to standard output, where there is room for one report.
func pairOutputs(formats, paths []string) ([]reportOutput, error) {
	var outputs []reportOutput
	for i, path := range paths {
		o := reportOutput{path: path}
		switch {
		case i < len(formats):
			o.format, _ = report.FormatNamed(formats[i])
		case path == toStdout:
			o.format = report.Formats()[0]
		default:
			var ok bool
			if o.format, ok = report.FormatOfFile(path); !ok {
				return nil, badValue("--output", path, allowedExtensions())
			}
		}
		if path == toStdout {
			o.path = ""
		}
		outputs = append(outputs, o)
	}
	for _, name := range formats[min(len(paths), len(formats)):] {
		format, _ := report.FormatNamed(name)
		outputs = append(outputs, reportOutput{format: format})
	}
	if len(outputs) == 0 {
		outputs = []reportOutput{{format: report.Formats()[0]}}
	}
	return outputs, checkOutputs(outputs)
}

func allowedExtensions() message.Text {
	var extensions []string
	for _, format := range report.Formats() {
		extensions = append(extensions, format.Extensions...)
	}
	return textAllowedExtension.Format(message.P("extensions", wordList(extensions)), message.P("formats", wordList(report.FormatNames())))
}

// checkOutputs refuses two reports in one place.
func checkOutputs(outputs []reportOutput) error {
	seen := map[string]bool{}
	for _, o := range outputs {
		key := ""
		if o.path != "" {
			key = filepath.Clean(o.path)
		}
		if !seen[key] {
			seen[key] = true
			continue
		}
		if key == "" {
			return wrongUsage(textTwoOnStdout)
		}
		return wrongUsage(textTwoInFile, message.P("path", shown(o.path)))
	}
	return nil
}

// guardInputs refuses to write a report over the data.
func guardInputs(outputs []reportOutput, inputs []source.Input) error {
	files := make([]string, len(inputs))
	for i := range inputs {
		files[i] = inputs[i].File
	}
	return guardFiles(outputs, files, textOverInput)
}

// guardFiles refuses to write a report over one of some files, in the words of refusal. Names that are empty, or of no file, do no harm.
func guardFiles(outputs []reportOutput, files []string, refusal message.Text) error {
	for _, o := range outputs {
		target, err := os.Stat(o.path)
		if err != nil || !target.Mode().IsRegular() {
			continue
		}
		for _, name := range files {
			if file, err := os.Stat(name); err == nil && os.SameFile(file, target) {
				return wrongUsage(refusal, message.P("path", shown(o.path)))
			}
		}
	}
	return nil
}

// presentation is how "check" shows what it found.
type presentation struct {
	outputs  []reportOutput
	samples  int            // places of each requirement in text, see [report.TextOptions]
	findings *findings      // for outputs that want all of them; nil: none does
	records  report.Records // for outputs that copy the data
	quiet    bool           // the verdict alone on standard output, and no notices
}

// guardFolders refuses a report in a folder that is not there, before anything is checked.
func guardFolders(outputs []reportOutput) error {
	for _, o := range outputs {
		folder := filepath.Dir(o.path)
		if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
			cause := textReportFolder.Format(message.P("folder", shown(folder)))
			return &failure{code: exitFailed, err: err, text: textCannotWrite.Format(message.P("path", shown(o.path)), message.P("cause", cause))}
		}
	}
	return nil
}

// refuseTerminal refuses to write to a terminal what is no text.
func (a *app) refuseTerminal(outputs []reportOutput) error {
	for _, o := range outputs {
		if o.format.Binary && o.path == "" && a.env.Stdout.Terminal {
			return wrongUsage(textNotForTerminals, message.P("format", o.format.Name))
		}
	}
	return nil
}

// writeReports writes each output from the same report.
func (a *app) writeReports(rep *report.Report, p presentation) error {
	for _, o := range p.outputs {
		if o.path == "" {
			options := report.TextOptions{
				Language: a.lang, Width: a.width, Samples: p.samples, Quiet: p.quiet,
				Color: useColor(a.color, a.env.Stdout, a.env.Getenv), Records: p.records, Rules: ruleInfo, Published: isPublished,
			}
			if err := p.write(a.stdout, rep, o.format, options); err != nil {
				return err
			}
			continue
		}
		save := replaceFile
		if o.appended {
			save = appendFile
		}
		err := save(o.path, func(w io.Writer) error {
			return p.write(w, rep, o.format, report.TextOptions{
				Language: a.lang, Width: defaultWidth, Samples: p.samples, Records: p.records, Rules: ruleInfo, Published: isPublished,
			})
		})
		if f, ok := errors.AsType[*failure](err); ok {
			return f // of reading the data again: it was interrupted
		}
		if err != nil {
			return unwritten(o.path, err)
		}
		if !p.quiet && !o.appended {
			a.notice(textReportWritten, message.P("path", shown(o.path)), message.P("summary", summary(rep)))
		}
	}
	return nil
}

// write writes one report in one piece.
func (p *presentation) write(w io.Writer, rep *report.Report, format report.Format, options report.TextOptions) error {
	switch {
	case format.Every:
		return p.findings.copyTo(w, rep)
	case format.Data: // writes nothing before it has everything
		return format.Write(w, rep, options)
	}
	var b bytes.Buffer
	if err := format.Write(&b, rep, options); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// summary says in a few words what a report found.
func summary(rep *report.Report) message.Text {
	unread := 0
	for i := range rep.Runs {
		if rep.Runs[i].HasUnread() || rep.Runs[i].Verdict == report.CouldNotCheck {
			unread++
		}
	}
	text := textSummary
	if unread > 0 {
		text = textSummaryUnread
	}
	t := rep.Totals()
	return text.Format(message.P("errors", t.Error), message.P("warnings", t.Warning), message.P("notes", t.Note), message.P("unread", unread))
}
