//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// TestSignalsLeaveNothingBehind ends the command by each signal while standard input, which it keeps in a temporary file, is not whole.
func TestSignalsLeaveNothingBehind(t *testing.T) {
	program, err := exec.LookPath("hvdlint") // see TestMain
	if err != nil {
		t.Fatal(err)
	}
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGKILL} {
		t.Run(signal.String(), func(t *testing.T) {
			folder := t.TempDir()
			cmd := exec.CommandContext(t.Context(), program, "check", "--standard", "baby-names@1", "-")
			cmd.Env = append(os.Environ(), "TMPDIR="+folder)
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			// More than a pipe holds: when it is written, the command has begun to read.
			if _, err := stdin.Write(append([]byte("PAR1"), make([]byte, 4<<20)...)); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			hang := time.AfterFunc(hostileTimeout, func() { _ = cmd.Process.Kill() })
			defer hang.Stop()
			_, ended := errors.AsType[*exec.ExitError](cmd.Wait())
			if !ended {
				t.Error("the command ended as if nothing had happened")
			}
			left, err := os.ReadDir(folder)
			if err != nil {
				t.Fatal(err)
			}
			for _, entry := range left {
				t.Errorf("%s was left behind", entry.Name())
			}
		})
	}
}
