package parquet

import (
	"errors"

	"github.com/parquet-go/parquet-go/encoding/thrift"
)

// survey walks over a struct in Thrift's compact protocol before parquet-go decodes it. The decoder allocates as many elements as a
// list says it has, and follows structs as deep as they go; a struct that was surveyed holds what it says, and no more than the
// limits allow.
//
// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
type survey struct {
	bytes   []byte
	at      int
	structs [4]int // in lists that are so many lists deep
}

var (
	errCut   = errors.New("the struct goes on behind the bytes") // more bytes may mend it
	errShape = errors.New("no struct of the compact protocol")
)

// Limits of a survey. A footer holds the row groups in one list and the column chunks in lists inside, with lists of details
// inside those.
var maxStructs = [...]int{1 << 18, 1 << 18, 1 << 18, 1 << 20}

const maxStructDepth = 24

// decodeStruct decodes the struct that bytes start with into value, and returns its length. Texts in value are those in bytes.
func decodeStruct(bytes []byte, value any) (int, error) {
	s := survey{bytes: bytes}
	if err := s.fields(0, 0); err != nil {
		return 0, err
	}
	var protocol thrift.CompactProtocol
	return s.at, thrift.NewDecoder(protocol.NewReaderFromBytes(bytes[:s.at])).Decode(value)
}

// The types of the compact protocol.
const (
	thriftTrue = iota + 1
	thriftFalse
	thriftI8
	thriftI16
	thriftI32
	thriftI64
	thriftDouble
	thriftBinary
	thriftList
	thriftSet
	thriftMap
	thriftStruct
)

// fields walks over the fields of a struct, to its end.
func (s *survey) fields(depth, lists int) error {
	if depth > maxStructDepth {
		return errShape
	}
	for {
		head, err := s.next()
		if err != nil || head == 0 {
			return err
		}
		if head>>4 == 0 {
			if _, err := s.varint(); err != nil { // number of the field
				return err
			}
		}
		kind := head & 0xF
		if kind == thriftTrue || kind == thriftFalse {
			continue
		}
		if err := s.value(kind, depth, lists); err != nil {
			return err
		}
	}
}

func (s *survey) value(kind byte, depth, lists int) error {
	switch kind {
	case thriftTrue, thriftFalse, thriftI8:
		return s.pass(1)
	case thriftI16, thriftI32, thriftI64:
		_, err := s.varint()
		return err
	case thriftDouble:
		return s.pass(8)
	case thriftBinary:
		n, err := s.varint()
		if err != nil {
			return err
		}
		return s.pass(n)
	case thriftList, thriftSet:
		return s.list(depth, lists)
	case thriftMap:
		return s.pairs(depth, lists)
	case thriftStruct:
		return s.fields(depth+1, lists)
	}
	return errShape
}

func (s *survey) list(depth, lists int) error {
	head, err := s.next()
	if err != nil {
		return err
	}
	n := uint64(head >> 4)
	if n == 0xF {
		if n, err = s.varint(); err != nil {
			return err
		}
	}
	kind := head & 0xF
	if kind == thriftStruct {
		lists++
		if lists >= len(s.structs) || n > uint64(maxStructs[lists]-s.structs[lists]) {
			return errShape
		}
		s.structs[lists] += int(n)
	}
	return s.values(n, depth, lists, kind)
}

func (s *survey) pairs(depth, lists int) error {
	n, err := s.varint()
	if err != nil || n == 0 {
		return err
	}
	kinds, err := s.next()
	if err != nil {
		return err
	}
	return s.values(n, depth, lists, kinds>>4, kinds&0xF)
}

// values walks over n values, or n pairs of them. Each takes a byte at least.
func (s *survey) values(n uint64, depth, lists int, kinds ...byte) error {
	if n > uint64(len(s.bytes)-s.at) {
		return errCut
	}
	for range n {
		for _, kind := range kinds {
			if err := s.value(kind, depth+1, lists); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *survey) next() (byte, error) {
	if s.at >= len(s.bytes) {
		return 0, errCut
	}
	b := s.bytes[s.at]
	s.at++
	return b, nil
}

func (s *survey) pass(n uint64) error {
	if n > uint64(len(s.bytes)-s.at) {
		return errCut
	}
	s.at += int(n)
	return nil
}

// varint reads a number of at most ten bytes, without undoing the zigzag of signed ones.
func (s *survey) varint() (uint64, error) {
	var n uint64
	for shift := uint(0); shift < 70; shift += 7 {
		b, err := s.next()
		if err != nil {
			return 0, err
		}
		n |= uint64(b&0x7F) << shift
		if b < 0x80 {
			return n, nil
		}
	}
	return 0, errShape
}
