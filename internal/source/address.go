package source

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"
)

// address is something on the Web that the user named, or that a descriptor lists which was fetched.
type address struct {
	url   *url.URL
	named *url.URL // what the user named, which led here
}

// shownAddress returns an address without what lets somebody in: user, password, and parameters that hold keys.
func shownAddress(u *url.URL) string {
	shown := *u
	shown.User, shown.Fragment, shown.RawFragment = nil, "", ""
	if shown.RawQuery != "" {
		pairs := strings.Split(shown.RawQuery, "&")
		for i, pair := range pairs {
			if key, _, ok := strings.Cut(pair, "="); ok && isSecret(key) {
				pairs[i] = key + "=…"
			}
		}
		shown.RawQuery = strings.Join(pairs, "&")
	}
	return shown.String()
}

func isSecret(key string) bool {
	key = strings.ToLower(key)
	for _, word := range []string{"token", "key", "secret", "password", "signature", "credential"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return key == "sig" || key == "auth"
}

// isPrivate reports whether an address belongs to this machine or to a network that is not the public one (RFC 1918, 4193, 6598,
// 3927, 4291).
func isPrivate(ip netip.Addr) bool {
	ip = ip.Unmap()
	shared := netip.MustParsePrefix("100.64.0.0/10")
	translated := netip.MustParsePrefix("64:ff9b::/96") // holds an IPv4 address, RFC 6052
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsLinkLocalMulticast() || ip.IsInterfaceLocalMulticast() ||
		ip.IsMulticast() || ip.IsUnspecified() || shared.Contains(ip) || translated.Contains(ip)
}

// isPrivateHost recognises a host that is private without asking for its address.
func isPrivateHost(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	ip, err := netip.ParseAddr(host)
	return err == nil && isPrivate(ip) || host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// doorkeeper lets requests go to the host that the user named, wherever it is, and to others as long as they are public. The check is
// on the address that is connected to, so that a name cannot mean another one by then.
type doorkeeper struct {
	named   string // host
	mu      sync.Mutex
	private bool            // the named host is private itself
	proxies map[string]bool // "host:port" of proxies in use, which connect for us
}

func newDoorkeeper(named *url.URL) *doorkeeper {
	return &doorkeeper{named: named.Hostname(), private: isPrivateHost(named.Hostname()), proxies: map[string]bool{}}
}

// client makes the client that goes through the door.
func (d *doorkeeper) client() *http.Client {
	transport := &http.Transport{
		Proxy:                 d.proxy,
		DialContext:           d.dial,
		TLSHandshakeTimeout:   30 * time.Second,
		ResponseHeaderTimeout: 60 * time.Second,
		DisableCompression:    true, // the bytes are wanted as they are published
		ForceAttemptHTTP2:     true,
		DisableKeepAlives:     true,
	}
	return &http.Client{Transport: transport, CheckRedirect: d.redirect}
}

func (d *doorkeeper) proxy(r *http.Request) (*url.URL, error) {
	proxy, err := http.ProxyFromEnvironment(r)
	if proxy != nil {
		d.mu.Lock()
		d.proxies[proxy.Hostname()] = true
		d.mu.Unlock()
	}
	return proxy, err
}

// maxRedirects is how many times a server may send us on.
const maxRedirects = 5

func (d *doorkeeper) redirect(next *http.Request, before []*http.Request) error {
	if len(before) > maxRedirects || next.URL.Scheme != "http" && next.URL.Scheme != "https" {
		return &refusedError{why: badRedirect}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.private && isPrivateHost(next.URL.Hostname()) {
		return &refusedError{why: privateAddress}
	}
	return nil
}

func (d *doorkeeper) dial(ctx context.Context, network, target string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(target)
	if err != nil {
		return nil, err
	}
	dialer := &net.Dialer{Timeout: 30 * time.Second, Control: func(_, resolved string, _ syscall.RawConn) error {
		return d.check(host, resolved)
	}}
	return dialer.DialContext(ctx, network, target)
}

// check decides on one address that a host has.
func (d *doorkeeper) check(host, resolved string) error {
	at, err := netip.ParseAddrPort(resolved)
	if err != nil {
		return errors.New("not an address: " + resolved)
	}
	private := isPrivate(at.Addr().WithZone(""))
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case !private, d.private, d.proxies[host]:
		return nil
	case strings.EqualFold(host, d.named):
		d.private = true
		return nil
	}
	return &refusedError{why: privateAddress}
}
