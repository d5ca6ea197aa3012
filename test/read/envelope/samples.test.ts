import { readFileSync, readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { Unwrapper } from '../../../src/read/envelope/index.ts';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import { DOCUMENTS, grouped, LINES, type Export, type Written } from './exports.ts';
import { inTurn } from '../../turn.ts';

const samples = new URL('../../../samples/', import.meta.url);
/** Whole lines of a sample, as many as fit. */
const sample = (name: string, size: number): string => {
  const text = readFileSync(new URL(name, samples), 'utf8');
  return text.length <= size ? text : text.slice(0, text.lastIndexOf('\n', size) + 1);
};
const names = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('app.log')).sort(); // prettier-ignore

/** The lines of a log and when each was written: a little after what it says itself, continuation lines after their record. */
function written(log: string): Written[] {
  const unwrapper = new Unwrapper();
  const layouts = new LayoutReader({});
  let at = 0;
  const lines = log.replace(/\n$/, '').split('\n').map((text, i) => {
    const [peeled] = unwrapper.peel({ text, line: i + 1, byte: 0, clipped: false });
    const own = peeled && (peeled.at ?? layouts.read(peeled)?.at);
    at = own === undefined ? at + 0.01 : Math.max(own + 0.4, at + 0.01);
    return { text, at };
  }); // prettier-ignore
  const first = lines.find((line) => line.at > 1e9)?.at ?? 0;
  return lines.map((line, i) => (line.at > 1e9 ? line : { text: line.text, at: first - 100 + i }));
}

const stream = (text: string | Buffer): Readable => Readable.from([Buffer.from(text)], { objectMode: false });
const report = (text: string | Buffer): Promise<Report> => analyze({ name: 'app.log', stream: stream(text) });

/** What a report says of pools, without when and where. */
const essence = ({ verdict, suspects, pools, input, victims }: Report): unknown => ({
  verdict,
  suspects: suspects.map(({ fingerprint, verdict: own, leaked, open, returnedLate, reclaimed, checkouts, callSite, route, statement }) => ({
    fingerprint, own, leaked, open, returnedLate, reclaimed, checkouts, callSite, route, statement,
  })).sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)),
  pools: pools.map((pool) => [pool.verdict, pool.max, pool.acquireTimeouts, pool.inUse?.peak, pool.openHolds.length].join(' ')).sort(),
  victims: victims.map(({ waits, timeouts }) => `${waits} ${timeouts}`).sort(),
  parsers: input.parsers,
}); // prettier-ignore

const ALL = [...LINES, ...DOCUMENTS];
/** Every sample meets every envelope; else a part of them in turn, so that each envelope meets as many of the samples: other ones with another seed. */
const EVERY_PAIR = process.env['EVERY_PAIR'] === '1';
const PARTS = 20;
const PACKED = 2;
/** Of the pairs of envelopes. */
const PAIRS = 6;
const titled = (exports: readonly Export[]): [string, Export][] => exports.map((each) => [each.name, each]);

describe.each(names.map((name, i) => [name, i] as const))('%s', (name, nth) => {
  const log = sample(name, 60_000);
  const raw = report(log);
  const lines = written(log);

  test('tells something', async () => expect(Object.keys((await raw).input.parsers)).not.toEqual([]));

  test.each(titled(ALL.filter(({ trims }) => !trims).filter((_, j) => EVERY_PAIR || inTurn(nth + j, PARTS))))(
    'the same from %s',
    async (_, { give, grouped: records }) => {
      expect(essence(await report(give(records ? grouped(lines) : lines)))).toEqual(essence(await raw));
    },
  );

  test('the same from gzip, in pieces too, and from UTF-16', async () => {
    const bytes = Buffer.from(log);
    for (const [j, packed] of [
      gzipSync(bytes), Buffer.concat([gzipSync(bytes.subarray(0, 3001)), gzipSync(bytes.subarray(3001))]), gzipSync(gzipSync(bytes)),
      Buffer.from(`\ufeff${log.replaceAll('\n', '\r\n')}`, 'utf16le'), Buffer.from(`\ufeff${log}`),
    ].entries()) if (EVERY_PAIR || inTurn(nth + j, PACKED)) expect(essence(await report(packed))).toEqual(essence(await raw));
  }); // prettier-ignore
});

/** One of these for each pair, in turn: together every layout meets every envelope. */
const SHORT = ['hikaricp/version-2.7.9', 'sqlalchemy/pyramid-threads', 'go-dbstats/two-routes', 'hikaricp/ecs-json'].map((name) => sample(`${name}/app.log`, 12_000)); // prettier-ignore

describe('an envelope around an envelope', () => {
  const raws = SHORT.map(report);
  const logs = SHORT.map(written);
  test.each(titled(ALL.filter(({ trims, grouped: records }) => !trims && !records)).map(([name, outer], i) => [name, outer, i] as const))('%s', async (_, outer, i) => {
    const other: string[] = [];
    for (const [j, inner] of LINES.entries()) {
      if (inner === outer || inner.trims || inner.line === undefined) continue;
      if (!EVERY_PAIR && !inTurn(i + j, PAIRS)) continue;
      for (const k of EVERY_PAIR ? [0, 1, 2, 3] : [(i + j) % 4]) {
        const lines = (logs[k] as Written[]).map(({ text, at }) => ({ text: inner.line?.({ text, at }) ?? '', at: at + 0.001 }));
        const [is, was] = [essence(await report(outer.give(lines))), essence(await (raws[k] as Promise<Report>))];
        if (!isDeepStrictEqual(is, was)) other.push(`around ${inner.name}, sample ${k}`);
      }
    }
    expect(other).toEqual([]);
  }, 120_000); // prettier-ignore
});
