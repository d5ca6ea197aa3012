import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes DBCP tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'logAbandoned=true, removeAbandonedOnMaintenance=true, removeAbandonedTimeout of 5 min, durationBetweenEvictionRuns of 10 s',
    cost: 'One stack trace for each checkout, and connections unused for five minutes are CLOSED under their owner. The traces go to standard output, past the logger.',
    off: 'once the path is found.',
  },
  {
    setting: 'dataSource.setAbandonedLogWriter(new PrintWriter(System.out, true));',
    cost: 'None. Without flushing, DBCP 1 keeps its traces back until some kilobytes have come together.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'where the BasicDataSource of DBCP 2.10 or later is made (older: setRemoveAbandonedTimeout(300), setTimeBetweenEvictionRunsMillis(10_000))',
    comment: '//',
    code: `dataSource.setLogAbandoned(true);
dataSource.setRemoveAbandonedOnMaintenance(true);
dataSource.setRemoveAbandonedTimeout(Duration.ofMinutes(5));
dataSource.setDurationBetweenEvictionRuns(Duration.ofSeconds(10));
dataSource.setAbandonedLogWriter(new PrintWriter(System.out, true));
dataSource.setMaxWait(Duration.ofSeconds(30));   // callers of an exhausted pool fail, and the log shows it
`,
  },
]; // prettier-ignore
