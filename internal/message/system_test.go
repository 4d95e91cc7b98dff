package message

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
)

func TestErrorsOfTheSystemAreToldInFrench(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "rapport.html", Err: syscall.ENOSPC}
	for _, test := range []struct {
		name string
		err  error
		want string
	}{
		{"a number", syscall.EROFS, "ce disque n’accepte pas l’écriture"},
		{"with a path", full, "rapport.html\u00a0: il n’y a plus de place sur le disque"},
		{"behind what we were doing", fmt.Errorf("writing the report: %w", syscall.ECONNREFUSED), "la connexion a été refusée"},
		{"no error of the system", errors.New("short write"), "short write"},
	} {
		if got := TextOf(test.err); got.FR != test.want || got.EN != test.err.Error() {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}
