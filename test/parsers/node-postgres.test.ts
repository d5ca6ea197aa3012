import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPlugin, recordsOf } from 'leak-stream/testing';
import plugin from '../../parsers/node-postgres/index.ts';
import { analyze } from '../../src/index.ts';
import type { EventDraft } from '../../src/plugin/index.ts';
import { readRecord } from '../../src/plugin/read-record.ts';

const path = (name: string): string => fileURLToPath(new URL(`node-postgres/${name}`, import.meta.url));
const recorded = (name: string): string => readFileSync(path(name), 'utf8');
const read = (log: string): EventDraft[] => recordsOf(plugin, log).flatMap((record) => readRecord(plugin, record)?.drafts ?? []);
const of = <K extends EventDraft['kind']>(kind: K, log: string) =>
  read(log).filter((e): e is Extract<EventDraft, { kind: K }> => e.kind === kind);
const count = (text: string, literal: string): number => text.split(literal).length - 1;

it('keeps its contract', () => expect(checkPlugin(plugin)).toEqual([]));

it('never throws on a broken log', () => {
  const words = recorded('leaking-8.23.log').split(/(?<=[ \n])/);
  const piece = fc.oneof(fc.constantFrom(...words), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void read(pieces.join(''))),
    { numRuns: 300 },
  );
});

it('an event for every line that greps find', () => {
  const log = recorded('leaking-8.23.log');
  expect(of('acquire-timeout', log)).toHaveLength(count(log, 'Error: timeout exceeded when trying to connect'));
  const snapshots = of('pool-snapshot', log);
  expect(snapshots).toHaveLength(count(log, 'waitingCount: '));
  expect(snapshots.at(-1)).toMatchObject({ open: 6, idle: 0, inUse: 6, pending: 1 });
});

it('counts what is out by the samples, and names the waiters', async () => {
  const { pools, victims } = await analyze(path('leaking-8.23.log'));
  expect(pools).toMatchObject([{ runtime: 'node-postgres', inUse: { first: 0, peak: 6 } }]);
  expect(victims[0]?.callSite).toMatchObject({ function: 'Object.countPg', file: '/srv/app/src/stock/dao.js', line: 3 });
});
