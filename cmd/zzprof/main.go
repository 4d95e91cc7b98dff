package main

import (
	"os"
	"runtime/pprof"

	"github.com/cogwg/hvdlint/internal/cli"
)

func main() {
	f, _ := os.Create(os.Getenv("PROF"))
	_ = pprof.StartCPUProfile(f)
	code := cli.Main(cli.System("", ""))
	pprof.StopCPUProfile()
	f.Close()
	os.Exit(code)
}
