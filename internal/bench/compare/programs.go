package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/bench"
)

// program is one thing to measure.
type program struct {
	name string
	// command returns what to run on a file.
	command func(ctx context.Context, file string) *exec.Cmd
	// formats are those it reads; nil: all.
	formats []bench.Format
	// findings says that exit status 1 means findings and not a failure.
	findings bool
}

// reads reports whether the program is measured on a format.
func (p *program) reads(format bench.Format) bool {
	return p.formats == nil || slices.Contains(p.formats, cmp.Or(format, bench.CSV))
}

// The names of programs that others are measured against.
const (
	hvdlintName = "hvdlint"
	threeName   = "hvdlint, what three queries ask"
	duckdbName  = "DuckDB " + duckdbVersion + ", three queries"
	duckAllName = "DuckDB " + duckdbVersion + ", all"
	sheetjsName = "SheetJS " + sheetjsVersion + ", reading only"
	inflateName = "inflating the sheet"
	floorName   = "SHA-256 of the file"
)

// threeQueries are the requirements that the three queries to DuckDB ask for; hvdlint answers a few more of what a field is.
const threeQueries = "fields/*,name-characters,composed-letters,no-padding,count-threshold,count-unless-suppressed,no-count-when-suppressed," +
	"primaryKey,rank-is-competition"

// prepare builds hvdlint and the generator and installs the peers that read the files.
func prepare(ctx context.Context, dir string, o *options) ([]program, error) {
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
	check := func(env []string, flags ...string) func(context.Context, string) *exec.Cmd {
		return func(ctx context.Context, file string) *exec.Cmd {
			flags := append([]string{"check", file, "--standard", "baby-names@1", "--format", "json"}, flags...)
			cmd := exec.CommandContext(ctx, binary(dir, "hvdlint"), flags...)
			cmd.Env = append(os.Environ(), env...)
			return cmd
		}
	}
	programs := []program{
		{name: hvdlintName, command: check(nil), findings: true},
		{name: threeName, command: check(nil, "--select", threeQueries), formats: duckdbFormats, findings: true},
	}
	if runtime.NumCPU() > 1 {
		programs = append(programs, program{name: "hvdlint, one core", command: check([]string{"GOMAXPROCS=1"}), findings: true})
	}
	if o.peers {
		peers, err := preparePeers(ctx, dir, o)
		if err != nil {
			return nil, err
		}
		programs = append(programs, peers...)
	}
	return append(programs,
		program{name: inflateName, formats: []bench.Format{bench.XLSX}, command: func(ctx context.Context, file string) *exec.Cmd {
			return exec.CommandContext(ctx, self, "-inflate", file)
		}},
		program{name: floorName, command: func(ctx context.Context, file string) *exec.Cmd {
			return exec.CommandContext(ctx, self, "-floor", file)
		}}), nil
}

// generate writes a file unless it is there already. A program of its own does it: on Linux the peak memory of a process
// counts that of the process that started it, so this one must stay small.
func generate(ctx context.Context, dir, name string, records int64) (string, error) {
	variant := variants[name]
	if variant.Format == bench.XLSX {
		records = min(records, bench.MaxSheetRecords)
	}
	path := filepath.Join(dir, fmt.Sprintf("%s-%d.%s", name, records, cmp.Or(variant.Format, bench.CSV)))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	partial := path + ".partial"
	err := run(exec.CommandContext(ctx, binary(dir, "generate"), append(generatorArguments(variant, records), "-o", partial)...))
	if err != nil {
		return "", fmt.Errorf("generating %s: %w", path, err)
	}
	return path, os.Rename(partial, path)
}

// generatorArguments returns the flags that make the generator write a variant.
func generatorArguments(o bench.Options, records int64) []string {
	args := []string{"-records", strconv.FormatInt(records, 10), "-format", string(cmp.Or(o.Format, bench.CSV))}
	for _, flag := range []struct {
		name string
		set  bool
	}{{"-defective", o.Defective}, {"-quoted", o.Quoted}, {"-pretty", o.Pretty}, {"-inline", o.Inline}} {
		if flag.set {
			args = append(args, flag.name)
		}
	}
	if o.Order != "" {
		args = append(args, "-order", string(o.Order))
	}
	if o.Compression != "" {
		args = append(args, "-compression", o.Compression)
	}
	return args
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
