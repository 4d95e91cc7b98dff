package standard

import "github.com/cogwg/hvdlint/internal/message"

// What is wrong with a file of a standard. {what} is the thing the sentence is about: one of the texts at the end, or the name
// of a key. {kind} says what stands in its place, see kindOf.

// Files and their syntax.
var (
	faultTooLarge = message.Text{
		EN: "the file has {n|byte|bytes}; more than {limit} are not read",
		FR: "le fichier compte {n|octet|octets}; il n’en est pas lu plus de {limit}",
	}
	faultNotUTF8 = message.Text{
		EN: "byte {byte} is not UTF-8",
		FR: "l’octet {byte} n’est pas de l’UTF-8",
	}
	faultEmptyFile = message.Text{
		EN: "the file is empty",
		FR: "le fichier est vide",
	}
	faultSecondDocument = message.Text{
		EN: "a second document starts here; the file must hold one",
		FR: "un deuxième document commence ici; le fichier ne doit en contenir qu’un",
	}
	faultTooDeep = message.Text{
		EN: "more than {n} lists and mappings inside each other",
		FR: "plus de {n} listes et objets imbriqués",
	}
	faultAnchor = message.Text{
		EN: "anchors (&{name}) are not part of this format",
		FR: "les ancres (&{name}) ne font pas partie de ce format",
	}
	faultAlias = message.Text{
		EN: "aliases (*{name}) are not part of this format",
		FR: "les alias (*{name}) ne font pas partie de ce format",
	}
	faultTag = message.Text{
		EN: "tags ({name}) are not part of this format",
		FR: "les étiquettes ({name}) ne font pas partie de ce format",
	}
	faultMergeKey = message.Text{
		EN: "merge keys (<<) are not part of this format",
		FR: "les clés de fusion (<<) ne font pas partie de ce format",
	}
	faultHugeNumber = message.Text{
		EN: "the number {value} is too large to be read",
		FR: "le nombre {value} est trop grand pour être lu",
	}
	faultKeyNotText = message.Text{
		EN: "a key must be text",
		FR: "une clé doit être un texte",
	}
	faultKeyTwice = message.Text{
		EN: "“{key}” stands twice, first on line {line}",
		FR: "«\u00a0{key}\u00a0» figure deux fois, d’abord à la ligne {line}",
	}
)

// Keys and values of any mapping.
var (
	faultNotMapping = message.Text{
		EN: "{what} must be a mapping, not {kind}",
		FR: "{what} doit être un objet, et non {kind}",
	}
	faultUnknownKey = message.Text{
		EN: "{what} has no “{word}”",
		FR: "{what} n’a pas de clé «\u00a0{word}\u00a0»",
	}
	faultLacks = message.Text{
		EN: "{what} lacks “{key}”",
		FR: "{what} doit avoir une clé «\u00a0{key}\u00a0»",
	}
	faultNoText = message.Text{
		EN: "{what} must not be empty",
		FR: "{what} ne doit pas être vide",
	}
	faultNotText = message.Text{
		EN: "{what} must be text, not {kind}",
		FR: "{what} doit être un texte, et non {kind}",
	}
	faultNotQuoted = message.Text{
		EN: "{what} must be text, not {kind}; put it in quotes if text is meant",
		FR: "{what} doit être un texte, et non {kind}; mettez la valeur entre guillemets droits s’il s’agit d’un texte",
	}
	faultOneLanguage = message.Text{
		EN: "{what} must be said in both languages, {en: …, fr: …}, not {kind}",
		FR: "{what} doit avoir un texte dans chaque langue, {en: …, fr: …}, et non {kind}",
	}
	faultNotBoolean = message.Text{
		EN: "{what} must be true or false, not {kind}",
		FR: "{what} doit valoir true ou false, et non {kind}",
	}
	faultNotLength = message.Text{
		EN: "{what} must be a whole number from 0 up, not {kind}",
		FR: "{what} doit être un nombre entier à partir de 0, et non {kind}",
	}
	faultNoneOf = message.Text{
		EN: "{what} must be {allowed}, not “{word}”",
		FR: "{what} doit valoir {allowed}, et non «\u00a0{word}\u00a0»",
	}
	faultNotList = message.Text{
		EN: "{what} must be a list, not {kind}",
		FR: "{what} doit être une liste, et non {kind}",
	}
	faultNotOneValue = message.Text{
		EN: "{what} must be one value, not {kind}",
		FR: "{what} doit être une seule valeur, et non {kind}",
	}
	faultNull = message.Text{
		EN: "{what} must not be null; put it in quotes if the text is meant",
		FR: "{what} ne doit pas être null; mettez ce mot entre guillemets droits s’il s’agit du texte",
	}
	faultNotWords = message.Text{
		EN: "{what} “{name}” must be lower-case words joined by single hyphens",
		FR: "{what} «\u00a0{name}\u00a0» doit se composer de mots en minuscules, reliés par de simples traits d’union",
	}
)

// Standards and their requirements.
var (
	faultVersion = message.Text{
		EN: "version “{name}” must be a semantic version of three numbers, such as 1.0.0",
		FR: "version «\u00a0{name}\u00a0» doit être une version sémantique de trois nombres, comme 1.0.0",
	}
	faultHeader = message.Text{
		EN: "header must be 1: the only line on which a header can be demanded",
		FR: "header doit valoir 1\u00a0: un en-tête ne peut être exigé qu’à cette ligne",
	}
	faultResourceName = message.Text{
		EN: "name “{name}” must be lower-case letters, digits, and . _ -",
		FR: "name «\u00a0{name}\u00a0» doit se composer de lettres minuscules, de chiffres et de . _ -",
	}
	faultResourceTwice = message.Text{
		EN: "two resources have the name “{name}”",
		FR: "deux ressources portent le nom «\u00a0{name}\u00a0»",
	}
	faultNoResource = message.Text{
		EN: "there is no resource “{word}”",
		FR: "il n’y a pas de ressource «\u00a0{word}\u00a0»",
	}
	faultWhichResource = message.Text{
		EN: "{what} must name its resource, because the standard has several",
		FR: "{what} doit nommer sa ressource, car la norme en a plusieurs",
	}
	faultRequirementTwice = message.Text{
		EN: "requirement “{id}” is already there: {why}",
		FR: "l’exigence «\u00a0{id}\u00a0» existe déjà\u00a0: {why}",
	}
	becauseDerived = message.Text{
		EN: "it follows from the schema or the file policy",
		FR: "elle découle du schéma ou des règles sur le fichier",
	}
	becauseWritten = message.Text{
		EN: "it is written above",
		FR: "elle figure plus haut",
	}
	faultRoles = message.Text{
		EN: "fields must be “all”, a list of fields or a mapping from roles to fields, not {kind}",
		FR: "fields doit valoir «\u00a0all\u00a0», ou être une liste de champs ou un objet qui associe des champs aux rôles, et non {kind}",
	}
	faultLevelOfNone = message.Text{
		EN: "levels: no requirement “{word}” follows from the schema or the file policy",
		FR: "levels\u00a0: aucune exigence «\u00a0{word}\u00a0» ne découle du schéma ou des règles sur le fichier",
	}
	faultLevel = message.Text{
		EN: "levels: {id} must be must, should or may, not {kind}",
		FR: "levels\u00a0: {id} doit valoir must, should ou may, et non {kind}",
	}
	faultNotLevel = message.Text{
		EN: "level “{level}” is none of must, should, may",
		FR: "le niveau «\u00a0{level}\u00a0» n’est ni must, ni should, ni may",
	}
)

// Parameters.
var (
	faultParameterName = message.Text{
		EN: "the name of parameter “{name}” must be lower-case letters, digits and _",
		FR: "le nom du paramètre «\u00a0{name}\u00a0» doit se composer de lettres minuscules, de chiffres et de _",
	}
	faultDefault = message.Text{
		EN: "default of parameter {name} must be {type}, not “{value}”",
		FR: "la valeur default du paramètre {name} doit être {type}, et non «\u00a0{value}\u00a0»",
	}
	faultParameterType = message.Text{
		EN: "parameter {name} must be {type}, not “{value}”",
		FR: "le paramètre {name} doit être {type}, et non «\u00a0{value}\u00a0»",
	}
	faultNoParameter = message.Text{
		EN: "there is no parameter “{word}”",
		FR: "il n’y a pas de paramètre «\u00a0{word}\u00a0»",
	}
	faultStandardParameter = message.Text{
		EN: "standard {standard} has no parameter “{word}”",
		FR: "la norme {standard} n’a pas de paramètre «\u00a0{word}\u00a0»",
	}
	faultInteger = message.Text{
		EN: "{value} is no whole number from −2⁶³ to 2⁶³−1 written in decimal digits",
		FR: "{value} n’est pas un nombre entier de −2⁶³ à 2⁶³−1 écrit en chiffres décimaux",
	}
	faultNumber = message.Text{
		EN: "{value} is no number written in decimal digits",
		FR: "{value} n’est pas un nombre écrit en chiffres décimaux",
	}
)

// Table Schema.
var (
	faultDataPackage = message.Text{
		EN: "this is a Data Package descriptor; a Table Schema has fields at its top",
		FR: "c’est un descripteur Data Package; un Table Schema a fields au premier niveau",
	}
	faultNoFields = message.Text{
		EN: "fields must have at least one field",
		FR: "fields doit avoir au moins un champ",
	}
	faultNoField = message.Text{
		EN: "{what}: there is no field “{word}”",
		FR: "{what}\u00a0: il n’y a pas de champ «\u00a0{word}\u00a0»",
	}
	faultReferenceWidth = message.Text{
		EN: "a foreign key of {n|field|fields} refers to {other}",
		FR: "une clé étrangère de {n|champ|champs} renvoie à {other}",
	}
	faultFieldTwice = message.Text{
		EN: "two fields have the name “{name}”",
		FR: "deux champs portent le nom «\u00a0{name}\u00a0»",
	}
	faultLabelTwice = message.Text{
		EN: "the header label “{label}” of field {name} already stands for {other}",
		FR: "le nom de colonne «\u00a0{label}\u00a0» du champ {name} désigne déjà {other}",
	}
	faultSynonym = message.Text{
		EN: "synonym “{synonym}” stands for “{word}”, which is not among the values",
		FR: "le synonyme «\u00a0{synonym}\u00a0» désigne «\u00a0{word}\u00a0», qui n’est pas parmi les valeurs",
	}
	faultPattern = message.Text{
		EN: "pattern is not a regular expression in the RE2 syntax: {reason}",
		FR: "pattern n’est pas une expression régulière selon la syntaxe RE2\u00a0: {reason}",
	}
	faultEmptyEnum = message.Text{
		EN: "enum must have at least one value",
		FR: "enum doit avoir au moins une valeur",
	}
	faultEnumTwice = message.Text{
		EN: "enum has “{value}” twice",
		FR: "enum contient deux fois «\u00a0{value}\u00a0»",
	}
	faultEnumCategory = message.Text{
		EN: "enum has “{value}”, which is none of the categories",
		FR: "enum contient «\u00a0{value}\u00a0», qui ne figure pas dans categories",
	}
	faultCategoryTwice = message.Text{
		EN: "categories has “{value}” twice",
		FR: "categories contient deux fois «\u00a0{value}\u00a0»",
	}
	faultNoConstraint = message.Text{
		EN: "field {name} is of type {type}, which has no constraint {key}",
		FR: "le champ {name} est de type {type}, qui n’a pas de contrainte {key}",
	}
	faultBoundInteger = message.Text{
		EN: "{key} of an integer field must be a whole number, not “{value}”",
		FR: "{key} d’un champ integer doit être un nombre entier, et non «\u00a0{value}\u00a0»",
	}
	faultBoundNumber = message.Text{
		EN: "{key} of a number field must be a number, not “{value}”",
		FR: "{key} d’un champ number doit être un nombre, et non «\u00a0{value}\u00a0»",
	}
	faultBoundRange = message.Text{
		EN: "{key} {value} is out of range",
		FR: "{key} {value} dépasse ce qui peut être lu",
	}
)

// Data Packages.
var (
	faultNoResources = message.Text{
		EN: "resources must have at least one resource",
		FR: "resources doit avoir au moins une ressource",
	}
	faultNoData = message.Text{
		EN: "a resource must have “path”, which names its file, or “data”",
		FR: "une ressource doit avoir «\u00a0path\u00a0», qui nomme son fichier, ou «\u00a0data\u00a0»",
	}
	faultReferenceUnread = message.Text{
		EN: "{what} “{file}” could not be read: {cause}",
		FR: "{what} «\u00a0{file}\u00a0» n’a pas pu être lu\u00a0: {cause}",
	}
)

// Parts of sentences.
var (
	quoted = message.Text{EN: "“{value}”", FR: "«\u00a0{value}\u00a0»"}

	whatStandard        = message.Text{EN: "a standard", FR: "une norme"}
	whatTableSchema     = message.Text{EN: "a table schema", FR: "un Table Schema"}
	whatPackage         = message.Text{EN: "a data package", FR: "un Data Package"}
	whatSteward         = message.Text{EN: "a steward", FR: "un responsable"}
	whatResource        = message.Text{EN: "a resource", FR: "une ressource"}
	whatRequirement     = message.Text{EN: "a requirement", FR: "une exigence"}
	whatThisRequirement = message.Text{EN: "requirement {name}", FR: "l’exigence {name}"}
	whatField           = message.Text{EN: "a field", FR: "un champ"}
	whatThisField       = message.Text{EN: "field {name}", FR: "le champ {name}"}
	whatParameter       = message.Text{EN: "a parameter", FR: "un paramètre"}
	whatThisParameter   = message.Text{EN: "parameter {name}", FR: "le paramètre {name}"}
	whatRole            = message.Text{EN: "role {name}", FR: "le rôle {name}"}
	whatUniqueKey       = message.Text{EN: "a unique key", FR: "une clé unique"}
	whatForeignKey      = message.Text{EN: "a foreign key", FR: "une clé étrangère"}
	whatMissingValue    = message.Text{EN: "a missing value", FR: "une valeur manquante"}
	whatCategory        = message.Text{EN: "a category", FR: "une catégorie"}
	whatSynonym         = message.Text{EN: "a synonym", FR: "un synonyme"}
	whatEach            = message.Text{EN: "each of {name}", FR: "chaque élément de la liste {name}"}
	whatEachField       = message.Text{EN: "each field of {what}", FR: "{what}\u00a0: chaque champ"}
	kindMapping         = message.Text{EN: "a mapping", FR: "un objet"}
	kindList            = message.Text{EN: "a list", FR: "une liste"}
	kindAlias           = message.Text{EN: "an alias", FR: "un alias"}
	typesOfParameters   = map[string]message.Text{
		"integer": {EN: "a whole number", FR: "un nombre entier"},
		"number":  {EN: "a number", FR: "un nombre"},
		"string":  {EN: "text", FR: "un texte"},
	}
)

// named fills {name}.
func named(template message.Text, name string) message.Text {
	return template.Format(message.P("name", name))
}

// quote sets a value between the quotation marks of each language.
func quote(value string) message.Text { return quoted.Format(message.P("value", value)) }

// alternatives enumerates words; a sign of one character is quoted, so that it is not taken for punctuation.
func alternatives(words []string) message.Text {
	var en, fr []string
	for _, word := range words {
		shown := message.Same(word)
		if len(word) == 1 {
			shown = quote(word)
		}
		en, fr = append(en, shown.EN), append(fr, shown.FR)
	}
	return message.Text{EN: enumerate(en, " or "), FR: enumerate(fr, " ou ")}
}
