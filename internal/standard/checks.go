package standard

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// Check is one of the custom checks of Validata, which the French national schemas list as "custom_checks" beside what Table
// Schema has. Each becomes a requirement, of a rule of the catalogue or not tested (docs/decisions/0011-checks-of-validata.md).
type Check struct {
	Name string
	// Params are the check's parameters, each a list; one text is a list of one.
	Params map[string][]string
}

// checks reads custom_checks where it looks like Validata's: a list. What an item lacks shows when requirements are derived.
func (r *schemaReader) checks(o *object) []Check {
	n := o.get("custom_checks")
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	var checks []Check
	for _, item := range n.Content {
		check := Check{Params: map[string][]string{}}
		for key, value := range pairs(item) {
			switch {
			case key.Value == "name" && value.Kind == yaml.ScalarNode:
				check.Name = value.Value
			case key.Value == "params" && value.Kind == yaml.MappingNode:
				for name, given := range pairs(value) {
					check.Params[name.Value] = texts(given)
				}
			}
		}
		checks = append(checks, check)
	}
	return checks
}

// texts returns a scalar, or the scalars of a list.
func texts(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode {
		return []string{n.Value}
	}
	var list []string
	if n.Kind == yaml.SequenceNode {
		for _, item := range n.Content {
			if item.Kind == yaml.ScalarNode {
				list = append(list, item.Value)
			}
		}
	}
	return list
}

// untestedCheck stands for the rule that a check would need.
const untestedCheck = "custom-check"

// checks derives a requirement from each custom check, in their order.
func (d *deriver) checks(schema *Schema) {
	for i := range schema.Checks {
		c := &checkDeriver{check: &schema.Checks[i], schema: schema}
		meant := c.derive()
		r := d.add("checks/"+strconv.Itoa(i+1), meant.Rule, Must, meant.Statement)
		r.Fields, r.Params = meant.Fields, meant.Params
		if !c.reason.IsZero() {
			r.Rule, r.Statement, r.Fields, r.Params = untestedCheck, named(sayCheck, c.check.Name), nil, nil
			r.Untested = c.reason
		}
	}
}

// checkDeriver finds out what one check demands, or the reason why it is not tested.
type checkDeriver struct {
	check  *Check
	schema *Schema
	reason message.Text
}

func (c *checkDeriver) derive() Requirement {
	switch c.check.Name {
	case "french-siren-value":
		return c.number("siren", saySIREN)
	case "french-siret-value":
		return c.number("siret", saySIRET)
	case "compare-columns-value":
		return c.comparison()
	case "cohesive-columns-value":
		fields := slices.Concat(c.columns("column"), c.columns("othercolumns"))
		return c.together("all", fields, sayCohesive)
	case "one-of-required":
		first := "column" // in the documentation; column1 in the tests and in schemas
		if c.check.Params[first] == nil {
			first = "column1"
		}
		return c.together("one", slices.Concat(c.columns(first), c.columns("column2")), sayOneOf)
	case "sum-columns-value":
		total, parts := c.columns("column"), c.columns("columns")
		return Requirement{
			Rule: "sum-mismatch", Fields: map[string][]string{"total": total, "parts": parts},
			Statement: saySum.Format(message.P("total", labels(total, c.schema)), message.P("parts", labels(parts, c.schema))),
		}
	case "":
		c.refuse(reasonNoName)
		return Requirement{}
	}
	reason, known := leftOut[c.check.Name]
	if !known {
		reason = named(reasonUnknown, c.check.Name)
	}
	c.refuse(reason)
	return Requirement{}
}

// refuse keeps the first reason.
func (c *checkDeriver) refuse(reason message.Text) {
	if c.reason.IsZero() {
		c.reason = reason
	}
}

// columns returns the fields that a parameter names, of which there has to be one at least. Each must be in the schema.
func (c *checkDeriver) columns(param string) []string {
	names := c.check.Params[param]
	if len(names) == 0 {
		c.refuse(named(reasonLacks, param))
	}
	for _, name := range names {
		if c.schema.Field(name) == nil {
			c.refuse(message.DidYouMean(named(reasonNoField, name), name, c.schema.Names()))
		}
	}
	return names
}

// number derives a check of one column. Validata's library passes over spaces in a number.
func (c *checkDeriver) number(algorithm string, statement message.Text) Requirement {
	column := c.columns("column")
	return Requirement{
		Rule: "check-digit", Fields: map[string][]string{"field": column},
		Params:    map[string]any{"algorithm": algorithm, "separators": true},
		Statement: statement.Format(message.P("field", labels(column, c.schema))),
	}
}

func (c *checkDeriver) together(least string, fields []string, statement message.Text) Requirement {
	if len(fields) < 2 {
		c.refuse(reasonOneColumn)
	}
	return Requirement{
		Rule: "incomplete-together", Fields: map[string][]string{"field": fields}, Params: map[string]any{"least": least},
		Statement: statement.Format(message.P("fields", labels(fields, c.schema))),
	}
}

// operators are those of compare-columns-value, as statements show them.
var operators = map[string]string{">": ">", ">=": "≥", "==": "=", "<=": "≤", "<": "<"}

func (c *checkDeriver) comparison() Requirement {
	fields := slices.Concat(c.columns("column"), c.columns("column2"))
	op := ""
	if given := c.check.Params["op"]; len(given) == 1 {
		op = given[0]
	}
	if operators[op] == "" {
		c.refuse(reasonOperator.Format(message.P("operator", op)))
	}
	if c.reason.IsZero() && (len(fields) != 2 || !haveOrder(c.schema.Field(fields[0]), c.schema.Field(fields[1]), op == "==")) {
		c.refuse(reasonNoOrder)
	}
	statement := message.Text{}
	if c.reason.IsZero() {
		statement = sayComparison.Format(message.P("operator", message.Same(operators[op])),
			message.P("first", labels(fields[:1], c.schema)), message.P("second", labels(fields[1:], c.schema)))
	}
	return Requirement{
		Rule: "misordered-values", Fields: map[string][]string{"field": fields}, Params: map[string]any{"operator": op}, Statement: statement,
	}
}

// haveOrder reports whether the values of two fields can be compared. Texts can be equal, and have no order.
func haveOrder(a, b *Field, equal bool) bool {
	x, y := orderOf(a.Type), orderOf(b.Type)
	switch {
	case x == "" || y == "":
		return x == y && equal
	case x == "year":
		return y != "time"
	case y == "year":
		return x != "time"
	}
	return x == y
}

// orderOf names what the values of a type are compared as; a year is a number and a date.
func orderOf(fieldType string) string {
	switch fieldType {
	case "integer", "number":
		return "number"
	case "yearmonth", "date", "datetime":
		return "date"
	case "year", "time":
		return fieldType
	}
	return ""
}

var (
	sayCheck = message.Text{
		EN: "The data pass the check {name} that the schema names.",
		FR: "Les données satisfont à la vérification {name} que nomme le schéma.",
	}
	saySIREN = message.Text{EN: "{field} is a SIREN number whose check digit fits.", FR: "{field} est un numéro SIREN dont la clé correspond."}
	saySIRET = message.Text{EN: "{field} is a SIRET number whose check digit fits.", FR: "{field} est un numéro SIRET dont la clé correspond."}

	sayComparison = message.Text{
		EN: "In each record, {first} {operator} {second}.",
		FR: "Dans chaque enregistrement, {first} {operator} {second}.",
	}
	sayCohesive = message.Text{
		EN: "In each record, {fields} all have a value, or none of them has.",
		FR: "Dans chaque enregistrement, {fields} ont tous une valeur, ou aucun n’en a.",
	}
	sayOneOf = message.Text{
		EN: "In each record, at least one of {fields} has a value.",
		FR: "Dans chaque enregistrement, au moins un champ parmi {fields} a une valeur.",
	}
	saySum = message.Text{
		EN: "In each record, {total} is the sum of {parts}.",
		FR: "Dans chaque enregistrement, {total} est la somme de {parts}.",
	}
)

// Reasons why a check is not tested.
var (
	reasonNoName    = message.Text{EN: "the schema does not say which check it is", FR: "le schéma ne dit pas de quelle vérification il s’agit"}
	reasonUnknown   = message.Text{EN: "hvdlint does not know the check {name}", FR: "hvdlint ne connaît pas la vérification {name}"}
	reasonLacks     = message.Text{EN: "the check lacks its parameter {name}", FR: "il manque à la vérification son paramètre {name}"}
	reasonNoField   = message.Text{EN: "the schema has no field {name}", FR: "le schéma n’a pas de champ {name}"}
	reasonOneColumn = message.Text{EN: "the check names one field only", FR: "la vérification ne nomme qu’un champ"}
	reasonOperator  = message.Text{EN: "the check has no operator “{operator}”", FR: "la vérification n’a pas d’opérateur «\u00a0{operator}\u00a0»"}
	reasonNoOrder   = message.Text{EN: "the values of these fields have no order in common", FR: "les valeurs de ces champs n’ont pas d’ordre commun"}

	leftOut = map[string]message.Text{
		"phone-number-value": {
			EN: "hvdlint does not carry the numbering plans of all countries, which change from month to month",
			FR: "hvdlint ne contient pas les plans de numérotation de tous les pays, qui changent de mois en mois",
		},
		"opening-hours-value": {
			EN: "hvdlint does not read the language in which OpenStreetMap writes opening hours",
			FR: "hvdlint ne lit pas le langage dans lequel OpenStreetMap écrit les heures d’ouverture",
		},
		"nomenclature-actes-value": {
			EN: "the list of acts is in a document without a version that could be named",
			FR: "la nomenclature des actes se trouve dans un document sans version qui puisse être nommée",
		},
		"year-interval-value": {
			EN: "a field that holds years and intervals of years holds two kinds of values, which hvdlint does not tell apart; a pattern can say how they are written",
			FR: "un champ d’années et d’intervalles d’années contient deux sortes de valeurs, que hvdlint ne distingue pas; un motif peut dire comment elles s’écrivent",
		},
		"french-gps-coordinates": {
			EN: "the check compares points with rectangles around France, in which its neighbours lie as well",
			FR: "la vérification compare les points à des rectangles autour de la France, où se trouvent aussi ses voisins",
		},
	}
)
