import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { leakStream } from './io.ts';
import { metricsAt } from './metrics-at.ts';

const LOG = fileURLToPath(new URL('../../samples/hikaricp/one-leak/app.log', import.meta.url));
/** Letters of two, three and four bytes in every name of the log's own code. */
const text = readFileSync(LOG, 'utf8').replaceAll('acme', 'äcmé漢𝄞');
const bytes = Buffer.from(text);
const ARGS = ['--format', 'json'];

async function* oneByOne(): AsyncGenerator<Buffer> {
  for (let i = 0; i < bytes.length; i++) {
    yield bytes.subarray(i, i + 1);
    if (i % 64 === 0) await setImmediate();
  }
}

test('a writer that trickles single bytes, letters cut in two: the report of the whole', async () => {
  const whole = await leakStream(ARGS, { stdin: text });
  expect(whole.stdout).toContain('äcmé漢𝄞');
  const ran = await leakStream(['--follow', ...ARGS], { stdin: Readable.from(oneByOne(), { objectMode: false }) });
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.stdout)).toEqual(JSON.parse(whole.stdout));
});

test('a file that grows by a few bytes at a time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trickle-'));
  const path = join(folder, 'app.log');
  try {
    writeFileSync(path, '');
    const stop = new AbortController();
    let said = '';
    const stderr = new Writable({ write: (chunk: Buffer, _encoding, done) => ((said += chunk.toString()), done()) });
    const ran = leakStream(['--follow', '--metrics', '0', ...ARGS, path], { stdin: null, stderr, signal: stop.signal });
    // Pieces of 997 bytes end within letters, lines and times.
    for (let i = 0; i < bytes.length; i += 997) {
      appendFileSync(path, bytes.subarray(i, i + 997));
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    const all = `leak_stream_lines_total ${text.trimEnd().split('\n').length}\n`;
    while (!(await metricsAt(said)).includes(all)) await new Promise((resolve) => setTimeout(resolve, 50));
    stop.abort();
    const report = JSON.parse((await ran).stdout) as Report;
    const whole = JSON.parse((await leakStream([...ARGS, path], { stdin: null })).stdout) as Report;
    expect(report).toEqual(whole);
    expect(report.verdict).toBe('leak');
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
