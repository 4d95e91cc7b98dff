package csv

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// TestRecords gives the records as number@line, the number of cells as written where it is not that of the header, and the cells.
func TestRecords(t *testing.T) {
	for _, test := range []struct {
		name    string
		text    string
		options Options
		records string
		damage  string
	}{
		{name: "empty file"},
		{name: "header alone", text: "a,b\n"},
		{name: "header alone, no line break", text: "a,b"},
		{name: "plain", text: "a,b\n1,2\n3,4\n", records: `
			1@2 ["1" "2"]
			2@3 ["3" "4"]`},
		{name: "last line without newline", text: "a,b\n1,2\n3,4", records: `
			1@2 ["1" "2"]
			2@3 ["3" "4"]`},
		{name: "empty cells", text: "a,b,c\n,,\n,2,3\n", records: `
			1@2 ["" "" ""]
			2@3 ["" "2" "3"]`},
		{name: "spaces are kept", text: "a,b\n 1 , 2\t\n", records: `
			1@2 [" 1 " " 2\t"]`},
		{name: "CRLF", text: "a,b\r\n1,2\r\n3,\r\n", records: `
			1@2 ["1" "2"]
			2@3 ["3" ""]`},
		{name: "CR only", text: "a,b\r1,2\r3,4\r", records: `
			1@2 ["1" "2"]
			2@3 ["3" "4"]`},
		{name: "CR only, no line break at the end", text: "a,b\r1,2\r3,4", records: `
			1@2 ["1" "2"]
			2@3 ["3" "4"]`},
		{name: "mixed line breaks", text: "a,b\r\n1,2\n3,4\r5,6\r\n", records: `
			1@2 ["1" "2"]
			2@3 ["3" "4"]
			3@4 ["5" "6"]`},
		{name: "LF CR is two line breaks", text: "a,b\n1,2\n\r3,4\n", records: `
			1@2 ["1" "2"]
			2@3/1 ["" "∅"]
			3@4 ["3" "4"]`},
		{name: "blank lines are records, but not at the end", text: "a,b\n1,2\n\n3,4\n\n\n", records: `
			1@2 ["1" "2"]
			2@3/1 ["" "∅"]
			3@4 ["3" "4"]`},
		{name: "a blank line has one empty cell", text: "a\n1\n\n2\n", records: `
			1@2 ["1"]
			2@3 [""]
			3@4 ["2"]`},
		{name: "ragged", text: "a,b,c\n1\n1,2\n1,2,3\n1,2,3,4\n1,2,3,4,5\n", options: Options{HeaderRow: line(1)}, records: `
			1@2/1 ["1" "∅" "∅"]
			2@3/2 ["1" "2" "∅"]
			3@4 ["1" "2" "3"]
			4@5/4 ["1" "2" "3"]
			5@6/5 ["1" "2" "3"]`},
		{name: "ragged that adds up", text: "a,b\n1\n1,2,3\n", records: `
			1@2/1 ["1" "∅"]
			2@3/3 ["1" "2"]`},
		{name: "ragged CRLF", text: "a,b\r\n1\r\n1,2,3\r\n", records: `
			1@2/1 ["1" "∅"]
			2@3/3 ["1" "2"]`},
		{name: "quoted", text: "a,b\n\"1\",\"2\"\n\"\",\"x,y\"\n", records: `
			1@2 ["1" "2"]
			2@3 ["" "x,y"]`},
		{name: "escaped quotes", text: "a,b\n\"\"\"1\"\"\",\"2\"\"\"\n\"\"\"\",\"\"\"\"\"\"\n", records: `
			1@2 ["\"1\"" "2\""]
			2@3 ["\"" "\"\""]`},
		{name: "quoted line breaks", text: "a,b\n\"1\n2\",3\n\"4\r\n\r5\",\"6\r\"\n7,8\n", records: `
			1@2 ["1\n2" "3"]
			2@4 ["4\r\n\r5" "6\r"]
			3@8 ["7" "8"]`},
		{name: "quoted, CRLF", text: "a,b\r\n\"1\",\"2\"\r\n\"3\",\"4\"", records: `
			1@2 ["1" "2"]
			2@3 ["3" "4"]`},
		{name: "quoted, CR", text: "a,b\r\"1\",\"2\"\r\"3\",\"4\"\r", records: `
			1@2 ["1" "2"]
			2@3 ["3" "4"]`},
		{name: "stray quote in an unquoted cell", text: "a,b\n5\" disk,\"x\"\nx\"y\"z,1\n", records: `
			1@2 ["5\" disk" "x"]
			2@3 ["x\"y\"z" "1"]`, damage: `
			stray-quote offset 5 record 1 line 2 column 1 "5\" disk"
			stray-quote offset 17 record 2 line 3 column 1 "x\"y\"z"`},
		{name: "stray quote in a quoted cell", text: "a,b\n\"say \"hi\" to\",2\n3,4\n", records: `
			1@2 ["say \"hi\" to" "2"]
			2@3 ["3" "4"]`, damage: `
			stray-quote offset 9 record 1 line 2 column 1 "\"say \"hi\" to\""`},
		{name: "blank before a quote", text: "a,b\n1, \"2\"\n", records: `
			1@2 ["1" " \"2\""]`, damage: `
			stray-quote offset 7 record 1 line 2 column 2 " \"2\""`},
		{name: "unclosed quote ends at the next quoted cell", text: "a,b\n\"1,2\n3,4\n\"5\",6\n", records: `
			1@2 ["\"1" "2"]
			2@3 ["3" "4"]
			3@4 ["5" "6"]`, damage: `
			unclosed-quote offset 4 record 1 line 2 column 1 "\"1"`},
		{name: "unclosed quote at the end", text: "a,b\n1,2\n3,\"4\n5,6\n", records: `
			1@2 ["1" "2"]
			2@3 ["3" "\"4"]
			3@4 ["5" "6"]`, damage: `
			unclosed-quote offset 10 record 2 line 3 column 2 "\"4"`},
		{name: "unclosed quote as the last character", text: "a,b\n1,\"", records: `
			1@2 ["1" "\""]`, damage: `
			unclosed-quote offset 6 record 1 line 2 column 2 "\""`},
		{name: "unclosed quote on each line", text: "a,b\n\"1,2\n\"3,4\n\"5,6\n", records: `
			1@2 ["\"1" "2"]
			2@3 ["\"3" "4"]
			3@4 ["\"5" "6"]`, damage: `
			unclosed-quote offset 4 record 1 line 2 column 1 "\"1"
			unclosed-quote offset 9 record 2 line 3 column 1 "\"3"
			unclosed-quote offset 14 record 3 line 4 column 1 "\"5"`},
		{name: "unclosed quote longer than the limit", text: "a,b\n\"1,2\n3,4\n5,6\n7,8\n", options: Options{RecordLimit: 10}, records: `
			1@2 ["\"1" "2"]
			2@3 ["3" "4"]
			3@4 ["5" "6"]
			4@5 ["7" "8"]`, damage: `
			unclosed-quote offset 4 record 1 line 2 column 1 "\"1"`},
		{name: "an unclosed cell is told once", text: "a,b\n\"1\"2\",\n3,4\n\"5\",6\n", records: `
			1@2 ["1\"2" ""]
			2@3 ["3" "4"]
			3@4 ["5" "6"]`, damage: `
			stray-quote offset 6 record 1 line 2 column 1 "\"1\"2\""`},
		{name: "stray quote on a later line of a cell with lines", text: "a,b\n\"1\n\"2\",3\n", records: `
			1@2/1 ["\"1" "∅"]
			2@3 ["2" "3"]`, damage: `
			unclosed-quote offset 4 record 1 line 2 column 1 "\"1"`},
		{name: "damage in a column behind the header's", text: "a,b\n1,2,3,x\"\n", records: `
			1@2/4 ["1" "2"]`, damage: `
			stray-quote offset 11 record 1 line 2 column 4 "x\""`},
		{name: "damage on a later line of its record", text: "a,b\n\"1\n2\",x\"\n", records: `
			1@2 ["1\n2" "x\""]`, damage: `
			stray-quote offset 11 record 1 line 3 column 2 "x\""`},
		{name: "NUL", text: "a,b\n1\x00\x00,2\n3,\x00\n", records: `
			1@2 ["1\x00\x00" "2"]
			2@3 ["3" "\x00"]`, damage: `
			nul-bytes offset 5 record 1 line 2 column 1 "1\x00\x00"
			nul-bytes offset 12 record 2 line 3 column 2 "\x00"`},
		{name: "invalid bytes, settled", text: "a,b\n1,Jos\xe9 \xff\n\"\xe9\",x\x00\xe9\n", options: Options{Settled: true}, records: `
			1@2 ["1" "Jos\xe9 \xff"]
			2@3 ["\xe9" "x\x00\xe9"]`, damage: `
			invalid-bytes offset 9 record 1 line 2 column 2 "Jos\xe9 \xff"
			invalid-bytes offset 14 record 2 line 3 column 1 "\"\xe9\""
			nul-bytes offset 18 record 2 line 3 column 2 "x\x00\xe9"
			invalid-bytes offset 19 record 2 line 3 column 2 "x\x00\xe9"`},
		{name: "damage in the header", text: "a\",\"b\"\n1,2\n", records: `
			1@2 ["1" "2"]`, damage: `
			stray-quote offset 1 record 0 line 1 column 1 "a\""`},
		{name: "record as long as the limit", text: "a,b\n12345,7890\n1,2\n", options: Options{RecordLimit: 10}, records: `
			1@2 ["12345" "7890"]
			2@3 ["1" "2"]`},
		{name: "record longer than the limit", text: "a,b\n1,2\n12345,78901\n3,4\n", options: Options{RecordLimit: 10}, records: `
			1@2 ["1" "2"]`, damage: `
			oversize-record offset 8 record 2 line 3 column 0 "12345,78901\n3,4\n"`},
		{name: "header longer than the limit", text: "aaaaaaaaaaaaaaa,b\n1,2\n", options: Options{RecordLimit: 10}, damage: `
			oversize-record offset 0 record 0 line 1 column 0 "aaaaaaaaaaaaaaa,b\n1,2\n"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, blockSize := range []int{0, 1, 5, 9} {
				options := test.options
				options.BlockSize = blockSize
				got := mustRead(t, test.text, options)
				if show, want := got.show(), dedent(test.records); show != want {
					t.Errorf("blocks of %d: records\n%swant\n%s", blockSize, show, want)
				}
				if damage, want := got.showDamage(), dedent(test.damage); damage != want {
					t.Errorf("blocks of %d: damage\n%swant\n%s", blockSize, damage, want)
				}
				checkDamaged(t, got)
				if got.Facts.Records != int64(len(got.Records)) {
					t.Errorf("%d records counted, %d read", got.Facts.Records, len(got.Records))
				}
				if oversize := got.Facts.Damage[table.OversizeRecord] > 0; oversize != (got.Facts.Unread != nil) {
					t.Errorf("unread: %v", got.Facts.Unread)
				}
			}
		})
	}
}

// checkDamaged: the cells that are told of, and no others, have the kind Damaged.
func checkDamaged(t *testing.T, got *reading) {
	t.Helper()
	type place struct {
		record int64
		column int
	}
	told, marked := map[place]bool{}, map[place]bool{}
	for _, d := range got.Facts.Damaged {
		if d.Record > 0 && d.Column > 0 && d.Column <= len(got.Facts.Header.Labels) {
			told[place{d.Record, d.Column}] = true
		}
	}
	for _, r := range got.Records {
		for _, column := range r.Damaged {
			marked[place{r.Number, column}] = true
		}
	}
	if !reflect.DeepEqual(told, marked) {
		t.Errorf("told of %v, marked %v", told, marked)
	}
}

func dedent(s string) string {
	if s == "" {
		return ""
	}
	return strings.ReplaceAll(strings.TrimPrefix(s, "\n\t\t\t"), "\n\t\t\t", "\n") + "\n"
}

func TestEndings(t *testing.T) {
	for _, test := range []struct {
		name, text, ending, quote string
		want                      table.Endings
	}{
		{"none", "a,b", "", "", table.Endings{}},
		{"LF", "a,b\n1,2\n", "lf", "", table.Endings{LF: 2, FirstLF: 1}},
		{"CRLF", "a,b\r\n1,2\r\n", "crlf", "", table.Endings{CRLF: 2, FirstCRLF: 1}},
		{"CR", "a,b\r1,2\r3,4", "cr", "", table.Endings{CR: 2, FirstCR: 1}},
		{"mixed", "a,b\r\n1,2\n3,4\r5,6\n", "mixed", "", table.Endings{CRLF: 1, FirstCRLF: 1, LF: 2, FirstLF: 2, CR: 1, FirstCR: 3}},
		{"inside quotes they do not count, but lines do", "a,b\r\n\"1\n\r\",2\r\n3,4\n", "mixed", `"`, table.Endings{CRLF: 2, FirstCRLF: 1, LF: 1, FirstLF: 5}},
		{"a quote that opens nothing is no dialect", "a,b\n1\",2\n", "lf", "", table.Endings{LF: 2, FirstLF: 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := mustRead(t, test.text, Options{HeaderRow: line(1)}).Facts
			if f.Endings != test.want || f.Dialect.LineEnding != test.ending || f.Dialect.Quote != test.quote {
				t.Errorf("%+v, %q, quote %q", f.Endings, f.Dialect.LineEnding, f.Dialect.Quote)
			}
		})
	}
}

func TestEncoding(t *testing.T) {
	const header, record = "pr\xe9nom,n\nx,1\n", "nom,n\nJos\xe9,1\n"
	for _, test := range []struct {
		name     string
		text     string
		encoding table.Encoding
		settled  bool
		want     error
		damage   int64
	}{
		{name: "in a record", text: record, encoding: table.Encoding{Name: "utf-8"}, want: input.ErrEncoding},
		{name: "in the header", text: header, encoding: table.Encoding{Name: "utf-8"}, want: input.ErrEncoding},
		{name: "settled", text: record, encoding: table.Encoding{Name: "utf-8"}, settled: true, damage: 1},
		{name: "settled, in the header", text: header, encoding: table.Encoding{Name: "utf-8"}, settled: true, damage: 1},
		{name: "forced", text: record, encoding: table.Encoding{Name: "utf-8", Forced: true}, damage: 1},
		{name: "converted from another encoding", text: strings.ToValidUTF8(record, "é"), encoding: table.Encoding{Name: "windows-1252"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			facts := &table.Resource{Encoding: test.encoding}
			got, err := readFacts(t.Context(), strings.NewReader(test.text), facts, Options{Settled: test.settled}, nil)
			if !errors.Is(err, test.want) {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			if err == nil && got.Facts.Damage[table.InvalidBytes] != test.damage {
				t.Errorf("damage %v", got.Facts.Damage)
			}
		})
	}
}

// TestSamples: counts are exact whatever was capped, and the places kept are the first, of each kind.
func TestSamples(t *testing.T) {
	text := "a,b\n" + strings.Repeat("x\",\x00\n", 1000) + "\"1,2\n"
	for _, blockSize := range []int{0, 7, 100} {
		got := mustRead(t, text, Options{Samples: 3, BlockSize: blockSize})
		f := got.Facts
		if f.Damage[table.StrayQuote] != 1000 || f.Damage[table.NULBytes] != 1000 || f.Damage[table.UnclosedQuote] != 1 {
			t.Errorf("counted %v", f.Damage)
		}
		if len(f.Damaged) != 7 || f.Damaged[5].Record != 3 || f.Damaged[6].Record != 1001 {
			t.Errorf("kept\n%s", got.showDamage())
		}
	}
}

func TestWidth(t *testing.T) {
	text := strings.Repeat("a,", input.MaxColumns) + "a\n1\n"
	f := mustRead(t, text, Options{Delimiter: ","}).Facts
	if f.Unread == nil || f.Unread.Text.EN != "the header has 16,385 columns, more than 16,384; check the delimiter" || f.Records != 0 {
		t.Errorf("%+v", f.Unread)
	}
}

func TestOversizeText(t *testing.T) {
	u := mustRead(t, "a,b\n1,2\n"+strings.Repeat("x", 2001)+"\n", Options{RecordLimit: 2000}).Facts.Unread
	if u == nil || u.Reason != "too-large" || u.Line != 3 || u.Record != 1 ||
		u.Text.EN != "the record on line 3 is longer than 2,000 bytes, so reading stopped there; look for a quote that is never closed or for missing line breaks" ||
		u.Text.FR != "l’enregistrement de la ligne 3 dépasse 2\u00a0000 octets, et la lecture s’est arrêtée là; cherchez un guillemet jamais fermé ou des sauts de ligne absents" {
		t.Errorf("%+v", u)
	}
}

func TestWrongDelimiter(t *testing.T) {
	for _, d := range []string{"ab", "é", `"`, "\n", "\r", "\x00"} {
		if _, err := Open(t.Context(), strings.NewReader(""), &table.Resource{}, Options{Delimiter: d}); err == nil {
			t.Errorf("delimiter %q is accepted", d)
		}
	}
}

func TestAddDamage(t *testing.T) {
	var r table.Resource
	for _, offset := range []int64{30, 10, 40, 20} {
		r.AddDamage(table.Damage{Kind: table.StrayQuote, Offset: offset}, 2)
	}
	r.AddDamage(table.Damage{Kind: table.NULBytes, Offset: 35}, 2)
	r.AddDamage(table.Damage{Kind: table.StrayQuote, Count: 5}, 2)
	want := []table.Damage{{Kind: table.StrayQuote, Offset: 10}, {Kind: table.StrayQuote, Offset: 20}, {Kind: table.NULBytes, Offset: 35}}
	if !reflect.DeepEqual(r.Damaged, want) || r.Damage[table.StrayQuote] != 9 || r.Damage[table.NULBytes] != 1 {
		t.Errorf("%v %v", r.Damage, r.Damaged)
	}
}
