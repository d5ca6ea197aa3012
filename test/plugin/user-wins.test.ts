import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { events } from '../../src/index.ts';
import { definePlugin } from '../../src/plugin/index.ts';
import { checkPlugin } from '../../src/testing.ts';

// An error handler that repeats HikariCP's timeout in a line of its own, and knows the tenant that HikariCP does not.
const LINE = '2026-03-14 09:00:00.000 ERROR tenant acme: orders - Connection is not available, request timed out after 30000ms.';
const HIKARI = '2026-03-14 09:00:01.000 ERROR orders - Connection is not available, request timed out after 30000ms.';

const own = definePlugin({
  id: 'tenants',
  title: 'Tenants of ours',
  runtime: 'tenants',
  hints: ['tenant '],
  rules: {
    'gave-up': {
      pattern: /^tenant (?<tenant>\w{1,40}): \S{1,40} - Connection is not available, request timed out after (?<ms>\d{1,9})ms/,
      read: (match) => ({ kind: 'acquire-timeout', pool: match.text('tenant'), waitedMs: match.number('ms') }),
    },
  },
  samples: { 'a tenant gave up': { log: LINE, reads: { kind: 'acquire-timeout', pool: 'acme', waitedMs: 30000 } } },
});

const readersOf = async (options: { plugins?: (typeof own)[] }): Promise<string[]> => {
  const readers: string[] = [];
  for await (const event of events(Readable.from([`${LINE}\n${HIKARI}\n`]), options)) readers.push(event.parser);
  return readers;
};

test("a line that a built-in parser would read too is the user's alone, and the check says nothing against it", async () => {
  expect(await readersOf({})).toEqual(['hikaricp', 'hikaricp']);
  expect(await readersOf({ plugins: [own] })).toEqual(['tenants', 'hikaricp']);
  expect(checkPlugin(own, { others: plugins })).toEqual([]);
});
