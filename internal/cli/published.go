package cli

import "github.com/cogwg/hvdlint/standards"

// isPublished reports whether the program brings along just this version of a standard, for the formats of reports that name it for others.
func isPublished(name, version, digest string) bool {
	published, err := standards.Find(name + "@" + version)
	return err == nil && published.Version == version && published.Digest == digest
}
