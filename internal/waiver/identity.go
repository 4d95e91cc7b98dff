package waiver

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/maphash"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cogwg/hvdlint/internal/message"
)

// Identity is what a failing place is known by from one edition of a file to the next: never by its line or its number, so that neither
// sorting nor new records make a known place a new one.
type Identity struct {
	Requirement string
	Field       string // name of the field, or the label of a column that the standard does not know; empty: the record or the file
	Variant     string // of the defect; only of places in no record
	// Key has the values of the primary key of the record, by the names of its fields.
	Key []KeyValue
	// Record has the first cells of a record without a usable key, for people to see, and Digest a digest of all its cells.
	Record []string
	Digest string
}

// KeyValue is one field of a key and its value, as [Shown].
type KeyValue struct{ Field, Value string }

// The encoded forms of an identity begin with the place and go on with the key, the record, or nothing.
const (
	inKey    = 'k'
	inRecord = 'r'
	inNone   = '-'
)

// AppendPlace appends the part of an encoded identity that does not depend on the record.
func AppendPlace(to []byte, requirement, field, variant string) []byte {
	for _, s := range []string{requirement, field, variant} {
		to = appendText(to, s)
	}
	return to
}

// AppendNoRecord ends the encoded identity of a place in no record.
func AppendNoRecord(to []byte) []byte { return append(to, inNone) }

// AppendKey ends an encoded identity with the values of a key, as written.
func AppendKey(to []byte, values ...[]byte) []byte {
	to = append(to, inKey)
	for _, value := range values {
		to = appendText(to, short(normal(value)))
	}
	return to
}

// AppendRecord ends an encoded identity with the digest of a record.
func AppendRecord(to []byte, digest string) []byte { return appendText(append(to, inRecord), digest) }

// appendText appends a length and the bytes, so that no two lists of texts look the same.
func appendText[T string | []byte](to []byte, s T) []byte {
	return append(binary.AppendUvarint(to, uint64(len(s))), s...)
}

// encode appends the whole of an identity.
func (i *Identity) encode(to []byte) []byte {
	to = AppendPlace(to, i.Requirement, i.Field, i.Variant)
	switch {
	case i.Digest != "":
		return AppendRecord(to, i.Digest)
	case i.Key != nil:
		to = append(to, inKey)
		for _, k := range i.Key {
			to = appendText(to, k.Value)
		}
		return to
	}
	return AppendNoRecord(to)
}

// RecordDigest makes the digest of a record of its cells, as written but for blanks around them.
type RecordDigest struct{ buffer []byte }

// Reset starts a record.
func (d *RecordDigest) Reset() { d.buffer = d.buffer[:0] }

// Add adds the next cell.
func (d *RecordDigest) Add(cell []byte) { d.buffer = appendText(d.buffer, normal(cell)) }

// Sum is the digest of the cells that were added.
func (d *RecordDigest) Sum() string {
	sum := sha256.Sum256(d.buffer)
	return hex.EncodeToString(sum[:12])
}

// The lengths, in bytes, that values and cells keep in a baseline. What exceeds the first is cut and told apart by a digest.
const (
	valueLength = 200
	cellLength  = 40
	cellsShown  = 8
)

// Shown is a value as a baseline writes it.
func Shown(value []byte) string { return string(short(normal(value))) }

// ShownCells are the first cells of a record as a baseline writes them.
func ShownCells(cells [][]byte) []string {
	shown := []string{}
	for _, cell := range cells[:min(len(cells), cellsShown)] {
		text := valid(normal(cell))
		shown = append(shown, string(text[:message.CutAt(text, cellLength)]))
	}
	return shown
}

// normal is a value without blanks around it, in composed form (NFC), so that mending either leaves it the same.
func normal(value []byte) []byte { return norm.NFC.Bytes(bytes.TrimSpace(value)) }

// short is a value that fits in a line: a long one is its beginning and a digest, and bytes that are not UTF-8 are replaced, so that what
// is read from a baseline is what was written.
func short(value []byte) []byte {
	if len(value) <= valueLength {
		return valid(value)
	}
	sum := sha256.Sum256(value)
	text := valid(value)
	head := text[:message.CutAt(text, cellLength)]
	return append(append(bytes.Clone(head), "… sha256:"...), hex.EncodeToString(sum[:12])...)
}

func valid(text []byte) []byte {
	if utf8.Valid(text) {
		return text
	}
	return bytes.ToValidUTF8(text, []byte("\uFFFD"))
}

// Hash is the hash of an encoded identity. It means nothing outside this process.
type Hash uint64

// Hasher makes hashes that can be compared with each other.
type Hasher struct{ seed maphash.Seed }

// NewHasher returns a hasher with a seed of its own, so that nobody can write data whose identities meet.
func NewHasher() *Hasher { return &Hasher{maphash.MakeSeed()} }

// Sum hashes an encoded identity.
func (h *Hasher) Sum(encoded []byte) Hash { return Hash(maphash.Bytes(h.seed, encoded)) }

// Of hashes an identity.
func (h *Hasher) Of(i *Identity) Hash { return h.Sum(i.encode(nil)) }
