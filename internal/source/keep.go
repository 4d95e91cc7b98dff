package source

import (
	"errors"

	"github.com/cogwg/hvdlint/internal/table"
)

// Keep holds what can be read only once (standard input, a named pipe, what was fetched from the Web), so that inputs can be opened again.
// The zero value is ready. It is used by one goroutine at a time and has to be closed; then nothing opened with it can be read any more.
type Keep struct {
	stores map[string]*store
}

// Close gives up what is held.
func (k *Keep) Close() error {
	var all []error
	for _, s := range k.stores {
		all = append(all, s.release())
	}
	k.stores = nil
	return errors.Join(all...)
}

// once opens what can be read only once, or returns what is held of it. The key tells such inputs apart.
func (o *opener) once(key string, open func() (*store, *table.Unread, error)) (*store, *table.Unread, error) {
	keep := o.options.Keep
	if keep == nil {
		return open()
	}
	held := keep.stores[key]
	if held == nil {
		s, unread, err := open()
		if s == nil {
			return nil, unread, err
		}
		if keep.stores == nil {
			keep.stores = map[string]*store{}
		}
		keep.stores[key], held = s, s
	}
	lent := *held
	lent.release = func() error { return nil } // it is Keep's to release
	return &lent, nil, nil
}
