package verify

import (
	"path"
	"slices"
	"strings"
)

// File is a file as it is called: one that a report tells of, or one that was named beside the report.
type File struct {
	Path   string
	SHA256 string // of the bytes as they are stored; empty: not known, because it was not or cannot be read
}

// How says by what a file was recognised as one that a report tells of.
type How string

// The ways, the surest first.
const (
	ByDigest How = "digest" // the same bytes
	ByPath   How = "path"
	ByName   How = "name" // in another folder
	ByRest   How = "rest" // the only one left on either side
)

// Pair is a file of a report and the one that it is today, by their indexes.
type Pair struct {
	Table, File int
	How         How
}

// PairUp finds for each file of a report the one that was named: by digest first, then by path, then by name where only one on either
// side has it; when one is left on either side in the end, they are a pair too. What is in no pair is left over. Pairs come in the order
// of tables.
func PairUp(tables, files []File) []Pair {
	m := matcher{tables: tables, files: files, pairs: make([]Pair, len(tables)), taken: make([]bool, len(files))}
	digest := func(f File) string { return f.SHA256 }
	known := func(also func(File) string) func(File) string {
		return func(f File) string {
			if f.SHA256 == "" {
				return ""
			}
			return f.SHA256 + " " + also(f)
		}
	}
	// Of files with the same bytes the one with the same path, or else the same name, is meant.
	m.match(ByDigest, known(cleanPath), false)
	m.match(ByDigest, known(lastName), false)
	m.match(ByDigest, digest, false)
	m.match(ByPath, cleanPath, false)
	m.match(ByName, lastName, true)
	m.match(ByRest, func(File) string { return "all" }, true)
	return slices.DeleteFunc(m.pairs, func(p Pair) bool { return p.How == "" })
}

// matcher holds the pairs found so far.
type matcher struct {
	tables, files []File
	pairs         []Pair // by table; without a How: none yet
	taken         []bool // by file
}

// match pairs what is left and has the same key, in order; what has the empty key stays alone. alone: only where nothing else on either
// side has the key.
func (m *matcher) match(how How, key func(File) string, alone bool) {
	open, wanted := map[string][]int{}, map[string]int{}
	for i, file := range m.files {
		if k := key(file); k != "" && !m.taken[i] {
			open[k] = append(open[k], i)
		}
	}
	for i, table := range m.tables {
		if m.pairs[i].How == "" {
			wanted[key(table)]++
		}
	}
	for i, table := range m.tables {
		k := key(table)
		if m.pairs[i].How != "" || len(open[k]) == 0 || alone && (wanted[k] > 1 || len(open[k]) > 1) {
			continue
		}
		file := open[k][0]
		open[k] = open[k][1:]
		m.pairs[i], m.taken[file] = Pair{i, file, how}, true
	}
}

func cleanPath(f File) string {
	if strings.Contains(f.Path, "://") {
		return f.Path
	}
	return path.Clean(f.Path)
}

// lastName is the name of the file or member.
func lastName(f File) string { return path.Base(f.Path[strings.LastIndexByte(f.Path, '!')+1:]) }

// Rebase returns the path of a table of an archive or descriptor as it was when that had another path.
func Rebase(shown, now, then string) string {
	if rest, ok := strings.CutPrefix(shown, now); ok {
		return then + rest
	}
	folder := folderOf(now)
	rest, ok := strings.CutPrefix(shown, folder)
	if !ok || folder == "" && strings.Contains(shown, "://") {
		return shown
	}
	return folderOf(then) + rest
}

// folderOf is what stands before the last name in a path, with its slash or exclamation mark.
func folderOf(shown string) string { return shown[:strings.LastIndexAny(shown, "/!")+1] }
