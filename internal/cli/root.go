package cli

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cogwg/hvdlint/internal/message"
)

// rootCommand builds all commands, with help in the language of the run.
func (a *app) rootCommand() *cobra.Command {
	root := a.command("hvdlint", helpRoot)
	root.Args = cobra.ArbitraryArgs
	showVersion := root.Flags().Bool("version", false, a.say(flagVersion))
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if *showVersion {
			return a.printVersion("text")
		}
		return a.runRoot(cmd, args)
	}
	root.SilenceErrors = true
	root.SilenceUsage = true
	root.DisableAutoGenTag = true
	root.DisableSuggestions = true
	root.CompletionOptions.DisableDefaultCmd = true

	language := ""
	flags := root.PersistentFlags()
	flags.SortFlags = false
	flags.Var(choice{&language, []string{"en", "fr"}}, "lang", a.say(flagLang))
	a.color = "auto"
	flags.Var(choice{&a.color, []string{"auto", "always", "never"}}, "color", a.say(flagColor))
	flags.BoolP("help", "h", false, a.say(flagHelp))

	root.SetFlagErrorFunc(flagFailure)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { a.writeHelp(cmd) })
	root.SetUsageFunc(func(cmd *cobra.Command) error { a.writeHelp(cmd); return nil })

	help := a.helpCommand(root)
	root.SetHelpCommand(help) // known to cobra already, so that it makes none of its own
	a.commands = []*cobra.Command{
		a.checkCommand(), a.inspectCommand(), a.verifyCommand(),
		a.baselineCommand(), a.waiversCommand(),
		a.rulesCommand(), a.explainCommand(), a.standardsCommand(),
		a.initCommand(), a.configCommand(),
		a.versionCommand(), a.completionCommand(root), help,
	}
	root.AddCommand(a.commands...)
	complete(root, "lang", "en", "fr")
	complete(root, "color", "auto", "always", "never")
	return root
}

// runRoot answers a call without a command.
func (a *app) runRoot(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) > 0:
		return a.unknownCommand(cmd, args[0])
	case a.env.Explorer:
		writeWrapped(a.stdout, a.say(textDropFiles), "", min(a.width, helpWidth))
	default:
		a.writeHelp(cmd)
	}
	return nil
}

// unknownCommand is the failure of a word that is no command of parent.
func (a *app) unknownCommand(parent *cobra.Command, word string) error {
	var names []string
	for _, cmd := range a.children(parent) {
		names = append(names, cmd.Name())
	}
	text := textUnknownCommand
	if parent.HasParent() {
		text = textUnknownSubcommand
	}
	text = didYouMean(text.Format(message.P("command", word)), word, names)
	f := &failure{code: exitUsage, text: text}
	f.help = parent.CommandPath()
	return f
}

// children returns the commands under parent in the order of help.
func (a *app) children(parent *cobra.Command) []*cobra.Command {
	if parent.HasParent() {
		return parent.Commands()
	}
	return a.commands
}

// implyCheck puts "check" before the first argument that is no flag when it is no command but a file that is there: a
// file dropped on the program, or a command line without ceremony.
func (a *app) implyCheck(root *cobra.Command, args []string) []string {
	i := skipGlobalFlags(root.PersistentFlags(), args)
	if i == len(args) || strings.HasPrefix(args[i], "-") && args[i] != "-" {
		return slices.Clip(args)
	}
	first := args[i]
	if strings.HasPrefix(first, "__") { // commands of shell completion
		return args
	}
	for _, cmd := range a.commands {
		if cmd.Name() == first {
			return args
		}
	}
	if _, err := os.Stat(first); err != nil && first != "-" {
		return args
	}
	return slices.Insert(slices.Clone(args), i, "check")
}

// skipGlobalFlags returns the index of the first argument that is not one of the flags of every command nor its value.
func skipGlobalFlags(flags *pflag.FlagSet, args []string) int {
	i := 0
	for i < len(args) {
		name, ok := strings.CutPrefix(args[i], "--")
		if !ok {
			break
		}
		name, _, joined := strings.Cut(name, "=")
		flag := flags.Lookup(name)
		if flag == nil {
			break
		}
		i++
		if !joined && flag.NoOptDefVal == "" {
			i++
		}
	}
	return min(i, len(args))
}

// command begins a command with its help in the language of the run.
func (a *app) command(name string, h commandHelp) *cobra.Command {
	use := name
	if arguments := h.arguments.In(a.lang); arguments != "" {
		use += " " + arguments
	}
	cmd := &cobra.Command{
		Use:                   use,
		Short:                 h.short.In(a.lang),
		Long:                  h.long.In(a.lang),
		Example:               h.examples.In(a.lang),
		DisableFlagsInUseLine: true,
	}
	cmd.Flags().SortFlags = false
	return cmd
}

// group makes a command that does nothing but hold others.
func (a *app) group(name string, h commandHelp, commands ...*cobra.Command) *cobra.Command {
	cmd := a.command(name, h)
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.unknownCommand(cmd, args[0])
		}
		a.writeHelp(cmd)
		return nil
	}
	cmd.AddCommand(commands...)
	return cmd
}

// schemaCommand makes a command that prints the JSON Schema of a kind of file, for editors.
func (a *app) schemaCommand(h commandHelp, schema []byte) *cobra.Command {
	cmd := a.command("schema", h)
	cmd.Args = noArguments()
	cmd.RunE = func(*cobra.Command, []string) error {
		_, err := a.stdout.Write(schema)
		return err
	}
	return cmd
}

// complete offers words for the value of a flag in shells.
func complete(cmd *cobra.Command, flag string, words ...string) {
	// The only errors are a flag that is not there and one that is registered twice: TestCompletion would see both.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}
