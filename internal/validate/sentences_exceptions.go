package validate

import "github.com/cogwg/hvdlint/internal/message"

// What is wrong with a waiver, and how to mend it.
var (
	textWaiverExpired = message.Text{
		EN: "the waiver of {requirement} expired on {expires}; {n|failing place that it covered counts|failing places that it covered count} again",
		FR: "la dérogation à {requirement} a expiré le {expires}; {n|manquement qu’elle visait compte|manquements qu’elle visait comptent} de nouveau",
	}
	fixWaiverExpired = message.Text{
		EN: "Mend the places, or ask {owner} whether to accept them longer, and write the new day in expires.",
		FR: "Corrigez ces endroits, ou demandez à {owner} s’il faut les accepter plus longtemps, et inscrivez la nouvelle date dans expires.",
	}
	textWaiverExpiredUnused = message.Text{
		EN: "the waiver of {requirement} expired on {expires}, and nothing needs it any more",
		FR: "la dérogation à {requirement} a expiré le {expires}, et rien n’en a plus besoin",
	}
	textWaiverPending = message.Text{
		EN: "the waiver of {requirement} is dated {date}, which is still to come; until then it accepts nothing, and {n|failing place that it covers counts|failing places that it covers count}",
		FR: "la dérogation à {requirement} porte la date du {date}, qui est encore à venir; d’ici là, elle n’accepte rien, et {n|manquement qu’elle vise compte|manquements qu’elle vise comptent}",
	}
	fixWaiverPending = message.Text{
		EN: "If the date is mistaken, write in date the day on which {owner} decided; otherwise wait for that day.",
		FR: "Si la date est erronée, inscrivez dans date le jour où {owner} a pris la décision; sinon, attendez ce jour.",
	}
	textWaiverUnused = message.Text{
		EN: "nothing needs the waiver of {requirement}: no place that it covers fails",
		FR: "rien n’a besoin de la dérogation à {requirement}\u00a0: aucun endroit qu’elle vise n’est en défaut",
	}
	fixWaiverUnused = message.Text{
		EN: "Delete it from the file of waivers.",
		FR: "Supprimez-la du fichier de dérogations.",
	}
	textWaiverOfNone = message.Text{
		EN: "the waiver is of {requirement}, which the standard does not have",
		FR: "la dérogation vise {requirement}, que la norme n’a pas",
	}
	fixWaiverOfNone = message.Text{
		EN: "Write the id of a requirement as the report shows it, or delete the waiver.",
		FR: "Écrivez l’identifiant d’une exigence comme le montre le rapport, ou supprimez la dérogation.",
	}
	textWaiverOfNoField = message.Text{
		EN: "the waiver of {requirement} is narrowed to the field “{field}”, which the standard does not have",
		FR: "la dérogation à {requirement} est limitée au champ «\u00a0{field}\u00a0», que la norme n’a pas",
	}
	fixWaiverOfNoField = message.Text{
		EN: "Write the name of the field as the standard has it, or delete the waiver.",
		FR: "Écrivez le nom du champ comme dans la norme, ou supprimez la dérogation.",
	}
	textWaiverWhole = message.Text{
		EN: "the waiver of {requirement} is not narrowed to anything: it accepts every failing place, now {n}, and all that come later",
		FR: "la dérogation à {requirement} n’est limitée à rien\u00a0: elle accepte tous les manquements, aujourd’hui {n}, et tous ceux à venir",
	}
	textWaiverBroad = message.Text{
		EN: "the waiver of {requirement} names keys, and yet accepts {n} of {tested} places tested",
		FR: "la dérogation à {requirement} nomme des clés, et accepte pourtant {n} endroits vérifiés sur {tested}",
	}
	fixWaiverBroad = message.Text{
		EN: "Narrow its scope to a field, to the keys of the records that are meant, or to a file.",
		FR: "Limitez sa portée (scope) à un champ, aux clés des enregistrements visés ou à un fichier.",
	}
)

// What a reader of the comparison with a baseline should know.
var (
	faultOtherStandard = message.Text{
		EN: "the baseline {path} was made with {made}, and {table} is checked against {standard}; write the baseline anew with hvdlint baseline write, or check against {made}",
		FR: "l’état de référence {path} a été produit avec {made}, alors que {table} est vérifié selon {standard}; produisez-le de nouveau avec hvdlint baseline write, ou vérifiez selon {made}",
	}
	faultTooMany = message.Text{
		EN: "more than {limit} different places fail, too many for a baseline; first mend what makes whole columns fail, or waive those requirements for a time",
		FR: "plus de {limit} endroits différents ne sont pas conformes, trop pour un état de référence; corrigez d’abord ce qui met en défaut des colonnes entières, ou accordez une dérogation temporaire à ces exigences",
	}
	textOtherDigest = message.Text{
		EN: "the baseline was made with another text of the same version of the standard",
		FR: "l’état de référence a été produit avec un autre texte de la même version de la norme",
	}
	textBeyond = message.Text{
		EN: "of {n|place|places} only the number is known, because so many fail; they count as new",
		FR: "de {n|endroit|endroits}, on ne connaît que le nombre, tant il y en a; ils comptent comme nouveaux",
	}
	textTableUnknown = message.Text{
		EN: "the baseline knows nothing of this file, so that all its failing places are new",
		FR: "l’état de référence ne sait rien de ce fichier\u00a0: tous ses manquements sont donc nouveaux",
	}
)
