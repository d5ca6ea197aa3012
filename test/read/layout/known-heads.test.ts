import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import { readTimeAt } from '../../../src/read/time/index.ts';
import type { Head, PeeledLine } from '../../../src/read/types.ts';

const HEADS = [
  ' INFO ', ' INFO psycopg.pool 4711 Thread-3 ', ' DEBUG sqlalchemy.pool.impl.QueuePool ', ' WARN  [main] c.shop.Orders - ', ' INFO [Thread-5] [shop.web] ', ' [nio-8080-exec-3] ERROR shop.Dao: ',
  '  INFO 1 --- [ool-1 housekeeper] c.z.h.p.HikariPool  : ', '  INFO 7 --- [main] c.shop.Orders : ', ' INFO HikariPool - ', ' INFO OrderService - ', ' [INFO] ', ' [INFO] shop.web: ', ' ',
  ' INFO:     ', ' - shop.web - INFO - ', ' INFO root: ', ' INFO [t] ', ' INFO WARN ', ' DEBUG shop.a TRACE ', ' INFO main ', ' INFO  | ', ' notice ', ' [42] ', ' INFO 42 ', ' INFO 1 --- ', ' main.go:12: ', ' /srv/main.go:12 ',
  ' - worker-1 - shop.web - INFO - ', ' - MAIN - shop.web - run - ERROR - ', ' INFO (Orders.java:7) - ', ' INFO [t] (Orders.java:7) ', ' orders: INFO ', ' INFO:Thread-3:shop.orders:', ' INFO brook::pool: ', ' DEBUG [main] shop::db: ',
  ' INFO (watch) shop.db: ', ' INFO [PID 4711] [Thread-4] ', ' [INFO   ] shop.db:run:30 ', ' INFO c.shop.Orders {} - ', ' INFO c.shop.Orders ', ' INFO c.shop.Orders {requestId=r3, user=} - ', ' | INFO     | shop.db:run:30 j-00073 - ',
]; // prettier-ignore
const MESSAGES = [
  'done', '4711 Thread-3 x', '4711 140245873 x', '3 orders', 'Connection <connection object at 0x7f> checked out', '[cached since 12.3s ago] {}', '[a-1] x', '(shop.Dao) y', 'order 12 34567 x', 'HikariPool-1 - Pool stats (total=1)',
  'Start completed.', 'user a.b.c.Dao - x', 'in base: x', 'from app in thread-1 - x', '1 --- [main] shop.Dao : x', '--- [main] shop.Dao : x', ': x', '{"a":1}', '{a', 'Error: x', 'error: x',
  'root: x', 'word:12 - x', 'word (a) - x', 'FOO [x] y', 'foo BARS [x] y', 'x a=1  LOG:  y', 'LOG:  x', '| y', 'a | b', 'INFO x', 'GET /orders 200 1ms', 'Thread[main,5,main]: x', 'word- x', 'word - x', 'word\t- x',
  'thread-1 shop.Dao: x', 'main shop.Dao x', '- x', '* x', '*a b.c.D - x', '$x', '"GET / HTTP/1.1" 200', 'event [shop.web] key=1', 'lower WARN x', 'a.b c', 'x@y a.b.c.D - z', '', ' x', '<a> b', 'host proc[1]: x',
  'WARN - x', 'INFO - y - z', '[GET] [/x] 200', '(Orders.java:7) z', 'orders: ERROR x', 'brook::pool: lease', 'shop::db::pool: x - y', 'std::bad_alloc: x', 'shop::db: FOO [x] y',
  '(watch) shop.db: x', '(watch) a.sql: x', '(watch) shop.db x', 'j-00073 - x', '8c1d-00f2 - x', '8c1d-00f2 | x', '12 - x', '{} - x', '{requestId=r3} - x', '{requestId=r3} x', '{} : y',
]; // prettier-ignore
const STAMPS = ['2026-11-23 01:52:09,123', '2026/11/23 01:52:09', '2026-11-23T01:52:09.123Z', '2026-11-23 13:52:09.1234'];

/** A place in the program far behind a logger makes another reading of all before it. */
const FILE_AHEAD: [string, string, string, string][] = [
  ['2026-11-23 13:52:09.1234', ' DEBUG shop.a TRACE ', 'done', ''],
  ['2026-11-23 13:52:09.1234', ' DEBUG shop.a TRACE ', 'main shop.Dao x', '(Orders.java:7) z'],
];

/** Behind a thread that Python numbers, a parenthesis is its function, or the message. */
const THREAD_AHEAD: [string, string, string, string][] = [
  ['2026-11-23 01:52:09,123', ' INFO psycopg.pool 4711 Thread-3 ', 'done', ''],
  ['2026-11-23 01:52:09,123', ' INFO psycopg.pool 4711 Thread-3 ', '(shop.Dao) y', ''],
];

const line = (text: string): PeeledLine => ({ text, line: 1, byte: 0, clipped: false, instance: {} });

const without = (head: Head | undefined): Head | undefined => head && (({ seen: _, ...rest }) => rest)(head);

test('the second line with a head is read as the first', async () => {
  // What all readers share remembers little more once it was shown many lines that are all different.
  vi.resetModules();
  const fresh = await import('../../../src/read/layout/index.ts');
  const reader = new fresh.LayoutReader();
  const text = '2026-11-23 01:52:09,123 INFO [Thread-5] [shop.web] loading order 7';
  const time = readTimeAt(text, 0);
  const first = reader.read({ ...line(text), ...(time && { time }) });
  expect(first).toMatchObject({ severity: 'info', thread: 'Thread-5', logger: 'shop.web', message: 'loading order 7' });
  const second = reader.read({ ...line(text), ...(time && { time }) });
  expect(second).toEqual(first);
  const later = text.replace(',123', ',124');
  const [third, fourth] = [1, 2].map(() => reader.read({ ...line(later), ...(time && { time }) }));
  expect(third).toEqual(first);
  expect(fourth).toMatchObject({ seen: { message: 'loading order 7', rest: later.slice('2026-11-23 01:52:09,124'.length) } });
  expect(without(fourth)).toEqual(first);
});

test('a head that is known says what the general reader says of it, whatever was read before', () => {
  const texts = fc.tuple(
    fc.constantFrom(...STAMPS),
    fc.constantFrom(...HEADS),
    fc.constantFrom(...MESSAGES),
    fc.constantFrom('', ...MESSAGES),
  );
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 24 }), (parts) => {
      const [known, general] = [new LayoutReader(), new LayoutReader()];
      for (const [stamp, head, message, more] of parts) {
        const text = `${stamp}${head}${message}${more === '' ? '' : ` ${more}`}`;
        const time = readTimeAt(text, 0);
        // The fourth time it is a line that came before. Both read as many, for some things are asked of a stream's first lines alone.
        for (let i = 0; i < 4; i++)
          expect(without(known.read(time ? { ...line(text), time } : line(text))), text).toEqual(general.read(line(text)));
      }
    }),
    { numRuns: 600, examples: [[FILE_AHEAD], [THREAD_AHEAD]] },
  );
});
