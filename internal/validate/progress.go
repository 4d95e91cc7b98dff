package validate

import (
	"sync/atomic"
	"time"

	"github.com/cogwg/hvdlint/internal/source"
)

// Progress says how far a reading of one input has come. A table may be read more than once; then all of it starts again.
type Progress struct {
	Path    string // of the input
	Read    int64  // bytes
	Total   int64  // bytes of the input; 0: not known
	Records int64
	Fetched bool // the bytes are on their way from the Web, and nothing is read yet
}

// progressEvery is the time between two calls of [Options.Progress].
const progressEvery = 200 * time.Millisecond

// counted is what a reading has come to. Many goroutines add to it, once for each batch or read.
type counted struct {
	records atomic.Int64
	bytes   atomic.Int64 // of a file that is read from any offset
}

// begin starts a reading.
func (c *counted) begin() {
	if c != nil {
		c.records.Store(0)
		c.bytes.Store(0)
	}
}

func (c *counted) addRecords(n int) {
	if c != nil {
		c.records.Add(int64(n))
	}
}

func (c *counted) addBytes(n int) {
	if c != nil {
		c.bytes.Add(int64(n))
	}
}

// watch tells progress until the returned function is called.
func watch(opened *source.Source, options *Options) (stop func()) {
	if options.Progress == nil {
		return func() {}
	}
	p := Progress{Path: opened.Facts().Path, Total: opened.Size()}
	text := opened.IsText()
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(progressEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				p.Read, p.Records = opened.Read(), options.counted.records.Load()
				if !text {
					p.Read = min(options.counted.bytes.Load(), p.Total)
				}
				options.Progress(p)
			case <-done:
				return
			}
		}
	}()
	return func() {
		close(done)
		<-ended
	}
}
