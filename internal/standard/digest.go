package standard

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
)

// DigestText returns the SHA-256 of one text, lower-case hexadecimal.
func DigestText(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Digest returns the SHA-256 of all files of fsys, names and contents: the hash of one line for each file, in order of
// name, as sha256sum prints it. `find . -type f | sed 's|^\./||' | LC_ALL=C sort | xargs sha256sum | sha256sum` in a
// version's folder gives the same.
func Digest(fsys fs.FS) (string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("listing files to digest: %w", err)
	}
	slices.Sort(names)
	whole := sha256.New()
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return "", fmt.Errorf("digesting %s: %w", name, err)
		}
		fmt.Fprintf(whole, "%s  %s\n", DigestText(text), name)
	}
	return hex.EncodeToString(whole.Sum(nil)), nil
}
