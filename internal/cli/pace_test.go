package cli

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/message"
)

var midnight = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// At an even pace the guess is right, and counts down.
func TestPaceOfEvenWork(t *testing.T) {
	const rate, total = 1_000_000, 600_000_000
	var p pace
	for second := range int64(600) {
		at := midnight.Add(time.Duration(second) * time.Second)
		p.note(at, second*rate, total)
		left, ok := p.left(at)
		if told := second >= 6; ok != told {
			t.Fatalf("after %d s: told: %v", second, ok)
		}
		if want := time.Duration(600-second) * time.Second; ok && (left-want).Abs() > 2*time.Second {
			t.Fatalf("after %d s: %v, want %v", second, left, want)
		}
	}
}

// However uneven the work is, the guess never jumps: from one second to the next it moves by a part of itself.
func TestPaceNeverJumps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const total = 1_000_000_000
		var p pace
		done, before, told := int64(0), time.Duration(0), false
		for second := range 200 {
			at := midnight.Add(time.Duration(second) * time.Second)
			p.note(at, done, total)
			if left, ok := p.left(at); ok {
				if told && left > before+before/2+5*time.Minute {
					t.Fatalf("from %v to %v within a second", before, left)
				}
				if told && left < before-before/3-2*time.Second {
					t.Fatalf("from %v down to %v within a second", before, left)
				}
				before, told = left, true
			} else {
				told = false
			}
			done += int64(rapid.IntRange(500_000, 5_000_000).Draw(t, "read"))
		}
	})
}

func TestPaceSaysNothing(t *testing.T) {
	for _, test := range []struct {
		name  string
		steps [][3]int64 // second, done, total
	}{
		{"without a total", [][3]int64{{0, 0, 0}, {10, 100, 0}, {20, 200, 0}}},
		{"too early", [][3]int64{{0, 0, 100}, {3, 50, 100}}},
		{"of almost nothing", [][3]int64{{0, 0, 1000}, {10, 5, 1000}, {12, 6, 1000}}},
		{"when nothing goes on", [][3]int64{{0, 0, 100}, {10, 50, 100}, {15, 50, 100}, {21, 50, 100}}},
		{"before anything was read", [][3]int64{{0, 0, 100}, {60, 0, 100}}},
		{"at the end", [][3]int64{{0, 0, 100}, {10, 50, 100}, {20, 100, 100}}},
		{"of years", [][3]int64{{0, 0, math.MaxInt64}, {10, math.MaxInt64 / 50, math.MaxInt64}, {1_000_000, math.MaxInt64/50 + 1, math.MaxInt64}}},
	} {
		var p pace
		var at time.Time
		for _, s := range test.steps {
			at = midnight.Add(time.Duration(s[0]) * time.Second)
			p.note(at, s[1], s[2])
		}
		if left, ok := p.left(at); ok {
			t.Errorf("%s: %v", test.name, left)
		}
	}
}

// Between two looks the guess counts down by itself.
func TestPaceCountsDown(t *testing.T) {
	var p pace
	for second := range int64(11) {
		p.note(midnight.Add(time.Duration(second)*time.Second), second*10, 1000)
	}
	now, _ := p.left(midnight.Add(10 * time.Second))
	later, ok := p.left(midnight.Add(15 * time.Second))
	if !ok || now-later != 5*time.Second {
		t.Errorf("%v, and after 5 s %v", now, later)
	}
}

func TestTimeLeft(t *testing.T) {
	for d, want := range map[time.Duration]message.Text{
		0:                  {EN: "a few seconds left", FR: "encore quelques secondes"},
		9 * time.Second:    {EN: "a few seconds left", FR: "encore quelques secondes"},
		14 * time.Second:   {EN: "about 10 s left", FR: "encore environ 10\u00a0s"},
		54 * time.Second:   {EN: "about 50 s left", FR: "encore environ 50\u00a0s"},
		55 * time.Second:   {EN: "about 1 min left", FR: "encore environ 1\u00a0min"},
		125 * time.Second:  {EN: "about 2 min left", FR: "encore environ 2\u00a0min"},
		23 * time.Minute:   {EN: "about 25 min left", FR: "encore environ 25\u00a0min"},
		57 * time.Minute:   {EN: "about 55 min left", FR: "encore environ 55\u00a0min"},
		58 * time.Minute:   {EN: "about 1 h left", FR: "encore environ 1\u00a0h"},
		200 * time.Minute:  {EN: "about 3 h left", FR: "encore environ 3\u00a0h"},
		2000 * time.Minute: {EN: "about 33 h left", FR: "encore environ 33\u00a0h"},
	} {
		if got := timeLeft(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
