//go:build !windows

package cli

// systemLanguage returns nothing: elsewhere LC_ALL, LC_MESSAGES and LANG tell the language.
func systemLanguage() string { return "" }

// prepareConsole does nothing: terminals elsewhere understand escape codes, and UTF-8 is theirs to be set to.
func prepareConsole(int) {}
