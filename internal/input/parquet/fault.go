package parquet

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// fault is a reason of the file why it, or a part of it, cannot be read. It is an error inside this package only.
type fault struct {
	reason string           // as in table.Unread
	kind   table.DamageKind // empty: the file is not damaged
	text   message.Text     // a part of a sentence: what is the matter
	fix    message.Text     // the other part: how to mend it
	column string           // empty: not one column
}

func (f *fault) Error() string { return f.text.EN }

// in says which column the fault is in.
func (f *fault) in(column string) *fault {
	in := *f
	in.column = column
	return &in
}

// asFault returns the fault that err is, if any.
func asFault(err error) (*fault, bool) {
	return errors.AsType[*fault](err)
}

// How to mend a file.
var (
	copyAgain = message.Text{
		EN: "copy or download the file again, or export it again from its source",
		FR: "copiez ou téléchargez le fichier de nouveau, ou exportez-le de nouveau depuis sa source",
	}
	exportPlain = message.Text{
		EN: "export the file again, compressed with Snappy or not at all",
		FR: "exportez le fichier de nouveau, compressé avec Snappy ou sans compression",
	}
	exportSmaller = message.Text{
		EN: "export the file again in smaller parts",
		FR: "exportez le fichier de nouveau en parties plus petites",
	}
	exportOpen = message.Text{
		EN: "export it without encryption",
		FR: "exportez-le sans chiffrement",
	}
)

// The faults.
var (
	notParquet = &fault{"not-a-table", table.Syntax, message.Text{
		EN: "the file does not begin and end as a Parquet file does",
		FR: "le fichier ne commence pas et ne finit pas comme un fichier Parquet",
	}, copyAgain, ""}
	cutOff = &fault{"damaged", table.Truncated, message.Text{
		EN: "the end of the Parquet file is missing",
		FR: "il manque la fin du fichier Parquet",
	}, copyAgain, ""}
	damaged = &fault{"damaged", table.Syntax, message.Text{
		EN: "the structure of the Parquet file is broken",
		FR: "la structure du fichier Parquet est brisée",
	}, copyAgain, ""}
	wrongSum = &fault{"damaged", table.Syntax, message.Text{
		EN: "the data do not match the checksum that was stored with them",
		FR: "les données ne correspondent pas à la somme de contrôle enregistrée avec elles",
	}, copyAgain, ""}
	fewRecords = &fault{"damaged", table.Truncated, message.Text{
		EN: "the file holds fewer records than its footer says",
		FR: "le fichier contient moins d’enregistrements que ne le dit son pied de fichier",
	}, copyAgain, ""}
	manyRecords = &fault{"damaged", table.Syntax, message.Text{
		EN: "the file holds more records than its footer says",
		FR: "le fichier contient plus d’enregistrements que ne le dit son pied de fichier",
	}, copyAgain, ""}
	encrypted = &fault{"encrypted", "", message.Text{
		EN: "this Parquet file is encrypted",
		FR: "ce fichier Parquet est chiffré",
	}, exportOpen, ""}
	encryptedColumn = &fault{"encrypted", "", message.Text{
		EN: "the Parquet file has encrypted columns",
		FR: "le fichier Parquet a des colonnes chiffrées",
	}, exportOpen, ""}
	elsewhere = &fault{"unsupported-format", "", message.Text{
		EN: "the data stand in other files, to which this Parquet file refers",
		FR: "les données se trouvent dans d’autres fichiers, auxquels ce fichier Parquet renvoie",
	}, message.Text{EN: "name those files instead", FR: "nommez plutôt ces fichiers"}, ""}
	noColumns = &fault{"not-a-table", "", message.Text{
		EN: "the Parquet file has no columns",
		FR: "le fichier Parquet n’a aucune colonne",
	}, copyAgain, ""}
	tooLarge = &fault{"too-large", table.OversizeRecord, message.Text{
		EN: "the Parquet file asks for more memory than a table of its size needs",
		FR: "le fichier Parquet demande plus de mémoire qu’il n’en faut à un tableau de sa taille",
	}, exportSmaller, ""}
)

// tooWide is the fault of a schema with so many columns.
func tooWide(columns int) *fault {
	return &fault{"too-large", "", message.Text{
		EN: "the Parquet file has {columns|column|columns}, more than {limit}",
		FR: "le fichier Parquet compte {columns|colonne|colonnes}, plus de {limit}",
	}.Format(message.P("columns", columns), message.P("limit", maxLeaves)), exportSmaller, ""}
}

// unsupported is the fault of pages written in a way that is not read, such as "LZO".
func unsupported(what string) *fault {
	return &fault{"unsupported-format", "", message.Text{
		EN: "the data are written in a way that hvdlint does not read ({what})",
		FR: "les données sont écrites d’une façon que hvdlint ne lit pas ({what})",
	}.Format(message.P("what", what)), exportPlain, ""}
}

// loss is a run of records that cannot be read.
type loss struct {
	*fault
	group   int   // from 0
	record  int64 // number of the first one
	records int64 // 0: none is lost, and something is wrong all the same
}

// lose notes a loss. It may be called by any goroutine.
func (r *reader) lose(l loss) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.losses = append(r.losses, l)
}

// settle notes that a shard was decoded, or that all are cut. When nothing is left, it tells what was lost.
func (r *reader) settle() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.open--
	if r.open > 0 || len(r.losses) == 0 {
		return
	}
	losses := join(r.losses)
	var lost int64
	for _, l := range losses {
		lost += l.records
		if l.kind != "" {
			r.facts.AddDamage(table.Damage{Kind: l.kind, Offset: l.record - 1, Record: l.record, Value: l.column}, r.options.Samples)
		}
	}
	r.facts.Records -= lost
	r.facts.Unread = losses[0].unread(lost, len(r.groups))
	r.losses = nil
}

// join sorts losses and makes one of those that follow each other: where a row group was cut does not show.
func join(losses []loss) []loss {
	slices.SortStableFunc(losses, func(a, b loss) int {
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.record, b.record))
	})
	joined := losses[:1]
	for _, l := range losses[1:] {
		last := &joined[len(joined)-1]
		if l.group == last.group && l.record == last.record+last.records {
			last.records += l.records
			continue
		}
		joined = append(joined, l)
	}
	return joined
}

// unread says that so many records, in this loss and further ones, were not read.
func (l *loss) unread(lost int64, groups int) *table.Unread {
	text := message.Text{
		EN: "{lost|record|records} could not be read, from record {record} on (row group {group} of {groups}{where}): {what}; {fix}",
		FR: "{lost|enregistrement n’a pas pu être lu|enregistrements n’ont pas pu être lus} à partir de l’enregistrement {record} (groupe de lignes {group} sur {groups}{where})\u00a0: {what}; {fix}",
	}
	if lost == 0 {
		text = message.Text{
			EN: "row group {group} of {groups}{where} is not as it should be: {what}; {fix}",
			FR: "le groupe de lignes {group} sur {groups}{where} n’est pas comme il devrait être\u00a0: {what}; {fix}",
		}
	}
	var where message.Text
	if l.column != "" {
		where = message.Text{EN: ", column “{column}”", FR: ", colonne «\u00a0{column}\u00a0»"}.Format(message.P("column", l.column))
	}
	return &table.Unread{Reason: l.reason, Record: l.record - 1, Text: text.Format(
		message.P("lost", lost), message.P("record", strconv.FormatInt(l.record, 10)), message.P("group", l.group+1), message.P("groups", groups),
		message.P("where", where), message.P("what", l.text), message.P("fix", l.fix),
	)}
}

// refuse notes that nothing of the file can be read.
func (r *reader) refuse(why *fault) {
	r.done = true
	r.facts.Records, r.facts.RowGroups = 0, nil
	if why.kind != "" {
		r.facts.AddDamage(table.Damage{Kind: why.kind, Value: why.column}, r.options.Samples)
	}
	text := message.Text{EN: "{what}; {fix}", FR: "{what}; {fix}"}
	r.facts.Unread = &table.Unread{Reason: why.reason, Text: text.Format(message.P("what", why.text), message.P("fix", why.fix))}
}
