import type { Sample } from 'leak-stream/plugin';

const AT = '2026-11-23 09:14:02,511';
const line = (text: string): string => `${AT} ${text}`;
const json = (values: object): string => JSON.stringify({ time: '2026-11-23T09:14:02.511Z', level: 'DEBUG', ...values });
const out = { kind: 'checkout', origin: 'listener' };
const back = { kind: 'checkin', reason: 'returned', origin: 'listener' };
const NONE = '<no name>';
const decoy = (text: string): Sample => ({ log: line(text), reads: [], decoy: true });

/** What programs of any language log of their pools with no connection named, or under names of their own; and what is lent and no connection. */
export const ownWords: Readonly<Record<string, Sample>> = {
  'a place and a count': {
    log: line('INFO shop.main: db.pool checkout quotes.py:12 in quote out=1'),
    reads: { ...out, connection: NONE, stack: [{ function: 'quote', file: 'quotes.py', line: 12, language: 'python' }] },
    rule: 'own-words',
  },
  'an event’s name in the place of a logger’s': {
    log: '2026-03-14T09:00:00Z INFO db.checkout conn=1 at=orders.go:12',
    reads: { ...out, connection: '1', stack: [{ function: '', file: 'orders.go', line: 12, language: 'go' }] },
    rule: 'own-words',
  },
  'the same, back': {
    log: '2026-03-14T09:00:00Z INFO db.checkin conn=1 at=orders.go:12',
    reads: { ...back, connection: '1' },
    rule: 'own-words',
  },
  'a place and how long': {
    log: line('INFO shop.main: db.pool checkin quotes.py:12 in quote held 0.015 s'),
    reads: { ...back, connection: NONE, heldMs: 15, stack: [{ function: 'quote', file: 'quotes.py', line: 12 }] },
    rule: 'own-words',
  },
  'by a request': { log: line('INFO shop: db checkout request_id=ab12cd34ef'), reads: { ...out, connection: NONE }, rule: 'own-words' },
  'by a request, back': {
    log: line('INFO shop: db checkin request_id=ab12cd34ef held_ms=12'),
    reads: { ...back, connection: NONE, heldMs: 12 },
    rule: 'own-words',
  },
  'a server’s process': {
    log: json({ event: 'db.checkout', backend_pid: 9829, checked_out: 3 }),
    reads: { ...out, connection: '9829' },
    rule: 'lending',
  },
  'a server’s process, nothing else': {
    log: line('DEBUG checkin backend_pid=9829 held_ms=32'),
    reads: { ...back, connection: '9829', heldMs: 32 },
    rule: 'compact-listener',
  },
  'a pool of Go': {
    log: json({ msg: 'db.acquire', connId: 'c-17', caller: 'store/orders.go:54' }),
    reads: { ...out, connection: 'c-17', stack: [{ function: '', file: 'store/orders.go', line: 54, language: 'go' }] },
    rule: 'lending',
  },
  'a pool of Go, back': {
    log: json({ msg: 'db.release', connId: 'c-17', held: '12.5ms' }),
    reads: { ...back, connection: 'c-17', heldMs: 12.5 },
    rule: 'lending',
  },
  'a pool of Node': {
    log: JSON.stringify({ level: 30, time: 1795398842511, msg: 'pool checkout', inUse: 3, caller: 'orders.ts:12' }),
    reads: { ...out, connection: NONE, stack: [{ function: '', file: 'orders.ts', line: 12, language: 'javascript' }] },
    rule: 'own-words',
  },
  'a pool of the JVM': {
    log: '2026-11-23T09:14:02.511Z DEBUG 17 --- [nio-8080-exec-3] c.a.db.TracingDataSource : Released connection HikariProxyConnection@123456 after 15 ms',
    reads: { ...back, connection: 'HikariProxyConnection@123456', heldMs: 15 },
    rule: 'lending',
  },
  'an event of one word': {
    log: json({ event: 'ConnectionAcquired', connectionId: '3f2b8c1e-1111-2222-3333-444455556666', pool: 'orders' }),
    reads: { ...out, connection: '3f2b8c1e-1111-2222-3333-444455556666', pool: 'orders' },
    rule: 'own-words',
  },
  'the pool behind the deed': {
    log: line('INFO shop: returned connection to pool, held 32 ms (2 in use)'),
    reads: { ...back, connection: NONE, heldMs: 32 },
    rule: 'own-words',
  },
  'a cart’s checkout by a request': decoy('INFO shop.cart: checkout request_id=ab12 cart=17 total=9.90'),
  'a checkout that took its time': decoy('INFO shop: checkout completed in 312 ms order=17 thread=worker-3'),
  'a library with a database': decoy('INFO library.db: checkout book=17 member=3 request_id=ab12'),
  'a book that is out': decoy('INFO library: book checked out member=17 out=3'),
  'a guest who waited': decoy('INFO hotel: guest checkin room=12 held_ms=30'),
  'a car of a pool': decoy('INFO vehicle pool checkout request_id=a1 in_use=3'),
  'a swimmer': decoy('INFO swim: pool checkin member=17 request_id=a1'),
  'a lock of the database': decoy('INFO shop: db lock released held 3 s'),
  'a worker of a pool with a count': decoy('INFO shop: thread pool acquired worker=3 active=5'),
  'a cache': decoy('INFO shop: redis connection acquired in_use=3'),
  'a connection of any kind': decoy('INFO server: connection released client=10.0.0.7 active=5'),
  'a release of the database': decoy('INFO ops: db release 4.2 deployed by=ops'),
  'rows for a thread': decoy('INFO shop: connection returned 12 rows thread=worker-3'),
  'a database that is back': decoy('INFO shop: database back after 3 s thread=a'),
  'a statement’s answer': decoy('INFO shop: db returned error after 3 s thread=a'),
  'a locomotive': decoy('INFO depot: engine acquired in_use=3 thread=loco-7'),
  'a bare release': decoy('INFO shop: db connection released'),
};
