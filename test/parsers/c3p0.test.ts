import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPlugin, recordsOf } from 'leak-stream/testing';
import plugin from '../../parsers/c3p0/index.ts';
import { analyze } from '../../src/index.ts';
import type { EventDraft } from '../../src/plugin/index.ts';
import { readRecord } from '../../src/plugin/read-record.ts';

const path = (name: string): string => fileURLToPath(new URL(`c3p0/${name}`, import.meta.url));
const recorded = (name: string): string => readFileSync(path(name), 'utf8');
const read = (log: string): EventDraft[] => recordsOf(plugin, log).flatMap((record) => readRecord(plugin, record)?.drafts ?? []);
const of = <K extends EventDraft['kind']>(kind: K, log: string) =>
  read(log).filter((e): e is Extract<EventDraft, { kind: K }> => e.kind === kind);
const count = (text: string, literal: string): number => text.split(literal).length - 1;

it('keeps its contract', () => expect(checkPlugin(plugin)).toEqual([]));

it('never throws on a broken log', () => {
  const words = recorded('overdue-0.10.1.log').split(/(?<=[ \n])/);
  const piece = fc.oneof(fc.constantFrom(...words), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void read(pieces.join(''))),
    { numRuns: 300 },
  );
});

it.each(['overdue-0.10.1.log', 'traced-0.9.5.5.log'])('%s: an event for every line that greps find, one report for two lines', (name) => {
  const log = recorded(name);
  const reports = of('leak-reported', log);
  expect(reports).toHaveLength(count(log, 'Logging the stack trace by which'));
  expect(of('connection-closed', log)).toHaveLength(count(log, 'A checked-out resource is overdue'));
  expect(of('pool-snapshot', log)).toHaveLength(count(log, ', unused: '));
  expect(of('pool-configuration', log)).toMatchObject([{ max: 3, connectionTimeoutMs: 1000, leakDetectionThresholdMs: 3000 }]);
  for (const { stack } of reports) expect(stack.filter((frame) => frame.function === 'reserve')).toMatchObject([{ line: 9 }]);
});

it('never counts more connections in use than there are', () => {
  for (const { open = 0, idle = 0, inUse = 0 } of of('pool-snapshot', recorded('traced-0.9.5.5.log'))) {
    expect(inUse).toBe(open - idle);
    expect(inUse).toBeLessThanOrEqual(3);
  }
});

it('tells who lost the connections that the pool destroyed', async () => {
  const { verdict, suspects } = await analyze(path('overdue-0.10.1.log'));
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 2, reclaimed: 2, callSite: { function: 'reserve', file: 'StockDao.java', line: 9 } }]);
});
