package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
)

// When progress is shown: on a terminal after a while, elsewhere in lines that come ever more rarely.
const (
	progressAfter = 2 * time.Second
	linesAfter    = 10 * time.Second
)

// nextLine returns how long after a time of work the next line comes.
func nextLine(worked time.Duration) time.Duration {
	switch {
	case worked < time.Minute:
		return 10 * time.Second
	case worked < 10*time.Minute:
		return 30 * time.Second
	}
	return time.Minute
}

// addProgressFlag adds --no-progress to a command that reads data.
func (a *app) addProgressFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&a.noProgress, "no-progress", false, a.say(flagNoProgress))
}

// likelySize is the size in bytes beyond which what an archive says of its members is not believed.
const likelySize = 1 << 50

// progressMode is how progress is shown.
type progressMode uint8

const (
	withoutProgress progressMode = iota
	progressBar                  // one line of a terminal, written over again and again, which leaves no trace
	progressLines                // further lines without control characters, for logs
)

// progress shows on standard error how far the reading of some inputs has come. Its methods are called by one goroutine at a time.
type progress struct {
	*app
	mode   progressMode
	inputs []progressInput
	index  map[string]int // path → input
	total  int64          // bytes of all inputs; 0: not known, or there is only one
	start  time.Time
	next   time.Time // when the next line is due

	last   validate.Progress
	at     int   // index of the input under way
	passes int   // readings of it that came before
	top    int64 // of total, what was read at most
	pace   pace
	drawn  int // width of what stands on the terminal; 0: nothing
}

type progressInput struct {
	before, size int64 // bytes of the inputs before, and of this one
}

// newProgress begins to show how the inputs are read, unless nobody is to see it.
func (a *app) newProgress(quiet bool, inputs []source.Input) *progress {
	p := &progress{app: a, index: map[string]int{}, start: a.env.Now()}
	p.next = p.start.Add(linesAfter)
	switch {
	case quiet || a.noProgress:
		return p
	case a.env.Stderr.Terminal && a.env.Getenv("TERM") != "dumb":
		p.mode = progressBar
	default:
		p.mode = progressLines
	}
	known := true
	for i := range inputs {
		size := inputs[i].Size()
		known = known && size > 0 && size <= likelySize
		p.index[inputs[i].Path] = i
		p.inputs = append(p.inputs, progressInput{before: p.total, size: size})
		p.total += size
	}
	if !known || len(inputs) < 2 {
		p.total = 0
	}
	return p
}

// update returns the function that takes progress, nil when there is nobody to see it.
func (p *progress) update() func(validate.Progress) {
	if p.mode == withoutProgress {
		return nil
	}
	return p.tell
}

// bytes returns the function that takes the progress of one input in bytes alone, nil when there is nobody to see it.
func (p *progress) bytes(path string) func(read, total int64) {
	if p.mode == withoutProgress {
		return nil
	}
	return func(read, total int64) { p.tell(validate.Progress{Path: path, Read: read, Total: total}) }
}

// tell takes progress, and shows it when it is time.
func (p *progress) tell(now validate.Progress) {
	at := p.env.Now()
	p.follow(at, now)
	switch worked := at.Sub(p.start); {
	case p.mode == progressBar && worked >= progressAfter:
		p.draw(p.parts(at))
	case p.mode == progressLines && !at.Before(p.next):
		fmt.Fprintln(p.stderr, p.plain(p.parts(at)))
		p.next = at.Add(nextLine(worked))
	}
}

// follow notes how far it is, and whether another input or another reading has begun.
func (p *progress) follow(at time.Time, now validate.Progress) {
	anew := false
	switch {
	case now.Path != p.last.Path:
		p.passes, anew = 0, true
		if i, ok := p.index[now.Path]; ok {
			p.at = i
		}
	case now.Fetched != p.last.Fetched:
		anew = true
	case now.Read < p.last.Read:
		p.passes++
		anew = true
	}
	if anew && p.total == 0 {
		p.pace = pace{}
	}
	p.last = now
	done, total := p.amount()
	p.pace.note(at, done, total)
}

// amount is how much of how much was read: of all inputs where their sizes are known, and there it never goes back; else of the one under
// way. total 0: not known.
func (p *progress) amount() (done, total int64) {
	if p.total == 0 {
		return p.last.Read, p.last.Total
	}
	in := p.inputs[p.at]
	p.top = max(p.top, in.before+min(p.last.Read, in.size))
	return p.top, p.total
}

// draw writes the line over the one before.
func (p *progress) draw(parts progressParts) {
	width := p.lineWidth()
	line := parts.fit(width)
	if p.drawn > width {
		p.erase() // the terminal became narrower
	}
	left := max(p.drawn-runewidth.StringWidth(line), 0)
	fmt.Fprintf(p.stderr, "\r%s%s", line, strings.Repeat(" ", left))
	p.drawn = runewidth.StringWidth(line)
}

// lineWidth is the number of characters that a line has room for: one less than the terminal, which would go on to the next line.
func (p *progress) lineWidth() int {
	stream := p.env.Stderr
	if stream.Measure != nil {
		stream.Width = stream.Measure()
	}
	if stream.Width > 0 {
		return stream.Width - 1
	}
	return widthOf(stream, p.env.Getenv) - 1
}

// erase takes the line away.
func (p *progress) erase() {
	if p.drawn == 0 {
		return
	}
	if columns := p.lineWidth() + 1; p.drawn >= columns && columns > 0 {
		// The terminal has wrapped what stands on it: back to where it began, and clear what follows (ECMA-48, CUU and ED).
		fmt.Fprintf(p.stderr, "\r\x1b[%dA\x1b[J", (p.drawn-1)/columns)
	} else {
		fmt.Fprintf(p.stderr, "\r%s\r", strings.Repeat(" ", p.drawn))
	}
	p.drawn = 0
}
