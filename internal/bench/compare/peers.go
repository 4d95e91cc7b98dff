package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/bench"
)

// The versions of the peers; figures of another version are another comparison.
const (
	duckdbVersion  = "1.5.6"
	sheetjsVersion = "0.18.5"
)

var (
	//go:embed duckdb_checks.py
	duckdbChecks []byte
	//go:embed sheetjs_read.cjs
	sheetjsRead []byte
)

// duckdbFormats are those that DuckDB reads without an extension of its own. Never written to.
var duckdbFormats = []bench.Format{bench.CSV, bench.NDJSON, bench.JSON, bench.Parquet}

// preparePeers installs the peers that read at least one of the files.
func preparePeers(ctx context.Context, dir string, o *options) ([]program, error) {
	var programs []program
	sheet := func(file string) bool { return variants[file].Format == bench.XLSX }
	if slices.ContainsFunc(o.files, func(file string) bool { return !sheet(file) }) {
		duckdb, err := prepareDuckDB(ctx, dir)
		if err != nil {
			return nil, err
		}
		programs = append(programs, duckdb...)
	}
	if !slices.ContainsFunc(o.files, sheet) {
		return programs, nil
	}
	if !installed("node") {
		fmt.Fprintln(os.Stderr, "Node.js was not found, so SheetJS is not measured")
		return programs, nil
	}
	sheetjs, err := prepareSheetJS(ctx, dir)
	if err != nil {
		return nil, err
	}
	return append(programs, sheetjs), nil
}

func prepareDuckDB(ctx context.Context, dir string) ([]program, error) {
	environment := filepath.Join(dir, "duckdb-"+duckdbVersion)
	python := filepath.Join(environment, "bin", "python")
	if runtime.GOOS == "windows" {
		python = filepath.Join(environment, "Scripts", "python.exe")
	}
	if err := exec.CommandContext(ctx, python, "-c", "import duckdb").Run(); err != nil {
		if err := run(exec.CommandContext(ctx, "python3", "-m", "venv", environment)); err != nil {
			return nil, fmt.Errorf("making a virtual environment: %w", err)
		}
		if err := run(exec.CommandContext(ctx, python, "-m", "pip", "install", "--quiet", "duckdb=="+duckdbVersion)); err != nil {
			return nil, fmt.Errorf("installing DuckDB: %w", err)
		}
	}
	script := filepath.Join(dir, "duckdb_checks.py")
	if err := os.WriteFile(script, duckdbChecks, 0o644); err != nil {
		return nil, err
	}
	temp := filepath.Join(dir, "duckdb-temp")
	ask := func(what ...string) func(context.Context, string) *exec.Cmd {
		return func(ctx context.Context, file string) *exec.Cmd {
			return exec.CommandContext(ctx, python, append([]string{script, file, strconv.Itoa(runtime.NumCPU()), temp}, what...)...)
		}
	}
	return []program{
		{name: duckdbName, formats: duckdbFormats, command: ask()},
		{name: duckAllName, formats: duckdbFormats, command: ask("all")},
	}, nil
}

func installed(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

func prepareSheetJS(ctx context.Context, dir string) (program, error) {
	folder := filepath.Join(dir, "sheetjs-"+sheetjsVersion)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return program{}, err
	}
	script := filepath.Join(folder, "sheetjs_read.cjs")
	if err := os.WriteFile(script, sheetjsRead, 0o644); err != nil {
		return program{}, err
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "xlsx")); err != nil {
		install := exec.CommandContext(ctx, "npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error",
			"xlsx@"+sheetjsVersion)
		if err := run(install); err != nil {
			return program{}, fmt.Errorf("installing SheetJS: %w", err)
		}
	}
	return program{name: sheetjsName, formats: []bench.Format{bench.XLSX}, command: func(ctx context.Context, file string) *exec.Cmd {
		return exec.CommandContext(ctx, "node", "--max-old-space-size=8192", script, file) // a full sheet takes more than the default
	}}, nil
}
