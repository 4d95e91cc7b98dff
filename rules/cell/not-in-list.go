package cell

import (
	"maps"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// notInList finds values that are not in the field's list (Table Schema v2, constraint enum; domain N15 and section 4: sexes
// and provinces are coded in many ways). Numbers are compared as numbers. A known synonym, a code of former times, another
// case and a near spelling are told with the value they stand for.
var notInList = &lint.Rule{
	ID: "not-in-list", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages, Bind: bindList,
}

type listParams struct {
	Values   []string          `yaml:"values"`
	Synonyms map[string]string `yaml:"synonyms"`
}

func bindList(b *lint.Binding) (lint.Check, error) {
	var params listParams
	field, err := fieldOf(b, &params)
	if err != nil {
		return nil, err
	}
	l := &list{values: params.Values, synonyms: map[string]string{}, obsolete: map[string]message.Text{}}
	if l.values == nil {
		l.values = field.Constraints.Enum
		if field.CodeList != nil && len(l.values) > readableList {
			l.title = field.CodeList.Title
		}
	}
	for written, name := range field.Obsolete {
		l.obsolete[fold(written)] = name
	}
	if len(l.values) == 0 {
		return nil, b.Fault(message.Text{
			EN: "there is no list, neither values nor the enum of the field",
			FR: "il n’y a pas de liste, ni values ni l’enum du champ",
		})
	}
	for _, synonyms := range []map[string]string{field.Synonyms, params.Synonyms} {
		for _, written := range slices.Sorted(maps.Keys(synonyms)) {
			meant := synonyms[written]
			if !slices.Contains(l.values, meant) {
				return nil, b.Fault(message.Text{
					EN: "synonym “{synonym}” stands for “{value}”, which is not in the list",
					FR: "le synonyme «\u00a0{synonym}\u00a0» désigne «\u00a0{value}\u00a0», qui n’est pas dans la liste",
				}, message.P("synonym", written), message.P("value", meant))
			}
			folded := fold(strings.TrimSpace(written))
			if other, ok := l.synonyms[folded]; ok && other != meant {
				return nil, b.Fault(message.Text{
					EN: "synonym “{synonym}” stands for “{value}” and for “{other}”",
					FR: "le synonyme «\u00a0{synonym}\u00a0» désigne «\u00a0{value}\u00a0» et «\u00a0{other}\u00a0»",
				}, message.P("synonym", written), message.P("value", meant), message.P("other", other))
			}
			l.synonyms[folded] = meant
		}
	}
	l.exact = make(map[string]bool, len(l.values))
	for _, v := range l.values {
		l.exact[v] = true
	}
	if isNumeric(field.Field) {
		form := numberFormOf(field.Field)
		l.number = &form
		for _, v := range l.values {
			d, ok := parseDecimal([]byte(v))
			if !ok {
				return nil, b.Fault(message.Text{
					EN: "“{value}” is in the list of field {field} and is not a number",
					FR: "«\u00a0{value}\u00a0» est dans la liste du champ {field} et n’est pas un nombre",
				}, message.P("value", v), message.P("field", field.Name))
			}
			l.numbers = append(l.numbers, d)
		}
	}
	return lint.CellCheck{Fails: func(c table.Cell) bool { return !l.has(c) }, Explain: l.explain}, nil
}

// readableList is how many codes of a code list a message names; it refers to the list by its title when there are more.
const readableList = 20

// list is the values that a field may have.
type list struct {
	values   []string
	title    message.Text // of a code list too long to be named value by value
	exact    map[string]bool
	number   *numberForm // set for numbers
	numbers  []decimal
	synonyms map[string]string       // folded → value
	obsolete map[string]message.Text // folded → name of what the code stood for
}

func (l *list) has(c table.Cell) bool {
	if l.exact[string(c.Text)] {
		return true
	}
	if l.number == nil {
		return false
	}
	var buffer [64]byte
	text := c.Text
	if c.Kind == table.Text && !l.number.isPlain() {
		text = l.number.plain(buffer[:0], text)
	}
	d, ok := parseDecimal(text)
	if !ok {
		return false
	}
	for i := range l.numbers {
		if order, ok := d.compare(l.numbers[i]); ok && order == 0 {
			return true
		}
	}
	return false
}

func (l *list) explain(c table.Cell) lint.Defect {
	text := strings.TrimSpace(string(c.Text))
	if meant, ok := l.synonyms[fold(text)]; ok {
		if name, ok := l.obsolete[fold(text)]; ok {
			return defect("obsolete", message.P("name", name), message.P("suggestion", meant))
		}
		return defect("synonym", message.P("suggestion", meant))
	}
	loose := foldLoose(text)
	for _, v := range l.values {
		if loose != "" && foldLoose(v) == loose {
			return defect("spelling", message.P("suggestion", v))
		}
	}
	variants := [2]string{"", "near"}
	params := []message.Param{message.P("values", message.List(l.values))}
	if !l.title.IsZero() {
		variants = [2]string{"unlisted", "unlisted-near"}
		params = []message.Param{message.P("list", l.title)}
	}
	if near, ok := l.nearest(text); ok {
		return defect(variants[1], append(params, message.P("suggestion", near))...)
	}
	return defect(variants[0], params...)
}

// nearest returns the value that text is a slip of, or that a synonym stands for which it is a slip of.
func (l *list) nearest(text string) (string, bool) {
	if l.number != nil {
		return "", false
	}
	if near, ok := message.Nearest(text, l.values); ok {
		return near, true
	}
	near, ok := message.Nearest(text, l.spellings())
	return l.synonyms[near], ok
}

// spellings are the synonyms long enough to be recognised with a slip, in a fixed order.
func (l *list) spellings() []string {
	var long []string
	for s := range l.synonyms {
		if len(s) > 3 {
			long = append(long, s)
		}
	}
	slices.Sort(long)
	return long
}
