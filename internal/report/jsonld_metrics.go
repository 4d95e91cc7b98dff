package report

import (
	"cmp"
	"fmt"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/message"
)

// measure is one of the metrics of [JSONLD].
type measure struct {
	id, dataType, dimension ldID
	label, definition       message.Text
}

// The dimensions of quality, as the Data on the Web working group of W3C names them for linked data.
const (
	dimensions          = "http://www.w3.org/2016/05/ldqd#"
	dimensionConformity = dimensions + "syntacticValidity"
	dimensionAmount     = dimensions + "completeness"
)

const (
	dataInteger = "xsd:nonNegativeInteger"
	dataDecimal = "xsd:decimal"
)

var (
	measureErrors   = measure{"errors", dataInteger, dimensionConformity, ldErrors, ldFailingMean.Format(message.P("level", ldMust))}
	measureWarnings = measure{"warnings", dataInteger, dimensionConformity, ldWarnings, ldFailingMean.Format(message.P("level", ldShould))}
	measureNotes    = measure{"notes", dataInteger, dimensionConformity, ldNotes, ldFailingMean.Format(message.P("level", ldMay))}
	measureMet      = measure{"share-of-requirements", dataDecimal, dimensionConformity, ldShareMet, ldShareMetMean.Format(message.P("level", ldMust))}
	measureRecords  = measure{"records", dataInteger, dimensionAmount, factRecords, ldRecordsMean}
	measureTested   = measure{"tested", dataInteger, dimensionConformity, ldTested, ldTestedMean}
	measureFailed   = measure{"failed", dataInteger, dimensionConformity, ldFailed, ldFailedMean}
	measureWaived   = measure{"waived", dataInteger, dimensionConformity, ldWaived, ldWaivedMean}
	measureKnown    = measure{"known", dataInteger, dimensionConformity, ldKnown, ldKnownMean}
)

// measureShare is the share of what a requirement counts that meets it.
func measureShare(of Unit) measure {
	label := ldSharePlaces
	switch of {
	case UnitRecords:
		label = ldShareRecords
	case UnitValues:
		label = ldShareValues
	case UnitGroups:
		label = ldShareGroups
	}
	return measure{ldID("share-of-" + cmp.Or(string(of), "places")), dataDecimal, dimensionConformity, label, ldShareMean}
}

// shareOf is a part of a whole as a decimal with six places. It is 1 only of all, and 0 only of nothing.
func shareOf(part, whole int64) string {
	const million = 1_000_000
	if part >= whole {
		return "1.000000"
	}
	high, low := bits.Mul64(uint64(max(part, 0)), million)
	n, _ := bits.Div64(high, low, uint64(whole))
	if n == 0 && part > 0 {
		n = 1
	}
	return fmt.Sprintf("0.%06d", n)
}

// measurements adds what was counted of a run.
func (d *linked) measurements(run *Run, at runNodes) {
	d.measured(at, at.dataset, "", measureErrors, fmt.Sprint(run.Totals.Error))
	d.measured(at, at.dataset, "", measureWarnings, fmt.Sprint(run.Totals.Warning))
	d.measured(at, at.dataset, "", measureNotes, fmt.Sprint(run.Totals.Note))
	var met, decided int64
	for i := range run.Assertions {
		switch a := &run.Assertions[i]; {
		case a.ownLevel() != levelMust:
		case a.Outcome == Passed:
			met++
			decided++
		case a.Outcome == Failed:
			decided++
		}
	}
	if decided > 0 {
		d.measured(at, at.dataset, "", measureMet, shareOf(met, decided))
	}
	for i := range run.Resources {
		if r := &run.Resources[i]; r.Unread == nil {
			d.measured(at, at.tables[i], "", measureRecords, fmt.Sprint(r.Records))
		}
	}
	for i := range run.Assertions {
		a := &run.Assertions[i]
		if a.Outcome != Passed && a.Outcome != Failed || a.Tested <= 0 {
			continue
		}
		of, about := at.subject(run, a), at.assertion(i)
		d.measured(at, of, about, measureTested, fmt.Sprint(a.Tested))
		d.measured(at, of, about, measureFailed, fmt.Sprint(a.Failed))
		if a.Waived > 0 {
			d.measured(at, of, about, measureWaived, fmt.Sprint(a.Waived))
		}
		if a.Known > 0 {
			d.measured(at, of, about, measureKnown, fmt.Sprint(a.Known))
		}
		if a.Failed <= a.Tested { // several places of one record can fail
			d.measured(at, of, about, measureShare(a.Unit), shareOf(a.Tested-a.Failed, a.Tested))
		}
	}
}

// measured adds one measurement, and its metric when it is the first.
func (d *linked) measured(at runNodes, of ldID, about ldID, m measure, value string) {
	metric := ldBase + "metrics#" + m.id
	if d.isNew(metric) {
		d.later = append(d.later, ldMetric{
			ID: metric, Type: "dqv:Metric", Label: m.label, Definition: m.definition, DataType: m.dataType, Dimension: m.dimension,
		})
		if d.isNew(m.dimension) {
			d.later = append(d.later, ldDimension{ID: m.dimension, Type: "dqv:Dimension", Label: dimensionLabel(m.dimension)})
		}
	}
	d.count++
	id := ldID(fmt.Sprintf("_:measurement-%d", d.count))
	d.graph = append(d.graph, ldMeasurement{
		ID: id, Name: id.label(), Type: "dqv:QualityMeasurement", Of: of, Metric: metric,
		Value: ldTyped{string(m.dataType), value}, About: about, From: at.check,
	})
}

func dimensionLabel(iri ldID) message.Text {
	if iri == dimensionAmount {
		return ldCompleteness
	}
	return ldValidity
}
