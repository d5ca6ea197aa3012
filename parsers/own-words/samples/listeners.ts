import type { Sample } from 'leak-stream/plugin';

const out = { kind: 'checkout', origin: 'listener' };
const STACK = [
  { function: 'price_of', file: 'shop/prices.py', line: 31, language: 'python' },
  { function: 'quote', file: 'shop/api/quotes.py', line: 12, language: 'python' },
];

/** What programs' own checkout listeners print, each in its own words. */
export const listeners: Readonly<Record<string, Sample>> = {
  'a listener: who called whom, columns': {
    log: '09:14:02.511|D|shop.pool|checkout conn=0x7f3408280900 where=shop/prices.py:31:price_of < shop/api/quotes.py:12:quote',
    reads: { ...out, connection: '0x7f3408280900', stack: STACK },
    rule: 'compact-listener',
  },
  'a listener: a field after the stack': {
    log: '2026-11-23 09:14:02,511 DEBUG [worker-3] shop.db: checkout conn=0x7f3408280900 by=shop/prices.py:31 in price_of <- shop/api/quotes.py:12 in quote thread=worker-3',
    reads: { ...out, connection: '0x7f3408280900', thread: 'worker-3', stack: STACK },
    rule: 'compact-listener',
  },
  'a listener: outermost call first': {
    log: '2026-11-23 09:14:02,511 INFO shop.db CHECKOUT connection=139865142372608 stack=[shop/api/quotes.py:12(quote) | shop/prices.py:31(price_of)]',
    reads: { ...out, connection: '139865142372608', stack: STACK },
    rule: 'compact-listener',
  },
  'a listener: function first': {
    log: '2026-11-23 09:14:02,511 INFO shop.db checkout conn_id=139865142372608 from price_of (shop/prices.py:31) < quote (shop/api/quotes.py:12)',
    reads: { ...out, connection: '139865142372608', stack: STACK },
    rule: 'compact-listener',
  },
  'a listener: an id of the pool': {
    log: '2026-11-23 09:14:02,511 DEBUG shop.pool: checkout id=139865142372608 at shop/api/quotes.py:12:quote; shop/prices.py:31:price_of',
    reads: { ...out, connection: '139865142372608', stack: STACK },
    rule: 'compact-listener',
  },
  'a listener: the connection as it prints itself': {
    log: "2026-11-23 09:14:02,511 DEBUG shop.pool: checkout: connection <connection object at 0x7f3408280900; dsn: 'host=127.0.0.1 dbname=shop', closed: 0>",
    reads: { ...out, connection: '0x7f3408280900' },
    rule: 'compact-listener',
  },
  'a listener: back': {
    log: '09:14:02.542|D|shop.pool|checkin conn=0x7f3408280900',
    reads: { kind: 'checkin', connection: '0x7f3408280900', reason: 'returned', origin: 'listener' },
    rule: 'compact-listener',
  },
  'a listener: back, loudly': {
    log: '2026-11-23 09:14:02,542 INFO shop.db CHECKIN connection=139865142372608 held_ms=31.2',
    reads: { kind: 'checkin', connection: '139865142372608', reason: 'returned', heldMs: 31.2 },
    rule: 'compact-listener',
  },
  'a shop’s page that asks a database': {
    log: '2026-11-23 09:14:02,511 INFO shop.web checkout page db query took 12 ms conn_id=17',
    reads: [],
    decoy: true,
  },
  'a cart at its checkout': {
    log: '2026-11-23 09:14:02,511 INFO shop.cart: checkout id=139865142372608 cart=17 total=9.90',
    reads: [],
    decoy: true,
  },
  'a cart and a conn of the network': {
    log: '2026-11-23 09:14:02,511 INFO shop.http: POST /checkout conn=0x7f3408280900 status=200',
    reads: [],
    decoy: true,
  },
  'a guest': {
    log: '2026-11-23 09:14:02,511 INFO hotel.desk: checked in 139865142372608 room=12',
    reads: [],
    decoy: true,
  },
  'a branch': {
    log: '2026-11-23 09:14:02,511 INFO ci.git: checkout: connection main of 0x7f3408280900',
    reads: [],
    decoy: true,
  },
  'a numbered connection of a web server': {
    log: '2026-11-23 09:14:02,511 INFO shop.cart: checkout connection=12 total=9.90',
    reads: [],
    decoy: true,
  },
  'a guest with a number': {
    log: '2026-11-23 09:14:02,511 INFO hotel.desk: check-in conn=17',
    reads: [],
    decoy: true,
  },
  'a socket that is left': {
    log: '2026-11-23 09:14:02,511 INFO chat.ws: detach conn=17',
    reads: [],
    decoy: true,
  },
};
