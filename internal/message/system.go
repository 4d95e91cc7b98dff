package message

import (
	"errors"
	"io/fs"
	"syscall"
)

// systemFaults are the errors of the operating system that people meet, in French; it says them in English itself. Windows has numbers of
// its own and says them in the language of the desktop. Never written to.
var systemFaults = []struct {
	number syscall.Errno
	french string
}{
	{syscall.ENOENT, "ce fichier ou ce dossier n’existe pas"},
	{syscall.EACCES, "permission refusée"},
	{syscall.EPERM, "permission refusée"},
	{syscall.EEXIST, "un fichier ou un dossier de ce nom existe déjà"},
	{syscall.EISDIR, "c’est un dossier"},
	{syscall.ENOTDIR, "ce n’est pas un dossier"},
	{syscall.ENOSPC, "il n’y a plus de place sur le disque"},
	{syscall.EFBIG, "le fichier est trop gros pour ce disque"},
	{syscall.EROFS, "ce disque n’accepte pas l’écriture"},
	{syscall.EIO, "le disque ou l’appareil a signalé une erreur"},
	{syscall.EBUSY, "un autre programme l’utilise"},
	{syscall.ENAMETOOLONG, "le nom est trop long"},
	{syscall.ELOOP, "les liens tournent en rond"},
	{syscall.EMFILE, "trop de fichiers sont ouverts"},
	{syscall.ENFILE, "trop de fichiers sont ouverts"},
	{syscall.EINVAL, "le système n’accepte pas cette opération"},
	{syscall.ENOMEM, "il n’y a plus assez de mémoire"},
	{syscall.ECONNREFUSED, "la connexion a été refusée"},
	{syscall.ECONNRESET, "la connexion a été interrompue"},
	{syscall.EHOSTUNREACH, "aucun chemin n’y mène"},
	{syscall.ENETUNREACH, "le réseau ne répond pas"},
	{syscall.ETIMEDOUT, "il n’y a pas eu de réponse à temps"},
}

// system returns what an error of the operating system says; it reports false for one that is none, or that is not listed.
func system(err error) (Text, bool) {
	number, ok := errors.AsType[syscall.Errno](err)
	if !ok {
		return Text{}, false
	}
	for _, fault := range systemFaults {
		if fault.number != number {
			continue
		}
		text := Text{EN: err.Error(), FR: fault.french}
		if at, ok := errors.AsType[*fs.PathError](err); ok {
			text.FR = VisibleWhole(at.Path) + Colon.FR + " " + text.FR
		}
		return text, true
	}
	return Text{}, false
}
