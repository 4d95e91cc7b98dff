package cli

import "github.com/cogwg/hvdlint/internal/message"

// Reports that copy the data.
var (
	textNothingToCopy = message.Text{
		EN: "the file cannot be read a second time",
		FR: "le fichier ne peut pas être lu une seconde fois",
	}
	textEdited = message.Text{
		EN: "the file changed after it was checked; check it again",
		FR: "le fichier a changé après la vérification; vérifiez-le de nouveau",
	}
	textNotForTerminals = message.Text{
		EN: "a report in the format {format} is not text that a terminal can show; write it to a file with -o FILE",
		FR: "un rapport dans le format {format} n’est pas un texte qu’un terminal peut montrer; écrivez-le dans un fichier avec -o FICHIER",
	}
)
