package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/cogwg/hvdlint/internal/message"
)

// How much of a report is read. A report with every place of a large file may be longer; it can be kept, but not read again.
const (
	readLimit  = 256 << 20 // bytes of a report
	pieceLimit = 16 << 20  // bytes of one piece of it, such as a finding
)

// ReadError says in both languages why what was read is no report, or a damaged one.
type ReadError struct {
	Text    message.Text
	Foreign bool   // it was never a report: another file was meant
	Version string // of the program that it says made it; empty: it does not say
}

func (e *ReadError) Error() string { return e.Text.EN }

// Message returns the text.
func (e *ReadError) Message() message.Text { return e.Text }

// Read reads a report in the form that [JSON] writes. It is strict: what does not meet the schema (see [Schema]), a key that stands
// twice, bytes that are no UTF-8 and text behind the end are a [ReadError], so that no two programs can read one report
// differently. A byte order mark is passed over. Numbers of parameters come as [json.Number]. Other errors are those of from.
//
// Memory is bounded by the limits above, whatever the text holds.
func Read(from io.Reader) (*Report, error) {
	text, err := io.ReadAll(io.LimitReader(from, readLimit+1))
	if err != nil {
		return nil, fmt.Errorf("reading the report: %w", err)
	}
	if len(text) > readLimit {
		return nil, &ReadError{Text: textLongReport.Format(message.P("limit", readLimit))}
	}
	return parse(text)
}

func parse(text []byte) (*Report, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if at := message.InvalidAt(text); at >= 0 {
		return nil, &ReadError{Foreign: !looksLikeReport(text), Text: damagedAt(text, at, textNotUTF8)}
	}
	c, err := newChecker(text)
	if err != nil {
		return nil, err
	}
	if err := c.report(); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	var r Report
	if err := decoder.Decode(&r); err != nil {
		return nil, c.damaged(offsetOf(err, decoder), textWrongNumber)
	}
	return &r, nil
}

// looksLikeReport tells a report that was damaged from a file that never was one.
func looksLikeReport(text []byte) bool {
	start := text[:min(len(text), 4096)]
	return bytes.HasPrefix(bytes.TrimLeft(start, " \t\r\n"), []byte("{")) && bytes.Contains(start, []byte(`"schemaVersion"`))
}

// offsetOf returns where decoding failed.
func offsetOf(err error, decoder *json.Decoder) int {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return int(syntax.Offset)
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return int(kind.Offset)
	}
	return int(decoder.InputOffset())
}

// damagedAt says what is wrong at an offset.
func damagedAt(text []byte, at int, what message.Text, params ...message.Param) message.Text {
	line := 1 + bytes.Count(text[:min(max(at, 0), len(text))], []byte("\n"))
	return textDamaged.Format(message.P("line", line), message.P("what", what.Format(params...)))
}
