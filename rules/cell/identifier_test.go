package cell

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

// Numbers of published examples, and each way in which one is none. Social Insurance Numbers are made up.
func TestCheckDigit(t *testing.T) {
	for algorithm, values := range map[string][]value{
		"luhn": {
			{"4539578763621486", "ok", ""},
			{"18", "ok", ""},
			{"4539578763621487", "", ""},
			{"1", "any-length", ""},
			{"18a", "character", ""},
			{"45 39 57 87 63 62 14 86", "separators", "4539578763621486"},
		},
		"siren": {
			{"552100554", "ok", ""},
			{"356000000", "ok", ""},
			{"552100545", "", ""},
			{"55210055", "length", ""},
			{"5521005540", "length", ""},
			{"55210055é", "character", ""},
			{"5200134", "leading-zeros", "005200134"},
			{"552\u00a0100\u202f554", "separators", "552100554"},
		},
		"siret": {
			{"55210055400013", "ok", ""},
			{"55210055400014", "", ""},
			{"35600000000048", "ok", ""},
			{"35600000049837", "ok", ""},
			{"35600000049838", "", ""},
			{"552100554", "length", ""},
			{"00000000100009", "", ""},
		},
		"sin": {
			{"100000009", "ok", ""},
			{"100000008", "", ""},
			{"046454286", "beginning", ""},
			{"800000002", "beginning", ""},
			{"100-000-009", "separators", "100000009"},
			{"46454286", "length", ""},
		},
		"business-number": {
			{"123456782", "ok", ""},
			{"123456782RC0001", "ok", ""},
			{"123456782RR1234", "ok", ""},
			{"123456783", "", ""},
			{"123456783RC0001", "", ""},
			{"123456782rc0001", "program", ""},
			{"123456782RC001", "program", ""},
			{"123456782AC0001", "program", ""},
			{"12345678", "length", ""},
			{"123456782000001", "length", ""},
			{"12345678A", "character", ""},
			{"123456782 RC0001", "separators", "123456782RC0001"},
		},
		"isbn": {
			{"0306406152", "ok", ""},
			{"097522980X", "ok", ""},
			{"9780306406157", "ok", ""},
			{"0306406153", "", ""},
			{"9780306406158", "", ""},
			{"9770306406157", "beginning", ""},
			{"X306406152", "character", ""},
			{"978030640615X", "character", ""},
			{"306406152", "leading-zeros", "0306406152"},
			{"978-0-306-40615-7", "separators", "9780306406157"},
			{"03064061", "length", ""},
		},
		"iban": {
			{"FR1420041010050500013M02606", "ok", ""},
			{"GB82WEST12345698765432", "ok", ""},
			{"GB28WEST12345698765432", "", ""},
			{"gb82WEST12345698765432", "beginning", ""},
			{"GBX2WEST12345698765432", "beginning", ""},
			{"GB82", "length", ""},
			{"GB82west12345698765432", "character", ""},
			{"GB82 WEST 1234 5698 7654 32", "separators", "GB82WEST12345698765432"},
		},
		"mod97": {
			{"5493001KJTIIGC8Y1R12", "ok", ""}, {"5493001KJTIIGC8Y1R21", "", ""}, {"12", "any-length", ""}, {"5493001KJTIIGC8Y1R1é", "character", ""},
		},
	} {
		t.Run(algorithm, func(t *testing.T) {
			run(t, checkDigit, "type: string", map[string]any{"algorithm": algorithm}, values)
		})
	}
	run(t, checkDigit, "type: string", map[string]any{"algorithm": "siret", "separators": true}, []value{
		{"552 100 554 00013", "ok", ""}, {"552-100-554\u00a000013", "ok", ""}, {"552 100 554 00031", "", ""}, {" ", "length", ""},
	})
	run(t, checkDigit, "type: string", map[string]any{"algorithm": "luhn", "separators": true}, []value{
		{fmt.Sprintf("%080d", 0), "any-length", ""}, {fmt.Sprintf("%64d", 18), "ok", ""},
	})
	for _, params := range []map[string]any{nil, {"algorithm": "crc"}, {"algorithm": "luhn", "separators": " "}} {
		if _, err := tryBind(t, checkDigit, "type: string", params); err == nil {
			t.Errorf("%v: no error", params)
		}
	}
	if check, err := tryBind(t, checkDigit, "type: date", map[string]any{"algorithm": "luhn"}); check != nil || err != nil {
		t.Error("a date has no check digit")
	}
}

// One wrong digit never goes unseen, whatever the algorithm; but for La Poste's, whose digits only add up.
func TestOneWrongDigitIsSeen(t *testing.T) {
	sound := map[string][]string{
		"luhn": {"4539578763621486"}, "siren": {"552100554"}, "siret": {"55210055400013"}, "sin": {"100000009"}, "business-number": {"123456782"},
		"isbn": {"0306406152", "9780306406157"}, "iban": {"FR1420041010050500013M02606"}, "mod97": {"5493001KJTIIGC8Y1R12"},
	}
	rapid.Check(t, func(t *rapid.T) {
		algorithm := rapid.SampledFrom([]string{"luhn", "siren", "siret", "sin", "business-number", "isbn", "iban", "mod97"}).Draw(t, "algorithm")
		text := []byte(rapid.SampledFrom(sound[algorithm]).Draw(t, "number"))
		at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
		if !isDigit(text[at]) {
			t.Skip("no digit")
		}
		text[at] = '0' + (text[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		if what, _ := identifiers[algorithm].judge(text); what == 0 {
			t.Fatalf("%s of %s passes", text, algorithm)
		}
	})
}

// A number that lost its leading zeros on a sheet is told with them.
func TestCheckDigitOfNativeNumbers(t *testing.T) {
	check := bindRule(t, checkDigit, "type: string", map[string]any{"algorithm": "siren"})
	for text, want := range map[string]string{"552100554": "ok", "5200134": "leading-zeros", "5.5E+8": "character"} {
		runOne(t, checkDigit, check, table.Cell{Text: []byte(text), Kind: table.Number}, value{text, want, ""})
	}
}
