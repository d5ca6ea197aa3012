import { describe, expect, it } from 'vitest';
import { circumstances } from '../../../parsers/own-words/circumstances.ts';
import { LENDS, loanHints, OPENS, RETURNS } from '../../../parsers/own-words/loan-words.ts';
import { read } from './reading.ts';

const kinds = (message: string): string[] => read(`2026-11-23 09:14:02,511 DEBUG ${message}`).map(({ kind }) => kind);
const PLAIN_ENGLISH = /^[a-z ]+$/;

describe('loans and returns of a bank of connections', () => {
  it('are read with every word, and none is without a literal that is looked for', () => {
    for (const [words, kind] of [
      [LENDS, 'checkout'],
      [OPENS, 'checkout'],
      [RETURNS, 'checkin'],
    ] as const)
      for (const word of words) {
        const line = `[bd] 235 ${word} orders.go:54 80 ms (4 out)`;
        expect([word, ...kinds(line)]).toEqual([word, kind]);
        expect([word, loanHints.some((hint) => line.includes(hint)) || PLAIN_ENGLISH.test(word)]).toEqual([word, true]);
      }
  });

  it.each([
    'conexión 235 no devuelta tras 80 s',
    'Verbindung 235 nicht zurückgegeben nach 80 s',
    'Verbindung 235 noch nicht zurückgegeben nach 80 s',
    'connexion 235 pas rendue après 80 s',
    'la connessione 235 non è stata restituita dopo 80 s',
    'połączenie 235 nie zwrócone po 80 s',
    'соединение 235 не возвращено через 80 с',
    'connection 235 not returned',
    'conexión 235 devuelta a medias',
    'conexión 235 devuelta con 12 filas',
  ])('are not told by %s', (said) => expect(kinds(`db: ${said}`)).not.toContainEqual(expect.stringMatching(/^check/)));

  it('ask for the place and for how many are out where nothing says what is lent', () => {
    expect(kinds('bank: lent 235 to orders.go:54 (4 out)')).toEqual(['checkout']);
    expect(kinds('bank: lent 235 to orders.go:54')).toEqual([]);
    expect(kinds('bank: lent 235 to Marta (4 out)')).toEqual([]);
    expect(kinds('bank: returned 235 (4 out)')).toEqual([]);
  });

  it('take a stranger’s long line as it is', () => {
    // A search that tried each way through would not end before the tests' limit.
    for (const piece of ['a.go:1 ', 'no ', '(1 ', '1h', 'x-', 'von von ', 'a.go:1<-', '[('])
      expect(() => circumstances(` ${piece.repeat(1000)}`.slice(0, 1000))).not.toThrow();
  });
});

describe('a connection that is out for long', () => {
  it('is no loan, however its state is called', () => {
    for (const state of ['out', 'checked out', 'in use', 'borrowed', 'taken', 'leased'])
      expect([state, ...kinds(`shop: db conn 17 has been ${state} for 62s`)]).toEqual([state, 'leak-reported']);
    expect(kinds('shop: db conn 17 acquired after 62s')).toEqual(['checkout']);
    expect(kinds('shop: db conn 17 released, held for 62s')).toEqual(['checkin']);
  });
});

describe('what stands behind a deed', () => {
  it.each([
    [' de main.go:43 tras 80ms (0 fuera)', { place: 'main.go:43', heldMs: 80, counted: true }],
    [' by com.acme.Shop.sell(Shop.java:54) after 1m2.5s', { place: 'com.acme.Shop.sell(Shop.java:54)', heldMs: 62_500, counted: false }],
    [', 0,08 s, 3 von 15 belegt', { heldMs: 80, counted: true }],
    [': prices.py:31:price_of <- quotes.py:12:quote', { place: 'prices.py:31:price_of <- quotes.py:12:quote' }],
    [' an Thread pool-1-thread-3', { bare: false }],
    ['', { bare: true }],
    [' savepoint sp_3', undefined],
    [' 12 rows', undefined],
    [' to the customer', undefined],
  ])('%j', (text, expected) => {
    if (expected === undefined) expect(circumstances(text)).toBeUndefined();
    else expect(circumstances(text)).toMatchObject(expected);
  });
});
