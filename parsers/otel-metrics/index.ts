import { definePlugin, UNNAMED_RUNTIME } from 'leak-stream/plugin';
import { enable, snippets } from './enable.ts';
import { rules } from './rules.ts';
import { samples } from './samples.ts';

/**
 * Metrics of database pools as OpenTelemetry's exporters print them into a program's log, whatever instrumentation measured them. A metric's name, the attribute that tells its
 * state, and its value make a sample; the scope tells whose pool it is.
 */
export default definePlugin({
  id: 'otel-metrics',
  title: 'OpenTelemetry metrics in a log',
  runtime: UNNAMED_RUNTIME,
  // a metric may be called as its program likes
  general: true,
  docs: 'https://opentelemetry.io/docs/specs/semconv/database/database-metrics/',
  hints: ['"DataPoints"', '"dataPoints"', '"data_points"', ' dataPoints: [', 'MetricData{'],
  context: true,
  rules,
  enable,
  snippets,
  samples,
});
