package standard

import (
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// Each pair of braces multiplies the ways in which a pattern can fit a path, all of which are tried.
const (
	maxGroups       = 3
	maxAlternatives = 60
)

// IsGlob reports whether a text is a pattern of paths, and one that is quick to hold against any path.
func IsGlob(pattern string) bool {
	return doublestar.ValidatePattern(pattern) && !hasManyAlternatives(pattern)
}

func hasManyAlternatives(pattern string) bool {
	return strings.Count(pattern, "{") > maxGroups || strings.Count(pattern, ",") > maxAlternatives
}

// TakesGlob reports whether a value is a pattern as of [IsGlob], and tells what is wrong with it otherwise.
func (m *Mapping) TakesGlob(n *yaml.Node, pattern string) bool {
	fault := faultGlob
	if hasManyAlternatives(pattern) {
		fault = faultAlternatives
	}
	if !IsGlob(pattern) {
		m.Fault(n, fault, message.P("pattern", pattern))
		return false
	}
	return true
}

var (
	faultGlob = message.Text{
		EN: "“{pattern}” is not a valid pattern; a bracket or brace may be missing",
		FR: "«\u00a0{pattern}\u00a0» n’est pas un motif valide; il manque peut-être un crochet ou une accolade",
	}
	faultAlternatives = message.Text{
		EN: "“{pattern}” has too many alternatives between braces; list them as paths of their own",
		FR: "«\u00a0{pattern}\u00a0» a trop de variantes entre accolades; indiquez-les comme des chemins distincts",
	}
)
