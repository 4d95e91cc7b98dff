package report

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestJSONLD(t *testing.T) { goldens(t, "jsonld", message.English) }

// plainIRI is an IRI without anything that ends one elsewhere, or the name of a node.
var plainIRI = regexp.MustCompile(`^(_:[a-z]+(-[0-9a-f]+)*|(https|http|ni|file|earl|xsd|spdx):[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)$`)

// linkedNodes are the nodes of a JSON-LD text.
func linkedNodes(t *testing.T, text []byte) []map[string]any {
	t.Helper()
	var document struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	return document.Graph
}

// ofType are the nodes of one type.
func ofType(nodes []map[string]any, kind string) []map[string]any {
	var list []map[string]any
	for _, n := range nodes {
		types, _ := n["@type"].([]any)
		if n["@type"] == kind || slices.Contains(types, any(kind)) {
			list = append(list, n)
		}
	}
	return list
}

// A dataset is said to conform only to a version of a standard that it passed in full.
func TestJSONLDSaysConformsToOnlyAfterAFullPass(t *testing.T) {
	with := func(change func(*Run)) *Report {
		run := conforming()
		change(&run)
		return reportOf(run)
	}
	for _, test := range []struct {
		name   string
		report *Report
		want   bool
	}{
		{"all met", reportOf(conforming()), true},
		{"a should is not met", with(func(r *Run) { r.Assertions[0].Level, r.Assertions[0].Outcome = "should", Failed }), true},
		{"nothing to test a must on", with(func(r *Run) { r.Assertions[0].Outcome = Inapplicable }), true},
		{"a must is not met", reportOf(novaScotia()), false},
		{"a must is undecided", with(func(r *Run) { r.Assertions[0].Outcome = CantTell }), false},
		{"read in part", reportOf(broken()), false},
		{"not read", reportOf(unreadable()), false},
		{"the rest was not read", with(func(r *Run) { r.Resources[0].Unread = &Unread{Reason: "x"} }), false},
		{"with exceptions", with(func(r *Run) { r.Verdict = ConformsWithExceptions }), false},
		{"failing places are waived", reportOf(excepted()), false},
		{"a must was left out", with(func(r *Run) { r.Assertions[0].Outcome, r.Assertions[0].LeftOut = Untested, true }), false},
		{"a lowered must is not met", with(func(r *Run) {
			r.Assertions[0].Level, r.Assertions[0].OwnLevel, r.Assertions[0].Outcome = "may", "must", Failed
		}), false},
		{"a lowered must is undecided", with(func(r *Run) {
			r.Assertions[0].Level, r.Assertions[0].OwnLevel, r.Assertions[0].Outcome = "may", "must", CantTell
		}), false},
		{"no standard", with(func(r *Run) { r.Standard = Standard{Name: NoStandard} }), false},
		{"a standard that nothing tells from others", with(func(r *Run) { r.Standard.Version, r.Standard.Digest = "", "" }), false},
	} {
		text := written(t, "jsonld", test.report, message.English)
		dataset := ofType(linkedNodes(t, text), "dcat:Dataset")[0]
		if _, has := dataset["conformsTo"]; has != test.want {
			t.Errorf("%s: conformsTo: %v, want %v", test.name, has, test.want)
		}
	}
}

// A version that comes with the program has an IRI of the program's; any other has one of its digest, so that nobody can pass a version of
// their own off as ours.
func TestJSONLDNamesStandards(t *testing.T) {
	const digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
	for _, test := range []struct {
		name      string
		standard  Standard
		published bool
		want      ldID
	}{
		{"published", Standard{Name: "baby-names", Version: "1.0.0", Digest: digest}, true, ldBase + "standards/baby-names/1.0.0"},
		{"the same name, other content", Standard{Name: "baby-names", Version: "1.0.0", Digest: digest}, false, "ni:///sha-256;LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564"},
		{"a schema", Standard{Name: "Mon schéma", Digest: digest}, false, "ni:///sha-256;LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564"},
		{"none", Standard{Name: NoStandard}, false, ldBase + "standards/none"},
		{"a digest of another kind", Standard{Name: "x", Version: "1", Digest: "abcd"}, false, ""},
	} {
		if got := ldIRI(&test.standard, test.published); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// Whatever is referred to is in the document, or has a name that is good everywhere; every node stands there once.
func TestJSONLDIsSound(t *testing.T) {
	for name, r := range allSamples() {
		nodes := linkedNodes(t, written(t, "jsonld", r, message.English))
		there := map[any]bool{}
		for _, n := range nodes {
			if there[n["@id"]] {
				t.Errorf("%s: %v is there twice", name, n["@id"])
			}
			there[n["@id"]] = true
		}
		for _, n := range nodes {
			for key, value := range n {
				id, _ := value.(string)
				inDocument := strings.HasPrefix(id, "_:") || key == "test" || key == "isMeasurementOf" || key == "inDimension" || key == "isPartOf"
				if inDocument && !there[value] {
					t.Errorf("%s: %v of %v is nowhere", name, key, n["@id"])
				}
			}
		}
		assertions := 0
		for i := range r.Runs {
			assertions += 1 + len(r.Runs[i].Assertions)
		}
		if got := len(ofType(nodes, "earl:Assertion")); got != assertions {
			t.Errorf("%s: %d assertions, want %d", name, got, assertions)
		}
	}
}

func allSamples() map[string]*Report {
	samples := sampleReports()
	samples["places"], samples["twice"] = places(), reportOf(ontario(), ontario())
	return samples
}

// Each outcome of the report is EARL's word for it.
func TestJSONLDOutcomes(t *testing.T) {
	run := conforming()
	run.Assertions = nil
	outcomes := []Outcome{Passed, Failed, CantTell, Inapplicable, Untested}
	for _, outcome := range outcomes {
		run.Assertions = append(run.Assertions, settled(outcome, both("why", "pourquoi"), string("r-"+outcome))...)
	}
	for i, a := range ofType(linkedNodes(t, written(t, "jsonld", reportOf(run), message.English)), "earl:Assertion")[1:] {
		if got := a["result"].(map[string]any)["outcome"]; got != "earl:"+string(outcomes[i]) {
			t.Errorf("%v, want %s", got, outcomes[i])
		}
	}
}

// What is said of the standard as a whole follows the verdict; with exceptions it depends on what they are.
func TestJSONLDVerdicts(t *testing.T) {
	leftOut := conforming()
	leftOut.Verdict, leftOut.Assertions[0].Outcome, leftOut.Assertions[0].LeftOut = ConformsWithExceptions, Untested, true
	for _, test := range []struct {
		name string
		run  Run
		want string
	}{
		{"conforms", conforming(), "earl:passed"},
		{"does not conform", novaScotia(), "earl:failed"},
		{"read in part", broken(), "earl:cantTell"},
		{"not read", unreadable(), "earl:cantTell"},
		{"conforms where places are waived", excepted(), "earl:failed"},
		{"conforms but for what was left out", leftOut, "earl:cantTell"},
	} {
		whole := ofType(linkedNodes(t, written(t, "jsonld", reportOf(test.run), message.English)), "earl:Assertion")[0]
		if got := whole["result"].(map[string]any)["outcome"]; got != test.want {
			t.Errorf("%s: %v, want %s", test.name, got, test.want)
		}
	}
}

// The share of what conforms is 1 only of all, and 0 only of nothing, however many there are.
func TestShareOf(t *testing.T) {
	for _, test := range []struct {
		part, whole int64
		want        string
	}{
		{0, 3, "0.000000"},
		{1, 3, "0.333333"},
		{3, 3, "1.000000"},
		{1, 1 << 60, "0.000001"},
		{1<<60 - 1, 1 << 60, "0.999999"},
		{1 << 59, 1 << 60, "0.500000"},
	} {
		if got := shareOf(test.part, test.whole); got != test.want {
			t.Errorf("%d of %d: %s, want %s", test.part, test.whole, got, test.want)
		}
	}
}

// What is measured of a requirement is what the report counted.
func TestJSONLDMeasurements(t *testing.T) {
	s := newSample("x.csv", 200, noSupplied)
	s.fail(Assertion{Requirement: "r", Rule: "rule", Level: "must", Unit: UnitRecords, Tested: 200, Failed: 50})
	nodes := linkedNodes(t, written(t, "jsonld", reportOf(s.Run), message.English))
	var got []string
	for _, m := range ofType(nodes, "dqv:QualityMeasurement") {
		value := m["value"].(map[string]any)
		got = append(got, fmt.Sprint(strings.TrimPrefix(m["isMeasurementOf"].(string), ldBase+"metrics#"), "=", value["@value"], " of ", m["computedOn"]))
	}
	want := []string{
		"errors=50 of _:dataset-1", "warnings=0 of _:dataset-1", "notes=0 of _:dataset-1", "share-of-requirements=0.000000 of _:dataset-1",
		"records=200 of _:table-1-1", "tested=200 of _:table-1-1", "failed=50 of _:table-1-1", "share-of-records=0.750000 of _:table-1-1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Without a clock in the report there is none in the document.
func TestJSONLDHasTheClockOfTheReport(t *testing.T) {
	r := reportOf(conforming())
	if text := string(written(t, "jsonld", r, message.English)); strings.Contains(text, `"startedAtTime": "2`) {
		t.Error("a time from nowhere")
	}
	r.Environment = &Environment{Started: "2026-11-23T20:31:00Z", DurationSeconds: 90.5}
	text := string(written(t, "jsonld", r, message.English))
	for _, want := range []string{`"startedAtTime": "2026-11-23T20:31:00Z"`, `"endedAtTime": "2026-11-23T20:32:30Z"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not there", want)
		}
	}
}

// A file says what it is and how it is packed, in the words of IANA.
func TestJSONLDMediaTypes(t *testing.T) {
	const iana = "https://www.iana.org/assignments/media-types/"
	for _, test := range []struct {
		resource      Resource
		media, packed ldID
	}{
		{Resource{Format: "csv", Dialect: &Dialect{Delimiter: ";"}}, iana + "text/csv", ""},
		{Resource{Format: "csv", Dialect: &Dialect{Delimiter: "\t"}, Compression: "gzip"}, iana + "text/tab-separated-values", iana + "application/gzip"},
		{Resource{Format: "geojson", Compression: "zstd"}, iana + "application/geo+json", iana + "application/zstd"},
		{Resource{Format: formatParquet}, iana + "application/vnd.apache.parquet", ""},
		{Resource{Format: formatXLSX}, iana + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ""},
		{Resource{Format: "ndjson", Compression: "xz"}, "", ""},
		{Resource{}, "", ""},
	} {
		if got := ldTableOf(&test.resource, "_:t"); got.MediaType != test.media || got.Packed != test.packed {
			t.Errorf("%s: %s, %s, want %s, %s", test.resource.Format, got.MediaType, got.Packed, test.media, test.packed)
		}
	}
}

// An address is where the data can be had, and cannot end the IRI that it is.
func TestJSONLDAddresses(t *testing.T) {
	for path, want := range map[string]ldID{
		"https://example.org/a b.csv":    "https://example.org/a%20b.csv",
		"http://example.org/x.zip!a.csv": "http://example.org/x.zip",
		"https://example.org/\"><b>":     "https://example.org/%22%3E%3Cb%3E",
		"https://example.org/%zz":        "",
		"data/names.csv":                 "",
		"httpsx://example.org":           "",
	} {
		if got := ldTableOf(&Resource{Path: path}, "_:t").Download; got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
