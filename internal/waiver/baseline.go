package waiver

import (
	"cmp"
	"path"
	"slices"
)

// SchemaVersion is the version of the form of a baseline.
const SchemaVersion = 1

// Limit is the number of different places that a baseline holds. Of more than that, causes are to be mended, not places.
const Limit = 250_000

// Baseline is the failing places that are known, by table.
type Baseline struct {
	Path   string // as the user named it; empty: it was not read from a file
	SHA256 string
	Tables []Table

	here map[string]bool // see Here
}

// Table is the known places of one table, and what it was measured against.
type Table struct {
	Path     string // of the file, as the user named it
	Name     string // of the table in it
	Standard Standard
	Findings []Known
	// LeftOut are the requirements that were left out when Findings were collected, which tells nothing of their places. It is not part of
	// the file.
	LeftOut map[string]bool
}

// Standard is the version of a standard that a baseline was made with.
type Standard struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	Digest  string `json:"digest,omitempty"`
}

// Known is a place and how often it may fail: what has no key of its own may be there several times.
type Known struct {
	Identity
	Count int64
}

// Here says which files there are, by their paths as named: what is known of one of them says nothing of another with the same name.
func (b *Baseline) Here(files []string) {
	b.here = map[string]bool{}
	for _, file := range files {
		b.here[path.Clean(file)] = true
	}
}

// Table returns what is known of a table: by the path as it was named; where no table has that path, by the name of the file alone, if
// only one table has it, and that is not of a file that is here. Nil: nothing is known.
func (b *Baseline) Table(file, name string) *Table {
	var near []*Table
	for i := range b.Tables {
		t := &b.Tables[i]
		if t.is(file, name) {
			return t
		}
		if t.Name == name && path.Base(t.Path) == path.Base(file) {
			near = append(near, t)
		}
	}
	if len(near) == 1 && !b.here[path.Clean(near[0].Path)] {
		return near[0]
	}
	return nil
}

// Places is the number of places that a table may fail in.
func (t *Table) Places() (n int64) {
	for i := range t.Findings {
		n += t.Findings[i].Count
	}
	return n
}

// Put puts what is known of tables, all at once, in the place of what was known of them before, but for places of requirements that
// were left out; tables without any place are taken out. A table that is found by the name of its file alone keeps its path, unless several
// of those that are put would be it.
func (b *Baseline) Put(tables ...Table) {
	old := make([]*Table, len(tables))
	claims := map[*Table]int{}
	for i := range tables {
		old[i] = b.Table(tables[i].Path, tables[i].Name)
		claims[old[i]]++
	}
	var added []Table
	for i, t := range tables {
		at := old[i]
		if at == nil || claims[at] > 1 && !at.is(t.Path, t.Name) {
			added = slices.DeleteFunc(added, func(other Table) bool { return other.is(t.Path, t.Name) }) // it was named twice
			added = append(added, t)
			continue
		}
		t.Path = at.Path
		t.keepLeftOut(at)
		*at = t
	}
	b.Tables = slices.DeleteFunc(append(b.Tables, added...), func(t Table) bool { return len(t.Findings) == 0 })
}

// keepLeftOut takes from an older table the places of requirements that were left out. In another version of the standard ids may mean
// something else.
func (t *Table) keepLeftOut(older *Table) {
	if t.Standard.Name != older.Standard.Name || t.Standard.Version != older.Standard.Version {
		return
	}
	t.Findings = slices.Clip(t.Findings)
	for _, known := range older.Findings {
		if t.LeftOut[known.Requirement] {
			t.Findings = append(t.Findings, known)
		}
	}
}

// is reports whether a table has a path, however that is written, and a name.
func (t *Table) is(file, name string) bool {
	return t.Name == name && path.Clean(t.Path) == path.Clean(file)
}

// Sort puts tables and places in the one order in which they are written.
func (b *Baseline) Sort() {
	slices.SortFunc(b.Tables, func(a, b Table) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Name, b.Name)) })
	for i := range b.Tables {
		slices.SortFunc(b.Tables[i].Findings, func(a, b Known) int { return compare(&a.Identity, &b.Identity) })
	}
}

func compare(a, b *Identity) int {
	return cmp.Or(
		cmp.Compare(a.Requirement, b.Requirement), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Variant, b.Variant),
		slices.CompareFunc(a.Key, b.Key, func(a, b KeyValue) int {
			return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Value, b.Value))
		}),
		slices.Compare(a.Record, b.Record), cmp.Compare(a.Digest, b.Digest))
}
