package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
)

// markup recognises HTML, XML and JSON. A table may begin with <, [ or { too, so that, unless the extension says the same,
// more than the first character has to agree.
func markup(head []byte, extension string) recognised {
	text := bytes.TrimLeft(bytes.TrimPrefix(narrow(head), []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(text) == 0 {
		return recognised{}
	}
	named := isJSONExtension(extension)
	switch {
	case text[0] == '<' && !named:
		return recognised{why: tagged(text, extension)}
	case text[0] == '{', text[0] == '[':
		if named || isJSON(text) {
			return recognised{format: JSON}
		}
	case named && !isDelimited(text):
		return recognised{format: JSON}
	}
	return recognised{}
}

// narrow returns UTF-16 text in a Latin script as bytes, and everything else as it is.
func narrow(head []byte) []byte {
	name, mark := bomOf(head)
	if name != utf16leName && name != utf16beName && utf16Order(head) == "" {
		return head
	}
	return bytes.ReplaceAll(head[len(mark):], []byte{0}, nil)
}

func isJSONExtension(extension string) bool {
	return slices.Contains([]string{".json", ".ndjson", ".jsonl", ".geojson", ".jsonld"}, extension)
}

// isDelimited reports whether text that begins like no table of JSON reads like a delimited table: its first two lines have as
// many commas, semicolons, tabs or vertical bars; or its only line has some and is no JSON value.
func isDelimited(text []byte) bool {
	first, rest, _ := bytes.Cut(text, []byte{'\n'})
	second, _, _ := bytes.Cut(rest, []byte{'\n'})
	if len(rest) == 0 {
		return bytes.ContainsAny(first, ",;\t|") && !json.Valid(first)
	}
	for _, delimiter := range []byte(",;\t|") {
		if n := bytes.Count(first, []byte{delimiter}); n > 0 && n == bytes.Count(second, []byte{delimiter}) {
			return true
		}
	}
	return false
}

func tagged(text []byte, extension string) refusal {
	start := bytes.ToLower(text[:min(len(text), 64<<10)])
	begins := func(prefix string) bool { return bytes.HasPrefix(start, []byte(prefix)) }
	holds := func(part string) bool { return bytes.Contains(start, []byte(part)) }
	switch {
	case begins("<!doctype html"), extension == ".html", extension == ".htm",
		(begins("<html") || begins("<head") || begins("<table")) && (holds("</") || holds("<body")):
		return html
	case begins("<?xml "), extension == ".xml", extension == ".svg", extension == ".kml", extension == ".gml":
		if holds("<html") {
			return html
		}
		return xml
	}
	return ""
}

// isJSON reports whether text, whatever its extension, begins as an object or an array of objects does and goes on as
// JSON, or one JSON text a line, until the end of what is looked at. So `[1] first,b` and `{a},b` stay tables.
func isJSON(text []byte) bool {
	decoder := json.NewDecoder(bytes.NewReader(text[:min(len(text), 64<<10)]))
	if !opensObject(decoder) {
		return false
	}
	for {
		_, err := decoder.Token()
		switch {
		case err == nil:
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return true // the end of what is looked at may cut a value
		default:
			return false
		}
	}
}

// opensObject reports whether { comes, perhaps inside [, and then a name and its value, or } at once.
func opensObject(decoder *json.Decoder) bool {
	token, err := decoder.Token()
	if token == json.Delim('[') && err == nil {
		token, err = decoder.Token()
	}
	if err != nil || token != json.Delim('{') {
		return false
	}
	name, err := decoder.Token()
	if err != nil {
		return false
	}
	if _, ok := name.(string); !ok {
		return name == json.Delim('}')
	}
	_, err = decoder.Token()
	return err == nil
}
