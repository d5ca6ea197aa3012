import type { Sample } from 'leak-stream/plugin';

/** A connection of psycopg2 as it prints itself (`%r`). */
const PSYCOPG2 =
  "<connection object at 0x7f3408280900; dsn: 'host=127.0.0.1 dbname=shop user=app_user port=54871 application_name=shop-api', closed: 0>";
const STACK = `
  File "/usr/lib/python3.11/threading.py", line 975, in run
    self._target(*self._args, **self._kwargs)
  File "/srv/shop/billing.py", line 40, in charge
    session.execute(query)
  File "/srv/venv/lib/python3.11/site-packages/sqlalchemy/pool/base.py", line 1274, in _checkout
    pool.dispatch.checkout(
  File "/srv/venv/lib/python3.11/site-packages/sqlalchemy/event/attr.py", line 497, in __call__
    fn(*args, **kw)
  File "/srv/shop/pool_watch.py", line 17, in on_checkout
    record.info["stack"] = traceback.format_stack()`;
const reported = { kind: 'leak-reported', connection: '0x7f3408280900' };

/** What programs' own watchdogs say. */
export const watchdogs: Readonly<Record<string, Sample>> = {
  'a watchdog': {
    log: `2026-11-23 02:04:50,977 WARNING app.pool_watch connection ${PSYCOPG2} checked out 8.6s ago by thread http_3 and not returned; checkout stack:${STACK}`,
    reads: { kind: 'leak-reported', connection: '0x7f3408280900', heldMs: 8600, thread: 'http_3' },
    rule: 'watchdog',
  },
  'a late return, by the server’s process': {
    log: '[2026-11-23T01:16:50.416+0000] {lake.py:29} INFO - warehouse connection pid=12879 handed back after 44.4s, 10 of 20 away',
    reads: [
      { kind: 'checkin', connection: '12879', reason: 'unleaked', heldMs: 44_400 },
      { kind: 'pool-snapshot', inUse: 10, max: 20, occasion: 'change' },
    ],
    rule: 'late-return',
  },
  'how many are away, beside one that goes': {
    log: '[2026-11-23T01:16:07.394+0000] {lake.py:20} INFO - warehouse connection pid=14074 handed out, 5 of 20 away',
    reads: { kind: 'pool-snapshot', inUse: 5, max: 20, occasion: 'change' },
    rule: 'away',
  },
  'keys that are handed back': {
    log: '[2026-11-23T01:16:50.416+0000] {desk.py:29} INFO - key of room 212 handed back after 44.4s, 10 of 20 away',
    reads: [],
    decoy: true,
  },
  'a watchdog of something else': {
    log: '2026-11-23 02:04:50,977 WARNING app.library book 0x17 checked out 30s ago by reader 4 and not returned',
    reads: [],
    decoy: true,
  },
  'a watchdog with a bare address': {
    log: `2026-11-23 08:04:14,337 24112 WARNING pool.leak: connection 0x7f3408280900 checked out for 10 s, stack:${STACK}`,
    reads: { ...reported, heldMs: 10_000 },
    rule: 'watchdog',
  },
  'a watchdog: still out': {
    log: `2026-11-23 08:04:14,337 WARNING shop.pool: ${PSYCOPG2} still checked out after 12.3s${STACK}`,
    reads: { ...reported, heldMs: 12_300 },
    rule: 'watchdog',
  },
  'a watchdog: held': {
    log: `2026-11-23 08:04:14,337 WARNING shop.pool: conn 0x7f3408280900 held for 15s by thread http_3${STACK}`,
    reads: { ...reported, heldMs: 15_000, thread: 'http_3' },
    rule: 'watchdog',
  },
  'a watchdog: a leak': {
    log: `2026-11-23 08:04:14,337 WARNING shop.pool: leaked connection 0x7f3408280900: in use for 2 minutes, has not been returned${STACK}`,
    reads: { ...reported, heldMs: 120_000 },
    rule: 'watchdog',
  },
  'a watchdog in JSON': {
    log: JSON.stringify({
      level: 'warning',
      message: 'connection leak?',
      conn: '0x7f3408280900',
      held_s: 12.5,
      checkout_stack: STACK.split('\n').slice(1),
    }),
    reads: { ...reported, heldMs: 12_500 },
    rule: 'watchdog',
  },
  'what was reported came back': {
    log: `2026-11-23 08:11:11,267 6991 INFO pool.leak: connection ${PSYCOPG2} returned after 9.0 s`,
    reads: { kind: 'checkin', connection: '0x7f3408280900', reason: 'unleaked', heldMs: 9000 },
    rule: 'late-return',
  },
  'an answer that came late': {
    log: '2026-11-23 08:11:11,267 6991 INFO shop.http: connection to 10.0.0.7 returned after 9.0 s',
    reads: [],
    decoy: true,
  },
  'a watchdog that knows the borrower alone': {
    log: '2026-11-23 08:11:11,267 WARNING shop.db: connection held for 7.7s by worker-8, checked out at:\n  File "/srv/shop/views.py", line 12, in dispense\n    row = fetch(statement)\n  File "/srv/shop/db.py", line 9, in fetch\n    return engine.connect()',
    reads: { kind: 'leak-reported', connection: null, thread: 'worker-8', heldMs: 7700 },
    rule: 'watchdog',
  },
  'what it reported is back': {
    log: '2026-11-23 08:11:19,267 WARNING shop.db: connection of worker-8 came back after 15.7s',
    reads: { kind: 'checkin', connection: null, thread: 'worker-8', reason: 'unleaked' },
    rule: 'late-return',
  },
  'a lock that is held': {
    log: '2026-11-23 08:11:11,267 WARNING shop.lock: lock held for 7.7s by worker-8, taken at:\n  File "/srv/shop/views.py", line 12, in dispense\n    take()',
    reads: [],
    decoy: true,
  },
  'a sensor that is back': {
    log: '2026-11-23 08:11:19,267 WARNING mqtt.client: connection of sensor-8 came back after 15.7s',
    reads: [],
    decoy: true,
  },
  'a site that is back': {
    log: '2026-11-23 08:11:19,267 WARNING ops.vpn: connection of hamburg is back after 3s',
    reads: [],
    decoy: true,
  },
  'a sensor’s connection': {
    log: '2026-11-23 08:11:11,267 WARNING mqtt: connection 0x7f3408280900 held for 15s by sensor-3\n  File "/srv/mqtt/client.py", line 40, in loop\n    read()',
    reads: [],
    decoy: true,
  },
};
