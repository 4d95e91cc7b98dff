package csv

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// syntax is how records, cells and quotes are told apart. That of RFC 4180 is [plainSyntax]; a declared dialect can change all of it.
type syntax struct {
	delimiter byte // that of [syntax.undivided] when a record is one cell
	quote     int  // none: cells are never quoted
	doubled   bool // two quotes inside a quoted cell are one
	escape    int  // the character behind it is taken as it is, inside quotes and outside; none: there is no such thing
	// A record ends at either of these, and at both together; a terminator that is no line break is both.
	lf, cr byte
	skip   bool // spaces behind a delimiter are no part of the cell

	comment     int     // a row that starts with it is passed over to its line's end; none: there is no such row
	commentRows []int64 // numbers of rows that are passed over, in order
	null        []byte  // an unquoted cell that is the same as this, as written, has no value; nil: there is no such cell

	// simple says that quotes and line breaks are those of RFC 4180, or that there are no quotes, so that the fast loops do.
	simple bool
}

// none stands for a character that a syntax does not have.
const none = -1

func plainSyntax() syntax {
	return syntax{delimiter: '\n', quote: '"', doubled: true, escape: none, lf: '\n', cr: '\r', comment: none, simple: true}
}

// divided returns the syntax with a delimiter.
func (s *syntax) divided(delimiter byte) syntax {
	changed := *s
	changed.delimiter = delimiter
	changed.skip = s.skip && delimiter != ' ' && s.lf != ' '
	return changed
}

// undivided is what stands for a delimiter where a record is one cell.
func (s *syntax) undivided() byte { return s.lf }

// terminated reports whether records end at a character that is no line break.
func (s *syntax) terminated() bool { return s.lf != '\n' }

// isEnd reports whether b ends a record.
func (s *syntax) isEnd(b byte) bool { return b == s.lf || b == s.cr }

// isQuote and isEscape report whether b is the character in question.
func (s *syntax) isQuote(b byte) bool  { return int(b) == s.quote }
func (s *syntax) isEscape(b byte) bool { return int(b) == s.escape }

// escaped returns the offset behind the escape at i and what it escapes, a CRLF being one thing. An escape that nothing but the end of
// the text follows is a character like others.
func (s *syntax) escaped(text []byte, i int) int {
	if i+2 < len(text) && text[i+1] == '\r' && text[i+2] == '\n' && !s.terminated() {
		return i + 3
	}
	return min(i+2, len(text))
}

// syntaxOf reads a dialect, which may be nil. What we cannot read is told as the reason for which the file is not read. A character that
// is not said is that of RFC 4180; an empty one is none.
func syntaxOf(d *standard.Dialect) (syntax, *table.Unread) {
	s := plainSyntax()
	if d == nil {
		return s, nil
	}
	for _, character := range []struct {
		name string
		said *string
		put  func(int)
	}{
		{"quoteChar", d.QuoteChar, func(c int) { s.quote = c }},
		{"escapeChar", d.EscapeChar, func(c int) { s.escape = c }},
		{"commentChar", d.CommentChar, func(c int) { s.comment = c }},
		{"lineTerminator", terminatorOf(d), func(c int) {
			if c != none {
				s.lf, s.cr = byte(c), byte(c)
			}
		}},
	} {
		if character.said == nil {
			continue
		}
		c, ok := characterOf(*character.said)
		if !ok {
			return s, unsupported(faultCharacter, message.P("property", character.name), message.P("value", *character.said))
		}
		character.put(c)
	}
	if d.DoubleQuote != nil {
		s.doubled = *d.DoubleQuote
	}
	if s.escape != none && s.escape == s.quote {
		s.escape, s.doubled = none, true // the other way to say the same
	}
	if d.SkipInitialSpace != nil {
		s.skip = *d.SkipInitialSpace
	}
	for _, row := range d.CommentRows {
		s.commentRows = append(s.commentRows, int64(row))
	}
	if d.NullSequence != nil {
		s.null = append([]byte{}, *d.NullSequence...)
	}
	s.delimiter = s.undivided()
	ordinary := s.quote == '"' && s.doubled || s.quote == none
	s.simple = ordinary && s.escape == none && !s.terminated() && !s.skip && s.comment == none && len(s.commentRows) == 0
	unread := s.clash()
	return s, unread
}

// terminatorOf returns the declared terminator, or nil when it is a line break: those are recognised as the file has them.
func terminatorOf(d *standard.Dialect) *string {
	if t := d.LineTerminator; t != nil && *t != "\n" && *t != "\r\n" && *t != "\r" {
		return t
	}
	return nil
}

// characterOf returns the ASCII character that a text is, or none when it is empty.
func characterOf(text string) (c int, ok bool) {
	switch {
	case text == "":
		return none, true
	case len(text) > 1 || text[0] == 0 || text[0] >= 0x80 || text[0] == '\n' || text[0] == '\r':
		return none, false
	}
	return int(text[0]), true
}

// clash tells of two things that the dialect says with the same character.
func (s *syntax) clash() *table.Unread {
	used := []int{s.quote, s.escape, s.comment}
	if s.terminated() {
		used = append(used, int(s.lf))
	}
	slices.Sort(used)
	for i := 1; i < len(used); i++ {
		if used[i] == used[i-1] && used[i] != none {
			return unsupported(faultClash, message.P("value", string(rune(used[i]))))
		}
	}
	return nil
}

// declared returns the delimiter that the dialect says, or 0.
func (s *syntax) declared(d *standard.Dialect) (byte, *table.Unread) {
	if d == nil || d.Delimiter == nil {
		return 0, nil
	}
	c, ok := characterOf(*d.Delimiter)
	switch {
	case !ok || c == none:
		return 0, unsupported(faultCharacter, message.P("property", "delimiter"), message.P("value", *d.Delimiter))
	case !s.allows(byte(c)):
		return 0, unsupported(faultClash, message.P("value", *d.Delimiter))
	}
	return byte(c), nil
}

// allows reports whether the delimiter is a character that means nothing else.
func (s *syntax) allows(delimiter byte) bool {
	c := int(delimiter)
	return c != s.quote && c != s.escape && c != s.comment && !s.isEnd(delimiter)
}

var (
	faultCharacter = message.Text{
		EN: "the dialect says {property} “{value}”, which cannot be read; a single ASCII character can be, and for lineTerminator a line break too",
		FR: "le dialecte indique {property} «\u00a0{value}\u00a0», ce qui ne peut pas être lu; un seul caractère ASCII peut l’être, et un saut de ligne aussi pour lineTerminator",
	}
	faultClash = message.Text{
		EN: "the dialect gives the character “{value}” two meanings; correct the dialect",
		FR: "le dialecte donne deux sens au caractère «\u00a0{value}\u00a0»; corrigez le dialecte",
	}
	faultHeaderRows = message.Text{
		EN: "the dialect says that the header has {n|row|rows}; at most {limit} can be read",
		FR: "le dialecte indique que l’en-tête compte {n|ligne|lignes}; il peut en être lu {limit} au plus",
	}
)

func unsupported(text message.Text, params ...message.Param) *table.Unread {
	return &table.Unread{Reason: "unsupported-dialect", Text: text.Format(params...)}
}
