package report

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
)

// ldContext is what the terms of [JSONLD] mean. It stands in every document, so that nobody has to fetch it: prefixes, then terms.
// A term of language maps has its texts by language.
type ldContext struct {
	prefixes
	terms
}

type prefixes struct {
	DCAT string `json:"dcat"`
	DCT  string `json:"dct"`
	DQV  string `json:"dqv"`
	EARL string `json:"earl"`
	FOAF string `json:"foaf"`
	OWL  string `json:"owl"`
	PROV string `json:"prov"`
	SKOS string `json:"skos"`
	SPDX string `json:"spdx"`
	XSD  string `json:"xsd"`
	HVD  string `json:"hvd"`
}

// ldTerm is a term: the property it stands for, and how its value is kept.
type ldTerm struct {
	ID        string `json:"@id"`
	Type      string `json:"@type,omitempty"`
	Container string `json:"@container,omitempty"`
}

type terms struct {
	Title             ldTerm `json:"title"`
	Description       ldTerm `json:"description"`
	Provenance        ldTerm `json:"provenance"`
	Label             ldTerm `json:"label"`
	Definition        ldTerm `json:"definition"`
	Name              string `json:"name"`
	Identifier        string `json:"identifier"`
	Version           string `json:"version"`
	Status            string `json:"status"`
	Level             string `json:"level"`
	OwnLevel          string `json:"ownLevel"`
	Digest            string `json:"digest"`
	Homepage          ldTerm `json:"homepage"`
	Publisher         string `json:"publisher"`
	AgentName         string `json:"agentName"`
	Spatial           string `json:"spatial"`
	ConformsTo        ldTerm `json:"conformsTo"`
	IsPartOf          ldTerm `json:"isPartOf"`
	Distribution      ldTerm `json:"distribution"`
	DownloadURL       ldTerm `json:"downloadURL"`
	MediaType         ldTerm `json:"mediaType"`
	CompressFormat    ldTerm `json:"compressFormat"`
	ByteSize          ldTerm `json:"byteSize"`
	Checksum          string `json:"checksum"`
	Algorithm         ldTerm `json:"algorithm"`
	ChecksumValue     ldTerm `json:"checksumValue"`
	AssertedBy        ldTerm `json:"assertedBy"`
	Subject           ldTerm `json:"subject"`
	Test              ldTerm `json:"test"`
	Mode              ldTerm `json:"mode"`
	Result            string `json:"result"`
	Outcome           ldTerm `json:"outcome"`
	ExpectedDataType  ldTerm `json:"expectedDataType"`
	InDimension       ldTerm `json:"inDimension"`
	ComputedOn        ldTerm `json:"computedOn"`
	IsMeasurementOf   ldTerm `json:"isMeasurementOf"`
	Value             string `json:"value"`
	Used              ldTerm `json:"used"`
	WasAssociatedWith ldTerm `json:"wasAssociatedWith"`
	StartedAtTime     ldTerm `json:"startedAtTime"`
	EndedAtTime       ldTerm `json:"endedAtTime"`
	WasGeneratedBy    ldTerm `json:"wasGeneratedBy"`
	WasDerivedFrom    ldTerm `json:"wasDerivedFrom"`
}

// ldBase is where the names of this project begin. They are names: nothing has to be there to be fetched.
const ldBase = "https://cogwg.github.io/hvdlint/"

func ldTerms() ldContext {
	in := func(id string) ldTerm { return ldTerm{ID: id, Container: "@language"} }
	ref := func(id string) ldTerm { return ldTerm{ID: id, Type: "@id"} }
	typed := func(kind, id string) ldTerm { return ldTerm{ID: id, Type: kind} }
	return ldContext{
		prefixes{
			DCAT: "http://www.w3.org/ns/dcat#", DCT: "http://purl.org/dc/terms/", DQV: "http://www.w3.org/ns/dqv#", EARL: "http://www.w3.org/ns/earl#",
			FOAF: "http://xmlns.com/foaf/0.1/", OWL: "http://www.w3.org/2002/07/owl#", PROV: "http://www.w3.org/ns/prov#",
			SKOS: "http://www.w3.org/2004/02/skos/core#", SPDX: "http://spdx.org/rdf/terms#", XSD: "http://www.w3.org/2001/XMLSchema#",
			HVD: ldBase + "terms#",
		},
		terms{
			Title: in("dct:title"), Description: in("dct:description"), Provenance: in("skos:historyNote"), Label: in("skos:prefLabel"),
			Definition: in("skos:definition"), Name: "dct:title", Identifier: "dct:identifier", Version: "owl:versionInfo", Status: "hvd:status",
			Level: "hvd:level", OwnLevel: "hvd:ownLevel", Digest: "hvd:digest", Homepage: ref("foaf:homepage"), Publisher: "dct:publisher", AgentName: "foaf:name", Spatial: "dct:spatial",
			ConformsTo: ref("dct:conformsTo"), IsPartOf: ref("dct:isPartOf"), Distribution: ref("dcat:distribution"), DownloadURL: ref("dcat:downloadURL"),
			MediaType: ref("dcat:mediaType"), CompressFormat: ref("dcat:compressFormat"), ByteSize: typed("xsd:nonNegativeInteger", "dcat:byteSize"), Checksum: "spdx:checksum",
			Algorithm: ref("spdx:algorithm"), ChecksumValue: typed("xsd:hexBinary", "spdx:checksumValue"), AssertedBy: ref("earl:assertedBy"), Subject: ref("earl:subject"),
			Test: ref("earl:test"), Mode: ref("earl:mode"), Result: "earl:result", Outcome: ref("earl:outcome"), ExpectedDataType: ref("dqv:expectedDataType"),
			InDimension: ref("dqv:inDimension"), ComputedOn: ref("dqv:computedOn"), IsMeasurementOf: ref("dqv:isMeasurementOf"), Value: "dqv:value",
			Used: ref("prov:used"), WasAssociatedWith: ref("prov:wasAssociatedWith"), StartedAtTime: typed("xsd:dateTime", "prov:startedAtTime"), EndedAtTime: typed("xsd:dateTime", "prov:endedAtTime"),
			WasGeneratedBy: ref("prov:wasGeneratedBy"), WasDerivedFrom: ref("prov:wasDerivedFrom"),
		},
	}
}

// ldIRI is the IRI of a version of a standard: our own when it is published with this program, else one of its digest (RFC 6920),
// which is the same wherever the version is kept. Empty: it has neither.
func ldIRI(s *Standard, isPublished bool) ldID {
	if isPublished || s.Name == NoStandard {
		iri := ldBase + "standards/" + url.PathEscape(exact(s.Name))
		if s.Version != "" {
			iri += "/" + url.PathEscape(exact(s.Version))
		}
		return ldID(iri)
	}
	sum, err := hex.DecodeString(s.Digest)
	if err != nil || len(sum) != sha256.Size {
		return ""
	}
	return ldID("ni:///sha-256;" + base64.RawURLEncoding.EncodeToString(sum))
}

// ldFragment is the id of a requirement as the fragment of an IRI (RFC 3987). Ids are short and plain but in standards of others.
func ldFragment(id string) string {
	return strings.ReplaceAll(url.PathEscape(exact(id)), "%2F", "/")
}

// ldMediaType is the media type of a format, as IANA names it; empty: IANA does not know it.
func ldMediaType(r *Resource) ldID {
	name := map[string]string{
		"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json",
		formatXLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", formatParquet: "application/vnd.apache.parquet",
	}[r.Format]
	if r.Format == "csv" && r.Dialect != nil && r.Dialect.Delimiter == "\t" {
		name = "text/tab-separated-values"
	}
	return ldMedia(name)
}

// ldCompression is the media type of what a file is packed with, of those that have one.
func ldCompression(r *Resource) ldID {
	return ldMedia(map[string]string{"gzip": "application/gzip", "zstd": "application/zstd"}[r.Compression])
}

func ldMedia(name string) ldID {
	if name == "" {
		return ""
	}
	return ldID("https://www.iana.org/assignments/media-types/" + name)
}
