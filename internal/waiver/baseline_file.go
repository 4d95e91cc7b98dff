package waiver

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// MaxBaseline is the number of bytes of a baseline that is read: [Limit] long places fit.
const MaxBaseline = 256 << 20

// mostPlaces bounds the count of one place, so that no sum of them overflows.
const mostPlaces = 1 << 38

// The form of the file. Each finding is on a line of its own, so that the difference of two baselines reads well.

type fileBaseline struct {
	SchemaVersion int         `json:"schemaVersion"`
	Tables        []fileTable `json:"tables"`
}

type fileTable struct {
	Path     string        `json:"path"`
	Table    string        `json:"table"`
	Standard Standard      `json:"standard"`
	Findings []fileFinding `json:"findings"`
}

type fileFinding struct {
	Requirement string   `json:"requirement"`
	Field       string   `json:"field,omitempty"`
	Variant     string   `json:"variant,omitempty"`
	Key         fileKey  `json:"key,omitempty"`
	Record      []string `json:"record,omitempty"`
	Digest      string   `json:"digest,omitempty"`
	Count       int64    `json:"count"`
}

// fileKey is a key as an object whose names keep their order.
type fileKey []KeyValue

// MarshalJSON writes an object.
func (k fileKey) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, v := range k {
		if i > 0 {
			b.WriteByte(',')
		}
		field, err := inLine(v.Field)
		if err != nil {
			return nil, err
		}
		value, err := inLine(v.Value)
		if err != nil {
			return nil, err
		}
		b.Write(field)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

var errKey = errors.New("a key is an object of texts")

// UnmarshalJSON reads an object of texts.
func (k *fileKey) UnmarshalJSON(text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return errKey
	}
	*k = fileKey{}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return errKey
		}
		value, err := decoder.Token()
		if err != nil {
			return errKey
		}
		field, isName := name.(string)
		written, isText := value.(string)
		if !isName || !isText {
			return errKey
		}
		*k = append(*k, KeyValue{field, written})
	}
	return nil
}

// detailOf says in both languages why a text is no baseline.
func detailOf(err error) message.Text {
	if fault, ok := errors.AsType[*message.Fault](err); ok {
		return fault.Text
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return detailEndsHere
	}
	if _, ok := errors.AsType[*json.SyntaxError](err); ok {
		return detailNotJSON
	}
	return detailOther
}

// ParseBaseline reads the text of a baseline. name is what the file is called in errors and reports. The error is a [standard.Problem].
func ParseBaseline(name string, text []byte) (*Baseline, error) {
	fault := func(offset int64, template message.Text, params ...message.Param) error {
		line, column := standard.Position(text, int(min(offset, int64(len(text)))))
		return &standard.Problem{File: name, Line: line, Column: column, Text: template.Format(params...)}
	}
	if len(text) > MaxBaseline {
		return nil, fault(0, faultTooLarge, message.P("n", len(text)), message.P("limit", MaxBaseline))
	}
	var version struct {
		SchemaVersion *int `json:"schemaVersion"`
	}
	if err := json.Unmarshal(text, &version); err == nil && version.SchemaVersion != nil && *version.SchemaVersion != SchemaVersion {
		return nil, fault(0, faultSchemaVersion, message.P("version", strconv.Itoa(*version.SchemaVersion)), message.P("known", strconv.Itoa(SchemaVersion)))
	}
	var file fileBaseline
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(&file)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = message.NewFault(detailGoesOn)
		}
	}
	if err == nil && file.SchemaVersion != SchemaVersion {
		err = message.NewFault(detailNoForm)
	}
	if err != nil {
		return nil, fault(offsetOf(err, decoder.InputOffset()), faultNotBaseline, message.P("detail", detailOf(err)))
	}
	b := &Baseline{Path: name, SHA256: standard.DigestText(text)}
	seen := map[[2]string]bool{}
	for i := range file.Tables {
		t := &file.Tables[i]
		if seen[[2]string{t.Path, t.Table}] {
			return nil, fault(0, faultTableTwice, message.P("table", t.Table), message.P("path", t.Path))
		}
		seen[[2]string{t.Path, t.Table}] = true
		table := Table{Path: t.Path, Name: t.Table, Standard: t.Standard, Findings: make([]Known, 0, len(t.Findings))}
		for k, f := range t.Findings {
			if f.Requirement == "" || f.Count < 1 || f.Count > mostPlaces || f.Key != nil && (len(f.Key) == 0 || f.Digest != "" || f.Record != nil) || f.Record != nil && f.Digest == "" {
				return nil, fault(0, faultFinding, message.P("n", strconv.Itoa(k+1)), message.P("table", t.Table))
			}
			id := Identity{Requirement: f.Requirement, Field: f.Field, Variant: f.Variant, Key: f.Key, Record: f.Record, Digest: f.Digest}
			table.Findings = append(table.Findings, Known{id, f.Count})
		}
		b.Tables = append(b.Tables, table)
	}
	return b, nil
}

// offsetOf is where an error of encoding/json says that it is; of one that does not say, how far reading came.
func offsetOf(err error, read int64) int64 {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return max(syntax.Offset-1, 0)
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return kind.Offset
	}
	return read
}

// Write writes the baseline in the order of [Baseline.Sort]: the same places give the same bytes.
func (b *Baseline) Write(w io.Writer) error {
	b.Sort()
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "{\n  \"schemaVersion\": %d,\n  \"tables\": [", SchemaVersion)
	for i := range b.Tables {
		if err := b.Tables[i].write(out, i > 0); err != nil {
			return fmt.Errorf("writing the baseline: %w", err)
		}
	}
	if len(b.Tables) > 0 {
		fmt.Fprint(out, "\n  ")
	}
	fmt.Fprint(out, "]\n}\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the baseline: %w", err)
	}
	return nil
}

func (t *Table) write(out *bufio.Writer, follows bool) error {
	if follows {
		fmt.Fprint(out, ",")
	}
	fmt.Fprint(out, "\n    {\n")
	for _, part := range []struct {
		name  string
		value any
	}{{"path", t.Path}, {"table", t.Name}, {"standard", t.Standard}} {
		text, err := inLine(part.value)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "      %q: %s,\n", part.name, text)
	}
	fmt.Fprint(out, "      \"findings\": [")
	for i := range t.Findings {
		f := &t.Findings[i]
		text, err := inLine(fileFinding{f.Requirement, f.Field, f.Variant, f.Key, f.Record, f.Digest, f.Count})
		if err != nil {
			return err
		}
		if i > 0 {
			fmt.Fprint(out, ",")
		}
		fmt.Fprintf(out, "\n        %s", text)
	}
	if len(t.Findings) > 0 {
		fmt.Fprint(out, "\n      ")
	}
	fmt.Fprint(out, "]\n    }")
	return nil
}

// inLine writes a value on one line, without escapes for HTML.
func inLine(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
