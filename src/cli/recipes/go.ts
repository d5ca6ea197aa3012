/** Printed by `leak-stream recipe go`. */
export const go = `// One line per pool and interval. Every 2 s is a good start: with fewer than about two requests between samples they tell more.
func logPoolStats(ctx context.Context, name string, db *sql.DB, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			log.Printf("%s: db stats %+v", name, db.Stats())
		}
	}
}

// In main, with a limit, for without one nothing ever runs out and nothing shows:
//   db.SetMaxOpenConns(20)
//   go logPoolStats(ctx, "orders", db, 2*time.Second)
//
// Which code holds a transaction open, while the process runs (import _ "net/http/pprof"):
//   GODEBUG=tracebackancestors=10 ./app       # dumps then name the code that began it
//   curl -s 'localhost:6060/debug/pprof/goroutine?debug=2' > goroutines.txt
//   leak-stream app.log goroutines.txt
`;
