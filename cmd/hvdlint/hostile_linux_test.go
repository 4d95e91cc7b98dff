package main

import (
	"fmt"
	"os"
	"syscall"
)

// limited is hvdlint with at most 4 GiB of address space, so that a single allocation of a size that a file names ends this process and
// not the machine.
func limited() {
	const space = 4 << 30
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: space, Max: space}); err != nil {
		fmt.Fprintln(os.Stderr, "limiting the address space:", err)
		os.Exit(99)
	}
	main()
}
