package table

import (
	"math/rand/v2"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

func TestIsPile(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []int // of the longest length first
		want   bool
	}{
		{"cut in the tail", []int{4731, 1200, 1900, 2600}, true},
		{"cut near the middle", []int{18_000, 12_000, 20_000, 30_000}, true},
		{"the smallest pile", []int{20, 13, 13, 13}, true},
		{"one value too few", []int{19, 3, 4, 5}, false},
		{"a tail that ends by itself", []int{20, 30, 50, 90}, false},
		{"a tail that ends a little higher", []int{40, 30, 50, 90}, false},
		{"numbered codes", []int{900, 90, 9, 1}, false},
		{"cut before the middle", []int{90_000, 12_000, 8_000, 3_000}, false},
	} {
		if got := isPile(c.values); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// Words whose lengths follow the law of many real lists are not taken for cut ones, whatever their number; cut, they are.
func TestNaturalLengthsAreNoPile(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 0))
		words := make([]string, random.IntN(5000))
		for i := range words {
			words[i] = randomWord(random)
		}
		if r := truncation(t, words); r.Failed != 0 {
			t.Fatalf("seed %d: %+v", seed, r.Defects)
		}
		if len(words) < 3000 {
			continue
		}
		for i, word := range words {
			words[i] = word[:min(len(word), 12)]
		}
		if r := truncation(t, words); r.Failed != 1 {
			t.Fatalf("seed %d: values cut at 12 characters are not told", seed)
		}
	}
}

func randomWord(random *rand.Rand) string {
	word := []byte("a")
	for random.IntN(6) > 0 {
		word = append(word, 'a'+byte(random.IntN(26)))
	}
	return string(word)
}

func truncation(t *testing.T, words []string) lint.Result {
	t.Helper()
	b := &table.Batch{First: 1, Len: len(words), Columns: make([]table.Column, 2)}
	column := &b.Columns[1]
	for _, word := range words {
		start := uint32(len(column.Data))
		column.Data = append(column.Data, word...)
		column.Spans = append(column.Spans, table.Span{Start: start, End: uint32(len(column.Data))})
	}
	state := bound(truncatedValues, map[string][]string{"field": {"name"}}, nil, 0, 0).(lint.TableCheck).New()
	state.Observe(b)
	result, err := state.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return result
}
