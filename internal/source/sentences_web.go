package source

import "github.com/cogwg/hvdlint/internal/message"

// packageSentences say what is wrong with a Data Package. Never written to.
var packageSentences = map[refusal]sentence{
	faultyDescriptor: {"faulty-descriptor", message.Text{
		EN: "the descriptor cannot be used: {problem}",
		FR: "le descripteur ne peut pas être utilisé\u00a0: {problem}",
	}},
	longDescriptor: {"too-large", message.Text{
		EN: "the descriptor, or a schema that it names, has more than {limit|byte|bytes}; move the data that it holds to a separate file",
		FR: "le descripteur, ou un schéma qu’il nomme, dépasse {limit|octet|octets}; déplacez les données qu’il contient dans un fichier à part",
	}},
	outside: {"outside-folder", message.Text{
		EN: "the descriptor names a file outside of its folder; move the file into the folder and name it from there",
		FR: "le descripteur nomme un fichier hors de son dossier; déplacez le fichier dans ce dossier et nommez-le à partir de là",
	}},
	noNetwork: {"no-network", message.Text{
		EN: "the descriptor names an address on the Web, and hvdlint goes to the Web only for what you name yourself; download the file, or name its address",
		FR: "le descripteur nomme une adresse Web, et hvdlint ne va sur le Web que pour ce que vous nommez vous-même; téléchargez le fichier ou nommez son adresse",
	}},
	mixedParts: {"unsupported-format", message.Text{
		EN: "the table is in several files that cannot be joined; only text can be",
		FR: "le tableau est réparti sur plusieurs fichiers qui ne peuvent pas être réunis; seul du texte peut l’être",
	}},
}

// webSentences say why something on the Web cannot be had. Never written to.
var webSentences = map[refusal]sentence{
	badAddress: {"bad-address", message.Text{
		EN: "this is not an address that can be fetched; it must begin with http or https and the name of a server",
		FR: "ce n’est pas une adresse qui peut être consultée; elle doit commencer par http ou https et le nom d’un serveur",
	}},
	otherScheme: {"bad-address", message.Text{
		EN: "only addresses that begin with http or https can be fetched; name a file of this machine by its path, and download others first",
		FR: "seules les adresses qui commencent par http ou https peuvent être consultées; nommez un fichier de cet ordinateur par son chemin, et téléchargez d’abord les autres",
	}},
	unreachable: {"unreachable", message.Text{
		EN: "the server could not be reached ({detail}); check the address and your connection",
		FR: "le serveur n’a pas pu être joint ({detail}); vérifiez l’adresse et votre connexion",
	}},
	timedOut: {"unreachable", message.Text{
		EN: "the server did not answer in time; try again later",
		FR: "le serveur n’a pas répondu à temps; réessayez plus tard",
	}},
	privateAddress: {"private-address", message.Text{
		EN: "the server led to an address inside a private network, where hvdlint does not follow; name that address if you trust it",
		FR: "le serveur a renvoyé à une adresse dans un réseau privé, où hvdlint ne va pas; nommez cette adresse si vous lui faites confiance",
	}},
	badRedirect: {"unreachable", message.Text{
		EN: "the server led from address to address without end, or to something that is not on the Web; check the address in a browser",
		FR: "le serveur a renvoyé d’adresse en adresse sans fin, ou à quelque chose qui n’est pas sur le Web; vérifiez l’adresse dans un navigateur",
	}},
	webMissing: {"not-found", message.Text{
		EN: "the server has nothing at this address (status {status}); check the address",
		FR: "le serveur n’a rien à cette adresse (état {status}); vérifiez l’adresse",
	}},
	webForbidden: {"permission", message.Text{
		EN: "the server does not let you have it (status {status}); download it with your account and name the file",
		FR: "le serveur en refuse l’accès (état {status}); téléchargez-le avec votre compte et nommez le fichier",
	}},
	webBusy: {"unreachable", message.Text{
		EN: "the server is busy (status {status}); try again later",
		FR: "le serveur est occupé (état {status}); réessayez plus tard",
	}},
	webFailed: {"unreachable", message.Text{
		EN: "the server answered with an error (status {status}); try again later, or tell its operator",
		FR: "le serveur a répondu par une erreur (état {status}); réessayez plus tard ou signalez-le à son exploitant",
	}},
	tooLargeDownload: {"too-large", message.Text{
		EN: "what the server sends has more than {limit|byte|bytes}; download it and name the file",
		FR: "ce que le serveur envoie dépasse {limit|octet|octets}; téléchargez-le et nommez le fichier",
	}},
}

// What kept a server from being reached.
var (
	detailNoServer   = message.Text{EN: "no server has this name", FR: "aucun serveur ne porte ce nom"}
	detailNotTrusted = message.Text{EN: "its certificate is not trusted", FR: "son certificat n’est pas reconnu"}
	detailBrokeOff   = message.Text{EN: "the answer broke off", FR: "la réponse s’est interrompue"}
)
