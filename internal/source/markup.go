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
func markup(head []byte, extension string) refusal {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(text) == 0 {
		return ""
	}
	switch text[0] {
	case '<':
		return tagged(text, extension)
	case '{', '[':
		named := slices.Contains([]string{".json", ".ndjson", ".jsonl", ".geojson", ".jsonld"}, extension)
		if named || isJSON(text) {
			return jsonText
		}
	}
	return ""
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
