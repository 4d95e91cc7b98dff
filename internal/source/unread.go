package source

import (
	"context"
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// refusal names one sentence that says why something is not read. Several refusals share a reason code.
type refusal string

const (
	notFound          refusal = "not-found"
	permission        refusal = "permission"
	locked            refusal = "locked"
	noSpace           refusal = "no space"
	isDirectory       refusal = "is-directory"
	notAFile          refusal = "not-a-file"
	emptyFolder       refusal = "empty-folder"
	noMatch           refusal = "no-match"
	badPattern        refusal = "bad-pattern"
	changed           refusal = "changed"
	readFailed        refusal = "io"
	utf32             refusal = "utf-32"
	encrypted         refusal = "encrypted workbook"
	oldWorkbook       refusal = "old workbook"
	oldOffice         refusal = "old document"
	xlsb              refusal = "xlsb"
	ods               refusal = "ods"
	document          refusal = "document"
	pdf               refusal = "pdf"
	html              refusal = "html"
	xml               refusal = "xml"
	image             refusal = "image"
	binaryFormat      refusal = "binary"
	foreignArchive    refusal = "7-Zip, RAR or tar"
	zipArchive        refusal = "zip"
	nestedArchive     refusal = "archive in an archive"
	packedTwice       refusal = "compressed twice"
	emptyArchive      refusal = "empty archive"
	tooManyMembers    refusal = "too many members"
	damagedArchive    refusal = "damaged archive"
	noMember          refusal = "no such member"
	encryptedMember   refusal = "encrypted member"
	unknownPacking    refusal = "unknown packing"
	damagedPacking    refusal = "damaged packing"
	suspiciousPacking refusal = "suspicious packing"
	tooLargeUnpacked  refusal = "too large unpacked"
	tooLargeToCopy    refusal = "too large to copy"
	mixedParts        refusal = "parts of other formats"
	faultyDescriptor  refusal = "faulty descriptor"
	longDescriptor    refusal = "long descriptor"
	outside           refusal = "outside"
	noNetwork         refusal = "no network"
	badAddress        refusal = "bad address"
	otherScheme       refusal = "other scheme"
	unreachable       refusal = "unreachable"
	timedOut          refusal = "timed out"
	privateAddress    refusal = "private address"
	badRedirect       refusal = "bad redirect"
	webMissing        refusal = "web: missing"
	webForbidden      refusal = "web: forbidden"
	webBusy           refusal = "web: busy"
	webFailed         refusal = "web: failed"
	tooLargeDownload  refusal = "too large to download"
)

// sentence is a refusal's reason code (see [table.Unread]) and its text.
type sentence struct {
	reason string
	text   message.Text
}

// sentenceOf returns the sentence of a refusal.
func sentenceOf(why refusal) sentence {
	for _, group := range []map[refusal]sentence{fileSentences, formatSentences, archiveSentences, packageSentences, webSentences} {
		if s, ok := group[why]; ok {
			return s
		}
	}
	return sentence{reason: "io", text: message.Same(string(why))}
}

// refuse makes the Unread of a refusal.
func refuse(why refusal, params ...message.Param) *table.Unread {
	s := sentenceOf(why)
	text := s.text
	if len(params) > 0 {
		text = text.Format(params...)
	}
	return &table.Unread{Reason: s.reason, Text: text}
}

// refusedError carries a refusal through code that knows errors only.
type refusedError struct {
	why    refusal
	params []message.Param
}

func (e *refusedError) Error() string { return "refused: " + string(e.why) }

// Message returns the sentence.
func (e *refusedError) Message() message.Text { return refuse(e.why, e.params...).Text }

// ErrChanged means that a file was written to between two readings of it.
var ErrChanged = errors.New("the file changed while it was being read")

// Explain says in plain words why the operating system did not let a file be read, that it changed meanwhile, or what is wrong with
// its compression and how far unpacking came. It returns nil for nil and for the end of a context, which are no fault of the file.
func Explain(err error) *table.Unread {
	const sharingViolation, lockViolation, diskFull = syscall.Errno(32), syscall.Errno(33), syscall.Errno(112) // of Windows
	if packed, ok := errors.AsType[*unpackError](err); ok {
		return packed.unread()
	}
	if refused, ok := errors.AsType[*refusedError](err); ok {
		return refuse(refused.why, refused.params...)
	}
	if told, ok := errors.AsType[*unreadError](err); ok {
		return told.unread
	}
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil
	case errors.Is(err, ErrChanged):
		return refuse(changed)
	case errors.Is(err, syscall.ENOSPC), runtime.GOOS == "windows" && errors.Is(err, diskFull):
		return refuse(noSpace)
	case runtime.GOOS == "windows" && (errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)):
		return refuse(locked)
	case errors.Is(err, fs.ErrNotExist):
		return refuse(notFound)
	case errors.Is(err, fs.ErrPermission):
		return refuse(permission)
	}
	detail := err
	if in, ok := errors.AsType[*fs.PathError](err); ok {
		detail = in.Err
	}
	return refuse(readFailed, message.P("detail", message.TextOf(detail)))
}
