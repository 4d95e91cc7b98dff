package cli

import "github.com/cogwg/hvdlint/internal/message"

// Standards, fields and requirements in words.
var (
	textDraft      = message.Text{EN: "draft", FR: "ébauche"}
	textCandidate  = message.Text{EN: "candidate", FR: "version candidate"}
	textFinal      = message.Text{EN: "final", FR: "version finale"}
	textSuperseded = message.Text{EN: "superseded", FR: "remplacée"}
	textWithdrawn  = message.Text{EN: "withdrawn", FR: "retirée"}

	textStandardLine = message.Text{EN: "{standard}, {status}", FR: "{standard}, {status}"}
	textFields       = message.Text{EN: "Fields", FR: "Champs"}
	textRequirements = message.Text{EN: "Requirements", FR: "Exigences"}
	textLevelAndRule = message.Text{EN: "{level}, rule {rule}", FR: "{level}, règle {rule}"}

	textRequirementLevel = message.Text{
		EN: "Level: {level} (what fails is reported as {severity})",
		FR: "Niveau\u00a0: {level} (tout manquement est signalé comme {severity})",
	}
	textRequirementRule = message.Text{
		EN: "Rule: {rule} (see hvdlint explain {rule})",
		FR: "Règle\u00a0: {rule} (voir hvdlint explain {rule})",
	}

	textError    = message.Text{EN: "an error", FR: "une erreur"}
	textWarning  = message.Text{EN: "a warning", FR: "un avertissement"}
	textNote     = message.Text{EN: "a note", FR: "une remarque"}
	textHowToFix = message.Text{EN: "How to mend it", FR: "Pour corriger"}

	textRequired  = message.Text{EN: "required", FR: "obligatoire"}
	textUnique    = message.Text{EN: "no value twice", FR: "aucune valeur en double"}
	textAtLeast   = message.Text{EN: "at least {value}", FR: "au moins {value}"}
	textMoreThan  = message.Text{EN: "more than {value}", FR: "plus de {value}"}
	textAtMost    = message.Text{EN: "at most {value}", FR: "au plus {value}"}
	textLessThan  = message.Text{EN: "less than {value}", FR: "moins de {value}"}
	textMinLength = message.Text{EN: "at least {n|character|characters}", FR: "au moins {n|caractère|caractères}"}
	textMaxLength = message.Text{EN: "at most {n|character|characters}", FR: "au plus {n|caractère|caractères}"}
	textEnum      = message.Text{EN: "one of {values}", FR: "parmi {values}"}
	textPattern   = message.Text{EN: "matches {pattern}", FR: "correspond à {pattern}"}
	textExample   = message.Text{EN: "for example {value}", FR: "par exemple {value}"}

	textTypeString    = message.Text{EN: "text", FR: "texte"}
	textTypeInteger   = message.Text{EN: "whole number", FR: "nombre entier"}
	textTypeNumber    = message.Text{EN: "number", FR: "nombre"}
	textTypeBoolean   = message.Text{EN: "true or false", FR: "vrai ou faux"}
	textTypeDate      = message.Text{EN: "date", FR: "date"}
	textTypeDateTime  = message.Text{EN: "date and time", FR: "date et heure"}
	textTypeTime      = message.Text{EN: "time of day", FR: "heure"}
	textTypeYear      = message.Text{EN: "year", FR: "année"}
	textTypeYearMonth = message.Text{EN: "year and month", FR: "année et mois"}
	textTypeDuration  = message.Text{EN: "duration", FR: "durée"}
	textTypeList      = message.Text{EN: "list", FR: "liste"}
	textTypeArray     = message.Text{EN: "JSON array", FR: "tableau JSON"}
	textTypeObject    = message.Text{EN: "JSON object", FR: "objet JSON"}
	textTypeGeopoint  = message.Text{EN: "longitude and latitude", FR: "longitude et latitude"}
	textTypeGeoJSON   = message.Text{EN: "GeoJSON shape", FR: "forme GeoJSON"}
	textTypeAny       = message.Text{EN: "any value", FR: "toute valeur"}
)
