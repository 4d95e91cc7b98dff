package table

import (
	"cmp"
	"container/heap"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
)

// first keeps the defects with the smallest record numbers, whatever the order in which they come.
type first struct {
	limit   int // 0: all
	defects defectHeap
}

func (f *first) add(d lint.Defect) {
	switch {
	case f.limit <= 0:
		f.defects = append(f.defects, d)
	case len(f.defects) < f.limit:
		heap.Push(&f.defects, d)
	case d.At.Record < f.defects[0].At.Record:
		f.defects[0] = d
		heap.Fix(&f.defects, 0)
	}
}

// wants reports whether a defect at that record would be kept; it saves describing those that would not.
func (f *first) wants(record int64) bool {
	return f.limit <= 0 || len(f.defects) < f.limit || record < f.defects[0].At.Record
}

// merge adds what another one kept.
func (f *first) merge(next *first) {
	for _, d := range next.defects {
		if f.wants(d.At.Record) {
			f.add(d)
		}
	}
}

func (f *first) sorted() []lint.Defect {
	slices.SortStableFunc(f.defects, func(a, b lint.Defect) int { return cmp.Compare(a.At.Record, b.At.Record) })
	return f.defects
}

// defectHeap has the defect with the greatest record number on top.
type defectHeap []lint.Defect

func (h defectHeap) Len() int           { return len(h) }
func (h defectHeap) Less(i, j int) bool { return h[i].At.Record > h[j].At.Record }
func (h defectHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *defectHeap) Push(x any)        { *h = append(*h, x.(lint.Defect)) }
func (h *defectHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
