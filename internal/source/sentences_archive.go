package source

import "github.com/cogwg/hvdlint/internal/message"

// archiveSentences say what is wrong with an archive or a compressed file. Never written to.
var archiveSentences = map[refusal]sentence{
	zipArchive: {"unsupported-format", message.Text{
		EN: "this is a ZIP archive; save it as a file whose name ends in .zip and name that file, so that hvdlint can look at the files inside",
		FR: "c’est une archive ZIP; enregistrez-la dans un fichier dont le nom se termine par .zip et nommez ce fichier, pour que hvdlint puisse regarder les fichiers qu’elle contient",
	}},
	nestedArchive: {"nested-archive", message.Text{
		EN: "this is an archive inside an archive; unpack the outer one and name this one",
		FR: "c’est une archive dans une archive; décompressez celle qui l’entoure et nommez celle-ci",
	}},
	packedTwice: {"nested-archive", message.Text{
		EN: "the file is compressed twice; unpack it once and name the result",
		FR: "le fichier est compressé deux fois; décompressez-le une fois et nommez le résultat",
	}},
	emptyArchive: {"empty-archive", message.Text{
		EN: "there is no file in this archive; make it again from the files that belong into it",
		FR: "il n’y a aucun fichier dans cette archive; refaites-la à partir des fichiers qui doivent s’y trouver",
	}},
	tooManyMembers: {"too-large", message.Text{
		EN: "this archive has more than {limit|file|files}; unpack it and name the folder",
		FR: "cette archive contient plus de {limit|fichier|fichiers}; décompressez-la et nommez le dossier",
	}},
	damagedArchive: {"damaged-archive", message.Text{
		EN: "this ZIP archive is damaged or was not copied to its end; download or copy it again",
		FR: "cette archive ZIP est endommagée ou n’a pas été copiée jusqu’au bout; téléchargez-la ou copiez-la de nouveau",
	}},
	noMember: {"not-found", message.Text{
		EN: "there is no such file in the archive; it has {members}",
		FR: "il n’y a pas de fichier de ce nom dans l’archive; elle contient {members}",
	}},
	encryptedMember: {"encrypted-archive", message.Text{
		EN: "this file is protected by a password inside the archive; unpack it with the password and name the result",
		FR: "ce fichier est protégé par un mot de passe dans l’archive; décompressez-le avec le mot de passe et nommez le résultat",
	}},
	unknownPacking: {"unsupported-format", message.Text{
		EN: "this file is packed in a way that hvdlint does not unpack; unpack it, or make the archive again with the usual method (Deflate)",
		FR: "ce fichier est compressé d’une façon que hvdlint ne sait pas défaire; décompressez-le ou refaites l’archive avec la méthode habituelle (Deflate)",
	}},
	damagedPacking: {"damaged-archive", message.Text{
		EN: "the compressed data break off or are damaged after {bytes|byte|bytes} of content; download or copy the file again",
		FR: "les données compressées s’interrompent ou sont endommagées après {bytes|octet|octets} de contenu; téléchargez ou copiez le fichier de nouveau",
	}},
	suspiciousPacking: {"suspicious-archive", message.Text{
		EN: "the file unpacks to more than {limit} times its size, as files made to fill a disk do; if it is right all the same, unpack it and name the result",
		FR: "le fichier décompressé dépasse {limit} fois sa taille, comme les fichiers faits pour remplir un disque; s’il est bon malgré tout, décompressez-le et nommez le résultat",
	}},
	tooLargeUnpacked: {"too-large", message.Text{
		EN: "the file unpacks to more than {limit|byte|bytes}; unpack it and name the result",
		FR: "le fichier décompressé dépasse {limit|octet|octets}; décompressez-le et nommez le résultat",
	}},
	tooLargeToCopy: {"too-large", message.Text{
		EN: "the file has to be copied to be read, and has more than {limit|byte|bytes}; unpack it, or put its parts together, and name the result",
		FR: "le fichier doit être copié pour être lu, et dépasse {limit|octet|octets}; décompressez-le ou réunissez-en les parties, puis nommez le résultat",
	}},
}
