package standard

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// A dialect that is written is the one that is read again.
func TestDialectDescriptorIsReadAgain(t *testing.T) {
	text := rapid.StringMatching(`[a-z;|\\"#é\t ]{0,4}`)
	character := rapid.StringMatching(`[;|\\"#é]?`)
	rapid.Check(t, func(t *rapid.T) {
		row := 0
		rows := rapid.Map(rapid.SliceOfN(rapid.IntRange(1, 9), 0, 4), func(steps []int) (rows []int) {
			for _, step := range steps {
				row += step
				rows = append(rows, row)
			}
			return rows
		})
		d := &Dialect{
			Delimiter:      rapid.Ptr(rapid.StringMatching(`[;,|\t]`), true).Draw(t, "delimiter"),
			LineTerminator: rapid.Ptr(text, true).Draw(t, "lineTerminator"), QuoteChar: rapid.Ptr(character, true).Draw(t, "quoteChar"),
			DoubleQuote: rapid.Ptr(rapid.Bool(), true).Draw(t, "doubleQuote"), EscapeChar: rapid.Ptr(character, true).Draw(t, "escapeChar"),
			NullSequence: rapid.Ptr(text, true).Draw(t, "nullSequence"), SkipInitialSpace: rapid.Ptr(rapid.Bool(), true).Draw(t, "skipInitialSpace"),
			Header: rapid.Ptr(rapid.Bool(), true).Draw(t, "header"), HeaderRows: rows.Draw(t, "headerRows"),
			HeaderJoin: rapid.Ptr(text, true).Draw(t, "headerJoin"), CommentRows: rows.Draw(t, "commentRows"),
			CommentChar:         rapid.Ptr(character, true).Draw(t, "commentChar"),
			CaseSensitiveHeader: rapid.Ptr(rapid.Bool(), true).Draw(t, "caseSensitiveHeader"),
			Property:            text.Draw(t, "property"), ItemType: rapid.SampledFrom([]string{"", "array", "object"}).Draw(t, "itemType"),
			ItemKeys: rapid.SliceOfN(text, 1, 3).Draw(t, "itemKeys"), SheetNumber: rapid.IntRange(0, 9).Draw(t, "sheetNumber"),
			SheetName: text.Draw(t, "sheetName"), Table: text.Draw(t, "table"),
		}
		written, err := json.Marshal(d.Descriptor())
		if err != nil {
			t.Fatal(err)
		}
		again, err := ParseDialect("report.json", written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		if !reflect.DeepEqual(again, d) {
			t.Errorf("%s is read as\n%+v, not\n%+v", written, again, d)
		}
	})
}
