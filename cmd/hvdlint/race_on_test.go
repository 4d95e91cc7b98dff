//go:build race

package main

// raced says that the race detector is part of the program, which multiplies its memory.
const raced = true
