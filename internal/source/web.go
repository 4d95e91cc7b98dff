package source

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// How patient fetching is.
const (
	stallTimeout = 60 * time.Second // without a byte
	maxWait      = 30 * time.Second // that a server may ask for before the second try
	usualWait    = 2 * time.Second  // when it does not say
)

// tellEvery is the time between two calls of [Options.Progress].
const tellEvery = 200 * time.Millisecond

// fetch downloads what is at an address to a temporary file.
func (o *opener) fetch(a *address) (*store, *table.Unread, error) {
	s, err := o.download(a, o.limits.Copied)
	return o.told(s, err)
}

// download tries twice when the server is busy.
func (o *opener) download(a *address, limit int64) (*store, error) {
	client := newDoorkeeper(a.named).client()
	s, wait, err := o.try(client, a, limit)
	if wait < 0 {
		return s, err
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-o.ctx.Done():
		return nil, context.Cause(o.ctx)
	}
	s, _, err = o.try(client, a, limit)
	return s, err
}

// try fetches once; wait is how long to wait before trying again, less than 0: trying again is no use.
func (o *opener) try(client *http.Client, a *address, limit int64) (s *store, wait time.Duration, err error) {
	ctx, cancel := context.WithCancelCause(o.ctx)
	defer cancel(nil)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, a.url.String(), http.NoBody)
	if err != nil {
		return nil, -1, &refusedError{why: badAddress}
	}
	request.Header.Set("User-Agent", "hvdlint")
	request.Header.Set("Accept", "*/*")
	response, err := client.Do(request)
	if err != nil {
		return nil, -1, o.unreached(err)
	}
	defer func() { _ = response.Body.Close() }() // what it held was read or is not wanted
	if response.StatusCode != http.StatusOK {
		return nil, waitOf(response), statusError(response)
	}
	if response.ContentLength > limit {
		return nil, -1, &refusedError{why: tooLargeDownload, params: limitOf(limit)}
	}
	body := &download{from: response.Body, told: teller{progress: o.options.Progress, total: max(response.ContentLength, 0)}}
	body.stall = time.AfterFunc(stallTimeout, func() { cancel(errStalled) })
	defer body.stall.Stop()
	s, err = copyOf(body, o.options.TempDir, limit)
	if packed, ok := errors.AsType[*unpackError](err); ok && packed.why == tooLargeToCopy {
		err = &refusedError{why: tooLargeDownload, params: limitOf(limit)}
	} else if body.failed != nil {
		err = o.unreached(errors.Join(body.failed, context.Cause(ctx)))
	}
	if err != nil && s != nil {
		err = errors.Join(err, s.release())
		s = nil
	}
	return s, -1, err
}

func limitOf(limit int64) []message.Param { return []message.Param{message.P("limit", limit)} }

// errStalled means that a server began to answer and fell silent.
var errStalled = errors.New("the server fell silent")

// download is the body of an answer on its way.
type download struct {
	from   io.Reader
	told   teller
	stall  *time.Timer
	failed error
}

func (d *download) Read(p []byte) (int, error) {
	n, err := d.from.Read(p)
	d.told.add(n)
	d.stall.Reset(stallTimeout)
	if err != nil && !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		d.failed = err
	}
	return n, err
}

// unreached says why no answer, or no whole one, was had. The end of the context stays what it is.
func (o *opener) unreached(err error) error {
	if o.ctx.Err() != nil {
		return context.Cause(o.ctx)
	}
	if refused, ok := errors.AsType[*refusedError](err); ok {
		return refused
	}
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() || errors.Is(err, errStalled) {
		return &refusedError{why: timedOut}
	}
	detail := err
	if failed, ok := errors.AsType[*url.Error](err); ok {
		detail = failed.Err // its text has the address with everything in it
	}
	return &refusedError{why: unreachable, params: []message.Param{message.P("detail", detailOf(detail))}}
}

// detailOf says in both languages why a server was not reached.
func detailOf(err error) message.Text {
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return detailNoServer
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return detailNotTrusted
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return detailBrokeOff
	}
	return message.TextOf(err)
}

// waitOf returns how long a busy server wants us to wait, or -1 when trying again is no use (RFC 9110 10.2.3).
func waitOf(r *http.Response) time.Duration {
	if r.StatusCode != http.StatusTooManyRequests && r.StatusCode != http.StatusServiceUnavailable {
		return -1
	}
	after := strings.TrimSpace(r.Header.Get("Retry-After"))
	wait := usualWait
	if seconds, err := strconv.ParseInt(after, 10, 32); err == nil && seconds >= 0 {
		wait = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(after); err == nil {
		wait = max(time.Until(at), 0)
	}
	if wait > maxWait {
		return -1
	}
	return wait
}

// statusError says what the status of an answer means.
func statusError(r *http.Response) error {
	why := webFailed
	switch r.StatusCode {
	case http.StatusNotFound, http.StatusGone:
		why = webMissing
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusProxyAuthRequired:
		why = webForbidden
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		why = webBusy
	}
	status := strings.TrimSpace(strconv.Itoa(r.StatusCode) + " " + http.StatusText(r.StatusCode))
	return &refusedError{why: why, params: []message.Param{message.P("status", status)}}
}

// input is what is at an address.
func (a *address) input() Input {
	return Input{Path: shownAddress(a.url), parts: []part{{address: a}}}
}

// webBase is a descriptor on the Web.
type webBase struct {
	opener *opener
	at     *address
}

// address returns what a path or an address in the descriptor leads to. Paths never lead above the descriptor.
func (b *webBase) address(name string) (*address, error) {
	if u := webAddress(name); u != nil {
		return &address{url: u, named: b.at.named}, nil
	}
	clean, err := local(name)
	if err != nil {
		return nil, err
	}
	u := *b.at.url
	u.RawPath, u.RawQuery, u.Fragment = "", "", ""
	u.Path = path.Join("/", path.Dir(u.Path), clean)
	return &address{url: &u, named: b.at.named}, nil
}

func (b *webBase) text(name string) ([]byte, error) {
	a, err := b.address(name)
	if err != nil {
		return nil, err
	}
	return b.opener.textAt(a)
}

func (b *webBase) resolve(name string) (where part, shown, file string, err error) {
	a, err := b.address(name)
	if err != nil {
		return part{}, name, "", err
	}
	if isPrivateHost(a.url.Hostname()) && !isPrivateHost(b.at.named.Hostname()) && a.url.Hostname() != b.at.named.Hostname() {
		return part{}, shownAddress(a.url), "", &refusedError{why: privateAddress}
	}
	return part{address: a}, shownAddress(a.url), "", nil
}

// textAt fetches a descriptor or a schema.
func (o *opener) textAt(a *address) (text []byte, err error) {
	s, err := o.download(a, maxDescriptor)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.release()) }()
	return io.ReadAll(io.NewSectionReader(s.reader, 0, s.size))
}
