package source

import (
	"fmt"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// census looks at all bytes of a file that is not valid UTF-8, in pieces, and says what it is after all. The zero value is
// ready; the result does not depend on how the file was cut.
type census struct {
	bom bool // the file begins with a UTF-8 mark, which is not counted

	offset  int64 // of the piece in the file
	lines   lines
	counted int // bytes of the piece whose line ends are counted

	valid, invalid int64 // sequences of UTF-8; bytes that belong to none
	firstOffset    int64 // of the first byte that is not ASCII, plus one
	firstLine      int64

	candidates []candidate
}

// candidate is one single-byte encoding and how well it reads the invalid bytes.
type candidate struct {
	charset charset
	glyphs  *[256]glyph
	score   int64
	// The first letter that reads well, or else the first sign, for the reason given.
	example       byte
	exampleLine   int64
	exampleLetter bool
}

// lookAhead is the number of bytes that must follow a byte before it is looked at, unless the file ends: the rest of its
// sequence, or its neighbour. lookBehind is the number that must be kept in front of it.
const lookAhead, lookBehind = utf8.UTFMax, 2

// scan looks at p[from:], which continues what earlier calls have seen (p[:from] is context of at most the bytes kept),
// and returns how far it came: to the end when the file ends there (last), else a few bytes less. The next piece starts
// up to [lookBehind] bytes in front of that.
func (c *census) scan(p []byte, from int, last bool) int {
	if c.candidates == nil {
		for _, charset := range charsets {
			switch charset.name {
			case cp1252Name, "macintosh", "cp850":
				c.candidates = append(c.candidates, candidate{charset: charset, glyphs: glyphsOf(charset.bytes)})
			}
		}
	}
	end := len(p) - lookAhead
	if last {
		end = len(p)
	}
	c.counted = from
	i := from
	for {
		if i = nextSpecial(p, i); i >= end {
			break
		}
		if c.firstOffset == 0 {
			c.firstOffset, c.firstLine = c.offset+int64(i)+1, c.line(p, i)
		}
		if _, size := utf8.DecodeRune(p[i:]); size > 1 {
			c.valid++
			i += size
			continue
		}
		c.invalid++
		c.judge(p, i)
		i++
	}
	c.line(p, i)
	return i
}

// line counts the line ends up to i and returns the line of p[i].
func (c *census) line(p []byte, i int) int64 {
	c.lines.add(p[c.counted:i])
	c.counted = i
	return c.lines.next()
}

func (c *census) judge(p []byte, i int) {
	// The edges of the file count as line ends.
	at := func(i int) byte {
		if i < 0 || i >= len(p) {
			return '\n'
		}
		return p[i]
	}
	for k := range c.candidates {
		d := &c.candidates[k]
		score := rate(d.glyphs, at(i-2), at(i-1), p[i], at(i+1))
		d.score += int64(score)
		if letter := d.glyphs[p[i]].kind.isLetter(); score > 0 && (d.exampleLine == 0 || letter && !d.exampleLetter) {
			d.example, d.exampleLine, d.exampleLetter = p[i], c.line(p, i), letter
		}
	}
}

// encoding settles on an encoding.
//
// UTF-8 it is when at least twice as many sequences are valid as bytes are not: by accident the single-byte encodings
// make few valid sequences. A byte order mark tips an even balance.
func (c *census) encoding() table.Encoding {
	e := table.Encoding{BOM: c.bom, FirstOffset: c.firstOffset - 1, FirstLine: c.firstLine}
	if c.invalid == 0 || c.valid >= 2*c.invalid || c.bom && c.valid >= c.invalid {
		e.Name = utf8Name
		if e.Confidence, e.Why = whyValid(c.firstOffset == 0, c.bom, true); c.invalid > 0 {
			e.Confidence = int(max(50, min(99, c.valid*100/(c.valid+c.invalid))))
			e.Why = message.Text{
				EN: "{valid|character is|characters are} valid UTF-8 and only {invalid|byte is|bytes are} not",
				FR: "{valid|caractère est|caractères sont} en UTF-8 valide et seulement {invalid|octet ne l’est|octets ne le sont} pas",
			}.Format(message.P("valid", c.valid), message.P("invalid", c.invalid))
		}
		return e
	}
	best, second := c.ranking()
	e.Name = best.charset.name
	// A byte that reads perfectly scores 5 or 6. Half of the confidence is how well the bytes read, half how much worse in the
	// next best encoding; and one byte alone proves less than many.
	scale := func(score int64) int64 { return max(0, min(100, score*100/(5*c.invalid))) }
	e.Confidence = int(max(10, min(99-19/c.invalid, (scale(best.score)+scale(best.score-second.score))/2)))
	e.Why = best.why()
	return e
}

// priority is what Windows-1252 has in advance, because nearly all such files are in it: less than one good letter.
const priority = 2

// ranking returns the best candidate and the next best; of equals the one listed first.
func (c *census) ranking() (best, second *candidate) {
	weight := func(d *candidate) int64 {
		if d.charset.name == cp1252Name {
			return d.score + priority
		}
		return d.score
	}
	for i := range c.candidates {
		d := &c.candidates[i]
		switch {
		case best == nil || weight(d) > weight(best):
			best, second = d, best
		case second == nil || weight(d) > weight(second):
			second = d
		}
	}
	return best, second
}

func (d *candidate) why() message.Text {
	label := message.P("label", d.charset.label)
	if d.score <= 0 {
		return message.Text{
			EN: "the file is not UTF-8 and no encoding reads it well; {label} is the least bad",
			FR: "le fichier n’est pas en UTF-8 et aucun encodage ne le lit bien; {label} est le moins mauvais",
		}.Format(label)
	}
	return message.Text{
		EN: "the file is not UTF-8; bytes such as {byte} on line {line} read as “{character}” in {label}",
		FR: "le fichier n’est pas en UTF-8; des octets comme {byte} à la ligne {line} se lisent «\u00a0{character}\u00a0» en {label}",
	}.Format(label, message.P("byte", fmt.Sprintf("0x%02X", d.example)), message.P("line", d.exampleLine),
		message.P("character", string(d.charset.bytes.DecodeByte(d.example))))
}
