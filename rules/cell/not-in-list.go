package cell

import (
	"maps"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// notInList finds values that are not in the field's list (Table Schema v2, constraint enum and property categories; domain N15 and
// section 4: sexes and provinces are coded in many ways). Values are compared as values of the field's type (decision 0012). A known
// synonym, the label of a category, a code of former times, another case and a near spelling are told with the value they stand for.
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
	l := &list{values: params.Values, exact: map[string]bool{}, obsolete: map[string]message.Text{}}
	if l.values == nil {
		l.values = field.Values()
		if field.CodeList != nil && len(l.values) > readableList {
			l.title = field.CodeList.Title
		}
	}
	for written, name := range field.Obsolete {
		l.obsolete[fold(written)] = name
	}
	if len(l.values) == 0 {
		return nil, b.Fault(message.Text{
			EN: "there is no list, neither values nor the enum or the categories of the field",
			FR: "il n’y a pas de liste, ni values ni l’enum ou les categories du champ",
		})
	}
	if err := l.addSynonyms(b, field.Synonyms, params.Synonyms); err != nil {
		return nil, err
	}
	l.addLabels(field.Categories)
	for _, v := range l.values {
		l.exact[v] = true
	}
	if l.canonical, err = canonicalOf(field.Field); err != nil {
		return nil, err
	}
	if l.canonical != nil {
		if err := l.addEqual(b, field); err != nil {
			return nil, err
		}
	}
	return lint.CellCheck{Fails: func(c table.Cell) bool { return !l.has(c) }, Explain: l.explain}, nil
}

// readableList is how many codes of a code list a message names; it refers to the list by its title when there are more.
const readableList = 20

// list is the values that a field may have.
type list struct {
	values    []string
	title     message.Text // of a code list too long to be named value by value
	exact     map[string]bool
	canonical *canonical // nil: texts are compared
	equal     map[string]bool
	synonyms  map[string]string       // folded → value
	obsolete  map[string]message.Text // folded → name of what the code stood for
}

func (l *list) addSynonyms(b *lint.Binding, all ...map[string]string) error {
	l.synonyms = map[string]string{}
	for _, synonyms := range all {
		for _, written := range slices.Sorted(maps.Keys(synonyms)) {
			meant := synonyms[written]
			if !slices.Contains(l.values, meant) {
				return b.Fault(message.Text{
					EN: "synonym “{synonym}” stands for “{value}”, which is not in the list",
					FR: "le synonyme «\u00a0{synonym}\u00a0» désigne «\u00a0{value}\u00a0», qui n’est pas dans la liste",
				}, message.P("synonym", written), message.P("value", meant))
			}
			folded := fold(strings.TrimSpace(written))
			if other, ok := l.synonyms[folded]; ok && other != meant {
				return b.Fault(message.Text{
					EN: "synonym “{synonym}” stands for “{value}” and for “{other}”",
					FR: "le synonyme «\u00a0{synonym}\u00a0» désigne «\u00a0{value}\u00a0» et «\u00a0{other}\u00a0»",
				}, message.P("synonym", written), message.P("value", meant), message.P("other", other))
			}
			l.synonyms[folded] = meant
		}
	}
	return nil
}

// addLabels makes the labels of categories synonyms, but for those that could stand for two values.
func (l *list) addLabels(categories []standard.Category) {
	labels, unsure := map[string]string{}, map[string]bool{}
	for _, category := range categories {
		for _, label := range []string{category.Label.EN, category.Label.FR} {
			folded := fold(strings.TrimSpace(label))
			if other, ok := labels[folded]; ok && other != category.Value {
				unsure[folded] = true
			}
			labels[folded] = category.Value
		}
	}
	for folded, value := range labels {
		if _, taken := l.synonyms[folded]; folded != "" && !taken && !unsure[folded] && slices.Contains(l.values, value) {
			l.synonyms[folded] = value
		}
	}
}

// meaningOf returns the value that a text stands for which is not of the field's type: a synonym, or the label of a category.
func meaningOf(f *standard.Field, text string) (string, bool) {
	l := &list{values: f.Values(), synonyms: map[string]string{}}
	for _, written := range slices.Sorted(maps.Keys(f.Synonyms)) {
		l.synonyms[fold(strings.TrimSpace(written))] = f.Synonyms[written]
	}
	l.addLabels(f.Categories)
	meant, ok := l.synonyms[fold(text)]
	return meant, ok
}

// addEqual reads the values of the list as values of the field: as the field writes them, or as JSON does.
func (l *list) addEqual(b *lint.Binding, field lint.Field) error {
	l.equal = make(map[string]bool, len(l.values))
	for _, v := range l.values {
		value, ok := l.read(field.Field, v)
		if !ok {
			return b.Fault(message.Text{
				EN: "“{value}” is in the list of field {field} and is not {type}",
				FR: "«\u00a0{value}\u00a0» est dans la liste du champ {field} et n’est pas {type}",
			}, message.P("value", v), message.P("field", field.Name), message.P("type", typeName(field.Field)))
		}
		l.equal[string(value)] = true
	}
	return nil
}

func (l *list) read(f *standard.Field, v string) ([]byte, bool) {
	value, ok := l.canonical.append(nil, table.Cell{Text: []byte(v)})
	if ok {
		return value, true
	}
	switch f.Type {
	case "integer", "number":
		return l.canonical.append(nil, table.Cell{Text: []byte(v), Kind: table.Number})
	case "boolean":
		if v == "true" || v == "false" {
			return l.canonical.append(nil, table.Cell{Text: []byte(v), Kind: table.Boolean})
		}
	case "date", "time", "datetime":
		defaults := standard.Field{Type: f.Type}
		if value, err := canonicalOf(&defaults); err == nil {
			return value.append(nil, table.Cell{Text: []byte(v)})
		}
	}
	return nil, false
}

func (l *list) has(c table.Cell) bool {
	if l.exact[string(c.Text)] {
		return true
	}
	if l.canonical == nil {
		return false
	}
	var buffer [64]byte
	value, ok := l.canonical.append(buffer[:0], c)
	return ok && l.equal[string(value)]
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
	if l.canonical != nil {
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
