import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes OpenTelemetry tell of a pool in a log. */
export const enable: readonly EnableStep[] = [
  {
    setting:
      'An instrumentation that measures the pool (otelsql, otelpgx, the Java agent, instrumentation-pg, instrumentation-sqlalchemy), and a metrics exporter that prints: console, stdout or logging.',
    cost: 'One record for each collection, some kilobytes long. Collect every 10 s or so: between two collections nothing is seen.',
    off: 'once a collector takes the metrics; its file exporter writes what is read here too.',
  },
  {
    setting: 'One log line for each request when it ends, with method, route and status, in the same stream.',
    cost: 'A line per request. Without it nobody is tied to a connection that stays out: metrics have no stack.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'Go: where the process starts; db is the *sql.DB that otelsql opened',
    comment: '//',
    code: `exporter, err := stdoutmetric.New()
if err != nil { return err }
reader := metric.NewPeriodicReader(exporter, metric.WithInterval(10*time.Second))
otel.SetMeterProvider(metric.NewMeterProvider(metric.WithReader(reader)))
_, err = otelsql.RegisterDBStatsMetrics(db)
`,
  },
  {
    where: 'Java: the environment of a process under the agent',
    comment: '#',
    code: `OTEL_METRICS_EXPORTER=logging
OTEL_METRIC_EXPORT_INTERVAL=10000
`,
  },
];
