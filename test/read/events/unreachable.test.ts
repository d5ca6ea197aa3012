import { expect, test } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import { readText } from '../support.ts';

const stats = '2026/11/23 01:00:00 db stats OpenConnections=2 InUse=1 Idle=1 MaxOpenConnections=40 WaitCount=0\n';

test('a line that says that the server does not answer tells of the work that failed as well', async () => {
  const failed = '2026/11/23 01:00:01 order 7 failed: dial tcp 10.0.0.9:5432: connect: connection refused\n';
  const { events, summary } = await readText(`${stats}${failed}`, { plugins });
  expect(events.filter(({ line }) => line === 2)).toMatchObject([
    { kind: 'server-termination', reason: 'unreachable' },
    { kind: 'context', template: 'order <*> failed: dial tcp <*>: connect: connection refused' },
  ]);
  expect(summary.lines).toMatchObject({ total: 2, recognised: 2, context: 0 });
});

test('and of its request', async () => {
  const { events } = await readText(`${stats}2026/11/23 01:00:01 GET /orders/7 500 30.2ms err="driver: bad connection"\n`, { plugins });
  expect(events.filter(({ line }) => line === 2)).toMatchObject([
    { kind: 'server-termination' },
    { kind: 'context', route: 'GET /orders/{id}', status: 500 },
  ]);
});
