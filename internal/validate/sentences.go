package validate

import "github.com/cogwg/hvdlint/internal/message"

// What the engine itself says. Everything else comes from the pages of rules.
var (
	textNoRule = message.Text{
		EN: "this version of hvdlint has no rule {rule}",
		FR: "cette version de hvdlint n’a pas de règle {rule}",
	}
	faultNoRule = message.Text{
		EN: "requirement {requirement}: there is no rule {rule}",
		FR: "exigence {requirement}\u00a0: il n’y a pas de règle {rule}",
	}
	faultTooManyChecks = message.Text{
		EN: "more than {n} requirements look at the values of the field {field}",
		FR: "plus de {n} exigences portent sur les valeurs du champ {field}",
	}
	textIgnored = message.Text{
		EN: "you left it out (--ignore {pattern})",
		FR: "vous l’avez laissée de côté (--ignore {pattern})",
	}
	textNotSelected = message.Text{
		EN: "it is not among those that you selected (--select)",
		FR: "elle ne figure pas parmi celles que vous avez choisies (--select)",
	}
	textNoHeader = message.Text{
		EN: "the table has no header, so its columns have no names",
		FR: "le tableau n’a pas d’en-tête, ses colonnes n’ont donc pas de nom",
	}
	textCannotApply = message.Text{
		EN: "it cannot apply to this field",
		FR: "elle ne peut pas s’appliquer à ce champ",
	}
	textNoDescriptor = message.Text{
		EN: "no descriptor (datapackage.json) stands beside the data",
		FR: "aucun descripteur (datapackage.json) n’accompagne les données",
	}
	textOtherFormat = message.Text{
		EN: "it is about what this format does not have",
		FR: "elle porte sur ce que ce format n’a pas",
	}
	textFieldMissing = message.Text{
		EN: "the file does not have {fields}",
		FR: "le fichier n’a pas {fields}",
	}
	textFieldAbsent = message.Text{
		EN: "the file does not have {fields}, which the standard leaves open",
		FR: "le fichier n’a pas {fields}, ce que la norme permet",
	}
	textNoRecords = message.Text{
		EN: "the table has no records",
		FR: "le tableau n’a aucun enregistrement",
	}
	textNoValues = message.Text{
		EN: "no record has a value here",
		FR: "aucun enregistrement n’a de valeur ici",
	}
	textUnread = message.Text{
		EN: "the file could not be read",
		FR: "le fichier n’a pas pu être lu",
	}
	textReadInPart = message.Text{
		EN: "nothing wrong was found in the part that could be read, up to record {record}",
		FR: "rien d’anormal dans la partie lue, jusqu’à l’enregistrement {record}",
	}
	textUnknownSupplied = message.Text{
		EN: "the standard has no field {field}; it has {fields}",
		FR: "la norme n’a pas de champ {field}; elle a {fields}",
	}
	textAllValues = message.Text{
		EN: "all {count|value|values} of {field}, for example: {message}",
		FR: "toutes les {count|valeur|valeurs} du champ {field}, par exemple\u00a0: {message}",
	}
	textNearlyAllValues = message.Text{
		EN: "{count} of the {tested|value|values} of {field}, for example: {message}",
		FR: "{count} des {tested|valeur|valeurs} du champ {field}, par exemple\u00a0: {message}",
	}
	textGroupFix = message.Text{
		EN: "For the value of the example: {fix} Mend the other values in the same way, each according to what it says.",
		FR: "Pour la valeur de l’exemple\u00a0: {fix} Corrigez les autres de la même façon, chacune selon ce qu’elle dit.",
	}
	textNoSoundValues = message.Text{
		EN: "every value failed an earlier check",
		FR: "chaque valeur a échoué à une vérification précédente",
	}
)
