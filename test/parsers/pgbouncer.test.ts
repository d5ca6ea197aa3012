import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import pgbouncer from '../../parsers/pgbouncer/index.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import { readEvents } from '../../src/read/index.ts';
import { parserSuite } from './suite.ts';

const { recorded, of, count } = parserSuite(pgbouncer, 'contained.log');

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
  const at = Date.UTC(2026, 10, 23, 1, 44, 36, 647);
  expect(events.filter(({ kind }) => kind !== 'context')).toMatchObject([
    { kind: 'acquire-timeout', pool: 'shop/app', at },
    { kind: 'server-termination', reason: 'query-wait-timeout', at },
  ]);
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

it('makes no pool of a client that has no name yet', async () => {
  const events = await eventsOf(
    '2026-11-23 01:44:36.647 UTC [14409] WARNING C-0x559d: (nodb)/(nouser)@127.0.0.1:58296 pooler error: query_wait_timeout\n',
  );
  expect(events).toMatchObject([{ kind: 'server-termination', reason: 'query-wait-timeout' }]);
});

// admin_show_pools (src/admin.c) ends with load_balance_hosts, which is NULL where the database has one host only.
it.each([
  [
    'psql',
    '\n database | user | cl_waiting | sv_active | sv_idle | load_balance_hosts \n----------+------+\n shop     | app  |          3 |         5 |       0 |                    ',
  ],
  [
    'cut short',
    '\n database | user | cl_waiting | sv_active | sv_idle | load_balance_hosts\n shop     | app  |          3 |         5 |       0 |',
  ],
  [
    'with a border',
    '\n| database | user | cl_waiting | sv_active | sv_idle | load_balance_hosts |\n| shop     | app  |          3 |         5 |       0 |                    |',
  ],
  ['unaligned', '\ndatabase|user|cl_waiting|sv_active|sv_idle|load_balance_hosts\nshop|app|3|5|0|'],
  ['CSV', '\ndatabase,user,cl_waiting,sv_active,sv_idle,load_balance_hosts\nshop,app,3,5,0,'],
])('reads a SHOW POOLS with an empty last column: %s', async (_shape, table) => {
  const row = { kind: 'pool-snapshot', pool: 'shop/app', inUse: 5, idle: 0, pending: 3 };
  expect(await eventsOf(`-- 2026-11-23 01:45:00 UTC${table}\n(1 row)\n`)).toMatchObject([row]);
});

// As psql 15 printed them of PgBouncer 1.18 within a second or two, while four of four server connections were taken.
it.each([
  ['pools.txt', [6]],
  ['pools-A.txt', [6]],
  ['pools--csv.txt', [6]],
  ['pools-x.txt', [2]],
  ['pools-xA.txt', [6]],
  ['pools-xt.txt', [6]],
  ['pools-watch.txt', [0, 1, 0]],
])('%s: the same pool in each shape', async (name, waiting) => {
  const expected = waiting.map((pending) => ({ kind: 'pool-snapshot', pool: 'shop/app', inUse: 4, idle: 0, open: 4, pending }));
  expect(await eventsOf(recorded(name))).toMatchObject(expected);
});

it.each(['servers.txt', 'clients-x.txt', 'databases.csv', 'lists.txt'])('%s is another listing, and no pool', async (name) => {
  expect(await eventsOf(recorded(name))).toEqual([]);
});

it('takes the limit from the SHOW DATABASES of the same capture, its reserve included', async () => {
  const capture = (size: number, reserve: number): string =>
    `-- 2026-11-23 01:45:00 UTC\n${recorded('pools.txt')}${recorded('databases.csv').replaceAll(',', ' | ').replace('| 4 | 0 | 0 |', `| ${size} | 0 | ${reserve} |`)}`;
  expect(await eventsOf(capture(4, 0))).toMatchObject([{ pool: 'shop/app', max: 4 }]);
  expect(await eventsOf(capture(6, 3))).toMatchObject([{ pool: 'shop/app', max: 9 }]);
});

it('an event for every line that greps find', () => {
  const log = recorded('contained.log');
  const reasons = of('server-termination', log).map(({ reason }) => reason);
  const times = (reason: string): number => reasons.filter((one) => one === reason).length;
  expect(times('query-wait-timeout')).toBe(count(log, 'pooler error: query_wait_timeout'));
  expect(times('idle-in-transaction-timeout')).toBe(count(log, 'pooler error: idle transaction timeout'));
  expect(of('pool-note', log)).toHaveLength(count(log, ' LOG stats: '));
});

it('an event for every client that it ended itself, whatever the reason', () => {
  const log = recorded('ends.log');
  expect(of('server-termination', log).map(({ reason }) => reason)).toEqual([
    'idle-in-transaction-timeout',
    'idle-session-timeout',
    'other',
    'too-many-clients',
    'too-many-clients',
  ]);
  expect(count(log, 'pooler error: ')).toBe(5);
});
