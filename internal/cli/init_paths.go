package cli

import (
	"path"
	"slices"
	"strings"
)

// patternExtensions are those of files that are tables and nothing else, so that a pattern takes no other files.
var patternExtensions = []string{".csv", ".tsv", ".xlsx", ".parquet", ".ndjson", ".jsonl", ".geojson"}

// like are the files of one folder with one extension.
type like struct{ folder, extension string }

func likeOf(file string) like { return like{path.Dir(file), path.Ext(file)} }

// pattern says them in one word; empty: there is none that says these alone.
func (l like) pattern() string {
	if !slices.Contains(patternExtensions, l.extension) || strings.ContainsAny(l.folder, `*?[{`) {
		return ""
	}
	return path.Join(l.folder, "*"+l.extension)
}

// shorten puts a pattern in the place of files where it fits these and no others that were found.
func (s *survey) shorten() {
	all := map[like]int{}
	for i := range s.groups {
		for _, file := range s.groups[i].files {
			all[likeOf(file)]++
		}
	}
	for _, u := range s.unread {
		all[likeOf(u.path)]++
	}
	for i := range s.groups {
		g := &s.groups[i]
		own := map[like]int{}
		for _, file := range g.files {
			own[likeOf(file)]++
		}
		for _, file := range g.files {
			l := likeOf(file)
			pattern := l.pattern()
			switch {
			case pattern == "" || own[l] < 2 || own[l] < all[l] || s.more > 0:
				g.paths = append(g.paths, named(file))
			case !slices.Contains(g.paths, pattern):
				g.paths = append(g.paths, pattern)
			}
		}
	}
}

// named is the path of a file that is not taken for an address, a drive or standard input.
func named(file string) string {
	if first, _, _ := strings.Cut(file, "/"); file == "-" || strings.Contains(first, ":") {
		return "./" + file
	}
	return file
}
