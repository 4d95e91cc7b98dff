package xlsx

import (
	"archive/zip"
	"errors"
	"io"
	"strings"

	"github.com/cogwg/hvdlint/internal/inflate"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// refusal is the reason why a workbook is not read, as an error on its way to the facts.
type refusal struct{ unread *table.Unread }

func (r *refusal) Error() string { return r.unread.Text.EN }

func refuse(reason string, text message.Text, params ...message.Param) error {
	if len(params) > 0 {
		text = text.Format(params...)
	}
	return &refusal{&table.Unread{Reason: reason, Text: text}}
}

// The sentences, which say what is wrong with the file and how to mend it.
var (
	notZip = message.Text{
		EN: "this workbook is damaged: it is not a complete ZIP container; download or save it again",
		FR: "ce classeur est endommagé\u00a0: ce n’est pas un conteneur ZIP complet; téléchargez-le ou enregistrez-le de nouveau",
	}
	noPart = message.Text{
		EN: "this workbook is damaged: its part {part} is missing; open it in Excel and save it again",
		FR: "ce classeur est endommagé\u00a0: il y manque la partie {part}; ouvrez-le dans Excel et enregistrez-le de nouveau",
	}
	badPart = message.Text{
		EN: "this workbook is damaged: its part {part} cannot be read; open it in Excel and save it again",
		FR: "ce classeur est endommagé\u00a0: sa partie {part} est illisible; ouvrez-le dans Excel et enregistrez-le de nouveau",
	}
	declares = message.Text{
		EN: "the part {part} of this workbook declares an XML document type, which no spreadsheet program writes and which is not read for safety; open it in Excel and save it again",
		FR: "la partie {part} de ce classeur déclare un type de document XML, ce qu’aucun tableur n’écrit et qui n’est pas lu par sécurité; ouvrez-le dans Excel et enregistrez-le de nouveau",
	}
	otherEncoding = message.Text{
		EN: "the part {part} of this workbook is in an encoding other than UTF-8 and UTF-16; open it in Excel and save it again",
		FR: "la partie {part} de ce classeur n’est encodée ni en UTF-8 ni en UTF-16; ouvrez-le dans Excel et enregistrez-le de nouveau",
	}
	tooLarge = message.Text{
		EN: "this workbook unpacks to more than {limit|byte|bytes}, the limit; save the sheet as CSV UTF-8",
		FR: "ce classeur dépasse, une fois décompressé, la limite de {limit|octet|octets}; enregistrez la feuille en CSV UTF-8",
	}
	tooDense = message.Text{
		EN: "this workbook unpacks to more than {limit} times its size, as files made to do harm do; open it in Excel, and save the sheet as CSV UTF-8 if it is what you expect",
		FR: "ce classeur fait, une fois décompressé, plus de {limit} fois sa taille, comme les fichiers faits pour nuire; ouvrez-le dans Excel et enregistrez la feuille en CSV UTF-8 si elle est ce que vous attendez",
	}
	tooManyParts = message.Text{
		EN: "this workbook has {count|part|parts}, more than {limit}; copy the sheet to a new workbook",
		FR: "ce classeur compte {count|partie|parties}, plus de {limit}; copiez la feuille dans un nouveau classeur",
	}
	tooManySheets = message.Text{
		EN: "this workbook has {count|sheet|sheets}, more than {limit}; copy the sheet to a new workbook",
		FR: "ce classeur compte {count|feuille|feuilles}, plus de {limit}; copiez la feuille dans un nouveau classeur",
	}
	noSheets = message.Text{
		EN: "this workbook has no sheet of cells; save the table in a sheet",
		FR: "ce classeur n’a aucune feuille de cellules; enregistrez le tableau dans une feuille",
	}
	noSuchSheet = message.Text{
		EN: "this workbook has no sheet “{sheet}”; it has {sheets}",
		FR: "ce classeur n’a pas de feuille «\u00a0{sheet}\u00a0»; il contient {sheets}",
	}
	chartSheet = message.Text{
		EN: "the sheet “{sheet}” holds a chart or a macro, not cells; name another one of {sheets}",
		FR: "la feuille «\u00a0{sheet}\u00a0» contient un graphique ou une macro, et non des cellules; nommez-en une autre parmi {sheets}",
	}
	partTooLarge = message.Text{
		EN: "the part {part} of this workbook is larger than can be read ({limit|byte|bytes}); copy the sheet to a new workbook",
		FR: "la partie {part} de ce classeur est trop grande pour être lue (plus de {limit|octet|octets}); copiez la feuille dans un nouveau classeur",
	}
)

// isOurs reports whether err, met while a part was read, is a fault of ours or of the system: not one of the file.
func isOurs(err error) bool {
	if _, ok := errors.AsType[*refusal](err); ok {
		return false
	}
	for _, known := range []error{errDeclaration, errEncoding, errRoot, errTooLong, inflate.ErrCorrupt, io.EOF, io.ErrUnexpectedEOF, zip.ErrFormat, zip.ErrAlgorithm, zip.ErrChecksum} {
		if errors.Is(err, known) {
			return false
		}
	}
	return true
}

// refusePart turns an error met while a part was read into a refusal, unless it is ours.
func refusePart(part string, err error) error {
	if isOurs(err) {
		return err
	}
	if _, ok := errors.AsType[*refusal](err); ok {
		return err
	}
	text := badPart
	switch {
	case errors.Is(err, errDeclaration):
		text = declares
	case errors.Is(err, errEncoding):
		text = otherEncoding
	}
	return refuse("damaged-workbook", text, message.P("part", part))
}

// listSheets joins the names of the sheets, at most ten, for a sentence.
func listSheets(sheets []table.Sheet) (en, fr string) {
	const most = 10
	var english, french []string
	for _, s := range sheets[:min(len(sheets), most)] {
		english = append(english, "“"+s.Name+"”")
		french = append(french, "«\u00a0"+s.Name+"\u00a0»")
	}
	en, fr = strings.Join(english, ", "), strings.Join(french, ", ")
	if more := len(sheets) - most; more > 0 {
		left := []message.Param{message.P("more", more)}
		en += message.Fill(message.English, " and {more} more", left)
		fr += message.Fill(message.French, " et {more|autre|autres}", left)
	}
	return en, fr
}

// refuseSheet refuses to read a sheet and names those that could be.
func refuseSheet(text message.Text, sheet string, sheets []table.Sheet) error {
	en, fr := listSheets(sheets)
	return refuse("no-such-sheet", message.Text{
		EN: message.Fill(message.English, text.EN, []message.Param{message.P("sheet", sheet), message.P("sheets", en)}),
		FR: message.Fill(message.French, text.FR, []message.Param{message.P("sheet", sheet), message.P("sheets", fr)}),
	})
}
