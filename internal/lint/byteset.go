package lint

// ByteSet is a set of byte values.
type ByteSet [256]bool

// BytesOf returns the set of the bytes of each part. A part such as "a-z" or "0-9", with a letter or digit at each end,
// is a range.
func BytesOf(parts ...string) *ByteSet {
	var set ByteSet
	for _, part := range parts {
		if len(part) == 3 && part[1] == '-' && isAlphanumeric(part[0]) && isAlphanumeric(part[2]) {
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

// BytesBetween returns the set of the bytes from first to last.
func BytesBetween(first, last byte) *ByteSet {
	var set ByteSet
	for b := int(first); b <= int(last); b++ {
		set[b] = true
	}
	return &set
}

func isAlphanumeric(b byte) bool {
	return '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}
