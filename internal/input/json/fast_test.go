package json

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSteadyIsExact reads records whose values seldom change, which are compared at once with those before, and the same ones on lines of
// their own shape, where each is read in full.
func TestSteadyIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pool := rapid.SliceOfN(rapid.SampledFrom([]string{
			`1`, `-12`, `123456789`, `0.25`, `5.0`, `1e3`, `true`, `false`, `null`, `""`, `"x"`, `"1"`, `"é"`, `"\u00e9"`, `"a\"b"`, `{ "a":1}`, `[]`,
			`"` + strings.Repeat("long ", 12) + `"`, `"` + strings.Repeat("long ", 13) + `"`,
		}), 1, 4)
		pools := rapid.SliceOfN(pool, 1, 5).Draw(t, "pools")
		change := rapid.SampledFrom([]int{2, 10, 100}).Draw(t, "change")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		values := make([]string, len(pools))
		var alike, unlike strings.Builder
		for i := range rapid.IntRange(1, 4*templateAge).Draw(t, "records") {
			alike.WriteByte('{')
			unlike.WriteString("{" + strings.Repeat(" ", i%2))
			for c, pool := range pools {
				if i == 0 || random.IntN(change) == 0 {
					values[c] = pool[random.IntN(len(pool))]
				}
				member := `"` + string(rune('a'+c)) + `":` + values[c]
				if c > 0 {
					member = "," + member
				}
				alike.WriteString(member)
				unlike.WriteString(member)
			}
			if random.IntN(4*templateAge) == 0 {
				alike.WriteString(`,"z":1`)
				unlike.WriteString(`,"z":1`)
			}
			alike.WriteString("}\n")
			unlike.WriteString("}\n")
		}
		options := Options{BlockSize: rapid.SampledFrom([]int{0, 100, 2000}).Draw(t, "block")}
		fast, err1 := read(t.Context(), alike.String(), options, nil)
		exact, err2 := read(t.Context(), unlike.String(), options, nil)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if !reflect.DeepEqual(fast.Records, exact.Records) || !reflect.DeepEqual(fast.Facts.Damage, exact.Facts.Damage) {
			t.Fatalf("%s\n%s%swant\n%s%s", alike.String(), fast.show(), fast.showDamage(), exact.show(), exact.showDamage())
		}
	})
}

// TestChangedValue reads a value that stayed the same for long and then does not, in any form.
func TestChangedValue(t *testing.T) {
	same := strings.Repeat(`{"a":1,"b":"x","c":null}`+"\n", 2*templateAge)
	for _, test := range []struct{ name, record, want string }{
		{"the same again", `{"a":1,"b":"x","c":null}`, `1 "x" null`},
		{"another value", `{"a":1,"b":"y","c":null}`, `1 "y" null`},
		{"another kind", `{"a":"1","b":2,"c":true}`, `"1" 2 true`},
		{"a longer one that starts the same", `{"a":12,"b":"xy","c":null}`, `12 "xy" null`},
		{"a shorter one", `{"a":1,"b":"","c":null}`, `1 "" null`},
		{"escapes", `{"a":1,"b":"\u0078","c":null}`, `1 "x" null`},
		{"a whole number with a fraction", `{"a":1.0,"b":"x","c":null}`, `1 "x" null`},
		{"a nested value", `{"a":[ 1 ],"b":"x","c":null}`, `[1] "x" null`},
		{"less", `{"a":1,"c":null}`, `1 null null`},
		{"another order", `{"b":"x","a":1,"c":null}`, `1 "x" null`},
		{"white space", `{"a":1 ,"b":"x","c":null}`, `1 "x" null`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustRead(t, same+test.record+"\n"+same, Options{})
			for i, r := range got.Records {
				want := `1 "x" null`
				if i == 2*templateAge {
					want = test.want
				}
				if cells := strings.Join(r.Cells, " "); cells != want {
					t.Fatalf("record %d: %s, want %s", i+1, cells, want)
				}
			}
			if len(got.Records) != 4*templateAge+1 || len(got.Facts.Damaged) > 0 {
				t.Errorf("%d records, damage\n%s", len(got.Records), got.showDamage())
			}
		})
	}
	for _, broken := range []string{`{"a":1,"b":"x","c":nul}`, `{"a":1,"b":"x","c":null`, `{"a":1"b":"x","c":null}`, `{"a":01,"b":"x","c":null}`, `{"a":1,"b":"x,"c":null}`, `{"a":1,"b":"x","c":null}}`} {
		t.Run("broken "+broken, func(t *testing.T) {
			got := mustRead(t, same+broken+"\n"+same, Options{})
			if len(got.Records) != 2*templateAge || len(got.Facts.Damaged) != 1 {
				t.Errorf("%d records, damage\n%s", len(got.Records), got.showDamage())
			}
		})
	}
}
