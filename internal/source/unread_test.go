package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/message"
)

// checkTypography holds a text against the rules of docs/architecture.md, "Pages".
func checkTypography(t *testing.T, name string, text message.Text) {
	t.Helper()
	if text.EN == "" || text.FR == "" {
		t.Errorf("%s: a language is missing", name)
	}
	if text.EN == text.FR {
		t.Errorf("%s: not translated", name)
	}
	for language, s := range map[string]string{"en": text.EN, "fr": text.FR} {
		first, _ := utf8.DecodeRuneInString(s)
		if unicode.IsUpper(first) || strings.HasSuffix(s, ".") || strings.Contains(s, "\n") {
			t.Errorf("%s.%s: want one line, lower case, no full stop: %s", name, language, s)
		}
	}
	for i, r := range text.FR {
		before, _ := utf8.DecodeLastRuneInString(text.FR[:i])
		after, _ := utf8.DecodeRuneInString(text.FR[i+utf8.RuneLen(r):])
		switch {
		case (r == ':' || r == '»') && before != '\u00a0', r == '«' && after != '\u00a0', strings.ContainsRune(";!?", r) && unicode.IsSpace(before):
			t.Errorf("%s: spacing round %c: %s", name, r, text.FR)
		}
	}
	if strings.ContainsAny(text.FR, "“”") || strings.ContainsAny(text.EN, "«»") {
		t.Errorf("%s: quotes of the other language", name)
	}
}

func TestSentences(t *testing.T) {
	for _, group := range []map[refusal]sentence{fileSentences, formatSentences, archiveSentences, packageSentences, webSentences} {
		for why, s := range group {
			checkTypography(t, string(why), s.text)
			if s.reason == "" {
				t.Errorf("%s has no reason code", why)
			}
		}
	}
}

func TestExplain(t *testing.T) {
	cases := []struct {
		name   string
		err    error
		reason string
	}{
		{"missing", &fs.PathError{Op: "open", Path: "a", Err: fs.ErrNotExist}, "not-found"},
		{"forbidden", fmt.Errorf("reading: %w", &fs.PathError{Op: "open", Path: "a", Err: fs.ErrPermission}), "permission"},
		{"changed", fmt.Errorf("reading: %w", ErrChanged), "changed"},
		{"other", &fs.PathError{Op: "read", Path: "a", Err: errors.New("device gone")}, "io"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			unread := Explain(c.err)
			if unread == nil || unread.Reason != c.reason {
				t.Fatalf("got %+v", unread)
			}
			if strings.Contains(unread.Text.EN, "{") {
				t.Errorf("unfilled: %s", unread.Text.EN)
			}
		})
	}
	for _, err := range []error{nil, context.Canceled, fmt.Errorf("reading: %w", context.DeadlineExceeded)} {
		if Explain(err) != nil {
			t.Errorf("%v is no fault of the file", err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	secret := filepath.Join(folder, "secret.csv")
	if err := os.WriteFile(secret, []byte("a\n"), 0); err != nil {
		t.Fatal(err)
	}
	cases := map[string]string{filepath.Join(folder, "none.csv"): "not-found", folder: "is-directory"}
	if file, err := os.Open(secret); err == nil {
		_ = file.Close() // permissions do not bind this user
	} else {
		cases[secret] = "permission"
	}
	if _, err := os.Stat("/dev/zero"); err == nil {
		cases["/dev/zero"] = "not-a-file"
	}
	for file, reason := range cases {
		s, unread, err := Open(t.Context(), Input{Path: file, File: file}, Options{})
		if s != nil || err != nil || unread == nil || unread.Reason != reason {
			t.Errorf("%s: got %v, %v, %v; want %s", file, s, unread, err, reason)
		}
	}
}
