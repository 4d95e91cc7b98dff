package validate_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

// listener notes what it is told, as a line of JSON for each place.
type listener struct {
	held, pending []string
	places        map[string]int64 // by requirement
	unsure        map[string]int64
	forgotten     int
}

func newListener() *listener {
	return &listener{places: map[string]int64{}, unsure: map[string]int64{}}
}

func (l *listener) Hold() {
	l.held = append(l.held, l.pending...)
	for id, n := range l.unsure {
		l.places[id] += n
	}
	clear(l.unsure)
	l.pending = nil
}

func (l *listener) Forget() {
	l.forgotten += len(l.pending)
	clear(l.unsure)
	l.pending = nil
}

func (l *listener) Tell(path string, standing validate.Standing, f *report.Finding) {
	line, err := json.Marshal(f)
	if err != nil {
		panic(err)
	}
	l.unsure[f.Requirement] += f.Count
	l.pending = append(l.pending, path+" "+string(standing)+" "+string(line))
}

// listen checks a file and returns all that was told.
func listen(t testing.TB, file string, samples, block, jobs int) (*listener, report.Run) {
	t.Helper()
	l := newListener()
	run, err := validate.Check(t.Context(), source.One(filepath.Base(file), file), validate.Options{
		Rules: rules.All(), Standard: babyNames(t), MaxSamples: samples, BlockSize: block, Jobs: jobs, Findings: l,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range run.Assertions {
		if l.places[a.Requirement] != a.Failed {
			t.Errorf("%s: told of %d places of %d", a.Requirement, l.places[a.Requirement], a.Failed)
		}
	}
	if len(l.pending) > 0 {
		t.Errorf("%d places may or may not hold", len(l.pending))
	}
	return l, run
}

// A listener hears of each failing place once, in an order that does not depend on how the table was cut, and the report is the same as
// without one.
func TestListenerHearsOfEveryPlace(t *testing.T) {
	pool := slices.Concat(awkward().rows, wellTyped().rows)
	rapid.Check(t, func(r *rapid.T) {
		d := dataset{labels: englishLabels, rows: rapid.SliceOfN(rapid.SampledFrom(pool), 0, 80).Draw(r, "rows")}
		file := d.writeIn(t, rapid.SampledFrom(formats).Draw(r, "format"), "names")
		samples := rapid.SampledFrom([]int{0, 1, 2}).Draw(r, "samples")
		whole, run := listen(t, file, samples, 1<<20, 1)
		cut, _ := listen(t, file, samples, rapid.IntRange(1, 1000).Draw(r, "block"), rapid.SampledFrom([]int{1, 2, 8}).Draw(r, "jobs"))
		if !slices.Equal(whole.held, cut.held) {
			r.Fatalf("told of the cut table:\n%s\ntold of the whole:\n%s", strings.Join(cut.held, "\n"), strings.Join(whole.held, "\n"))
		}
		plain, err := validate.Check(t.Context(), source.One(filepath.Base(file), file), validate.Options{Rules: rules.All(), Standard: babyNames(t), MaxSamples: samples})
		if err != nil {
			r.Fatal(err)
		}
		got, _ := json.Marshal(run)
		if want, _ := json.Marshal(plain); !bytes.Equal(got, want) {
			r.Fatalf("the report with a listener:\n%s\nwithout:\n%s", got, want)
		}
	})
}

// What was told of a table that turns out to be another one is taken back.
func TestListenerForgetsWhatDoesNotHold(t *testing.T) {
	late := "jurisdiction,year,sex,first_name,count\n" + strings.Repeat("NS,2016,F,OLIVIA,<5\n", 60_000) + "NS,2016,F,CHLO\xc9,5\n"
	for name, text := range map[string]string{
		"names.ndjson": damagedJSON("\n"),
		"names.json":   "[" + damagedJSON(",\n"),
		"names.csv":    late,
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			l, _ := listen(t, file, 2, 1000, 2)
			if l.forgotten == 0 {
				t.Error("nothing was taken back")
			}
			again, _ := listen(t, file, 2, 0, 1)
			if !slices.Equal(l.held, again.held) {
				t.Errorf("told of blocks of 1,000 bytes:\n%s\nof the whole:\n%s", strings.Join(l.held[:5], "\n"), strings.Join(again.held[:5], "\n"))
			}
		})
	}
}
