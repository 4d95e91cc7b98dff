package lint

import "testing"

func TestBytesOf(t *testing.T) {
	set := BytesOf("0-2", "+-.", "é")
	for b := range 256 {
		want := b >= '0' && b <= '2' || b == '+' || b == '-' || b == '.' || b == 0xC3 || b == 0xA9
		if set[b] != want {
			t.Errorf("%#x: in the set %v, want %v", b, set[b], want)
		}
	}
}

func TestBytesBetween(t *testing.T) {
	set := BytesBetween(0x80, 0xFF)
	for b := range 256 {
		if set[b] != (b >= 0x80) {
			t.Errorf("%#x: in the set %v", b, set[b])
		}
	}
}
