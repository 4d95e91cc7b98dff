package standard

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// DigestText returns the SHA-256 of one text, lower-case hexadecimal.
func DigestText(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Digest returns the SHA-256 of all files of fsys, names and contents: the hash of one line for each file, in order of
// name, as sha256sum prints it. `find . -type f | sed 's|^\./||' | LC_ALL=C sort | xargs sha256sum | sha256sum` in a
// version's folder gives the same. The code lists that the version uses count as files ../../codelists/<name>.yaml.
func Digest(fsys fs.FS, lists ...*CodeList) (string, error) {
	digests := map[string]string{}
	for _, list := range lists {
		digests[path.Join("../../codelists", list.Name+".yaml")] = list.Digest
	}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			var text []byte
			text, err = fs.ReadFile(fsys, name)
			digests[name] = DigestText(text)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("digesting files: %w", err)
	}
	whole := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(digests)) {
		fmt.Fprintf(whole, "%s  %s\n", digests[name], name)
	}
	return hex.EncodeToString(whole.Sum(nil)), nil
}
