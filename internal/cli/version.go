package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
)

// versionJSON is what "version --format json" prints.
type versionJSON struct {
	answer
	Name      string            `json:"name"`
	Version   string            `json:"version"`
	Commit    string            `json:"commit,omitempty"`
	Go        string            `json:"go"`
	Platform  string            `json:"platform"`
	Standards []standardVersion `json:"standards"`
}

type standardVersion struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Status  string `json:"status"`
	Digest  string `json:"digest"`
}

// versionCommand says which build this is and which standards are in it.
func (a *app) versionCommand() *cobra.Command {
	cmd := a.command("version", helpVersion)
	cmd.Args = noArguments()
	format := a.addFormatFlag(cmd, "text", "json")
	cmd.RunE = func(*cobra.Command, []string) error { return a.printVersion(*format) }
	return cmd
}

func (a *app) printVersion(format string) error {
	v, err := a.version()
	if err != nil {
		return err
	}
	if format == "json" {
		return writeJSON(a.stdout, v)
	}
	fmt.Fprintf(a.stdout, "hvdlint %s\n", v.Version)
	if v.Commit != "" {
		fmt.Fprintln(a.stdout, a.say(textCommit, message.P("commit", v.Commit)))
	}
	fmt.Fprintf(a.stdout, "%s %s\n", v.Go, v.Platform)
	for _, s := range v.Standards {
		fmt.Fprintln(a.stdout, a.say(textStandardDigest, message.P("standard", s.Name+"@"+s.Version), message.P("digest", s.Digest)))
	}
	return nil
}

func (a *app) version() (versionJSON, error) {
	v := versionJSON{
		answer: answer{answerVersion}, Name: "hvdlint", Version: a.env.Version, Commit: a.env.Commit,
		Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Standards: []standardVersion{},
	}
	all, err := bundled()
	for _, s := range all {
		v.Standards = append(v.Standards, standardVersion{Name: s.Name, Version: s.Version, Status: string(s.Status), Digest: s.Digest})
	}
	return v, err
}
