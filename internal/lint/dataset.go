package lint

import (
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Dataset is what a [DatasetCheck] judges: the resources that were checked together, and how they were bound to those of the
// standard.
type Dataset struct {
	Standard *standard.Standard
	// Package is what a descriptor says of the dataset; nil: there is none.
	Package *standard.Package
	// Members are the resources that were checked, in the order in which the report lists them.
	Members []Member
	// Missing are the resources of the standard that none of the members was bound to, in the order of the standard.
	Missing []*standard.Resource
}

// Member is one resource of a dataset.
type Member struct {
	Name, Path string // as in table.Resource
	// Bound is the resource of the standard that it was bound to; nil: none.
	Bound *standard.Resource
	Facts *table.Resource // as observed
	// Declared is what the descriptor says of it; nil: nothing.
	Declared *standard.PackageResource
	// Encoding is the declared encoding by the name that facts use; empty: none is declared, or one that there is not.
	Encoding string
	// Digest is that of the stored bytes by the algorithm of the declared hash, in lower-case hexadecimal; empty: it is not known.
	Digest string
}
