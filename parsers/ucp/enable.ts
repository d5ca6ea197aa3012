import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes UCP tell more. It has no leak detection with stacks: its statistics, and the application's own requests, must do. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'log.info("ucp {}", poolDataSource.getStatistics()); every 10 s',
    cost: 'One line each 10 s.',
  },
  {
    setting: 'connectionWaitDuration of 30 s (before 21.3 connectionWaitTimeout=30)',
    cost: 'Callers of an exhausted pool fail after 30 s instead of 3, so that a short rush passes.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'where the PoolDataSource is made',
    comment: '//',
    code: `scheduler.scheduleAtFixedRate(() -> log.info("ucp {}", poolDataSource.getStatistics()), 10, 10, TimeUnit.SECONDS);
`,
  },
];
