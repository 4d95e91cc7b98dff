package json

import "github.com/cogwg/hvdlint/internal/message"

// How the records were found.
var (
	whyArray  = message.Text{EN: "The file is an array of records.", FR: "Le fichier est un tableau JSON d’enregistrements."}
	whyLines  = message.Text{EN: "Each line of the file is a record.", FR: "Chaque ligne du fichier est un enregistrement."}
	whySingle = message.Text{
		EN: "The file is a single object without arrays of records; it was read as one record.",
		FR: "Le fichier est un seul objet sans tableau d’enregistrements; il a été lu comme un enregistrement.",
	}
	whyGiven    = message.Text{EN: "The place of the records was given.", FR: "L’emplacement des enregistrements a été donné."}
	whyFeatures = message.Text{
		EN: "The file holds GeoJSON features; their properties are the fields.",
		FR: "Le fichier contient des entités GeoJSON; leurs propriétés sont les champs.",
	}
	whyEsri = message.Text{
		EN: "The file holds ArcGIS features; their attributes are the fields.",
		FR: "Le fichier contient des entités ArcGIS; leurs attributs sont les champs.",
	}
	whyPointer = message.Text{
		EN: "The records are in “{pointer}”, the only array of objects or arrays.",
		FR: "Les enregistrements sont dans «\u00a0{pointer}\u00a0», le seul tableau JSON d’objets ou de tableaux.",
	}
	whyChosen = message.Text{
		EN: "The records are in “{pointer}”; {others|other array|other arrays} of objects or arrays looked less like records.",
		FR: "Les enregistrements sont dans «\u00a0{pointer}\u00a0»; {others|autre tableau JSON ressemblait|autres tableaux JSON ressemblaient} moins à des enregistrements.",
	}
)

// Why there are none.
var (
	whyNoTable = message.Text{
		EN: "the file is JSON but holds no records; a table is an array of objects or arrays, or one object a line",
		FR: "le fichier est du JSON mais ne contient aucun enregistrement; un tableau est une suite d’objets ou de tableaux JSON, ou un objet par ligne",
	}
	whyNowhere = message.Text{
		EN: "there is nothing at “{pointer}” in the file; check where the records are",
		FR: "il n’y a rien à «\u00a0{pointer}\u00a0» dans le fichier; vérifiez où se trouvent les enregistrements",
	}
	whyNoArray = message.Text{
		EN: "what is at “{pointer}” is not an array; check where the records are",
		FR: "ce qui se trouve à «\u00a0{pointer}\u00a0» n’est pas un tableau JSON; vérifiez où se trouvent les enregistrements",
	}
	whyTooFar = message.Text{
		EN: "there is nothing at “{pointer}” in the first part of the file; check where the records are",
		FR: "il n’y a rien à «\u00a0{pointer}\u00a0» dans la première partie du fichier; vérifiez où se trouvent les enregistrements",
	}
)
