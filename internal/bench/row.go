package bench

import "strconv"

var columns = [...]string{"jurisdiction", "year", "sex", "first_name", "count", "rank", "proportion", "status"}

// spoiled holds for each column a value that the standard does not allow and a typed reader accepts.
var spoiled = [len(columns)]string{"ZZ", "1620", "U", "N4ME", "3", "0", "250", "q"}

// numeric tells the columns that typed formats write as numbers.
var numeric = [len(columns)]bool{1: true, 4: true, 5: true, 6: true}

// cells are the values of a record as CSV has them; an empty one is missing. None holds a character that has to be escaped in
// any format.
type cells [len(columns)][]byte

// rowWriter turns records into cells.
type rowWriter struct {
	to        encoder
	plan      *plan
	defective bool

	written int64
	cells   cells
}

func (w *rowWriter) row(r record) error {
	for i := range w.cells {
		w.cells[i] = w.cells[i][:0]
	}
	c := &w.cells
	jurisdiction, year, sex := w.plan.place(int(r.group))
	c[0] = append(c[0], jurisdiction...)
	c[1] = strconv.AppendInt(c[1], int64(year), 10)
	c[2] = append(c[2], sex...)
	c[3] = append(c[3], w.plan.names[r.name]...)
	if r.count == 0 {
		c[7] = append(c[7], 'x')
	} else {
		c[4] = strconv.AppendInt(c[4], int64(r.count), 10)
		c[5] = strconv.AppendInt(c[5], int64(r.rank), 10)
		c[6] = appendPercent(c[6], int64(r.count), w.plan.births[r.group])
		if year == lastYear {
			c[7] = append(c[7], 'p')
		}
	}
	if w.defective {
		i := int(w.written % int64(len(columns)))
		c[i] = append(c[i][:0], spoiled[i]...)
	}
	w.written++
	return w.to.record(c)
}

// appendPercent appends 100·n/total, rounded to five decimals, and never less than the last of them. It counts in integers, because
// floating point may differ between processors.
func appendPercent(text []byte, n, total int64) []byte {
	const decimals = 100_000
	scaled := max((n*100*decimals+total/2)/total, 1)
	text = strconv.AppendInt(text, scaled/decimals, 10)
	text = append(text, '.')
	rest := scaled % decimals
	for unit := int64(decimals / 10); unit > 0; unit /= 10 {
		text = append(text, byte('0'+rest/unit%10))
	}
	return text
}
