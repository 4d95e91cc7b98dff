package json

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// A decoder that ended at a record with an unknown name is used again for a shard that was under way: what it had begun to learn of that
// record is no use then.
func TestDecoderIsUsedAgainBehindAnUnknownName(t *testing.T) {
	var text strings.Builder
	for i := range 4000 {
		name := "b"
		if i == 2000 {
			name = "other"
		}
		fmt.Fprintf(&text, `{"a": %d, "%s": "%s"}`+"\n", i, name, strings.Repeat("x", 20))
	}
	r, err := Open(t.Context(), strings.NewReader(text.String()), &table.Resource{}, Options{BlockSize: 4096})
	if err != nil {
		t.Fatal(err)
	}
	records, ended := 0, 0
	for {
		shard, err := r.Next(t.Context())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch err := shard.Batches(func(b *table.Batch) error { records += b.Len; return nil }); {
		case errors.Is(err, input.ErrLabels):
			ended++
		case err != nil:
			t.Fatal(err)
		}
	}
	if ended != 1 || records < 3500 {
		t.Errorf("%d shards ended early, %d records", ended, records)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}
