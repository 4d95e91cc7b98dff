package cli

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
)

// answer is how the JSON of every command begins: with the version of its form, which changes when a key goes or means something else.
type answer struct {
	SchemaVersion int `json:"schemaVersion"`
}

// answerVersion is the only version there is so far.
const answerVersion = 1

// writeJSON prints a value in one piece, indented for people, without escaping what HTML would need.
func writeJSON(w io.Writer, value any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// addFormatFlag adds --format to a command that prints one thing in one of a few formats; the first is the default.
func (a *app) addFormatFlag(cmd *cobra.Command, formats ...string) *string {
	format := formats[0]
	cmd.Flags().Var(choice{&format, formats}, "format", a.say(flagFormat, message.P("formats", wordList(formats))))
	complete(cmd, "format", formats...)
	return &format
}
