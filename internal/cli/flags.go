package cli

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cogwg/hvdlint/internal/message"
)

// valueError says what a flag takes, when it was given something else.
type valueError struct{ allowed message.Text }

func (e *valueError) Error() string { return e.allowed.EN }

// choice is a flag that takes one of a few words.
type choice struct {
	target  *string
	allowed []string
}

func (c choice) String() string { return *c.target }
func (c choice) Type() string   { return "word" }

// Set takes one of the words, in any case.
func (c choice) Set(value string) error {
	if word := strings.ToLower(value); slices.Contains(c.allowed, word) {
		*c.target = word
		return nil
	}
	return &valueError{oneOf(value, c.allowed)}
}

// choices is a [choice] that repeats.
type choices struct {
	target  *[]string
	allowed []string
}

func (c choices) String() string { return strings.Join(*c.target, ",") }
func (c choices) Type() string   { return "words" }

// Set appends one of the words, in any case.
func (c choices) Set(value string) error {
	word := ""
	if err := (choice{&word, c.allowed}).Set(value); err != nil {
		return err
	}
	*c.target = append(*c.target, word)
	return nil
}

// whole is a flag that takes a whole number from least up.
type whole struct {
	target *int
	least  int
}

func (w whole) String() string { return strconv.Itoa(*w.target) }
func (w whole) Type() string   { return "number" }

// Set takes a whole number.
func (w whole) Set(value string) error {
	n, err := strconv.Atoi(value)
	if err != nil || n < w.least {
		return &valueError{textAllowedWhole.Format(message.P("least", w.least))}
	}
	*w.target = n
	return nil
}

// oneOf says which words are allowed, and which of them was probably meant.
func oneOf(value string, allowed []string) message.Text {
	return didYouMean(textAllowedWords.Format(message.P("words", wordList(allowed))), value, allowed)
}

// didYouMean adds to a text about a word that is unknown the one of known that was probably meant. Where [message.DidYouMean] goes on
// with its sentence, this begins another.
func didYouMean(text message.Text, word string, known []string) message.Text {
	if near, ok := message.Nearest(word, known); ok {
		return textDidYouMean.Format(message.P("text", text), message.P("near", near))
	}
	return text
}

// wordList enumerates words without cutting a long list: who mistyped one needs to see all of them.
func wordList(words []string) message.Text {
	text := message.Text{}
	for i, word := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			text.EN += " or "
			text.FR += " ou "
		default:
			text.EN += ", "
			text.FR += ", "
		}
		text.EN += word
		text.FR += word
	}
	return text
}

// badValue is the failure of a flag that was given a value it does not take.
func badValue(flag, value string, allowed message.Text) *failure {
	return wrongUsage(textBadValue, message.P("flag", flag), message.P("value", value), message.P("allowed", allowed))
}

// flagFailure says in both languages what pflag says in English.
func flagFailure(cmd *cobra.Command, err error) error {
	f := wrongUsage(message.Same("{cause}"), message.P("cause", message.Same(err.Error())))
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		f = unknownFlag(cmd, unknown)
	} else if bare, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		f = wrongUsage(textValueRequired, message.P("flag", nameOf(bare.GetFlag())))
	} else if bad, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		allowed := textAllowedSwitch
		if why, ok := errors.AsType[*valueError](bad); ok {
			allowed = why.allowed
		}
		f = badValue(nameOf(bad.GetFlag()), bad.GetValue(), allowed)
	} else if syntax, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		f = wrongUsage(textFlagSyntax, message.P("flag", syntax.GetSpecifiedFlag()))
	}
	f.help = cmd.CommandPath()
	return f
}

func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) *failure {
	if letters := err.GetSpecifiedShortnames(); letters != "" {
		return wrongUsage(textUnknownFlag, message.P("flag", "-"+err.GetSpecifiedName()))
	}
	name := err.GetSpecifiedName()
	f := wrongUsage(textUnknownFlag, message.P("flag", "--"+name))
	var names []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) { names = append(names, flag.Name) })
	if near, ok := message.Nearest(name, names); ok {
		f.text = textDidYouMean.Format(message.P("text", f.text), message.P("near", "--"+near))
	}
	return f
}

func nameOf(flag *pflag.Flag) string { return "--" + flag.Name }

// arguments returns the check of a command's number of arguments; most -1 sets no limit. Too few are answered with missing, which
// names what the command needs.
func arguments(least, most int, missing message.Text) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		var f *failure
		switch {
		case len(args) < least:
			f = wrongUsage(missing)
		case most >= 0 && len(args) > most:
			f = wrongUsage(textTooMany, message.P("argument", args[most]), message.P("command", cmd.CommandPath()))
		default:
			return nil
		}
		f.help = cmd.CommandPath()
		return f
	}
}

// noArguments is the check of a command that takes none.
func noArguments() cobra.PositionalArgs { return arguments(0, 0, message.Text{}) }
