package csv

import (
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// declared reads a dialect as it is written in a descriptor.
func declared(t testing.TB, text string) *standard.Dialect {
	t.Helper()
	d, err := standard.ParseDialect("dialect.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDialect has a case for each property and each way to say it; records are given as in TestRecords, "␀" before a cell without a
// value.
func TestDialect(t *testing.T) {
	for _, test := range []struct {
		name, dialect, text string
		options             Options
		labels              []string
		records, damage     string
	}{
		{name: "nothing said", dialect: `{}`, text: "a;b\n1;\"2\"\n", labels: []string{"a", "b"}, records: `
			1@2 ["1" "2"]`},
		{name: "delimiter", dialect: `{"delimiter": ":"}`, text: "a:b\n1,5:2\n", labels: []string{"a", "b"}, records: `
			1@2 ["1,5" "2"]`},
		{name: "a delimiter wins over what is detected", dialect: `{"delimiter": ";"}`, text: "a,b\n1,2\n3,4\n", labels: []string{"a,b"}, records: `
			1@2 ["1,2"]
			2@3 ["3,4"]`},
		{name: "the user wins over the dialect", dialect: `{"delimiter": ";", "header": false}`, text: "a,b\n1,2\n", options: Options{Delimiter: ",", HeaderRow: line(1)}, labels: []string{"a", "b"}, records: `
			1@2 ["1" "2"]`},
		{name: "lineTerminator is a line break: as the file has them", dialect: `{"lineTerminator": "\r\n"}`, text: "a,b\n1,2\r\n3,4\r5,6", labels: []string{"a", "b"}, records: `
			1@2 ["1" "2"]
			2@3 ["3" "4"]
			3@4 ["5" "6"]`},
		{name: "lineTerminator is a character", dialect: `{"lineTerminator": ";", "delimiter": ","}`, text: "a,b;1,2\nx;\"3;\r\n\",4;5,6\n", labels: []string{"a", "b"}, records: `
			1@1 ["1" "2\nx"]
			2@2 ["3;\r\n" "4"]
			3@3 ["5" "6\n"]`},
		{name: "quoteChar", dialect: `{"quoteChar": "'"}`, text: "a,b\n'1,5','it''s'\n\"2\",x\n", labels: []string{"a", "b"}, records: `
			1@2 ["1,5" "it's"]
			2@3 ["\"2\"" "x"]`},
		{name: "quoteChar in an unquoted cell", dialect: `{"quoteChar": "'"}`, text: "a,b\nit's,2\n", labels: []string{"a", "b"}, records: `
			1@2 ["it's" "2"]`, damage: `
			stray-quote offset 6 record 1 line 2 column 1 "it's"`},
		{name: "quoteChar that is never closed", dialect: `{"quoteChar": "'"}`, text: "a,b\n'1,2\n3,4\n", labels: []string{"a", "b"}, records: `
			1@2 ["'1" "2"]
			2@3 ["3" "4"]`, damage: `
			unclosed-quote offset 4 record 1 line 2 column 1 "'1"`},
		{name: "no quoteChar: quotes are characters", dialect: `{"quoteChar": "", "delimiter": ","}`, text: "a,b\n\"1,\"2\"\n\"3\",\"\n4,5\r", labels: []string{"a", "b"}, records: `
			1@2 ["\"1" "\"2\""]
			2@3 ["\"3\"" "\""]
			3@4 ["4" "5"]`},
		{name: "doubleQuote false", dialect: `{"doubleQuote": false}`, text: "a,b\n\"1\",\"x\"\"y\"\n", labels: []string{"a", "b"}, records: `
			1@2 ["1" "x\"\"y"]`, damage: `
			stray-quote offset 10 record 1 line 2 column 2 "\"x\"\"y\""`},
		{name: "escapeChar", dialect: `{"escapeChar": "\\", "delimiter": ","}`, text: "a,b\n1\\,5,\\\"x\n\"say \\\"hi\\\"\",c:\\\\dir\\\\\nx\\\r\ny,\"\\\n\"\n5,6\n", labels: []string{"a", "b"}, records: `
			1@2 ["1,5" "\"x"]
			2@3 ["say \"hi\"" "c:\\dir\\"]
			3@4 ["x\r\ny" "\n"]
			4@7 ["5" "6"]`},
		{name: "escapeChar beside doubled quotes", dialect: `{"escapeChar": "\\"}`, text: "a,b\n\"x\"\"\\\"y\",2\n", labels: []string{"a", "b"}, records: `
			1@2 ["x\"\"y" "2"]`},
		{name: "escapeChar that is the quote", dialect: `{"escapeChar": "\"", "doubleQuote": false}`, text: "a,b\n\"x\"\"y\",2\n", labels: []string{"a", "b"}, records: `
			1@2 ["x\"y" "2"]`},
		{name: "escapeChar before nothing", dialect: `{"escapeChar": "\\"}`, text: "a,b\n1,2\\", labels: []string{"a", "b"}, records: `
			1@2 ["1" "2\\"]`},
		{name: "nullSequence", dialect: `{"nullSequence": "NA"}`, text: "a,b\nNA,\"NA\"\nNAN,\n,x\n", labels: []string{"a", "b"}, records: `
			1@2 ["␀" "NA"]
			2@3 ["NAN" ""]
			3@4 ["" "x"]`},
		{name: "nullSequence is empty", dialect: `{"nullSequence": ""}`, text: "a,b\n1,\n\"\",2\n3\n4,5\n", labels: []string{"a", "b"}, records: `
			1@2 ["1" "␀"]
			2@3 ["" "2"]
			3@4/1 ["3" "∅"]
			4@5 ["4" "5"]`},
		{name: "nullSequence with an escape", dialect: `{"nullSequence": "\\N", "escapeChar": "\\"}`, text: "a\tb\n\\N\t\"\\N\"\n\\\\N\t\\\t\n", labels: []string{"a", "b"}, records: `
			1@2 ["␀" "N"]
			2@3 ["\\N" "\t"]`},
		{name: "skipInitialSpace", dialect: `{"skipInitialSpace": true, "nullSequence": "-"}`, text: "a, b\n 1,   \"x, y\"\n2, -\n", labels: []string{"a", "b"}, records: `
			1@2 [" 1" "x, y"]
			2@3 ["2" "␀"]`},
		{name: "skipInitialSpace, unclosed", dialect: `{"skipInitialSpace": true}`, text: "a, b\n1, \"2\n3, 4\n", labels: []string{"a", "b"}, records: `
			1@2 ["1" "\"2"]
			2@3 ["3" "4"]`, damage: `
			unclosed-quote offset 8 record 1 line 2 column 2 " \"2"`},
		{name: "header false", dialect: `{"header": false}`, text: "year,name\n1998,Emma\n", labels: []string{"", ""}, records: `
			1@1 ["year" "name"]
			2@2 ["1998" "Emma"]`},
		{name: "header true", dialect: `{"header": true}`, text: "1998,Emma\n1999,Emma\n", labels: []string{"1998", "Emma"}, records: `
			1@2 ["1999" "Emma"]`},
		{name: "header true below a title", dialect: `{"header": true}`, text: "Names,,\nyear,name,count\n1998,Emma,1\n", labels: []string{"year", "name", "count"}, records: `
			1@3 ["1998" "Emma" "1"]`},
		{name: "headerRows: another", dialect: `{"headerRows": [3]}`, text: "1,2\n\"x\ny\",3\na,b\n4,5\n", labels: []string{"a", "b"}, records: `
			1@5 ["4" "5"]`},
		{name: "headerRows: several", dialect: `{"headerRows": [1, 2]}`, text: "Girls,Girls,,Boys\nName,Count,,Boys\nEmma,1,x,2\n", labels: []string{"Girls Name", "Girls Count", "", "Boys"}, records: `
			1@3 ["Emma" "1" "x" "2"]`},
		{name: "headerRows: with a row between", dialect: `{"headerRows": [1, 3], "headerJoin": "/"}`, text: "year,\nx,y\nannée,n\n1,2\n", labels: []string{"year/année", "n"}, records: `
			1@4 ["1" "2"]`},
		{name: "headerRows behind the end", dialect: `{"headerRows": [9]}`, text: "a,b\n1,2\n", labels: []string{"", ""}},
		{name: "commentChar", dialect: `{"commentChar": "#"}`, text: "# title, \"of\na,b\n#\n1,#2\n#x\r\n3,\"4\n#5\"\n6,7\n#", labels: []string{"a", "b"}, records: `
			1@4 ["1" "#2"]
			2@6 ["3" "4\n#5"]
			3@8 ["6" "7"]`},
		{name: "commentChar, damage keeps its place", dialect: `{"commentChar": "#"}`, text: "#\na,b\n#\n1,x\"\n#\n", labels: []string{"a", "b"}, records: `
			1@4 ["1" "x\""]`, damage: `
			stray-quote offset 11 record 1 line 4 column 2 "x\""`},
		{name: "commentChar, CR before and LF behind", dialect: `{"commentChar": "#"}`, text: "a,b\n1,2\r#\r\n3,4\r#\r\n5,6\n", labels: []string{"a", "b"}, records: `
			1@2 ["1" "2"]
			2@4 ["3" "4"]
			3@6 ["5" "6"]`},
		{name: "commentRows", dialect: `{"commentRows": [1, 3, 4]}`, text: "\"x\ny\"\na,b\n1,\"\n\"\n3,4\n5,6\n", labels: []string{"a", "b"}, records: `
			1@7 ["5" "6"]`},
		{name: "a header row that is passed over is none", dialect: `{"headerRows": [1, 2], "commentRows": [1]}`, text: "x,y\na,b\n1,2\n", labels: []string{"a", "b"}, records: `
			1@3 ["1" "2"]`},
		{name: "nothing but comments", dialect: `{"commentChar": "#", "header": false}`, text: "#\n#\n#", labels: []string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, blockSize := range []int{0, 1, 5, 9} {
				options := test.options
				options.BlockSize, options.Dialect = blockSize, declared(t, test.dialect)
				got := mustRead(t, test.text, options)
				if got.Facts.Unread != nil {
					t.Fatalf("blocks of %d: unread: %+v", blockSize, got.Facts.Unread)
				}
				if !slices.Equal(got.Facts.Header.Labels, test.labels) {
					t.Errorf("blocks of %d: labels %q, want %q", blockSize, got.Facts.Header.Labels, test.labels)
				}
				if show, want := got.show(), dedent(test.records); show != want {
					t.Errorf("blocks of %d: records\n%swant\n%s", blockSize, show, want)
				}
				if damage, want := got.showDamage(), dedent(test.damage); damage != want {
					t.Errorf("blocks of %d: damage\n%swant\n%s", blockSize, damage, want)
				}
				checkDamaged(t, got)
			}
		})
	}
}

// TestDialectFacts: what was declared is told as such, and the facts are those of the file.
func TestDialectFacts(t *testing.T) {
	text := "Names\n'year';n\n1998;1\n# x\n\n1999;2\nSource: us\n# y\n"
	f := mustRead(t, text, Options{Dialect: declared(t, `{"delimiter": ";", "quoteChar": "'", "headerRows": [2], "commentChar": "#"}`)}).Facts
	want := table.Dialect{Delimiter: ";", Quote: "'", LineEnding: "lf", HeaderLine: 2, Why: f.Dialect.Why}
	if f.Dialect != want || f.Endings != (table.Endings{LF: 8, FirstLF: 1}) || f.Records != 3 {
		t.Errorf("%+v, %+v, %d records", f.Dialect, f.Endings, f.Records)
	}
	if f.Dialect.Why.EN != "The delimiter is declared. The rows of the header are declared." ||
		f.Dialect.Why.FR != "Le délimiteur est déclaré. Les lignes de l’en-tête sont déclarées." {
		t.Errorf("%+v", f.Dialect.Why)
	}
	if !reflect.DeepEqual(f.Header.Above, []table.Line{{Number: 1, Text: "Names"}}) || !reflect.DeepEqual(f.After, []table.Line{{Number: 7, Text: "Source: us"}}) {
		t.Errorf("above %+v, below %+v", f.Header.Above, f.After)
	}
}

func TestUnsupportedDialect(t *testing.T) {
	for _, test := range []struct{ name, dialect, want string }{
		{"a delimiter of two characters", `{"delimiter": "||"}`, "delimiter “||”"},
		{"a delimiter that is not ASCII", `{"delimiter": "¦"}`, "delimiter “¦”"},
		{"a delimiter that is a line break", `{"delimiter": "\n"}`, "delimiter “"},
		{"a terminator of two characters", `{"lineTerminator": "|\n"}`, "lineTerminator “|"},
		{"a quote that is not ASCII", `{"quoteChar": "«"}`, "quoteChar “«”"},
		{"a delimiter that is the quote", `{"delimiter": "'", "quoteChar": "'"}`, "two meanings"},
		{"a delimiter that is the terminator", `{"delimiter": ";", "lineTerminator": ";"}`, "two meanings"},
		{"a comment that is the escape", `{"commentChar": "#", "escapeChar": "#"}`, "two meanings"},
		{"too many rows of a header", `{"headerRows": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26]}`, "26 rows; at most 25"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustRead(t, "a,b\n1,2\n", Options{Dialect: declared(t, test.dialect)})
			u := got.Facts.Unread
			if u == nil || u.Reason != "unsupported-dialect" || !strings.Contains(u.Text.EN, test.want) || len(got.Records) > 0 {
				t.Fatalf("unread %+v, %d records", u, len(got.Records))
			}
			if u.Text.FR == "" || strings.ContainsAny(u.Text.EN+u.Text.FR, "{}") {
				t.Errorf("%+v", u.Text)
			}
		})
	}
	u := mustRead(t, "a'b\n1'2\n", Options{Delimiter: "'", Dialect: declared(t, `{"quoteChar": "'"}`)}).Facts.Unread
	if u == nil {
		t.Error("the user's delimiter is the dialect's quote, and nobody minds")
	}
}

// TestPlainDialect: a dialect that says what RFC 4180 says changes nothing, and does not leave the fast loops.
func TestPlainDialect(t *testing.T) {
	d := declared(t, `{"lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "skipInitialSpace": false, "caseSensitiveHeader": true, "escapeChar": ""}`)
	s, unread := syntaxOf(d)
	if !reflect.DeepEqual(s, plainSyntax()) || unread != nil {
		t.Errorf("%+v, %+v", s, unread)
	}
}

// FuzzDialect reads any bytes in any dialect: without panic, and with the same result whatever the size of blocks and their order.
func FuzzDialect(f *testing.F) {
	for _, seed := range []struct{ text, dialect string }{
		{"a,b\n'1','it''s'\n", "',\\"}, {"a;b|1;'2\n|", "';|"}, {"#x\na,b\n1\\,2,3\n# y", ",\\#"}, {"a, b\n1,  \"2, 3\"\n", ", "}, {"\"a\"\r#\r\n1", "\"#"},
	} {
		f.Add(seed.text, seed.dialect, uint8(7))
	}
	f.Fuzz(func(t *testing.T, text, characters string, size uint8) {
		if len(text) > 1<<10 {
			return
		}
		at := func(i int) *string {
			if i >= len(characters) {
				return nil
			}
			s := characters[i : i+1]
			return &s
		}
		flag := func(bit int) *bool { set := size>>bit&1 == 1; return &set }
		comments := []int{1 + int(size>>3), 3}
		slices.Sort(comments)
		options := Options{Settled: true, RecordLimit: 20 + 10*int(size), Blocks: 1 << 11, Dialect: &standard.Dialect{
			QuoteChar: at(0), EscapeChar: at(1), CommentChar: at(2), LineTerminator: at(3), Delimiter: at(4), NullSequence: at(5), DoubleQuote: flag(0),
			SkipInitialSpace: flag(1), CommentRows: slices.Compact(comments), HeaderRows: [][]int{nil, {1, 2}}[size>>2&1],
		}}
		want, err := read(context.Background(), text, options, nil)
		if err != nil {
			t.Fatal(err)
		}
		options.BlockSize = 1 + int(size)/3
		got, err := read(context.Background(), text, options, func(n int) []int { return rand.New(rand.NewPCG(uint64(size), 0)).Perm(n) })
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("blocks of %d:\n%+v\n%s%s\nwant\n%+v\n%s%s", options.BlockSize, got.Facts, got.show(), got.showDamage(), want.Facts, want.show(), want.showDamage())
		}
	})
}
