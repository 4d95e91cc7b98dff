package validate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Records that are looked for again are found wherever the table is cut, each as often as it is asked for; those that are not there are
// passed over.
func TestRecordsAreFoundAgain(t *testing.T) {
	const records = 300
	var text strings.Builder
	text.WriteString("n,double\n")
	for n := range records {
		fmt.Fprintf(&text, "%d,%d\n", n+1, 2*(n+1))
	}
	opened := openedFile(t, text.String())
	rapid.Check(t, func(t *rapid.T) {
		wanted := rapid.SliceOfN(rapid.Int64Range(1, records+20), 0, 12).Draw(t, "wanted")
		slices.Sort(wanted)
		options := &Options{counted: &counted{}, Standard: standard.Structure(), BlockSize: rapid.IntRange(16, 4096).Draw(t, "block")}
		o := &opening{Source: opened, options: options}
		found := 0
		err := o.eachOf(t.Context(), wanted, func(k int, b *table.Batch, i int) {
			if want := fmt.Sprint(wanted[k]); k != found || string(b.Columns[0].Text(i)) != want {
				t.Errorf("wanted %d is record %s, found %s", k, want, b.Columns[0].Text(i))
			}
			found++
		})
		there := len(wanted)
		for there > 0 && wanted[there-1] > records {
			there--
		}
		if err != nil || found != there {
			t.Errorf("%d of %d found, %v", found, there, err)
		}
	})
}

// A block without a record that is looked for is not decoded: what is wrong inside one is not seen.
func TestOtherBlocksAreNotDecoded(t *testing.T) {
	text := `{"n":1}` + "\n" + `{"n":tru}` + "\n" + strings.Repeat(`{"n":3}`+"\n", 200)
	opened := openedNamed(t, "names.ndjson", text)
	options := &Options{counted: &counted{}, Standard: standard.Structure(), BlockSize: 64}
	o := &opening{Source: opened, options: options}
	for record, fails := range map[int64]bool{2: true, 150: false} {
		found := 0
		err := o.eachOf(t.Context(), []int64{record}, func(int, *table.Batch, int) { found++ })
		if (err != nil) != fails || !fails && found != 1 {
			t.Errorf("record %d: found %d times, %v", record, found, err)
		}
	}
}
