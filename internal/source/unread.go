package source

import (
	"context"
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// refusal names one sentence that says why something is not read. Several refusals share a reason code.
type refusal string

const (
	notFound     refusal = "not-found"
	permission   refusal = "permission"
	locked       refusal = "locked"
	isDirectory  refusal = "is-directory"
	notAFile     refusal = "not-a-file"
	emptyFolder  refusal = "empty-folder"
	noMatch      refusal = "no-match"
	badPattern   refusal = "bad-pattern"
	changed      refusal = "changed"
	readFailed   refusal = "io"
	utf32        refusal = "utf-32"
	encrypted    refusal = "encrypted workbook"
	oldWorkbook  refusal = "old workbook"
	oldOffice    refusal = "old document"
	xlsx         refusal = "xlsx"
	xlsb         refusal = "xlsb"
	ods          refusal = "ods"
	document     refusal = "document"
	zipArchive   refusal = "zip"
	compressed   refusal = "compressed"
	parquet      refusal = "parquet"
	jsonText     refusal = "json"
	pdf          refusal = "pdf"
	html         refusal = "html"
	xml          refusal = "xml"
	image        refusal = "image"
	binaryFormat refusal = "binary"
)

// sentence is a refusal's reason code (see [table.Unread]) and its text. Never written to.
type sentence struct {
	reason string
	text   message.Text
}

var sentences = map[refusal]sentence{
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
	isDirectory: {"is-directory", message.Text{
		EN: "this is a folder, not a file; name a file in it",
		FR: "c’est un dossier, et non un fichier; nommez un fichier qui s’y trouve",
	}},
	notAFile: {"not-a-file", message.Text{
		EN: "this is a device or a socket, not a file; name a file, or “-” to read standard input",
		FR: "c’est un périphérique ou une connexion, et non un fichier; nommez un fichier, ou «\u00a0-\u00a0» pour lire l’entrée standard",
	}},
	emptyFolder: {"empty-folder", message.Text{
		EN: "no table in this folder; hvdlint looks for files that end in {extensions}",
		FR: "aucun tableau dans ce dossier; hvdlint cherche les fichiers qui se terminent par {extensions}",
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
	utf32: {"unsupported-encoding", message.Text{
		EN: "the text is in UTF-32, which hvdlint does not read; save it as UTF-8",
		FR: "le texte est en UTF-32, que hvdlint ne lit pas; enregistrez-le en UTF-8",
	}},
	encrypted: {"encrypted-workbook", message.Text{
		EN: "this Office file is protected by a password; remove the password, then save the sheet as CSV UTF-8",
		FR: "ce fichier Office est protégé par un mot de passe; retirez le mot de passe, puis enregistrez la feuille en CSV UTF-8",
	}},
	oldWorkbook: {"old-workbook", message.Text{
		EN: "this is a workbook in the old Excel format (.xls); save the sheet as CSV UTF-8",
		FR: "c’est un classeur dans l’ancien format d’Excel (.xls); enregistrez la feuille en CSV UTF-8",
	}},
	oldOffice: {"not-a-table", message.Text{
		EN: "this is a document in an old Office format, not a table; save its table as CSV UTF-8",
		FR: "c’est un document dans un ancien format d’Office, et non un tableau; enregistrez-en le tableau en CSV UTF-8",
	}},
	xlsx: {"unsupported-format", message.Text{
		EN: "this is an Excel workbook, and hvdlint reads CSV files in this version; save the sheet as CSV UTF-8",
		FR: "c’est un classeur Excel, et cette version de hvdlint lit les fichiers CSV; enregistrez la feuille en CSV UTF-8",
	}},
	xlsb: {"unsupported-format", message.Text{
		EN: "this is a binary Excel workbook (.xlsb), which hvdlint does not read; save the sheet as CSV UTF-8",
		FR: "c’est un classeur Excel binaire (.xlsb), que hvdlint ne lit pas; enregistrez la feuille en CSV UTF-8",
	}},
	ods: {"unsupported-format", message.Text{
		EN: "this is an OpenDocument spreadsheet (.ods), which hvdlint does not read; save the sheet as CSV in UTF-8",
		FR: "c’est une feuille de calcul OpenDocument (.ods), que hvdlint ne lit pas; enregistrez la feuille en CSV en UTF-8",
	}},
	document: {"not-a-table", message.Text{
		EN: "this is a text document or a presentation, not a table; save its table as CSV UTF-8",
		FR: "c’est un document de texte ou une présentation, et non un tableau; enregistrez-en le tableau en CSV UTF-8",
	}},
	zipArchive: {"unsupported-format", message.Text{
		EN: "this is a ZIP archive; unpack it and check the files inside",
		FR: "c’est une archive ZIP; décompressez-la et vérifiez les fichiers qu’elle contient",
	}},
	compressed: {"unsupported-format", message.Text{
		EN: "the file is compressed; unpack it and check the file inside",
		FR: "le fichier est compressé; décompressez-le et vérifiez le fichier qu’il contient",
	}},
	parquet: {"unsupported-format", message.Text{
		EN: "this is a Parquet file, and hvdlint reads CSV files in this version; export it as CSV in UTF-8",
		FR: "c’est un fichier Parquet, et cette version de hvdlint lit les fichiers CSV; exportez-le en CSV en UTF-8",
	}},
	jsonText: {"unsupported-format", message.Text{
		EN: "this is JSON, and hvdlint reads CSV files in this version; export the records as CSV in UTF-8",
		FR: "c’est du JSON, et cette version de hvdlint lit les fichiers CSV; exportez les enregistrements en CSV en UTF-8",
	}},
	pdf: {"not-a-table", message.Text{
		EN: "this is a PDF document, not a table; ask the publisher for the data as CSV",
		FR: "c’est un document PDF, et non un tableau; demandez les données en CSV à l’organisme qui les publie",
	}},
	html: {"not-a-table", message.Text{
		EN: "this is a web page, not a table; the download may have ended on an error or sign-in page, so download the file again",
		FR: "c’est une page Web, et non un tableau; le téléchargement a peut-être abouti à une page d’erreur ou de connexion, alors téléchargez le fichier de nouveau",
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
}

// refuse makes the Unread of a refusal.
func refuse(why refusal, params ...message.Param) *table.Unread {
	s := sentences[why]
	text := s.text
	if len(params) > 0 {
		text = text.Format(params...)
	}
	return &table.Unread{Reason: s.reason, Text: text}
}

// ErrChanged means that a file was written to between two readings of it.
var ErrChanged = errors.New("the file changed while it was being read")

// Explain says in plain words why the operating system did not let a file be read, or that it changed meanwhile. It
// returns nil for nil and for the end of a context, which are no fault of the file.
func Explain(err error) *table.Unread {
	const sharingViolation, lockViolation = syscall.Errno(32), syscall.Errno(33) // of Windows
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil
	case errors.Is(err, ErrChanged):
		return refuse(changed)
	case runtime.GOOS == "windows" && (errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)):
		return refuse(locked)
	case errors.Is(err, fs.ErrNotExist):
		return refuse(notFound)
	case errors.Is(err, fs.ErrPermission):
		return refuse(permission)
	}
	detail := err.Error()
	if in, ok := errors.AsType[*fs.PathError](err); ok {
		detail = in.Err.Error()
	}
	return refuse(readFailed, message.P("detail", detail))
}
