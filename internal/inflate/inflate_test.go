package inflate

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"
	"testing/iotest"

	klauspost "github.com/klauspost/compress/flate"
	"pgregory.net/rapid"
)

// deflate packs text; level as in compress/flate.
func deflate(t testing.TB, text []byte, level int) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, level)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// samples are texts of many kinds: with few and with many repetitions, near and far, long ones of one byte, and none.
func samples() map[string][]byte {
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 300_000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	rows := &strings.Builder{}
	for i := range 40_000 {
		rows.WriteString(`<row r="`)
		for range 3 {
			rows.WriteString(strings.Repeat("0", random.IntN(9)) + string(rune('a'+random.IntN(26))))
		}
		rows.WriteString(`"><c t="s"><v>` + strings.Repeat(string(rune('0'+i%10)), i%5) + `</v></c></row>`)
	}
	skewed := make([]byte, 200_000) // long codes
	for i := range skewed {
		for skewed[i] < 250 && random.IntN(2) == 0 {
			skewed[i]++
		}
	}
	return map[string][]byte{
		"empty": nil, "one byte": []byte("a"), "zeros": make([]byte, 500_000), "noise": noise, "rows": []byte(rows.String()), "skewed": skewed,
		"far": append(append(bytes.Clone(noise[:32<<10]), noise[:32<<10]...), noise[:100]...),
	}
}

// TestUnpacks packs in every way and compares what comes back, read in pieces of several sizes.
func TestUnpacks(t *testing.T) {
	for name, text := range samples() {
		for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, 1, 6, 9} {
			packed := deflate(t, text, level)
			for reading, source := range map[string]io.Reader{
				"at once": bytes.NewReader(packed), "byte by byte": iotest.OneByteReader(bytes.NewReader(packed)),
				"with the end": iotest.DataErrReader(bytes.NewReader(packed)), "and more": io.MultiReader(bytes.NewReader(packed), strings.NewReader("more")),
			} {
				got, err := io.ReadAll(NewReader(source))
				if err != nil || !bytes.Equal(got, text) {
					t.Errorf("%s, level %d, %s: %d bytes, %v; want %d", name, level, reading, len(got), err, len(text))
				}
			}
		}
	}
}

// outcome is what reading a stream gives.
type outcome struct {
	text   []byte
	ending string
}

func read(r io.Reader) outcome {
	text, err := io.ReadAll(r)
	switch {
	case err == nil:
		return outcome{text, "end"}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return outcome{text, "cut off"}
	}
	return outcome{text, "corrupt"}
}

// compare reads any bytes as the standard library does. That does not always unpack all that is there before a stream is cut off.
func compare(t testing.TB, packed []byte) {
	t.Helper()
	got, want := read(NewReader(bytes.NewReader(packed))), read(flate.NewReader(bytes.NewReader(packed)))
	same := bytes.Equal(got.text, want.text) || want.ending == "cut off" && bytes.HasPrefix(got.text, want.text)
	if got.ending != want.ending || !same {
		t.Errorf("%d bytes and %s; want %d and %s\n%x", len(got.text), got.ending, len(want.text), want.ending, packed[:min(len(packed), 100)])
	}
}

// TestDamage cuts streams off and changes bits: what can be unpacked comes, and then what is wrong.
func TestDamage(t *testing.T) {
	texts := samples()
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom([]string{"one byte", "zeros", "noise", "rows", "skewed"}).Draw(rt, "text")
		text := texts[name]
		start := rapid.IntRange(0, len(text)-1).Draw(rt, "start")
		text = text[start:min(len(text), start+rapid.IntRange(0, 3000).Draw(rt, "size"))]
		packed := deflate(t, text, rapid.SampledFrom([]int{flate.HuffmanOnly, 0, 1, 6}).Draw(rt, "level"))
		packed = packed[:rapid.IntRange(0, len(packed)).Draw(rt, "cut")]
		if got := read(NewReader(bytes.NewReader(packed))); !bytes.HasPrefix(text, got.text) {
			rt.Fatalf("%d bytes are not those that were packed", len(got.text))
		}
		for range rapid.IntRange(0, 2).Draw(rt, "changes") {
			if len(packed) > 0 {
				packed[rapid.IntRange(0, len(packed)-1).Draw(rt, "at")] ^= 1 << rapid.IntRange(0, 7).Draw(rt, "bit")
			}
		}
		compare(t, packed)
	})
}

// TestCutWhereMemoryIsFull cuts a stream off about where the first piece that is unpacked ends: bits that are not there stand for nothing there either.
func TestCutWhereMemoryIsFull(t *testing.T) {
	for _, name := range []string{"rows", "skewed", "zeros"} {
		text := samples()[name][:history+outSize+1000]
		packed := deflate(t, text, 6)
		cut := sort.Search(len(packed), func(n int) bool {
			return len(read(NewReader(bytes.NewReader(packed[:n]))).text) >= history+outSize
		})
		for n := max(cut-20, 0); n < min(cut+20, len(packed)); n++ {
			if got := read(NewReader(bytes.NewReader(packed[:n]))); got.ending != "cut off" || !bytes.HasPrefix(text, got.text) {
				t.Errorf("%s, %d bytes: %d bytes are not those that were packed, and %s", name, n, len(got.text), got.ending)
			}
		}
	}
}

// FuzzReader reads any bytes.
func FuzzReader(f *testing.F) {
	for _, text := range samples() {
		for _, level := range []int{flate.HuffmanOnly, 0, 1, 6} {
			f.Add(deflate(f, text[:min(len(text), 500)], level))
		}
	}
	f.Add([]byte("\x03\x00"))
	f.Fuzz(func(t *testing.T, packed []byte) { compare(t, packed) })
}

// TestReadError hands an error of the source on, behind what came before it.
func TestReadError(t *testing.T) {
	text := samples()["rows"]
	packed := deflate(t, text, 6)
	broken := errors.New("the disk is broken")
	got, err := io.ReadAll(NewReader(io.MultiReader(bytes.NewReader(packed[:len(packed)/2]), iotest.ErrReader(broken))))
	if !errors.Is(err, broken) || len(got) == 0 || !bytes.HasPrefix(text, got) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"rows", "noise", "skewed"} {
		text := samples()[name]
		packed := deflate(b, text, 6)
		for library, open := range map[string]func(io.Reader) io.ReadCloser{"own": NewReader, "klauspost": klauspost.NewReader, "standard": flate.NewReader} {
			b.Run(name+"/"+library, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if _, err := io.Copy(io.Discard, open(bytes.NewReader(packed))); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
