package source

import (
	"bytes"
	"errors"
	"io"
	"os"

	"github.com/cogwg/hvdlint/internal/message"
)

// ReadCompanion reads a whole file that says how data is checked, such as a schema or a list of waivers: a file or a named pipe, of at most
// limit bytes. name is for the operating system. Errors say what is wrong in both languages, or are those of the operating system.
func ReadCompanion(name string, limit int64) (text []byte, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	mode := info.Mode()
	switch {
	case mode.IsDir():
		return nil, &refusedError{why: isDirectory}
	case !mode.IsRegular() && mode&os.ModeNamedPipe == 0:
		return nil, message.NewFault(textNoCompanion)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var b bytes.Buffer
	b.Grow(int(min(info.Size(), limit)) + bytes.MinRead)
	n, err := b.ReadFrom(io.LimitReader(file, limit+1))
	if err == nil && n > limit {
		err = message.NewFault(textLongCompanion, limitOf(limit)...)
	}
	return b.Bytes(), err
}
