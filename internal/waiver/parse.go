package waiver

import (
	"bytes"
	_ "embed" // for waivers.schema.json as text
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

//go:embed waivers.schema.json
var schema []byte

// Schema returns the JSON Schema of a file of waivers (draft 2020-12), for editors. [Parse] agrees with it, and says more: which dates there
// are.
func Schema() []byte { return bytes.Clone(schema) }

// Parse reads the text of a file of waivers (YAML, or the same as JSON), as strictly as a standard is read. name is what the file is called in
// errors and reports. The error is every [standard.Problem] found, in order of position.
func Parse(name string, text []byte) (*List, error) {
	list := &List{Path: name, SHA256: standard.DigestText(text)}
	err := standard.ReadMapping(name, text, whatWaivers, func(m *standard.Mapping) {
		if n := m.Must("version"); n != nil {
			if version := m.Whole("version"); version != nil && *version != 1 {
				m.Fault(n, faultVersion, message.P("version", strconv.Itoa(*version)))
			}
		}
		m.Must("waivers")
		m.Mappings("waivers", whatWaiver, func(m *standard.Mapping) { list.Waivers = append(list.Waivers, readWaiver(m)) })
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

func readWaiver(m *standard.Mapping) Waiver {
	w := Waiver{
		Line: m.Line(), Requirement: mustText(m, "requirement"), Owner: mustText(m, "owner"), Date: readDay(m, "date"), Expires: readDay(m, "expires"),
		Reason: m.Bilingual("reason"),
	}
	if at := strings.IndexByte(w.Requirement, '*'); at >= 0 && (at != len(w.Requirement)-1 || !strings.HasSuffix(w.Requirement, "/*")) {
		m.Fault(m.Node("requirement"), faultPattern, message.P("requirement", w.Requirement))
	}
	if w.Date != "" && w.Expires != "" && w.Expires < w.Date {
		m.Fault(m.Node("expires"), faultOrder, message.P("date", w.Date))
	}
	m.Mapping("scope", message.Same("scope"), func(m *standard.Mapping) { w.readScope(m) })
	return w
}

func (w *Waiver) readScope(m *standard.Mapping) {
	w.Field = m.Text("field")
	switch w.File = m.Text("file"); {
	case strings.Contains(w.File, `\`): // it would be an escape, and the pattern fit nothing in silence
		m.Fault(m.Node("file"), faultBackslash, message.P("pattern", w.File))
	case w.File != "":
		m.TakesGlob(m.Node("file"), w.File)
	}
	m.Mapping("key", message.Same("key"), func(m *standard.Mapping) {
		w.Key = map[string][]string{}
		for key, value := range m.All() {
			w.Key[key.Value] = readValues(m, key.Value, value)
		}
		if len(w.Key) == 0 {
			m.Fault(nil, faultNoKey)
		}
	})
}

// readValues reads one value or a list of them, as they are written.
func readValues(m *standard.Mapping, field string, n *yaml.Node) []string {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	if len(nodes) == 0 {
		m.Fault(n, faultNoValues, message.P("field", field))
	}
	var values []string
	for _, node := range nodes {
		if value, ok := m.Written(node, whatValue.Format(message.P("field", field))); ok {
			values = append(values, string(normal([]byte(value))))
		}
	}
	return values
}

func mustText(m *standard.Mapping, key string) string {
	if m.Must(key) == nil {
		return ""
	}
	return m.Text(key)
}

// readDay reads a day that has to be there; empty: it is none, and that was told.
func readDay(m *standard.Mapping, key string) string {
	day := mustText(m, key)
	if day != "" && !IsDay(day) {
		m.Fault(m.Node(key), faultDay, message.P("key", key), message.P("day", day))
		return ""
	}
	return day
}

// IsDay reports whether a text is a day of the calendar as ISO 8601 writes it: 2026-11-26.
func IsDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
