package report

import "github.com/cogwg/hvdlint/internal/message"

// frictionlessTypes are the error types of frictionless-py 5 that rules map to, and the general ones.
var frictionlessTypes = map[string]frictionlessType{
	"source-error": {
		shapeResource,
		message.Text{EN: "Source Error", FR: "Erreur de source"},
		message.Text{EN: "The data cannot be read, in whole or in part.", FR: "Les données ne peuvent pas être lues, en tout ou en partie."},
	},
	"format-error": {
		shapeResource,
		message.Text{EN: "Format Error", FR: "Erreur de format"},
		message.Text{EN: "The format of the file is not the one expected.", FR: "Le format du fichier n’est pas celui attendu."},
	},
	"encoding-error": {
		shapeResource,
		message.Text{EN: "Encoding Error", FR: "Erreur d’encodage"},
		message.Text{EN: "The characters are not stored as expected.", FR: "Les caractères ne sont pas encodés comme prévu."},
	},
	"hash-count": {
		shapeFile,
		message.Text{EN: "Hash Count Error", FR: "Erreur d’empreinte"},
		message.Text{EN: "The file has another digest than its description says.", FR: "L’empreinte du fichier n’est pas celle de sa description."},
	},
	"byte-count": {
		shapeFile,
		message.Text{EN: "Byte Count Error", FR: "Erreur de taille"},
		message.Text{EN: "The file has another size than its description says.", FR: "La taille du fichier n’est pas celle de sa description."},
	},
	"table-error": {
		shapeTable,
		message.Text{EN: "Table Error", FR: "Erreur de tableau"},
		message.Text{EN: "The table as a whole does not meet the standard.", FR: "Le tableau, dans son ensemble, ne respecte pas la norme."},
	},
	"row-count": {
		shapeTable,
		message.Text{EN: "Row Count Error", FR: "Erreur de nombre de lignes"},
		message.Text{EN: "The table has another number of rows than expected.", FR: "Le tableau n’a pas le nombre de lignes attendu."},
	},
	"field-count": {
		shapeTable,
		message.Text{EN: "Field Count Error", FR: "Erreur de nombre de champs"},
		message.Text{EN: "The table has another number of fields than expected.", FR: "Le tableau n’a pas le nombre de champs attendu."},
	},
	"deviated-value": {
		shapeTable,
		message.Text{EN: "Deviated Value", FR: "Valeur qui s’écarte"},
		message.Text{EN: "A value is far from those around it.", FR: "Une valeur est loin de celles qui l’entourent."},
	},
	"blank-header": {
		shapeHeader,
		message.Text{EN: "Blank Header", FR: "En-tête vide"},
		message.Text{EN: "The table has no header.", FR: "Le tableau n’a pas d’en-tête."},
	},
	"label-error": {
		shapeLabel,
		message.Text{EN: "Label Error", FR: "Erreur d’étiquette"},
		message.Text{EN: "A name in the header does not meet the standard.", FR: "Un nom de l’en-tête ne respecte pas la norme."},
	},
	"extra-label": {
		shapeLabel,
		message.Text{EN: "Extra Label", FR: "Étiquette en trop"},
		message.Text{EN: "The header has a name that the standard does not know.", FR: "L’en-tête a un nom que la norme ne connaît pas."},
	},
	"missing-label": {
		shapeLabel,
		message.Text{EN: "Missing Label", FR: "Étiquette manquante"},
		message.Text{EN: "The header lacks a name that the standard asks for.", FR: "Il manque à l’en-tête un nom que la norme demande."},
	},
	"blank-label": {
		shapeLabel,
		message.Text{EN: "Blank Label", FR: "Étiquette vide"},
		message.Text{EN: "A column has no name.", FR: "Une colonne n’a pas de nom."},
	},
	"duplicate-label": {
		shapeLabel,
		message.Text{EN: "Duplicate Label", FR: "Étiquette répétée"},
		message.Text{EN: "Two columns have one name.", FR: "Deux colonnes portent le même nom."},
	},
	"incorrect-label": {
		shapeLabel,
		message.Text{EN: "Incorrect Label", FR: "Étiquette incorrecte"},
		message.Text{EN: "A name in the header is not the one of the standard.", FR: "Un nom de l’en-tête n’est pas celui de la norme."},
	},
	"row-error": {
		shapeRow,
		message.Text{EN: "Row Error", FR: "Erreur de ligne"},
		message.Text{EN: "A row does not meet the standard.", FR: "Une ligne ne respecte pas la norme."},
	},
	"blank-row": {
		shapeRow,
		message.Text{EN: "Blank Row", FR: "Ligne vide"},
		message.Text{EN: "A row has no value.", FR: "Une ligne n’a aucune valeur."},
	},
	"primary-key": {
		shapeRow,
		message.Text{EN: "PrimaryKey Error", FR: "Erreur de clé primaire"},
		message.Text{EN: "Two rows have one key.", FR: "Deux lignes ont la même clé."},
	},
	"foreign-key": {
		shapeRow,
		message.Text{EN: "ForeignKey Error", FR: "Erreur de clé étrangère"},
		message.Text{EN: "A row refers to one that does not exist.", FR: "Une ligne renvoie à une autre qui n’existe pas."},
	},
	"duplicate-row": {
		shapeRow,
		message.Text{EN: "Duplicate Row", FR: "Ligne répétée"},
		message.Text{EN: "A row is there twice.", FR: "Une ligne figure deux fois."},
	},
	"row-constraint": {
		shapeRow,
		message.Text{EN: "Row Constraint", FR: "Contrainte de ligne"},
		message.Text{EN: "The values of a row do not go together.", FR: "Les valeurs d’une ligne ne vont pas ensemble."},
	},
	"cell-error": {
		shapeCell,
		message.Text{EN: "Cell Error", FR: "Erreur de cellule"},
		message.Text{EN: "A cell does not meet the standard.", FR: "Une cellule ne respecte pas la norme."},
	},
	"extra-cell": {
		shapeCell,
		message.Text{EN: "Extra Cell", FR: "Cellule en trop"},
		message.Text{EN: "A row has more cells than the header.", FR: "Une ligne a plus de cellules que l’en-tête."},
	},
	"missing-cell": {
		shapeCell,
		message.Text{EN: "Missing Cell", FR: "Cellule manquante"},
		message.Text{EN: "A row has fewer cells than the header.", FR: "Une ligne a moins de cellules que l’en-tête."},
	},
	"type-error": {
		shapeCell,
		message.Text{EN: "Type Error", FR: "Erreur de type"},
		message.Text{EN: "A value is not of the type of its field.", FR: "Une valeur n’est pas du type de son champ."},
	},
	"constraint-error": {
		shapeCell,
		message.Text{EN: "Constraint Error", FR: "Erreur de contrainte"},
		message.Text{EN: "A value is not one that its field allows.", FR: "Une valeur n’est pas de celles que son champ permet."},
	},
	"unique-error": {
		shapeCell,
		message.Text{EN: "Unique Error", FR: "Erreur d’unicité"},
		message.Text{EN: "A value is there twice in a field of different values.", FR: "Une valeur figure deux fois dans un champ où toutes diffèrent."},
	},
	"truncated-value": {
		shapeCell,
		message.Text{EN: "Truncated Value", FR: "Valeur tronquée"},
		message.Text{EN: "A value seems to have been cut short.", FR: "Une valeur semble avoir été coupée."},
	},
}
