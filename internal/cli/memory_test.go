package cli

import "testing"

func TestGrowth(t *testing.T) {
	const mib = 1 << 20
	for _, test := range []struct {
		name string
		live uint64
		want int
	}{
		{"nothing lives", 0, mostGrowth},
		{"a small file", 2 * mib, mostGrowth},
		{"half of the aim", heapAim / 2, 100},
		{"three quarters", heapAim / 4 * 3, 33},
		{"nearly the aim", heapAim - 1, leastGrowth},
		{"more than the aim", 3 * heapAim, leastGrowth},
	} {
		if got := growth(test.live); got != test.want {
			t.Errorf("%s: %d %%, want %d", test.name, got, test.want)
		}
	}
}
