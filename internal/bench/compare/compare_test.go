package main

import (
	"strings"
	"testing"
	"time"
)

func TestMedian(t *testing.T) {
	for _, test := range []struct {
		name  string
		times []time.Duration
		want  time.Duration
	}{
		{"none", nil, 0},
		{"one", []time.Duration{3}, 3},
		{"odd", []time.Duration{9, 1, 5}, 5},
		{"even", []time.Duration{9, 1, 5, 7}, 6},
	} {
		if got := median(test.times); got != test.want {
			t.Errorf("%s: median %d, want %d", test.name, got, test.want)
		}
	}
}

func TestTableShowsRatios(t *testing.T) {
	measured := func(file, name string, seconds ...int) row {
		r := row{file: file, program: program{name: name}, peak: 3 << 20}
		for _, s := range seconds {
			r.times = append(r.times, time.Duration(s)*time.Second)
		}
		return r
	}
	rows := []row{
		measured("ordered", hvdlintName, 1, 2, 3), measured("ordered", duckdbName, 8), measured("ordered", floorName, 1),
		measured("defective", hvdlintName, 6),
	}
	var b strings.Builder
	if err := writeTable(&b, rows, options{records: 10, runs: 3, files: []string{"ordered", "defective"}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| ordered | 0 | hvdlint | 2.000 | 1.000 – 3.000 | 0.25 | 2.00 |  | 3 |",
		"| ordered | 0 | " + duckdbName + " | 8.000 | 8.000 – 8.000 |  | 8.00 |  | 3 |",
		"| defective | 0 | hvdlint | 6.000 | 6.000 – 6.000 |  |  | 3.00 | 3 |",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, b.String())
		}
	}
}
