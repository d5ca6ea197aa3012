import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPlugin, recordsOf } from 'leak-stream/testing';
import plugin from '../../parsers/tomcat-jdbc/index.ts';
import { analyze } from '../../src/index.ts';
import type { EventDraft } from '../../src/plugin/index.ts';
import { readRecord } from '../../src/plugin/read-record.ts';

const path = (name: string): string => fileURLToPath(new URL(`tomcat-jdbc/${name}`, import.meta.url));
const recorded = (name: string): string => readFileSync(path(name), 'utf8');
const read = (log: string): EventDraft[] => recordsOf(plugin, log).flatMap((record) => readRecord(plugin, record)?.drafts ?? []);
const of = <K extends EventDraft['kind']>(kind: K, log: string) =>
  read(log).filter((e): e is Extract<EventDraft, { kind: K }> => e.kind === kind);
const count = (text: string, literal: string): number => text.split(literal).length - 1;

it('keeps its contract', () => expect(checkPlugin(plugin)).toEqual([]));

it('never throws on a broken log', () => {
  const words = recorded('suspect-10.1.24.log').split(/(?<=[ \n])/);
  const piece = fc.oneof(fc.constantFrom(...words), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void read(pieces.join(''))),
    { numRuns: 300 },
  );
});

it.each(['abandoned-10.1.24.log', 'suspect-10.1.24.log', 'suspect-then-abandoned-jul.log'])(
  '%s: an event for every line that greps find',
  (name) => {
    const log = recorded(name);
    const reports = of('leak-reported', log);
    expect(reports.filter((e) => e.reclaimed)).toHaveLength(count(log, 'has been abandoned PooledConnection['));
    expect(reports.filter((e) => e.heldMs !== undefined)).toHaveLength(count(log, 'has been marked suspect, possibly'));
    expect(of('checkin', log)).toHaveLength(count(log, 'that has been marked suspect was returned'));
    expect(of('acquire-timeout', log)).toHaveLength(count(log, 'PoolExhaustedException:'));
    for (const report of reports) {
      expect(report.connection).toMatch(/^org\.postgresql\.jdbc\.PgConnection@[0-9a-f]+$/);
      expect(report.stack[0]).toMatchObject({ module: 'org.apache.tomcat.jdbc.pool.ConnectionPool', function: 'getThreadDump' });
      expect(report.stack.at(-1)).toMatchObject({ module: 'java.lang.Thread', function: 'run' });
    }
  },
);

it('tells who lost the connections that the pool took back', async () => {
  const { verdict, suspects } = await analyze(path('abandoned-10.1.24.log'));
  expect(verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 2, reclaimed: 2, open: 0, callSite: { function: 'reserve', file: 'StockDao.java', line: 9 } }]);
});

it('a connection whose name holds brackets and colons', () => {
  const name = 'ConnectionID:3 [a:b] url=jdbc:h2:mem:x';
  expect(read(`Connection has been abandoned PooledConnection[${name}]:java.lang.Exception`)).toMatchObject([
    { connection: name, stack: [] },
  ]);
  expect(read(`Connection has been marked suspect, possibly abandoned PooledConnection[${name}][70001 ms.]:null`)).toMatchObject([
    { connection: name, heldMs: 70001 },
  ]);
  expect(read(`Connection(PooledConnection[${name}]) that has been marked suspect was returned.`)).toEqual([
    { kind: 'checkin', connection: name, reason: 'unleaked' },
  ]);
});

it('a caller that does not wait', () => {
  const text = '[main] NoWait: Pool empty. Unable to fetch a connection, none available[40 in use].';
  expect(read(`org.apache.tomcat.jdbc.pool.PoolExhaustedException: ${text}`)).toEqual([
    { kind: 'acquire-timeout', witness: 'exception', thread: 'main' },
    { kind: 'pool-snapshot', inUse: 40, occasion: 'exhaustion' },
  ]);
});
