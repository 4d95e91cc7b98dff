package validate

import (
	"cmp"
	"maps"
	"slices"
)

// sortedKeys returns the keys of a map in order, because maps have none and reports must not differ.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
