package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cogwg/hvdlint/internal/message"
)

// checker holds the text of a report against the schema, in pieces: one at a time is taken apart, so that memory does not grow with
// the text.
type checker struct {
	text    []byte
	meter   *meter
	decoder *json.Decoder
	schema  *jsonschema.Schema
	version string // of the program, once it was read
	place   []string
}

func newChecker(text []byte) (*checker, error) {
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.AssertFormat = true
	compiler.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, errors.New(url + " is not loaded: the schema stands alone")
	}
	const name = "report.schema.json"
	if err := compiler.AddResource(name, strings.NewReader(schema)); err != nil {
		return nil, fmt.Errorf("reading the schema of reports: %w", err)
	}
	compiled, err := compiler.Compile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the schema of reports: %w", err)
	}
	m := &meter{from: bytes.NewReader(text)}
	return &checker{text: text, meter: m, decoder: json.NewDecoder(m), schema: compiled}, nil
}

// meter is a reader that ends when one piece turns out longer than a piece may be, before the decoder makes room for all of it.
type meter struct {
	from *bytes.Reader
	left int
}

var errLongPiece = errors.New("a piece of the report is too long")

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errLongPiece
	}
	n, err := m.from.Read(p[:min(len(p), m.left)])
	m.left -= n
	return n, err
}

// token reads the next token.
func (c *checker) token() (json.Token, error) {
	c.meter.left = pieceLimit + 1
	return c.decoder.Token()
}

// more reports whether the object or list goes on.
func (c *checker) more() bool {
	c.meter.left = pieceLimit + 1
	return c.decoder.More()
}

// damaged is the error of what is wrong at an offset.
func (c *checker) damaged(at int, what message.Text, params ...message.Param) error {
	return &ReadError{Text: damagedAt(c.text, at, what, params...), Foreign: !looksLikeReport(c.text), Version: c.version}
}

// report checks the whole text.
func (c *checker) report() error {
	if err := c.object(c.schema, 1); err != nil {
		return err
	}
	end := int(c.decoder.InputOffset())
	if rest := bytes.TrimLeft(c.text[end:], " \t\r\n"); len(rest) > 0 {
		return c.damaged(len(c.text)-len(rest), textBehindEnd)
	}
	return nil
}

// resolve follows references.
func resolve(s *jsonschema.Schema) *jsonschema.Schema {
	for s.Ref != nil && s.Properties == nil {
		s = s.Ref
	}
	return s
}

// object checks an object key by key. Below it are runs as long as levels is above 0, which are taken apart as well.
func (c *checker) object(s *jsonschema.Schema, levels int) error {
	s = resolve(s)
	if err := c.open('{'); err != nil {
		return err
	}
	seen := map[string]bool{}
	for c.more() {
		token, err := c.token()
		if err != nil {
			return c.syntax(err)
		}
		key, _ := token.(string) // nothing else stands there
		at := int(c.decoder.InputOffset())
		property, known := s.Properties[key]
		switch {
		case seen[key]:
			return c.damaged(at, textRepeatedKey, message.P("key", key))
		case !known:
			return c.damaged(at, textUnknownKey, message.P("key", key))
		}
		seen[key] = true
		c.place = append(c.place, key)
		if err := c.member(property, levels); err != nil {
			return err
		}
		c.place = c.place[:len(c.place)-1]
	}
	if _, err := c.token(); err != nil {
		return c.syntax(err)
	}
	for _, key := range s.Required {
		if !seen[key] {
			return c.damaged(int(c.decoder.InputOffset()), textLacksKey, message.P("key", key))
		}
	}
	return nil
}

// member checks the value of a key: a list element by element, anything else in one piece.
func (c *checker) member(s *jsonschema.Schema, levels int) error {
	s = resolve(s)
	if s.Items2020 == nil || !slices.Contains(s.Types, "array") {
		return c.piece(s)
	}
	if err := c.open('['); err != nil {
		return err
	}
	for c.more() {
		var err error
		if levels > 0 {
			err = c.object(s.Items2020, levels-1)
		} else {
			err = c.piece(s.Items2020)
		}
		if err != nil {
			return err
		}
	}
	if _, err := c.token(); err != nil {
		return c.syntax(err)
	}
	return nil
}

// open reads the beginning of an object or a list.
func (c *checker) open(want json.Delim) error {
	token, err := c.token()
	if err != nil {
		return c.syntax(err)
	}
	if token != want {
		return c.damaged(int(c.decoder.InputOffset()), textWrongKind, c.named(""))
	}
	return nil
}

// piece checks one value.
func (c *checker) piece(s *jsonschema.Schema) error {
	c.meter.left = pieceLimit + 1
	var raw json.RawMessage
	err := c.decoder.Decode(&raw)
	end := int(c.decoder.InputOffset())
	if err != nil {
		return c.syntax(err)
	}
	start := end - len(raw)
	if len(raw) > pieceLimit {
		return c.damaged(start, textLongPiece, c.named(""), message.P("limit", pieceLimit))
	}
	if key, ok := repeatedKey(raw); ok {
		return c.damaged(start, textRepeatedKey, message.P("key", key))
	}
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return c.damaged(start, textWrongNumber)
	}
	if len(c.place) == 1 {
		if err := c.note(value); err != nil {
			return err
		}
	}
	if err := judge(s, value); err != nil {
		invalid, ok := errors.AsType[*jsonschema.ValidationError](err)
		if !ok {
			return err
		}
		what, params := c.explain(invalid)
		return c.damaged(start, what, params...)
	}
	return nil
}

// note keeps what the top of a report says of its making, which decides how the rest is told.
func (c *checker) note(value any) error {
	switch c.place[0] {
	case "schemaVersion":
		if n, ok := value.(float64); ok && n > SchemaVersion {
			return &ReadError{Text: textNewerForm.Format(message.P("form", fmt.Sprint(n)), message.P("known", fmt.Sprint(SchemaVersion)))}
		}
	case "tool":
		tool, _ := value.(map[string]any)
		c.version, _ = tool["version"].(string)
	}
	return nil
}

// judge validates a value. The library panics at numbers that math/big does not read.
func judge(s *jsonschema.Schema, value any) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("judging the report: %v", fault)
		}
	}()
	return s.Validate(value)
}

// explain says the first fault of a piece in words of both languages: the library has English alone.
func (c *checker) explain(invalid *jsonschema.ValidationError) (message.Text, []message.Param) {
	for len(invalid.Causes) > 0 {
		first := invalid.Causes[0]
		for _, cause := range invalid.Causes {
			if cause.InstanceLocation < first.InstanceLocation {
				first = cause
			}
		}
		invalid = first
	}
	where := c.named(invalid.InstanceLocation)
	switch path.Base(invalid.KeywordLocation) {
	case "required":
		return textLacksSome, []message.Param{where}
	case "additionalProperties", "else":
		return textHasUnknown, []message.Param{where}
	case "type":
		return textWrongKind, []message.Param{where}
	}
	return textWrongValue, []message.Param{where}
}

// named is where a value stands: the key under way, and the way down from there.
func (c *checker) named(below string) message.Param {
	return message.P("where", "/"+strings.Join(c.place, "/")+below)
}

// syntax is the error of a text that is no JSON.
func (c *checker) syntax(err error) error {
	at := int(c.decoder.InputOffset())
	if errors.Is(err, errLongPiece) {
		return c.damaged(at, textLongPiece, c.named(""), message.P("limit", pieceLimit))
	}
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = max(at, int(syntax.Offset))
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return c.damaged(len(c.text), textCutOff)
	}
	return c.damaged(at, textNotJSON)
}

// repeatedKey finds a key that an object has twice. The text is valid JSON.
func repeatedKey(raw []byte) (string, bool) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	var objects []map[string]bool // of lists: nil
	key := false                  // a string is a key
	for {
		token, err := decoder.Token()
		if err != nil {
			return "", false
		}
		switch token := token.(type) {
		case json.Delim:
			switch token {
			case '{':
				objects = append(objects, map[string]bool{})
			case '[':
				objects = append(objects, nil)
			default:
				objects = objects[:len(objects)-1]
			}
		case string:
			if key {
				seen := objects[len(objects)-1]
				if seen[token] {
					return token, true
				}
				seen[token], key = true, false
				continue
			}
		}
		key = len(objects) > 0 && objects[len(objects)-1] != nil
	}
}
