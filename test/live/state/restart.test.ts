import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { pause, Run, until } from './support.ts';

const sample = (name: string): Buffer => readFileSync(fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url)));

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'state-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const countOf = (bytes: Buffer): number => bytes.toString('latin1').split('\n').length - 1;
const text = (report: Report): string => JSON.stringify(report, null, 1);

/** The report of a run that nobody disturbs. */
async function unbroken(inputs: readonly string[], lines: number): Promise<string> {
  const run = new Run(inputs, undefined);
  await until(() => run.lines === lines);
  return text(await run.report());
}

const LOGS = ['hikaricp/two-leaks-one-slow/app.log', 'sqlalchemy/asyncio-reclaimed/app.log', 'go-dbstats/two-routes/app.log'];

describe.each(LOGS)('%s', (name) => {
  const log = sample(name);

  test('killed and taken up at random places of a growing file, the report is that of an unbroken run', async () => {
    const path = join(folder, 'app.log');
    let expected: string | undefined;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ at: fc.nat({ max: log.length }), lost: fc.boolean() }), { maxLength: 4 }), async (cuts) => {
        writeFileSync(path, '');
        let written = 0;
        let kept: string | undefined;
        for (const { at, lost } of [...cuts].sort((a, b) => a.at - b.at)) {
          const run = new Run([path], kept);
          appendFileSync(path, log.subarray(written, at));
          written = at;
          const whole = countOf(log.subarray(0, at));
          // A moment that is chosen by the machine, or the end of what is there.
          await (lost ? pause(at % 40) : until(() => run.lines >= whole));
          kept = run.keep() ?? kept;
          await run.kill();
        }
        const last = new Run([path], kept);
        appendFileSync(path, log.subarray(written));
        await until(() => last.lines >= countOf(log));
        const report = text(await last.report());
        expect(report).toBe((expected ??= await unbroken([path], countOf(log))));
      }),
      { numRuns: 5, seed: 8, endOnFailure: true },
    );
  }, 120_000);
});

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));
const logs = (readdirSync(samples, { recursive: true }) as string[]).filter((name) => name.endsWith('.log'));

/** Reads what is there, once, and keeps. */
async function once(
  inputs: readonly string[],
  kept: string | undefined,
  options: object = {},
): Promise<{ kept: string | undefined; report: string; run: Run }> {
  const run = new Run(inputs, kept, { once: true, ...options });
  await run.done;
  const known = run.keep();
  return { kept: known, report: text(await run.report()), run };
}

const codes = (report: string): (string | undefined)[] => (JSON.parse(report) as Report).input.notices.map(({ code }) => code);
const stdin = (bytes: Buffer): Readable => Readable.from([bytes], { objectMode: false });

test.each(logs)('every part of %s read by a run of its own gives the report of one', async (name) => {
  const log = sample(name);
  const path = join(folder, 'app.log');
  writeFileSync(path, '');
  let kept: string | undefined;
  for (const [from, to] of [[0, 0.21], [0.21, 0.5], [0.5, 0.77], [0.77, 0.77], [0.77, 1]] as const) {
    appendFileSync(path, log.subarray(Math.floor(log.length * from), Math.floor(log.length * to)));
    kept = (await once([path], kept)).kept;
  }
  const again = await once([path], kept);
  expect(again.report).toBe((await once([path], undefined)).report);
}); // prettier-ignore

const name = 'hikaricp/two-leaks-one-slow/app.log';
const log = sample(name);
const half = log.indexOf('\n', log.length / 2) + 1;

test('rotated while nobody read: the old file is read to its end, then the new one', async () => {
  const path = join(folder, 'app.log');
  writeFileSync(path, log.subarray(0, half));
  const { kept } = await once([path], undefined);
  appendFileSync(path, log.subarray(half, half + 5000));
  renameSync(path, `${path}.1`);
  writeFileSync(path, log.subarray(half + 5000));
  const { report } = await once([path], kept);
  expect(codes(report)).toContain('log-rotated');
  const { pools, suspects } = JSON.parse(report) as Report;
  copyFileSync(fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url)), path);
  const expected = JSON.parse((await once([path], undefined)).report) as Report;
  expect(suspects.map(({ fingerprint, leaked }) => [fingerprint, leaked])).toEqual(
    expected.suspects.map(({ fingerprint, leaked }) => [fingerprint, leaked]),
  );
  expect(pools.map(({ id, verdict }) => [id, verdict])).toEqual(expected.pools.map(({ id, verdict }) => [id, verdict]));
});

test('packed while nobody read: it goes on inside', async () => {
  const path = join(folder, 'app.log');
  writeFileSync(path, log.subarray(0, half));
  const { kept } = await once([path], undefined);
  const turn = log.indexOf('\n', half + 5000) + 1;
  writeFileSync(`${path}.1.gz`, gzipSync(log.subarray(0, turn)));
  rmSync(path);
  writeFileSync(path, log.subarray(turn));
  const { report } = await once([path], kept);
  writeFileSync(path, log);
  rmSync(`${path}.1.gz`);
  const expected = JSON.parse((await once([path], undefined)).report) as Report;
  expect((JSON.parse(report) as Report).input.lines.total).toBe(expected.input.lines.total);
  expect((JSON.parse(report) as Report).suspects.map(({ leaked }) => leaked)).toEqual(expected.suspects.map(({ leaked }) => leaked));
});

test('a log of which older parts are packed is told alike by the next run, which opens them no more', async () => {
  const path = join(folder, 'app.log');
  writeFileSync(`${path}.1.gz`, gzipSync(log.subarray(0, half)));
  writeFileSync(path, log.subarray(half));
  const first = await once([`${path}*`], undefined);
  expect((JSON.parse(first.report) as Report).input.sources).toMatchObject([{ name: path, compression: 'gzip' }]);
  expect((await once([`${path}*`], first.kept)).report).toBe(first.report);
});

test('emptied or replaced while nobody read: it begins anew, and says so', async () => {
  const path = join(folder, 'app.log');
  writeFileSync(path, log.subarray(0, half));
  const { kept, run } = await once([path], undefined);
  truncateSync(path);
  appendFileSync(path, log.subarray(half, half + 5000));
  const { report } = await once([path], kept);
  expect(codes(report)).toContain('log-replaced');
  expect((JSON.parse(report) as Report).input.lines.total).toBe(run.lines + countOf(log.subarray(half, half + 5000)) + 1);
});

test('a pipe into which the same log is fed again, or its rest with a few lines more, or only its rest', async () => {
  const whole = (await once(['-'], undefined, { stdin: stdin(log) })).report;
  const { kept } = await once(['-'], undefined, { stdin: stdin(log.subarray(0, half)) });
  const early = log.lastIndexOf('\n', half - 2000) + 1;
  for (const from of [0, early, half]) expect((await once(['-'], kept, { stdin: stdin(log.subarray(from)) })).report).toBe(whole);
  const all = await once(['-'], kept, { stdin: stdin(log) });
  expect((await once(['-'], all.kept, { stdin: stdin(log) })).report).toBe(whole);
  const open = new PassThrough();
  const run = new Run(['-'], all.kept, { stdin: open });
  open.write(log);
  await pause(200);
  expect(text(await run.report())).toBe(whole);
});
