package standard

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// Statements of derived requirements. {field} is the header label of the language, which is what a reader sees in the file.

var (
	sayReadable = message.Text{
		EN: "The file can be opened and is of the kind it claims to be.",
		FR: "Le fichier s’ouvre et il est bien du type qu’il annonce.",
	}
	sayWellFormed = message.Text{
		EN: "The file can be read to its end without a syntax error.",
		FR: "Le fichier se lit jusqu’à la fin sans erreur de syntaxe.",
	}
	sayDecodable = message.Text{
		EN: "Every byte is part of a character in the encoding of the file.",
		FR: "Chaque octet fait partie d’un caractère dans l’encodage du fichier.",
	}
	sayNotEmpty = message.Text{
		EN: "The file holds at least one record.",
		FR: "Le fichier contient au moins un enregistrement.",
	}
	sayLineEndings = message.Text{
		EN: "All lines end in the same way.",
		FR: "Toutes les lignes se terminent de la même façon.",
	}
	sayBOM = message.Text{
		EN: "The file starts with a byte order mark (BOM).",
		FR: "Le fichier commence par un indicateur d’ordre des octets (BOM).",
	}
	sayNoBOM = message.Text{
		EN: "The file starts without a byte order mark (BOM).",
		FR: "Le fichier commence sans indicateur d’ordre des octets (BOM).",
	}
	sayHeaderFirst = message.Text{
		EN: "Nothing stands above the header.",
		FR: "Rien ne précède l’en-tête.",
	}
	sayHeaderPresent = message.Text{
		EN: "The table has a header, which names its columns.",
		FR: "Le tableau a un en-tête, qui nomme ses colonnes.",
	}
	sayHeaderUnique = message.Text{
		EN: "Each column has a name of its own.",
		FR: "Chaque colonne porte un nom qui lui est propre.",
	}
	sayHeaderFilled = message.Text{
		EN: "No column is without a name.",
		FR: "Aucune colonne n’est sans nom.",
	}
	sayHeaderNames = message.Text{
		EN: "Column names are spelled as the standard spells them.",
		FR: "Les noms de colonnes s’écrivent comme la norme les écrit.",
	}
	sayNoOthers = message.Text{
		EN: "There are no columns that the standard does not define.",
		FR: "Il n’y a aucune colonne que la norme ne définit pas.",
	}
	sayOrder = message.Text{
		EN: "Columns stand in the order in which the standard lists them.",
		FR: "Les colonnes se suivent dans l’ordre où la norme les énumère.",
	}
	sayRelated = message.Text{
		EN: "At least one column is a field of the standard.",
		FR: "Au moins une colonne est un champ de la norme.",
	}
	sayWidth = message.Text{
		EN: "Each record has as many values as there are columns.",
		FR: "Chaque enregistrement compte autant de valeurs qu’il y a de colonnes.",
	}
	sayFilledRecords = message.Text{
		EN: "No record is blank.",
		FR: "Aucun enregistrement n’est vide.",
	}
	sayResources = message.Text{
		EN: "The dataset holds all tables of the standard.",
		FR: "Le jeu de données contient tous les tableaux de la norme.",
	}
	sayNoOtherResources = message.Text{
		EN: "The dataset holds no table that the standard does not define.",
		FR: "Le jeu de données ne contient aucun tableau que la norme ne définit pas.",
	}
	sayComplete = message.Text{
		EN: "Records that were published once are still there.",
		FR: "Les enregistrements déjà publiés y sont toujours.",
	}
	sayUnchanged = message.Text{
		EN: "Records of past periods keep the values that were published.",
		FR: "Les enregistrements des périodes passées gardent les valeurs publiées.",
	}
	sayTruthful = message.Text{
		EN: "What the descriptor says of the files is so.",
		FR: "Ce que le descripteur dit des fichiers est exact.",
	}
	sayExtension = message.Text{
		EN: "The extension of the file name fits the content.",
		FR: "L’extension du nom de fichier correspond au contenu.",
	}
	sayLast = message.Text{
		EN: "Nothing stands below the last record.",
		FR: "Rien ne suit le dernier enregistrement.",
	}
	sayRecordNames = message.Text{
		EN: "No record has the same name twice.",
		FR: "Aucun enregistrement n’a deux fois le même nom.",
	}
	sayOnlySheet = message.Text{
		EN: "One sheet of the workbook holds all the data.",
		FR: "Une seule feuille du classeur contient toutes les données.",
	}
	sayOneTable = message.Text{
		EN: "All records stand in one table.",
		FR: "Tous les enregistrements se trouvent dans un seul tableau.",
	}
	sayVisible = message.Text{
		EN: "No sheet with data, no row and no column is hidden.",
		FR: "Aucune feuille de données, aucune ligne ni aucune colonne n’est masquée.",
	}
	sayUnmerged = message.Text{
		EN: "No cells of the table are merged.",
		FR: "Aucune cellule du tableau n’est fusionnée avec une autre.",
	}
	sayValues = message.Text{
		EN: "Cells hold values, not formulas.",
		FR: "Les cellules contiennent des valeurs, et non des formules.",
	}
	sayResults = message.Text{
		EN: "Every formula has its result stored with it.",
		FR: "Le résultat de chaque formule est enregistré avec elle.",
	}
	sayNoErrors = message.Text{
		EN: "No cell holds the error of a formula.",
		FR: "Aucune cellule ne contient l’erreur d’une formule.",
	}
	sayFlat = message.Text{
		EN: "Each cell holds one value, not a list or an object.",
		FR: "Chaque cellule contient une seule valeur, et non une liste ou un objet.",
	}
	sayNumbers = message.Text{
		EN: "Where the format has numbers, numbers are stored as such and not as text.",
		FR: "Lorsque le format a des nombres, les nombres y sont enregistrés comme tels, et non comme du texte.",
	}
	sayDates = message.Text{
		EN: "Where the format has dates and times, they are stored as such and not as text.",
		FR: "Lorsque le format a des dates et des heures, elles y sont enregistrées comme telles, et non comme du texte.",
	}
	sayPresent = message.Text{
		EN: "There is a column `{field}`.",
		FR: "Il y a une colonne `{field}`.",
	}
	sayRequired = message.Text{
		EN: "`{field}` has a value in every record.",
		FR: "`{field}` a une valeur dans chaque enregistrement.",
	}
	saySuppression = message.Text{
		EN: "`{field}` holds no mark of suppression, such as <5, x or *.",
		FR: "`{field}` ne contient aucune marque de suppression, comme <5, x ou *.",
	}
	sayJSONSchema = message.Text{
		EN: "`{field}` is built as its JSON Schema has it.",
		FR: "`{field}` est construit comme le veut son JSON Schema.",
	}
	sayUnique = message.Text{
		EN: "No value of `{field}` occurs twice.",
		FR: "Aucune valeur de `{field}` ne se répète.",
	}
)

var delimiters = map[string]message.Text{
	",":  {EN: "Values are separated by commas.", FR: "Les valeurs sont séparées par des virgules."},
	";":  {EN: "Values are separated by semicolons.", FR: "Les valeurs sont séparées par des points-virgules."},
	"\t": {EN: "Values are separated by tabs.", FR: "Les valeurs sont séparées par des tabulations."},
	"|":  {EN: "Values are separated by vertical bars.", FR: "Les valeurs sont séparées par des barres verticales."},
}

func sayDelimiter(delimiter string) message.Text { return delimiters[delimiter] }

// formatTitles are what people call the formats; others go by their names in capitals.
var formatTitles = map[string]string{"geojson": "GeoJSON", "parquet": "Parquet"}

func sayFormat(formats []string) message.Text {
	var titles []string
	for _, name := range formats {
		title, ok := formatTitles[name]
		if !ok {
			title = strings.ToUpper(name)
		}
		titles = append(titles, title)
	}
	return message.Text{EN: "The format of the file is {formats}.", FR: "Le format du fichier est {formats}."}.Format(
		message.P("formats", message.Text{EN: enumerate(titles, " or "), FR: enumerate(titles, " ou ")}))
}

func sayEncoding(encoding string) message.Text {
	return message.Text{
		EN: "The text is encoded in {encoding}.",
		FR: "Le texte est encodé en {encoding}.",
	}.Format(message.P("encoding", strings.ToUpper(encoding)))
}

// say fills {field} and other parameters.
func (d *fieldDeriver) say(template message.Text, params ...message.Param) message.Text {
	return template.Format(append(params, message.P("field", d.field.Label))...)
}

func (d *fieldDeriver) sayMarkers(schema *Schema) message.Text {
	values := schema.Missing(d.field)
	if len(values) == 1 && values[0] == "" {
		return d.say(message.Text{
			EN: "Where `{field}` has no value, the cell is empty.",
			FR: "Lorsque `{field}` n’a pas de valeur, la cellule est vide.",
		})
	}
	return d.say(message.Text{
		EN: "Where `{field}` has no value, the cell says so in a way that the standard declares.",
		FR: "Lorsque `{field}` n’a pas de valeur, la cellule l’indique d’une façon que la norme déclare.",
	})
}

func (d *fieldDeriver) sayDigits() message.Text {
	if d.field.GroupChar == "" {
		return d.say(message.Text{
			EN: "`{field}` is written without thousands separators.",
			FR: "`{field}` s’écrit sans séparateur de milliers.",
		})
	}
	return d.say(message.Text{
		EN: "`{field}` has no thousands separator other than “{group}”.",
		FR: "`{field}` n’a pas d’autre séparateur de milliers que «\u00a0{group}\u00a0».",
	}, message.P("group", d.field.GroupChar))
}

func (d *fieldDeriver) sayDecimal() message.Text {
	if d.field.DecimalChar == "." {
		return d.say(message.Text{
			EN: "`{field}` is written with a decimal point.",
			FR: "`{field}` s’écrit avec un point décimal.",
		})
	}
	return d.say(message.Text{
		EN: "`{field}` is written with “{mark}” as its decimal mark.",
		FR: "`{field}` s’écrit avec «\u00a0{mark}\u00a0» comme signe décimal.",
	}, message.P("mark", d.field.DecimalChar))
}

// sayEnum lists the values, all of them while that is a list to read.
func (d *fieldDeriver) sayEnum() message.Text {
	if list := d.field.CodeList; list != nil && len(d.field.Constraints.Enum) > readableValues {
		return d.say(sayValue, message.P("values", message.Text{
			EN: "a code of the list “{list}”", FR: "un code de la liste «\u00a0{list}\u00a0»",
		}.Format(message.P("list", list.Title))))
	}
	var shown []message.Text
	for _, value := range d.field.Constraints.Enum {
		shown = append(shown, message.Same(message.Visible(value)))
	}
	return d.sayValues(d.field.Constraints.Enum, shown)
}

// sayCategories lists the values with what they are called: "0 (apple), 1 (orange) or 2".
func (d *fieldDeriver) sayCategories() message.Text {
	var values []string
	var shown []message.Text
	for _, category := range d.field.Categories {
		value := message.Same(message.Visible(category.Value))
		if label := category.Label; !label.IsZero() {
			value.EN += " (" + message.Visible(label.EN) + ")"
			value.FR += " (" + message.Visible(label.FR) + ")"
		}
		values, shown = append(values, category.Value), append(shown, value)
	}
	return d.sayValues(values, shown)
}

// readableValues is how many values a statement names.
const readableValues = 20

var sayValue = message.Text{EN: "`{field}` is {values}.", FR: "`{field}` vaut {values}."}

func (d *fieldDeriver) sayValues(values []string, shown []message.Text) message.Text {
	var listed any = message.List(values)
	if len(values) <= readableValues {
		var en, fr []string
		for _, value := range shown {
			en, fr = append(en, value.EN), append(fr, value.FR)
		}
		listed = message.Text{EN: enumerate(en, " or "), FR: enumerate(fr, " ou ")}
	}
	return d.say(sayValue, message.P("values", listed))
}

// sayPattern does not show the expression to a reader who can be told what it is for.
func (d *fieldDeriver) sayPattern() message.Text {
	if !d.field.Description.IsZero() {
		return d.say(message.Text{
			EN: "`{field}` is written in the form that its description gives.",
			FR: "`{field}` s’écrit sous la forme que donne sa description.",
		})
	}
	return d.say(message.Text{
		EN: "`{field}` matches the pattern {pattern}.",
		FR: "`{field}` correspond au motif {pattern}.",
	}, message.P("pattern", d.field.Constraints.Pattern))
}

var amounts = map[string]message.Text{
	"minimum":          {EN: "`{field}` is at least {bound}.", FR: "`{field}` vaut au moins {bound}."},
	"exclusiveMinimum": {EN: "`{field}` is greater than {bound}.", FR: "`{field}` est supérieur à {bound}."},
	"maximum":          {EN: "`{field}` is at most {bound}.", FR: "`{field}` vaut au plus {bound}."},
	"exclusiveMaximum": {EN: "`{field}` is less than {bound}.", FR: "`{field}` est inférieur à {bound}."},
}

var moments = map[string]message.Text{
	"minimum":          {EN: "`{field}` is not before {bound}.", FR: "`{field}` ne précède pas {bound}."},
	"exclusiveMinimum": {EN: "`{field}` is after {bound}.", FR: "`{field}` vient après {bound}."},
	"maximum":          {EN: "`{field}` is not after {bound}.", FR: "`{field}` ne vient pas après {bound}."},
	"exclusiveMaximum": {EN: "`{field}` is before {bound}.", FR: "`{field}` précède {bound}."},
}

func (d *fieldDeriver) sayBound(suffix, bound string) message.Text {
	sentences := amounts
	switch d.field.Type {
	case "date", "datetime", "time", "year", "yearmonth":
		sentences = moments
	}
	return d.say(sentences[suffix], message.P("bound", bound))
}

func (d *fieldDeriver) sayLength(suffix string, length int) message.Text {
	sentence := message.Text{
		EN: "`{field}` has at least {length|character|characters}.",
		FR: "`{field}` compte au moins {length|caractère|caractères}.",
	}
	switch d.field.Type {
	case "array", "list", "object":
		sentence = message.Text{
			EN: "`{field}` has at least {length|item|items}.",
			FR: "`{field}` compte au moins {length|élément|éléments}.",
		}
	}
	if suffix == "maxLength" {
		sentence.EN = strings.Replace(sentence.EN, "at least", "at most", 1)
		sentence.FR = strings.Replace(sentence.FR, "au moins", "au plus", 1)
	}
	return d.say(sentence, message.P("length", length))
}

// labels enumerates the header labels of fields: "`a`, `b` and `c`".
func labels(names []string, schema *Schema) message.Text {
	var en, fr []string
	for _, name := range names {
		label := message.Same(name)
		if field := schema.Field(name); field != nil {
			label = field.Label
		}
		en, fr = append(en, "`"+label.EN+"`"), append(fr, "`"+label.FR+"`")
	}
	return message.Text{EN: enumerate(en, " and "), FR: enumerate(fr, " et ")}
}

func enumerate(words []string, and string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + and + words[last]
}

func sayKey(key []string, schema *Schema) message.Text {
	sentence := message.Text{
		EN: "No two records have the same {key}.",
		FR: "Deux enregistrements n’ont jamais à la fois les mêmes {key}.",
	}
	if len(key) == 1 {
		sentence.FR = "Deux enregistrements n’ont jamais la même valeur de {key}."
	}
	return sentence.Format(message.P("key", labels(key, schema)))
}

func sayReference(key ForeignKey, schema *Schema) message.Text {
	sentence := message.Text{
		EN: "What {fields} holds stands as {reference} in the table {resource}.",
		FR: "Ce que contient {fields} se trouve sous {reference} dans le tableau {resource}.",
	}
	reference := &Schema{}
	if key.Resource == "" {
		reference = schema
		sentence.EN = strings.Replace(sentence.EN, " in the table {resource}", " in the same table", 1)
		sentence.FR = strings.Replace(sentence.FR, " dans le tableau {resource}", " dans le même tableau", 1)
	}
	if len(key.Fields) > 1 {
		sentence.EN = strings.Replace(sentence.EN, "holds stands", "hold stands", 1)
		sentence.FR = strings.Replace(sentence.FR, "contient", "contiennent", 1)
	}
	return sentence.Format(
		message.P("fields", labels(key.Fields, schema)), message.P("reference", labels(key.Reference, reference)),
		message.P("resource", key.Resource))
}
