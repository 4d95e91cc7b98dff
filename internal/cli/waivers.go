package cli

import (
	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/waiver"
)

// waiversCommand holds what there is to know of files of waivers.
func (a *app) waiversCommand() *cobra.Command {
	return a.group("waivers", helpWaivers, a.schemaCommand(helpWaiversSchema, waiver.Schema()))
}
