package source

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// serve starts a server that answers by path.
func serve(t *testing.T, answers map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, ok := answers[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	return server
}

func content(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func to(target string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", target)
		w.WriteHeader(http.StatusFound)
	}
}

func TestFetch(t *testing.T) {
	long := plainRows(2000)
	var busy, always atomic.Int32
	answers := map[string]http.HandlerFunc{
		"/names.csv":    content(rows),
		"/names.csv.gz": content(gzipOf(t, rows)),
		"/export":       content("[{\"a\": 1}]"),
		"/long.csv":     content(long),
		"/short.csv": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, rows)
		},
		"/announced.csv": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "99999999")
			w.WriteHeader(http.StatusOK)
		},
		"/page.csv": content("<!DOCTYPE html><html>"),
		"/gone.csv": status(http.StatusGone), "/private.csv": status(http.StatusForbidden), "/broken.csv": status(http.StatusInternalServerError),
		"/moved.csv": to("/names.csv"), "/circle.csv": to("/circle.csv"), "/file.csv": to("file:///etc/passwd"), "/ftp.csv": to("ftp://example.org/a.csv"),
		"/later.csv": func(w http.ResponseWriter, _ *http.Request) {
			if busy.Add(1) == 1 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			fmt.Fprint(w, rows)
		},
		"/busy.csv": func(w http.ResponseWriter, _ *http.Request) {
			always.Add(1)
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
		"/tomorrow.csv": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
		"/secret.csv": func(w http.ResponseWriter, r *http.Request) {
			if user, password, _ := r.BasicAuth(); user != "ann" || password != "pw" || r.URL.RawQuery != "token=t&page=1" {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			fmt.Fprint(w, rows)
		},
	}
	for i := range 7 {
		answers[fmt.Sprintf("/hop%d.csv", i)] = to(fmt.Sprintf("/hop%d.csv", i-1))
	}
	answers["/hop0.csv"] = content(rows)
	server := serve(t, answers)
	host := strings.TrimPrefix(server.URL, "http://")
	for _, c := range []struct {
		name, address string
		want          string // text, or the reason why not
	}{
		{"a table", "/names.csv", rows},
		{"a compressed table", "/names.csv.gz", rows},
		{"without an extension", "/export", "[{\"a\": 1}]"},
		{"with a query", "/names.csv?format=csv", rows},
		{"moved", "/moved.csv", rows},
		{"moved five times", "/hop5.csv", rows},
		{"moved six times", "/hop6.csv", "unreachable"},
		{"moved in a circle", "/circle.csv", "unreachable"},
		{"moved to a file", "/file.csv", "unreachable"},
		{"moved to FTP", "/ftp.csv", "unreachable"},
		{"not there", "/none.csv", "not-found"},
		{"gone", "/gone.csv", "not-found"},
		{"forbidden", "/private.csv", "permission"},
		{"an error of the server", "/broken.csv", "unreachable"},
		{"busy once", "/later.csv", rows},
		{"busy twice", "/busy.csv", "unreachable"},
		{"busy until tomorrow", "/tomorrow.csv", "unreachable"},
		{"a page", "/page.csv", "not-a-table"},
		{"too long", "/long.csv", "too-large"},
		{"too long, it says", "/announced.csv", "too-large"},
		{"an answer that breaks off", "/short.csv", "unreachable"},
		{"with a password and a token", "http://ann:pw@" + host + "/secret.csv?token=t&page=1", rows},
		{"nobody listens", "http://127.0.0.1:1/a.csv", "unreachable"},
		{"no such server", "http://names.invalid/a.csv", "unreachable"},
		{"no address", "https://", "bad-address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			address := c.address
			if strings.HasPrefix(address, "/") {
				address = server.URL + address
			}
			folder := t.TempDir()
			options := Options{TempDir: folder, Limits: Limits{Copied: 10_000}}
			datasets, unfound, err := Expand(t.Context(), []string{address}, options)
			if err != nil {
				t.Fatal(err)
			}
			if len(unfound) == 1 {
				if unfound[0].Unread.Reason != c.want {
					t.Errorf("got %+v", unfound)
				}
				return
			}
			in := datasets[0].Inputs[0]
			if strings.Contains(in.Path+datasets[0].Path, "pw") || strings.Contains(in.Path, "token=t") || in.IsStdin() || in.File != "" {
				t.Errorf("shown as %s", in.Path)
			}
			s, unread, err := Open(t.Context(), in, options)
			if err != nil {
				t.Fatal(err)
			}
			if unread != nil {
				if unread.Reason != c.want || strings.ContainsAny(unread.Text.EN+unread.Text.FR, "{}") {
					t.Errorf("got %+v", unread)
				}
				empty(t, folder)
				return
			}
			if got := readAll(t, s); got != c.want {
				t.Errorf("read %q", got)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			empty(t, folder)
		})
	}
	if n := always.Load(); n != 2 {
		t.Errorf("a busy server was asked %d times", n)
	}
}

func TestFetchedArchivesAndPackages(t *testing.T) {
	server := serve(t, map[string]http.HandlerFunc{
		"/d/names.zip": content(zipped(t, "names.csv="+rows, "more.csv="+rows)),
		"/d/plain.zip": content(rows),
		"/d/cut.zip":   content(zipped(t, "names.csv="+rows)[:50]),
		"/d/datapackage.json": content(describing(`{"name": "n", "path": "data/n.csv", "schema": "schema.json"}`, `{"name": "up", "path": "../up.csv"}`,
			`{"name": "elsewhere", "path": "https://example.org/a.csv"}`)),
		"/d/schema.json":      content(`{"fields": [{"name": "year"}]}`),
		"/d/data/n.csv":       content(rows),
		"/x/datapackage.json": content(`{"resources": []}`),
	})
	at := server.URL
	for _, c := range []struct{ name, address, want string }{
		{"an archive", "/d/names.zip", "names AT/d/names.zip: AT/d/names.zip!more.csv AT/d/names.zip!names.csv"},
		{"a table called so", "/d/plain.zip", "plain AT/d/plain.zip: AT/d/plain.zip"},
		{"an archive that breaks off", "/d/cut.zip", "AT/d/cut.zip=damaged-archive"},
		{"no archive", "/d/none.zip", "AT/d/none.zip=not-found"},
		{"a package", "/d/datapackage.json", "noms AT/d/datapackage.json: AT/d/data/n.csv https://example.org/a.csv ../up.csv=outside-folder"},
		{"a package with a fault", "/x/datapackage.json", "AT/x/datapackage.json=faulty-descriptor"},
		{"no package", "/y/datapackage.json", "AT/y/datapackage.json=not-found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			datasets, unfound, err := Expand(t.Context(), []string{at + c.address}, Options{TempDir: folder})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.ReplaceAll(told(datasets, unfound), at, "AT"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			for i := range datasets {
				for _, in := range datasets[i].Inputs {
					if !strings.HasPrefix(in.Path, at) {
						continue
					}
					if got := readAll(t, opened(t, in, Options{TempDir: folder})); got != rows {
						t.Errorf("%s: read %q", in.Path, got)
					}
				}
			}
			if err := closeAll(datasets); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestFetchProgress(t *testing.T) {
	server := serve(t, map[string]http.HandlerFunc{"/a.csv": content(rows)})
	datasets, _ := expand(t, server.URL+"/a.csv")
	var read, total int64
	s := opened(t, datasets[0].Inputs[0], Options{TempDir: t.TempDir(), Progress: func(r, all int64) { read, total = r, all }})
	if read != s.Size() || total != s.Size() {
		t.Errorf("told %d of %d; %d were sent", read, total, s.Size())
	}
}

func TestFetchCancelled(t *testing.T) {
	stopped := errors.New("the user left")
	ctx, cancel := context.WithCancelCause(t.Context())
	waiting := make(chan struct{})
	server := serve(t, map[string]http.HandlerFunc{"/datapackage.json": func(_ http.ResponseWriter, r *http.Request) {
		cancel(stopped)
		<-waiting
	}})
	defer close(waiting)
	folder := t.TempDir()
	if _, _, err := Expand(ctx, []string{server.URL + "/datapackage.json"}, Options{TempDir: folder}); !errors.Is(err, stopped) {
		t.Errorf("got %v", err)
	}
	empty(t, folder)
}

func TestPrivateAddresses(t *testing.T) {
	for ip, want := range map[string]bool{
		"127.0.0.1": true, "10.1.2.3": true, "172.16.0.1": true, "192.168.1.1": true, "169.254.169.254": true, "100.64.0.1": true, "0.0.0.0": true, "::1": true,
		"fe80::1": true, "fd00::1": true, "::ffff:10.0.0.1": true, "64:ff9b::a00:1": true, "224.0.0.1": true, "8.8.8.8": false, "2606:4700::1": false, "172.32.0.1": false,
	} {
		if got := isPrivate(netip.MustParseAddr(ip)); got != want {
			t.Errorf("%s: %t", ip, got)
		}
	}
	for _, c := range []struct {
		name, named, host, resolved string
		allowed                     bool
	}{
		{"the named host", "data.example.org", "data.example.org", "93.184.216.34:443", true},
		{"the named host, which is private", "intranet.example.org", "intranet.example.org", "10.0.0.1:443", true},
		{"another public host", "data.example.org", "files.example.org", "93.184.216.35:443", true},
		{"another host, which is private", "data.example.org", "files.example.org", "10.0.0.1:443", false},
		{"another host on this machine", "data.example.org", "localhost", "127.0.0.1:80", false},
		{"another private host after a private one", "192.168.0.1", "files.example.org", "10.0.0.1:443", true},
	} {
		d := newDoorkeeper(&url.URL{Scheme: "https", Host: c.named})
		if err := d.check(c.host, c.resolved); (err == nil) != c.allowed {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	d := newDoorkeeper(&url.URL{Scheme: "https", Host: "data.example.org"})
	for target, allowed := range map[string]bool{"http://169.254.169.254/a": false, "http://localhost/a": false, "https://[::1]/a": false, "https://example.org/a": true, "file:///a": false} {
		u, err := url.Parse(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.redirect(&http.Request{URL: u}, nil); (err == nil) != allowed {
			t.Errorf("%s: %v", target, err)
		}
	}
}

// Who names a server in their own network wants to reach it.
func TestNamedHostMayBePrivate(t *testing.T) {
	server := serve(t, map[string]http.HandlerFunc{"/a.csv": content(rows)})
	address := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	datasets, _ := expand(t, address+"/a.csv")
	if unread := reasonOf(t, datasets[0].Inputs[0], Options{}); unread != nil && unread.Reason != "unreachable" {
		t.Errorf("got %+v", unread)
	}
}

func TestRetryAfter(t *testing.T) {
	for after, want := range map[string]time.Duration{"": usualWait, "3": 3 * time.Second, "31": -1, "-1": usualWait, "soon": usualWait, "Thu, 01 Jan 1970 00:00:00 GMT": 0} {
		r := &http.Response{StatusCode: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {after}}}
		if got := waitOf(r); got != want {
			t.Errorf("%q: got %v, want %v", after, got, want)
		}
	}
	if got := waitOf(&http.Response{StatusCode: http.StatusNotFound}); got >= 0 {
		t.Errorf("of another status: %v", got)
	}
}

func TestShownAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://ann:pw@example.org/a.csv#x":                    "https://example.org/a.csv",
		"https://example.org/a.csv?format=csv&page=2":           "https://example.org/a.csv?format=csv&page=2",
		"https://example.org/a?sv=1&sig=abc&access_token=q&x=y": "https://example.org/a?sv=1&sig=…&access_token=…&x=y",
	} {
		if got := shownAddress(webAddress(address)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
