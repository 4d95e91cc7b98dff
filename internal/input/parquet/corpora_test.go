package parquet

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"

	"github.com/cogwg/hvdlint/internal/table"
)

// parquetTesting returns the folder of parquet-testing, the files that Parquet's readers are tested with.
func parquetTesting(t *testing.T) string {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "..", "shared", "corpora", "parquet-testing")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the shared files are not here: %v", err)
	}
	return folder
}

// moduleTestdata returns the folder of the files that parquet-go is tested with.
func moduleTestdata(t *testing.T) string {
	t.Helper()
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/parquet-go/parquet-go").Output()
	if err != nil || len(bytes.TrimSpace(folder)) == 0 {
		t.Skipf("the module's files are not here: %v", err)
	}
	return filepath.Join(string(bytes.TrimSpace(folder)), "testdata")
}

// parquetFiles lists the Parquet files of a folder and those inside it.
func parquetFiles(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(entry.Name(), ".parquet") || strings.HasSuffix(path, ".json") {
			return err
		}
		file, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		files[filepath.ToSlash(name)] = file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// checkOutcomes reads the files, compares how that ends with outcomes (see reading.outcome), and bounds the memory it takes.
func checkOutcomes(t *testing.T, files map[string][]byte, outcomes map[string]string) {
	for name, file := range files {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			want := outcomes[name]
			facts := visit(t, file, Options{Samples: 3}, func(*table.Batch) {})
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > uint64(64*len(file)+8<<20) {
				t.Errorf("%d bytes allocated for a file of %d", used, len(file))
			}
			got := mustRead(t, file, Options{})
			if got.outcome() != want {
				t.Errorf("%q: %q,", name, got.outcome())
			}
			if u := facts.Unread; u != nil {
				t.Log(u.Text.EN, "/", u.Text.FR)
			}
			compareCuttings(t, file, got, 17, 50, 1)
			if got.Facts.Unread == nil && !strings.Contains(name, "lz4_raw_compressed_larger") { // which parquet-go reads as empty texts
				compareValues(t, file, got)
			}
		})
	}
	for name := range outcomes {
		if files[name] == nil {
			t.Errorf("%s is not there", name)
		}
	}
}

// compareValues compares what the columns of file hold with what parquet-go reads, as far as that can read it.
func compareValues(t *testing.T, file []byte, got *reading) {
	t.Helper()
	defer func() {
		if p := recover(); p != nil {
			t.Logf("parquet-go panics: %v", p)
		}
	}()
	r := &reader{file: bytes.NewReader(file), facts: &table.Resource{}}
	if err := r.begin(int64(len(file))); err != nil {
		t.Fatal(err)
	}
	f, err := pq.OpenFile(bytes.NewReader(file), int64(len(file)), pq.SkipPageIndex(true), pq.SkipBloomFilters(true))
	if err != nil {
		t.Logf("parquet-go: %v", err)
		return
	}
	at := 0
	for _, group := range f.RowGroups() {
		rows := group.Rows()
		buffer := make([]pq.Row, 100)
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				compareRow(t, r.schema, row, got.Records[at])
				at++
			}
			if err != nil || t.Failed() {
				break
			}
		}
		_ = rows.Close()
	}
	if at != len(got.Records) {
		t.Logf("parquet-go reads %d of %d records", at, len(got.Records))
	}
}

func compareRow(t *testing.T, s *schema, row pq.Row, record []table.Cell) {
	t.Helper()
	row.Range(func(index int, values []pq.Value) bool {
		l := s.leaves[index]
		if !s.fields[l.column-1].flat() || len(values) == 0 {
			return true
		}
		want := table.Cell{Kind: table.Null}
		if v := values[0]; !v.IsNull() {
			if l.convert == nil {
				want.Text, want.Kind = strconv.AppendBool(nil, v.Boolean()), table.Boolean
			} else {
				want.Text, want.Kind = l.convert(nil, v.AppendBytes(nil))
			}
		}
		if cell := record[l.column-1]; cell.Kind != want.Kind || !bytes.Equal(cell.Text, want.Text) {
			t.Errorf("column %d: %q, want %q", l.column, show(cell), show(want))
		}
		return !t.Failed()
	})
}

func TestParquetTesting(t *testing.T) {
	checkOutcomes(t, parquetFiles(t, parquetTesting(t)), testingOutcomes)
}

func TestModuleTestdata(t *testing.T) {
	checkOutcomes(t, parquetFiles(t, moduleTestdata(t)), moduleOutcomes)
}

// TestExpected compares the values of files with those that parquet-testing expects.
func TestExpected(t *testing.T) {
	for _, name := range []string{"delta_binary_packed", "delta_byte_array", "delta_encoding_optional_column", "delta_encoding_required_column"} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(parquetTesting(t), "data")
			file, err := os.ReadFile(filepath.Join(folder, name+".parquet"))
			if err != nil {
				t.Fatal(err)
			}
			expected, err := os.Open(filepath.Join(folder, name+"_expect.csv"))
			if err != nil {
				t.Fatal(err)
			}
			defer expected.Close()
			want, err := csv.NewReader(expected).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			got := mustRead(t, file, Options{})
			if len(got.Records) != len(want)-1 {
				t.Fatalf("%d records, want %d", len(got.Records), len(want)-1)
			}
			for i, record := range got.Records {
				var cells []string
				for _, cell := range record {
					cells = append(cells, string(cell.Text))
				}
				if !slices.Equal(cells, want[i+1]) {
					t.Fatalf("record %d: %q, want %q", i+1, cells, want[i+1])
				}
			}
		})
	}
}
