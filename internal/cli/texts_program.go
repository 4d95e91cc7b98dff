package cli

import "github.com/cogwg/hvdlint/internal/message"

// The program itself: which build it is, its manual pages, and how it is used without a terminal.
var (
	textCommit         = message.Text{EN: "commit {commit}", FR: "révision {commit}"}
	textStandardDigest = message.Text{EN: "standard {standard} ({digest})", FR: "norme {standard} ({digest})"}

	flagVersion = message.Text{EN: "show the version, as “hvdlint version” does", FR: "afficher la version, comme «\u00a0hvdlint version\u00a0»"}
	flagMan     = message.Text{
		EN: "write the help of all commands in both languages into `FOLDER` as manual pages, where man looks for them in such a folder",
		FR: "écrire l’aide de toutes les commandes dans les deux langues dans `DOSSIER` sous forme de pages de manuel, là où man les cherche dans un tel dossier",
	}

	textPressEnter = message.Text{EN: "Press Enter to close this window.", FR: "Appuyez sur Entrée pour fermer cette fenêtre."}
	textDropFiles  = message.Text{
		EN: "To check a file or a folder, drop it on the icon of this program. What hvdlint can do besides is told in a terminal by: hvdlint help",
		FR: "Pour vérifier un fichier ou un dossier, déposez-le sur l’icône de ce programme. Ce que hvdlint sait faire d’autre s’affiche dans un terminal avec\u00a0: hvdlint help",
	}
)

// Headings of manual pages, in capitals as man has them.
var (
	textManName     = message.Text{EN: "NAME", FR: "NOM"}
	textManUsage    = message.Same("SYNOPSIS")
	textManLong     = message.Same("DESCRIPTION")
	textManCommands = message.Text{EN: "COMMANDS", FR: "COMMANDES"}
	textManExamples = message.Text{EN: "EXAMPLES", FR: "EXEMPLES"}
	textManSeeAlso  = message.Text{EN: "SEE ALSO", FR: "VOIR AUSSI"}

	textManWritten = message.Text{
		EN: "{n|manual page|manual pages} written to {path}, in English and in French.",
		FR: "{n|page de manuel écrite|pages de manuel écrites} dans {path}, en français et en anglais.",
	}
)
