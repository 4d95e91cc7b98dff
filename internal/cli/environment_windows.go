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

// prepareConsole lets the console of a stream understand the escape codes of colours. The package of colours does so for standard output
// alone, which may be a file while errors go to a console. The code page does not matter: Go hands a console UTF-16.
func prepareConsole(fd int) {
	console, mode := windows.Handle(fd), uint32(0)
	if windows.GetConsoleMode(console, &mode) == nil {
		_ = windows.SetConsoleMode(console, mode|windows.ENABLE_PROCESSED_OUTPUT|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING)
	}
}
