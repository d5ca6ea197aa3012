import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes a Go program's log tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'log.Printf("%s: db stats %+v", name, db.Stats())   // every 2 s',
    cost: 'One short lock and one line per sample. So often that at most two requests fall between two samples: the shorter the interval, the fewer steps it takes to name a route.',
  },
  {
    setting: 'One log line for each request when it ends, with method, route and status, in the same stream as the samples.',
    cost: 'A line per request. Without it a step of InUse cannot be tied to anybody.',
  },
  {
    setting: 'GODEBUG=tracebackancestors=10 and, once InUse is high, kill -QUIT <pid> or GET /debug/pprof/goroutine?debug=2',
    cost: 'Every go statement records its ancestors\' stacks, which shows in programs that start many goroutines. SIGQUIT ends the process. Names the path of each open transaction and of rows with a cancellable context; db.Query with context.Background() and db.Conn leave no goroutine.',
    off: 'once a dump is taken.',
  },
  {
    setting: 'config.ConnConfig.Tracer = &tracelog.TraceLog{Logger: …, LogLevel: tracelog.LogLevelDebug}   // pgxpool alone, pgx 5.7 and later',
    cost: 'Two lines for each use of a connection and one for each statement, with its text and arguments. Pairs every Acquire with its Release, which no figures of the pool do.',
    off: 'on a busy service after some minutes.',
  },
  {
    setting: 'The sessions as the server sees them, at the same time (leak-stream recipe postgres)',
    cost: 'One cheap query per capture. All client backends, not those idle in transaction alone: unread Rows leave theirs idle or active.',
  },
]; // prettier-ignore

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'One line per pool and interval. Every 2 s is a good start: with fewer than about two requests between samples they tell more.',
    comment: '//',
    code: `func logPoolStats(ctx context.Context, name string, db *sql.DB, every time.Duration) {
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
`,
  },
  {
    where: 'In main, with a limit, for without one nothing ever runs out and nothing shows:',
    comment: '//',
    code: `//   db.SetMaxOpenConns(20)
//   go logPoolStats(ctx, "orders", db, 2*time.Second)
`,
  },
  {
    where: 'One line per request, around the router:',
    comment: '//',
    code: `func logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, r)
		log.Printf("%s %s %s", r.Method, r.URL.Path, time.Since(start))
	})
}
`,
  },
  {
    where: 'Which code holds a transaction open, while the process runs (import _ "net/http/pprof"):',
    comment: '//',
    code: `//   GODEBUG=tracebackancestors=10 ./app       # dumps then name the code that began it
//   curl -s 'localhost:6060/debug/pprof/goroutine?debug=2' > goroutines.txt
//   leak-stream app.log goroutines.txt
`,
  },
];
