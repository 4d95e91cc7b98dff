package xlsx

import (
	"strings"
	"testing"
)

// TestCells gives the records, number@row and cells with the marks of their kinds, that follow the header "a", "b".
func TestCells(t *testing.T) {
	const styles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="0.0&quot; days&quot;"/></numFmts>
		<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="22"/><xf numFmtId="46"/><xf numFmtId="164"/><xf numFmtId="165"/><xf/></cellXfs>`
	const items = `<si><t>Zoé</t></si><si><r><rPr><b/></rPr><t>Marie</t></r><r><t xml:space="preserve"> Ève</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>
		<si/><si><t xml:space="preserve"> x </t></si><si><t> y </t></si><si><t>007</t></si><si><t>&lt;5 &amp; &#233;&#x1F600;</t></si><si><t>a_x000D_b_x005F_x000D_ _xD83D__xDE00_ _xZZZZ_</t></si>`
	for _, test := range []struct {
		name    string
		rows    string // below the header
		props   string
		records string
		damage  string
	}{
		{name: "no rows"},
		{name: "number", rows: `<row r="2"><c r="A2"><v>12</v></c><c r="B2" t="n"><v>-3.5</v></c></row>`, records: `1@2 ["#12" "#-3.5"]`},
		{name: "numbers as doubles are stored", rows: `<row r="2"><c r="A2"><v>0.10000000000000001</v></c><c r="B2"><v>7.0999999999999996</v></c></row>
			<row r="3"><c r="A3"><v>1E+20</v></c><c r="B3"><v>1.0000000000000001E-9</v></c></row>
			<row r="4"><c r="A4"><v>2016.0</v></c><c r="B4"><v>-0</v></c></row>
			<row r="5"><c r="A5"><v>1e300</v></c><c r="B5"><v>0.050</v></c></row>`, records: `
			1@2 ["#0.1" "#7.1"]
			2@3 ["#100000000000000000000" "#1E-09"]
			3@4 ["#2016" "#0"]
			4@5 ["#1E+300" "#0.05"]`},
		{name: "shared strings", rows: `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c></row>
			<row r="4"><c r="A4" t="s"><v>4</v></c><c r="B4" t="s"><v>5</v></c></row><row r="5"><c r="A5" t="s"><v>6</v></c><c r="B5" t="s"><v>7</v></c></row>`, records: `
			1@2 ["Zoé" "Marie Ève"]
			2@3 ["東京" "∅"]
			3@4 [" x " "y"]
			4@5 ["007" "<5 & é😀"]`},
		{name: "escaped characters", rows: `<row r="2"><c r="A2" t="s"><v>8</v></c></row>`, records: `1@2 ["a\rb_x000D_ 😀 _xZZZZ_" "∅"]`},
		{name: "a shared string that is not there", rows: `<row r="2"><c r="A2" t="s"><v>9</v></c><c r="B2" t="s"><v>x</v></c></row>`, records: `1@2 ["✗" "✗"]`, damage: `
			broken-cell record 1 row 2 column 1 "9"
			broken-cell record 1 row 2 column 2 "x"`},
		{name: "inline and formula strings", rows: `<row r="2"><c r="A2" t="inlineStr"><is><t>Léa</t></is></c><c r="B2" t="str"><v>x &lt; y</v></c></row>
			<row r="3"><c r="A3" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>z</t></rPh></is></c><c r="B3" t="inlineStr"><v>old</v></c></row>
			<row r="4"><c r="A4"><is><t>untyped</t></is></c><c r="B4" t="str"><v xml:space="preserve"> z </v></c></row>`, records: `
			1@2 ["Léa" "x < y"]
			2@3 ["ab" "old"]
			3@4 ["untyped" " z "]`},
		{name: "line breaks", rows: "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a\r\nb\rc\nd&#13;e</v></c></row>", records: `1@2 ["a\nb\nc\nd\re" "∅"]`},
		{name: "booleans", rows: `<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c></row><row r="3"><c r="A3" t="b"><v>true</v></c><c r="B3" t="b"><v>2</v></c></row>`, records: `
			1@2 ["?true" "?false"]
			2@3 ["?true" "✗"]`, damage: `broken-cell record 2 row 3 column 2 "2"`},
		{name: "errors", rows: `<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`, records: `1@2 ["!#REF!" "!#DIV/0!"]`, damage: `
			error-cell record 1 row 2 column 1 "#REF!"
			error-cell record 1 row 2 column 2 "#DIV/0!"
			formula-cell record 1 row 2 column 2 "1/0"`},
		{name: "formulas", rows: `<row r="2"><c r="A2"><f>SUM(C2:D2)&amp;""</f><v>5</v></c><c r="B2" t="str"><f t="shared" ref="B2:B9" si="0">A2</f><v>x</v></c></row>
			<row r="3"><c r="A3"><f t="shared" si="0"/><v>6</v></c><c r="B3" t="str"><f>""</f><v></v></c></row>`, records: `
			1@2 ["#5" "x"]
			2@3 ["#6" "∅"]`, damage: `
			formula-cell record 1 row 2 column 1 "SUM(C2:D2)&\"\""
			formula-cell record 1 row 2 column 2 "A2"
			formula-cell record 2 row 3 column 1 ""
			formula-cell record 2 row 3 column 2 "\"\""`},
		{name: "formulas without a result", rows: `<row r="2"><c r="A2"><f>A1+1</f></c><c r="B2"><f>A1+2</f><v></v></c></row><row r="3"><c r="A3"><v>1</v></c></row>`, records: `
			1@2 ["✗" "✗"]
			2@3 ["#1" "∅"]`, damage: `
			missing-result record 1 row 2 column 1 "A1+1"
			missing-result record 1 row 2 column 2 "A1+2"`},
		{name: "dates by style", rows: `<row r="2"><c r="A2" s="1"><v>42370</v></c><c r="B2" s="5"><v>42370</v></c></row><row r="3"><c r="A3" s="1"><v>42370.5</v></c><c r="B3" s="3"><v>42370</v></c></row>
			<row r="4"><c r="A4" s="2"><v>0.5</v></c><c r="B4" s="3"><v>0.25001</v></c></row><row r="5"><c r="A5" s="4"><v>1.5</v></c><c r="B5" s="6"><v>42370</v></c></row><row r="6"><c r="A6" s="7"><v>1</v></c><c r="B6" s="99"><v>2</v></c></row>`, records: `
			1@2 ["d:2016-01-01" "d:2016-01-01"]
			2@3 ["dt:2016-01-01T12:00:00" "dt:2016-01-01T00:00:00"]
			3@4 ["t:12:00:00" "t:06:00:00.864"]
			4@5 ["PT36H" "#42370"]
			5@6 ["#1" "#2"]`},
		{name: "dates that count from 1904", props: `date1904="1"`, rows: `<row r="2"><c r="A2" s="1"><v>40908</v></c><c r="B2" s="1"><v>0</v></c></row>`, records: `1@2 ["d:2016-01-01" "d:1904-01-01"]`},
		{name: "a year with a date's style is the day that it shows", rows: `<row r="2"><c r="A2" s="1"><v>2016</v></c></row>`, records: `1@2 ["d:1905-07-08" "∅"]`},
		{name: "text with a date's style", rows: `<row r="2"><c r="A2" s="1" t="inlineStr"><is><t>2016-01-01</t></is></c></row>`, records: `1@2 ["2016-01-01" "∅"]`},
		{name: "dates as ISO 8601", rows: `<row r="2"><c r="A2" t="d"><v>2016-01-01</v></c><c r="B2" t="d"><v>2016-01-01T10:20:30.5</v></c></row><row r="3"><c r="A3" t="d" s="1"><v>2016-01-01T00:00:00Z</v></c><c r="B3" t="d"><v>soon</v></c></row>`, records: `
			1@2 ["d:2016-01-01" "dt:2016-01-01T10:20:30.500"]
			2@3 ["d:2016-01-01" "✗"]`, damage: `broken-cell record 2 row 3 column 2 "soon"`},
		{name: "what is no number", rows: `<row r="2"><c r="A2"><v>abc</v></c><c r="B2" t="q"><v>1</v></c></row><row r="3"><c r="A3"><v>1e999</v></c><c r="B3"><v>0x10</v></c></row>`, records: `
			1@2 ["✗" "✗"]
			2@3 ["✗" "✗"]`, damage: `
			broken-cell record 1 row 2 column 1 "abc"
			broken-cell record 1 row 2 column 2 "1"
			broken-cell record 2 row 3 column 1 "1e999"
			broken-cell record 2 row 3 column 2 "0x10"`},
		{name: "empty cells", rows: `<row r="2"><c r="A2" s="1"/><c r="B2"><v>1</v></c></row><row r="3"><c r="A3"></c><c r="B3"><v/></c></row><row r="4"><c r="A4"><v> 1 </v></c><c r="B4"><v> </v></c></row>`, records: `
			1@2 ["∅" "#1"]
			2@3 ["∅" "∅"]
			3@4 ["#1" "∅"]`},
		{name: "no names of cells and rows", rows: `<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row><row r="7"><c r="B7"><v>4</v></c></row><row><c><v>5</v></c></row>`, records: `
			1@2 ["#1" "#2"]
			2@3 ["∅" "#3"]
			3@4 ["∅" "∅"]
			4@5 ["∅" "∅"]
			5@6 ["∅" "∅"]
			6@7 ["∅" "#4"]
			7@8 ["#5" "∅"]`},
		{name: "cells in any order, twice, in another row's name", rows: `<row r="2"><c r="B2"><v>2</v></c><c r="A2"><v>0</v></c><c r="a9"><v>1</v></c></row>`, records: `1@2 ["#1" "#2"]`},
		{name: "empty rows", rows: `<row r="3"/><row r="4" s="1" customFormat="1"></row><row r="5"><c r="A5"><v>1</v></c></row>`, records: `
			1@2 ["∅" "∅"]
			2@3 ["∅" "∅"]
			3@4 ["∅" "∅"]
			4@5 ["#1" "∅"]`},
		{name: "other than the usual spelling", rows: `<row  spans='1:2'
			r = '2' ><c s='0' r='A2' ><v >1</v ></c >
			<c t = "inlineStr" r="B2"><is ><t >x</t ></is ></c ></row >`, records: `1@2 ["#1" "x"]`},
		{name: "comments, instructions and CDATA", rows: `<!-- <row r="9"> --><row r="2"><?x <c>?><c r="A2"><!--a--><v>1<!--b-->2</v></c><c r="B2" t="str"><v><![CDATA[<5 & ]]]]><![CDATA[>]]></v></c></row>`, records: `1@2 ["#12" "<5 & ]]>"]`},
		{name: "bytes that are not UTF-8", rows: "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Zo\xe9</v></c><c r=\"B2\" t=\"str\"><v>Zoé</v></c></row>", records: `1@2 ["✗Zo\xe9" "Zoé"]`, damage: `
			invalid-bytes record 1 row 2 column 1 "Zo\xe9"`},
		{name: "references that are none", rows: `<row r="2"><c r="A2" t="str"><v>a&b &nbsp; &#0x; &#xFFFFFFFF; &amp</v></c></row>`, records: `1@2 ["a&b &nbsp; &#0x; &#xFFFFFFFF; &amp" "∅"]`},
		{name: "wider than the header", rows: `<row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>4</v></c></row><row r="3"><c r="B3"><v>1</v></c><c r="E3"/></row>`, records: `
			1@2/4 ["#1" "∅"]
			2@3 ["∅" "#1"]`},
		{name: "columns that no sheet has", rows: `<row r="2"><c r="A2"><v>1</v></c><c r="XFE2"><v>4</v></c><c r="ZZZZZZZZZZZZ2"><v>4</v></c></row>`, records: `1@2/16385 ["#1" "∅"]`},
		{name: "cells that are not closed", rows: `<row r="2"><c r="A2"><v>1</c><c r="B2"><v>2</v></row><row r="3"><c r="A3"><v>3</v></c></row>`, records: `
			1@2 ["#1" "#2"]
			2@3 ["#3" "∅"]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			// A last record keeps those before it from being taken for notes.
			const last = `<row><c t="inlineStr"><is><t>last</t></is></c><c><v>0</v></c></row>`
			b := book{styles: styles, strings: items, props: test.props, sheets: []bookSheet{{rows: plain("a|b") + test.rows + last}}}
			got := mustRead(t, b.bytes(t), Options{HeaderRow: rowNumber(1)})
			got.Records = got.Records[:len(got.Records)-1]
			if want := unindent(test.records); got.show() != want {
				t.Errorf("records:\n%swant:\n%s", got.show(), want)
			}
			if want := unindent(test.damage); got.showDamage() != want {
				t.Errorf("damage:\n%swant:\n%s", got.showDamage(), want)
			}
			if got.Facts.Unread != nil {
				t.Error(got.Facts.Unread.Text.EN)
			}
		})
	}
}

// unindent takes the indentation off the lines of a table's text.
func unindent(text string) string {
	var b strings.Builder
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
