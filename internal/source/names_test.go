package source

import "testing"

func TestParseEncoding(t *testing.T) {
	for spelling, want := range map[string]string{
		"utf8": "utf-8", "UTF-8": "utf-8", "utf_8": "utf-8", "utf-8-sig": "utf-8", "US-ASCII": "utf-8",
		"cp1252": "windows-1252", "Windows-1252": "windows-1252", "windows1252": "windows-1252", "ANSI": "windows-1252",
		"latin1": "iso-8859-1", "Latin-1": "iso-8859-1", "ISO-8859-1": "iso-8859-1", "iso8859-1": "iso-8859-1", "ISO_8859-1": "iso-8859-1",
		"mac": "macintosh", "MacRoman": "macintosh", "Mac Roman": "macintosh", "macintosh": "macintosh", "x-mac-roman": "macintosh",
		"cp850": "cp850", "IBM850": "cp850", "850": "cp850",
		"utf-16": "utf-16", "UTF16": "utf-16", "utf-16le": "utf-16le", "UTF-16 LE": "utf-16le", "utf16be": "utf-16be",
		"": "", "utf-7": "", "utf-32": "", "windows-1251": "",
	} {
		if got, ok := ParseEncoding(spelling); got != want || ok != (want != "") {
			t.Errorf("ParseEncoding(%q) = %q, %t; want %q", spelling, got, ok, want)
		}
	}
	seen := map[string]string{}
	for _, c := range charsets {
		for _, alias := range append(c.aliases, squeeze(c.name)) {
			if other, twice := seen[alias]; twice || alias != squeeze(alias) {
				t.Errorf("%s of %s is taken by %q or not squeezed", alias, c.name, other)
			}
			seen[alias] = c.name
		}
	}
	for _, name := range Encodings() {
		if got, ok := ParseEncoding(name); !ok || got != name {
			t.Errorf("%s is not its own name", name)
		}
	}
}
