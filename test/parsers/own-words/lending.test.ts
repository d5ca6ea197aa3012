import { describe, expect, it } from 'vitest';
import { lendingHints } from '../../../parsers/own-words/lending.ts';
import { read } from './reading.ts';

const line = (message: string, logger = 'shop.pool'): string => `2026-11-23 09:14:02,511 DEBUG [worker-3] ${logger}: ${message}`;
const kinds = (log: string): string[] => read(log).map(({ kind }) => kind);
const connectionOf = (log: string): unknown => read(log).map((draft) => ('connection' in draft ? draft.connection : undefined))[0];

describe('a pool in a program’s own words', () => {
  it.each([
    ['take #2e5f (3 out)', 'give #2e5f (2 out)'],
    ['Took #17', 'Gave back #17'],
    ['CHECKOUT #17 backend=4711', 'CHECKIN #17'],
    ['acquired conn 0x7f3408280900', 'released conn 0x7f3408280900 after 12 ms'],
    ['connection #9 borrowed by quotes.py:12:quote', 'connection #9 was returned'],
    ['Conn=#9 leased', 'Conn=#9 freed'],
    ['lease #9 -> task 7', 'lease #9 <- task 7'],
    ['lease #9 <- the orders-pool', 'released #9 -> the orders-pool'],
    ['leased #9 <- orders', 'returned #9'],
  ])('%s, %s', (out, back) => {
    expect(kinds(line(out))).toEqual(['checkout']);
    expect(kinds(line(back))).toEqual(['checkin']);
    expect(connectionOf(line(out))).toBe(connectionOf(line(back)));
  });

  it('reads both lines or neither: a stack, which only one of them has, proves nothing', () => {
    for (const logger of ['shop.orders', 'shop.db'])
      for (const message of ['take #2e5f at quotes.py:12:quote < server.py:61:serve', 'give #2e5f'])
        expect(kinds(line(message, logger))).not.toContainEqual(expect.stringMatching(/^check/));
  });

  it.each([
    ['checkout', 'checkin'],
    ['check-out', 'check-in'],
    ['checked out', 'checked in'],
    ['take', 'give'],
    ['took', 'gave back'],
    ['taken', 'given back'],
    ['acquire', 'release'],
    ['acquired', 'released'],
    ['borrow', 'return'],
    ['borrowed', 'returned'],
    ['lease', 'back'],
  ])('%s and %s are read however they are written', (...words) => {
    const written = words.flatMap((word) => [word, word.toUpperCase(), `${word.charAt(0).toUpperCase()}${word.slice(1)}`]);
    expect(written.map((word) => kinds(line(`${word} #2e5f`)))).toEqual(
      words.flatMap((_, n) => Array.from({ length: 3 }, () => [n === 0 ? 'checkout' : 'checkin'])),
    );
    expect(written.filter((word) => !lendingHints.some((hint) => `${word} #2e5f`.includes(hint)))).toEqual([]);
  });

  it('a list of calls is turned where its last one is where requests come in', () => {
    const event = (stack: string[]): unknown =>
      read(
        JSON.stringify({
          timestamp: '2026-11-23T09:14:02.511Z',
          level: 'debug',
          logger: 'shop.pool',
          event: 'connection.checkout',
          connection: 14609984,
          stack,
        }),
      );
    const [quote, price, dispatch] = ['quotes.py:12 quote', 'prices.py:31 price_of', 'web.py:90 dispatch'] as const;
    const innermostFirst = [{ stack: [{ function: 'price_of' }, { function: 'quote' }, { function: 'dispatch' }] }];
    expect(event([price, quote, dispatch])).toMatchObject(innermostFirst);
    expect(event([dispatch, quote, price])).toMatchObject(innermostFirst);
  });
});
