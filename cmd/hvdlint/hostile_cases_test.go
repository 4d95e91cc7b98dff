package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go/format"
)

const (
	gibibyte = 1 << 30
	mebibyte = 1 << 20

	csvHeader = "jurisdiction,year,sex,first_name,count\n"
	csvRecord = "NS,2016,F,OLIVIA,45\n"
)

// hostileCases are all of them. A no-break space stands in French before a colon, inside quotes and between groups of digits.
func hostileCases() []hostile {
	return slices.Concat(hostileTexts(), hostileJSON(), hostileWorkbooks(), hostileParquet(), hostileArchives(), hostilePackages())
}

func hostileTexts() []hostile {
	return []hostile{
		{
			name:  "a cell of a gibibyte",
			write: text(once(csvHeader+"NS,2016,F,"), run("A", size(gibibyte)), once(",45\n")),
			exit:  3, en: "the record on line 2 is longer than 16,777,216 bytes", fr: "l’enregistrement de la ligne 2 dépasse 16\u00a0777\u00a0216 octets",
		},
		{
			name:  "a quoted cell that never ends",
			write: text(once(csvHeader+`NS,2016,F,"`), run(strings.Repeat("A", 1<<16)+"\n", size(gibibyte))),
			exit:  1, en: "a cell begins with a quotation mark that does not enclose the whole cell", fr: "une cellule commence par un guillemet qui n’entoure pas toute la cellule",
		},
		{
			name: "a header of a million columns", file: "names.csv",
			write: text(counted("c%d,", 999_999), once("c\n"+csvRecord)),
			exit:  3, en: "the header has 1,000,000 columns", fr: "l’en-tête compte 1\u00a0000\u00a0000 colonnes",
		},
		{
			name: "a record of a million cells", file: "names.csv",
			write: text(once(csvHeader+strings.TrimSpace(csvRecord)), run(",", 999_995), once("\n")),
			exit:  1, en: "the record has 1,000,000 cells instead of 5", fr: "l’enregistrement a 1\u00a0000\u00a0000 cellules au lieu de 5",
		},
		{
			name: "nothing but quotation marks", file: "names.csv",
			write: run(`"`, size(256*mebibyte)),
			exit:  3, en: "the record on line 1 is longer than", fr: "l’enregistrement de la ligne 1 dépasse",
		},
		{
			name: "nothing but commas", file: "names.csv",
			write: run(",", size(256*mebibyte)),
			exit:  3, en: "the record on line 1 is longer than", fr: "l’enregistrement de la ligne 1 dépasse",
		},
		{
			name: "nothing but line breaks", file: "names.csv",
			write: run("\n", size(64*mebibyte)),
			exit:  1, en: "the record is blank", fr: "l’enregistrement est vide",
		},
		{
			name:  "nothing but zeros",
			write: run("\x00", size(gibibyte)),
			exit:  3, en: "this file does not hold text", fr: "ce fichier ne contient pas de texte",
		},
		{
			name: "a million defects that would colour a terminal", file: "names.csv",
			write: text(once(csvHeader), counted("%d \x1b]0;x\x1b\\,\x1b[2J,\x1b[31m,\u202e\u2066,1\n", size(1_000_000))),
			exit:  1, en: "has an escape character (U+001B)", fr: "contient un caractère d’échappement (U+001B)",
		},
		{
			name:   "ten million records that are all the same",
			write:  text(once(csvHeader), run(csvRecord, size(200_000_000))),
			memory: 320 * mebibyte, // two passes, each with sorters of their own
			exit:   1, en: "the key NS, 2016, F, OLIVIA was seen before, in record 1", fr: "la clé NS, 2016, F, OLIVIA a déjà été vue, à l’enregistrement 1",
		},
		{
			name: "a million names of fields, each used once", file: "names.ndjson",
			write: counted(`{"name %d":1}`+"\n", size(1_000_000)),
			exit:  3, en: "fields, more than 16,384", fr: "champs, plus de 16\u00a0384",
		},
	}
}

func hostileJSON() []hostile {
	record := `{"jurisdiction":"NS","year":2016,"sex":"F","first_name":"OLIVIA","count":`
	return []hostile{
		{
			name: "arrays a million deep", file: "names.json",
			write: text(run("[", 1_000_000), run("]", 1_000_000)),
			exit:  3, en: "values are nested more than 1,000 levels deep", fr: "les valeurs sont imbriquées sur plus de 1\u00a0000 niveaux",
		},
		{
			name: "objects a million deep", file: "names.json",
			write: text(once("["), run(`{"a":`, 5_000_000), once("1"), run("}", 1_000_000), once("]")),
			exit:  3, en: "values are nested more than 1,000 levels deep", fr: "les valeurs sont imbriquées sur plus de 1\u00a0000 niveaux",
		},
		{
			name: "a value nested a million deep in the second record", file: "names.ndjson",
			write: text(once(record+"45}\n"+record), run("[", 1_000_000), run("]", 1_000_000), once("}\n")),
			exit:  3, en: "values are nested more than 1,000 levels deep", fr: "les valeurs sont imbriquées sur plus de 1\u00a0000 niveaux",
		},
		{
			name: "a number of 256 MiB", file: "names.json",
			write: text(once("["+record), run("1", size(256*mebibyte)), once("}]")),
			exit:  3, en: "a record begins that is longer than 16,777,216 bytes", fr: "commence un enregistrement de plus de 16\u00a0777\u00a0216 octets",
		},
		{
			name: "a text of 256 MiB", file: "names.json",
			write: text(once("["+record+`"`), run(`\u0041`, size(256*mebibyte)), once(`"}]`)),
			exit:  3, en: "a record begins that is longer than 16,777,216 bytes", fr: "commence un enregistrement de plus de 16\u00a0777\u00a0216 octets",
		},
		{
			name: "a number with a gigantic exponent", file: "names.json",
			write: once("[" + record + "1e1000000000},{" + record[1:] + "-1e-1000000000}]"),
			exit:  1, en: "“-1e-1000000000” has decimals", fr: "«\u00a0-1e-1000000000\u00a0» a des décimales",
		},
		{
			name: "an array that never ends", file: "names.json",
			write: text(once("["), run(record+"45},", size(64*mebibyte))),
			exit:  3, en: "the text ends before everything that was opened is closed", fr: "le texte s’arrête avant que tout ce qui a été ouvert soit fermé",
		},
	}
}

func hostileWorkbooks() []hostile {
	start := sheetStart + sheetHeader + sheetRecord
	last := func(rows func(w io.Writer) error) func(io.Writer) error {
		return text(once(start), rows, once(sheetEnd))
	}
	return []hostile{
		{
			name: "a sheet of 4 GiB of zeros", file: "names.xlsx",
			write: sheetBomb("", "\x00", "", 4*gibibyte),
			exit:  3, en: "unpacks to more than 400 times its size", fr: "plus de 400 fois sa taille",
		},
		{
			name: "a sheet of 4 GiB of white space", file: "names.xlsx",
			write: sheetBomb(sheetHeader+sheetRecord, " ", "", 4*gibibyte),
			exit:  3, en: "unpacks to more than 400 times its size", fr: "plus de 400 fois sa taille",
		},
		{
			name: "a sheet cell of 4 GiB", file: "names.xlsx",
			write: sheetBomb(sheetHeader+`<row r="2"><c r="A2" t="inlineStr"><is><t>`, "A", `</t></is></c></row>`, 4*gibibyte),
			exit:  3, en: "unpacks to more than 400 times its size", fr: "plus de 400 fois sa taille",
		},
		{
			name: "a hundred million rows", file: "names.xlsx",
			write: sheetBomb(sheetHeader, `<row><c><v>1</v></c></row>`, "", size(2600*mebibyte)),
			exit:  3, en: "unpacks to more than 400 times its size", fr: "plus de 400 fois sa taille",
		},
		{
			name: "a shared text of 4 GiB", file: "names.xlsx",
			write: textsBomb("<si><t>", "A", "</t></si>", 4*gibibyte),
			exit:  3, en: "unpacks to more than 400 times its size", fr: "plus de 400 fois sa taille",
		},
		{
			name: "three hundred million shared texts", file: "names.xlsx",
			write: textsBomb("", "<si><t/></si>", "", 4*gibibyte),
			exit:  3, en: "unpacks to more than 400 times its size", fr: "plus de 400 fois sa taille",
		},
		{
			name: "entities of a sheet that multiply", file: "names.xlsx",
			write: workbook{sheet: text(once(`<?xml version="1.0"?>`+laughs()+`<worksheet`+xmlns+`><sheetData>`+sheetHeader),
				once(strings.Replace(sheetRecord, "OLIVIA", "&lol10;", 1)+sheetEnd))}.write,
			exit: 3, en: "declares an XML document type", fr: "déclare un type de document XML",
		},
		{
			name: "entities of shared texts that multiply", file: "names.xlsx",
			write: workbook{
				sheet:  once(sheetStart + sheetHeader + strings.Replace(sheetRecord, sheetText("D2", "OLIVIA"), `<c r="D2" t="s"><v>0</v></c>`, 1) + sheetEnd),
				shared: laughs() + `<sst` + xmlns + `><si><t>&lol10;</t></si></sst>`,
			}.write,
			exit: 3, en: "declares an XML document type", fr: "déclare un type de document XML",
		},
		{
			name: "an entity that is another file", file: "names.xlsx", more: map[string]string{"secret.txt": "SESAME"},
			write: workbook{sheet: once(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "secret.txt">]><worksheet` + xmlns + `><sheetData>` +
				sheetHeader + strings.Replace(sheetRecord, "OLIVIA", "&x;", 1) + sheetEnd)}.write,
			exit: 3, en: "declares an XML document type", fr: "déclare un type de document XML", secret: "SESAME",
		},
		{
			name: "a cell in the last row of a sheet", file: "names.xlsx",
			write: workbook{sheet: last(once(`<row r="1048576">` + sheetText("A1048576", "NS") + `</row>`))}.write,
			exit:  1, en: "apart from the table", fr: "à l’écart du tableau",
		},
		{
			name: "a record in the last row of a sheet", file: "names.xlsx",
			write: workbook{sheet: last(once(strings.NewReplacer(`r="2"`, `r="1048576"`, `2" `, `1048576" `, `2">`, `1048576">`, "OLIVIA", "EMMA").Replace(sheetRecord)))}.write,
			exit:  1, en: "1 further table on the sheet", fr: "1 autre tableau sur la feuille",
		},
		{
			name: "a sheet that claims to be small", file: "names.xlsx",
			write: func(w io.Writer) error {
				d, err := deflate(sheetStart+sheetHeader+sheetRecord, " ", sheetEnd, 4*gibibyte)
				if err != nil {
					return err
				}
				d.size = 1000
				return workbook{packed: &d}.write(w)
			},
			exit: 3, en: "the sheet cannot be unpacked from about row 3 on", fr: "la feuille ne se décompresse plus à partir de la ligne 3 environ",
		},
		{
			name: "a sheet cell of half a gibibyte that packs as text does", file: "names.xlsx",
			write: sheetBomb(sheetHeader+`<row r="2"><c r="A2" t="inlineStr"><is><t>`, various("%d "), `</t></is></c></row>`, size(512*mebibyte)),
			exit:  3, en: "row 2 of the sheet is longer than 16,777,216 bytes of XML", fr: "la ligne 2 de la feuille dépasse 16\u00a0777\u00a0216 octets de XML",
		},
		{
			name: "twenty million shared texts that pack as texts do", file: "names.xlsx",
			write:  textsBomb("", various("<si><t>%d</t></si>"), "", size(512*mebibyte)),
			memory: 256 * mebibyte,
			exit:   0, en: `"verdict": "conforms"`, fr: "names.xlsx",
		},
		{
			name: "more rows than a sheet has", file: "names.xlsx",
			write: sheetBomb(sheetHeader+sheetRecord, various("<row><c><v>%d</v></c></row>"), "", 64*mebibyte),
			exit:  3, en: "has a number that no sheet has", fr: "porte un numéro qu’aucune feuille n’a",
		},
		{
			name: "rows and columns beyond the sheet", file: "names.xlsx",
			write: workbook{sheet: last(once(`<row r="99999999999999999999"><c r="ZZZZZZZZZZ99999999999999999999"><v>1</v></c></row>`))}.write,
			exit:  3, en: "has a number that no sheet has", fr: "porte un numéro qu’aucune feuille n’a",
		},
		{
			name: "a million empty rows with formats", file: "names.xlsx",
			write: workbook{sheet: last(emptyRows(3, 1_000_000))}.write,
			exit:  0, en: `"verdict": "conforms"`, fr: "names.xlsx",
		},
		{
			name: "100,000 sheets", file: "names.xlsx",
			write: workbook{sheet: once(start + sheetEnd), sheets: 100_000}.write,
			exit:  3, en: "parts, more than 20,000", fr: "parties, plus de 20\u00a0000",
		},
	}
}

// various is a pattern of some hundred different texts, so that it packs less than a hundred times.
func various(format string) string {
	var b strings.Builder
	for i := 0; b.Len() < 16_000; i++ {
		fmt.Fprintf(&b, format, i*i)
	}
	return b.String()
}

// emptyRows are rows of cells that have a format and no value, as a sheet gets them when whole columns are coloured.
func emptyRows(first, n int64) func(io.Writer) error {
	return func(w io.Writer) error {
		for row := first; row < first+n; row++ {
			_, err := fmt.Fprintf(w, `<row r="%[1]d" s="0" customFormat="1"><c r="A%[1]d" s="0"/><c r="B%[1]d" s="0"/><c r="E%[1]d" s="0"/></row>`, row)
			if err != nil {
				return err
			}
		}
		return nil
	}
}

func hostileParquet() []hostile {
	page, many := nulls(3), nulls(20_000_000)
	const most = 1<<31 - 1
	return []hostile{
		{
			name: "112 bytes that claim a footer of 4 GiB", file: "names.parquet",
			write: emptyPromise,
			exit:  3, en: "the structure of the Parquet file is broken", fr: "la structure du fichier Parquet est brisée",
		},
		{
			name: "a page that claims to unpack to 2 GiB", file: "names.parquet",
			write: lie{rows: 3, values: 3, uncompressed: most, compressed: int32(len(page)), codec: format.Zstd, page: page}.write,
			exit:  3, en: "asks for more memory than a table of its size needs", fr: "demande plus de mémoire qu’il n’en faut à un tableau de sa taille",
		},
		{
			name: "a page that claims to be 2 GiB long", file: "names.parquet",
			write: lie{rows: 3, values: 3, uncompressed: most, compressed: most, page: page}.write,
			exit:  3, en: "the end of the Parquet file is missing", fr: "il manque la fin du fichier Parquet",
		},
		{
			name: "a page of a negative size", file: "names.parquet",
			write: lie{rows: 3, values: 3, uncompressed: -1, compressed: -1, page: page}.write,
			exit:  3, en: "the structure of the Parquet file is broken", fr: "la structure du fichier Parquet est brisée",
		},
		{
			name: "a page that claims to hold more values than the file", file: "names.parquet",
			write: lie{rows: 3, values: most, uncompressed: int32(len(page)), compressed: int32(len(page)), page: page}.write,
			exit:  3, en: "the file holds more records than its footer says", fr: "le fichier contient plus d’enregistrements que ne le dit son pied de fichier",
		},
		{
			name: "a footer that claims more records than its pages have", file: "names.parquet",
			write: lie{rows: 1 << 60, values: 3, uncompressed: int32(len(page)), compressed: int32(len(page)), page: page}.write,
			exit:  3, en: "asks for more memory than a table of its size needs", fr: "demande plus de mémoire qu’il n’en faut à un tableau de sa taille",
		},
		{
			name: "twenty million records in a few bytes", file: "names.parquet",
			write: lie{rows: 20_000_000, values: 20_000_000, uncompressed: int32(len(many)), compressed: int32(len(many)), page: many}.write,
			exit:  1, en: "the record is blank", fr: "l’enregistrement est vide",
		},
	}
}

func hostileArchives() []hostile {
	line := strings.Repeat("A", 1000) + "\n"
	return []hostile{
		{
			name: "a gzip of 4 GiB of one cell", file: "names.csv.gz",
			write: gzipped(csvHeader+"NS,2016,F,", "A", ",45\n", 4*gibibyte),
			exit:  3, en: "unpacks to more than 1,000 times its size", fr: "dépasse 1\u00a0000 fois sa taille",
		},
		{
			name: "a gzip of 4 GiB of zeros", file: "names.csv.gz",
			write: gzipped("", "\x00", "", 4*gibibyte),
			exit:  3, en: "this file does not hold text", fr: "ce fichier ne contient pas de texte",
		},
		{
			name: "a gzip of a gibibyte of lines", file: "names.csv.gz",
			write: gzipped(csvHeader+csvRecord, line, "", size(gibibyte)),
			exit:  1, en: "the record has 1 cell instead of 5", fr: "l’enregistrement a 1 cellule au lieu de 5",
		},
		{
			name: "a member of an archive of 4 GiB", file: "names.zip",
			write: zipped(func(yield func(member) error) error {
				d, err := deflate(csvHeader, "A", "", 4*gibibyte)
				if err != nil {
					return err
				}
				return yield(member{name: "names.csv", packed: &d})
			}),
			exit: 3, en: "unpacks to more than 1,000 times its size", fr: "dépasse 1\u00a0000 fois sa taille",
		},
		{
			name: "archives within archives within archives", file: "names.zip",
			write: nested(6, csvHeader+csvRecord),
			exit:  3, en: "this is an archive inside an archive", fr: "c’est une archive dans une archive",
		},
		{
			name: "an archive of 100,000 members", file: "names.zip",
			write: zipped(func(yield func(member) error) error {
				for i := range 100_000 {
					if err := yield(member{name: fmt.Sprintf("names%d.csv", i), write: once(csvHeader + csvRecord)}); err != nil {
						return err
					}
				}
				return nil
			}),
			exit: 3, en: "this archive has more than 10,000 files", fr: "cette archive contient plus de 10\u00a0000 fichiers",
		},
		{
			name: "members of an archive that climb out of it", file: "names.zip", more: map[string]string{"secret.csv": csvHeader + "NS,2016,F,SESAME,1\n"},
			write: zipped(members(map[string]string{
				"../secret.csv":     csvHeader + csvRecord,
				"/secret.csv":       csvHeader + csvRecord,
				`C:\secret.csv`:     csvHeader + csvRecord,
				"a/../../names.csv": csvHeader + csvRecord,
				`..\secret.csv`:     csvHeader + csvRecord,
			})),
			exit: 0, en: "names.zip!../secret.csv", fr: "names.zip!../secret.csv", secret: "SESAME",
		},
	}
}

func hostilePackages() []hostile {
	resource := func(path string) string { return fmt.Sprintf(`{"name":"names","path":%q}`, path) }
	secret := map[string]string{"secret.csv": csvHeader + "NS,2016,F,SESAME,1\n"}
	return []hostile{
		{
			name: "a descriptor with a path out of its folder", file: "package/datapackage.json", more: secret,
			write: once(`{"name":"p","resources":[` + resource("../secret.csv") + `]}`),
			exit:  3, en: "the descriptor names a file outside of its folder", fr: "le descripteur nomme un fichier hors de son dossier", secret: "SESAME",
		},
		{
			name: "a descriptor with a path that climbs and comes back", file: "package/datapackage.json", more: secret,
			write: once(`{"name":"p","resources":[` + resource("a/../../secret.csv") + `]}`),
			exit:  3, en: "the descriptor names a file outside of its folder", fr: "le descripteur nomme un fichier hors de son dossier", secret: "SESAME",
		},
		{
			name: "a descriptor with a path from the root", file: "package/datapackage.json",
			write: once(`{"name":"p","resources":[` + resource("/etc/passwd") + `]}`),
			exit:  3, en: "the descriptor names a file outside of its folder", fr: "le descripteur nomme un fichier hors de son dossier", secret: "root:",
		},
		{
			name: "a descriptor with the address of a file", file: "package/datapackage.json",
			write: once(`{"name":"p","resources":[` + resource("file:///etc/passwd") + `]}`),
			exit:  3, en: "hvdlint goes to the Web only for what you name yourself", fr: "hvdlint ne va sur le Web que", secret: "root:",
		},
		{
			name: "a descriptor that is its own resource", file: "package/datapackage.json",
			write: once(`{"name":"p","resources":[` + resource("datapackage.json") + `]}`),
			exit:  1, en: "datapackage.json", fr: "datapackage.json",
		},
		{
			name: "resources that refer to each other", file: "package/datapackage.json",
			more: map[string]string{"package/a.csv": "id\n1\n", "package/b.csv": "id\n1\n"},
			write: once(`{"name":"p","resources":[
				{"name":"a","path":"a.csv","schema":{"fields":[{"name":"id"}],"foreignKeys":[{"fields":"id","reference":{"resource":"b","fields":"id"}}]}},
				{"name":"b","path":"b.csv","schema":{"fields":[{"name":"id"}],"foreignKeys":[{"fields":"id","reference":{"resource":"a","fields":"id"}}]}}]}`),
			exit: 1, en: "package/b.csv", fr: "package/b.csv",
		},
		{
			name: "a descriptor of 100,000 resources", file: "package/datapackage.json",
			write: text(once(`{"name":"p","resources":[`), counted(`{"name":"names%[1]d","path":"names%[1]d.csv"},`, 100_000), once(resource("names.csv")+`]}`)),
			exit:  3, en: "the descriptor cannot be used", fr: "le descripteur ne peut pas être utilisé",
		},
	}
}
