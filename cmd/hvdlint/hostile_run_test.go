package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Limits of a hostile case. The time bounds a hang and is no measure of speed.
const (
	hostileTimeout = 2 * time.Minute
	hostileMemory  = 192 << 20 // bytes of resident memory, unless the case says otherwise
	hostileOutput  = 4 << 20   // bytes of both reports together
)

// outcome is what became of a command.
type outcome struct {
	code   int
	french string // the report on standard output
	both   string // the JSON report, which holds both languages
	stderr string
	peak   int64 // bytes; 0 when the system does not tell
}

// checkHostile runs "hvdlint check" in the folder dir, in a process of its own that cannot take more than a few gibibytes of address
// space, and is killed when it hangs.
//
// On Linux the peak memory of a process counts that of the process that started it, so tests have to write their files as streams.
func checkHostile(t *testing.T, dir string, stdin func(io.Writer) error, args ...string) outcome {
	t.Helper()
	program, err := exec.LookPath("hvdlint-limited") // see TestMain
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), hostileTimeout)
	defer cancel()
	report := filepath.Join(t.TempDir(), "report.json")
	args = append([]string{"check", "--no-progress", "--standard", "baby-names@1", "--lang", "fr", "--format", "json", "-o", report, "--format", "text"}, args...)
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TMPDIR="+t.TempDir(), "NO_COLOR=1")
	var stdout, stderr capped
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if stdin != nil {
		r, w := io.Pipe()
		defer r.Close() // ends the writing when the command did not want all of it
		go func() { _ = w.CloseWithError(stdin(w)) }()
		cmd.Stdin = r
	}
	err = cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("still running after %s", hostileTimeout)
	}
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		t.Fatal(err)
	}
	both, err := os.ReadFile(report)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	if n := len(both) + stdout.total; n > hostileOutput {
		t.Errorf("the reports take %d bytes", n)
	}
	return outcome{
		code: cmd.ProcessState.ExitCode(), french: stdout.String(), both: string(both), stderr: stderr.String(), peak: peakMemory(cmd.ProcessState),
	}
}

// capped keeps the first part of what is written to it, so that a flood does not drown the test.
type capped struct {
	bytes.Buffer
	total int
}

func (c *capped) Write(p []byte) (int, error) {
	c.total += len(p)
	if room := hostileOutput - c.Len(); room > 0 {
		c.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// makeFile writes a file as a stream.
func makeFile(dir, name string, write func(io.Writer) error) error {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return fmt.Errorf("making %s: %w", name, err)
	}
	return nil
}
