package source

import (
	"path"
	"path/filepath"
	"strings"
)

// Named returns the input under the path that it had at another time. What goes by names, that of the table and the extension, finds
// the other one; the bytes are the same.
func (in Input) Named(shown string) Input {
	if name := nameIn(shown); name != nameIn(in.Path) {
		in.name = &name
	}
	in.Path = shown
	return in
}

// nameIn returns the name of the file in a path that is shown: without folders, of a member its own, of standard input none.
func nameIn(shown string) string {
	if shown == "-" {
		return ""
	}
	if u := webAddress(shown); u != nil && !strings.Contains(shown, "!") {
		return path.Base(u.Path)
	}
	return path.Base(filepath.ToSlash(shown[strings.LastIndexByte(shown, '!')+1:]))
}
