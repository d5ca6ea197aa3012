import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes Vibur tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'dataSource.setPoolEnableConnectionTracking(true); dataSource.setLogTakenConnectionsOnTimeout(true);',
    cost: 'One stack trace for each checkout; and for each caller that gives up a list of all holders with two traces each.',
    off: 'once the path is found.',
  },
  {
    setting: 'dataSource.setLogConnectionLongerThanMs(500);',
    cost: 'One line for each caller that waits so long, with the pool’s figures.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'where the ViburDBCPDataSource is made, before start()',
    comment: '//',
    code: `dataSource.setPoolEnableConnectionTracking(true);
dataSource.setLogTakenConnectionsOnTimeout(true);
dataSource.setLogConnectionLongerThanMs(500);
`,
  },
];
