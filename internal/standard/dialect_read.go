package standard

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

var (
	faultNotPositive = message.Text{
		EN: "{what} must be a whole number from 1 up, not {kind}",
		FR: "{what} doit être un nombre entier à partir de 1, et non {kind}",
	}
	faultNotCharacter = message.Text{
		EN: "{what} must be a single character, not {kind}",
		FR: "{what} doit être un seul caractère, et non {kind}",
	}
	whatDialect = message.Text{EN: "a table dialect", FR: "un Table Dialect"}
)

// ParseDialect reads a Table Dialect descriptor of version 2, or a CSV Dialect of version 1, as JSON or YAML. name is what errors
// call the file; the error is every [Problem] found, in order of position.
//
// Properties that the specification does not know are passed over, as it allows. The habits of version 1 are read: a dialect that
// stands under "dialect", a "csvddfVersion", and the lower-case names of its version 1.0.
func ParseDialect(name string, text []byte) (*Dialect, error) {
	p := &problems{file: name}
	root := p.readDocument(text)
	if root == nil {
		return nil, p.err()
	}
	d := p.readDialect(root)
	if err := p.err(); err != nil {
		return nil, err
	}
	return d, nil
}

// dialect reads the dialect under a key of a resource or a schema; nil when there is none, or when it is no mapping. Version 2 also
// allows a path there, which is for the caller to follow.
func (o *object) dialect(key string) *Dialect {
	n := o.get(key)
	if n == nil {
		return nil
	}
	return o.readDialect(n)
}

func (p *problems) readDialect(n *yaml.Node) *Dialect {
	o, ok := p.object(n, whatDialect)
	if !ok {
		return nil
	}
	if nested := o.values["dialect"]; nested != nil {
		if o, ok = p.object(nested, whatDialect); !ok {
			return nil
		}
	}
	o.readVersion()
	d := &Dialect{
		Delimiter:        o.optionalText("delimiter"),
		LineTerminator:   o.optionalText("lineTerminator"),
		QuoteChar:        o.character("quoteChar"),
		DoubleQuote:      o.optionalFlag("doubleQuote"),
		EscapeChar:       o.character("escapeChar"),
		NullSequence:     o.optionalText("nullSequence"),
		SkipInitialSpace: o.optionalFlag("skipInitialSpace"),

		Header:              o.optionalFlag("header"),
		HeaderRows:          o.rowNumbers("headerRows"),
		HeaderJoin:          o.optionalText("headerJoin"),
		CommentRows:         o.rowNumbers("commentRows"),
		CommentChar:         o.character("commentChar"),
		CaseSensitiveHeader: o.optionalFlag("caseSensitiveHeader"),

		Property: o.text("property"),
		ItemType: o.oneOf("itemType", "array", "object"),
		ItemKeys: o.texts("itemKeys"),

		SheetName: o.text("sheetName"),
		Table:     o.text("table"),
	}
	if sheet := o.get("sheetNumber"); sheet != nil {
		d.SheetNumber = o.readPositive(sheet, message.Same("sheetNumber"))
	}
	if d.Delimiter != nil && *d.Delimiter == "" {
		o.at(o.values["delimiter"], faultNoText, message.P("what", "delimiter"))
	}
	return d
}

// readVersion looks at the version of a CSV Dialect, a number or a text of one. Version 1.0 writes all names in lower case.
func (o *object) readVersion() {
	n := o.get("csvddfVersion")
	if n == nil {
		return
	}
	if _, ok := o.written(n, message.Same("csvddfVersion")); !ok {
		return
	}
	for _, key := range []string{"lineTerminator", "quoteChar", "doubleQuote", "escapeChar", "nullSequence", "skipInitialSpace", "commentChar", "caseSensitiveHeader"} {
		if value := o.values[strings.ToLower(key)]; value != nil && o.values[key] == nil {
			o.values[key] = value
		}
	}
}

// optionalText reads a text that may be absent, which is not the same as empty. What is no text counts as absent once it is told.
func (o *object) optionalText(key string) *string {
	before := len(o.found)
	if s := o.text(key); o.values[key] != nil && len(o.found) == before {
		return &s
	}
	return nil
}

// optionalFlag reads true or false, or returns nil when the key is absent.
func (o *object) optionalFlag(key string) *bool {
	if o.get(key) == nil {
		return nil
	}
	flag := o.flag(key, false)
	return &flag
}

// character reads a text of at most one character, or returns nil when the key is absent.
func (o *object) character(key string) *string {
	s := o.optionalText(key)
	if s != nil && utf8.RuneCountInString(*s) > 1 {
		n := o.values[key]
		o.at(n, faultNotCharacter, message.P("what", key), message.P("kind", kindOf(n)))
	}
	return s
}

// texts reads a list of texts.
func (o *object) texts(key string) []string {
	var list []string
	for _, n := range o.items(key, false) {
		list = append(list, o.readText(n, named(whatEach, key)))
	}
	return list
}

// rowNumbers reads a list of numbers from 1 up and returns it in order, without repetitions.
func (o *object) rowNumbers(key string) []int {
	var rows []int
	for _, n := range o.items(key, false) {
		rows = append(rows, o.readPositive(n, named(whatEach, key)))
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// readPositive reads a whole number from 1 up; 1.0 is one too, as JSON Schema has it.
func (p *problems) readPositive(n *yaml.Node, what message.Text) int {
	if n.Kind == yaml.ScalarNode {
		switch n.ShortTag() {
		case "!!int":
			if i, err := strconv.Atoi(n.Value); err == nil && i > 0 {
				return i
			}
		case "!!float":
			const exact = 1 << 53
			if f, err := strconv.ParseFloat(n.Value, 64); err == nil && f >= 1 && f <= exact && f == float64(int(f)) {
				return int(f)
			}
		}
	}
	p.at(n, faultNotPositive, message.P("what", what), message.P("kind", kindOf(n)))
	return 0
}
