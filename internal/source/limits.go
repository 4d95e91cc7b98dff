package source

import "cmp"

// Limits bound what a few bytes can ask for. Zero values mean the defaults.
type Limits struct {
	// Unpacked is the greatest number of bytes that a compressed file or a member of an archive may unpack to; default 64 GiB.
	Unpacked int64
	// Copied is the greatest number of bytes of a temporary file: what is unpacked because its format needs random access, joined,
	// or downloaded; default 8 GiB.
	Copied int64
	// Ratio is how many times its packed size a stream may unpack to, once that is more than RatioFrom bytes; defaults 1,000 and
	// 64 MiB. Deflate itself cannot do more than 1,032; the sparsest tables we know come to 400.
	Ratio, RatioFrom int64
	// Members is the greatest number of members of an archive; default 10,000.
	Members int
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Unpacked: cmp.Or(l.Unpacked, 64<<30), Copied: cmp.Or(l.Copied, 8<<30),
		Ratio: cmp.Or(l.Ratio, 1000), RatioFrom: cmp.Or(l.RatioFrom, 64<<20), Members: cmp.Or(l.Members, 10_000),
	}
}
