package csv

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/table"
)

const shared = "../../../../shared"

func present(t *testing.T, path string) string {
	t.Helper()
	path = filepath.Join(shared, path)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the shared files are not here: %v", err)
	}
	return path
}

func TestSpectrum(t *testing.T) {
	folder := present(t, "corpora/csv-spectrum")
	files, err := filepath.Glob(filepath.Join(folder, "csvs", "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".csv")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			expected, err := os.ReadFile(filepath.Join(folder, "json", name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var want []map[string]string
			if err := json.Unmarshal(expected, &want); err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, "_crlf") && !bytes.Contains(text, []byte{'\r'}) {
				// The copy has lost what its name and its expected result speak of.
				text = bytes.ReplaceAll(text, []byte{'\n'}, []byte("\r\n"))
			}
			got := mustRead(t, string(text), Options{})
			if len(got.Records) != len(want) {
				t.Fatalf("%d records, want %d:\n%s", len(got.Records), len(want), got.show())
			}
			for i, r := range got.Records {
				if len(r.Cells) != len(want[i]) {
					t.Errorf("record %d has %d cells, want %d", r.Number, len(r.Cells), len(want[i]))
				}
				for c, label := range got.Facts.Header.Labels {
					if r.Cells[c] != want[i][label] {
						t.Errorf("record %d, %s: %q, want %q", r.Number, label, r.Cells[c], want[i][label])
					}
				}
			}
			if len(got.Facts.Damage) > 0 {
				t.Errorf("damage:\n%s", got.showDamage())
			}
		})
	}
}

func TestPublished(t *testing.T) {
	for _, test := range []struct {
		file       string
		records    int64
		headerLine int64
		labels     string
		ending     string
		last       int64 // line of the last record
	}{
		{"nova-scotia/NS_Top_Twenty_Baby_Names_-_1920-2016.csv", 3905, 1, "year,sex,first name,count", "lf", 3906},
		{"ontario/ontario_top_baby_names_male_1917-2019_en_fr.csv", 78302, 2, "Year/Année,Name/Nom,Frequency/Fréquence", "lf", 78304},
		{"british-columbia/bc-popular-boys-names.csv", 1846, 1, "Name,1915,1916", "lf", 1847},
		{"united-states/yob2017.txt", 32469, 0, ",,", "crlf", 32469},
		{"new-zealand/nznames.csv", 13200, 1, "Year,Sex,Rank,Name,Value,Value Unit,Value Label,Null Reason", "lf", 13201},
	} {
		t.Run(filepath.Dir(test.file), func(t *testing.T) {
			text, err := os.ReadFile(present(t, "data/"+test.file))
			if err != nil {
				t.Fatal(err)
			}
			text = bytes.TrimPrefix(text, []byte("\ufeff"))
			for _, blockSize := range []int{0, 1000} {
				got := mustRead(t, string(text), Options{BlockSize: blockSize})
				f := got.Facts
				if f.Records != test.records || int64(len(got.Records)) != test.records {
					t.Errorf("%d records counted, %d read, want %d", f.Records, len(got.Records), test.records)
				}
				if f.Dialect.Delimiter != "," || f.Dialect.HeaderLine != test.headerLine || f.Dialect.LineEnding != test.ending {
					t.Errorf("dialect %+v", f.Dialect)
				}
				if labels := strings.Join(f.Header.Labels, ","); !strings.HasPrefix(labels, test.labels) || f.Header.Found != (test.headerLine > 0) {
					t.Errorf("header %q, found: %t", labels, f.Header.Found)
				}
				if last := got.Records[len(got.Records)-1]; last.Line != test.last || last.Number != test.records {
					t.Errorf("last record %+v", last)
				}
				if blockSize == 0 {
					t.Log(f.Dialect.Why.EN, f.Dialect.Why.FR)
				}
			}
		})
	}
}

// TestPackages reads the tables of the example packages: all are regular, well-formed and have a header on their first line.
func TestPackages(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(present(t, "corpora/example-data-packages"), "*", "data", "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
		f := mustRead(t, string(text), Options{}).Facts
		t.Log(filepath.Base(file), f.Records, f.Header.Labels, f.Dialect.Delimiter, f.Dialect.Why.EN)
		if f.Dialect.HeaderLine != 1 || f.Damage[table.StrayQuote]+f.Damage[table.UnclosedQuote] > 0 {
			t.Errorf("%s: %+v, damage %v", file, f.Dialect, f.Damaged)
		}
	}
}
