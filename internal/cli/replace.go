package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// replaceFile writes a file so that its readers see the old content or the new one, never a part: write goes to a new
// file beside it, which then takes its place. What is no regular file (a device, a pipe) is written to directly.
func replaceFile(path string, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	mode := os.FileMode(0o666)
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return writeThrough(path, write)
		}
		mode = info.Mode().Perm()
	}
	file, err := createBeside(path, mode)
	if err != nil {
		return err
	}
	err = writeAll(file, write)
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// appendFile writes behind what a file holds, or makes it.
func appendFile(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return err
	}
	return writeAll(file, write)
}

func writeThrough(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return writeAll(file, write)
}

func writeAll(file *os.File, write func(io.Writer) error) error {
	w := bufio.NewWriter(file)
	err := write(w)
	if err == nil {
		err = w.Flush()
	}
	return errors.Join(err, file.Close())
}

// createBeside makes a new file in the folder of path. Unlike a file of [os.CreateTemp] it may be read by whom the umask allows.
func createBeside(path string, mode os.FileMode) (*os.File, error) {
	for i := range 1000 {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d-%d.tmp", filepath.Base(path), os.Getpid(), i))
		file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, os.ErrExist) {
			return file, err
		}
	}
	return nil, os.ErrExist
}
