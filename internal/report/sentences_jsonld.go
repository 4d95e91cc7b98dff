package report

import "github.com/cogwg/hvdlint/internal/message"

// What is measured in JSON-LD.
var (
	ldErrors      = message.Text{EN: "Errors", FR: "Erreurs"}
	ldWarnings    = message.Text{EN: "Warnings", FR: "Avertissements"}
	ldNotes       = message.Text{EN: "Notes", FR: "Remarques"}
	ldFailingMean = message.Text{
		EN: "Number of places that fail a requirement whose level is {level}; those that are waived or known do not count.",
		FR: "Nombre d’endroits où une exigence de niveau {level} n’est pas respectée; ce qui est accepté par dérogation ou déjà connu ne compte pas.",
	}
	ldMust   = message.Text{EN: "must", FR: "«\u00a0must\u00a0» (doit)"}
	ldShould = message.Text{EN: "should", FR: "«\u00a0should\u00a0» (devrait)"}
	ldMay    = message.Text{EN: "may", FR: "«\u00a0may\u00a0» (peut)"}

	ldShareMet     = message.Text{EN: "Share of requirements met", FR: "Part des exigences respectées"}
	ldShareMetMean = message.Text{
		EN: "Of the requirements whose level is {level} and that could be decided, the part that is met; 1 means all.",
		FR: "Parmi les exigences de niveau {level} qui ont pu être tranchées, la part qui est respectée; 1 veut dire toutes.",
	}
	ldRecordsMean = message.Text{EN: "Number of data records of the table.", FR: "Nombre d’enregistrements de données du tableau."}
	ldTested      = message.Text{EN: "Tested", FR: "Vérifiés"}
	ldTestedMean  = message.Text{
		EN: "Number of records, values, groups or places in which one requirement was tested.",
		FR: "Nombre d’enregistrements, de valeurs, de groupes ou d’endroits où une exigence a été vérifiée.",
	}
	ldFailed     = message.Text{EN: "Failed", FR: "Manquements"}
	ldFailedMean = message.Text{
		EN: "Number of places in which one requirement is not met, also those that are waived or known.",
		FR: "Nombre d’endroits où une exigence n’est pas respectée, y compris ceux qui sont acceptés par dérogation ou déjà connus.",
	}
	ldWaived     = message.Text{EN: "Waived", FR: "Acceptés par dérogation"}
	ldWaivedMean = message.Text{
		EN: "Of the places in which one requirement is not met, how many a waiver accepts.",
		FR: "Parmi les endroits où une exigence n’est pas respectée, combien sont acceptés par dérogation.",
	}
	ldKnown     = message.Text{EN: "Known", FR: "Déjà connus"}
	ldKnownMean = message.Text{
		EN: "Of the places in which one requirement is not met, how many the baseline knows.",
		FR: "Parmi les endroits où une exigence n’est pas respectée, combien étaient déjà connus selon l’état de référence.",
	}
	ldShareRecords = message.Text{EN: "Share of records that conform", FR: "Part des enregistrements conformes"}
	ldShareValues  = message.Text{EN: "Share of values that conform", FR: "Part des valeurs conformes"}
	ldShareGroups  = message.Text{EN: "Share of groups that conform", FR: "Part des groupes conformes"}
	ldSharePlaces  = message.Text{EN: "Share of places that conform", FR: "Part des endroits conformes"}
	ldShareMean    = message.Text{
		EN: "Of what one requirement was tested on, the part that meets it; 1 means all.",
		FR: "De ce sur quoi une exigence a été vérifiée, la part qui la respecte; 1 veut dire tout.",
	}

	ldExceptions = message.Text{
		EN: "It conforms only with exceptions: failing places were waived, or requirements left out or lowered in level.",
		FR: "Il n’est conforme qu’avec des exceptions\u00a0: des manquements ont été acceptés par dérogation, ou des exigences ont été laissées de côté ou abaissées de niveau.",
	}

	ldValidity     = message.Text{EN: "Syntactic validity", FR: "Validité syntaxique"}
	ldCompleteness = message.Text{EN: "Completeness", FR: "Complétude"}
)
