package validate_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/internal/waiver"
	"github.com/cogwg/hvdlint/rules"
)

// waivers makes a list of entries; those that begin with "expired" were in force in January alone, and those that begin with
// "pending" will be in December.
func waivers(t testing.TB, entries ...string) *waiver.List {
	t.Helper()
	var text strings.Builder
	text.WriteString("version: 1\nwaivers:\n")
	for _, entry := range entries {
		date, expires := "2026-01-01", "2026-12-31"
		entry, expired := strings.CutPrefix(entry, "expired ")
		if expired {
			expires = "2026-01-31"
		}
		entry, pending := strings.CutPrefix(entry, "pending ")
		if pending {
			date = "2026-12-01"
		}
		fmt.Fprintf(&text, "- {%s, reason: {en: why, fr: pourquoi}, owner: us, date: %s, expires: %s}\n", entry, date, expires)
	}
	list, err := waiver.Parse("waivers.yaml", []byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// exceptionCase is a table and what keeps its failing places from counting.
type exceptionCase struct {
	samples, block, jobs int
	waivers              *waiver.List
	baseline             *waiver.Baseline
}

// run checks a text and returns what became known of it beside its report.
func (c exceptionCase) run(t testing.TB, text string, collect bool) (report.Run, *waiver.Baseline) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	options := validate.Options{
		Rules: rules.All(), Standard: babyNames(t), MaxSamples: c.samples, BlockSize: c.block, Jobs: c.jobs, Waivers: c.waivers, Day: "2026-11-26",
		Baseline: c.baseline,
	}
	b := &waiver.Baseline{}
	if collect {
		options.Known = func(table waiver.Table) { b.Put(table) }
	}
	run, err := validate.Check(t.Context(), source.One("names.csv", file), options)
	if err != nil {
		t.Fatal(err)
	}
	return run, b
}

func (c exceptionCase) bytes(t testing.TB, text string) []byte {
	t.Helper()
	run, _ := c.run(t, text, false)
	r := &report.Report{Runs: []report.Run{run}}
	r.SettleWaivers()
	var out bytes.Buffer
	if err := report.JSON(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// theWaivers are of cells, records, groups and facts, with and without keys.
func theWaivers(t testing.TB) *waiver.List {
	return waivers(t,
		`requirement: fields/year/type, scope: {field: year, key: {sex: [F, Boys]}}`,
		`requirement: primaryKey, scope: {key: {jurisdiction: QC}}`,
		`requirement: no-padding, scope: {field: jurisdiction}`,
		`expired requirement: fields/jurisdiction/enum`,
		`requirement: records/width, scope: {file: "*.csv"}`,
		`requirement: fields/count/*, scope: {key: {first_name: OLIVIA}}`,
	)
}

// TestReportWithExceptionsDoesNotDependOnTheCut is the law of TestReportDoesNotDependOnTheCut for waivers and a baseline: what is known
// is decided in order of position, whoever comes first.
func TestReportWithExceptionsDoesNotDependOnTheCut(t *testing.T) {
	list := theWaivers(t)
	rapid.Check(t, func(r *rapid.T) {
		known, text := drawTable(r), drawTable(r)
		_, baseline := exceptionCase{}.run(t, known, true)
		c := exceptionCase{samples: rapid.SampledFrom([]int{0, 1, 4}).Draw(r, "samples"), block: 1 << 20, jobs: 1, baseline: baseline}
		if rapid.Bool().Draw(r, "waived") {
			c.waivers = list
		}
		whole := c.bytes(t, text)
		c.block, c.jobs = rapid.IntRange(1, 300).Draw(r, "block"), rapid.IntRange(1, 4).Draw(r, "jobs")
		if cut := c.bytes(t, text); !bytes.Equal(cut, whole) {
			r.Fatalf("%q: blocks of %d bytes and %d jobs differ from the whole:\n%s", text, c.block, c.jobs, difference(cut, whole))
		}
	})
}

// lines draws the records of a table that can be sorted.
func lines(r *rapid.T, label string) []string {
	return rapid.SliceOfN(rapid.Custom(func(r *rapid.T) string {
		return strings.Join([]string{
			rapid.SampledFrom([]string{"NS", "QC", "XX", "NS "}).Draw(r, "jurisdiction"),
			rapid.SampledFrom([]string{"2016", "16", "1848", ""}).Draw(r, "year"),
			rapid.SampledFrom([]string{"F", "M", "Boys"}).Draw(r, "sex"),
			rapid.SampledFrom([]string{"OLIVIA", "LÉA", "BABY", "ANNA  "}).Draw(r, "name"),
			rapid.SampledFrom([]string{"45", "5", "<5", "4x", ""}).Draw(r, "count"),
		}, ",")
	}), 0, 30).Draw(r, label)
}

// counts is how often each place fails.
func counts(b *waiver.Baseline) map[string]int64 {
	all := map[string]int64{}
	for _, t := range b.Tables {
		for _, f := range t.Findings {
			all[fmt.Sprint(f.Identity)] += f.Count
		}
	}
	return all
}

// What a baseline knows of a table is the multiset that both have in common, whatever the order of records: what is new and what is gone
// is the rest.
func TestBaselineIsAMultisetOfPlaces(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		before, after := lines(r, "before"), lines(r, "after")
		after = append(after, before[:rapid.IntRange(0, len(before)).Draw(r, "kept")]...)
		after = rapid.Permutation(after).Draw(r, "order")
		text := header + strings.Join(after, "\n") + "\n"
		samples := rapid.SampledFrom([]int{0, 1, 4}).Draw(r, "samples")
		_, baseline := exceptionCase{samples: samples}.run(t, header+strings.Join(before, "\n")+"\n", true)
		whole, all := exceptionCase{samples: samples}.run(t, text, true)
		known, fresh, gone := int64(0), int64(0), int64(0)
		old, now := counts(baseline), counts(all)
		for id, n := range now {
			known += min(n, old[id])
			fresh += max(0, n-old[id])
		}
		for id, n := range old {
			gone += max(0, n-now[id])
		}
		run, left := exceptionCase{samples: samples, baseline: baseline, block: 64, jobs: 3}.run(t, text, true)
		if b := run.Baseline; b.Known != known || b.New != fresh || b.Gone != gone {
			r.Fatalf("%d known, %d new, %d gone; want %d, %d, %d", b.Known, b.New, b.Gone, known, fresh, gone)
		}
		if sum := total(whole.Totals); run.Totals != (report.Totals{}) && total(run.Totals) != fresh || sum != known+fresh {
			r.Fatalf("totals %+v of %+v", run.Totals, whole.Totals)
		}
		for id, n := range counts(left) {
			if n != min(now[id], old[id]) {
				r.Fatalf("%d places of %s are left of the baseline", n, id)
			}
		}
		for i := range run.Findings {
			if run.Findings[i].Messages.EN == "" {
				r.Fatalf("nothing is said of finding %d", i)
			}
		}
	})
}

func total(t report.Totals) int64 { return t.Error + t.Warning + t.Note }

// Sorting a file anew never makes a known place new.
func TestBaselineOutlivesSorting(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		records := lines(r, "records")
		_, baseline := exceptionCase{}.run(t, header+strings.Join(records, "\n")+"\n", true)
		sorted := header + strings.Join(rapid.Permutation(records).Draw(r, "order"), "\n") + "\n"
		run, _ := exceptionCase{samples: 3, baseline: baseline}.run(t, sorted, false)
		if b := run.Baseline; b.New != 0 || b.Gone != 0 || run.Totals != (report.Totals{}) || len(run.Findings) > 0 {
			r.Fatalf("%+v, %+v, %+v", b, run.Totals, run.Findings)
		}
	})
}

func TestWaivers(t *testing.T) {
	const text = header +
		"NS,1848,F,ANNE,7\n" +
		"NS,1849,F,MARY,8\n" +
		"QC,1849,F,MARY,8\n" +
		"NS,2016,F,EMMA ,40\n" +
		"NS,2016,F,OLIVIA,45\n" +
		"NS,2016,F,OLIVIA,45\n" +
		"QC,2016,F,OLIVIA,45\n" +
		"QC,2016,F,OLIVIA,45\n"
	for _, test := range []struct {
		name    string
		waivers []string
		errors  int64
		want    string // requirement, waived of failed
		states  string
	}{
		{"none", nil, 6, "", ""},
		{"a whole requirement", []string{"requirement: fields/year/minimum"}, 3, "fields/year/minimum 3/3", "over-broad 3"},
		{"a key", []string{"requirement: fields/year/minimum, scope: {key: {year: 1848}}"}, 5, "fields/year/minimum 1/3", "in-force 1"},
		{"a list of values", []string{"requirement: fields/year/minimum, scope: {key: {year: [1848, 1849], jurisdiction: NS}}"}, 4, "fields/year/minimum 2/3", "in-force 2"},
		{"another field", []string{"requirement: fields/year/minimum, scope: {field: count}"}, 6, "", "unused 0"},
		{"a field that the standard lacks", []string{"requirement: fields/year/minimum, scope: {key: {colour: red}}"}, 6, "", "unused 0"},
		{"a group, by key", []string{"requirement: primaryKey, scope: {key: {jurisdiction: QC}}"}, 5, "primaryKey 1/2", "in-force 1"},
		{"a group as a whole, in one file", []string{"requirement: primaryKey, scope: {file: names.csv}"}, 4, "primaryKey 2/2", "in-force 2"},
		{"another file", []string{"requirement: primaryKey, scope: {file: other.csv}"}, 6, "", ""},
		{"the beginning of ids", []string{"requirement: fields/year/*, scope: {key: {first_name: MARY}}"}, 4, "fields/year/minimum 2/3", "in-force 2"},
		{"blanks around a value", []string{"requirement: no-padding, scope: {key: {first_name: EMMA}}"}, 5, "no-padding 1/1", "in-force 1"},
		{"expired", []string{"expired requirement: fields/year/minimum, scope: {key: {year: 1848}}"}, 6, "", "expired 1"},
		{"dated on a day to come", []string{"pending requirement: fields/year/minimum, scope: {key: {year: 1848}}"}, 6, "", "pending 1"},
		{"to be replaced", []string{"pending requirement: fields/year/minimum", "requirement: fields/year/minimum, scope: {key: {year: 1848}}"}, 5, "fields/year/minimum 1/3", "pending 2, in-force 1"},
		{"dated on a day to come, of a group", []string{"pending requirement: primaryKey, scope: {key: {jurisdiction: QC}}"}, 6, "", "pending 1"},
		{"the first that fits accepts", []string{"requirement: fields/year/minimum, scope: {key: {year: 1848}}", "requirement: fields/year/minimum"}, 3, "fields/year/minimum 3/3", "in-force 1, over-broad 2"},
		{"renewed", []string{"expired requirement: fields/year/minimum", "requirement: fields/year/minimum, scope: {file: names.csv}"}, 3, "fields/year/minimum 3/3", "expired 0, in-force 3"},
		{"renewed in part", []string{"requirement: primaryKey, scope: {key: {jurisdiction: QC}}", "expired requirement: primaryKey"}, 5, "primaryKey 1/2", "in-force 1, expired 1"},
		{"of an earlier edition that is not there", []string{"requirement: history/complete"}, 6, "", "in-force 0"},
		{"unknown requirement", []string{"requirement: fields/yaer/minimum"}, 6, "", "unused 0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := exceptionCase{samples: 5}
			if test.waivers != nil {
				c.waivers = waivers(t, test.waivers...)
			}
			run, _ := c.run(t, text, false)
			var waived, states []string
			for _, a := range run.Assertions {
				if a.Waived > 0 {
					waived = append(waived, fmt.Sprintf("%s %d/%d", a.Requirement, a.Waived, a.Failed))
				}
			}
			for _, w := range run.Waivers {
				states = append(states, fmt.Sprintf("%s %d", w.State, w.Count))
			}
			if run.Totals.Error != test.errors || strings.Join(waived, ", ") != test.want || strings.Join(states, ", ") != test.states {
				t.Errorf("%+v, waived %q, states %q", run.Totals, waived, states)
			}
			for _, f := range run.Waived {
				if !waiverCovers(&run, &f) {
					t.Errorf("waived by no waiver: %+v", f)
				}
			}
		})
	}
}

// What a waiver that accepts nothing says depends on why.
func TestUnusedWaiversSayWhy(t *testing.T) {
	for _, test := range []struct{ name, waiver, want string }{
		{"nothing fails", "requirement: fields/year/minimum, scope: {key: {year: 1999}}", "nothing needs the waiver of fields/year/minimum: no place that it covers fails"},
		{
			"a requirement that the standard lacks", "requirement: fields/yaer/minimum",
			"the waiver is of fields/yaer/minimum, which the standard does not have; did you mean “fields/year/minimum”?",
		},
		{
			"a field that it lacks", "requirement: fields/year/minimum, scope: {field: colour}",
			"the waiver of fields/year/minimum is narrowed to the field “colour”, which the standard does not have",
		},
		{
			"a field of a key that it lacks", "requirement: fields/year/minimum, scope: {key: {jurisdiction: NS, yaer: 1848}}",
			"the waiver of fields/year/minimum is narrowed to the field “yaer”, which the standard does not have; did you mean “year”?",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := exceptionCase{samples: 5, waivers: waivers(t, test.waiver)}
			run, _ := c.run(t, "jurisdiction,year,sex,first_name,count\nNS,1848,F,ANNE,7\n", false)
			if w := run.Waivers[0]; w.State != report.WaiverUnused || w.Messages == nil || w.Messages.EN != test.want {
				t.Errorf("%s: %v, want %q", w.State, w.Messages, test.want)
			}
		})
	}
}

func waiverCovers(run *report.Run, f *report.Finding) bool {
	if f.Waiver < 1 || f.Waiver > len(run.Waivers) {
		return false
	}
	w := run.Waivers[f.Waiver-1]
	return w.Requirement == f.Requirement || strings.HasSuffix(w.Requirement, "*")
}

// A waiver with keys that accepts nearly everything is too broad; a column of which a part is waived is no group of all its values.
func TestBroadWaiverAndGroups(t *testing.T) {
	var text strings.Builder
	text.WriteString(header)
	for i := range 20 {
		fmt.Fprintf(&text, "NS,1%03d,F,ANNE,7\n", i)
	}
	run, _ := exceptionCase{samples: 5, waivers: waivers(t, "requirement: fields/year/minimum, scope: {key: {jurisdiction: NS}}")}.run(t, text.String(), false)
	if w := run.Waivers[0]; w.State != report.WaiverOverBroad || w.Count != 20 || len(run.Waived) != 5 || run.Verdict != report.ConformsWithExceptions {
		t.Errorf("%+v, %d waived, %s", w, len(run.Waived), run.Verdict)
	}
	run, _ = exceptionCase{samples: 5, waivers: waivers(t, "requirement: fields/year/minimum, scope: {key: {year: [1000, 1001, 1002]}}")}.run(t, text.String(), false)
	if len(run.Findings) != 5 || run.Findings[0].Count != 1 || run.Findings[0].Record != 4 || run.Totals.Error != 17 {
		t.Errorf("%+v, %+v", run.Totals, run.Findings)
	}
}

// The table of a baseline is found by its file name where folders differ; that of another standard is refused.
func TestBaselineOfAnotherStandard(t *testing.T) {
	const text = header + "NS,1848,F,ANNE,7\n"
	_, b := exceptionCase{}.run(t, text, true)
	b.Tables[0].Path = "elsewhere/names.csv"
	if run, _ := (exceptionCase{baseline: b}).run(t, text, false); run.Baseline.Known != 1 || run.Totals.Error != 0 || run.Verdict != report.DoesNotConform {
		t.Errorf("%+v, %s", run.Baseline, run.Verdict)
	}
	b.Tables[0].Standard.Digest = "another"
	if run, _ := (exceptionCase{baseline: b}).run(t, text, false); run.Baseline.Known != 1 || len(run.Baseline.Notes) != 1 {
		t.Errorf("another text of the version: %+v", run.Baseline)
	}
	b.Tables[0].Standard.Version = "0.9.0"
	file := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := validate.Check(t.Context(), source.One("names.csv", file), validate.Options{Rules: rules.All(), Standard: babyNames(t), Baseline: b})
	if text := message.TextOf(err); !strings.Contains(text.EN, "baby-names 0.9.0") || text.FR == text.EN {
		t.Errorf("another version: %v", err)
	}
	b.Tables[0].Path = "other.csv"
	if run, _ := (exceptionCase{baseline: b}).run(t, text, false); run.Baseline.New != 1 || len(run.Baseline.Notes) != 1 {
		t.Errorf("a file that it does not know: %+v", run.Baseline)
	}
}

// A record without a usable key is known by its cells, and as often as it is there.
func TestPlacesWithoutAKey(t *testing.T) {
	const line = ",2016,F,ANNE,7\n"
	_, b := exceptionCase{}.run(t, header+line+line, true)
	run, _ := exceptionCase{samples: 1, baseline: b}.run(t, header+line+line+line+",2016,F,ANNE,8\n", false)
	at := slices.IndexFunc(run.Assertions, func(a report.Assertion) bool { return a.Requirement == "fields/jurisdiction/required" })
	if a := run.Assertions[at]; a.Failed != 4 || a.Known != 2 {
		t.Errorf("%+v", a)
	}
	for _, f := range run.Findings {
		if f.Requirement == "fields/jurisdiction/required" && (f.Record != 3 || f.Messages.EN == "" || f.Excerpt == nil) {
			t.Errorf("the first new place is %+v", f)
		}
	}
}

// Outside records a place is known by its label and its value: another one in its stead is new.
func TestPlacesOutsideRecords(t *testing.T) {
	_, b := exceptionCase{}.run(t, "jurisdiction,Year,sex,Name,count\nNS,2016,F,ANNE,7\n", true)
	for _, test := range []struct {
		name, text       string
		known, new, gone int64
	}{
		{"the same", "jurisdiction,Year,sex,Name,count\nNS,2016,F,ANNE,7\n", 2, 0, 0},
		{"in another order", "jurisdiction,Name,sex,Year,count\nNS,ANNE,F,2016,7\n", 2, 0, 0},
		{"another label", "jurisdiction,Year,sex,NAME,count\nNS,2016,F,ANNE,7\n", 1, 1, 1},
		{"one is mended", "jurisdiction,year,sex,Name,count\nNS,2016,F,ANNE,7\n", 1, 0, 1},
	} {
		run, _ := exceptionCase{baseline: b}.run(t, test.text, false)
		at := slices.IndexFunc(run.Assertions, func(a report.Assertion) bool { return a.Requirement == "header/names" })
		if a := run.Assertions[at]; a.Known != test.known || a.Counting() != test.new || run.Baseline.Gone != test.gone {
			t.Errorf("%s: %+v, %+v", test.name, a, run.Baseline)
		}
	}
}

// The law of the cut, for the formats whose batches are made otherwise: dictionaries, native kinds, cells that are not there.
func TestReportWithExceptionsOfNoFormatDependsOnTheCut(t *testing.T) {
	pool := slices.Concat(awkward().rows, wellTyped().rows)
	list := theWaivers(t)
	rapid.Check(t, func(r *rapid.T) {
		d := dataset{labels: englishLabels, rows: rapid.SliceOfN(rapid.SampledFrom(pool), 0, 60).Draw(r, "rows")}
		before := dataset{labels: englishLabels, rows: d.rows[:rapid.IntRange(0, len(d.rows)).Draw(r, "known")]}
		format := rapid.SampledFrom(formats).Draw(r, "format")
		baseline := &waiver.Baseline{}
		options := validate.Options{Rules: rules.All(), Standard: babyNames(t), Known: func(table waiver.Table) { baseline.Put(table) }}
		checked := func(d *dataset) (report.Run, []byte) {
			file := filepath.Join(t.TempDir(), "names."+format)
			map[string]func(*testing.T, string){
				"csv": d.writeCSV, "xlsx": d.writeXLSX, "json": d.writeJSON, "ndjson": d.writeNDJSON, "parquet": d.writeParquet,
			}[format](t, file)
			run, err := validate.Check(t.Context(), source.One(filepath.Base(file), file), options)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := report.JSON(&out, &report.Report{Runs: []report.Run{run}}); err != nil {
				t.Fatal(err)
			}
			return run, out.Bytes()
		}
		checked(&before)
		options.Known, options.Baseline, options.Waivers, options.Day = nil, baseline, list, "2026-11-26"
		options.MaxSamples, options.BlockSize, options.Jobs = rapid.SampledFrom([]int{0, 1, 4}).Draw(r, "samples"), 1<<20, 1
		whole, text := checked(&d)
		options.BlockSize, options.Jobs = rapid.IntRange(1, 1000).Draw(r, "block"), rapid.SampledFrom([]int{2, 8}).Draw(r, "jobs")
		if _, cut := checked(&d); !bytes.Equal(cut, text) {
			r.Fatalf("%s: blocks of %d bytes and %d jobs differ from the whole:\n%s", format, options.BlockSize, options.Jobs, difference(cut, text))
		}
		for _, a := range whole.Assertions {
			if a.Counting() < 0 || a.Outcome != report.Failed && a.Waived+a.Known > 0 {
				r.Fatalf("%+v", a)
			}
		}
	})
}

// Of more places than a state keeps only the number is known: they count, and the report says so.
func TestPlacesBeyondThoseThatAreKeptCount(t *testing.T) {
	const line, kept = "NS,2016,F,ANNE,7\n", 100_000
	text := header + strings.Repeat(line, kept+51)
	_, b := exceptionCase{samples: 5}.run(t, text, true)
	run, _ := exceptionCase{samples: 5, baseline: b}.run(t, text, false)
	at := slices.IndexFunc(run.Assertions, func(a report.Assertion) bool { return a.Requirement == "primaryKey" })
	if a := run.Assertions[at]; a.Failed != kept+50 || a.Known != kept || run.Truncated["primaryKey"] != 50 {
		t.Errorf("%+v, %v", a, run.Truncated)
	}
	if notes := run.Baseline.Notes; len(notes) != 1 || !strings.Contains(notes[0].EN, "only the number is known") {
		t.Errorf("notes: %v", notes)
	}
	whole, _ := exceptionCase{samples: 5, baseline: b, waivers: waivers(t, "requirement: primaryKey, scope: {file: names.csv}")}.run(t, text, false)
	if a := whole.Assertions[at]; a.Waived != kept+50 || a.Known != 0 {
		t.Errorf("waived as a whole: %+v", a)
	}
}
