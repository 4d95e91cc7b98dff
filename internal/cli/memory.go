package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// The heap is collected when it reaches heapAim bytes, where Go would let it double: a small file needs no collection, and a large one takes
// no more than it must. Where more than that lives, the heap grows by leastGrowth percent, because collecting without an end is slower than
// taking memory. Measured with 10 million records in order: 124 MiB of the process in place of 196, in 0.9 of the time that collecting
// takes at 48 MiB.
const (
	heapAim     = 64 << 20
	leastGrowth = 10
	mostGrowth  = 2000 // of the 4 MiB that Go starts with
)

// paceCollector keeps to heapAim as long as the program runs, unless the user has chosen otherwise: see package runtime about GOGC and
// GOMEMLIMIT.
func paceCollector() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(mostGrowth)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	percent := mostGrowth
	// A finalizer runs after each collection that finds its object unused.
	var pace func(*collection)
	pace = func(c *collection) {
		metrics.Read(live)
		if next := growth(live[0].Value.Uint64()); next != percent {
			percent = next
			debug.SetGCPercent(percent)
		}
		runtime.SetFinalizer(c, pace)
	}
	runtime.SetFinalizer(&collection{}, pace)
}

// collection is what a collection finds unused. Its size keeps it apart from small objects that Go allocates together.
type collection struct{ _ [64]byte }

// growth returns by how many percent a heap with so many living bytes may grow.
func growth(live uint64) int {
	if live >= heapAim {
		return leastGrowth
	}
	return int(min(max((heapAim-live)*100/max(live, 1), leastGrowth), mostGrowth))
}
