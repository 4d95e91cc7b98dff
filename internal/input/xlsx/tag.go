package xlsx

// cellTag is what the tag of a cell says.
type cellTag struct {
	column int // 0: as it comes
	style  int
	kind   cellType
	empty  bool // nothing inside
}

// cellType is a value of ST_CellType (ECMA-376 part 1, 18.18.11).
type cellType uint8

const (
	numberCell cellType = iota
	sharedCell
	stringCell
	inlineCell
	booleanCell
	errorCell
	dateCell
	unknownCell
)

// plainTag reads a cell's tag as nearly all are written: <c r="A1" s="1" t="s">. It returns what stands behind it.
func plainTag(x []byte) (tag cellTag, behind []byte, ok bool) {
	x = x[2:]
	for len(x) > 4 {
		switch {
		case x[0] == ' ':
			x = x[1:]
			continue
		case x[0] == '>':
			return tag, x[1:], true
		case x[0] == '/' && x[1] == '>':
			tag.empty = true
			return tag, x[2:], true
		case x[1] != '=' || x[2] != '"':
			return tag, nil, false
		}
		end := 3
		for end < len(x) && x[end] != '"' {
			end++
		}
		if end == len(x) {
			return tag, nil, false
		}
		switch x[0] {
		case 'r':
			tag.column = columnOf(x[3:end])
		case 's':
			tag.style = styleOf(x[3:end])
		case 't':
			tag.kind = cellTypeOf(x[3:end])
		}
		x = x[end+1:]
	}
	if len(x) >= 2 && x[0] == '/' && x[1] == '>' {
		tag.empty = true
		return tag, x[2:], true
	}
	return tag, nil, false
}

// anyTag reads a cell's tag however XML lets one write it.
func anyTag(x []byte) (tag cellTag, behind []byte, ok bool) {
	end := tagEnd(x)
	if end < 0 {
		return tag, nil, false
	}
	text := x[:end]
	if text[end-1] == '/' {
		tag.empty, text = true, text[:end-1]
	}
	if value, found := attribute(text, "r"); found {
		tag.column = columnOf(value)
	}
	if value, found := attribute(text, "s"); found {
		tag.style = styleOf(value)
	}
	if value, found := attribute(text, "t"); found {
		tag.kind = cellTypeOf(value)
	}
	return tag, x[end+1:], true
}

// columnOf returns the column in the name of a cell, from 1; 0 when it has none, and maxColumns+1 when no sheet has it. The row in
// the name is passed over: that of the row counts.
func columnOf(name []byte) int {
	column := 0
	for _, b := range name {
		letter := b | 0x20
		if letter < 'a' || letter > 'z' {
			break
		}
		if column = column*26 + int(letter-'a') + 1; column > maxColumns {
			return maxColumns + 1
		}
	}
	return column
}

func styleOf(digits []byte) int {
	style := 0
	for _, b := range digits {
		if b-'0' > 9 || style > 1<<20 {
			return 0
		}
		style = style*10 + int(b-'0')
	}
	return style
}

func cellTypeOf(name []byte) cellType {
	switch string(name) {
	case "s":
		return sharedCell
	case "n":
		return numberCell
	case "str":
		return stringCell
	case "inlineStr":
		return inlineCell
	case "b":
		return booleanCell
	case "e":
		return errorCell
	case "d":
		return dateCell
	}
	return unknownCell
}
