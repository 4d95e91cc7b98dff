package cell

import (
	"bytes"
	"encoding/json"
)

// isEmail accepts local@domain as people write addresses: RFC 5321's dot-string and a domain with a dot; no quoted local
// parts, comments or address literals.
func isEmail(text []byte) bool {
	local, domain, ok := bytes.Cut(text, []byte{'@'})
	if !ok || len(local) == 0 || len(local) > 64 || len(domain) > 253 || local[0] == '.' || local[len(local)-1] == '.' {
		return false
	}
	for i, b := range local {
		if b == '.' && local[i-1] == '.' || !isAtom(b) && b != '.' {
			return false
		}
	}
	return isDomain(domain)
}

// isAtom accepts the characters of RFC 5322's atoms, and those beyond ASCII (RFC 6531).
func isAtom(b byte) bool {
	return isLetterOrDigit(b) || b >= 0x80 || bytes.IndexByte([]byte("!#$%&'*+-/=?^_`{|}~"), b) >= 0
}

// isDomain accepts labels of letters, digits and inner hyphens, at least two of them.
func isDomain(domain []byte) bool {
	labels := 0
	for len(domain) > 0 {
		end := bytes.IndexByte(domain, '.')
		if end < 0 {
			end = len(domain)
		} else if end == len(domain)-1 {
			return false
		}
		label := domain[:end]
		if len(label) == 0 || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, b := range label {
			if !isLetterOrDigit(b) && b != '-' && b < 0x80 {
				return false
			}
		}
		labels++
		domain = domain[min(end+1, len(domain)):]
	}
	return labels >= 2
}

func isLetterOrDigit(b byte) bool { return isDigit(b) || isASCIILetter(b) }

func isASCIILetter(b byte) bool { return b|0x20-'a' < 26 }

// isURI accepts scheme:rest with the characters of RFC 3986, and those beyond ASCII (RFC 3987).
func isURI(text []byte) bool {
	scheme, rest, ok := bytes.Cut(text, []byte{':'})
	if !ok || len(scheme) == 0 || len(rest) == 0 || !isASCIILetter(scheme[0]) {
		return false
	}
	for _, b := range scheme {
		if !isLetterOrDigit(b) && b != '+' && b != '-' && b != '.' {
			return false
		}
	}
	for i, b := range rest {
		switch {
		case b == '%':
			if i+2 >= len(rest) || !isHex(rest[i+1]) || !isHex(rest[i+2]) {
				return false
			}
		case b <= ' ', b == 0x7F, bytes.IndexByte([]byte("\"<>\\^`{|}"), b) >= 0:
			return false
		}
	}
	return !bytes.Equal(rest, []byte("//"))
}

// isUUID accepts 8-4-4-4-12 hexadecimal digits (RFC 9562).
func isUUID(text []byte) bool {
	if len(text) != 36 {
		return false
	}
	for i, b := range text {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if b != '-' {
				return false
			}
		} else if !isHex(b) {
			return false
		}
	}
	return true
}

func isHex(b byte) bool { return isDigit(b) || b|0x20-'a' < 6 }

// isBase64 accepts RFC 4648's base64 with padding.
func isBase64(text []byte) bool {
	if len(text)%4 != 0 {
		return false
	}
	body := bytes.TrimRight(text, "=")
	for _, b := range body {
		if !isLetterOrDigit(b) && b != '+' && b != '/' {
			return false
		}
	}
	return len(text)-len(body) <= 2
}

// pointForms read a geopoint in each of its formats (Table Schema v2, geopoint): longitude and latitude, as they are written.
var pointForms = map[string]func(text []byte) (lon, lat []byte, ok bool){"": splitPoint, "array": pointArray, "object": pointObject}

// splitPoint reads "lon, lat". White space does not count (note of the published profile).
func splitPoint(text []byte) (lon, lat []byte, ok bool) {
	lon, lat, ok = bytes.Cut(text, []byte{','})
	return bytes.TrimSpace(lon), bytes.TrimSpace(lat), ok
}

// pointArray reads [lon, lat].
func pointArray(text []byte) (lon, lat []byte, ok bool) {
	var point []json.Number
	if !isJSON(text, '[') || json.Unmarshal(text, &point) != nil || len(point) != 2 {
		return nil, nil, false
	}
	return []byte(point[0]), []byte(point[1]), true
}

// pointObject reads {"lon": lon, "lat": lat}.
func pointObject(text []byte) (lon, lat []byte, ok bool) {
	var point map[string]json.Number
	if !isJSON(text, '{') || json.Unmarshal(text, &point) != nil || len(point) != 2 {
		return nil, nil, false
	}
	return []byte(point["lon"]), []byte(point["lat"]), true
}

// isPoint accepts a longitude and a latitude in degrees.
func isPoint(lon, lat []byte) bool { return isWithin(lon, "180") && isWithin(lat, "90") }

func isWithin(text []byte, limit string) bool {
	d, ok := parseDecimal(text)
	if !ok {
		return false
	}
	most, _ := parseDecimal([]byte(limit))
	d.negative = false
	order, ok := d.compare(most)
	return ok && order <= 0
}

// isGeoJSON accepts an object that says it is one of RFC 7946's.
func isGeoJSON(text []byte) bool {
	return hasJSONType(text, "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection", "Feature", "FeatureCollection")
}

func hasJSONType(text []byte, allowed ...string) bool {
	if !isJSON(text, '{') {
		return false
	}
	var object struct {
		Type string `json:"type"`
	}
	return json.Unmarshal(text, &object) == nil && isOneOf([]byte(object.Type), allowed)
}
