package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/standards"
)

// initFlags are the choices of "init".
type initFlags struct {
	force bool
	quiet bool
}

// initCommand writes a configuration for what lies in a folder.
func (a *app) initCommand() *cobra.Command {
	var f initFlags
	cmd := a.command("init", helpInit)
	cmd.Args = arguments(0, 1, message.Text{})
	cmd.Flags().BoolVar(&f.force, "force", false, a.say(flagForce))
	cmd.Flags().BoolVarP(&f.quiet, "quiet", "q", false, a.say(flagQuietInspect))
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		folder := "."
		if len(args) > 0 {
			folder = args[0]
		}
		return a.begin(cmd.Context(), folder, &f)
	}
	return cmd
}

// begin looks at a folder and writes its configuration.
func (a *app) begin(ctx context.Context, folder string, f *initFlags) error {
	info, err := os.Stat(folder)
	if err != nil {
		return wrongUsage(textInitFolder, message.P("path", shown(folder)), message.P("cause", whyNot(err)))
	}
	if !info.IsDir() {
		return wrongUsage(textInitFolder, message.P("path", shown(folder)), message.P("cause", textNoFolder))
	}
	file := filepath.Join(folder, config.Name)
	if _, err := os.Lstat(file); err == nil && !f.force {
		return wrongUsage(textInitThere, message.P("path", shown(filepath.ToSlash(file))))
	}
	survey, err := a.survey(ctx, folder, f.quiet)
	if err != nil {
		return err
	}
	text := a.compose(survey)
	if _, err := config.Parse(config.Name, []byte(text), 0); err != nil {
		return cannot(err, textFault)
	}
	if err := replaceFile(file, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
		return unwritten(file, err)
	}
	a.tellBegun(filepath.ToSlash(file), survey)
	return nil
}

// tellBegun says what was written, and what to do with it.
func (a *app) tellBegun(file string, s *survey) {
	tables, unread := 0, len(s.unread)
	for i := range s.groups {
		tables += len(s.groups[i].files)
	}
	text := textInitWritten
	if tables == 0 {
		text = textInitEmpty
	}
	fmt.Fprintln(a.stdout, a.say(text, message.P("path", shown(file)), message.P("n", tables), message.P("entries", len(s.groups))))
	for i := range s.groups {
		g := &s.groups[i]
		name := g.standard
		switch name {
		case "":
			name = textOwnStandard.In(a.lang)
		case noStandard:
			name = textNoStandardFits.In(a.lang)
		}
		fmt.Fprintln(a.stdout, "  "+shown(name).EN+message.Colon.In(a.lang)+" "+shown(strings.Join(g.paths, ", ")).EN)
	}
	if unread > 0 {
		fmt.Fprintln(a.stdout, a.say(textInitUnread, message.P("n", unread)))
	}
	if s.more > 0 {
		fmt.Fprintln(a.stdout, a.say(textInitMore, message.P("n", s.more)))
	}
	fmt.Fprintln(a.stdout, a.say(textInitNext))
}

// survey is what lies in a folder.
type survey struct {
	groups []group
	unread []unreadFile
	more   int // datasets that were not looked at
}

// group is files for which the same settings are right.
type group struct {
	files    []string // from the folder, with forward slashes
	paths    []string // the same, with patterns where they say it in fewer words
	standard string   // empty: a descriptor says
	encoding string   // empty: it is recognised
	why      message.Text
	sheet    string // empty: there is but one that it could be
	others   []string
	missing  []string
}

// unreadFile is a file that is no table, and why.
type unreadFile struct {
	path string
	why  message.Text
}

// surveyLimit is the number of datasets that are looked at.
const surveyLimit = 500

// survey looks at each dataset of a folder as "inspect" does.
func (a *app) survey(ctx context.Context, folder string, quiet bool) (*survey, error) {
	candidates, err := newestVersions()
	if err != nil {
		return nil, err
	}
	options, err := a.engineOptions(readingFlags{})
	if err != nil {
		return nil, err
	}
	options.MaxSamples = 1
	found, err := a.find(ctx, []string{folder}, options.Source)
	if err != nil {
		return nil, err
	}
	defer found.close()
	s := &survey{more: max(0, len(found.datasets)-surveyLimit)}
	looked := found.datasets[:len(found.datasets)-s.more]
	options.Standard = standard.Structure()
	if len(candidates) > 0 {
		options.Standard = candidates[0]
	}
	c := &checker{app: a, settings: &settings{}, bare: true, quiet: quiet}
	for i := range looked {
		run, err := c.one(ctx, &planned{dataset: &looked[i], chosen: &chosen{}, options: options})
		if err != nil {
			return nil, err
		}
		s.add(folder, &looked[i], &run, candidates)
	}
	if len(found.datasets) > 0 { // else the folder itself is what was not found
		for _, u := range found.unfound {
			s.unread = append(s.unread, unreadFile{from(folder, u.Path), u.Unread.Text})
		}
	}
	s.shorten()
	return s, nil
}

// newestVersions returns what each name of a standard means without a version.
func newestVersions() ([]*standard.Standard, error) {
	all, err := bundled()
	if err != nil {
		return nil, err
	}
	var newest []*standard.Standard
	for _, s := range all {
		if slices.ContainsFunc(newest, func(known *standard.Standard) bool { return known.Name == s.Name }) {
			continue
		}
		best, err := standards.Find(s.Name)
		if err != nil {
			return nil, cannot(err, textStandardsFaulty)
		}
		newest = append(newest, best)
	}
	return newest, nil
}

// from is the path of a file from a folder, fit to be named in a configuration there.
func from(folder, file string) string {
	below, err := filepath.Rel(folder, filepath.FromSlash(file))
	if err != nil {
		return file
	}
	return filepath.ToSlash(below)
}

// add puts a dataset into the group that it belongs to.
func (s *survey) add(folder string, dataset *source.Dataset, run *report.Run, candidates []*standard.Standard) {
	file := from(folder, dataset.Path)
	if run.HasUnread() || len(run.Resources) == 0 {
		s.unread = append(s.unread, unreadFile{file, reasonOf(run)})
		return
	}
	if !config.CanName(file) {
		s.unread = append(s.unread, unreadFile{file, textUnnameable})
		return
	}
	g := groupOf(dataset, run, candidates)
	g.files = []string{file}
	for i := range s.groups {
		if s.groups[i].isLike(&g) {
			s.groups[i].files = append(s.groups[i].files, file)
			return
		}
	}
	s.groups = append(s.groups, g)
}

func reasonOf(run *report.Run) message.Text {
	for i := range run.Resources {
		if u := run.Resources[i].Unread; u != nil {
			return u.Messages
		}
	}
	return message.Text{}
}

// groupOf finds out what has to be said of a dataset.
func groupOf(dataset *source.Dataset, run *report.Run, candidates []*standard.Standard) group {
	var g group
	if own, err := ownStandard(dataset); own != nil || err != nil {
		return g
	}
	g.standard, g.missing = bestFit(run, candidates)
	for i := range run.Resources {
		r := &run.Resources[i]
		if e := r.Encoding; e != nil && e.Confidence < sureEnough && len(run.Resources) == 1 {
			g.encoding, g.why = e.Name, e.Why
		}
		if r.Sheet != nil {
			g.sheet, g.others = sheetsOf(r.Sheet)
		}
	}
	return g
}

// sureEnough is the confidence, in percent, from which an encoding is left to be recognised each time.
const sureEnough = 90

// bestFit returns the standard that knows the most labels, if it knows at least half of those of each table, and the fields that it
// misses; otherwise the word for none.
func bestFit(run *report.Run, candidates []*standard.Standard) (name string, missing []string) {
	name = noStandard
	most := 0
	for _, candidate := range candidates {
		known, fits := 0, true
		var lacks []string
		for i := range run.Resources {
			var labels []string
			for _, f := range run.Resources[i].Fields {
				if f.Column > 0 {
					labels = append(labels, f.Header)
				}
			}
			fit := validate.FitOf(candidate, labels)
			known, fits = known+fit.Known, fits && fit.Known > 0 && 2*fit.Known >= len(labels)
			lacks = append(lacks, fit.Missing...)
		}
		if fits && known > most {
			name, missing, most = candidate.Name+"@"+candidate.Version, lacks, known
		}
	}
	return name, missing
}

// sheetsOf returns the sheet that was read and the others that could have been, when there are any.
func sheetsOf(s *report.Sheet) (sheet string, others []string) {
	for _, entry := range s.All {
		if entry.Data && !entry.Hidden && entry.Name != s.Name {
			others = append(others, entry.Name)
		}
	}
	if len(others) == 0 {
		return "", nil
	}
	return s.Name, others
}

// isLike reports whether the settings of one group are right for another. What files lack is most likely the same for those of one folder.
func (g *group) isLike(other *group) bool {
	if len(g.missing) > 0 && path.Dir(g.files[0]) != path.Dir(other.files[0]) {
		return false
	}
	return g.standard == other.standard && g.encoding == other.encoding && g.sheet == other.sheet &&
		slices.Equal(g.others, other.others) && slices.Equal(g.missing, other.missing)
}
