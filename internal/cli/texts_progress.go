package cli

import "github.com/cogwg/hvdlint/internal/message"

var flagNoProgress = message.Text{
	EN: "do not show how far long work has come",
	FR: "ne pas montrer l’avancement des longs travaux",
}

// Progress. Each is one of the parts of a line.
var (
	textFileOf      = message.Text{EN: "file {file} of {files}", FR: "fichier {file} sur {files}"}
	textPercent     = message.Text{EN: "{percent}%", FR: "{percent}\u00a0%"}
	textReadOf      = message.Text{EN: "{read} of {total}", FR: "{read} sur {total}"}
	textRead        = message.Text{EN: "{read} read", FR: "{read} lus"}
	textFetchedOf   = message.Text{EN: "{read} of {total} downloaded", FR: "{read} sur {total} téléchargés"}
	textFetched     = message.Text{EN: "{read} downloaded", FR: "{read} téléchargés"}
	textRecordsRead = message.Text{EN: "{n|record|records}", FR: "{n|enregistrement|enregistrements}"}
	textReadAgain   = message.Text{EN: "reading again", FR: "nouvelle lecture"}

	textSecondsLeft  = message.Text{EN: "a few seconds left", FR: "encore quelques secondes"}
	textAboutSeconds = message.Text{EN: "about {n} s left", FR: "encore environ {n}\u00a0s"}
	textAboutMinutes = message.Text{EN: "about {n} min left", FR: "encore environ {n}\u00a0min"}
	textAboutHours   = message.Text{EN: "about {n} h left", FR: "encore environ {n}\u00a0h"}
)
