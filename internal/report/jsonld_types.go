package report

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// The nodes that [JSONLD] writes, in the terms of ldContext. All lists are in the order of the report. A blank node that can be like another
// has its name as an identifier too, without which programs that sign or compare graphs give up on telling them apart.

// ldDocument is the whole text: what the terms mean, and a flat list of nodes.
type ldDocument struct {
	Context ldContext `json:"@context"`
	Graph   []any     `json:"@graph"`
}

// ldID is a reference to a node: an IRI, or the name of a node of this document ("_:table-1-1").
type ldID string

// label is the name of a blank node.
func (id ldID) label() string { return strings.TrimPrefix(string(id), "_:") }

// ldTyped is a literal with a type. Numbers are written as texts, because readers of JSON round large ones.
type ldTyped struct {
	Type  string `json:"@type"`
	Value string `json:"@value"`
}

// ldTool is the program, as the one who asserts.
type ldTool struct {
	ID       ldID     `json:"@id"`
	Type     []string `json:"@type"`
	Name     string   `json:"name"`
	Version  string   `json:"version"`
	Homepage ldID     `json:"homepage"`
}

// ldCheck is one run, as an activity.
type ldCheck struct {
	ID      ldID   `json:"@id"`
	Name    string `json:"identifier"`
	Type    string `json:"@type"`
	Used    []ldID `json:"used"`
	By      ldID   `json:"wasAssociatedWith"`
	Started string `json:"startedAtTime,omitempty"`
	Ended   string `json:"endedAtTime,omitempty"`
}

// ldStandard is the version that data was measured against.
type ldStandard struct {
	ID         ldID          `json:"@id"`
	Type       string        `json:"@type"`
	Title      message.Text  `json:"title"`
	Name       string        `json:"identifier"`
	Version    string        `json:"version,omitempty"`
	Status     string        `json:"status,omitempty"`
	Provenance *message.Text `json:"provenance,omitempty"`
	Digest     string        `json:"digest,omitempty"`
}

// ldRequirement is a clause of a standard, as the criterion of a test.
type ldRequirement struct {
	ID        ldID         `json:"@id"`
	Type      []string     `json:"@type"`
	Name      string       `json:"identifier"`
	Title     message.Text `json:"title"`
	Statement message.Text `json:"description"`
	PartOf    ldID         `json:"isPartOf"`
}

// ldDataset is a dataset, whose tables are its distributions.
type ldDataset struct {
	ID            ldID     `json:"@id"`
	Identifier    string   `json:"identifier"`
	Type          []string `json:"@type"`
	Name          string   `json:"name"`
	Publisher     *ldAgent `json:"publisher,omitempty"`
	Jurisdiction  *ldPlace `json:"spatial,omitempty"`
	ConformsTo    ldID     `json:"conformsTo,omitempty"` // only after a full pass
	Distributions []ldID   `json:"distribution"`
}

type ldAgent struct {
	Type string `json:"@type"`
	Name string `json:"agentName"`
}

type ldPlace struct {
	Type string `json:"@type"`
	Code string `json:"identifier"`
}

// ldTable is one table of a dataset, as it is distributed.
type ldTable struct {
	ID        ldID        `json:"@id"`
	Type      []string    `json:"@type"`
	Name      string      `json:"name"`
	Path      string      `json:"identifier,omitempty"`
	Download  ldID        `json:"downloadURL,omitempty"`
	MediaType ldID        `json:"mediaType,omitempty"`
	Packed    ldID        `json:"compressFormat,omitempty"`
	Bytes     string      `json:"byteSize,omitempty"`
	Checksum  *ldChecksum `json:"checksum,omitempty"`
}

type ldChecksum struct {
	Type      string `json:"@type"`
	Algorithm ldID   `json:"algorithm"`
	Value     string `json:"checksumValue"`
}

// ldAssertion is what became of one requirement, or of the whole standard.
type ldAssertion struct {
	ID       ldID     `json:"@id"`
	Name     string   `json:"identifier"`
	Type     string   `json:"@type"`
	By       ldID     `json:"assertedBy"`
	Subject  ldID     `json:"subject"`
	Test     ldID     `json:"test"`
	Mode     ldID     `json:"mode"`
	Level    string   `json:"level,omitempty"`
	OwnLevel string   `json:"ownLevel,omitempty"` // of the standard, where the user chose another
	Result   ldResult `json:"result"`
	From     ldID     `json:"wasGeneratedBy"`
}

type ldResult struct {
	Type    string        `json:"@type"`
	Outcome ldID          `json:"outcome"`
	Reason  *message.Text `json:"description,omitempty"`
}

// ldMetric is what a measurement measures.
type ldMetric struct {
	ID         ldID         `json:"@id"`
	Type       string       `json:"@type"`
	Label      message.Text `json:"label"`
	Definition message.Text `json:"definition"`
	DataType   ldID         `json:"expectedDataType"`
	Dimension  ldID         `json:"inDimension"`
}

// ldDimension is the kind of quality that a metric is about.
type ldDimension struct {
	ID    ldID         `json:"@id"`
	Type  string       `json:"@type"`
	Label message.Text `json:"label"`
}

// ldMeasurement is a number about a dataset or a table. One of a requirement names the assertion it belongs to.
type ldMeasurement struct {
	ID     ldID    `json:"@id"`
	Name   string  `json:"identifier"`
	Type   string  `json:"@type"`
	Of     ldID    `json:"computedOn"`
	Metric ldID    `json:"isMeasurementOf"`
	Value  ldTyped `json:"value"`
	About  ldID    `json:"wasDerivedFrom,omitempty"`
	From   ldID    `json:"wasGeneratedBy"`
}
