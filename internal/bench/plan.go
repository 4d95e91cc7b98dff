package bench

import (
	"math/rand/v2"
	"slices"
)

var (
	jurisdictions = [...]string{"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"}
	sexes         = [...]string{"F", "M"}
)

const (
	lastYear  = 2025
	maxYears  = 106 // 1920 to 2025
	groupSize = 200 // records in a group, before there are so many that all years are in use
	minNames  = 60_000
	threshold = 5 // the smallest count that is published
)

// plan divides a number of records into groups of jurisdiction, year and sex. Each group has a random sequence of its own,
// so that it can be made without those before it.
type plan struct {
	records int64
	years   int
	groups  int
	names   []string // in alphabetical order
	walk    []int32  // indexes of names in a random order
	// births has for each group that was made the number of births its proportions are taken of, those of unlisted names
	// included.
	births []int64
}

// record is one record in 16 bytes. Count 0 means that it is suppressed.
type record struct {
	group, name, count, rank int32
}

func newPlan(records int64) *plan {
	p := &plan{records: records}
	perYear := len(jurisdictions) * len(sexes)
	p.years = int(min(max(records/int64(perYear*groupSize), 1), maxYears))
	p.groups = p.years * perYear
	p.births = make([]int64, p.groups)
	p.names = makeNames(max(minNames, int(p.records/int64(p.groups))+1))
	p.walk = make([]int32, len(p.names))
	for i, j := range rand.New(rand.NewPCG(4, 1)).Perm(len(p.names)) {
		p.walk[i] = int32(j)
	}
	return p
}

// size returns the number of records of group g. Sizes differ by one at most.
func (p *plan) size(g int) int {
	n, rest := p.records/int64(p.groups), p.records%int64(p.groups)
	if int64(g) < rest {
		n++
	}
	return int(n)
}

// place returns what the records of group g have in common.
func (p *plan) place(g int) (jurisdiction string, year int, sex string) {
	sex = sexes[g%len(sexes)]
	g /= len(sexes)
	return jurisdictions[g/p.years], lastYear + 1 - p.years + g%p.years, sex
}

// appendGroup appends the records of group g by rank, and equal ranks by name, and counts its births. The last fiftieth
// is suppressed.
func (p *plan) appendGroup(records []record, g int) []record {
	n := p.size(g)
	if n == 0 {
		return records
	}
	random := rand.New(rand.NewPCG(2, uint64(g)))
	start, stride := random.IntN(len(p.names)), strides[random.IntN(len(strides))]
	published := n - n/50
	count := p.start(g) + random.IntN(50)
	first := len(records)
	rank := 0
	listed := 0
	for i := range n {
		name := p.walk[(start+i*stride)%len(p.walk)]
		switch {
		case i >= published:
			count, rank = 0, 0
		case i == published-1 || i > published*9/10:
			count = threshold
		default:
			// On average the count falls by a factor of e each fifth of the list. The second term rounds at random, so that
			// counts below n/10 fall too.
			count = max(threshold, count-(random.IntN(10*count)+random.IntN(n))/n)
		}
		if i < published && (i == 0 || int32(count) != records[len(records)-1].count) {
			rank = i + 1
		}
		listed += count
		records = append(records, record{int32(g), name, int32(count), int32(rank)})
	}
	p.births[g] = int64(listed + listed/10)
	sortTies(records[first:])
	return records
}

// start returns about the count of the first name of group g. It is the same in all years, because totals do not jump.
func (p *plan) start(g int) int {
	return 600 + rand.New(rand.NewPCG(3, uint64(g/(2*p.years)*2+g%2))).IntN(900)
}

func sortTies(records []record) {
	for i := 0; i < len(records); {
		end := i + 1
		for end < len(records) && records[end].count == records[i].count {
			end++
		}
		slices.SortFunc(records[i:end], func(a, b record) int { return int(a.name - b.name) })
		i = end
	}
}
