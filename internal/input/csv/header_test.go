package csv

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// knowing returns an Options.Labels for a standard with these labels.
func knowing(known ...string) func([]string) int {
	return func(labels []string) int {
		n := 0
		for _, l := range labels {
			if slices.Contains(known, l) {
				n++
			}
		}
		return n
	}
}

func TestHeader(t *testing.T) {
	for _, test := range []struct {
		name    string
		text    string
		options Options
		line    int64
		labels  []string
		above   []table.Line
		records int64
	}{
		{
			name: "first line", text: "year,name\n1998,Emma\n1999,Léa\n",
			line: 1, labels: []string{"year", "name"}, records: 2,
		},
		{
			name: "Ontario: a title padded with delimiters", text: "Top Names / Noms les plus répandus ,,\nYear/Année,Name/Nom,Frequency/Fréquence\n1917,AARON,7\n1917,ABE,5\n",
			line: 2, labels: []string{"Year/Année", "Name/Nom", "Frequency/Fréquence"}, records: 2,
			above: []table.Line{{Number: 1, Text: "Top Names / Noms les plus répandus ,,"}},
		},
		{
			name: "Quebec: a preamble with a blank line", text: "Banque de prénoms, garçons\r\nSource : Retraite Québec\r\n\r\nAu 31 décembre, 2019\r\nPrénom;2018;2019\r\nLiam;700;690\r\nNoah;650;640\r\n",
			line: 5, labels: []string{"Prénom", "2018", "2019"}, records: 2,
			above: []table.Line{{Number: 1, Text: "Banque de prénoms, garçons"}, {Number: 2, Text: "Source : Retraite Québec"}, {Number: 3, Text: ""}, {Number: 4, Text: "Au 31 décembre, 2019"}},
		},
		{
			name: "United States: no header", text: "Emma,F,19738\nOlivia,F,18632\nLiam,M,18728\n",
			line: 0, labels: []string{"", "", ""}, records: 3,
		},
		{
			name: "no header below a title", text: "Names of 2017,,\nEmma,F,19738\nOlivia,F,18632\n",
			line: 0, labels: []string{"", "", ""}, records: 2,
			above: []table.Line{{Number: 1, Text: "Names of 2017,,"}},
		},
		{
			name: "no header, a hidden count in the first row", text: "Emma,F,<5\nOlivia,F,18632\nLiam,M,18728\n",
			line: 0, labels: []string{"", "", ""}, records: 3,
		},
		{
			name: "no header, a single record", text: "Emma,F,19738\n",
			line: 0, labels: []string{"", "", ""}, records: 1,
		},
		{
			name: "British Columbia: years as labels", text: "Name,1915,1916,1917,Total\nAARON,0,5,7,12\nABE,6,0,0,6\n",
			line: 1, labels: []string{"Name", "1915", "1916", "1917", "Total"}, records: 2,
		},
		{
			name: "years as labels, nothing else", text: "Name,1915,1916\nAARON,0,5\nABE,6,0\n",
			line: 1, labels: []string{"Name", "1915", "1916"}, records: 2,
		},
		{
			name: "one year as label", text: "Name,2016\nAARON,120\nABE,66\n",
			line: 1, labels: []string{"Name", "2016"}, records: 2,
		},
		{
			name: "no header, years as values", text: "Emma,2016\nLiam,2016\nLéa,2015\n",
			line: 0, labels: []string{"", ""}, records: 3,
		},
		{
			name: "all text is ambiguous: a header", text: "Name,Sex\nEmma,F\nLiam,M\n",
			line: 1, labels: []string{"Name", "Sex"}, records: 2,
		},
		{
			name: "a single column", text: "name\nEmma\nLiam\n",
			line: 1, labels: []string{"name"}, records: 2,
		},
		{
			name: "a single column of numbers without header", text: "12\n13\n14\n",
			line: 0, labels: []string{""}, records: 3,
		},
		{
			name: "two rows of labels: the full one", text: ",Girls,,Boys,\nRank,Name,Count,Name,Count\n1,Emma,10,Liam,12\n2,Léa,9,Noah,11\n",
			line: 2, labels: []string{"Rank", "Name", "Count", "Name", "Count"}, records: 2,
			above: []table.Line{{Number: 1, Text: ",Girls,,Boys,"}},
		},
		{
			name: "records end with a delimiter, the header does not", text: "year,name,count\n1998,Emma,10,\n1998,Léa,9,\n1999,Léa,8,\n",
			line: 1, labels: []string{"year", "name", "count"}, records: 3,
		},
		{
			name: "quotes and line breaks in labels", text: "\"year\nannée\",\"first \"\"name\"\"\"\n1998,Emma\n",
			line: 1, labels: []string{"year\nannée", `first "name"`}, records: 1,
		},
		{
			name: "nothing is stripped", text: " year ,name \n1998,Emma\n",
			line: 1, labels: []string{" year ", "name "}, records: 1,
		},
		{
			name: "blank labels", text: "year,,count\n1998,Emma,10\n1999,Léa,9\n",
			line: 1, labels: []string{"year", "", "count"}, records: 2,
		},
		{
			name: "the header comes again", text: "name,sex\nEmma,F\nname,sex\nLiam,M\n",
			line: 1, labels: []string{"name", "sex"}, records: 3,
		},
		{
			name: "known labels decide", text: "Emma,F,3\nx,y,z\nname,sex,1\nLiam,M,4\n", options: Options{Labels: knowing("name", "sex")},
			line: 3, labels: []string{"name", "sex", "1"}, records: 1,
			above: []table.Line{{Number: 1, Text: "Emma,F,3"}, {Number: 2, Text: "x,y,z"}},
		},
		{
			name: "a header alone", text: "year,name\n",
			line: 1, labels: []string{"year", "name"},
		},
		{name: "an empty file", labels: []string{}},
		{name: "blank lines alone", text: "\n\n", labels: []string{""}},
		{
			name: "row forced", text: "1998,Emma\n1999,Léa\n2000,Zoé\n", options: Options{HeaderRow: line(2)},
			line: 2, labels: []string{"1999", "Léa"}, records: 1,
			above: []table.Line{{Number: 1, Text: "1998,Emma"}},
		},
		{
			name: "row forced into a quoted cell: the next one", text: "\"a\nb\",c\nyear,name\n1998,Emma\n", options: Options{HeaderRow: line(2)},
			line: 3, labels: []string{"year", "name"}, records: 1,
			above: []table.Line{{Number: 1, Text: "\"a\nb\",c"}},
		},
		{
			name: "row forced behind the end", text: "a,b\n", options: Options{HeaderRow: line(9)},
			labels: []string{"", ""}, above: []table.Line{{Number: 1, Text: "a,b"}},
		},
		{
			name: "no header forced", text: "year,name\n1998,Emma\n", options: Options{HeaderRow: line(0)},
			labels: []string{"", ""}, records: 2,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := mustRead(t, test.text, test.options).Facts
			h := f.Header
			if f.Dialect.HeaderLine != test.line || !reflect.DeepEqual(h.Labels, test.labels) || f.Records != test.records {
				t.Errorf("line %d, labels %q, %d records", f.Dialect.HeaderLine, h.Labels, f.Records)
			}
			if !reflect.DeepEqual(h.Above, test.above) || h.AboveCount != int64(len(test.above)) {
				t.Errorf("above %+v, %d", h.Above, h.AboveCount)
			}
			if h.Found != (test.line > 0) || h.Forced != (test.options.HeaderRow != nil) {
				t.Errorf("found: %t, forced: %t", h.Found, h.Forced)
			}
			if f.Dialect.Why.EN == "" || f.Dialect.Why.FR == "" || strings.ContainsAny(f.Dialect.Why.EN+f.Dialect.Why.FR, "{}") {
				t.Errorf("why %+v", f.Dialect.Why)
			}
		})
	}
}

func TestManyLinesAbove(t *testing.T) {
	h := mustRead(t, strings.Repeat("note\n", 15)+strings.Repeat("x", 3000)+"\nyear,name\n1998,Emma\n1999,Emma\n1999,Léa\n", Options{HeaderRow: line(17)}).Facts.Header
	if h.AboveCount != 16 || len(h.Above) != input.AboveLimit || h.Labels[0] != "year" {
		t.Errorf("%+v", h)
	}
}

func TestDelimiter(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		options          Options
	}{
		{name: "comma", text: "a,b,c\n1,2,3\n", want: ","},
		{name: "semicolon", text: "a;b;c\n1;2;3\n", want: ";"},
		{name: "tab", text: "a\tb\tc\n1\t2\t3\n", want: "\t"},
		{name: "vertical bar", text: "a|b|c\n1|2|3\n", want: "|"},
		{name: "none", text: "name\nEmma\nLiam\n"},
		{name: "none, some commas", text: "name\nEmma\nSmith, John\nLiam\nNoah\n"},
		{name: "empty"},
		{name: "decimal commas", text: "nom;taux\nEmma;1,5\nLéa;2,5\n", want: ";"},
		{name: "more decimal commas than semicolons", text: "a;b\n1,5;2,5\n1,6;2,6\n", want: ";"},
		{name: "decimal commas in each column, no header", text: "2016;1,5;2,5;3,5\n2017;1,5;2,5;3,5\n", want: ";"},
		{name: "commas in text", text: "name;place\nEmma;Québec, Canada\nLéa;Montréal, Canada\nZoé;Laval\n", want: ";"},
		{name: "commas between numbers alone", text: "1,2,3\n4,5,6\n7,8,9\n", want: ","},
		{name: "semicolons in one column", text: "name,codes,n\nEmma,F;X,1\nLéa,F;X,2\n", want: ","},
		{name: "delimiters inside quotes", text: "a;b\n\"1,2,3\";\"x,y,z\"\n\"4,5,6\";\"x,y,z\"\n", want: ";"},
		{name: "prose above", text: "Names, by year, and sex\nSource: here, there\na;b;c\n1;2;3\n4;5;6\n", want: ";"},
		{name: "a ragged record", text: "a,b,c\n1,2,3\n1,2\n4,5,6\n7,8,9\n", want: ","},
		{name: "known labels", text: "year;name,x\n1;2,3\n1;2,3\n", want: ";", options: Options{Labels: knowing("year", "name,x")}},
		{name: "forced", text: "a,b\n1,2\n", want: ";", options: Options{Delimiter: ";"}},
		{name: "forced, unusual", text: "a:b\n1:2\n", want: ":", options: Options{Delimiter: ":"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := mustRead(t, test.text, test.options).Facts.Dialect
			if d.Delimiter != test.want || d.Forced != (test.options.Delimiter != "") {
				t.Errorf("delimiter %q, forced: %t; %s", d.Delimiter, d.Forced, d.Why.EN)
			}
		})
	}
}
