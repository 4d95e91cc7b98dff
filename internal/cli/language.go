package cli

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
)

// chooseLanguage finds the language of a run before flags are parsed, because help and errors about flags need it too.
//
// --lang, the configuration and HVDLINT_LANG decide, in this order, when they name one of the two. Then, as POSIX has it, the first of
// LC_ALL, LC_MESSAGES and LANG that is set decides, and a locale that is neither ("C") means English. Where none is set, the language of
// the desktop does.
func chooseLanguage(env *Environment, c *config.Config) setting[message.Language] {
	if language, ok := message.ParseLanguage(earlyFlag(env.Args, "lang")); ok {
		return setting[message.Language]{language, origin{fromFlag, "--lang"}}
	}
	if c != nil && c.Language.Given() {
		return setting[message.Language]{c.Language.Is, lineOf(c, c.Language.Line)}
	}
	const own = "HVDLINT_LANG"
	if language, ok := message.ParseLanguage(env.Getenv(own)); ok {
		return setting[message.Language]{language, origin{fromEnvironment, own}}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := env.Getenv(name); locale != "" {
			language, _ := message.ParseLanguage(locale)
			return setting[message.Language]{language, origin{fromEnvironment, name}}
		}
	}
	if language, ok := message.ParseLanguage(env.UILanguage); ok {
		return setting[message.Language]{language, origin{kind: fromEnvironment}}
	}
	return setting[message.Language]{message.English, origin{kind: fromDefault}}
}

// earlyFlag returns the value of the last --name in args, as --name=value or as two arguments, before flags are parsed;
// empty when there is none. It looks no further than "--".
func earlyFlag(args []string, name string) string {
	value := ""
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	for i, arg := range args {
		rest, ok := strings.CutPrefix(arg, "--"+name)
		switch {
		case !ok:
		case strings.HasPrefix(rest, "="):
			value = rest[1:]
		case rest == "" && i+1 < len(args):
			value = args[i+1]
		}
	}
	return value
}
