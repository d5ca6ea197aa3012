import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes c3p0 tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'c3p0.unreturnedConnectionTimeout=300 and c3p0.debugUnreturnedConnectionStackTraces=true',
    cost: 'One stack trace for each checkout, and connections out for five minutes are DESTROYED under their owner. Without the traces an overdue connection has no owner, and without the timeout there is no word about it at all.',
    off: 'once the path is found.',
  },
  {
    setting: 'c3p0.checkoutTimeout=30000',
    cost: 'Callers of an exhausted pool fail after 30 s instead of waiting for ever; only then the log shows the exhaustion.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'c3p0.properties at the root of the class path; setters of ComboPooledDataSource have the same names',
    comment: '#',
    code: `c3p0.dataSourceName=shop
c3p0.checkoutTimeout=30000
c3p0.unreturnedConnectionTimeout=300
c3p0.debugUnreturnedConnectionStackTraces=true
`,
  },
  { where: 'application.properties of Spring Boot: the reports are INFO', comment: '#', code: 'logging.level.com.mchange.v2=INFO\n' },
];
