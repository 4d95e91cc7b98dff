package swar

import "math/bits"

// Digits returns how many bytes of a word are decimal digits, from the lowest on, up to the first that is none.
func Digits(w uint64) int {
	// With the digits' high half taken off, what is no digit is more than 9. The sum carries into the byte above from such a one alone.
	w ^= '0' * Ones
	return bits.TrailingZeros64((w+(0x7F-9)*Ones|w)&Highs) >> 3
}

// Decimal returns the number that the first n bytes of a word, one to eight digits, stand for. Pairs are joined first, then fours, then all.
func Decimal(w uint64, n int) uint64 {
	digits := (w ^ '0'*Ones) << (64 - 8*n)
	pairs := (digits*10 + digits>>8) & 0x00FF00FF00FF00FF
	fours := (pairs*100 + pairs>>16) & 0x0000FFFF0000FFFF
	return (fours*10_000 + fours>>32) & 0xFFFFFFFF
}
