package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cogwg/hvdlint/internal/message"
)

// commandHelp is the text of one command.
type commandHelp struct {
	arguments message.Text // placeholders after the name: "PATH..."
	short     message.Text // one line without a full stop, for lists
	long      message.Text // paragraphs
	examples  message.Text // command lines; lines with # explain the next
}

// helpCommand shows the help of a command by its name.
func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	cmd := a.command("help", helpHelp)
	cmd.Args = cobra.ArbitraryArgs
	folder := cmd.Flags().String("man", "", a.say(flagMan))
	_ = cmd.MarkFlagDirname("man")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if *folder != "" {
			return a.writeManual(*folder)
		}
		target := root
		for _, word := range args {
			next := findChild(a.children(target), word)
			if next == nil {
				return a.unknownCommand(target, word)
			}
			target = next
		}
		a.writeHelp(target)
		return nil
	}
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		var names []string
		if len(args) == 0 {
			for _, child := range a.commands {
				names = append(names, child.Name())
			}
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

func findChild(commands []*cobra.Command, name string) *cobra.Command {
	for _, cmd := range commands {
		if cmd.Name() == name {
			return cmd
		}
	}
	return nil
}

// helpWidth keeps lines of help readable on wide terminals.
const helpWidth = 100

// writeHelp prints the help of a command to standard output.
func (a *app) writeHelp(cmd *cobra.Command) {
	w, width := a.stdout, min(a.width, helpWidth)
	long := cmd.Long
	if long == "" {
		long = cmd.Short
	}
	for paragraph := range strings.SplitSeq(long, "\n\n") {
		writeWrapped(w, paragraph, "", width)
		fmt.Fprintln(w)
	}
	a.writeHeading(textUsage)
	fmt.Fprintln(w, "  "+a.usageLine(cmd))
	if cmd.Example != "" {
		fmt.Fprintln(w)
		a.writeHeading(textExamples)
		for line := range strings.SplitSeq(cmd.Example, "\n") {
			if strings.HasPrefix(line, "#") {
				line = a.colors.faint.Sprint(line)
			}
			fmt.Fprintln(w, "  "+line)
		}
	}
	a.writeCommands(cmd, width)
	own, global := flagRows(cmd)
	a.writeFlags(textFlags, own, width)
	a.writeFlags(textGlobalFlags, global, width)
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintln(w)
		fmt.Fprintln(w, a.say(textMoreHelp, message.P("command", message.Same(cmd.CommandPath()))))
	}
}

func (a *app) writeHeading(text message.Text) {
	fmt.Fprintln(a.stdout, a.colors.heading.Sprint(text.In(a.lang)+message.Colon.In(a.lang)))
}

func (a *app) usageLine(cmd *cobra.Command) string {
	line := cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		line += " " + textCommandPlace.In(a.lang)
	}
	return line + " " + textFlagsPlace.In(a.lang)
}

func (a *app) writeCommands(cmd *cobra.Command, width int) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	fmt.Fprintln(a.stdout)
	a.writeHeading(textCommands)
	a.writeColumns(a.commandRows(cmd), width)
}

// commandRows are the commands under cmd and what each does.
func (a *app) commandRows(cmd *cobra.Command) [][2]string {
	var rows [][2]string
	for _, child := range a.children(cmd) {
		rows = append(rows, [2]string{child.Name(), child.Short})
	}
	return rows
}

// flagRows are the flags of cmd that not every command has, and those that every command has, each with what it does.
func flagRows(cmd *cobra.Command) (own, global [][2]string) {
	all := cmd.Root().PersistentFlags()
	own = rowsOf(cmd.Flags(), func(flag *pflag.Flag) bool { return all.Lookup(flag.Name) == nil })
	return own, rowsOf(all, func(*pflag.Flag) bool { return true })
}

func rowsOf(flags *pflag.FlagSet, wanted func(*pflag.Flag) bool) [][2]string {
	var rows [][2]string
	flags.VisitAll(func(flag *pflag.Flag) {
		if !wanted(flag) {
			return
		}
		place, usage := pflag.UnquoteUsage(flag)
		name := "    --" + flag.Name
		if flag.Shorthand != "" {
			name = "-" + flag.Shorthand + ", --" + flag.Name
		}
		if strings.Contains(flag.Usage, "`") {
			name += " " + place
		}
		rows = append(rows, [2]string{name, usage})
	})
	return rows
}

func (a *app) writeFlags(heading message.Text, rows [][2]string, width int) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintln(a.stdout)
	a.writeHeading(heading)
	a.writeColumns(rows, width)
}

// writeColumns prints names and what they mean side by side, or one above the other on a narrow terminal.
func (a *app) writeColumns(rows [][2]string, width int) {
	left := 0
	for _, row := range rows {
		left = max(left, runewidth.StringWidth(row[0]))
	}
	indent := strings.Repeat(" ", left+4)
	for _, row := range rows {
		name := "  " + a.colors.code.Sprint(row[0])
		if width < 2*left {
			fmt.Fprintln(a.stdout, name)
			writeWrapped(a.stdout, row[1], "        ", width)
			continue
		}
		lines := wrap(row[1], width-len(indent))
		pad := strings.Repeat(" ", left-runewidth.StringWidth(row[0])+2)
		fmt.Fprintln(a.stdout, name+pad+lines[0])
		for _, line := range lines[1:] {
			fmt.Fprintln(a.stdout, indent+line)
		}
	}
}

// writeWrapped prints a paragraph in lines that fit into width, each after indent.
func writeWrapped(w io.Writer, text, indent string, width int) {
	for _, line := range wrap(text, width-runewidth.StringWidth(indent)) {
		fmt.Fprintln(w, strings.TrimRight(indent+line, " "))
	}
}

// wrap breaks text at blanks into lines of at most width characters; a longer word has a line of its own. Lines of text
// are joined first. No-break spaces hold.
func wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' })
	for _, word := range words {
		n := runewidth.StringWidth(word)
		switch {
		case used == 0:
			line, used = word, n
		case used+1+n > width:
			lines = append(lines, line)
			line, used = word, n
		default:
			line, used = line+" "+word, used+1+n
		}
	}
	return append(lines, line)
}
