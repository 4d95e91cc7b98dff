package cli

import (
	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/waiver"
)

// waiversCommand holds what there is to know of files of waivers.
func (a *app) waiversCommand() *cobra.Command {
	cmd := a.command("waivers", helpWaivers)
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.unknownCommand(cmd, args[0])
		}
		a.writeHelp(cmd)
		return nil
	}
	schema := a.command("schema", helpWaiversSchema)
	schema.Args = noArguments()
	schema.RunE = func(*cobra.Command, []string) error {
		_, err := a.stdout.Write(waiver.Schema())
		return err
	}
	cmd.AddCommand(schema)
	return cmd
}
