package source

import (
	"strings"
)

// web takes an address. Archives and descriptors are fetched to see what is in them, going by the names in their addresses.
func (e *expansion) web(arg string) error {
	u := webAddress(arg)
	if u == nil {
		e.miss(arg, refuse(badAddress))
		return nil
	}
	at := &address{url: u, named: u}
	shown := shownAddress(u)
	key := u.String()
	switch {
	case e.seen[key]:
		return nil
	case isDescriptor(u.Path):
		e.seen[key] = true
		return e.webDescriptor(at, shown)
	case strings.HasSuffix(strings.ToLower(u.Path), ".zip"):
		e.seen[key] = true
		return e.webArchive(at, shown)
	}
	in := at.input()
	e.add(Dataset{Name: Name(in.Path), Path: shown, Inputs: []Input{in}}, key)
	return nil
}

func (e *expansion) webDescriptor(at *address, shown string) error {
	text, err := e.textAt(at)
	if err != nil {
		return e.missWeb(shown, err)
	}
	d, unread := packaged(shown, text, &webBase{opener: e.opener, at: at})
	if unread != nil {
		e.miss(shown, unread)
		return nil
	}
	e.datasets = append(e.datasets, d)
	return nil
}

func (e *expansion) webArchive(at *address, shown string) error {
	fetched, err := e.download(at, e.limits.Copied)
	if err != nil {
		return e.missWeb(shown, err)
	}
	head := make([]byte, 64<<10)
	n, _ := fetched.reader.ReadAt(head, 0) // nothing there: no archive
	if found := magic(head[:n], fetched.reader, fetched.size); !found.archive {
		// Called so, and something else: opening it says what.
		e.datasets = append(e.datasets, Dataset{Name: Name(shown), Path: shown, Inputs: []Input{at.input()}})
		return fetched.release()
	}
	a, err := readArchive(shown, func() (*store, error) { return fetched, nil }, e.limits)
	if err != nil {
		return e.missWeb(shown, err)
	}
	d, unread := archived(a)
	if unread != nil {
		e.miss(shown, unread)
		return a.close()
	}
	d.downloaded = a
	e.datasets = append(e.datasets, d)
	return nil
}

// missWeb notes what cannot be had; the end of the context stays an error.
func (e *expansion) missWeb(shown string, err error) error {
	unread, err := explained(e.ctx, err)
	if unread != nil {
		e.miss(shown, unread)
	}
	return err
}
