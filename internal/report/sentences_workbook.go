package report

import "github.com/cogwg/hvdlint/internal/message"

// What the workbook says of its own.

// The names of its sheets, of at most 31 characters.
var (
	sheetSummary  = message.Text{EN: "Summary", FR: "Sommaire"}
	sheetFindings = message.Text{EN: "Findings", FR: "Constats"}
)

// Headings and columns.
var (
	textSheets  = message.Text{EN: "Sheets of this workbook", FR: "Feuilles de ce classeur"}
	textLeftOut = message.Text{EN: "What this workbook leaves out", FR: "Ce que ce classeur ne contient pas"}
	textMarks   = message.Text{EN: "How cells are marked", FR: "Comment les cellules sont marquées"}

	columnMark      = message.Text{EN: "marked cell", FR: "cellule marquée"}
	columnWrong     = message.Text{EN: "what is wrong", FR: "ce qui ne va pas"}
	columnStatement = message.Text{EN: "What it asks", FR: "Ce qu’elle demande"}
	columnListed    = message.Text{EN: "Listed here", FR: "Présentés ici"}
)

// What the sheets and the marks are.
var (
	textAboutFindings = message.Text{
		EN: "Each finding on a row, worst first. Filter by any column; the marked cell is a link.",
		FR: "Un constat par ligne, les plus graves en premier. Filtrez selon toute colonne; la cellule marquée est un lien.",
	}
	textAboutCopy = message.Text{
		EN: "A copy of {path} with its cells marked. Correct the file itself: this copy is not the dataset.",
		FR: "Une copie de {path} aux cellules marquées. Corrigez le fichier lui-même\u00a0: cette copie n’est pas le jeu de données.",
	}
	textMarkError = message.Text{
		EN: "Red with a solid line and bold letters: something that must be so is not. The note says what, and how to mend it.",
		FR: "Rouge, trait plein et caractères gras\u00a0: ce qui est obligatoire n’est pas respecté. La note dit quoi, et comment le corriger.",
	}
	textMarkWarning = message.Text{
		EN: "Yellow with a dashed line and bold letters: something that is recommended is not so.",
		FR: "Jaune, tirets et caractères gras\u00a0: ce qui est recommandé n’est pas respecté.",
	}
	textMarkNote = message.Text{
		EN: "Blue with a dotted line and bold letters: something to look at.",
		FR: "Bleu, pointillés et caractères gras\u00a0: une chose à examiner.",
	}
	textMarkExcepted = message.Text{
		EN: "Grey with a double line: what a waiver accepts or the baseline knows. It does not count.",
		FR: "Gris, trait double\u00a0: ce qu’une dérogation accepte ou ce qui figure dans l’état de référence. Cela ne compte pas.",
	}
	textMarkedAtHeader = message.Text{
		EN: "So many values are concerned that the header is marked, and not each cell.",
		FR: "Tant de valeurs sont concernées que l’en-tête est marqué, et non chaque cellule.",
	}
)

// What is not there.
var (
	textCellShortened = message.Text{
		EN: "… [shortened: the file has {n|character|characters} here]",
		FR: "… [abrégé\u00a0: le fichier a ici {n|caractère|caractères}]",
	}
	textTablesNotCopied = message.Text{
		EN: "{n|table is|tables are} not copied into this workbook; the findings are complete all the same",
		FR: "{n|tableau n’est pas copié|tableaux ne sont pas copiés} dans ce classeur; les constats sont tout de même complets",
	}
	textNotCopied        = message.Text{EN: "the copy is not complete ({reason})", FR: "la copie n’est pas complète ({reason})"}
	textRecordsNotCopied = message.Text{
		EN: "{n|record is|records are} not in the copy, because a sheet of Excel has no more rows",
		FR: "{n|enregistrement n’est pas|enregistrements ne sont pas} dans la copie, parce qu’une feuille d’Excel n’a pas plus de lignes",
	}
	textColumnsNotCopied = message.Text{
		EN: "{n|column is|columns are} not in the copy, because a sheet of Excel has no more",
		FR: "{n|colonne n’est pas|colonnes ne sont pas} dans la copie, parce qu’une feuille d’Excel n’en a pas plus",
	}
	textColumnsHere = message.Text{
		EN: "[and {n|more column|more columns} of the file]",
		FR: "[et {n|autre colonne|autres colonnes} du fichier]",
	}
	textCellsShortened = message.Text{
		EN: "{n|cell is|cells are} shortened, because a cell of Excel holds 32,767 characters; each says so at its end",
		FR: "{n|cellule est abrégée|cellules sont abrégées}, parce qu’une cellule d’Excel contient 32\u00a0767 caractères; chacune le dit à sa fin",
	}
	textCellsBeyond = message.Text{
		EN: "{n|record has|records have} more cells than the header; those beyond it are not in the copy",
		FR: "{n|enregistrement a|enregistrements ont} plus de cellules que l’en-tête; celles qui le dépassent ne sont pas dans la copie",
	}
	textLinesNotCopied = message.Text{
		EN: "{n|row above the header or below the records is|rows above the header or below the records are} not in the copy",
		FR: "{n|ligne au-dessus de l’en-tête ou sous les enregistrements n’est pas|lignes au-dessus de l’en-tête ou sous les enregistrements ne sont pas} dans la copie",
	}
	textPlacesNotMarked = message.Text{
		EN: "{n|failing place is|failing places are} counted, but neither listed nor marked; --max-samples 0 keeps all",
		FR: "{n|manquement est compté, mais n’est ni présenté ni marqué|manquements sont comptés, mais ne sont ni présentés ni marqués}; --max-samples 0 les garde tous",
	}
	textMarksNotCopied = message.Text{
		EN: "{n|finding is|findings are} listed, but about a place that is not in the copy",
		FR: "{n|constat est présenté, mais porte|constats sont présentés, mais portent} sur un endroit qui n’est pas dans la copie",
	}
	textMarksWithoutNote = message.Text{
		EN: "{n|marked cell has|marked cells have} no note, because many notes make a sheet slow; the findings sheet says what is wrong",
		FR: "{n|cellule marquée n’a pas|cellules marquées n’ont pas} de note, parce que trop de notes ralentissent une feuille; la feuille des constats dit ce qui ne va pas",
	}
	textNotInWorkbook = message.Text{
		EN: "{n|more failing place is|more failing places are} neither listed nor marked; --max-samples 0 keeps all",
		FR: "{n|autre manquement n’est ni présenté ni marqué|autres manquements ne sont ni présentés ni marqués}; --max-samples 0 les garde tous",
	}
	textFindingsLeft = message.Text{
		EN: "{n|more row is|more rows are} not listed, because a sheet of Excel has no more",
		FR: "{n|autre ligne n’est pas présentée|autres lignes ne sont pas présentées}, parce qu’une feuille d’Excel n’en a pas plus",
	}
	textFindingsUnlinked = message.Text{
		EN: "{n|finding has|findings have} no link to its cell, because a sheet of Excel holds {limit|link|links}",
		FR: "{n|constat n’a pas|constats n’ont pas} de lien vers sa cellule, parce qu’une feuille d’Excel contient {limit|lien|liens}",
	}
)
