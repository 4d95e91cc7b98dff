// Package source turns what a user names (a file, a folder, a glob, "-") into bytes, and bytes into text: it finds the
// files, computes digests as the bytes pass, recognises formats by content before extension, and settles on an encoding
// with a reason.
package source

import (
	"context"
	"errors"
	"io"

	"github.com/cogwg/hvdlint/internal/table"
)

// Input is one file that the user named or that a folder or glob led to.
type Input struct {
	Path string // as shown to people: as named, with forward slashes; "-" for standard input
	File string // as given to the operating system; empty for standard input
}

// Options are the choices of the user. The zero value lets everything be detected.
type Options struct {
	Encoding string // name of an encoding, see [ParseEncoding]; empty: detected
	TempDir  string // for a copy of standard input; empty: the system's
	Stdin    io.Reader
}

// Source is an opened file whose bytes can be read several times.
type Source struct{}

// Open opens in, recognises its format and looks at the first part of its bytes. A file that cannot be read, or is not
// a table, comes back as an Unread, not as an error.
func Open(ctx context.Context, in Input, options Options) (*Source, *table.Unread, error) {
	return nil, nil, errors.ErrUnsupported
}
