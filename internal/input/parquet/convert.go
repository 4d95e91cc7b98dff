package parquet

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cogwg/hvdlint/internal/table"
)

// converter appends the text of a value and tells its kind. raw is the value in PLAIN encoding without a length. Booleans need none.
//
// What the types of LogicalTypes.md become:
//
//	BOOLEAN                        Boolean
//	INT32, INT64, INT(…)           Number
//	FLOAT, DOUBLE, FLOAT16         Number, the shortest text that means the same value; NaN, INF and -INF are Text
//	DECIMAL                        Number without zeros behind the last digit of its fraction
//	DATE                           Date; years before 0 or after 9999 have a sign and six digits
//	TIME                           Time; never with Z: writers set isAdjustedToUTC without meaning it
//	TIMESTAMP                      DateTime; with Z when isAdjustedToUTC
//	INT96                          DateTime without Z (days and nanoseconds, as Impala and Spark write them)
//	STRING, ENUM, JSON, BYTE_ARRAY Text; Damaged when it is not UTF-8
//	UUID                           Text
//	INTERVAL                       Text, an ISO 8601 duration
//	UNKNOWN                        Null
//	BSON, GEOMETRY, GEOGRAPHY,     Text, in hexadecimal digits: they hold bytes
//	FIXED_LEN_BYTE_ARRAY
//
// A VARIANT is Nested like any group, and its bytes are written in hexadecimal digits. A TIME that is no time of day stays a Number.
type converter func(to, raw []byte) ([]byte, table.Kind)

// converterOf chooses the converter of a leaf. An annotation that does not fit the physical type, or that is newer than this
// package, is passed over.
func converterOf(element *format.SchemaElement, l *leaf) converter {
	if c := logicalConverter(element.LogicalType.Value, l); c != nil {
		return c
	}
	if element.LogicalType.Value == nil && element.ConvertedType.Valid {
		if c := convertedConverter(element, l); c != nil {
			return c
		}
	}
	switch l.physical {
	case format.Boolean:
		return nil // see booleans
	case format.Int32:
		return appendInt32
	case format.Int64:
		return appendInt64
	case format.Int96:
		return appendInt96
	case format.Float:
		return appendFloat
	case format.Double:
		return appendDouble
	case format.FixedLenByteArray:
		return appendHex
	}
	return appendText
}

func logicalConverter(logical format.LogicalTypeValue, l *leaf) converter {
	integer := l.physical == format.Int32 || l.physical == format.Int64
	switch t := logical.(type) {
	case *format.DecimalType:
		return decimalConverter(t.Scale, l)
	case *format.DateType:
		if l.physical == format.Int32 {
			return appendDate
		}
	case *format.TimeType:
		if integer {
			return timeConverter(unitOf(&t.Unit))
		}
	case *format.TimestampType:
		if l.physical == format.Int64 {
			return timestampConverter(unitOf(&t.Unit), t.IsAdjustedToUTC)
		}
	case *format.IntType:
		if integer && !t.IsSigned {
			return appendUnsigned
		}
	case *format.NullType:
		return func(to, _ []byte) ([]byte, table.Kind) { return to, table.Null }
	case *format.UUIDType:
		if l.width == 16 {
			return appendUUID
		}
	case *format.Float16Type:
		if l.physical == format.FixedLenByteArray && l.width == 2 {
			return appendFloat16
		}
	case *format.BsonType, *format.GeometryType, *format.GeographyType:
		if l.physical == format.ByteArray {
			return appendHex
		}
	}
	return nil
}

func convertedConverter(element *format.SchemaElement, l *leaf) converter {
	switch t := element.ConvertedType.V; {
	case t == deprecated.Decimal:
		return decimalConverter(element.Scale.V, l)
	case t == deprecated.Date && l.physical == format.Int32:
		return appendDate
	case t == deprecated.TimeMillis && l.physical == format.Int32:
		return timeConverter(time.Millisecond)
	case t == deprecated.TimeMicros && l.physical == format.Int64:
		return timeConverter(time.Microsecond)
	case t == deprecated.TimestampMillis && l.physical == format.Int64:
		return timestampConverter(time.Millisecond, true)
	case t == deprecated.TimestampMicros && l.physical == format.Int64:
		return timestampConverter(time.Microsecond, true)
	case t >= deprecated.Uint8 && t <= deprecated.Uint64 && (l.physical == format.Int32 || l.physical == format.Int64):
		return appendUnsigned
	case t == deprecated.Bson && l.physical == format.ByteArray:
		return appendHex
	case t == deprecated.Interval && l.width == 12 && l.physical == format.FixedLenByteArray:
		return appendInterval
	}
	return nil
}

func unitOf(unit *format.TimeUnit) time.Duration {
	if unit.Value == nil {
		return time.Nanosecond
	}
	return unit.Value.Duration()
}

func appendText(to, raw []byte) ([]byte, table.Kind) {
	if !utf8.Valid(raw) {
		return append(to, raw...), table.Damaged
	}
	return append(to, raw...), table.Text
}

func appendHex(to, raw []byte) ([]byte, table.Kind) { return hex.AppendEncode(to, raw), table.Text }

func appendUUID(to, raw []byte) ([]byte, table.Kind) {
	for i := range raw {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			to = append(to, '-')
		}
		to = hex.AppendEncode(to, raw[i:i+1])
	}
	return to, table.Text
}

func appendInt32(to, raw []byte) ([]byte, table.Kind) { return appendInt(to, signed(raw)) }

func appendInt64(to, raw []byte) ([]byte, table.Kind) { return appendInt(to, signed(raw)) }

func appendInt(to []byte, n int64) ([]byte, table.Kind) {
	return strconv.AppendInt(to, n, 10), table.Number
}

// signed reads an INT32 or INT64.
func signed(raw []byte) int64 {
	if len(raw) == 4 {
		return int64(int32(binary.LittleEndian.Uint32(raw)))
	}
	return int64(binary.LittleEndian.Uint64(raw))
}

func appendUnsigned(to, raw []byte) ([]byte, table.Kind) {
	if len(raw) == 4 {
		return strconv.AppendUint(to, uint64(binary.LittleEndian.Uint32(raw)), 10), table.Number
	}
	return strconv.AppendUint(to, binary.LittleEndian.Uint64(raw), 10), table.Number
}

func appendFloat(to, raw []byte) ([]byte, table.Kind) {
	return appendReal(to, float64(math.Float32frombits(binary.LittleEndian.Uint32(raw))), 32)
}

func appendDouble(to, raw []byte) ([]byte, table.Kind) {
	f := math.Float64frombits(binary.LittleEndian.Uint64(raw))
	if short, ok := appendShort(to, f); ok {
		return short, table.Number
	}
	return appendReal(to, f, 64)
}

// appendShort writes what appendReal does, in a third of the time, if that has at most nine decimals and six digits before them: nearly
// all numbers there are. Doubles tell decimals of fifteen digits apart, so one that reads as f is the shortest.
func appendShort(to []byte, f float64) ([]byte, bool) {
	const decimals, scale = 9, 1e9
	if !(f >= 1e-6 && f < 1e6) {
		return to, false
	}
	n := uint64(f*scale + 0.5)
	if float64(n)/scale != f {
		return to, false
	}
	to = strconv.AppendUint(to, n/scale, 10)
	rest := n % scale
	if rest == 0 {
		return to, true
	}
	at := len(to)
	to = append(to, ".000000000"...)
	for i := at + decimals; rest > 0; i-- {
		to[i] += byte(rest % 10)
		rest /= 10
	}
	return bytes.TrimRight(to, "0"), true
}

// appendReal writes digits alone where they are few, and with an exponent otherwise, as JSON texts of most programs do.
func appendReal(to []byte, f float64, bits int) ([]byte, table.Kind) {
	switch size := math.Abs(f); {
	case math.IsNaN(f):
		return append(to, "NaN"...), table.Text
	case math.IsInf(f, 1):
		return append(to, "INF"...), table.Text
	case math.IsInf(f, -1):
		return append(to, "-INF"...), table.Text
	case f == 0:
		return append(to, '0'), table.Number // also for -0
	case size < 1e-6 || size >= 1e21:
		return strconv.AppendFloat(to, f, 'e', -1, bits), table.Number
	}
	return strconv.AppendFloat(to, f, 'f', -1, bits), table.Number
}

// appendFloat16 writes as few digits as tell the value from its neighbours among the numbers of 16 bits (IEEE 754, binary16).
func appendFloat16(to, raw []byte) ([]byte, table.Kind) {
	half := binary.LittleEndian.Uint16(raw)
	f := fromHalf(half)
	if math.IsNaN(f) || math.IsInf(f, 0) || f == 0 {
		return appendReal(to, f, 64)
	}
	size := half & 0x7FFF
	low := (fromHalf(size-1) + fromHalf(size)) / 2
	high := fromHalf(size) + (fromHalf(size) - low)
	for digits := range 5 {
		short, err := strconv.ParseFloat(strconv.FormatFloat(f, 'e', digits, 64), 64)
		if err == nil && math.Abs(short) > low && math.Abs(short) < high {
			return appendReal(to, short, 64)
		}
	}
	return appendReal(to, f, 64)
}

func fromHalf(half uint16) float64 {
	exponent, fraction := int(half>>10&0x1F), float64(half&0x3FF)
	var f float64
	switch exponent {
	case 0:
		f = math.Ldexp(fraction, -24)
	case 0x1F:
		f = math.Inf(1)
		if fraction != 0 {
			f = math.NaN()
		}
	default:
		f = math.Ldexp(1024+fraction, exponent-25)
	}
	if half>>15 == 1 {
		return -f
	}
	return f
}

// Limits of decimals. The digits of longer ones would take long to find.
const (
	maxScale        = 1024
	maxDecimalBytes = 512
)

func decimalConverter(scale int32, l *leaf) converter {
	if scale < 0 || scale > maxScale || l.width > maxDecimalBytes {
		return nil
	}
	switch l.physical {
	case format.Int32, format.Int64:
		return func(to, raw []byte) ([]byte, table.Kind) {
			start := len(to)
			to = strconv.AppendInt(to, signed(raw), 10)
			return placePoint(to, start, int(scale)), table.Number
		}
	case format.ByteArray, format.FixedLenByteArray:
		return func(to, raw []byte) ([]byte, table.Kind) {
			if len(raw) == 0 || len(raw) > maxDecimalBytes {
				return hex.AppendEncode(to, raw), table.Text
			}
			start := len(to)
			return placePoint(appendBig(to, raw), start, int(scale)), table.Number
		}
	}
	return nil
}

// appendBig writes a number stored as two's complement, most significant byte first.
func appendBig(to, raw []byte) []byte {
	if len(raw) <= 8 {
		n := int64(int8(raw[0]))
		for _, b := range raw[1:] {
			n = n<<8 | int64(b)
		}
		return strconv.AppendInt(to, n, 10)
	}
	n := new(big.Int).SetBytes(raw)
	if raw[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(raw))))
	}
	return n.Append(to, 10)
}

// placePoint puts a decimal point before the last scale digits of the number that starts at start, and takes away the zeros at
// its end.
func placePoint(text []byte, start, scale int) []byte {
	if text[start] == '-' {
		start++
	}
	for scale > 0 && text[len(text)-1] == '0' && len(text)-start > 1 {
		text = text[:len(text)-1]
		scale--
	}
	if scale == 0 || len(text)-start == 1 && text[start] == '0' {
		return text
	}
	for len(text)-start <= scale {
		text = append(text, 0)
		copy(text[start+1:], text[start:])
		text[start] = '0'
	}
	point := len(text) - scale
	text = append(text, 0)
	copy(text[point+1:], text[point:])
	text[point] = '.'
	return text
}
