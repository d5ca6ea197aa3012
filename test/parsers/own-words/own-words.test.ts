import { expect, it } from 'vitest';
import plugin from '../../../parsers/own-words/index.ts';
import { ownWordsHints } from '../../../parsers/own-words/own-words.ts';
import { read } from './reading.ts';

const line = (message: string): string => `2026-11-23 09:14:02,511 DEBUG [worker-3] shop.main: ${message}`;
const kinds = (log: string): string[] => read(log).map(({ kind }) => kind);

const SAID = [
  ...['checkout', 'checked out', 'acquire', 'acquired', 'borrow', 'borrowed'].map((word) => ['checkout', word] as const),
  ...['checkin', 'checked in', 'release', 'released', 'return', 'returned'].map((word) => ['checkin', word] as const),
];
const WRITTEN = SAID.flatMap(([kind, word]) =>
  ['db.pool.', 'db_pool_', 'db pool ', 'db pool: ', '[db pool] ', 'db connection ', 'pool.'].map(
    (lender) => [kind, `${lender}${word} in_use=3`] as const,
  ),
);

it.each(WRITTEN)('%s: %s', (kind, message) => {
  expect(kinds(line(message))).toEqual([kind]);
  expect(ownWordsHints.some((hint) => message.includes(hint))).toBe(true);
});

it.each(['acquired', 'released', 'returned', 'borrowed', 'got'])('%s a connection, however many words stand between', (word) => {
  for (const which of ['', 'a ', 'the ', 'db ']) {
    const message = `${word} ${which}connection ${word === 'got' || word === 'acquired' || word === 'borrowed' ? 'from' : 'to'} pool (3 in use)`;
    expect(kinds(line(message))).toHaveLength(1);
    expect(ownWordsHints.some((hint) => message.includes(hint))).toBe(true);
  }
});

it.each(['backend_pid', 'backendPid', 'backend pid', 'pg_pid'])('a server’s process: %s', (key) => {
  expect(read(line(`db checkout ${key}=4711`))).toMatchObject([{ kind: 'checkout', connection: '4711' }]);
  expect(ownWordsHints).toContain(key);
});

it.each([
  ['held 1.5 s', 1500],
  ['held=31ms', 31],
  ['held_ms=31.5', 31.5],
  ['held_ms: 31.5, in_use: 3', 31.5],
  ['after 2 minutes', 120_000],
])('how long: %s', (text, heldMs) => expect(read(line(`db.pool checkin ${text}`))).toMatchObject([{ kind: 'checkin', heldMs }]));

it('reads the lines of its own recipe', () => {
  const lines = (plugin.snippets?.[0]?.code ?? '').trimEnd().split('\n');
  expect(lines.slice(0, 2).flatMap((text) => read(line(text)))).toMatchObject([
    { kind: 'checkout', connection: '17', thread: 'worker-3', stack: [{ file: 'orders.ts', line: 12 }] },
    { kind: 'checkin', connection: '17', heldMs: 31.2 },
  ]);
});
