package parquet

import (
	"bytes"
	"testing"

	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// annotated is a type with annotations that parquet-go does not write by itself.
type annotated struct {
	pq.Type
	logical   format.LogicalTypeValue
	converted *deprecated.ConvertedType
}

func (a annotated) LogicalType() *format.LogicalType {
	if a.logical == nil {
		return nil
	}
	return &format.LogicalType{Value: a.logical}
}

func (a annotated) ConvertedType() *deprecated.ConvertedType { return a.converted }

// logical annotates a physical type.
func logical(of pq.Type, annotation format.LogicalTypeValue) pq.Node {
	return pq.Leaf(annotated{Type: of, logical: annotation})
}

// converted annotates a physical type as writers of old do.
func converted(of pq.Type, annotation deprecated.ConvertedType) pq.Node {
	return pq.Leaf(annotated{Type: of, converted: &annotation})
}

// write makes a file of rows.
func write(t testing.TB, root pq.Group, rows []pq.Row, options ...pq.WriterOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w := pq.NewWriter(&b, append([]pq.WriterOption{pq.NewSchema("table", root)}, options...)...)
	if _, err := w.WriteRows(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// writeColumn makes a file of one column, whose values are nil where there is none.
func writeColumn(t testing.TB, node pq.Node, values []any, options ...pq.WriterOption) []byte {
	t.Helper()
	var rows []pq.Row
	for _, v := range values {
		rows = append(rows, pq.Row{cellOf(v, node.Optional(), 0)})
	}
	return write(t, pq.Group{"v": node}, rows, options...)
}

// cellOf is a value of a column that is not nested.
func cellOf(v any, optional bool, column int) pq.Value {
	if v == nil {
		return pq.NullValue().Level(0, 0, column)
	}
	level := 0
	if optional {
		level = 1
	}
	var value pq.Value
	switch v := v.(type) {
	case deprecated.Int96:
		value = pq.Int96Value(v)
	case uint32:
		value = pq.Int32Value(int32(v))
	case uint64:
		value = pq.Int64Value(int64(v))
	case string:
		value = pq.ByteArrayValue([]byte(v))
	case []byte:
		value = pq.FixedLenByteArrayValue(v)
	default:
		value = pq.ValueOf(v)
	}
	return value.Level(0, level, column)
}
