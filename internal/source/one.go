package source

import "path/filepath"

// One is the dataset of one file, of which path is shown to people.
func One(path, file string) Dataset {
	return Of(Input{Path: filepath.ToSlash(path), File: file})
}

// Of is the dataset of one input.
func Of(in Input) Dataset {
	return Dataset{Name: Name(in.Path), Path: in.Path, Inputs: []Input{in}}
}
