package report

import (
	"bytes"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestVerdictAndSeverities(t *testing.T) {
	noted := conforming()
	noted.Totals = Totals{Note: 3}
	hidden := conforming()
	hidden.Resources[0].Unread = &Unread{Reason: "io"}
	for _, test := range []struct {
		name                 string
		runs                 []Run
		verdict              Verdict
		errors, worse, notes bool
	}{
		{"nothing checked", nil, Conforms, false, false, false},
		{"conforms", []Run{conforming()}, Conforms, false, false, false},
		{"conforms with notes", []Run{conforming(), noted}, Conforms, false, false, true},
		{"one does not conform", []Run{conforming(), novaScotia()}, DoesNotConform, true, true, true},
		{"one could not be read", []Run{unreadable(), novaScotia()}, CouldNotCheck, true, true, true},
		{"a rest was not read", []Run{hidden}, CouldNotCheck, false, false, false},
	} {
		r := reportOf(test.runs...)
		if got := r.Verdict(); got != test.verdict {
			t.Errorf("%s: %s", test.name, got)
		}
		if r.HasAtLeast(SeverityError) != test.errors || r.HasAtLeast(SeverityWarning) != test.worse || r.HasAtLeast(SeverityNote) != test.notes {
			t.Errorf("%s: totals %+v", test.name, r.Totals())
		}
		if r.HasAtLeast("never") {
			t.Errorf("%s: has at least never", test.name)
		}
	}
}

func TestFormats(t *testing.T) {
	for _, format := range Formats() {
		named, ok := FormatNamed(format.Name)
		if !ok || named.Name != format.Name {
			t.Errorf("%s is not found by its name", format.Name)
		}
		for _, extension := range format.Extensions {
			for _, file := range []string{"report" + extension, "a.b/REPORT" + string(bytes.ToUpper([]byte(extension)))} {
				if found, ok := FormatOfFile(file); !ok || found.Name != format.Name {
					t.Errorf("%s is not found by %s", format.Name, file)
				}
			}
		}
		var b bytes.Buffer
		if err := format.Write(&b, reportOf(ontario()), TextOptions{Language: message.French}); err != nil || b.Len() == 0 {
			t.Errorf("%s: %d bytes, %v", format.Name, b.Len(), err)
		}
	}
	for _, file := range []string{"", "report", "report.xyz", "json"} {
		if f, ok := FormatOfFile(file); ok {
			t.Errorf("%q is taken for %s", file, f.Name)
		}
	}
	if _, ok := FormatNamed("xml"); ok {
		t.Error("there is a format xml")
	}
	if names := FormatNames(); len(names) != len(Formats()) || names[0] != "text" {
		t.Errorf("names: %v", names)
	}
}
