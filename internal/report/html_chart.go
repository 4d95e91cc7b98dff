package report

import "strings"

// htmlChart is a few bars, each a share of one whole, drawn as SVG. A table beside it has the same numbers.
type htmlChart struct {
	ID, Title, Description string
	Width, Height, Track   int // of the drawing and of a bar of the whole, in units of the drawing
	Bars                   []htmlBar
}

// htmlBar is one bar and its label above it.
type htmlBar struct {
	Label, Share        string
	Class               string
	Length              int
	TextY, ShareY, BarY int
}

// The drawing is as wide as a narrow screen, so that its letters are never smaller than those of the text.
const (
	chartWidth  = 330
	chartTrack  = 230 // beside it stands the share
	chartStep   = 38
	chartBars   = 8
	chartLabel  = 48 // characters
	rulePresent = "missing-value"
)

// add adds a bar. One that is not nothing is seen.
func (c *htmlChart) add(v *htmlView, label, class string, part, whole int64) {
	y := c.Height
	length := int(float64(part) / float64(whole) * chartTrack)
	if part > 0 {
		length = max(length, 1)
	}
	c.Bars = append(c.Bars, htmlBar{
		Label: v.shorten(label, chartLabel), Share: v.share(part, whole), Class: class, Length: length, TextY: y + 12, ShareY: y + 26, BarY: y + 18,
	})
	c.Height += chartStep
}

// describe says in words what the bars show.
func (c *htmlChart) describe(v *htmlView) {
	var parts []string
	for _, b := range c.Bars {
		parts = append(parts, v.say(textAt, as("place", b.Label), as("message", b.Share)))
	}
	c.Description = strings.Join(parts, "; ")
}

// shares draws which part of the records, values or groups the worst requirements concern. Nil: there is none with a share.
func (v *htmlView) shares(r *Run, groups []group, id string) *htmlChart {
	chart := &htmlChart{ID: id, Title: v.words["sharesTitle"], Width: chartWidth, Track: chartTrack}
	for i := range groups {
		a := &groups[i].assertion
		if len(chart.Bars) < chartBars && hasShare(a) {
			chart.add(v, v.title(r.resource(a.Resource), a), severityOrNote(groups[i].severity), a.Failed, a.Tested)
		}
	}
	if len(chart.Bars) == 0 {
		return nil
	}
	chart.describe(v)
	return chart
}

// htmlCompleteness is for each field that must have a value how many records give one.
type htmlCompleteness struct {
	Chart *htmlChart
	Rows  []htmlFilled
}

// htmlFilled is one field in how far it is filled.
type htmlFilled struct{ Field, Filled, Tested, Share string }

// completeness is known of the fields that the standard requires a value of, from the requirement that says so.
func (v *htmlView) completeness(r *Run, id string) *htmlCompleteness {
	c := &htmlCompleteness{Chart: &htmlChart{ID: id, Title: v.words["completenessTitle"], Width: chartWidth, Track: chartTrack}}
	for i := range r.Assertions {
		a := &r.Assertions[i]
		if a.Rule != rulePresent || a.Unit != UnitRecords || len(a.Fields) != 1 || a.Tested == 0 || a.Failed > a.Tested || len(c.Rows) == htmlRows {
			continue
		}
		name, filled := shown(a.Fields[0], nameLength), a.Tested-a.Failed
		if len(r.Resources) > 1 {
			name = v.say(textHTMLFieldIn, as("field", name), as("table", shown(a.Resource, nameLength)))
		}
		c.Rows = append(c.Rows, htmlFilled{name, v.number(filled), v.number(a.Tested), v.share(filled, a.Tested)})
		if len(c.Chart.Bars) < 3*chartBars {
			c.Chart.add(v, name, "good", filled, a.Tested)
		}
	}
	if len(c.Rows) == 0 {
		return nil
	}
	c.Chart.describe(v)
	return c
}
