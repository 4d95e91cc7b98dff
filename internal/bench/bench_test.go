package bench_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/bench"
)

func write(t *testing.T, options bench.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := bench.Write(&b, options); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The digest changes when the generator does: figures measured before and after cannot be compared then.
func TestWriteIsDeterministic(t *testing.T) {
	tests := []struct {
		name    string
		options bench.Options
		sha256  string
	}{
		{"ordered", bench.Options{Records: 20_000}, "9e19c483b8a8cff05ef206f41642af7833f1bb69d69dadcdda494709ea6c8717"},
		{"shuffled", bench.Options{Records: 20_000, Order: bench.Shuffled}, "52cb05a084e2056f98c321f1ac160ccd504d0e59fecbc7c910aff7b2fee535fd"},
		{"defective", bench.Options{Records: 20_000, Defective: true}, "bd605bd03adf27d0c713862ac56c6aa3813c181ac4700d9939fe4768d06ae7e6"},
		{"quoted", bench.Options{Records: 20_000, Quoted: true}, "31f3a5eb09af4d34abb03a3dd0cf276d13f9c1b5589a90b2bffbe88eeeb23141"},
		{"ndjson", bench.Options{Records: 20_000, Format: bench.NDJSON}, "7d19e8df1febe65db7552b70965f999e413bdfa7e700b8f55adf540721e9fd36"},
		{"json", bench.Options{Records: 20_000, Format: bench.JSON}, "b5d809602403560968e732e1ac78d0eb8f4b98e1c0789726a94ce7cb32ddebe6"},
		{"json, pretty", bench.Options{Records: 20_000, Format: bench.JSON, Pretty: true}, "cc5906bcfd8be6c93a3bdfe412b50d331fc0102947373029e727eb9459ccb24f"},
		{"xlsx", bench.Options{Records: 20_000, Format: bench.XLSX}, "7d494418a4a6e581dcac476c6b2bab5c11535e54f48242a115cae59aee0876df"},
		{"xlsx, inline", bench.Options{Records: 20_000, Format: bench.XLSX, Inline: true}, "cb92558c3663d372873831a9587e5b36076ddeee6eed64e225f6dbade868ee11"},
		{"parquet", bench.Options{Records: 20_000, Format: bench.Parquet, RowGroup: 8_000}, "b0837e7c32ed765def657e2a95fc8dd61fef5a773bf1ad59dece13d7ed376bf4"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sum := sha256.Sum256([]byte(write(t, test.options)))
			if got := hex.EncodeToString(sum[:]); got != test.sha256 {
				t.Errorf("SHA-256 %s, known %s", got, test.sha256)
			}
		})
	}
}

func TestShuffledIsPermutation(t *testing.T) {
	ordered := strings.SplitAfter(write(t, bench.Options{Records: 12_345}), "\n")
	shuffled := strings.SplitAfter(write(t, bench.Options{Records: 12_345, Order: bench.Shuffled}), "\n")
	if slices.Equal(ordered, shuffled) {
		t.Fatal("the shuffled list is in order")
	}
	if ordered[0] != shuffled[0] {
		t.Fatalf("header %q, want %q", shuffled[0], ordered[0])
	}
	slices.Sort(ordered)
	slices.Sort(shuffled)
	if !slices.Equal(ordered, shuffled) {
		t.Error("the shuffled list has other records than the ordered one")
	}
}

func TestRecords(t *testing.T) {
	for _, n := range []int64{0, 1, 25, 26, 27, 5_199, 5_200, 40_000} {
		got := strings.Count(write(t, bench.Options{Records: n}), "\n") - 1
		if int64(got) != n {
			t.Errorf("%d records asked for, %d written", n, got)
		}
	}
	for _, n := range []int64{-1, 1 << 40} {
		if err := bench.Write(&bytes.Buffer{}, bench.Options{Records: n}); err == nil {
			t.Errorf("%d records: no error", n)
		}
	}
	if err := bench.Write(&bytes.Buffer{}, bench.Options{Order: "upside-down"}); err == nil {
		t.Error("an order that does not exist: no error")
	}
}

// The list has the properties that baby-names 1.0.0 demands of records together: unique keys, competition ranks, and the
// same smallest count in each group.
func TestOrderedConforms(t *testing.T) {
	for _, n := range []int64{26, 4_000, 60_000} {
		t.Run(strconv.FormatInt(n, 10), func(t *testing.T) {
			rows, err := csv.NewReader(strings.NewReader(write(t, bench.Options{Records: n}))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			keys := map[string]bool{}
			smallest := map[string]int{}
			var group string
			var place, rank, previous int
			for i, row := range rows[1:] {
				if key := strings.Join(row[:4], "|"); keys[key] {
					t.Fatalf("record %d: key %s again", i+1, key)
				} else {
					keys[key] = true
				}
				if g := strings.Join(row[:3], "|"); g != group {
					group, place, rank, previous = g, 0, 0, -1
				}
				place++
				if row[7] == "x" {
					if row[4]+row[5]+row[6] != "" {
						t.Fatalf("record %d: suppressed, yet %q", i+1, row)
					}
					continue
				}
				count, _ := strconv.Atoi(row[4])
				if count != previous {
					rank, previous = place, count
				}
				if row[5] != strconv.Itoa(rank) {
					t.Fatalf("record %d: rank %s, want %d", i+1, row[5], rank)
				}
				if p, err := strconv.ParseFloat(row[6], 64); err != nil || p <= 0 || p > 100 {
					t.Fatalf("record %d: proportion %s", i+1, row[6])
				}
				smallest[group] = count
			}
			for g, count := range smallest {
				if count != 5 {
					t.Errorf("group %s: smallest count %d", g, count)
				}
			}
		})
	}
}

func TestDefectiveSpoilsOneCellOfEachRecord(t *testing.T) {
	clean := strings.Split(write(t, bench.Options{Records: 4_000}), "\n")
	defective := strings.Split(write(t, bench.Options{Records: 4_000, Defective: true}), "\n")
	for i := 1; i <= 4_000; i++ {
		a, b := strings.Split(clean[i], ","), strings.Split(defective[i], ",")
		different := 0
		for j := range a {
			if a[j] != b[j] {
				different++
			}
		}
		if different != 1 {
			t.Fatalf("record %d: %d cells differ: %s, %s", i, different, clean[i], defective[i])
		}
	}
}
