package verify

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// diff calls tell for each place in which two JSON values differ, with its JSON Pointer, in a fixed order. Nothing, an empty list and an
// empty object are the same. A sentence in two languages is one value; it is wording.
func diff(pointer string, was, is any, tell func(pointer string, was, is any, wording bool)) {
	if isEmpty(was) && isEmpty(is) {
		return
	}
	if isText(was) || isText(is) {
		if !reflect.DeepEqual(was, is) {
			tell(pointer, was, is, isText(was) && isText(is))
		}
		return
	}
	switch before := was.(type) {
	case map[string]any:
		if after, ok := is.(map[string]any); ok {
			diffObjects(pointer, before, after, tell)
			return
		}
	case []any:
		if after, ok := is.([]any); ok {
			diffLists(pointer, before, after, tell)
			return
		}
	}
	if !reflect.DeepEqual(was, is) {
		tell(pointer, was, is, false)
	}
}

func diffObjects(pointer string, was, is map[string]any, tell func(string, any, any, bool)) {
	keys := maps.Clone(was)
	maps.Copy(keys, is)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		diff(pointer+"/"+table.EscapePointer(key), was[key], is[key], tell)
	}
}

func diffLists(pointer string, was, is []any, tell func(string, any, any, bool)) {
	at := func(list []any, i int) any {
		if i < len(list) {
			return list[i]
		}
		return nil
	}
	for i := range max(len(was), len(is)) {
		diff(pointer+"/"+strconv.Itoa(i), at(was, i), at(is, i), tell)
	}
}

func isEmpty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return false
}

// isText reports whether a value is one thing said in both languages.
func isText(value any) bool {
	object, ok := value.(map[string]any)
	if !ok || len(object) != 2 {
		return false
	}
	_, english := object["en"].(string)
	_, french := object["fr"].(string)
	return english && french
}

// briefLength is the length in bytes beyond which a value is shown by its beginning.
const briefLength = 500

// brief shortens a value that is too long to be shown.
func brief(value any) any {
	switch v := value.(type) {
	case nil:
		return nil
	case string:
		return Brief(v)
	}
	written, err := json.Marshal(value)
	if err != nil || len(written) <= briefLength {
		return value
	}
	return Brief(string(written))
}

// Brief shortens a text that is too long to be shown: what a report says may be of any length.
func Brief(text string) string { return message.Cut(text, briefLength) }
