package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// htmlFact is a name, its value, and why the value is so.
type htmlFact struct {
	Name, Value, Why string
	Code             bool // the value is for programs
}

// htmlFacts is a list of facts under a heading.
type htmlFacts struct {
	Caption string
	Facts   []htmlFact
}

// htmlFields is the fields of one table and the columns they were found in.
type htmlFields struct {
	ID, Caption string
	Rows        []htmlField
	More        string
}

// htmlField is one column, or a field without one.
type htmlField struct{ Column, Header, Field, Match string }

// factList gathers facts; what is empty is not told.
type factList struct {
	v    *htmlView
	list []htmlFact
}

func (l *factList) add(name message.Text, value string) { l.why(name, value, message.Text{}) }

func (l *factList) why(name message.Text, value string, why message.Text) {
	if value != "" {
		l.list = append(l.list, htmlFact{Name: name.In(l.v.language), Value: shown(value, sentenceLength), Why: l.v.said(why)})
	}
}

func (l *factList) code(name message.Text, value string) {
	if value != "" {
		l.list = append(l.list, htmlFact{Name: name.In(l.v.language), Value: shown(value, sentenceLength), Code: true})
	}
}

// provenance says what was checked against what, and how it was read.
func (v *htmlView) provenance(r *Run) []htmlFacts {
	list := []htmlFacts{{v.words["standardFacts"], v.standardFacts(&r.Standard)}}
	for i := range r.Resources {
		caption := v.words["fileFacts"]
		if len(r.Resources) > 1 {
			caption = v.say(textAt, as("place", caption), as("message", shown(cmp.Or(r.Resources[i].Path, r.Resources[i].Name), nameLength)))
		}
		list = append(list, htmlFacts{caption, v.resourceFacts(&r.Resources[i])})
	}
	return append(list, htmlFacts{v.words["optionFacts"], v.optionFacts(r)})
}

func (v *htmlView) standardFacts(s *Standard) []htmlFact {
	l := factList{v: v}
	if s.Name != NoStandard {
		l.code(factName, s.Name)
	}
	l.add(factTitle, s.Title.In(v.language))
	l.add(factVersion, s.Version)
	if s.Status != "" {
		word, meaning := statusTexts(s.Status)
		l.why(factStatus, word.In(v.language), meaning)
	}
	if s.Provenance != nil {
		l.add(factOrigin, s.Provenance.In(v.language))
	}
	l.code(factDigest, s.Digest)
	for _, name := range slices.Sorted(maps.Keys(s.Parameters)) {
		l.code(factParameter, fmt.Sprintf("%s = %v", name, s.Parameters[name]))
	}
	return l.list
}

func (v *htmlView) resourceFacts(r *Resource) []htmlFact {
	l := factList{v: v}
	path := r.Path
	if path == "-" {
		path = textStandardInput.In(v.language)
	}
	l.add(factFile, cmp.Or(path, r.Name))
	if r.Bytes > 0 || r.SHA256 != "" {
		l.add(factSize, v.say(textHTMLBytes, message.P("n", r.Bytes)))
	}
	l.code(factSHA256, r.SHA256)
	l.add(factFormat, strings.ToUpper(shown(r.Format, nameLength)))
	l.add(factCompression, r.Compression)
	v.sheetFacts(&l, r.Sheet)
	if r.Pointer != nil && *r.Pointer != "" {
		l.code(factPointer, *r.Pointer)
	}
	if e := r.Encoding; e != nil {
		l.why(factEncoding, v.encoding(e), message.Same(v.howSure(e, v.said(e.Why))))
	}
	v.dialectFacts(&l, r)
	if r.Unread == nil || r.Records > 0 {
		l.add(factRecords, v.number(r.Records))
	}
	return l.list
}

func (v *htmlView) sheetFacts(l *factList, s *Sheet) {
	if s == nil {
		return
	}
	l.why(factSheet, s.Name, s.Why)
	var others []string
	for i := range s.All[:min(len(s.All), htmlColumns)] {
		sheet := &s.All[i]
		text := textHTMLSheet
		switch {
		case sheet.Name == s.Name:
			continue
		case sheet.Hidden:
			text = textHTMLHiddenSheet
		}
		others = append(others, v.say(text, as("sheet", shown(sheet.Name, nameLength)), as("range", cmp.Or(shown(sheet.Range, nameLength), "–"))))
	}
	if n := len(s.All) - htmlColumns; n > 0 {
		others = append(others, v.say(textMore, message.P("n", n)))
	}
	l.add(factOtherSheets, strings.Join(others, ", "))
}

func (v *htmlView) dialectFacts(l *factList, r *Resource) {
	d := r.Dialect
	if d == nil {
		return
	}
	layout := ""
	if d.Delimiter != "" {
		layout = v.say(delimiterText(d.Delimiter), message.P("delimiter", d.Delimiter))
	}
	l.add(factDelimiter, layout)
	l.code(factQuote, d.Quote)
	l.add(factLineEnding, lineEndingWord(d.LineEnding).In(v.language))
	if header := v.header(r); header != "" {
		l.why(factHeader, header, d.Why)
	} else {
		l.add(factLayout, d.Why.In(v.language))
	}
}

// optionFacts are the choices that shaped the run, named as the flags are.
func (v *htmlView) optionFacts(r *Run) []htmlFact {
	l := factList{v: v}
	o := &r.Options
	for _, field := range slices.Sorted(maps.Keys(o.Supplied)) {
		l.code(factSupplied, field+" = "+o.Supplied[field])
	}
	for _, field := range slices.Sorted(maps.Keys(o.Unused)) {
		l.code(factUnused, field+" = "+o.Unused[field])
	}
	l.code(message.Same("--encoding"), o.Encoding)
	l.code(message.Same("--delimiter"), o.Delimiter)
	if o.HeaderRow != nil {
		l.code(message.Same("--header-row"), strconv.Itoa(*o.HeaderRow))
	}
	l.code(message.Same("--sheet"), o.Sheet)
	l.code(message.Same("--records-path"), o.Records)
	l.code(message.Same("--dialect"), jsonLine(o.Dialect))
	l.code(message.Same("--schema"), o.Schema)
	l.code(message.Same("--max-samples"), strconv.Itoa(o.MaxSamples))
	l.code(message.Same("--select"), strings.Join(o.Select, ", "))
	l.code(message.Same("--ignore"), strings.Join(o.Ignore, ", "))
	l.add(message.Same("--level"), strings.Join(v.levels(r), ", "))
	for _, of := range []struct {
		name message.Text
		file *ExceptionsFile
	}{{wordWaivers, o.Waivers}, {factBaseline, o.Baseline}} {
		if of.file != nil {
			l.code(of.name, of.file.Path+" (SHA-256 "+of.file.SHA256+")")
		}
	}
	l.code(factDate, o.Date)
	l.add(factPublisher, r.Dataset.Publisher)
	l.add(factJurisdiction, r.Dataset.Jurisdiction)
	return l.list
}

// jsonLine writes the properties of a descriptor as JSON on one line; of none, nothing.
func jsonLine(properties map[string]any) string {
	if len(properties) == 0 {
		return ""
	}
	text, err := json.Marshal(properties)
	if err != nil {
		return ""
	}
	return string(text)
}

// toolFacts say what made the report, and where and when if the report tells.
func (v *htmlView) toolFacts(r *Report) []htmlFact {
	l := factList{v: v}
	version := r.Tool.Version
	if r.Tool.Commit != "" {
		version += " (" + r.Tool.Commit + ")"
	}
	l.add(factTool, strings.TrimSpace(r.Tool.Name+" "+version))
	if e := r.Environment; e != nil {
		l.add(factStarted, e.Started)
		thousandths := int64(e.DurationSeconds*1000 + 0.5)
		l.add(factDuration, v.say(textHTMLSeconds, message.P("whole", thousandths/1000), as("part", fmt.Sprintf("%03d", thousandths%1000))))
		l.add(factMachine, v.say(textHTMLMachine, as("os", e.OS), as("arch", e.Arch), message.P("n", e.CPUs)))
		l.code(factDirectory, e.Directory)
	}
	return l.list
}

// fields lists for each table which column each field was found in.
func (v *htmlView) fields(r *Run, id string) []htmlFields {
	var list []htmlFields
	for i := range r.Resources {
		resource := &r.Resources[i]
		if len(resource.Fields) == 0 {
			continue
		}
		fields := htmlFields{ID: fmt.Sprintf("%s-fields-%d", id, i+1), Caption: v.words["fieldsCaption"]}
		if len(r.Resources) > 1 {
			fields.Caption = v.say(textAt, as("place", fields.Caption), as("message", shown(cmp.Or(resource.Path, resource.Name), nameLength)))
		}
		hasFields := HasFields(resource.Fields)
		for k := range resource.Fields[:min(len(resource.Fields), htmlRows)] {
			f := &resource.Fields[k]
			row := htmlField{Header: shown(f.Header, nameLength), Field: shown(f.Name, nameLength)}
			if hasFields || f.Match != "unknown" {
				row.Match = matchWord(f.Match).In(v.language)
			}
			if f.Column > 0 {
				row.Column = strconv.Itoa(f.Column)
			}
			if f.Supplied != "" {
				row.Match = v.say(textAt, as("place", row.Match), as("message", shown(f.Supplied, nameLength)))
			}
			fields.Rows = append(fields.Rows, row)
		}
		if n := len(resource.Fields) - len(fields.Rows); n > 0 {
			fields.More = v.say(textMore, message.P("n", n))
		}
		list = append(list, fields)
	}
	return list
}
