import { expect, it } from 'vitest';
import plugin from '../../parsers/knex/index.ts';
import { analyze } from '../../src/index.ts';
import { parserSuite } from './suite.ts';

const { path, recorded, of, count } = parserSuite(plugin, 'leaking-3.3.0.log');
import { javascriptStack } from '../../src/plugin/frames/javascript.ts';

it('an event for every line that greps find', () => {
  const log = recorded('leaking-3.3.0.log');
  expect(of('checkout', log)).toHaveLength(count(log, 'acquired connection from pool'));
  expect(of('checkin', log)).toHaveLength(count(log, 'releasing connection to pool'));
  expect(of('acquire-timeout', log)).toHaveLength(count(log, ' KnexTimeoutError: Knex: Timeout acquiring'));
});

it('names the request under which connections stay out, and the waiters', async () => {
  const { suspects, victims } = await analyze(path('leaking-3.3.0.log'));
  expect(suspects[0]).toMatchObject({ open: 6, route: 'POST /stock/reserve' });
  expect(victims[0]?.callSite).toMatchObject({ function: 'Object.count', file: '/srv/app/src/stock/dao.js', line: 2 });
});

it.each([
  ['at async Promise.all (index 0)', undefined],
  ['at Array.map (<anonymous>)', { function: 'Array.map' }],
  ['at new Dao (file:///srv/app/dao.mjs:7:3)', { function: 'Dao', file: '/srv/app/dao.mjs', line: 7 }],
  ['at Dao.get [as fetch] (C:\\app\\dao.js:12:9)', { function: 'Dao.get', file: 'C:\\app\\dao.js', line: 12 }],
  [
    'at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    { file: 'node:internal/process/task_queues', line: 95 },
  ],
  ['at async /srv/app/(admin)/route.js:3:1', undefined],
  ['at async /srv/app/route.js:3:1,', { function: '<anonymous>', file: '/srv/app/route.js', line: 3 }],
])('the frame %s', (line, frame) => {
  const frames = javascriptStack(['Error: x', `    ${line}`]);
  if (frame === undefined) expect(frames).toEqual([]);
  else expect(frames).toMatchObject([{ ...frame, language: 'javascript' }]);
});

it('ends a stack where the next error begins', () => {
  expect(javascriptStack(['Error: a', '    at f (/a.js:1:1)', 'Error: b', '    at g (/b.js:1:1)'])).toHaveLength(1);
});
