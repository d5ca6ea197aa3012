import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';
import { analyze } from '../../../src/index.ts';

const STACK = ['/srv/shop/server.py:61 in serve', '/srv/shop/billing.py:40 in charge'];
const CHECKOUT = {
  event: 'pool.checkout',
  pool: 'orders',
  conn: '0x7f85f063a0c0',
  seq: 7,
  pid: 31365,
  thread: 'worker-0',
  ts: 1795399420.265,
  stack: STACK,
};
const expected = {
  kind: 'checkout', connection: '0x7f85f063a0c0', origin: 'listener', sequence: '31365:7', thread: 'worker-0',
  stack: [{ function: 'charge', file: '/srv/shop/billing.py', line: 40 }, { function: 'serve', file: '/srv/shop/server.py', line: 61 }],
}; // prettier-ignore

describe('a checkout listener', () => {
  it.each([
    ['after a prefix', `2026-11-23T02:03:40.264Z INFO leak_stream.checkout [03ed-00001] ${JSON.stringify(CHECKOUT)}`],
    ['alone in its line', JSON.stringify(CHECKOUT)],
    [
      'as the message of a JSON record',
      JSON.stringify({
        asctime: '2026-11-23 02:03:40,264',
        levelname: 'INFO',
        name: 'leak_stream.checkout',
        message: JSON.stringify(CHECKOUT),
      }),
    ],
    [
      'as a JSON record’s own fields',
      JSON.stringify({ timestamp: '2026-11-23T02:03:40.264Z', level: 'info', logger: 'leak_stream.checkout', ...CHECKOUT }),
    ],
    ['cut off at the end', `INFO:leak_stream.checkout:${JSON.stringify(CHECKOUT).slice(0, -2)}`],
  ])('%s', (_name, log) => expect(read(log)).toMatchObject([expected]));

  it('tells the time itself where the layout has none, and only there', () => {
    expect(read(`INFO:leak_stream.checkout:${JSON.stringify(CHECKOUT)}`)).toMatchObject([{ at: '2026-11-23T02:03:40.265Z' }]);
    expect(read(`2026-11-23 02:03:40,264 INFO leak_stream.checkout ${JSON.stringify(CHECKOUT)}`)[0]).not.toHaveProperty('at');
  });

  it('with a traceback: a thread’s name may hold blanks', () => {
    const log = `2026-11-23 01:55:44,401 [22282:Thread-1 (serve)] INFO leak_stream.checkout - pool.checkout conn=0x7f85f063a0c0 seq=7 pid=31365 thread=Thread-1 (serve)
  File "/srv/shop/server.py", line 61, in serve
    handler(f)
  File "/srv/shop/billing.py", line 40, in charge
2026-11-23 01:55:44,439 [22282:Thread-1 (serve)] INFO leak_stream.checkout - pool.checkin conn=0x7f85f063a0c0 seq=7 pid=31365 thread=Thread-1 (serve) held_ms=38.2`;
    expect(read(log)).toMatchObject([
      { ...expected, thread: 'Thread-1 (serve)' },
      { kind: 'checkin', reason: 'returned', heldMs: 38.2, sequence: '31365:7', thread: 'Thread-1 (serve)', origin: 'listener' },
    ]);
  });

  it.each([
    [
      'in a logfmt message',
      'ts=2026-11-23T01:55:44.401Z level=debug msg="checkout conn=0x7f85f063a0c0 stack=/srv/shop/server.py:61:serve>/srv/shop/billing.py:40:charge"',
    ],
    [
      'in logfmt’s own pairs',
      'ts=2026-11-23T01:55:44.401Z level=debug msg=checkout conn=0x7f85f063a0c0 stack=/srv/shop/server.py:61:serve>/srv/shop/billing.py:40:charge',
    ],
    [
      'in plain text',
      '2026-11-23 01:55:44,401 DEBUG app.pool checkout conn=0x7f85f063a0c0 stack=/srv/shop/server.py:61:serve>/srv/shop/billing.py:40:charge',
    ],
  ])('in one line, %s', (_name, log) => {
    expect(read(log)).toMatchObject([{ kind: 'checkout', origin: 'listener', connection: expected.connection, stack: expected.stack }]);
  });

  it.each(['checkin', 'detach', 'invalidate'])('in one line: %s', (event) => {
    const reason = { checkin: 'returned', detach: 'detached', invalidate: 'invalidated' }[event];
    expect(read(`2026-11-23 01:55:44,401 DEBUG app.pool ${event} conn=0x7f85f063a0c0`)).toMatchObject([
      { kind: 'checkin', reason, origin: 'listener' },
    ]);
  });
});

const BELOW = `
  File "/srv/shop/server.py", line 61, in serve
  File "/srv/shop/billing.py", line 40, in charge
    session.execute(query)
  File "/srv/venv/lib/python3.11/site-packages/sqlalchemy/orm/session.py", line 2351, in execute
    return self._execute_internal(
  File "/srv/venv/lib/python3.11/site-packages/sqlalchemy/pool/base.py", line 1274, in _checkout
    pool.dispatch.checkout(
  File "/srv/venv/lib/python3.11/site-packages/sqlalchemy/event/attr.py", line 497, in __call__
    fn(*args, **kw)
  File "/srv/shop/pool_watch.py", line 17, in on_checkout
    record.info["stack"] = traceback.format_stack()`;
const REPR = `<connection object at 0x7f3408280900; dsn: 'host=db dbname=shop connect_timeout=10', closed: 0>`;

describe('a watchdog', () => {
  it('reports the borrower, not the listener in which the stack was taken', () => {
    const [event] = read(
      `2026-11-23 02:04:50,977 WARNING app.watch connection ${REPR} checked out 8.6s ago by thread http_3 and not returned; checkout stack:${BELOW}`,
    );
    expect(event).toMatchObject({ kind: 'leak-reported', connection: '0x7f3408280900', heldMs: 8600, thread: 'http_3' });
    const files = event?.kind === 'leak-reported' ? event.stack.map((frame) => frame.file?.split('/').at(-1)) : [];
    expect(files).toEqual(['attr.py', 'base.py', 'session.py', 'billing.py', 'server.py']);
  });

  it.each([
    ['still checked out after 2 minutes', 120_000],
    ['held for 12 seconds, never returned', 12_000],
    ['out for 900 ms and not yet returned', 900],
    ['not returned', undefined],
  ])('in other words: %s', (words, heldMs) => {
    const [event] = read(`2026-11-23 02:04:50,977 WARNING app.watch ${REPR} ${words}${BELOW}`);
    expect(event?.kind).toBe('leak-reported');
    expect(event && 'heldMs' in event ? event.heldMs : undefined).toBe(heldMs);
  });

  it('is none without a stack, or without a connection', () => {
    expect(read(`2026-11-23 02:04:50,977 WARNING app.watch connection ${REPR} checked out 8.6s ago and not returned`)).toEqual([]);
    expect(read(`2026-11-23 02:04:50,977 WARNING app.watch book checked out 8 minutes ago and not returned${BELOW}`)).toEqual([]);
  });
});

describe('two engines of one process', () => {
  const line = (second: number, event: string, pool: string, conn: string, seq: number, code: string): string =>
    `2026-11-23 01:55:${String(second).padStart(2, '0')},400 INFO leak_stream.checkout - ${JSON.stringify({ event: `pool.${event}`, pool, conn, seq, pid: 7, thread: 'w-1', stack: [`/srv/shop/${pool}.py:4 in ${code}`] })}`;
  const log = [
    ...Array.from({ length: 25 }, (_, i) => [line(i, 'checkout', 'orders', '0x7f01', 2 * i, 'load'), line(i, 'checkin', 'orders', '0x7f01', 2 * i, 'load')]).flat(),
    line(26, 'checkout', 'billing', '0x7f02', 101, 'charge'),
  ].join('\n'); // prettier-ignore

  it('are two pools, by the names that the listener was given', () => {
    expect(new Set(read(log).map((event) => event.pool))).toEqual(new Set(['orders', 'billing']));
    expect(read(log.replaceAll('"pool":"orders"', '"pool":"default"')).map((event) => event.pool)).toContain(undefined);
  });

  it('are judged apart', async () => {
    const { pools } = await analyze({ name: 'app.log', stream: Readable.from([Buffer.from(`${log}\n`)]) });
    expect(pools.map(({ name, openHolds }) => [name, openHolds.length]).sort()).toEqual([['billing', 1], ['orders', 0]]); // prettier-ignore
  });
});
