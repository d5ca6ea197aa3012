import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { expectedBytes } from '../../src/cli/reading/expected-bytes.ts';
import { progressText } from '../../src/cli/reading/progress.ts';
import { leakStream } from './io.ts';

const LOG = fileURLToPath(new URL('inputs/hikaricp.log', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Sources that are read one after the other: the last one is open. */
const reading = (...sources: readonly (readonly [name: string, bytes: number])[]) => ({
  sources: sources.map(([name, bytes]) => ({ name, bytes })),
  open: new Set(sources.slice(-1).map(([name]) => name)),
});

/** A pipe that takes its time. */
async function* slow(): AsyncGenerator<Buffer> {
  yield readFileSync(LOG);
  await setTimeout(1200);
}

describe('the line', () => {
  const expected = new Map([['a.log', 1_000_000], ['b.log', 3_000_000]]); // prettier-ignore
  test('tells bytes, share, rate, and what is left once the rate is steady', () => {
    expect(progressText(reading(['a.log', 500_000]), expected, 1000, 79)).toBe('reading 500 kB of 4.0 MB (12 %), 500 kB/s: a.log');
    expect(progressText(reading(['a.log', 1_000_000], ['b.log', 1_000_000]), expected, 4000, 79)).toBe(
      'reading 2.0 MB of 4.0 MB (50 %), 500 kB/s, 4 s left: b.log',
    );
  });
  test('counts what is behind as it was, not as it was expected', () => {
    expect(progressText(reading(['a.log', 3_000_000], ['b.log', 0]), expected, 1000, 79)).toContain('3.0 MB of 6.0 MB (50 %)');
  });
  test('knows several that are open at the same time', () => {
    const both = { sources: reading(['a.log', 500_000], ['b.log', 1_500_000]).sources, open: new Set(['a.log', 'b.log']) };
    expect(progressText(both, expected, 1000, 79)).toContain('2.0 MB of 4.0 MB (50 %)');
  });
  test('makes no promise where a size is unknown or was wrong', () => {
    for (const text of [
      progressText(reading(['<stdin>', 500_000]), undefined, 4000, 79),
      progressText(reading(['x.tar:a.log', 500_000]), expected, 4000, 79),
      progressText(reading(['a.log', 1_000_001]), expected, 4000, 79),
    ])
      expect(text).not.toMatch(/ of |left/);
  });
  test('keeps to the width, and cuts paths at their beginning', () => {
    const text = progressText(reading([`${'/very/long'.repeat(20)}/app.log`, 1]), undefined, 100, 60);
    expect(text.length).toBeLessThanOrEqual(60);
    expect(text).toMatch(/….*app\.log$/);
  });
});

describe('on stderr', () => {
  test('a terminal has a line that is gone at the end', async () => {
    const ran = await leakStream(['-'], { stdin: Readable.from(slow()), terminal: 60 });
    expect(ran.stderr).toMatch(/^\rreading .*<stdin>/);
    expect(ran.stderr).toMatch(/\rjudging …\u001b\[K\r\u001b\[K$/);
  });
  test.each([[['--no-progress']], [['-q']]])('but not with %s', async (options) => {
    expect((await leakStream(['-', ...options], { stdin: Readable.from(slow()), terminal: 60 })).stderr).toBe('');
  });
  test('nothing where no terminal listens, plain lines with --progress', async () => {
    expect((await leakStream(['-'], { stdin: Readable.from(slow()) })).stderr).toBe('');
    const { stderr } = await leakStream(['-', '--progress'], { stdin: Readable.from(slow()) });
    expect(stderr).toMatch(/^reading .*\njudging …\n$/);
  });
  test('nothing for what is read at once', async () => {
    expect((await leakStream([LOG], { terminal: 60 })).stderr).toBe('');
  });
});

test('the size of gzip is what it unpacks to; of what cannot be known there is none', async () => {
  const [plain, packed, other] = ['a.log', 'b.log.gz', 'c.zst'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(plain, 'line\n'.repeat(10));
  writeFileSync(packed, gzipSync('line\n'.repeat(1000)));
  writeFileSync(other, Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0]));
  expect(await expectedBytes([plain, packed])).toEqual(new Map([[plain, 50], [packed, 5000]])); // prettier-ignore
  expect(await expectedBytes([plain, other])).toBeUndefined();
  expect(await expectedBytes(['-'])).toBeUndefined();
});
