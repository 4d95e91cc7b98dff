package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

func empty(t *testing.T, folder string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestStandardInput(t *testing.T) {
	folder := t.TempDir()
	s, unread, err := Open(t.Context(), Input{Path: "-"}, Options{Stdin: iotest.OneByteReader(strings.NewReader("prénom\nZo\xe9\n")), TempDir: folder})
	if err != nil || unread != nil {
		t.Fatal(unread, err)
	}
	if facts := s.Facts(); facts.Name != "stdin" || facts.Path != "-" || s.Size() != 12 {
		t.Errorf("got %+v, size %d", facts, s.Size())
	}
	first := readAll(t, s)
	if readAll(t, s) != first {
		t.Error("the second reading differs")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	empty(t, folder)
}

func TestStandardInputRefused(t *testing.T) {
	folder := t.TempDir()
	s, unread, err := Open(t.Context(), Input{Path: "-"}, Options{Stdin: strings.NewReader("%PDF-1.7\n"), TempDir: folder})
	if s != nil || err != nil || unread == nil || unread.Reason != "not-a-table" {
		t.Errorf("got %v, %v, %v", s, unread, err)
	}
	empty(t, folder)
}

func TestStandardInputFails(t *testing.T) {
	folder := t.TempDir()
	broken := errors.New("broken")
	_, _, err := Open(t.Context(), Input{Path: "-"}, Options{Stdin: iotest.ErrReader(broken), TempDir: folder})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	empty(t, folder)
	if _, _, err := Open(t.Context(), Input{Path: "-"}, Options{}); err == nil {
		t.Error("no standard input was given, and nobody says so")
	}
}

// A pipe that the shell makes, <(command), is read like standard input.
func TestNamedPipe(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	file := fmt.Sprintf("/dev/fd/%d", reader.Fd())
	if _, err := os.Stat(file); err != nil {
		t.Skip("no /dev/fd here")
	}
	if _, err := writer.WriteString("prénom\nZoé\n"); err != nil {
		t.Fatal(err)
	}
	_ = writer.Close()
	folder := t.TempDir()
	s, unread, err := Open(t.Context(), Input{Path: file, File: file}, Options{TempDir: folder})
	if err != nil || unread != nil {
		t.Fatal(unread, err)
	}
	if first := readAll(t, s); first != "prénom\nZoé\n" || readAll(t, s) != first {
		t.Errorf("read %q", first)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	empty(t, folder)
}

// Opening a pipe waits for somebody to write to it; cancelling ends the wait.
func TestNamedPipeWithoutWriter(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Skip("no named pipes here")
	}
	folder := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, unread, err := Open(ctx, Input{Path: pipe, File: pipe}, Options{TempDir: folder}); unread != nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, %v", unread, err)
	}
	empty(t, folder)
	// Let the open that is still blocked end.
	writer, err := os.OpenFile(pipe, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	_ = writer.Close()
}

// Nothing can interrupt a read that waits for a terminal; the copy ends all the same.
func TestStandardInputCancelled(t *testing.T) {
	folder := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	waiting, writer := io.Pipe()
	defer func() { _ = writer.Close() }()
	go func() { _, _ = writer.Write([]byte("a,b\n")) }()
	_, _, err := Open(ctx, Input{Path: "-"}, Options{Stdin: waiting, TempDir: folder})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	empty(t, folder)
}
