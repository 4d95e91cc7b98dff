package table

import "testing"

func TestPlace(t *testing.T) {
	sheet := Resource{Workbook: &Workbook{}, Header: Header{Labels: []string{"year", "count"}, Columns: []int{2, 28}}}
	objects := Resource{Tree: &Tree{Records: "/result/records", Keyed: true}, Header: Header{Labels: []string{"year", "a/b~c"}}}
	features := Resource{Tree: &Tree{Records: "/features", Cells: "/properties", Outside: 2, Keyed: true}, Header: Header{Labels: []string{"year", "geometry"}}}
	arrays := Resource{Tree: &Tree{First: 1}}
	lines := Resource{Tree: &Tree{Lines: true, Keyed: true}, Header: Header{Labels: []string{"year"}}}
	groups := Resource{RowGroups: []int64{1, 11, 21}}
	for _, test := range []struct {
		name         string
		resource     *Resource
		record, line int64
		column       int
		want         Place
	}{
		{"text", &Resource{}, 3, 4, 1, Place{}},
		{"sheet", &sheet, 10, 12, 1, Place{Cell: "B12"}},
		{"sheet, beyond Z", &sheet, 10, 12, 2, Place{Cell: "AB12"}},
		{"sheet, behind the last column", &sheet, 10, 12, 3, Place{Cell: "AC12"}},
		{"sheet, a record", &sheet, 10, 12, 0, Place{}},
		{"objects", &objects, 1, 3, 1, Place{Pointer: "/result/records/0/year"}},
		{"objects, a name to escape", &objects, 2, 4, 2, Place{Pointer: "/result/records/1/a~1b~0c"}},
		{"objects, a record", &objects, 2, 4, 0, Place{Pointer: "/result/records/1"}},
		{"features", &features, 5, 9, 1, Place{Pointer: "/features/4/properties/year"}},
		{"geometry of a feature", &features, 5, 9, 2, Place{Pointer: "/features/4/geometry"}},
		{"arrays below a header", &arrays, 1, 2, 2, Place{Pointer: "/1/1"}},
		{"lines", &lines, 7, 7, 1, Place{Pointer: "/year"}},
		{"row group", &groups, 10, 0, 1, Place{RowGroup: 1}},
		{"next row group", &groups, 11, 0, 1, Place{RowGroup: 2}},
		{"last row group", &groups, 99, 0, 0, Place{RowGroup: 3}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := test.resource.Place(test.record, test.line, test.column); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestColumnName(t *testing.T) {
	for column, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := ColumnName(column); got != want {
			t.Errorf("column %d is %s, want %s", column, got, want)
		}
	}
}
