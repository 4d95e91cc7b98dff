package cli

import (
	"github.com/spf13/cobra"
)

// completionCommand prints the script that teaches a shell the commands, flags and names.
func (a *app) completionCommand(root *cobra.Command) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	cmd := a.command("completion", helpCompletion)
	cmd.Args = arguments(1, 1, textNeedsShell)
	cmd.ValidArgs = shells
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch args[0] {
		case "bash":
			return root.GenBashCompletionV2(a.stdout, true)
		case "zsh":
			return root.GenZshCompletion(a.stdout)
		case "fish":
			return root.GenFishCompletion(a.stdout, true)
		case "powershell":
			return root.GenPowerShellCompletionWithDesc(a.stdout)
		}
		f := badValue(cmd.CommandPath(), args[0], oneOf(args[0], shells))
		f.help = cmd.CommandPath()
		return f
	}
	return cmd
}
