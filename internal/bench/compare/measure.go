package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"
)

// row is one program on one file and what was measured.
type row struct {
	file    string
	path    string
	program program
	times   []time.Duration
	peak    int64 // bytes, the largest of all runs; 0 when the system does not tell
}

// measure runs every row once per round, so that what disturbs the machine disturbs all of them. A round before the first
// warms the page cache and is not counted.
func measure(ctx context.Context, rows []row, rounds int) error {
	for round := range rounds + 1 {
		fmt.Fprintf(os.Stderr, "round %d of %d\n", round, rounds)
		for i := range rows {
			elapsed, peak, err := once(ctx, &rows[i])
			if err != nil {
				return fmt.Errorf("%s on %s: %w", rows[i].program.name, rows[i].path, err)
			}
			if round > 0 {
				rows[i].times = append(rows[i].times, elapsed)
				rows[i].peak = max(rows[i].peak, peak)
			}
		}
	}
	return nil
}

func once(ctx context.Context, r *row) (elapsed time.Duration, peak int64, err error) {
	var stderr bytes.Buffer
	cmd := r.program.command(ctx, r.path)
	cmd.Stderr = &stderr
	start := time.Now()
	err = cmd.Run()
	elapsed = time.Since(start)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 1 && r.mayFind() {
		err = nil
	}
	if err != nil {
		return 0, 0, fmt.Errorf("%w: %s", err, bytes.TrimSpace(stderr.Bytes()))
	}
	return elapsed, peakMemory(cmd.ProcessState), nil
}

// mayFind reports whether findings are expected: a file without defects has to conform.
func (r *row) mayFind() bool { return r.program.findings && variants[r.file].Defective }

func median(times []time.Duration) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	middle := len(sorted) / 2
	if len(sorted)%2 == 0 {
		return (sorted[middle-1] + sorted[middle]) / 2
	}
	return sorted[middle]
}
