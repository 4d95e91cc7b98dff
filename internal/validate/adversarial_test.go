package validate_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/internal/waiver"
	"github.com/cogwg/hvdlint/rules"
)

// awkwardTexts are tables that are hard to know again: by name of the file.
var awkwardTexts = map[string]string{
	"empty.csv":        "",
	"header.csv":       header,
	"blank.csv":        header + ",,,,\n,,,,\n\n",
	"twice.csv":        header + strings.Repeat("NS,2016,F,ANNE,7\n", 3),
	"repeated.csv":     "jurisdiction,year,year,first_name,count,count\nNS,1,2,A,x,y\nNS,1,2,A,x,y\n",
	"ragged.csv":       header + "NS,2016,F\nNS,2016,F,ANNE,7,8,9\nNS,,,,,,,,,\n",
	"quotes.csv":       header + "NS,2016,F,\"ANNE\" B,7\nNS,2016,F,\"A\x00NNE\",7\nNS,2016,F,\"AN\nNE,7\n",
	"unclosed.csv":     header + "NS,1848,F,ANNE,7\nNS,1848,F,\"BEA,7\nNS,1848,F,CLEA,7\n",
	"bytes.csv":        header + "NS,1848,F,CHLO\xc9,7\nNS,1848,F,\xff\xfe,7\nQC,1848,F,\xff,7\n",
	"forms.csv":        header + "NS,1848,F,LE\u0301A,7\nNS,1848,F,L\u00c9A,7\nNS,1848,F,\u200bLEA\u00a0,7\nNS,1848,F,\U0001f600,7\n",
	"separators.csv":   header + "\"NS,2016\",F,F,A,7\nNS,\"2016,F\",F,A,7\n\"N\x1fS\",\"20\x1f16\",F,A,7\n",
	"long.csv":         header + "NS,1848,F," + strings.Repeat("É", 400) + ",7\nNS,1848,F," + strings.Repeat("É", 399) + "A,7\n",
	"carriage.csv":     strings.ReplaceAll(header, "\n", "\r") + "NS,1848,F,ANNE,7\rNS,1848,F,BEA,x\r",
	"mixed.csv":        header + "NS,1848,F,ANNE,7\r\nNS,1848,F,BEA,x\nNS,1848,F,CLEA,y\r",
	"title.csv":        "Prénoms\n\n" + header + "NS,1848,F,ANNE,7\nTotal,,,,7\n",
	"broken.json":      `[{"jurisdiction":"NS","year":1848,"sex":"F","first_name":"ANNE","count":"x"},{"jurisdiction":"NS","year":1848`,
	"nested.json":      `[{"jurisdiction":"NS","year":1848,"sex":["F"],"first_name":{"a":1},"count":7},3,null,{}]`,
	"duplicate.ndjson": "{\"year\":1848,\"year\":1849,\"first_name\":\"A\"}\nnot json\n{\"year\":\"\\ud800\"}\n",
	"names.xlsx":       "PK\x03\x04 no workbook",
}

// checkAwkward checks one of them.
func checkAwkward(t testing.TB, name string, change func(*validate.Options)) report.Run {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(awkwardTexts[name]), 0o600); err != nil {
		t.Fatal(err)
	}
	options := validate.Options{Rules: rules.All(), Standard: babyNames(t), MaxSamples: 5}
	if change != nil {
		change(&options)
	}
	run, err := validate.Check(t.Context(), source.One(name, file), options)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// A baseline that went through its file knows all that it was made of, whatever the data hold and however few places are shown.
func TestBaselineKnowsWhatItWasMadeOf(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(awkwardTexts)) {
		for choice, change := range map[string]func(*validate.Options){
			"as it is":      func(*validate.Options) {},
			"every finding": func(o *validate.Options) { o.MaxSamples = 0 },
			"one finding":   func(o *validate.Options) { o.MaxSamples = 1 },
			"listened to":   func(o *validate.Options) { o.MaxSamples, o.Findings = 1, newListener() },
			"supplied":      func(o *validate.Options) { o.Supplied = map[string]string{"year": "1848", "jurisdiction": "XX"} },
			"left out":      func(o *validate.Options) { o.Ignore = []string{"fields/year/*", "primaryKey"} },
		} {
			t.Run(name+" "+choice, func(t *testing.T) {
				b := &waiver.Baseline{}
				whole := checkAwkward(t, name, func(o *validate.Options) {
					change(o)
					o.Findings = nil
					o.Known = func(table waiver.Table) { b.Put(table) }
				})
				var text bytes.Buffer
				if err := b.Write(&text); err != nil {
					t.Fatal(err)
				}
				read, err := waiver.ParseBaseline("baseline.json", text.Bytes())
				if err != nil {
					t.Fatal(err)
				}
				run := checkAwkward(t, name, func(o *validate.Options) {
					change(o)
					o.Baseline = read
				})
				if run.Totals != (report.Totals{}) || len(run.Findings) > 0 || run.Baseline.New != 0 || run.Baseline.Gone != 0 {
					t.Errorf("%+v, %+v, %+v\n%s", run.Totals, run.Baseline, run.Findings, &text)
				}
				if want := total(whole.Totals); run.Baseline.Known != want || run.Verdict != whole.Verdict {
					t.Errorf("%d known of %d, %s", run.Baseline.Known, want, run.Verdict)
				}
			})
		}
	}
}

// Left-out requirements are not tested, so that nothing that is known of them is gone.
func TestWhatIsLeftOutIsNotGone(t *testing.T) {
	b := &waiver.Baseline{}
	checkAwkward(t, "mixed.csv", func(o *validate.Options) { o.Known = func(table waiver.Table) { b.Put(table) } })
	left := &waiver.Baseline{}
	run := checkAwkward(t, "mixed.csv", func(o *validate.Options) {
		o.Baseline, o.Ignore = b, []string{"fields/year/minimum", "file/line-endings"}
		o.Known = func(table waiver.Table) { left.Put(table) }
	})
	if run.Baseline.Gone != 0 || run.Baseline.New != 0 {
		t.Errorf("%+v", run.Baseline)
	}
	if before, after := counts(b), counts(left); !maps.Equal(before, after) {
		t.Errorf("%v are left of %v", after, before)
	}
}

// Nor is what is known of the earlier edition, when there is none to compare with.
func TestHistoryIsNotGoneWithoutAnEarlierEdition(t *testing.T) {
	const now, then = header + "NS,2016,F,ANNE,7\n", header + "NS,2015,F,ANNE,8\nNS,2016,F,ANNE,8\n"
	file := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(file, []byte(now), 0o600); err != nil {
		t.Fatal(err)
	}
	earlier, b := edition(t, "names.csv", then), &waiver.Baseline{}
	options := validate.Options{Rules: rules.All(), Standard: babyNames(t), Previous: &earlier, Known: func(table waiver.Table) { b.Put(table) }}
	if _, err := validate.Check(t.Context(), source.One("names.csv", file), options); err != nil || len(b.Tables) != 1 || b.Tables[0].Places() == 0 {
		t.Fatalf("%v, %+v", err, b.Tables)
	}
	left := &waiver.Baseline{}
	options.Previous, options.Baseline, options.Known = nil, b, func(table waiver.Table) { left.Put(table) }
	run, err := validate.Check(t.Context(), source.One("names.csv", file), options)
	if err != nil || run.Baseline.Gone != 0 || !maps.Equal(counts(b), counts(left)) {
		t.Errorf("%v, %+v, %v are left of %v", err, run.Baseline, counts(left), counts(b))
	}
}
