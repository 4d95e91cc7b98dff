package cli

import (
	"math"
	"time"

	"github.com/cogwg/hvdlint/internal/message"
)

// When the time left is told, and how slowly it changes its mind.
const (
	paceAfter    = 4 * time.Second  // of work
	paceShare    = 0.01             // of the work
	paceMemory   = 15 * time.Second // in which the rate forgets
	paceStep     = time.Second      // between two looks at the rate
	paceStalled  = 10 * time.Second // without anything read: nobody knows
	paceMoves    = 5 * time.Second  // in which the answer goes most of the way to what the rate says
	longestGuess = 100 * time.Hour
)

// pace guesses how long work takes. The rate is a mean that forgets, and the guess goes to what follows from it in small steps while
// it counts down by itself, so that it never jumps.
type pace struct {
	start, seen time.Time // the first look, and the last one at which something had been read
	looked      time.Time
	first, done int64   // at start and at the last look
	total       int64   // 0: not known
	rate        float64 // bytes a second
	guess       time.Duration
	guessed     bool
}

// note takes how much is done at a time.
func (p *pace) note(at time.Time, done, total int64) {
	if p.start.IsZero() {
		*p = pace{start: at, seen: at, looked: at, first: done, done: done, total: total}
		return
	}
	p.total = total
	passed := at.Sub(p.looked)
	if passed < paceStep {
		return
	}
	now := float64(done-p.done) / passed.Seconds()
	if p.rate == 0 {
		p.rate = float64(done-p.first) / at.Sub(p.start).Seconds()
	} else {
		p.rate += (now - p.rate) * share(passed, paceMemory)
	}
	if done > p.done {
		p.seen = at
	}
	p.done, p.looked = done, at
	p.reckon(passed)
}

// reckon moves the guess, which is as much older.
func (p *pace) reckon(passed time.Duration) {
	if p.rate <= 0 || p.total <= 0 {
		p.guessed = false
		return
	}
	says := min(float64(max(p.total-p.done, 0))/p.rate, longestGuess.Seconds())
	if !p.guessed {
		p.guess, p.guessed = time.Duration(says*float64(time.Second)), true
		return
	}
	now := max((p.guess - passed).Seconds(), 0)
	p.guess = time.Duration((now + share(passed, paceMoves)*(says-now)) * float64(time.Second))
}

// share is the part of a way that is gone in a time, where most of it takes another.
func share(passed, most time.Duration) float64 { return 1 - math.Exp(-passed.Seconds()/most.Seconds()) }

// left returns the guess at a time; false: it is too early, or nothing goes on.
func (p *pace) left(at time.Time) (time.Duration, bool) {
	if !p.guessed || p.done >= p.total || at.Sub(p.start) < paceAfter || at.Sub(p.seen) >= paceStalled ||
		float64(p.done) < paceShare*float64(p.total) || p.guess >= longestGuess {
		return 0, false
	}
	return max(p.guess-at.Sub(p.looked), 0), true
}

// timeLeft says a time as people guess it: the longer the rounder.
func timeLeft(d time.Duration) message.Text {
	minutes := int(math.Round(d.Minutes()))
	switch {
	case d < 10*time.Second:
		return textSecondsLeft
	case d < 55*time.Second:
		return textAboutSeconds.Format(message.P("n", 10*int(math.Round(d.Seconds()/10))))
	case minutes < 10:
		return textAboutMinutes.Format(message.P("n", max(minutes, 1)))
	case minutes < 58:
		return textAboutMinutes.Format(message.P("n", 5*int(math.Round(d.Minutes()/5))))
	}
	return textAboutHours.Format(message.P("n", int(math.Round(d.Hours()))))
}
