package report

import "github.com/cogwg/hvdlint/internal/message"

// What is said of waivers, of the baseline and of what they keep from counting.
var (
	leadConformsWithExceptions = message.Text{EN: "conforms with exceptions", FR: "conforme avec exceptions"}
	textConformWithExceptions  = message.Text{EN: "{n|conforms|conform} with exceptions", FR: "{n|conforme|conformes} avec exceptions"}

	textCountExcepted = message.Text{
		EN: "{n} failed only where waived or known",
		FR: "{n|non respectée|non respectées} seulement là où il y a dérogation ou manquement connu",
	}

	leadWaived   = message.Text{EN: "waived:", FR: "dérogation\u00a0:"}
	leadKnown    = message.Text{EN: "known:", FR: "connu\u00a0:"}
	leadGone     = message.Text{EN: "gone:", FR: "disparu\u00a0:"}
	leadBaseline = message.Text{EN: "baseline:", FR: "état de référence\u00a0:"}

	textWaivedPlaces = message.Text{
		EN: "{n|failing place|failing places} of {requirement}{scope}: {reason} ({owner})",
		FR: "{n|manquement|manquements} à {requirement}{scope}\u00a0: {reason} ({owner})",
	}
	textWaivedUntil = message.Text{
		EN: "{n|failing place|failing places} of {requirement}{scope}: {reason} ({owner}, until {expires})",
		FR: "{n|manquement|manquements} à {requirement}{scope}\u00a0: {reason} ({owner}, jusqu’au {expires})",
	}
	textScope      = message.Text{EN: " where {scope}", FR: " où {scope}"}
	textScopeField = message.Text{EN: "field is {field}", FR: "le champ est {field}"}
	textScopeKey   = message.Text{EN: "{field} is {values}", FR: "{field} vaut {values}"}
	textScopeFile  = message.Text{EN: "file is {file}", FR: "le fichier est {file}"}

	textMoreWaivers = message.Text{EN: "{n|more waiver|more waivers}", FR: "{n|autre dérogation|autres dérogations}"}
	textKnownPlaces = message.Text{
		EN: "{n|failing place|failing places} in the baseline {path}, not counted; {new} new",
		FR: "{n|manquement qui figure|manquements qui figurent} dans l’état de référence {path}, hors compte; {new|nouveau|nouveaux}",
	}
	textGonePlaces = message.Text{
		EN: "{n|place of the baseline no longer fails, or is waived|places of the baseline no longer fail, or are waived}; hvdlint baseline prune takes out what is gone, so that it cannot come back unseen",
		FR: "{n|endroit de l’état de référence est maintenant conforme, ou visé par une dérogation|endroits de l’état de référence sont maintenant conformes, ou visés par une dérogation}; hvdlint baseline prune retire ce qui a disparu, pour que cela ne revienne pas sans être vu",
	}
	textTotalsExcept = message.Text{
		EN: "{totals}; not counted: {waived} waived, {known} known",
		FR: "{totals}; hors compte\u00a0: {waived} par dérogation, {known|connu|connus}",
	}
	textNotCounting = message.Text{
		EN: "{waived|failing place is|failing places are} waived and {known|is|are} known; they do not count",
		FR: "{waived|manquement fait|manquements font} l’objet d’une dérogation et {known|est connu|sont connus}; ils ne comptent pas",
	}
	textFailsWaived = message.Text{
		EN: "fails in {n|place that does|places that do} not count: {waived} waived, {known} known",
		FR: "non respectée à {n|endroit qui ne compte|endroits qui ne comptent} pas\u00a0: {waived} par dérogation, {known|connu|connus}",
	}

	titleExpired = message.Text{EN: "Expired waiver", FR: "Dérogation expirée"}
	titlePending = message.Text{EN: "Waiver dated on a day to come", FR: "Dérogation datée d’un jour à venir"}
	titleUnused  = message.Text{EN: "Unused waiver", FR: "Dérogation sans effet"}
	titleBroad   = message.Text{EN: "Waiver that is too broad", FR: "Dérogation trop large"}
)

// The words of the section about exceptions, and of the column that says what became of a finding.
var (
	wordExceptions  = message.Text{EN: "What does not count", FR: "Ce qui ne compte pas"}
	wordWaivers     = message.Text{EN: "Waivers", FR: "Dérogations"}
	wordWaived      = message.Text{EN: "waived", FR: "dérogation"}
	wordKnown       = message.Text{EN: "known", FR: "connu"}
	wordNew         = message.Text{EN: "new", FR: "nouveau"}
	wordNotCounted  = message.Text{EN: "failed, but not counted", FR: "non respectée, mais hors compte"}
	wordScope       = message.Text{EN: "Narrowed to", FR: "Limitée à"}
	wordReason      = message.Text{EN: "Reason", FR: "Justification"}
	wordOwner       = message.Text{EN: "Owner", FR: "Responsable"}
	wordUntil       = message.Text{EN: "Until", FR: "Jusqu’au"}
	wordState       = message.Text{EN: "State", FR: "État"}
	wordPlaces      = message.Text{EN: "Failing places", FR: "Manquements"}
	wordRequirement = message.Text{EN: "Requirement", FR: "Exigence"}
	columnStatus    = message.Text{EN: "status", FR: "statut"}

	wordInForce   = message.Text{EN: "in force", FR: "en vigueur"}
	wordExpired   = message.Text{EN: "expired", FR: "expirée"}
	wordPending   = message.Text{EN: "not yet in force", FR: "pas encore en vigueur"}
	wordUnused    = message.Text{EN: "unused", FR: "sans effet"}
	wordOverBroad = message.Text{EN: "too broad", FR: "trop large"}

	factBaseline = message.Text{EN: "Baseline", FR: "État de référence"}
	factDate     = message.Text{EN: "Day on which waivers are in force", FR: "Jour auquel les dérogations sont en vigueur"}
)

// waiverTitle names the problem that a state is.
func waiverTitle(s WaiverState) message.Text {
	switch s {
	case WaiverExpired:
		return titleExpired
	case WaiverPending:
		return titlePending
	case WaiverUnused:
		return titleUnused
	}
	return titleBroad
}

// statusWord is the word for what became of a finding.
func statusWord(status string) message.Text {
	switch status {
	case statusWaived:
		return wordWaived
	case statusKnown:
		return wordKnown
	}
	return wordNew
}

// stateWord is the word for the state of a waiver.
func stateWord(s WaiverState) message.Text {
	switch s {
	case WaiverExpired:
		return wordExpired
	case WaiverPending:
		return wordPending
	case WaiverUnused:
		return wordUnused
	case WaiverOverBroad:
		return wordOverBroad
	}
	return wordInForce
}
