package report

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/cogwg/hvdlint/internal/message"
)

// A badge is badgeHeight units high; its letters are about badgeLetter wide, and have badgePad on both sides.
const (
	badgeHeight = 20
	badgeLetter = 7
	badgePad    = 8
	badgeLength = 60 // characters of one half
)

// Badge writes the standard and the verdict as a small SVG picture for a page about the dataset, in one language. Of several
// runs it has the worst verdict, and the standard if it is the same for all.
func Badge(w io.Writer, r *Report, options TextOptions) error {
	p := newPage(nil, options)
	label, verdict, color := r.Tool.Name, textNothingChecked.In(p.language), "#51585f"
	if len(r.Runs) > 0 {
		worst := &r.Runs[0]
		for i := range r.Runs {
			if r.Runs[i].Verdict == r.Verdict() {
				worst = &r.Runs[i]
				break
			}
		}
		if !differentStandards(r.Runs) {
			label = standardName(&worst.Standard, p.language)
		}
		lead, _, _ := p.verdictWords(worst)
		verdict, color = lead.In(p.language), badgeColor(worst.Verdict)
	}
	out := bufio.NewWriter(w)
	writeBadge(out, p.language, shown(label, badgeLength), verdict, color)
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the badge: %w", err)
	}
	return nil
}

// badgeColor is the ground of a verdict, on which white letters stand out 4.5 to 1 at least.
func badgeColor(v Verdict) string {
	switch v {
	case Conforms:
		return "#14602d"
	case ConformsWithExceptions:
		return "#4d5a00"
	case DoesNotConform:
		return "#a3141f"
	}
	return "#744600"
}

func writeBadge(w *bufio.Writer, l message.Language, label, verdict, color string) {
	measure := &runewidth.Condition{StrictEmojiNeutral: true}
	left := badgeLetter*measure.StringWidth(label) + 2*badgePad
	right := badgeLetter*measure.StringWidth(verdict) + 2*badgePad
	title := xmlEscaped(message.Fill(l, textAt.In(l), []message.Param{as("place", label), as("message", verdict)}))
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img" aria-label="%s" xml:lang="%s">`+"\n",
		left+right, badgeHeight, title, l)
	fmt.Fprintf(w, "<title>%s</title>\n", title)
	fmt.Fprintf(w, `<rect width="%d" height="%d" rx="3" fill="#30363c"/>`+"\n", left+right, badgeHeight)
	fmt.Fprintf(w, `<path d="M%d 0h%dq3 0 3 3v14q0 3-3 3H%[1]dz" fill="%[3]s"/>`+"\n", left, right-3, color)
	fmt.Fprintln(w, `<g fill="#ffffff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11" aria-hidden="true">`)
	for _, half := range []struct {
		x, width int
		text     string
	}{{badgePad, left, label}, {left + badgePad, right, verdict}} {
		fmt.Fprintf(w, `<text x="%d" y="14" textLength="%d" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
			half.x, half.width-2*badgePad, xmlEscaped(half.text))
	}
	fmt.Fprint(w, "</g>\n</svg>\n")
}

// xmlEscaped escapes a text for XML. What XML cannot hold becomes U+FFFD.
func xmlEscaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder has no errors
	return b.String()
}
