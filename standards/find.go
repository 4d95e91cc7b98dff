package standards

import (
	"slices"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// Find returns the version that a reference means: "baby-names", "baby-names@1", "baby-names@1.2" or
// "baby-names@1.0.0".
//
// A complete version means itself. Anything less means the newest version that fits and is candidate or final; without
// one the newest draft; without one the newest superseded and last the newest withdrawn. The error of a reference that
// fits nothing names what there is, and the nearest name.
func Find(ref string) (*standard.Standard, error) {
	versions, err := All()
	if err != nil {
		return nil, err
	}
	return find(versions, ref)
}

func find(versions []*standard.Standard, ref string) (*standard.Standard, error) {
	name, wanted, hasVersion := strings.Cut(ref, "@")
	var named []*standard.Standard
	for _, version := range versions {
		if version.Name == name {
			named = append(named, version)
		}
	}
	if len(named) == 0 {
		return nil, unknownName(versions, name)
	}
	var best *standard.Standard
	for _, version := range named {
		if (!hasVersion || fits(version.Version, wanted)) && (best == nil || isBetter(version, best)) {
			best = version
		}
	}
	if best == nil {
		return nil, message.NewFault(textNoVersion, message.P("reference", ref), message.P("known", references(named)))
	}
	return best, nil
}

// fits reports whether a version is the wanted one, or begins with its numbers.
func fits(version, wanted string) bool {
	if version == wanted {
		return true
	}
	return semver.IsValid("v"+wanted) && strings.Count(wanted, ".") < 2 &&
		strings.HasPrefix(version, wanted+".") && semver.Prerelease("v"+version) == ""
}

// isBetter reports whether a is the better answer to an incomplete reference.
func isBetter(a, b *standard.Standard) bool {
	if ranks := rank(a.Status) - rank(b.Status); ranks != 0 {
		return ranks > 0
	}
	return semver.Compare("v"+a.Version, "v"+b.Version) > 0
}

func rank(status standard.Status) int {
	switch status {
	case standard.Final, standard.Candidate:
		return 4
	case standard.Draft:
		return 3
	case standard.Superseded:
		return 2
	}
	return 1
}

var (
	textNoVersion = message.Text{
		EN: "there is no {reference}; choose {known}",
		FR: "{reference} n’existe pas; choisissez {known}",
	}
	textNoStandard = message.Text{
		EN: "there is no standard “{name}” (choose {known})",
		FR: "il n’y a pas de norme «\u00a0{name}\u00a0» (choisissez {known})",
	}
)

func unknownName(versions []*standard.Standard, name string) error {
	var names []string
	for _, version := range versions {
		if !slices.Contains(names, version.Name) {
			names = append(names, version.Name)
		}
	}
	text := textNoStandard.Format(message.P("name", name), message.P("known", message.List(names)))
	return message.NewFault(message.DidYouMean(text, name, names))
}

func references(versions []*standard.Standard) message.List {
	var list message.List
	for _, version := range versions {
		list = append(list, version.Name+"@"+version.Version)
	}
	return list
}
