package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/internal/verify"
	"github.com/cogwg/hvdlint/rules"
)

// verifyFlags are the choices of "verify". How the data are read and measured is what the report says.
type verifyFlags struct {
	schema   string
	previous string
	waivers  string
	baseline string
	jobs     int
	quiet    bool
}

// verifyCommand checks a report against its files.
func (a *app) verifyCommand() *cobra.Command {
	var f verifyFlags
	cmd := a.command("verify", helpVerify)
	cmd.Args = arguments(2, -1, textNeedsReport)
	format := a.addFormatFlag(cmd, "text", "json")
	flags := cmd.Flags()
	flags.StringVar(&f.schema, "schema", "", a.say(flagVerifySchema))
	flags.StringVar(&f.previous, "previous", "", a.say(flagVerifyPrevious))
	flags.StringVar(&f.waivers, "waivers", "", a.say(flagVerifyWaivers))
	flags.StringVar(&f.baseline, "baseline", "", a.say(flagVerifyBaseline))
	flags.Var(whole{&f.jobs, 0}, "jobs", a.say(flagJobs))
	a.addProgressFlag(cmd)
	flags.BoolVarP(&f.quiet, "quiet", "q", false, a.say(flagQuietVerify))
	_ = cmd.MarkFlagFilename("schema", "json", "yaml", "yml")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.verify(cmd.Context(), &f, *format, args[0], args[1:])
	}
	return cmd
}

// verify holds a report against files and raises the exit code.
func (a *app) verify(ctx context.Context, f *verifyFlags, format, path string, files []string) error {
	if path == "-" && slices.Contains(files, "-") {
		return wrongUsage(textTwoFromStdin)
	}
	rep, sum, err := a.readReport(path)
	if err != nil {
		return err
	}
	keep := &source.Keep{}              // the digest is taken before the tables are read
	defer func() { _ = keep.Close() }() // a temporary copy that stays costs nothing but itself
	options := source.Options{Stdin: a.env.Stdin, Keep: keep}
	found, err := a.find(ctx, files, options)
	if err != nil {
		return err
	}
	defer found.close()
	v := &verifier{app: a, flags: f, recorded: rep, found: found, checker: &checker{
		app: a, settings: &settings{}, quiet: f.quiet,
	}, options: validate.Options{Rules: rules.All(), Jobs: f.jobs, Source: options}}
	result := verify.Result{
		SchemaVersion: report.SchemaVersion, Tool: a.tool(), Strangers: []verify.Stranger{},
		Report: verify.Report{Path: path, SHA256: sum, Tool: rep.Tool, SameTool: rep.Tool == a.tool()},
	}
	if err := v.identify(ctx); err != nil {
		return err
	}
	if result.Runs, err = v.runs(ctx); err != nil {
		return err
	}
	result.Strangers = append(result.Strangers, v.strangers()...)
	result.Settle()
	a.exit(exitOfStatus[result.Status])
	if format == "json" {
		return writeJSON(a.stdout, &result)
	}
	a.writeVerification(&result, f.quiet)
	return nil
}

// exitOfStatus are the exit codes: what could not be verified is not the report's fault, and not its merit.
var exitOfStatus = map[verify.Status]int{
	verify.Verified: exitConforms, verify.ResultDiffers: exitFindings, verify.DigestDiffers: exitFindings,
	verify.StandardDiffers: exitFailed, verify.CannotVerify: exitFailed,
}

// readReport reads a report and takes its digest.
func (a *app) readReport(path string) (*report.Report, string, error) {
	unread := func(err error) error {
		return &failure{code: exitFailed, err: err, text: textReportUnread.Format(message.P("path", shown(path)), message.P("cause", whyNot(err)))}
	}
	from := a.env.Stdin
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, "", unread(err)
		}
		defer func() { _ = file.Close() }() // it was only read
		from = file
	}
	sum := sha256.New()
	rep, err := report.Read(io.TeeReader(from, sum))
	fault, ok := errors.AsType[*report.ReadError](err)
	switch {
	case err == nil:
		return rep, hex.EncodeToString(sum.Sum(nil)), nil
	case !ok:
		return nil, "", unread(err)
	case fault.Foreign:
		return nil, "", wrongUsage(textNoReport, message.P("path", shown(path)), message.P("cause", fault.Text))
	}
	text := textReportDamaged.Format(message.P("path", shown(path)), message.P("cause", fault.Text))
	if fault.Version != "" && fault.Version != a.env.Version {
		text = textReportOfAnother.Format(message.P("text", text), message.P("version", fault.Version))
	}
	return nil, "", &failure{code: exitFailed, err: err, text: text}
}
