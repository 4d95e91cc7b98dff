package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// chooseLanguage finds the language of a run before flags are parsed, because help and errors about flags need it too.
//
// --lang and HVDLINT_LANG decide when they name one of the two. Then, as POSIX has it, the first of LC_ALL, LC_MESSAGES and
// LANG that is set decides, and a locale that is neither ("C") means English. Where none is set, the language of the
// desktop does.
func chooseLanguage(env *Environment) message.Language {
	for _, choice := range []string{earlyFlag(env.Args, "lang"), env.Getenv("HVDLINT_LANG")} {
		if language, ok := message.ParseLanguage(choice); ok {
			return language
		}
	}
	locale := cmp.Or(env.Getenv("LC_ALL"), env.Getenv("LC_MESSAGES"), env.Getenv("LANG"), env.UILanguage)
	language, _ := message.ParseLanguage(locale)
	return language
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
