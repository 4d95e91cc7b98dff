package table

import (
	"github.com/zeebo/xxh3"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// danglingReference finds values that refer to something that is not there (Table Schema v2, foreignKeys): to a key of the same table or of another one, or to
// the values that a parameter lists. Each of them is told once, at the first record that has it. A key of which a part is missing refers to
// nothing, and one of which a part is not allowed is told by itself: neither is tested.
//
// A reference to another resource can be told when that is checked together with this one.
var danglingReference = &lint.Rule{
	ID: "dangling-reference", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "foreign-key", Pages: pages, Bind: bindDanglingReference,
}

func bindDanglingReference(b *lint.Binding) (lint.Check, error) {
	var params struct {
		Resource  string   `yaml:"resource"`
		Reference []string `yaml:"reference"`
		Values    []string `yaml:"values"`
	}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	fields, err := b.Some("field")
	if err != nil {
		return nil, err
	}
	r := &referenceRule{b: b, fields: fields}
	switch {
	case params.Values != nil:
		if len(fields) != 1 {
			return nil, b.Fault(message.Text{EN: "values lists those of one field", FR: "values énumère celles d’un seul champ"})
		}
		r.allowed = &spill.Set{}
		for _, value := range params.Values {
			r.allowed.Add(keyOf(value))
		}
	case params.Resource != "" && params.Resource != b.Resource:
		r.elsewhere, r.names = params.Resource, params.Reference
		if r.allowed, err = keysElsewhere(b, params.Resource, params.Reference, len(fields)); err != nil {
			return nil, err
		}
	default:
		if r.reference, err = referenceOf(b, params.Reference); r.reference == nil || err != nil {
			return nil, err
		}
		if len(r.reference) != len(fields) {
			return nil, b.Fault(message.Text{
				EN: "as many fields must be referred to as refer to them", FR: "il faut autant de champs désignés que de champs qui les désignent",
			})
		}
	}
	return r.options(nil).check(), nil
}

// referenceOf returns the fields of the same table that are referred to: those of the role reference, or those that the parameter names.
// nil: the table lacks one.
func referenceOf(b *lint.Binding, names []string) ([]lint.Field, error) {
	if fields := b.Fields["reference"]; len(fields) > 0 {
		return fields, nil
	}
	if len(names) == 0 {
		return nil, b.Fault(message.Text{
			EN: "reference must name the fields that are referred to, or values those that are allowed",
			FR: "reference doit nommer les champs désignés, ou values énumérer les valeurs permises",
		})
	}
	var fields []lint.Field
	for _, name := range names {
		field, ok := b.Locate(name)
		if !ok {
			return nil, nil
		}
		fields = append(fields, field)
	}
	return fields, nil
}

type referenceRule struct {
	b         *lint.Binding
	fields    []lint.Field
	reference []lint.Field // in the same table
	allowed   *spill.Set   // hashes of the values that a parameter lists; nil: reference decides
	elsewhere string       // the other resource that is referred to
	names     []string     // of its fields
}

// The members of a key: it is there to be referred to, and a record refers to it.
const (
	keyThere    = 0
	keyReferred = 1
)

// options are those of the first look at all keys, or of a second one at some of them.
func (r *referenceRule) options(only *spill.Set) *sumOptions {
	o := &sumOptions{
		rule: "dangling-reference", group: newKeyHasher(r.fields), member: newKeyHasher(r.reference),
		samples: r.b.Samples, spill: spillOf(r.b), finish: r.finish,
	}
	o.observe = func(s *sumState, b *table.Batch) { r.observe(s, b, only) }
	if only == nil {
		o.review = func(s *sumState) (lint.TableCheck, bool, error) {
			only, err := r.unnamed(s)
			if only == nil || err != nil {
				return lint.TableCheck{}, false, err
			}
			return r.options(only).check(), true, s.Close()
		}
	}
	return o
}

func (r *referenceRule) observe(s *sumState, b *table.Batch, only *spill.Set) {
	if r.elsewhere != "" && r.allowed == nil {
		return
	}
	for i, key := range s.group.sum(b) {
		if !s.group.usable(b, i) || s.group.doubtful(b, i) {
			continue
		}
		s.tested[0]++
		if r.allowed != nil && r.allowed.Has(key) || only != nil && !only.Has(key) {
			continue
		}
		if s.sums.add(key, keyReferred, 1, b.Record(i), b.Line(i)) && s.names.wants(key) {
			s.names.add(key, s.group.text(b, i))
		}
	}
	if r.allowed != nil || only != nil {
		return
	}
	for i, key := range s.member.sum(b) {
		if s.member.complete(b, i) {
			s.sums.add(key, keyThere, 1, b.Record(i), b.Line(i))
		}
	}
}

// dangling calls yield with the row of each key that is referred to and not there.
func (r *referenceRule) dangling(s *sumState, yield func(row *spill.Row)) error {
	there, known := uint64(0), false
	for row, err := range s.sums.sorted() {
		switch {
		case err != nil:
			return err
		case row[1] == keyThere:
			there, known = row[0], true
		case !known || row[0] != there:
			yield(row)
		}
	}
	return nil
}

// unnamed returns the keys to tell when there were too many to keep how all are written. Nothing but them is kept in the second look.
func (r *referenceRule) unnamed(s *sumState) (*spill.Set, error) {
	if len(s.names.keys) < textLimit {
		return nil, nil
	}
	only := &spill.Set{}
	err := r.dangling(s, func(row *spill.Row) { only.Add(row[0]) })
	if only.Len() == 0 {
		return nil, err
	}
	return only, err
}

func (r *referenceRule) finish(s *sumState) (lint.Result, error) {
	if r.elsewhere != "" && r.allowed == nil {
		return lint.Result{CantTell: textElsewhere.Format(message.P("resource", r.elsewhere))}, nil
	}
	result := lint.Result{Tested: s.tested[0]}
	kept := first{limit: s.options.samples}
	err := r.dangling(s, func(row *spill.Row) {
		result.Failed += int64(row[2])
		if kept.wants(int64(row[3])) {
			kept.add(r.describe(s, row))
		}
	})
	result.Defects = kept.sorted()
	return result, err
}

func (r *referenceRule) describe(s *sumState, row *spill.Row) lint.Defect {
	value := s.names.of(row[0])
	d := lint.Defect{
		At: placeIn(row), Value: value, Count: int64(row[2]),
		Params: []message.Param{message.P("value", value), message.P("reference", fieldNames(r.reference))},
	}
	if len(r.fields) == 1 {
		d.At = placeOn(row, r.fields[0])
	}
	switch {
	case value == "":
		d.Variant = "unnamed"
	case r.elsewhere != "":
		d.Variant = "elsewhere"
		d.Params = []message.Param{
			message.P("value", value), message.P("reference", message.List(r.names)), message.P("resource", r.elsewhere),
		}
	case r.allowed != nil:
		d.Variant = "unlisted"
	}
	return d
}

var textElsewhere = message.Text{
	EN: "the values refer to the table {resource}, which is not among the files checked, or could not be read",
	FR: "les valeurs renvoient au tableau {resource}, qui n’est pas parmi les fichiers vérifiés ou n’a pas pu être lu",
}

// keyOf is the hash that a keyHasher of one field gives a value.
func keyOf(value string) uint64 {
	return mix(firstSeed^xxh3.HashStringSeed(value, firstSeed), firstSeed)
}
