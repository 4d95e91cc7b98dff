package report

import "github.com/cogwg/hvdlint/internal/message"

// What is said of the user's choice of requirements and levels.
var (
	leadSelected = message.Text{EN: "only these tested:", FR: "seules vérifiées\u00a0:"}
	leadIgnored  = message.Text{EN: "left out by you:", FR: "laissées de côté par vous\u00a0:"}
	leadLevels   = message.Text{EN: "level given by you:", FR: "niveau donné par vous\u00a0:"}

	textLevel          = message.Text{EN: "{requirement} = {level}", FR: "{requirement} = {level}"}
	textLevelInsteadOf = message.Text{EN: "{requirement} = {level} (the standard says {own})", FR: "{requirement} = {level} (la norme dit {own})"}
)
