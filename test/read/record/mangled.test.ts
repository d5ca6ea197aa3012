import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { inTurn } from '../../turn.ts';
import { stream } from '../support.ts';

// What shippers do to records of several lines: whatever it is, the log tells the same.

const samples = new URL('../../../samples/', import.meta.url);
const names = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('app.log')).sort(); // prettier-ignore
const SIZE = 60_000;

const report = (log: string): Promise<Report> => analyze({ name: 'x', stream: stream(log) });
const essence = ({ verdict, suspects, pools, victims, input }: Report): unknown => ({
  verdict,
  suspects: suspects.map(({ fingerprint, verdict: own, leaked, open, returnedLate, reclaimed, checkouts, callSite, route, statement }) => ({
    fingerprint, own, leaked, open, returnedLate, reclaimed, checkouts, callSite, route, statement,
  })).sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)),
  pools: pools.map((pool) => [pool.verdict, pool.acquireTimeouts, pool.inUse?.peak, pool.openHolds.length].join(' ')).sort(),
  victims: victims.map(({ waits, timeouts }) => `${waits} ${timeouts}`).sort(),
  parsers: input.parsers,
}); // prettier-ignore

const linesOf = (log: string): string[] => log.replace(/\n$/, '').split('\n');
const entry = (log: string): string => JSON.stringify({ log, kubernetes: { pod_name: 'shop-1', container_name: 'app' } });

/** A group of lines for each line that `goesOn` does not claim. */
function groups(log: string, goesOn: (line: string) => boolean): string[] {
  const out: string[] = [];
  for (const line of linesOf(log)) {
    if (out.length > 0 && goesOn(line)) out[out.length - 1] += `\n${line}`;
    else out.push(line);
  }
  return out;
}

/** Frames, causes and elisions alone go on with a line: the first line of a trace, which has no blank before it, begins an entry of its own. */
const isJavaFrame = (line: string): boolean => /^\s+(?:at |\.{3})|^Caused by:/.test(line);
const isIndented = (line: string): boolean => /^\s/.test(line);

const MANGLED: readonly [string, (log: string) => string][] = [
  ['every blank at a line’s beginning is lost', (log) => log.replace(/^[ \t]+/gm, '')],
  ['a trace is cut from its head (Fluent Bit’s java rule)', (log) => groups(log, isJavaFrame).map(entry).join('\n')],
  ['every line is an entry of its own', (log) => linesOf(log).map(entry).join('\n')],
  ['indented lines come with their record', (log) => groups(log, isIndented).map(entry).join('\n')],
  [
    'only the message of what rsyslog escaped is left',
    (log) => groups(log, isIndented).map((text) => (/\n\s+(?:at |File )/.test(text) ? text.replaceAll('\n', '#012').replaceAll('\t', '#011') : text)).join('\n'), // prettier-ignore
  ],
  [
    'rsyslog escapes what is no text',
    (log) => groups(log, isIndented).map((text) => `<134>1 - node7 shop - - - ${text.replaceAll('\n', '#012').replaceAll('\t', '#011')}`).join('\n'), // prettier-ignore
  ],
];

/** Half of them for each log, in turn. */
describe.each(names.map((name, nth) => [name, nth] as const))('%s', (name, nth) => {
  const text = readFileSync(new URL(name, samples), 'utf8');
  const log = text.length <= SIZE ? text : text.slice(0, text.lastIndexOf('\n', SIZE) + 1);
  const raw = report(log);
  test.each(MANGLED.filter((_, i) => inTurn(nth + i, 2)))('tells the same where %s', async (_, mangle) => {
    expect(essence(await report(mangle(log)))).toEqual(essence(await raw));
  });
});
