package xlsx

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Why a part of the workbook is not read.
var (
	errDeclaration = errors.New("the part declares a document type")
	errEncoding    = errors.New("the part is in an encoding that workbooks do not use")
	errRoot        = errors.New("the part does not start with an element")
)

// cleaner reduces the XML of a part to elements and text: comments and processing instructions are left out, CDATA sections become
// text, and the prefix of the root element's name is taken off all names. Document types, which could declare entities, are refused.
//
// What it lets through is not checked any further.
type cleaner struct {
	source io.Reader
	buffer []byte // memory for raw
	raw    []byte // read and not looked at
	out    []byte // clean and not handed out
	text   []byte // memory for out, where it differs from what was read
	inside string // what ends the construct whose start has been passed; empty: none
	root   string // name of the root element, without prefix; empty until it has been seen
	prefix string // of names, with its colon
	asIs   bool   // names keep their prefix
	err    error
}

// newCleaner reads a part in UTF-8 or UTF-16, the encodings of parts (ECMA-376 part 2, 8.1.4).
func newCleaner(source io.Reader) (*cleaner, error) {
	c := &cleaner{source: source}
	if err := c.fill(256); err != nil {
		return nil, err
	}
	start := bytes.Clone(c.raw)
	rest := io.MultiReader(bytes.NewReader(start), source) // which ends again if it has
	switch {
	case bytes.HasPrefix(start, []byte("\xFE\xFF")), bytes.HasPrefix(start, []byte("\xFF\xFE")):
		c.source, c.raw = transform.NewReader(rest, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), nil
	case bytes.HasPrefix(start, []byte("<\x00")):
		c.source, c.raw = transform.NewReader(rest, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()), nil
	case bytes.HasPrefix(start, []byte("\x00<")):
		c.source, c.raw = transform.NewReader(rest, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()), nil
	default:
		c.raw = bytes.TrimPrefix(c.raw, []byte("\xEF\xBB\xBF"))
		if !isUTF8(c.raw) {
			return nil, errEncoding
		}
		return c, nil
	}
	c.err = nil
	return c, nil
}

// isUTF8 reports whether a part that starts so says that it is in UTF-8, or does not say.
func isUTF8(start []byte) bool {
	if !bytes.HasPrefix(start, []byte("<?xml")) {
		return true
	}
	end := bytes.Index(start, []byte("?>"))
	if end < 0 {
		return true
	}
	name, found := attribute(start[:end], "encoding")
	lower := string(bytes.ToLower(name))
	return !found || lower == "utf-8" || lower == "utf8" || lower == "us-ascii"
}

// fill reads until n bytes, at most chunkSize, wait to be looked at, or the source ends. Nothing waits to be handed out.
func (c *cleaner) fill(n int) error {
	wanted := n > len(c.raw) && c.err == nil
	if !wanted {
		return nil
	}
	if c.buffer == nil {
		c.buffer = make([]byte, chunkSize)
	}
	raw := c.buffer[:copy(c.buffer, c.raw)]
	for len(raw) < n && c.err == nil {
		var m int
		m, c.err = c.source.Read(raw[len(raw):cap(raw)])
		raw = raw[:len(raw)+m]
	}
	c.raw = raw
	if c.err != nil && !errors.Is(c.err, io.EOF) {
		return c.err
	}
	return nil
}

const chunkSize = 64 << 10

// Read implements [io.Reader].
func (c *cleaner) Read(p []byte) (int, error) {
	for len(c.out) == 0 {
		if len(c.raw) == 0 && c.err != nil {
			return 0, c.err
		}
		if err := c.clean(); err != nil {
			c.raw, c.err = nil, err
			return 0, err
		}
	}
	n := copy(p, c.out)
	c.out = c.out[n:]
	return n, nil
}

// clean looks at what waits, and at least at one byte more than the last time.
func (c *cleaner) clean() error {
	if ahead := lookAhead + len(c.prefix); len(c.raw) < ahead && c.err == nil {
		if err := c.fill(ahead); err != nil && len(c.raw) == 0 {
			return err
		}
	}
	switch {
	case len(c.raw) == 0:
		return nil
	case c.inside != "":
		c.passInside()
		return nil
	case c.root == "":
		return c.findRoot()
	}
	i := c.nextConstruct()
	if i > 0 {
		c.take(i)
		return nil
	}
	return c.enter()
}

// lookAhead is the number of bytes that show what starts with "<"; the name of the root element may be longer.
const lookAhead = 16

// take hands out the first n bytes.
func (c *cleaner) take(n int) {
	c.out, c.raw = c.raw[:n], c.raw[n:]
	if c.prefix == "" || c.asIs {
		return
	}
	text := c.out
	c.text = c.text[:0]
	for {
		i := bytes.IndexByte(text, '<')
		if i < 0 {
			break
		}
		i++
		if i < len(text) && text[i] == '/' {
			i++
		}
		c.text = append(c.text, text[:i]...)
		text = bytes.TrimPrefix(text[i:], []byte(c.prefix))
	}
	c.text = append(c.text, text...)
	c.out = c.text
}

// nextConstruct returns how many bytes can be handed out: those before a comment, a CDATA section, a declaration or an instruction,
// and before a tag whose start could be cut off.
func (c *cleaner) nextConstruct() int {
	end := len(c.raw)
	for _, mark := range []byte{'!', '?'} {
		for from := 0; ; {
			i := bytes.IndexByte(c.raw[from:end], mark)
			if i < 0 {
				break
			}
			i += from
			if i > 0 && c.raw[i-1] == '<' {
				end = i - 1
				break
			}
			from = i + 1
		}
	}
	if end < len(c.raw) || c.err != nil {
		return end
	}
	// Keep a tag whole as far as its name tells what it is.
	from := max(0, end-1-max(1, len(c.prefix)+1))
	if i := bytes.LastIndexByte(c.raw[from:], '<'); i >= 0 && from+i > 0 {
		return from + i
	}
	return end
}

// enter passes the start of a construct.
func (c *cleaner) enter() error {
	start := func(s string) bool { return bytes.HasPrefix(c.raw, []byte(s)) }
	switch {
	case start("<!--"):
		c.raw, c.inside = c.raw[4:], "-->"
	case start("<![CDATA["):
		c.raw, c.inside = c.raw[9:], "]]>"
	case start("<?"):
		c.raw, c.inside = c.raw[2:], "?>"
	case start("<!DOCTYPE"), start("<!ENTITY"):
		return errDeclaration
	default:
		c.take(1) // not XML; whoever reads on will see
	}
	return nil
}

// passInside goes on to the end of a construct, or as far as can be told.
func (c *cleaner) passInside() {
	end := bytes.Index(c.raw, []byte(c.inside))
	behind := end + len(c.inside)
	if end < 0 {
		end = len(c.raw)
		if c.err == nil {
			end = max(1, end-len(c.inside)+1)
		}
		end = min(end, len(c.raw))
		behind = end
	}
	if c.inside == "]]>" {
		c.text = c.text[:0]
		for _, b := range c.raw[:end] {
			switch b {
			case '<':
				c.text = append(c.text, "&lt;"...)
			case '&':
				c.text = append(c.text, "&amp;"...)
			default:
				c.text = append(c.text, b)
			}
		}
		c.out = c.text
	}
	if behind > end {
		c.inside = ""
	}
	c.raw = c.raw[behind:]
}

// findRoot passes what stands before the root element and looks at its name.
func (c *cleaner) findRoot() error {
	c.raw = bytes.TrimLeft(c.raw, space)
	switch {
	case len(c.raw) == 0:
		return nil
	case c.raw[0] != '<':
		return errRoot
	case len(c.raw) > 1 && (c.raw[1] == '!' || c.raw[1] == '?'):
		return c.enter()
	}
	end := bytes.IndexAny(c.raw, space+"/>")
	if end < 0 && c.err == nil && len(c.raw) < 1<<10 {
		return c.fill(len(c.raw) + 1)
	}
	if end < 2 {
		return errRoot
	}
	c.root = string(c.raw[1:end])
	if i := bytes.IndexByte(c.raw[:end], ':'); i > 0 {
		c.prefix, c.root = string(c.raw[1:i+1]), string(c.raw[i+1:end])
	}
	if c.root == "" {
		return errRoot
	}
	return nil
}
