package source

import "github.com/cogwg/hvdlint/internal/message"

// fileSentences say why a file or a folder cannot be had. Never written to.
var fileSentences = map[refusal]sentence{
	notFound: {"not-found", message.Text{
		EN: "there is no such file or folder; check the spelling and the folder you are in",
		FR: "ce fichier ou ce dossier n’existe pas; vérifiez l’orthographe et le dossier où vous êtes",
	}},
	permission: {"permission", message.Text{
		EN: "you do not have permission to read it; ask for read access, or copy it to a folder of your own",
		FR: "vous n’avez pas la permission de le lire; demandez un accès en lecture ou copiez-le dans un dossier à vous",
	}},
	locked: {"locked", message.Text{
		EN: "the file is open in another program; close it in Excel and try again",
		FR: "le fichier est ouvert dans un autre programme; fermez-le dans Excel et réessayez",
	}},
	noSpace: {"no-space", message.Text{
		EN: "there is not enough room for a temporary copy; free some room on the disk, or name another folder in the environment variable TMPDIR",
		FR: "il n’y a pas assez de place pour une copie temporaire; libérez de l’espace sur le disque ou nommez un autre dossier dans la variable d’environnement TMPDIR",
	}},
	isDirectory: {"is-directory", message.Text{
		EN: "this is a folder, not a file; name a file in it",
		FR: "c’est un dossier, et non un fichier; nommez un fichier qui s’y trouve",
	}},
	notAFile: {"not-a-file", message.Text{
		EN: "this is a device or a socket, not a file; name a file, or “-” to read standard input",
		FR: "c’est un périphérique ou une connexion, et non un fichier; nommez un fichier, ou «\u00a0-\u00a0» pour lire l’entrée standard",
	}},
	emptyFolder: {"empty-folder", message.Text{
		EN: "no table in this folder; hvdlint looks for files that end in {extensions}, also compressed ({compressions})",
		FR: "aucun tableau dans ce dossier; hvdlint cherche les fichiers qui se terminent par {extensions}, aussi compressés ({compressions})",
	}},
	noMatch: {"no-match", message.Text{
		EN: "no file matches this pattern; check the spelling and the folder you are in",
		FR: "aucun fichier ne correspond à ce motif; vérifiez l’orthographe et le dossier où vous êtes",
	}},
	badPattern: {"bad-pattern", message.Text{
		EN: "this pattern is not complete; close each “[” with “]” and each “{” with “}”",
		FR: "ce motif est incomplet; fermez chaque «\u00a0[\u00a0» par «\u00a0]\u00a0» et chaque «\u00a0{\u00a0» par «\u00a0}\u00a0»",
	}},
	changed: {"changed", message.Text{
		EN: "the file changed while it was being read; try again once nothing writes to it",
		FR: "le fichier a changé pendant sa lecture; réessayez quand plus rien n’y écrit",
	}},
	readFailed: {"io", message.Text{
		EN: "reading failed ({detail}); copy the file to this computer and try again",
		FR: "la lecture a échoué ({detail}); copiez le fichier sur cet ordinateur et réessayez",
	}},
}

// formatSentences say why what a file holds is not read. Never written to.
var formatSentences = map[refusal]sentence{
	encrypted: {"encrypted-workbook", message.Text{
		EN: "this Office file is protected by a password; open it, remove the password (File ▸ Info ▸ Protect Workbook), and save it as .xlsx",
		FR: "ce fichier Office est protégé par un mot de passe; ouvrez-le, retirez le mot de passe (Fichier ▸ Informations ▸ Protéger le classeur) et enregistrez-le en .xlsx",
	}},
	oldWorkbook: {"old-workbook", message.Text{
		EN: "this is a workbook in the old Excel format (.xls); open it in Excel, choose File ▸ Save As and the type “Excel Workbook (.xlsx)”",
		FR: "c’est un classeur dans l’ancien format d’Excel (.xls); ouvrez-le dans Excel, choisissez Fichier ▸ Enregistrer sous et le type «\u00a0Classeur Excel (.xlsx)\u00a0»",
	}},
	xlsb: {"unsupported-format", message.Text{
		EN: "this is a binary Excel workbook (.xlsb); open it in Excel, choose File ▸ Save As and the type “Excel Workbook (.xlsx)”",
		FR: "c’est un classeur Excel binaire (.xlsb); ouvrez-le dans Excel, choisissez Fichier ▸ Enregistrer sous et le type «\u00a0Classeur Excel (.xlsx)\u00a0»",
	}},
	ods: {"unsupported-format", message.Text{
		EN: "this is an OpenDocument spreadsheet (.ods); open it, choose File ▸ Save As and the type “Excel 2007-365 (.xlsx)”",
		FR: "c’est une feuille de calcul OpenDocument (.ods); ouvrez-la, choisissez Fichier ▸ Enregistrer sous et le type «\u00a0Excel 2007-365 (.xlsx)\u00a0»",
	}},
	utf32: {"unsupported-encoding", message.Text{
		EN: "the text is in UTF-32, which hvdlint does not read; save it as UTF-8",
		FR: "le texte est en UTF-32, que hvdlint ne lit pas; enregistrez-le en UTF-8",
	}},
	oldOffice: {"not-a-table", message.Text{
		EN: "this is a document in an old Office format, not a table; save its table as CSV UTF-8",
		FR: "c’est un document dans un ancien format d’Office, et non un tableau; enregistrez-en le tableau en CSV UTF-8",
	}},
	document: {"not-a-table", message.Text{
		EN: "this is a text document or a presentation, not a table; save its table as CSV UTF-8",
		FR: "c’est un document de texte ou une présentation, et non un tableau; enregistrez-en le tableau en CSV UTF-8",
	}},
	pdf: {"not-a-table", message.Text{
		EN: "this is a PDF document, not a table; ask the publisher for the data as CSV",
		FR: "c’est un document PDF, et non un tableau; demandez les données en CSV à l’organisme qui les publie",
	}},
	html: {"not-a-table", message.Text{
		EN: "this is a web page (HTML); if it shows the table when you open it in Excel, save it there as .xlsx; if it shows an error or asks to sign in, download the file again",
		FR: "c’est une page Web (HTML); si elle montre le tableau quand vous l’ouvrez dans Excel, enregistrez-la en .xlsx; si elle montre une erreur ou demande de se connecter, téléchargez le fichier de nouveau",
	}},
	xml: {"not-a-table", message.Text{
		EN: "this is XML, not a table of text; export the records as CSV in UTF-8",
		FR: "c’est du XML, et non un tableau de texte; exportez les enregistrements en CSV en UTF-8",
	}},
	image: {"not-a-table", message.Text{
		EN: "this is an image, not a table; name the file that holds the data",
		FR: "c’est une image, et non un tableau; nommez le fichier qui contient les données",
	}},
	binaryFormat: {"not-a-table", message.Text{
		EN: "this file does not hold text; save the data as CSV in UTF-8, and name the encoding if it is text after all",
		FR: "ce fichier ne contient pas de texte; enregistrez les données en CSV en UTF-8, et indiquez l’encodage s’il s’agit bien de texte",
	}},
	foreignArchive: {"unsupported-format", message.Text{
		EN: "this is a 7-Zip, RAR or tar archive, which hvdlint does not open; unpack it and name the files inside",
		FR: "c’est une archive 7-Zip, RAR ou tar, que hvdlint n’ouvre pas; décompressez-la et nommez les fichiers qu’elle contient",
	}},
}

// Why a file that says how data is checked is not read.
var (
	textNoCompanion = message.Text{
		EN: "this is a device or a socket, not a file; name a file",
		FR: "c’est un périphérique ou une connexion, et non un fichier; nommez un fichier",
	}
	textLongCompanion = message.Text{
		EN: "the file has more than {limit|byte|bytes}, the most that such a file may have; name another one",
		FR: "le fichier compte plus de {limit|octet|octets}, le maximum pour un tel fichier; nommez-en un autre",
	}
)
