package validate_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

// fileReport checks a file against baby-names and returns the report's bytes.
func fileReport(t testing.TB, file string, samples, block, jobs int) []byte {
	t.Helper()
	run, err := validate.Check(t.Context(), source.One(filepath.Base(file), file), validate.Options{
		Rules: rules.All(), Standard: babyNames(t), MaxSamples: samples, BlockSize: block, Jobs: jobs,
	})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.JSON(&out, &report.Report{Runs: []report.Run{run}}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestReportOfNoFormatDependsOnTheCut is the law of TestReportDoesNotDependOnTheCut for the formats that it does not draw.
func TestReportOfNoFormatDependsOnTheCut(t *testing.T) {
	pool := slices.Concat(awkward().rows, wellTyped().rows)
	rapid.Check(t, func(r *rapid.T) {
		d := dataset{labels: englishLabels, rows: rapid.SliceOfN(rapid.SampledFrom(pool), 0, 80).Draw(r, "rows")}
		file := d.writeIn(t, rapid.SampledFrom(formats).Draw(r, "format"), "names")
		samples := rapid.SampledFrom([]int{0, 1, 4}).Draw(r, "samples")
		block := rapid.IntRange(1, 1000).Draw(r, "block")
		jobs := rapid.SampledFrom([]int{1, 2, 8}).Draw(r, "jobs")
		whole := fileReport(t, file, samples, 1<<20, 1)
		if cut := fileReport(t, file, samples, block, jobs); !bytes.Equal(cut, whole) {
			r.Fatalf("blocks of %d bytes and %d jobs differ from the whole:\n%s", block, jobs, difference(cut, whole))
		}
	})
}

// damagedJSON has records with other names, and with bytes that are not UTF-8, far behind the first ones, and ends in the middle of one.
func damagedJSON(newline string) string {
	var text strings.Builder
	for i := range 3000 {
		text.WriteString(`{"jurisdiction":"NS","year":2016,"sex":"F","first_name":"OLIVIA","count":` + []string{"45", `"<5"`, "null", `"45"`}[i%4] + "}" + newline)
		switch i {
		case 2000:
			text.WriteString(`{"jurisdiction":"NS","note":"CHLO` + "\xc9" + `","year":2016}` + newline)
		case 2500:
			text.WriteString(`{"jurisdiction":"NS","year":[1,2],"year":2017,"rank":"\ud800"}` + newline)
		case 2900:
			text.WriteString(`{"jurisdiction":"NS","year":}` + newline)
		}
	}
	return text.String()
}

// A text that shows only far behind its start that reading was begun on wrong premises has one report, whoever meets what first.
func TestReportOfDamagedJSONDoesNotDependOnTheCut(t *testing.T) {
	for name, text := range map[string]string{
		"names.ndjson": damagedJSON("\n"),
		"names.json":   "[" + damagedJSON(",\n"),
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			whole := fileReport(t, file, 3, 0, 1)
			if !bytes.Contains(whole, []byte(`"note"`)) {
				t.Errorf("the name of a late record is not a field:\n%s", whole)
			}
			for _, block := range []int{64, 1000, 4096, 0} {
				if cut := fileReport(t, file, 3, block, 8); !bytes.Equal(cut, whole) {
					t.Errorf("blocks of %d bytes differ from the whole:\n%s", block, difference(cut, whole))
				}
			}
		})
	}
}

// long is a dataset that takes many shards in every format.
func long() dataset {
	d := dataset{labels: englishLabels}
	for range 20_000 {
		d.rows = append(d.rows, name(text("OLIVIA"), number("45"), number("1")))
	}
	return d
}

// openFiles returns the number of files that the process has open, 0 where the system does not tell.
func openFiles() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

// TestCancelledInTheMiddleOfAnyFormat: whenever a check is stopped, it ends with the reason why, and leaves neither goroutines nor files.
func TestCancelledInTheMiddleOfAnyFormat(t *testing.T) {
	data := long()
	files := data.writeInAll(t, "names")
	files["gzip"] = files["parquet"] + ".gz"
	gzipFile(t, files["gzip"], files["parquet"])
	for format, file := range files {
		t.Run(format, func(t *testing.T) {
			temporary := t.TempDir()
			options := validate.Options{Rules: rules.All(), Standard: babyNames(t), BlockSize: 4096, MaxSamples: 5, Jobs: 4}
			options.Source.TempDir = temporary
			goroutines, opened := runtime.NumGoroutine(), openFiles()
			for _, after := range []time.Duration{0, time.Millisecond, 4 * time.Millisecond, 16 * time.Millisecond, 64 * time.Millisecond} {
				stopped := errors.New("stopped")
				ctx, cancel := context.WithCancelCause(t.Context())
				var wait sync.WaitGroup
				wait.Go(func() {
					time.Sleep(after)
					cancel(stopped)
				})
				run, err := validate.Check(ctx, source.One(filepath.Base(file), file), options)
				wait.Wait()
				if err != nil && !errors.Is(err, stopped) || err == nil && run.Verdict == report.CouldNotCheck {
					t.Errorf("stopped after %s: %v, %s", after, err, run.Verdict)
				}
			}
			if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
				t.Errorf("temporary files are left: %v, %v", left, err)
			}
			for range 400 {
				if runtime.NumGoroutine() <= goroutines {
					break
				}
				time.Sleep(5 * time.Millisecond)
			}
			if n := runtime.NumGoroutine(); n > goroutines {
				t.Errorf("%d goroutines before, %d after", goroutines, n)
			}
			if n := openFiles(); n > opened {
				t.Errorf("%d open files before, %d after", opened, n)
			}
		})
	}
}

// TestCancelledBetweenReadings: the end of a check between its readings is none of the file, whatever the cause is called.
func TestCancelledBetweenReadings(t *testing.T) {
	stopped := errors.New("stopped")
	ctx, cancel := context.WithCancelCause(t.Context())
	all := rules.All()
	at := slices.IndexFunc(all, func(r *lint.Rule) bool { return r.ID == "empty-file" })
	stopping := *all[at]
	stopping.Bind = func(*lint.Binding) (lint.Check, error) {
		return lint.ResourceCheck(func(*lint.Resource) []lint.Defect {
			cancel(stopped)
			return []lint.Defect{{At: lint.Location{Record: 1}}}
		}), nil
	}
	all[at] = &stopping
	file := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(file, []byte("\ufeff"+header+"NS,2016,F,OLIVIA,45\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run, err := validate.Check(ctx, source.One("names.csv", file), validate.Options{Rules: all, Standard: babyNames(t)})
	if !errors.Is(err, stopped) {
		t.Errorf("%v, %s, %+v", err, run.Verdict, run.Resources)
	}
}

func gzipFile(t *testing.T, to, from string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err = w.Write(content)
	save(t, to, &b, errors.Join(err, w.Close()))
}

// TestDigestIsThatOfTheStoredBytes: sha256sum of the file gives the same, whatever the format, and whether or not all of it was needed.
func TestDigestIsThatOfTheStoredBytes(t *testing.T) {
	data := wellTyped()
	files := data.writeInAll(t, "names")
	for _, format := range formats {
		packed := files[format] + ".gz"
		gzipFile(t, packed, files[format])
		files[format+".gz"] = packed
	}
	behind := func(name, text string) {
		files[name] = filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(files[name], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	behind("broken.json", `[{"year":1},{"year":}`+strings.Repeat(" ", 1<<20))
	behind("late-label.json", `[`+strings.Repeat(`{"year":1},`, 100_000)+`{"year":1,"note":2}]`)
	behind("late-latin1.csv", header+strings.Repeat("NS,2016,F,OLIVIA,45\n", 100_000)+"NS,2016,F,CHLO\xc9,45\n")
	behind("notes.csv", header+"NS,2016,F,OLIVIA,45\n\nSource: registry"+strings.Repeat("\n", 1<<20))
	for name, file := range files {
		t.Run(name, func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sum := sha256.Sum256(content)
			run, err := validate.Check(t.Context(), source.One(name, file), validate.Options{Rules: rules.All(), Standard: babyNames(t), MaxSamples: 5})
			if err != nil {
				t.Fatal(err)
			}
			if r := run.Resources[0]; r.SHA256 != hex.EncodeToString(sum[:]) || r.Bytes != int64(len(content)) {
				t.Errorf("%s of %d bytes, want %x of %d", r.SHA256, r.Bytes, sum, len(content))
			}
		})
	}
}

// TestRecordsReadsAsCheckDoes: what is printed is what was checked, with the same facts, and an error of the printing ends it.
func TestRecordsReadsAsCheckDoes(t *testing.T) {
	data := awkward()
	for format, file := range data.writeInAll(t, "names") {
		t.Run(format, func(t *testing.T) {
			in := source.Input{Path: filepath.Base(file), File: file}
			options := validate.Options{Standard: babyNames(t), BlockSize: 100, MaxSamples: 5}
			records := int64(0)
			unread, err := validate.Records(t.Context(), in, options, func(facts *table.Resource, b *table.Batch) error {
				if b.First != records+1 || facts.Records != int64(len(data.rows)) {
					t.Errorf("a batch starts with record %d of %d, behind %d", b.First, facts.Records, records)
				}
				records += int64(b.Len)
				return nil
			})
			if unread != nil || err != nil || records != int64(len(data.rows)) {
				t.Errorf("%d records, %v, %v", records, unread, err)
			}
			full := errors.New("the disk is full")
			if _, err := validate.Records(t.Context(), in, options, func(*table.Resource, *table.Batch) error { return full }); !errors.Is(err, full) {
				t.Errorf("got %v", err)
			}
		})
	}
}
