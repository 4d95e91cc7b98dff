package config

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// reference is the name of a standard, and perhaps a version or the beginning of one.
var reference = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(@[0-9A-Za-z.+-]+)?$`)

// ParseDelimiter reads what parts the cells of a text: one ASCII character that is not of those that numbers, words and quotes are made
// of, or a tab as \t or by its name.
func ParseDelimiter(value string) (char string, ok bool) {
	switch strings.ToLower(value) {
	case "tab", `\t`, "\t":
		return "\t", true
	}
	if len(value) != 1 || !canPart(value[0]) {
		return "", false
	}
	return value, true
}

func canPart(b byte) bool {
	const partOfValues = `"'.-+_0123456789`
	isLetter := 'a' <= b|0x20 && b|0x20 <= 'z'
	return ' ' <= b && b < 0x7f && !isLetter && strings.IndexByte(partOfValues, b) < 0
}

var (
	drive  = regexp.MustCompile(`^[A-Za-z]:`)
	scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+:/`)
)

// CanName reports whether a configuration can name a file by its path from the folder of the configuration.
func CanName(file string) bool {
	return utf8.ValidString(file) && !strings.Contains(file, `\`) && standard.IsGlob(file)
}

// checkPath tells a path that is not one from the folder of the file, or leads out of the root.
func (r *reader) checkPath(n *yaml.Node, p string, glob bool) bool {
	var fault message.Text
	switch {
	case scheme.MatchString(p):
		fault = faultAddress
	case p == "-":
		fault = faultStandardInput
	case strings.Contains(p, `\`):
		fault = faultBackslash
	case path.IsAbs(p) || drive.MatchString(p):
		fault = faultAbsolute
	case outOf(p, r.up):
		fault = faultOutside
	default:
		return !glob || r.TakesGlob(n, p)
	}
	r.Fault(n, fault, message.P("path", p))
	return false
}

// outOf reports whether a path goes up by more folders than there are.
func outOf(p string, up int) bool {
	n := 0
	for _, element := range strings.Split(path.Clean(p), "/") {
		if element == ".." {
			n++
		}
	}
	return n > up
}

// isInGit reports whether a path leads into the folder of Git, where a file may be a program.
func isInGit(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), func(element string) bool { return strings.EqualFold(element, ".git") })
}
