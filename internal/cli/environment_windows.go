package cli

import "golang.org/x/sys/windows"

// systemLanguage returns the first language that the user chose for Windows ("fr-CA"), where LANG is hardly ever set.
func systemLanguage() string {
	languages, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(languages) == 0 {
		return ""
	}
	return languages[0]
}
