import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPlugin, recordsOf } from 'leak-stream/testing';
import plugin from '../../parsers/psycopg-pool/index.ts';
import { analyze } from '../../src/index.ts';
import type { EventDraft } from '../../src/plugin/index.ts';
import { readRecord } from '../../src/plugin/read-record.ts';

const path = (name: string): string => fileURLToPath(new URL(`psycopg-pool/${name}`, import.meta.url));
const recorded = (name: string): string => readFileSync(path(name), 'utf8');
const read = (log: string): EventDraft[] => recordsOf(plugin, log).flatMap((record) => readRecord(plugin, record)?.drafts ?? []);
const of = <K extends EventDraft['kind']>(kind: K, log: string) =>
  read(log).filter((e): e is Extract<EventDraft, { kind: K }> => e.kind === kind);
const count = (text: string, literal: string): number => text.split(literal).length - 1;

it('keeps its contract', () => expect(checkPlugin(plugin)).toEqual([]));

it('never throws on a broken log', () => {
  const words = recorded('exhausted-3.3.3.log').split(/(?<=[ \n])/);
  const piece = fc.oneof(fc.constantFrom(...words), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void read(pieces.join(''))),
    { numRuns: 300 },
  );
});

it('an event for every line that greps find', () => {
  const log = recorded('exhausted-3.3.3.log');
  expect(of('checkout', log)).toHaveLength(count(log, 'connection given by'));
  expect(of('checkin', log)).toHaveLength(count(log, 'returning connection to'));
  expect(of('acquire-timeout', log)).toHaveLength(count(log, 'psycopg_pool.PoolTimeout:') + count(log, 'psycopg_pool.TooManyRequests:'));
  expect(of('pool-snapshot', log)).toMatchObject([
    { open: 3, idle: 0, inUse: 3, max: 3, pending: 0 },
    { open: 3, idle: 0, inUse: 3, max: 3, pending: 2 },
  ]);
  expect(of('pool-note', log).filter(({ code }) => code === 'rollback-on-close')).toMatchObject([
    { connection: expect.stringMatching(/^<psycopg\.Connection \[INTRANS\] .* at 0x[0-9a-f]+>$/) as string },
  ]);
});

it("names the waiter, outside of the pool's own frames", async () => {
  const { victims } = await analyze(path('exhausted-3.3.3.log'));
  expect(victims[0]?.callSite).toMatchObject({ function: 'count', file: '/srv/shop/stock.py', line: 16 });
});

it('takes no counter from statistics, for pop_stats() sets them back', () => {
  const [snapshot] = of('pool-snapshot', "{'requests_num': 9, 'requests_wait_ms': 20, 'pool_max': 4, 'pool_size': 2, 'pool_available': 1}");
  expect(snapshot).toEqual({ kind: 'pool-snapshot', open: 2, idle: 1, inUse: 1, max: 4 });
});
