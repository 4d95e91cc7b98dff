package hvdlint_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// release is what a release of hvdlint for the tests has: files by name.
type release struct {
	version string
	files   map[string][]byte
}

// newRelease packs the program built from the sources for each system that scripts may ask for. It is always the one of this machine.
func newRelease(t *testing.T, version string) *release {
	t.Helper()
	program := filepath.Join(t.TempDir(), "hvdlint")
	build := exec.CommandContext(t.Context(), "go", "build", "-ldflags", "-s -w -X main.version="+version, "-o", program, "./cmd/hvdlint")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	binary, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	r := &release{version: version, files: map[string][]byte{}}
	prefix := "hvdlint_" + version + "_"
	unix := tarred(t, "hvdlint", binary)
	r.files[prefix+"linux_amd64.tar.gz"], r.files[prefix+"linux_arm64.tar.gz"], r.files[prefix+"macos_arm64.tar.gz"] = unix, unix, unix
	r.files[prefix+"windows_amd64.zip"] = zipped(t, "hvdlint.exe", binary)
	r.sum()
	return r
}

// sum writes the digests of all files into checksums.txt.
func (r *release) sum() {
	var list strings.Builder
	for name, content := range r.files {
		if name != "checksums.txt" {
			fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(content), name)
		}
	}
	r.files["checksums.txt"] = []byte(list.String())
}

func tarred(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	packed, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	w := tar.NewWriter(packed)
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(content))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	header := &zip.FileHeader{Name: name, Method: zip.Store}
	header.SetMode(0o755)
	member, err := w.CreateHeader(header)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := member.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// serve answers as github.com for downloads of the release, and returns the folder with the settings that lead curl there.
func (r *release) serve(t *testing.T) string {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		name, ok := strings.CutPrefix(request.URL.Path, "/cogwg/hvdlint/releases/download/v"+r.version+"/")
		content, found := r.files[name]
		if !ok || !found {
			http.NotFound(w, request)
			return
		}
		_, _ = w.Write(content)
	}))
	certificate, public := certify(t, "github.com")
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	server.StartTLS()
	t.Cleanup(server.Close)

	home := t.TempDir()
	authority := filepath.Join(home, "authority.pem")
	if err := os.WriteFile(authority, public, 0o600); err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	settings := fmt.Sprintf("connect-to = \"github.com:443:127.0.0.1:%s\"\ncacert = %q\nnoproxy = \"*\"\n", port, authority)
	if err := os.WriteFile(filepath.Join(home, ".curlrc"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	return home
}

// certify makes a certificate for a host, signed by itself.
func certify(t *testing.T, host string) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, public
}

// needs skips a test that runs scripts where their programs are not there.
func needs(t *testing.T, programs ...string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the scripts are tried with the bash of Linux and macOS")
	}
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not there", program)
		}
	}
}
