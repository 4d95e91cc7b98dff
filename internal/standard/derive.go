package standard

import (
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/message"
)

// derive returns the requirements that follow from the file policy and the schemas of s, as docs/architecture.md lists
// them: dataset, file, header, records, sheet; then for each schema what holds for all its records, fields in the order of the
// schema, keys, and the checks of Validata. In a standard with several resources the id of what follows from a schema begins with the resource's name and a
// slash.
func derive(s *Standard) []Requirement {
	d := &deriver{}
	if len(s.Resources) > 1 {
		d.add("dataset/resources", "missing-resource", Must, sayResources)
		d.add("dataset/no-others", "unexpected-resource", Should, sayNoOtherResources)
	}
	d.add("dataset/truthful", "conflicting-metadata", Should, sayTruthful)
	d.file(&s.File)
	d.header(s)
	d.records()
	d.sheet()
	for i := range s.Resources {
		d.enter(s, &s.Resources[i])
		d.schema(&s.Resources[i].Schema)
	}
	return d.requirements
}

type deriver struct {
	requirements []Requirement
	prefix       string // of ids, with its slash
	resource     string
}

// enter begins the requirements of one resource.
func (d *deriver) enter(s *Standard, resource *Resource) {
	if len(s.Resources) > 1 {
		d.prefix, d.resource = resource.Name+"/", resource.Name
	}
}

// add appends a requirement and returns it for what else it needs; the result is valid until the next call.
func (d *deriver) add(id, rule string, level Level, statement message.Text) *Requirement {
	d.requirements = append(d.requirements, Requirement{
		ID: d.prefix + id, Level: level, Rule: rule, Resource: d.resource, Statement: statement, Derived: true,
	})
	return &d.requirements[len(d.requirements)-1]
}

func (d *deriver) file(f *File) {
	d.add("file/readable", "unreadable-file", Must, sayReadable)
	if len(f.Formats) > 0 {
		d.add("file/format", "wrong-format", Must, sayFormat(f.Formats)).Params = map[string]any{"formats": list(f.Formats)}
	}
	d.add("file/extension", "misleading-extension", Should, sayExtension)
	d.add("file/well-formed", "malformed-file", Must, sayWellFormed)
	d.add("file/decodable", "undecodable-bytes", Must, sayDecodable)
	d.add("file/not-empty", "empty-file", Must, sayNotEmpty)
	d.add("file/line-endings", "mixed-line-endings", Should, sayLineEndings)
	if f.Encoding != "" {
		d.add("file/encoding", "wrong-encoding", Must, sayEncoding(f.Encoding)).Params = map[string]any{"encoding": f.Encoding}
	}
	switch f.BOM {
	case "required":
		d.add("file/bom", "missing-bom", Must, sayBOM)
	case "forbidden":
		d.add("file/bom", "unexpected-bom", Must, sayNoBOM)
	}
	if f.Delimiter != "" {
		d.add("file/delimiter", "wrong-delimiter", Must, sayDelimiter(f.Delimiter)).Params = map[string]any{"delimiter": f.Delimiter}
	}
}

func (d *deriver) header(s *Standard) {
	d.add("header/first", "text-before-header", Must, sayHeaderFirst)
	d.add("header/present", "missing-header", Must, sayHeaderPresent)
	d.add("header/unique", "repeated-field", Must, sayHeaderUnique)
	d.add("header/filled", "blank-field-name", Must, sayHeaderFilled)
	if len(s.Resources) > 0 {
		d.add("header/names", "misnamed-field", Must, sayHeaderNames)
	}
	for i := range s.Resources {
		d.enter(s, &s.Resources[i])
		switch schema := &s.Resources[i].Schema; schema.FieldsMatch {
		case Exact, Equal, Superset:
			d.add("header/no-others", "unexpected-field", Must, sayNoOthers)
		case Partial:
			// Where a field is required, its absence is told.
			if !slices.ContainsFunc(schema.Fields, func(f Field) bool { return f.Constraints.Required }) {
				d.add("header/related", "unrelated-header", Must, sayRelated)
			}
		}
		if s.Resources[i].Schema.FieldsMatch == Exact {
			d.add("header/order", "misordered-fields", Must, sayOrder)
		}
	}
	d.prefix, d.resource = "", ""
}

// records derives what holds for the records of every table, whatever its fields.
func (d *deriver) records() {
	d.add("records/width", "ragged-record", Must, sayWidth)
	d.add("records/filled", "blank-record", Must, sayFilledRecords)
	d.add("records/last", "text-after-data", Should, sayLast)
	d.add("records/names", "repeated-name", Must, sayRecordNames)
}

// sheet derives what a table on the sheet of a workbook has to be. What a reader cannot make a value of is a must.
func (d *deriver) sheet() {
	d.add("records/one-table", "several-tables", Must, sayOneTable)
	d.add("sheet/only", "several-data-sheets", Must, sayOnlySheet)
	d.add("sheet/visible", "hidden-data", Should, sayVisible)
	d.add("sheet/unmerged", "merged-cells", Should, sayUnmerged)
	d.add("sheet/values", "formula-cell", Should, sayValues)
	d.add("sheet/results", "missing-result", Must, sayResults)
	d.add("sheet/no-errors", "error-cell", Must, sayNoErrors)
}

func (d *deriver) schema(schema *Schema) {
	d.kinds(schema)
	for i := range schema.Fields {
		d.field(&schema.Fields[i], schema)
	}
	if len(schema.PrimaryKey) > 0 {
		d.key("primaryKey", "duplicate-key", schema.PrimaryKey, schema)
		d.history(schema)
	}
	for i, key := range schema.UniqueKeys {
		d.key("uniqueKeys/"+strconv.Itoa(i+1), "duplicate-value", key, schema)
	}
	for i, key := range schema.ForeignKeys {
		r := d.add("foreignKeys/"+strconv.Itoa(i+1), "dangling-reference", Must, sayReference(key, schema))
		r.Fields = map[string][]string{"field": key.Fields}
		r.Params = map[string]any{"resource": key.Resource, "reference": list(key.Reference)}
	}
	d.checks(schema)
}

// kinds derives how values are stored in formats that know more than text.
func (d *deriver) kinds(schema *Schema) {
	var single, numbers, dates []string
	for i := range schema.Fields {
		field := &schema.Fields[i]
		switch field.Type {
		case "array", "object", "list", "geojson", "geopoint", "any":
			continue
		case "integer", "number", "year":
			numbers = append(numbers, field.Name)
		case "date", "time", "datetime":
			dates = append(dates, field.Name)
		}
		single = append(single, field.Name)
	}
	add := func(id, rule string, level Level, statement message.Text, names []string) {
		if len(names) > 0 {
			d.add(id, rule, level, statement).Fields = map[string][]string{"field": names}
		}
	}
	add("records/flat", "nested-value", Must, sayFlat, single)
	add("records/numbers", "number-as-text", Should, sayNumbers, numbers)
	add("records/dates", "date-as-text", Should, sayDates, dates)
}

func (d *deriver) key(id, rule string, key []string, schema *Schema) {
	d.add(id, rule, Must, sayKey(key, schema)).Fields = map[string][]string{"key": key}
}

// history derives what holds between two editions of a table with a key.
func (d *deriver) history(schema *Schema) {
	d.add("history/complete", "vanished-records", Should, sayComplete).Fields = map[string][]string{"key": schema.PrimaryKey}
	roles := map[string][]string{"key": schema.PrimaryKey}
	for i := range schema.Fields {
		field := &schema.Fields[i]
		switch {
		case !slices.Contains(schema.PrimaryKey, field.Name):
			roles["value"] = append(roles["value"], field.Name)
		case roles["period"] == nil && isPeriod(field):
			roles["period"] = []string{field.Name}
		}
	}
	if roles["value"] != nil {
		d.add("history/unchanged", "changed-history", Should, sayUnchanged).Fields = roles
	}
}

// isPeriod reports whether a field of a key says when: by its type, or as a whole number that its bounds make a year of four digits.
func isPeriod(field *Field) bool {
	switch field.Type {
	case "year", "yearmonth", "date":
		return field.Format == "" || field.Format == "default"
	case "integer":
		return len(field.Constraints.Minimum) == len("1850") && len(field.Constraints.Maximum) == len("2100")
	}
	return false
}

// list makes names a parameter, as if it had been read.
func list(names []string) []any {
	values := make([]any, len(names))
	for i, name := range names {
		values[i] = name
	}
	return values
}

// fieldDeriver derives what follows from one field.
type fieldDeriver struct {
	*deriver
	field *Field
}

func (d *fieldDeriver) add(suffix, rule string, statement message.Text) *Requirement {
	r := d.deriver.add("fields/"+d.field.Name+"/"+suffix, rule, Must, statement)
	r.Fields = map[string][]string{"field": {d.field.Name}}
	return r
}

func (d *deriver) field(field *Field, schema *Schema) {
	f := &fieldDeriver{d, field}
	everyField := schema.FieldsMatch == Exact || schema.FieldsMatch == Equal || schema.FieldsMatch == Subset
	if everyField || field.Constraints.Required {
		f.add("present", "missing-field", f.say(sayPresent))
	}
	if field.Constraints.Required {
		f.add("required", "missing-value", f.say(sayRequired))
	}
	f.types(schema)
	f.constraints()
}

// types derives what the type demands of how a value is written.
func (d *fieldDeriver) types(schema *Schema) {
	number := d.field.Type == "number"
	free := d.field.Type == "string" || d.field.Type == "any"
	if !free {
		d.add("markers", "undeclared-missing-marker", d.sayMarkers(schema))
	}
	if number || d.field.Type == "integer" {
		d.add("suppression", "suppression-marker", d.say(saySuppression))
		d.add("digits", "grouped-number", d.sayDigits())
	}
	if number {
		d.add("decimal", "decimal-comma", d.sayDecimal())
	}
	if sayForm, ok := commonForms[d.field.Type]; ok && d.field.Format == "" {
		d.add("form", "uncommon-form", d.say(sayForm)).Level = May
	}
	if !free || d.field.Type == "string" && d.field.Format != "" {
		d.add("type", "wrong-type", d.sayType())
	}
}

func (d *fieldDeriver) constraints() {
	c := &d.field.Constraints
	if len(c.Enum) > 0 {
		d.add("enum", "not-in-list", d.sayEnum())
	}
	if len(d.field.Categories) > 0 {
		var values []any
		for _, category := range d.field.Categories {
			values = append(values, category.Value)
		}
		d.add("categories", "not-in-list", d.sayCategories()).Params = map[string]any{"values": values}
	}
	if c.Pattern != "" {
		d.add("pattern", "pattern-mismatch", d.sayPattern()).Params = map[string]any{"pattern": c.Pattern}
	}
	for _, b := range []struct {
		suffix, rule, parameter, value string
		exclusive                      bool
	}{
		{"minimum", "below-minimum", "minimum", c.Minimum, false},
		{"exclusiveMinimum", "below-minimum", "minimum", c.ExclusiveMinimum, true},
		{"maximum", "above-maximum", "maximum", c.Maximum, false},
		{"exclusiveMaximum", "above-maximum", "maximum", c.ExclusiveMaximum, true},
	} {
		if b.value != "" {
			d.add(b.suffix, b.rule, d.sayBound(b.suffix, b.value)).Params = map[string]any{b.parameter: b.value, "exclusive": b.exclusive}
		}
	}
	d.length("minLength", "too-short", c.MinLength)
	d.length("maxLength", "too-long", c.MaxLength)
	if c.JSONSchema != nil {
		d.add("jsonSchema", "schema-mismatch", d.say(sayJSONSchema))
	}
	if c.Unique {
		d.add("unique", "duplicate-value", d.say(sayUnique))
	}
}

func (d *fieldDeriver) length(suffix, rule string, length *int) {
	if length != nil {
		d.add(suffix, rule, d.sayLength(suffix, *length)).Params = map[string]any{"length": int64(*length)}
	}
}
