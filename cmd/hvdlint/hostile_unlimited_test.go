//go:build !linux

package main

// limited is hvdlint; this system has no limit on the address space that a Go program could live with.
func limited() { main() }
