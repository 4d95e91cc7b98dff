package parquet

import (
	"errors"
	"slices"
	"sync"

	"github.com/parquet-go/parquet-go/format"
)

// group is a row group whose pages are known.
type group struct {
	number  int   // from 0
	first   int64 // number of its first record
	records int64
	chunks  []*chunk // one for each leaf
	longest int64    // greatest number of values of a page
}

// chunk is the pages of a leaf in a row group. Several shards read it at once.
type chunk struct {
	*leaf
	codec  format.CompressionCodec
	pages  []page // without those that have no values
	broken *fault // why the pages end before their time; nil: they do not, or nobody knows why

	dictionaryPage *page // nil: none
	once           sync.Once
	dictionary     *dictionary
	dictionaryErr  error
}

// page is what the header of a page says.
type page struct {
	first     int64 // number of its first value in the chunk, from 0
	values    int
	offset    int64 // of what stands behind the header
	stored    int   // bytes in the file
	size      int   // bytes without compression
	sum       uint32
	encoding  format.Encoding
	second    bool // version 2: the levels stand before the data and are not compressed
	plain     bool // version 2: the data are not compressed
	repeats   int  // version 2: bytes of the repetition levels
	levels    int  // version 2: bytes of the definition levels
	bigEndian [2]bool
}

// index finds the pages of a row group. It returns how many of its records the pages of all columns hold, and why they are not as
// many as the footer says.
func (r *reader) index(g *group) (int64, error) {
	usable := g.records
	var worst error
	if g.records == 0 {
		return 0, nil
	}
	pages := 0
	for i := range r.groups[g.number].Columns {
		c := &chunk{leaf: r.schema.leaves[i], codec: r.groups[g.number].Columns[i].MetaData.Codec}
		if c.physical == format.Boolean {
			c.dictionary = r.booleans
		}
		g.chunks = append(g.chunks, c)
		values, err := r.indexChunk(c, &r.groups[g.number].Columns[i].MetaData, g.records)
		why, ok := asFault(err)
		if err != nil && !ok {
			return 0, err
		}
		if ok && c.maxRepetition > 0 {
			c.broken = why // how many records there are turns out when they are read
		} else if ok && (worst == nil || values < usable) {
			usable, worst = min(usable, values), why.in(c.name)
		}
		for i := range c.pages {
			g.longest = max(g.longest, int64(c.pages[i].values))
		}
		if pages += len(c.pages); pages > maxPages {
			return 0, tooLarge
		}
	}
	return usable, worst
}

// indexChunk finds the pages of a chunk and returns how many values they have.
func (r *reader) indexChunk(c *chunk, meta *columnMetadata, records int64) (int64, error) {
	want := records
	if c.maxRepetition > 0 {
		want = meta.NumValues
	}
	if ratios[c.codec] == 0 && c.codec != format.Uncompressed {
		return 0, unsupported(c.codec.String())
	}
	start := chunkStart(meta)
	w := window{reader: r}
	values := int64(0)
	// Writers of old leave the header of the dictionary out of the size, so the last page may reach over the end (PARQUET-816).
	end := min(r.end, start+min(meta.TotalCompressedSize, r.end))
	at := start
	for values < want && at < end {
		p, next, err := w.page(at, c)
		if err != nil {
			return values, err
		}
		if r.budget -= next - at; r.budget < 0 {
			return values, damaged // parts of the file are used twice
		}
		at = next
		if p == nil || p.values == 0 {
			continue
		}
		if len(c.pages) == maxPages {
			return values, tooLarge
		}
		p.first = values
		c.pages = append(c.pages, *p)
		values += int64(p.values)
	}
	switch {
	case values > want && c.maxRepetition == 0:
		return want, manyRecords
	case values < want && at >= r.end:
		return values, cutOff
	case values < want:
		return values, fewRecords
	}
	return values, nil
}

// window reads the headers of pages, some at a time where pages are short.
type window struct {
	reader *reader
	bytes  []byte
	offset int64
	header format.PageHeader
}

const (
	windowSize = 1 << 12
	maxHeader  = 1 << 22 // bytes; statistics may hold long values
)

// page reads the header at offset. It returns nil for a page of another kind, notes a dictionary in c, and tells where the next
// header stands.
func (w *window) page(offset int64, c *chunk) (*page, int64, error) {
	length, err := w.read(offset)
	if err != nil {
		return nil, 0, err
	}
	header := &w.header
	p := &page{offset: offset + length, stored: int(header.CompressedPageSize), size: int(header.UncompressedPageSize), sum: uint32(header.CRC)}
	next := p.offset + int64(p.stored)
	most := int64(p.stored)
	if c.codec != format.Uncompressed {
		most = ratios[c.codec]*most + 1<<20
	}
	switch {
	case p.stored < 0 || p.size < 0:
		return nil, 0, damaged
	case next > w.reader.end:
		return nil, 0, cutOff
	case p.size > maxPage || p.stored > maxPage:
		return nil, 0, tooLarge
	case int64(p.size) > most:
		return nil, 0, damaged
	}
	switch header.Type {
	case format.DictionaryPage:
		return nil, next, c.noteDictionary(p, header)
	case format.DataPage:
		err := p.take(header)
		return p, next, err
	case format.DataPageV2:
		err := p.takeSecond(header)
		return p, next, err
	}
	return nil, next, nil
}

func (c *chunk) noteDictionary(p *page, header *format.PageHeader) error {
	h := &header.DictionaryPageHeader
	switch {
	case !h.Valid || h.V.NumValues < 0 || c.dictionaryPage != nil || len(c.pages) > 0:
		return damaged
	case p.size > maxDictionary:
		return tooLarge
	}
	p.values, p.encoding = int(h.V.NumValues), h.V.Encoding
	c.dictionaryPage = p
	return nil
}

// take takes what the header of a data page of version 1 says.
func (p *page) take(header *format.PageHeader) error {
	h := &header.DataPageHeader
	if !h.Valid || h.V.NumValues < 0 {
		return damaged
	}
	p.values, p.encoding = int(h.V.NumValues), h.V.Encoding
	p.bigEndian = [2]bool{h.V.RepetitionLevelEncoding == format.BitPacked, h.V.DefinitionLevelEncoding == format.BitPacked}
	return nil
}

// takeSecond takes what the header of a data page of version 2 says.
func (p *page) takeSecond(header *format.PageHeader) error {
	h := &header.DataPageHeaderV2
	if !h.Valid || h.V.NumValues < 0 {
		return damaged
	}
	p.second, p.values, p.encoding = true, int(h.V.NumValues), h.V.Encoding
	p.plain = h.V.IsCompressed.Valid && !h.V.IsCompressed.V
	p.repeats, p.levels = int(h.V.RepetitionLevelsByteLength), int(h.V.DefinitionLevelsByteLength)
	if p.repeats < 0 || p.levels < 0 || p.repeats+p.levels > min(p.stored, p.size) {
		return damaged
	}
	return nil
}

// read decodes the header at offset and returns its length.
func (w *window) read(offset int64) (int64, error) {
	for size := int64(windowSize); ; size *= 8 {
		if at := offset - w.offset; at >= 0 && at < int64(len(w.bytes)) {
			w.header = format.PageHeader{}
			length, err := decodeStruct(w.bytes[at:], &w.header)
			if err == nil {
				return int64(length), nil
			}
			if !errors.Is(err, errCut) {
				return 0, damaged
			}
		}
		have := w.offset + int64(len(w.bytes))
		switch {
		case offset >= w.reader.end, w.offset == offset && have >= w.reader.end:
			return 0, cutOff
		case w.offset == offset && len(w.bytes) >= maxHeader:
			return 0, damaged
		}
		w.bytes = slices.Grow(w.bytes[:0], int(min(size, w.reader.end-offset)))[:min(size, w.reader.end-offset)]
		w.offset = offset
		if err := w.reader.readAt(w.bytes, offset); err != nil {
			return 0, err
		}
	}
}
