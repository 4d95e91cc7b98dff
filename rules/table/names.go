package table

// names keeps how keys are written, for the first textLimit keys by position. The zero value is empty.
type names struct {
	keys  []uint64
	texts map[uint64]string
}

// wants reports whether the name of a key would be kept; it saves making those that would not.
func (n *names) wants(key uint64) bool {
	if len(n.keys) >= textLimit {
		return false
	}
	_, known := n.texts[key]
	return !known
}

// add keeps the name of a key that is wanted.
func (n *names) add(key uint64, text string) {
	if n.texts == nil {
		n.texts = map[uint64]string{}
	}
	n.keys = append(n.keys, key)
	n.texts[key] = text
}

// of returns the name of a key, or nothing when it was not kept.
func (n *names) of(key uint64) string { return n.texts[key] }

// merge adds the names of records that follow.
func (n *names) merge(next *names) {
	for _, key := range next.keys {
		if n.wants(key) {
			n.add(key, next.texts[key])
		}
	}
}

func (w *wire) putNames(n *names) {
	w.put(uint64(len(n.keys)))
	for _, key := range n.keys {
		w.put(key)
		w.putText(n.texts[key])
	}
}

func (w *wire) getNames(n *names) {
	*n = names{}
	for range w.count() {
		n.add(w.get(), w.getText())
	}
}
