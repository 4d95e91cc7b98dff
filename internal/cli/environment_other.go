//go:build !windows

package cli

// systemLanguage returns nothing: elsewhere LC_ALL, LC_MESSAGES and LANG tell the language.
func systemLanguage() string { return "" }
