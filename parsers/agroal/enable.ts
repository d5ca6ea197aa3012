import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes Agroal tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'quarkus.datasource.jdbc.leak-detection-interval=60S and quarkus.datasource.jdbc.enhanced-leak-report=true',
    cost: 'The enhanced report takes a stack trace at each checkout and one at each operation. Without it a report names the connection alone, and nobody to blame.',
    off: 'once the path is found; the interval without the enhanced report can stay on.',
  },
  {
    setting: 'quarkus.log.category."io.agroal.pool".min-level=TRACE and .level=TRACE',
    cost: 'Two lines for each checkout. Pairs every checkout with its return.',
    off: 'on a busy service after some minutes.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'application.properties of Quarkus',
    comment: '#',
    code: `quarkus.datasource.jdbc.leak-detection-interval=60S
quarkus.datasource.jdbc.enhanced-leak-report=true
quarkus.datasource.jdbc.acquisition-timeout=30S
# for minutes only:
# quarkus.log.category."io.agroal.pool".min-level=TRACE
# quarkus.log.category."io.agroal.pool".level=TRACE
`,
  },
  {
    where: 'elsewhere, where the pool is configured',
    comment: '//',
    code: `poolConfiguration.leakTimeout(Duration.ofSeconds(60)).enhancedLeakReport().acquisitionTimeout(Duration.ofSeconds(30));
`,
  },
];
