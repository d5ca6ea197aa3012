import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import pgbouncer from '../../parsers/pgbouncer/index.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import { readEvents } from '../../src/read/index.ts';

const eventsOf = async (log: string): Promise<TimedEvent[]> => {
  const events: TimedEvent[] = [];
  const input = { name: 'pgbouncer.log', stream: Readable.from([Buffer.from(log)]) };
  for await (const batch of readEvents([input], { plugins: [pgbouncer] }).batches) events.push(...batch);
  return events;
};

it('counts a client that it dropped once, and stamps it', async () => {
  const events =
    await eventsOf(`2026-11-23 01:44:36.647 UTC [14409] LOG C-0x559daec8ab90: shop/app@127.0.0.1:58296 closing because: query_wait_timeout (age=3s)
2026-11-23 01:44:36.647 UTC [14409] WARNING C-0x559daec8ab90: shop/app@127.0.0.1:58296 pooler error: query_wait_timeout
2026-11-23 01:44:36.700 UTC [14409] LOG C-0x559daec8ab90: shop/app@127.0.0.1:58296 login attempt: db=shop user=app tls=no
`);
  expect(events).toMatchObject([{ kind: 'server-termination', reason: 'query-wait-timeout', at: Date.UTC(2026, 10, 23, 1, 44, 36, 647) }]);
});

it.each([
  ['|', '(1 row)'],
  [',', ''],
  [' | ', '(1 row)'],
])('reads one SHOW POOLS after the other with the separator %j', async (separator, footer) => {
  const table = (time: string, waiting: number): string =>
    [`-- 2026-11-23 ${time} UTC`, ['database', 'user', 'cl_active', 'cl_waiting', 'sv_active', 'sv_idle', 'maxwait', 'pool_mode'].join(separator), ['shop', 'app', 9, waiting, 5, 0, 12, 'transaction'].join(separator), footer].join('\n'); // prettier-ignore
  const events = await eventsOf(`${table('01:45:00', 3)}\n\n${table('01:45:15', 4)}\n`);
  expect(events.map((event) => [event.kind, event.at, event.pool, 'pending' in event && event.pending])).toEqual([
    ['pool-snapshot', Date.UTC(2026, 10, 23, 1, 45, 0), 'shop/app', 3],
    ['pool-snapshot', Date.UTC(2026, 10, 23, 1, 45, 15), 'shop/app', 4],
  ]);
});
