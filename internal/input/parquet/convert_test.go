package parquet

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"testing"

	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

// TestTypes writes values of each type and reads them as kind and text.
func TestTypes(t *testing.T) {
	fixed := pq.FixedLenByteArrayType
	day := 2440588 + uint32(19858) // Julian day of 2024-05-15
	for _, test := range []struct {
		name   string
		node   pq.Node
		values []any
		want   []string
	}{
		{"BOOLEAN", pq.Leaf(pq.BooleanType), []any{true, false}, []string{"boolean true", "boolean false"}},
		{"INT32", pq.Leaf(pq.Int32Type), []any{int32(0), int32(-7), int32(math.MinInt32)}, []string{"number 0", "number -7", "number -2147483648"}},
		{"INT64", pq.Leaf(pq.Int64Type), []any{int64(math.MaxInt64), int64(math.MinInt64)}, []string{"number 9223372036854775807", "number -9223372036854775808"}},
		{"INT(8)", pq.Int(8), []any{int32(-128)}, []string{"number -128"}},
		{"INT(16)", pq.Int(16), []any{int32(32767)}, []string{"number 32767"}},
		{"UINT(8)", pq.Uint(8), []any{uint32(255)}, []string{"number 255"}},
		{"UINT(16)", pq.Uint(16), []any{uint32(65535)}, []string{"number 65535"}},
		{"UINT(32)", pq.Uint(32), []any{uint32(math.MaxUint32)}, []string{"number 4294967295"}},
		{"UINT(64)", pq.Uint(64), []any{uint64(math.MaxUint64)}, []string{"number 18446744073709551615"}},
		{"UINT_32, old", converted(pq.Int32Type, deprecated.Uint32), []any{int32(-1)}, []string{"number 4294967295"}},
		{
			"FLOAT", pq.Leaf(pq.FloatType),
			[]any{float32(0.1), float32(-2.5), float32(16777216), float32(1e30), float32(1e-9)},
			[]string{"number 0.1", "number -2.5", "number 16777216", "number 1e+30", "number 1e-09"},
		},
		{
			"DOUBLE", pq.Leaf(pq.DoubleType),
			[]any{0.1, 1.0, 123456789012345680.0, 1e21, 5e-324, math.Copysign(0, -1)},
			[]string{"number 0.1", "number 1", "number 123456789012345680", "number 1e+21", "number 5e-324", "number 0"},
		},
		{"DOUBLE, no numbers", pq.Leaf(pq.DoubleType), []any{math.NaN(), math.Inf(1), math.Inf(-1)}, []string{"NaN", "INF", "-INF"}},
		{
			"FLOAT16", logical(fixed(2), &format.Float16Type{}),
			[]any{[]byte{0x66, 0x2E}, []byte{0x00, 0xC0}, []byte{0xFF, 0x7B}, []byte{0x01, 0x00}, []byte{0x00, 0x80}, []byte{0x00, 0x7E}, []byte{0x00, 0xFC}},
			[]string{"number 0.1", "number -2", "number 65500", "number 6e-08", "number 0", "NaN", "-INF"},
		},
		{
			"DECIMAL in INT32", pq.Decimal(2, 9, pq.Int32Type),
			[]any{int32(150), int32(-150), int32(100), int32(5), int32(-5), int32(0)},
			[]string{"number 1.5", "number -1.5", "number 1", "number 0.05", "number -0.05", "number 0"},
		},
		{"DECIMAL in INT64", pq.Decimal(18, 18, pq.Int64Type), []any{int64(1), int64(-999999999999999999)}, []string{"number 0.000000000000000001", "number -0.999999999999999999"}},
		{"DECIMAL without scale", pq.Decimal(0, 9, pq.Int32Type), []any{int32(1200)}, []string{"number 1200"}},
		{
			"DECIMAL in FIXED_LEN_BYTE_ARRAY", pq.Decimal(3, 38, fixed(16)),
			[]any{append(make([]byte, 14), 0x04, 0xD2), slices.Repeat([]byte{0xFF}, 16), append([]byte{0x7F}, slices.Repeat([]byte{0xFF}, 15)...)},
			[]string{"number 1.234", "number -0.001", "number 170141183460469231731687303715884105.727"},
		},
		{"DECIMAL in BYTE_ARRAY", pq.Decimal(1, 9, pq.ByteArrayType), []any{"\x7b", "\xff\x85", ""}, []string{"number 12.3", "number -12.3", ""}},
		{
			"DATE", pq.Date(),
			[]any{int32(0), int32(-1), int32(19858), int32(-719529), int32(-719893), int32(2932897)},
			[]string{"date 1970-01-01", "date 1969-12-31", "date 2024-05-15", "date -000001-12-31", "date -000001-01-01", "date +010000-01-01"},
		},
		{"DATE, old", converted(pq.Int32Type, deprecated.Date), []any{int32(1)}, []string{"date 1970-01-02"}},
		{
			"TIME in milliseconds", pq.Time(pq.Millisecond),
			[]any{int32(0), int32(45_296_789), int32(86_400_000), int32(-1)},
			[]string{"time 00:00:00", "time 12:34:56.789", "number 86400000", "number -1"},
		},
		{"TIME in microseconds", pq.Time(pq.Microsecond), []any{int64(1), int64(86_399_999_999)}, []string{"time 00:00:00.000001", "time 23:59:59.999999"}},
		{"TIME in nanoseconds", pq.TimeAdjusted(pq.Nanosecond, false), []any{int64(45_296_000_000_010)}, []string{"time 12:34:56.00000001"}},
		{"TIME_MILLIS, old", converted(pq.Int32Type, deprecated.TimeMillis), []any{int32(1500)}, []string{"time 00:00:01.5"}},
		{
			"TIMESTAMP in milliseconds", pq.Timestamp(pq.Millisecond),
			[]any{int64(0), int64(-1), int64(1_715_776_496_500)},
			[]string{"datetime 1970-01-01T00:00:00Z", "datetime 1969-12-31T23:59:59.999Z", "datetime 2024-05-15T12:34:56.5Z"},
		},
		{
			"TIMESTAMP of no place", pq.TimestampAdjusted(pq.Microsecond, false),
			[]any{int64(1_715_776_496_000_001), int64(math.MaxInt64), int64(math.MinInt64)},
			[]string{"datetime 2024-05-15T12:34:56.000001", "datetime +294247-01-10T04:00:54.775807", "datetime -290308-12-21T19:59:05.224192"},
		},
		{"TIMESTAMP in nanoseconds", pq.Timestamp(pq.Nanosecond), []any{int64(1), int64(-1)}, []string{"datetime 1970-01-01T00:00:00.000000001Z", "datetime 1969-12-31T23:59:59.999999999Z"}},
		{"TIMESTAMP_MICROS, old", converted(pq.Int64Type, deprecated.TimestampMicros), []any{int64(1_000_000)}, []string{"datetime 1970-01-01T00:00:01Z"}},
		{
			"INT96", pq.Leaf(pq.Int96Type),
			[]any{deprecated.Int96{0, 0, day}, deprecated.Int96{1_000_000_000, 0, day}, deprecated.Int96{0, 0, 0}},
			[]string{"datetime 2024-05-15T00:00:00", "datetime 2024-05-15T00:00:01", "datetime -004713-11-24T00:00:00"},
		},
		{"STRING", pq.String(), []any{"", "Zoé", "a\nb"}, []string{"", "Zoé", "a\nb"}},
		{"STRING, not UTF-8", pq.String(), []any{"Zo\xe9", "Zoé"}, []string{"damaged Zo\xe9", "Zoé"}},
		{"ENUM", pq.Enum(), []any{"F"}, []string{"F"}},
		{"JSON", pq.JSON(), []any{`{"a":1}`}, []string{`{"a":1}`}},
		{"BYTE_ARRAY", pq.Leaf(pq.ByteArrayType), []any{"Emma", "\xff"}, []string{"Emma", "damaged \xff"}},
		{"BSON", pq.BSON(), []any{"\x05\x00\x00\x00\x00"}, []string{"0500000000"}},
		{"UUID", pq.UUID(), []any{[]byte("\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff")}, []string{"00112233-4455-6677-8899-aabbccddeeff"}},
		{"FIXED_LEN_BYTE_ARRAY", pq.Leaf(fixed(3)), []any{[]byte("a\x00\xff")}, []string{"6100ff"}},
		{
			"INTERVAL", pq.IntervalNode(),
			[]any{[]byte("\x0e\x00\x00\x00\x02\x00\x00\x00\xdc\x05\x00\x00"), make([]byte, 12)},
			[]string{"P14M2DT1.5S", "PT0S"},
		},
		{"GEOMETRY", pq.Geometry(""), []any{"\x01\x02"}, []string{"0102"}},
		{"GEOGRAPHY", pq.Geography("", format.Spherical), []any{"\x01"}, []string{"01"}},
		{"UNKNOWN", pq.Optional(logical(pq.Int32Type, &format.NullType{})), []any{nil, nil}, []string{"null", "null"}},
		{"an annotation of another physical type", logical(pq.Int64Type, &format.DateType{}), []any{int64(7)}, []string{"number 7"}},
		{"a decimal of absurd scale", logical(pq.Int32Type, &format.DecimalType{Scale: 1 << 30, Precision: 9}), []any{int32(7)}, []string{"number 7"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			optional, values, want := test.node, test.values, test.want
			if !optional.Optional() {
				optional = pq.Optional(test.node)
			}
			for _, f := range []struct {
				name string
				node pq.Node
				null bool
			}{{"required", test.node, false}, {"optional", optional, true}} {
				v, w := values, want
				if f.null {
					v, w = append([]any{nil}, v...), append([]string{"null"}, w...)
				}
				plain := mustRead(t, writeColumn(t, f.node, v), Options{})
				if got := plain.cells(0); !slices.Equal(got, w) {
					t.Errorf("%s: %q, want %q", f.name, got, w)
				}
				if test.node.Type().Kind() == pq.Boolean {
					continue
				}
				repeated := mustRead(t, writeColumn(t, pq.Encoded(f.node, &pq.RLEDictionary), v), Options{})
				if got := repeated.cells(0); !slices.Equal(got, w) {
					t.Errorf("%s, from a dictionary: %q, want %q", f.name, got, w)
				}
			}
		})
	}
}

// TestHalves: every number of 16 bits is told from its neighbours by its text.
func TestHalves(t *testing.T) {
	seen := map[string]uint16{}
	for half := range uint16(0x7C00) {
		text, kind := appendFloat16(nil, []byte{byte(half), byte(half >> 8)})
		if other, ok := seen[string(text)]; ok || kind != table.Number {
			t.Fatalf("%#x and %#x are both %s", half, other, text)
		}
		seen[string(text)] = half
	}
}

// Doubles are written as package strconv does, only faster.
func TestDoublesAreShortest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.OneOf(
			rapid.Float64Range(1e-7, 2e6),
			rapid.Map(rapid.Uint64Range(0, 2e15), func(n uint64) float64 { return float64(n) / 1e9 }),
			rapid.Map(rapid.Uint64Range(0, 1e7), func(n uint64) float64 { return float64(n) / 1e5 }),
			rapid.Map(rapid.Uint64Range(0, 1e7), func(n uint64) float64 { return math.Nextafter(float64(n)/1e3, 0) }),
		).Draw(t, "f")
		got, kind := appendDouble([]byte("x"), binary.LittleEndian.AppendUint64(nil, math.Float64bits(f)))
		want, _ := appendReal([]byte("x"), f, 64)
		if !bytes.Equal(got, want) || kind != table.Number {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}
