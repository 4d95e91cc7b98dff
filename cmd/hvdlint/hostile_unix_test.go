//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory returns the largest resident set of a process that has ended, in bytes.
func peakMemory(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	peak := int64(usage.Maxrss) //nolint:unconvert // 32 bits wide on some systems
	if runtime.GOOS == "darwin" {
		return peak
	}
	return peak * 1024 // getrusage(2) counts kibibytes everywhere else
}
