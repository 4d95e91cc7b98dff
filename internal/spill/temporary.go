package spill

import (
	"errors"
	"fmt"
	"os"
)

// Temporary is a temporary file. It has no name once it is open where the system allows it, so that nothing is left behind however the
// program ends; elsewhere closing it removes it.
type Temporary struct {
	*os.File
	named bool
}

// NewTemporary makes a temporary file in folder dir; empty: the system's.
func NewTemporary(dir string) (*Temporary, error) {
	file, err := os.CreateTemp(dir, "hvdlint-*.tmp")
	if err != nil {
		return nil, fmt.Errorf("making a temporary file: %w", err)
	}
	return &Temporary{File: file, named: os.Remove(file.Name()) != nil}, nil // Windows refuses while the file is open
}

// Close closes the file and removes it.
func (t *Temporary) Close() error {
	err := t.File.Close()
	if t.named {
		err = errors.Join(err, os.Remove(t.Name()))
	}
	return err
}
