package lint

// ByteSet is a set of byte values.
type ByteSet [256]bool

// BytesOf returns the set of the bytes of each string and the ranges written as "a-z".
func BytesOf(parts ...string) *ByteSet {
	var set ByteSet
	for _, part := range parts {
		if len(part) == 3 && part[1] == '-' {
			for b := int(part[0]); b <= int(part[2]); b++ {
				set[b] = true
			}
			continue
		}
		for i := range len(part) {
			set[part[i]] = true
		}
	}
	return &set
}
