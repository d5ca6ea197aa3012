import type { Sample } from 'leak-stream/plugin';

const STACK = [
  { function: 'price_of', file: 'shop/prices.py', line: 31, language: 'python' },
  { function: 'quote', file: 'shop/api/quotes.py', line: 12, language: 'python' },
];
const out = { kind: 'checkout', origin: 'listener' };
const back = { kind: 'checkin', reason: 'returned', origin: 'listener' };
const BELOW = `
  File "/srv/shop/prices.py", line 31, in price_of
    session.execute(query)
  File "/srv/venv/lib/python3.11/site-packages/sqlalchemy/pool/base.py", line 1274, in _checkout
    pool.dispatch.checkout(`;
const json = (values: object): string => JSON.stringify({ timestamp: '2026-11-23T09:14:02.511Z', level: 'debug', ...values });

/** What goes out of a pool and comes back, as programs put it that have words of their own. */
export const lending: Readonly<Record<string, Sample>> = {
  'borrowed, by number, a stack': {
    log: '09:14:02.511|D|Thread-7|pool|BORROW #7f34 (2 out) prices.py:31:price_of <- quotes.py:12:quote',
    reads: {
      ...out,
      connection: '#7f34',
      stack: [
        { function: 'price_of', file: 'prices.py', line: 31 },
        { function: 'quote', file: 'quotes.py', line: 12 },
      ],
    },
    rule: 'lending',
  },
  'and returned': {
    log: '09:14:02.542|D|Thread-7|pool|RETURN #7f34 (1 out) after 0.031s',
    reads: { ...back, connection: '#7f34', heldMs: 31 },
    rule: 'lending',
  },
  'a lease, in a module of Rust': {
    log: '2026-11-23T09:14:02.511Z DEBUG shop::pool: [orders] lease #1 -> task 77',
    reads: { ...out, connection: '#1' },
    rule: 'lending',
  },
  'and the arrow turned round': {
    log: '2026-11-23T09:14:02.511Z DEBUG shop::pool: [orders] lease #1 <- task 77 (500.1ms)',
    reads: { ...back, connection: '#1' },
    rule: 'lending',
  },
  'checked out under a running number, the stack below': {
    log: `2026-11-23 09:14:02,511 DEBUG    worker-3   shop.dbpool:20 checked out #17 backend=18426${BELOW}`,
    reads: { ...out, connection: '#17' },
    rule: 'lending',
  },
  'and in again': {
    log: '2026-11-23 09:14:02,542 DEBUG    worker-3   shop.dbpool:25 checked in #17',
    reads: { ...back, connection: '#17' },
    rule: 'lending',
  },
  'acquired, the connection first': {
    log: '2026-11-23 09:14:02,511 DEBUG [Thread-7] shop.db: connection #17 acquired by shop/prices.py:31 in price_of <- shop/api/quotes.py:12 in quote',
    reads: { ...out, connection: '#17', stack: STACK },
    rule: 'lending',
  },
  'and released': {
    log: '2026-11-23 09:14:02,542 DEBUG [Thread-7] shop.db: connection #17 released, held 31 ms',
    reads: { ...back, connection: '#17', heldMs: 31 },
    rule: 'lending',
  },
  'the pool named in the message': {
    log: '2026-11-23 09:14:02,511 DEBUG shop: [pool] took conn 0x7f3408280900 for shop/api/quotes.py:12(quote) | shop/prices.py:31(price_of)',
    reads: { ...out, connection: '0x7f3408280900', stack: STACK },
    rule: 'lending',
  },
  'the name of an event, the stack as a list, innermost first': {
    log: json({
      logger: 'shop.pool',
      event: 'connection.acquired',
      connection: 14609984,
      stack: ['shop/prices.py:31 price_of', 'shop/api/quotes.py:12 quote', 'shop/web.py:90 dispatch'],
    }),
    reads: {
      ...out,
      connection: '14609984',
      stack: [...STACK, { function: 'dispatch', file: 'shop/web.py', line: 90, language: 'python' }],
    },
    rule: 'lending',
  },
  'and its end': {
    log: json({ logger: 'shop.pool', event: 'connection.released', connection: 14609984, held_ms: 64.5 }),
    reads: { ...back, connection: '14609984', heldMs: 64.5 },
    rule: 'lending',
  },
  'a basket at the till': {
    log: '2026-11-23 09:14:02,511 INFO shop.cart: checkout #17 total=9.90',
    reads: [],
    decoy: true,
  },
  'parcels at a depot with a database': {
    log: '2026-11-23 09:14:02,511 INFO depot.db: release #17 to the driver',
    reads: [],
    decoy: true,
  },
  'a connection of the network': {
    log: '2026-11-23 09:14:02,511 DEBUG mqtt.client: connection #17 acquired by broker 3',
    reads: [],
    decoy: true,
  },
  'a count': {
    log: '2026-11-23 09:14:02,511 INFO shop.pool: take 5 connections off the pool #3',
    reads: [],
    decoy: true,
  },
  'checked out, the connection first': {
    log: '2026-11-23 09:14:02,511 DEBUG [Thread-7] shop.db: connection #17 checked out by shop/prices.py:31 in price_of',
    reads: { ...out, connection: '#17' },
    rule: 'lending',
  },
  'checked in, the connection first': {
    log: '2026-11-23 09:14:02,542 DEBUG [Thread-7] shop.db: connection #17 checked in',
    reads: { ...back, connection: '#17' },
    rule: 'lending',
  },
  'what a connection did besides': {
    log: '2026-11-23 09:14:02,511 DEBUG shop.db: connection #17 released savepoint sp_3',
    reads: [],
    decoy: true,
  },
  'what a connection was put to': {
    log: '2026-11-23 09:14:02,511 INFO shop.db: connection #17 put into read-only mode',
    reads: [],
    decoy: true,
  },
  'what a connection returned': {
    log: '2026-11-23 09:14:02,511 DEBUG shop.db: conn=17 returned 12 rows',
    reads: [],
    decoy: true,
  },
  'one of several connections': {
    log: '2026-11-23 09:14:02,511 INFO shop.db: got connection #5 of 10',
    reads: [],
    decoy: true,
  },
  'a connection of the web’s client': {
    log: '2026-11-23 09:14:02,511 DEBUG urllib3.connectionpool: connection #17 released',
    reads: [],
    decoy: true,
  },
  'a connection of a cache': {
    log: '2026-11-23 09:14:02,511 DEBUG redis.connection: connection #17 acquired',
    reads: [],
    decoy: true,
  },
  'a client’s connection as an event': {
    log: json({ logger: 'mqtt', event: 'connection.acquired', connection: 17 }),
    reads: [],
    decoy: true,
  },
  'a worker of a pool': {
    log: '2026-11-23 09:14:02,511 INFO worker.pool: acquired #12',
    reads: [],
    decoy: true,
  },
  'an address that is leased': {
    log: '2026-11-23 09:14:02,511 INFO dhcp.pool: lease #12 10.0.0.7',
    reads: [],
    decoy: true,
  },
  'a deployment of a pool': {
    log: '2026-11-23 09:14:02,511 INFO ops: [pool] released #1234 to production',
    reads: [],
    decoy: true,
  },
};
