import { expect, test } from 'vitest';
import { onlyAccepted, summaryOf } from '../../src/show/summary.ts';
import { byPlace, proof } from '../../src/show/text/evidence.ts';
import { firstAndLast, place, span } from '../../src/show/words.ts';
import * as fixtures from './fixtures.ts';

const leak = fixtures.leakWithStacks;
const suspect = leak.suspects[0]!;

test('an accepted leak is known, not healthy', () => {
  const ignored = [{ fingerprint: suspect.fingerprint, reason: 'SHOP-1', leaked: 6 }];
  const report = {
    ...leak,
    verdict: 'healthy' as const,
    summary: 'Pool shop-pool gives every connection back: healthy.',
    suspects: [],
    ignored,
  };
  expect(onlyAccepted(report)).toBe(true);
  expect(summaryOf(report)).toContain('1 known leak, accepted (6 connections)');
  expect(summaryOf(report)).not.toContain('healthy');
  expect(summaryOf({ ...leak, ignored })).toContain(leak.summary);
});

test('an interrupted run says so first', () => {
  const notices = [{ code: 'interrupted', text: 'interrupted' }];
  expect(summaryOf({ ...leak, input: { ...leak.input, notices } })).toMatch(/^Interrupted: /);
});

test('times without a date are whole', () => {
  expect(span('1970-01-01T08:11:42Z', '1970-01-01T08:12:32Z')).toBe('08:11:42 to 08:12:32 (50 s)');
  expect(span('2026-03-14T08:11:42Z', '2026-03-14T08:12:32Z')).toBe('2026-03-14 08:11:42Z to 08:12:32Z (50 s)');
  expect(firstAndLast('1970-01-01T08:11:42Z', '1970-01-01T08:12:32Z', 'lost')).toBe('first lost 08:11:42, last lost 08:12:32 (50 s)');
});

test('a log line is told as what the work logs', () => {
  const { route: _route, ...nameless } = suspect;
  expect(place({ ...nameless, callSite: null, template: 'render <*>' })).toBe('the work that logs "render <*>"');
});

test('the words that prove stay in sight', () => {
  const line = `2026-03-14 09:26:53,123 DEBUG 4711 MainThread ${'x'.repeat(80)} Connection <connection object at 0x7f41; dsn: 'host=db dbname=a', closed: 0> checked out from pool`;
  expect(proof(line, 110)).toContain('0x7f41 …> checked out from pool');
  const alarm = `2026-11-23T08:12:44Z WARN ${'y'.repeat(120)} Connection leak detection triggered for org.postgresql.jdbc.PgConnection@4a1c on thread exec-9`;
  expect(proof(alarm, 110)).toContain('leak detection triggered for PgConnection@4a1c on thread exec-9');
  const at = (source: string, line_: number) => ({ source, line: line_, byte: 0, text: '' });
  expect(byPlace([at('b', 1), at('a', 9), at('a', 2)]).map(({ source, line: n }) => `${source}${n}`)).toEqual(['a2', 'a9', 'b1']);
});
