package standard

import (
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// CodeList is a list of codes that several standards share. A field takes its values from one with `codelist: name`, or
// `codelist: name/system` when the list knows the same things by other codes too.
type CodeList struct {
	Name        string
	Version     string // semantic version without a leading v
	Title       message.Text
	Description message.Text
	Source      message.Text
	// Systems are the other codes that every entry has, by name, with their titles.
	Systems map[string]message.Text
	Codes   []Code
	// Digest is the SHA-256 of the file, lower-case hexadecimal.
	Digest string
}

// Code is one entry of a code list.
type Code struct {
	Code     string
	Other    map[string]string // by system
	Label    message.Text
	Synonyms []string // spellings seen in the wild
	Obsolete []string // codes of former times
}

// ParseCodeList reads a code list from the text of its file (YAML, or the same as JSON), as strictly as [Parse] reads a
// standard. name is what errors call the file.
func ParseCodeList(name string, text []byte) (*CodeList, error) {
	p := &problems{file: name}
	var list *CodeList
	if root := p.readDocument(text); root != nil {
		list = p.readCodeList(root)
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	list.Digest = DigestText(text)
	return list, nil
}

func (p *problems) readCodeList(root *yaml.Node) *CodeList {
	o, ok := p.object(root, whatCodeList)
	if !ok {
		return nil
	}
	defer o.close()
	name, version := o.nameAndVersion()
	list := &CodeList{
		Name:        name,
		Version:     version,
		Title:       o.mustBilingual("title"),
		Description: o.mustBilingual("description"),
		Source:      o.mustBilingual("source"),
		Systems:     p.readSystems(o.get("systems")),
	}
	entries := o.items("entries", false)
	if n := o.must("entries"); n != nil && n.Kind == yaml.SequenceNode && len(entries) == 0 {
		p.at(n, faultNoEntries)
	}
	spellings := map[string]string{}
	for _, n := range entries {
		if code, ok := p.readCode(n, list.Systems); ok {
			p.checkSpellings(n, code, spellings)
			list.Codes = append(list.Codes, code)
		}
	}
	return list
}

func (p *problems) readSystems(n *yaml.Node) map[string]message.Text {
	if n == nil {
		return nil
	}
	o, ok := p.object(n, message.Same("systems"))
	if !ok {
		return nil
	}
	systems := map[string]message.Text{}
	for key := range pairs(n) {
		if !standardName.MatchString(key.Value) {
			p.at(key, faultNotWords, message.P("what", "systems"), message.P("name", key.Value))
		}
		systems[key.Value] = o.bilingual(key.Value)
	}
	return systems
}

// readCode reads one entry; it reports false when there is no code to speak of.
func (p *problems) readCode(n *yaml.Node, systems map[string]message.Text) (Code, bool) {
	o, ok := p.object(n, whatEntry)
	if !ok {
		return Code{}, false
	}
	defer o.close()
	code := Code{Code: o.mustText("code")}
	if code.Code != "" {
		o.what = named(whatThisEntry, code.Code)
	}
	code.Label = o.mustBilingual("labels")
	code.Synonyms = o.texts("synonyms")
	code.Obsolete = o.texts("obsolete")
	code.Other = p.readOther(o, systems)
	return code, code.Code != ""
}

// readOther reads the codes of the other systems, each of which an entry must have.
func (p *problems) readOther(entry *object, systems map[string]message.Text) map[string]string {
	n := entry.get("other")
	if len(systems) > 0 {
		n = entry.must("other")
	}
	if n == nil {
		return nil
	}
	o, ok := p.object(n, message.Same("other"))
	if !ok {
		return nil
	}
	defer o.close()
	other := map[string]string{}
	for _, system := range slices.Sorted(maps.Keys(systems)) {
		other[system] = o.mustText(system)
	}
	return other
}

// checkSpellings tells a spelling that two entries claim. Case, accents and punctuation make no difference.
func (p *problems) checkSpellings(n *yaml.Node, code Code, owners map[string]string) {
	for _, spelling := range code.spellings() {
		folded := message.Fold(spelling)
		if owner, ok := owners[folded]; ok && owner != code.Code {
			p.at(n, faultSpellingTwice, message.P("spelling", spelling), message.P("code", code.Code), message.P("other", owner))
		} else if ok && spelling == code.Code {
			p.at(n, faultCodeTwice, message.P("code", code.Code))
		}
		if spelling != "" {
			owners[folded] = code.Code
		}
	}
}

// spellings are all that an entry is known by, its code first.
func (c *Code) spellings() []string {
	list := []string{c.Code}
	for _, system := range slices.Sorted(maps.Keys(c.Other)) {
		list = append(list, c.Other[system])
	}
	list = append(list, c.Label.EN, c.Label.FR)
	return slices.Concat(list, c.Synonyms, c.Obsolete)
}

// in returns the code of a system; the empty one is the list's own.
func (c *Code) in(system string) string {
	if system == "" {
		return c.Code
	}
	return c.Other[system]
}

// CodeLists returns the lists that the fields of s take their values from, by name.
func (s *Standard) CodeLists() []*CodeList {
	used := map[string]*CodeList{}
	for i := range s.Resources {
		for _, field := range s.Resources[i].Schema.Fields {
			if field.CodeList != nil {
				used[field.CodeList.Name] = field.CodeList
			}
		}
	}
	var lists []*CodeList
	for _, name := range slices.Sorted(maps.Keys(used)) {
		lists = append(lists, used[name])
	}
	return lists
}

// codeList gives field the values and synonyms of the list it names. An enum beside it says which values are allowed, and may
// have some that the list does not know.
func (r *schemaReader) codeList(o *object, field *Field) {
	if r.foreign {
		return
	}
	n := o.get("codelist")
	name, system, hasSystem := strings.Cut(o.text("codelist"), "/")
	if name == "" {
		return
	}
	var known []string
	if r.lists != nil {
		known = r.lists.Names()
	}
	if !slices.Contains(known, name) {
		r.atWord(n, name, known, faultNoCodeList)
		return
	}
	list, err := r.lists.Find(name)
	if err != nil {
		r.named = append(r.named, err)
		return
	}
	if _, ok := list.Systems[system]; hasSystem && !ok {
		r.atWord(n, system, slices.Sorted(maps.Keys(list.Systems)), faultNoSystem, message.P("list", name))
		return
	}
	field.CodeList = list
	chosen := field.Constraints.Enum
	field.Synonyms, field.Obsolete = map[string]string{}, map[string]message.Text{}
	shared := false
	for c := range list.Codes {
		code := &list.Codes[c]
		value := code.in(system)
		if chosen == nil {
			field.Constraints.Enum = append(field.Constraints.Enum, value)
		} else if !slices.Contains(chosen, value) {
			continue
		}
		shared = true
		for _, spelling := range code.spellings() {
			if spelling != value {
				field.Synonyms[spelling] = value
			}
		}
		for _, spelling := range code.Obsolete {
			field.Obsolete[spelling] = code.Label
		}
	}
	if !shared {
		r.at(n, faultCodeListUnused, message.P("list", name))
	}
}

// Code lists.
var (
	faultNoEntries = message.Text{
		EN: "entries must not be empty",
		FR: "entries ne doit pas être vide",
	}
	faultCodeTwice = message.Text{
		EN: "the code “{code}” stands twice",
		FR: "le code «\u00a0{code}\u00a0» figure deux fois",
	}
	faultSpellingTwice = message.Text{
		EN: "“{spelling}” of {code} already belongs to {other}",
		FR: "«\u00a0{spelling}\u00a0», de {code}, appartient déjà à {other}",
	}
	faultNoCodeList = message.Text{
		EN: "there is no code list “{word}”",
		FR: "il n’y a pas de liste de codes «\u00a0{word}\u00a0»",
	}
	faultNoSystem = message.Text{
		EN: "code list “{list}” has no codes “{word}”",
		FR: "la liste de codes «\u00a0{list}\u00a0» n’a pas de codes «\u00a0{word}\u00a0»",
	}
	faultCodeListUnused = message.Text{
		EN: "no value of enum is in the code list “{list}”",
		FR: "aucune valeur de enum ne figure dans la liste de codes «\u00a0{list}\u00a0»",
	}

	whatCodeList  = message.Text{EN: "a code list", FR: "une liste de codes"}
	whatEntry     = message.Text{EN: "an entry", FR: "une entrée"}
	whatThisEntry = message.Text{EN: "entry “{name}”", FR: "l’entrée «\u00a0{name}\u00a0»"}
)
