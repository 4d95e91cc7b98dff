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
		{"ordered", bench.Options{Records: 20_000}, "b55b7bf2037bcc8245695f173abbbd05f3e1e301aab5dcff7a10dd89daf8e9b0"},
		{"shuffled", bench.Options{Records: 20_000, Order: bench.Shuffled}, "0112e6b26d4e8e7f4f7d38f0520d810b119bf4b00852f3557f6f05bff39a7ed8"},
		{"defective", bench.Options{Records: 20_000, Defective: true}, "2320ef6c5a362b121f4b73b38e64e2c395624cdcb8b6956897942c5a50041c8c"},
		{"quoted", bench.Options{Records: 20_000, Quoted: true}, "6f51ea3bc87dd38577902d7596973dae3846747176ddddf504a092919dd76916"},
		{"ndjson", bench.Options{Records: 20_000, Format: bench.NDJSON}, "62cbd10fda297b77d88e114471ebff13777835ba85a55f897a58cee4cbec3c9d"},
		{"json", bench.Options{Records: 20_000, Format: bench.JSON}, "0cba72e9f61a3d1b90090f8653f0e137fa794cdc9cb4c2dc40d7e65eed1f74b4"},
		{"json, pretty", bench.Options{Records: 20_000, Format: bench.JSON, Pretty: true}, "20baf0f6378fc4fa4b7b80601976aa746893e74d71d213c8c554bdd57a8d473c"},
		{"xlsx", bench.Options{Records: 20_000, Format: bench.XLSX}, "587b834f7143185e52d02e7cdf9c715103f0d46a87d9ddcccd6025342bcebb1f"},
		{"xlsx, inline", bench.Options{Records: 20_000, Format: bench.XLSX, Inline: true}, "01a7f1d6fc308ada140553cf8cc75c1f34a809ddc2e8c7226cc616a9919c2fcb"},
		{"parquet", bench.Options{Records: 20_000, Format: bench.Parquet, RowGroup: 8_000}, "c80ac94867591d7f23695450843aadc26239428fd3f3e8193e42ec8e4ccf59c8"},
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
