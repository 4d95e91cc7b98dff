package csv
import ("testing";"syscall";"os";"fmt";"time")
func cpu() time.Duration { var u syscall.Rusage; syscall.Getrusage(0, &u); return time.Duration(u.Utime.Nano()+u.Stime.Nano()) }
func TestCPU(t *testing.T) {
	if os.Getenv("CPU")=="" { t.Skip() }
	plain, quoted := benchText("", "\n")[:defaultBlockSize], benchText(`"`, "\n")[:defaultBlockSize]
	var idx []uint32
	run := func(name string, n int, f func()) {
		best := time.Hour
		for range 15 { s:=cpu(); for range 400 { f() }; if d:=cpu()-s; d<best {best=d} }
		fmt.Printf("%-14s %6.0f MB/s\n", name, float64(n)*400/best.Seconds()/1e6)
	}
	run("plain", len(plain), func(){ idx = indexPlain(plain, ',', idx)})
	run("quoted", len(quoted), func(){ idx = indexQuoted(quoted, ',', idx)})
	run("walkQuoted", len(quoted), func(){ walkQuoted(quoted, ',', false)})
	run("walkPlain", len(plain), func(){ walkPlain(plain, false)})
	run("countBreaks", len(plain), func(){ countBreaks(plain)})
}
