package waiver

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/message"
)

func example() *Baseline {
	return &Baseline{Tables: []Table{{
		Path: "data/names.csv", Name: "names", Standard: Standard{Name: "baby-names", Version: "1.0.0", Digest: "abc"},
		Findings: []Known{
			{Identity{Requirement: "primaryKey", Key: []KeyValue{{"year", "2016"}, {"first_name", "L<A"}}}, 2},
			{Identity{Requirement: "fields/year/type", Field: "year", Record: []string{"", "F"}, Digest: "00ff"}, 1},
			{Identity{Requirement: "header/names", Field: "Année", Variant: "near"}, 1},
		},
	}}}
}

const written = `{
  "schemaVersion": 1,
  "tables": [
    {
      "path": "data/names.csv",
      "table": "names",
      "standard": {"name":"baby-names","version":"1.0.0","digest":"abc"},
      "findings": [
        {"requirement":"fields/year/type","field":"year","record":["","F"],"digest":"00ff","count":1},
        {"requirement":"header/names","field":"Année","variant":"near","count":1},
        {"requirement":"primaryKey","key":{"year":"2016","first_name":"L<A"},"count":2}
      ]
    }
  ]
}
`

// One place is one line, and the order does not depend on that of the run.
func TestBaselineIsWrittenOnePlaceALine(t *testing.T) {
	var b bytes.Buffer
	if err := example().Write(&b); err != nil || b.String() != written {
		t.Errorf("%v\n%s", err, b.String())
	}
	b.Reset()
	if err := new(Baseline).Write(&b); err != nil || b.String() != "{\n  \"schemaVersion\": 1,\n  \"tables\": []\n}\n" {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestBaselineIsReadAsWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "é", strings.Repeat("long ", 100), "\xff", "a\x00b", " a"}))
		b := &Baseline{}
		for i := range rapid.IntRange(0, 3).Draw(r, "tables") {
			table := Table{Path: string(rune('a' + i)), Name: Shown([]byte(text.Draw(r, "table"))), Findings: []Known{}}
			for range rapid.IntRange(0, 4).Draw(r, "places") {
				id := Identity{Requirement: "r", Field: Shown([]byte(text.Draw(r, "field")))}
				switch rapid.IntRange(0, 2).Draw(r, "kind") {
				case 0:
					id.Key = []KeyValue{{"k", Shown([]byte(text.Draw(r, "value")))}, {"l", Shown([]byte(text.Draw(r, "value")))}}
				case 1:
					id.Record, id.Digest = ShownCells([][]byte{[]byte(text.Draw(r, "cell"))}), "00"
				}
				table.Findings = append(table.Findings, Known{id, rapid.Int64Range(1, 9).Draw(r, "count")})
			}
			b.Tables = append(b.Tables, table)
		}
		var first, second bytes.Buffer
		if err := b.Write(&first); err != nil {
			r.Fatal(err)
		}
		again, err := ParseBaseline("b.json", first.Bytes())
		if err != nil {
			r.Fatalf("%v\n%s", err, first.Bytes())
		}
		if err := again.Write(&second); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			r.Fatalf("%v\n%s\n%s", err, first.Bytes(), second.Bytes())
		}
		hasher := NewHasher()
		for i := range b.Tables {
			for k := range b.Tables[i].Findings {
				if was, is := &b.Tables[i].Findings[k].Identity, &again.Tables[i].Findings[k].Identity; hasher.Of(was) != hasher.Of(is) {
					r.Fatalf("%+v is another place than %+v", is, was)
				}
			}
		}
	})
}

func TestParseBaselineTellsWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"broken syntax", `"count":1},`, `"count":1`, "b.json:10:"},
		{"an unknown key", `"variant"`, `"variety"`, "this is not a baseline"},
		{"another version", `"schemaVersion": 1`, `"schemaVersion": 9`, "schemaVersion 9; this hvdlint reads 1"},
		{"no version", `"schemaVersion": 1,`, ``, "this is not a baseline"},
		{"no requirement", `"requirement":"primaryKey",`, ``, "finding 3 of table names"},
		{"a count of nothing", `"count":2`, `"count":0`, "finding 3 of table names"},
		{"a count beyond all files", `"count":2`, `"count":9223372036854775807`, "finding 3 of table names"},
		{"a key of numbers", `"year":"2016"`, `"year":2016`, "this is not a baseline"},
		{"key and record", `"record":["","F"]`, `"key":{"a":"b"},"record":["","F"]`, "finding 1 of table names"},
		{"something behind", "\n  ]\n}\n", "\n  ]\n}\n{}", "this is not a baseline"},
		{"nothing", written, "", "this is not a baseline"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(written, test.old, test.new, 1)
			if text == written {
				t.Fatal("nothing was replaced")
			}
			_, err := ParseBaseline("b.json", []byte(text))
			said := message.TextOf(err)
			if err == nil || !strings.HasPrefix(said.EN, "b.json:") || !strings.Contains(said.EN, test.want) || said.FR == said.EN {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestTable(t *testing.T) {
	b := &Baseline{Tables: []Table{{Path: "a/names.csv", Name: "names"}, {Path: "b/names.csv", Name: "names"}, {Path: "book.xlsx", Name: "2016"}, {Path: "book.xlsx", Name: "2017"}}}
	for _, test := range []struct {
		path, name string
		want       int // index, -1: none
	}{
		{"a/names.csv", "names", 0},
		{"./b/names.csv", "names", 1},
		{"c/names.csv", "names", -1}, // two tables are called so
		{"folder/book.xlsx", "2017", 3},
		{"book.xlsx", "2018", -1},
		{"names.json", "names", -1},
	} {
		var want *Table
		if test.want >= 0 {
			want = &b.Tables[test.want]
		}
		if got := b.Table(test.path, test.name); got != want {
			t.Errorf("%s, %s: %+v", test.path, test.name, got)
		}
	}
}

func TestPut(t *testing.T) {
	b := example()
	place := b.Tables[0].Findings[0]
	b.Put(Table{Path: "other.csv", Name: "other", Findings: []Known{place}})
	b.Put(Table{Path: "elsewhere/names.csv", Name: "names", Findings: []Known{place}})
	if len(b.Tables) != 2 || b.Tables[0].Path != "data/names.csv" || b.Tables[0].Places() != 2 {
		t.Errorf("%+v", b.Tables)
	}
	b.Put(
		Table{Path: "2016/names.csv", Name: "names", Findings: []Known{place}},
		Table{Path: "2017/names.csv", Name: "names", Findings: []Known{place}},
		Table{Path: "./2017/names.csv", Name: "names", Findings: []Known{place, place}},
	)
	if len(b.Tables) != 4 || b.Tables[0].Places() != 2 || b.Tables[2].Path != "2016/names.csv" || b.Tables[3].Places() != 4 {
		t.Errorf("%+v", b.Tables)
	}
	b.Put(Table{Path: "2016/names.csv", Name: "names"}, Table{Path: "2017/names.csv", Name: "names"})
	b.Put(Table{Path: "data/names.csv", Name: "names"})
	b.Put(Table{Path: "clean.csv", Name: "clean"})
	if len(b.Tables) != 1 || b.Tables[0].Path != "other.csv" {
		t.Errorf("%+v", b.Tables)
	}
}

// A copy of a file in another folder is a file of its own as long as the first one is there too; one that was moved is not.
func TestTableOfAFileThatIsHere(t *testing.T) {
	b := &Baseline{Tables: []Table{{Path: "a/names.csv", Name: "names"}}}
	b.Here([]string{"./a/names.csv", "b/names.csv"})
	if b.Table("b/names.csv", "names") != nil || b.Table("a/names.csv", "names") == nil {
		t.Error("a copy has the table of another file, or that has none")
	}
	b.Here([]string{"b/names.csv"})
	if b.Table("b/names.csv", "names") == nil {
		t.Error("a file that was moved has no table")
	}
}

// What people mend without changing what a value says, or write differently in another format, leaves a place the same.
func TestSameIdentity(t *testing.T) {
	for _, test := range []struct {
		name string
		a, b string
		same bool
	}{
		{"blanks around", "ANNE", " ANNE\u00a0 ", true},
		{"composed form", "L\u00c9A", "LE\u0301A", true},
		{"case", "ANNE", "Anne", false},
		{"a blank inside", "ANNE MARIE", "ANNE  MARIE", false},
		{"long values with one beginning", strings.Repeat("a", 300) + "b", strings.Repeat("a", 300) + "c", false},
	} {
		a, b := AppendKey(nil, []byte(test.a)), AppendKey(nil, []byte(test.b))
		if bytes.Equal(a, b) != test.same {
			t.Errorf("%s: %q and %q", test.name, a, b)
		}
		id := Identity{Requirement: "r", Key: []KeyValue{{"k", Shown([]byte(test.a))}}}
		if encoded := append(AppendPlace(nil, "r", "", ""), a...); !bytes.Equal(id.encode(nil), encoded) {
			t.Errorf("%s: a baseline has %q for %q", test.name, id.encode(nil), encoded)
		}
	}
	if bytes.Equal(AppendKey(nil, []byte("a"), []byte("bc")), AppendKey(nil, []byte("ab"), []byte("c"))) {
		t.Error("values run into each other")
	}
}

func FuzzParseBaseline(f *testing.F) {
	for _, seed := range []string{written, "", "{}", `{"schemaVersion":1,"tables":[{"findings":[{"requirement":"a","key":{"a":"b","a":"c"},"count":1}]}]}`, `{"schemaVersion":1}`, "[]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		b, err := ParseBaseline("b.json", text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "b.json:") {
				t.Errorf("no place: %v", err)
			}
			return
		}
		var out bytes.Buffer
		if err := b.Write(&out); err != nil {
			t.Fatal(err)
		}
		again, err := ParseBaseline("b.json", out.Bytes())
		if err != nil {
			t.Fatalf("written again, it is refused: %v\n%s", err, out.Bytes())
		}
		again.SHA256 = b.SHA256
		again.Sort()
		for i := range b.Tables {
			if len(b.Tables[i].Findings) == 0 {
				again.Tables[i].Findings = b.Tables[i].Findings
			}
		}
		if !reflect.DeepEqual(b, again) {
			t.Fatalf("written again, it means something else:\n%+v\n%+v", b, again)
		}
	})
}

func TestPutKeepsPlacesOfWhatWasLeftOut(t *testing.T) {
	place := func(requirement string) Known { return Known{Identity{Requirement: requirement}, 1} }
	for _, test := range []struct {
		name     string
		findings []Known
		leftOut  map[string]bool
		want     []Known
	}{
		{"nothing is left out", []Known{place("b")}, nil, []Known{place("b")}},
		{"one is left out", []Known{place("b")}, map[string]bool{"a": true}, []Known{place("b"), place("a")}},
		{"nothing fails", nil, map[string]bool{"a": true}, []Known{place("a")}},
		{"nothing is left", nil, map[string]bool{"c": true}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := &Baseline{Tables: []Table{{Path: "n.csv", Name: "n", Findings: []Known{place("a"), place("b")}}}}
			b.Put(Table{Path: "n.csv", Name: "n", Findings: test.findings, LeftOut: test.leftOut})
			var got []Known
			if len(b.Tables) > 0 {
				got = b.Tables[0].Findings
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("%v is left, want %v", got, test.want)
			}
		})
	}
}

// In another version of the standard an id may mean something else.
func TestPutKeepsNothingOfAnotherVersion(t *testing.T) {
	b := example()
	b.Put(Table{
		Path: "data/names.csv", Name: "names", Standard: Standard{Name: "baby-names", Version: "2.0.0"},
		Findings: []Known{{Identity{Requirement: "file/encoding"}, 1}}, LeftOut: map[string]bool{"primaryKey": true},
	})
	if got := b.Tables[0].Findings; len(got) != 1 || got[0].Requirement != "file/encoding" {
		t.Errorf("%v is left", got)
	}
}
