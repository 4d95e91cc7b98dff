package source

import "bytes"

// lines counts line ends (LF, CRLF or CR) in text that comes in pieces.
type lines struct {
	ends    int64
	pending bool // the last byte was a CR, and nobody knows yet what follows
}

// add counts the line ends of p.
func (l *lines) add(p []byte) {
	if len(p) == 0 {
		return
	}
	if l.pending && p[0] != '\n' {
		l.ends++
	}
	l.pending = p[len(p)-1] == '\r'
	l.ends += int64(bytes.Count(p, []byte{'\n'}))
	for i := 0; ; i++ {
		j := bytes.IndexByte(p[i:len(p)-1], '\r')
		if j < 0 {
			return
		}
		if i += j; p[i+1] != '\n' {
			l.ends++
		}
	}
}

// next returns the line, from 1, of the character that follows, provided it is not LF.
func (l *lines) next() int64 {
	if l.pending {
		return l.ends + 2
	}
	return l.ends + 1
}
