package lint

import "github.com/cogwg/hvdlint/internal/standard"

// Dataset is what a [DatasetCheck] judges: the resources that were checked together, and how they were bound to those of the
// standard.
type Dataset struct {
	Standard *standard.Standard
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
}
