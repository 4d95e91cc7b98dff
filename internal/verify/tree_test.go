package verify

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// trees draws JSON values as they are decoded.
func trees(depth int) *rapid.Generator[any] {
	leaf := rapid.OneOf(
		rapid.Just[any](nil), rapid.Map(rapid.Bool(), func(b bool) any { return b }),
		rapid.Map(rapid.SampledFrom([]string{"", "a", "b"}), func(s string) any { return s }),
		rapid.Map(rapid.IntRange(0, 2), func(n int) any { return json.Number(fmt.Sprint(n)) }),
	)
	if depth == 0 {
		return leaf
	}
	below := trees(depth - 1)
	key := rapid.SampledFrom([]string{"a", "b/~", "en", "fr"})
	return rapid.OneOf(leaf, rapid.Map(rapid.SliceOfN(below, 0, 3), func(l []any) any { return l }),
		rapid.Map(rapid.MapOfN(key, below, 0, 3), func(m map[string]any) any { return m }))
}

// at follows a JSON Pointer (RFC 6901); what is not there is nil.
func at(tree any, pointer string) any {
	for _, part := range strings.Split(pointer, "/")[1:] {
		part = strings.NewReplacer("~1", "/", "~0", "~").Replace(part)
		switch v := tree.(type) {
		case map[string]any:
			tree = v[part]
		case []any:
			i := 0
			_, _ = fmt.Sscan(part, &i)
			if i >= len(v) {
				return nil
			}
			tree = v[i]
		default:
			return nil
		}
	}
	return tree
}

// Every place that is told differs, nothing differs from itself, and both directions tell the same places.
func TestDiffTellsWhatDiffers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, is := trees(3).Draw(t, "was"), trees(3).Draw(t, "is")
		diff("", was, was, func(pointer string, _, _ any, _ bool) { t.Errorf("%s differs from itself", pointer) })
		var there, back []string
		diff("", was, is, func(pointer string, a, b any, wording bool) {
			there = append(there, pointer)
			if !reflect.DeepEqual(a, at(was, pointer)) || !reflect.DeepEqual(b, at(is, pointer)) || reflect.DeepEqual(a, b) || wording != (isText(a) && isText(b)) {
				t.Errorf("%s: %v and %v", pointer, a, b)
			}
		})
		diff("", is, was, func(pointer string, _, _ any, _ bool) { back = append(back, pointer) })
		if fmt.Sprint(there) != fmt.Sprint(back) {
			t.Errorf("there %v, back %v", there, back)
		}
		if len(there) == 0 && textWithout(was) != textWithout(is) {
			t.Errorf("%v and %v are the same", was, is)
		}
	})
}

// textWithout writes a value without what is empty.
func textWithout(tree any) string {
	switch v := tree.(type) {
	case map[string]any:
		var parts []string
		for _, key := range []string{"a", "b/~", "en", "fr"} {
			if !isEmpty(v[key]) && textWithout(v[key]) != "" {
				parts = append(parts, key+":"+textWithout(v[key]))
			}
		}
		return strings.Join(parts, " ")
	case []any:
		text := ""
		for _, element := range v {
			text += "[" + textWithout(element) + "]"
		}
		return strings.TrimRight(strings.ReplaceAll(text, "[]", ""), " ")
	case nil:
		return ""
	}
	return fmt.Sprintf("%T %v", tree, tree)
}

func TestBrief(t *testing.T) {
	for _, text := range []string{"", "short", strings.Repeat("é", briefLength), strings.Repeat("x", briefLength), strings.Repeat("\xff", 2*briefLength), "x" + strings.Repeat("名", briefLength)} {
		got := Brief(text)
		if len(got) > briefLength+len("…") || utf8.ValidString(text) && !utf8.ValidString(got) || len(text) <= briefLength && got != text {
			t.Errorf("%.20q: %d bytes", text, len(got))
		}
	}
}
