// Command hvdlint checks open datasets against versioned standards; see internal/cli.
package main

import (
	"os"

	"github.com/cogwg/hvdlint/internal/cli"
)

// version and commit are set when a release is built: -ldflags "-X main.version=1.2.0 -X main.commit=abcdef".
var version, commit string

func main() { os.Exit(cli.Main(cli.System(version, commit))) }
