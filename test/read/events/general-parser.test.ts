import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import { definePlugin, UNNAMED_RUNTIME, type Plugin } from '../../../src/plugin/index.ts';
import { checkPlugin } from '../../../src/testing.ts';
import { events } from '../../../src/index.ts';

const read = async (log: string): Promise<string[]> => {
  const found: string[] = [];
  for await (const { parser, kind } of events(Readable.from([`${log}\n`]))) if (kind !== 'context') found.push(`${parser} ${kind}`);
  return found;
};

describe('a line that two parsers know', () => {
  test('counts once where both say the same of it', async () => {
    const line = '2026-03-14T09:00:00.120Z knex:client acquired connection from pool: __knexUid1 in_use=3';
    expect(await read(line)).toEqual(['knex checkout']);
    expect(await read(line.replace('knex:client', 'INFO shop.db:').replace(': __', ' conn=__'))).toEqual(['own-words checkout']);
  });

  test('is what the parser says that knows it where they contradict each other', async () => {
    const line = "2026-03-14 09:00:00,120 INFO psycopg.pool: connection given by 'stock'";
    expect(await read(line)).toEqual(['psycopg-pool checkout']);
  });

  test('tells both where they say different things', async () => {
    const line = '{"time":"2026-03-14T09:00:00.120Z","level":"INFO","msg":"pool checkout","inUse":3,"idle":7,"caller":"orders.ts:12"}';
    expect(await read(line)).toEqual(['go-dbstats pool-snapshot', 'own-words checkout']);
  });
});

describe('the check of a general parser', () => {
  const LINE = '2026-03-14 09:00:00.120 DEBUG shop.db: lend 17';
  const plugin = (id: string, kind: 'checkout' | 'pool-note', general: boolean): Plugin =>
    definePlugin({
      id,
      title: id,
      runtime: UNNAMED_RUNTIME,
      ...(general && { general }),
      hints: ['lend '],
      rules: {
        lend: {
          pattern: /^lend (?<connection>\d{1,9})$/,
          read: (match) => (kind === 'checkout' ? { kind, connection: match.text('connection') } : { kind, code: 'visible' }),
        },
      },
      samples: general ? { other: { log: 'lend 18', reads: { kind } } } : { lent: { log: LINE, reads: { kind } } },
    });
  const said = (...pair: Plugin[]): string[] => checkPlugin(pair[0] as Plugin, { others: pair }).map(({ what }) => what);

  test('says nothing of a neighbour’s line of which it would say the same', () => {
    const taken = said(plugin('words', 'checkout', true), plugin('lender', 'checkout', false));
    expect(taken.filter((what) => what.includes('"lent"'))).toEqual([]);
  });

  test('speaks up where it would say more, or is not general', () => {
    expect(said(plugin('words', 'pool-note', true), plugin('lender', 'checkout', false)).join()).toContain('it claims "lent"');
    expect(said({ ...plugin('words', 'checkout', true), general: false }, plugin('lender', 'checkout', false)).join()).toContain(
      'it claims "lent"',
    );
  });
});

test('the built-in parsers with words of anybody say so', () => {
  expect(plugins.filter(({ runtime }) => runtime === UNNAMED_RUNTIME).every(({ general }) => general === true)).toBe(true);
});
