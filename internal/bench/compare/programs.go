package main

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
)

// duckdbVersion is the peer's version; figures of another version are another comparison.
const duckdbVersion = "1.5.6"

//go:embed duckdb_checks.py
var duckdbChecks []byte

// program is one thing to measure.
type program struct {
	name string
	// command returns what to run on a file.
	command func(ctx context.Context, file string) *exec.Cmd
	// findings says that exit status 1 means findings and not a failure.
	findings bool
}

// The names of programs that others are measured against.
const (
	hvdlintName = "hvdlint"
	duckdbName  = "DuckDB " + duckdbVersion
	floorName   = "SHA-256 of the file"
)

// prepare builds hvdlint and the generator and installs the peer.
func prepare(ctx context.Context, dir string, peers bool) ([]program, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for _, name := range []string{"./cmd/hvdlint", "./internal/bench/generate"} {
		if err := run(exec.CommandContext(ctx, "go", "build", "-o", binary(dir, filepath.Base(name)), name)); err != nil {
			return nil, fmt.Errorf("building %s: %w", name, err)
		}
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	check := func(env ...string) func(context.Context, string) *exec.Cmd {
		return func(ctx context.Context, file string) *exec.Cmd {
			cmd := exec.CommandContext(ctx, binary(dir, "hvdlint"), "check", file, "--standard", "baby-names@1", "--format", "json")
			cmd.Env = append(os.Environ(), env...)
			return cmd
		}
	}
	programs := []program{{name: hvdlintName, command: check(), findings: true}}
	if runtime.NumCPU() > 1 {
		programs = append(programs, program{name: "hvdlint, one core", command: check("GOMAXPROCS=1"), findings: true})
	}
	if peers {
		duckdb, err := prepareDuckDB(ctx, dir)
		if err != nil {
			return nil, err
		}
		programs = append(programs, duckdb)
	}
	return append(programs, program{name: floorName, command: func(ctx context.Context, file string) *exec.Cmd {
		return exec.CommandContext(ctx, self, "-floor", file)
	}}), nil
}

func prepareDuckDB(ctx context.Context, dir string) (program, error) {
	environment := filepath.Join(dir, "duckdb-"+duckdbVersion)
	python := filepath.Join(environment, "bin", "python")
	if runtime.GOOS == "windows" {
		python = filepath.Join(environment, "Scripts", "python.exe")
	}
	if err := exec.CommandContext(ctx, python, "-c", "import duckdb").Run(); err != nil {
		if err := run(exec.CommandContext(ctx, "python3", "-m", "venv", environment)); err != nil {
			return program{}, fmt.Errorf("making a virtual environment: %w", err)
		}
		if err := run(exec.CommandContext(ctx, python, "-m", "pip", "install", "--quiet", "duckdb=="+duckdbVersion)); err != nil {
			return program{}, fmt.Errorf("installing DuckDB: %w", err)
		}
	}
	script := filepath.Join(dir, "duckdb_checks.py")
	if err := os.WriteFile(script, duckdbChecks, 0o644); err != nil {
		return program{}, err
	}
	temp := filepath.Join(dir, "duckdb-temp")
	return program{name: duckdbName, command: func(ctx context.Context, file string) *exec.Cmd {
		return exec.CommandContext(ctx, python, script, file, strconv.Itoa(runtime.NumCPU()), temp)
	}}, nil
}

// generate writes a file unless it is there already. A program of its own does it: on Linux the peak memory of a process
// counts that of the process that started it, so this one must stay small.
func generate(ctx context.Context, dir, name string, records int64) (string, error) {
	variant, ok := variants[name]
	if !ok {
		return "", fmt.Errorf("there is no file %q", name)
	}
	path := filepath.Join(dir, fmt.Sprintf("%s-%d.csv", name, records))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	partial := path + ".partial"
	err := run(exec.CommandContext(ctx, binary(dir, "generate"), "-records", strconv.FormatInt(records, 10), "-order", string(variant.Order),
		"-quoted="+strconv.FormatBool(variant.Quoted), "-defective="+strconv.FormatBool(variant.Defective), "-o", partial))
	if err != nil {
		return "", fmt.Errorf("generating %s: %w", path, err)
	}
	return path, os.Rename(partial, path)
}

func printDigest(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	digest := sha256.New()
	if _, err := io.Copy(digest, f); err != nil {
		return err
	}
	fmt.Printf("%x\n", digest.Sum(nil))
	return nil
}

func binary(dir, name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(dir, name)
}

func run(cmd *exec.Cmd) error {
	cmd.Stderr = os.Stderr
	return cmd.Run()
}
