import { mkdtempSync, readFileSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { leakStream } from './io.ts';

const LOG = fileURLToPath(new URL('../../samples/hikaricp/two-leaks-one-slow/app.log', import.meta.url));
const text = readFileSync(LOG, 'utf8');
const lines = text.split(/(?<=\n)/);
// The pool says that a connection leaks, with a trace; the next record ends that one.
const alarm = lines.findIndex((line) => line.includes('leak detection triggered'));
const ended = lines.findIndex((line, i) => i > alarm && /^\d{4}-/.test(line));
const objects = (out: string): Record<string, unknown>[] =>
  out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>])); // prettier-ignore

/** Tells when which text was written. */
class Timed extends Writable {
  readonly pieces: { text: string; at: number }[] = [];
  isTTY?: boolean;
  columns?: number;
  rows?: number;
  get text(): string {
    return this.pieces.map((piece) => piece.text).join('');
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.pieces.push({ text: chunk.toString(), at: performance.now() });
    done();
  }
}

async function until(done: () => boolean): Promise<void> {
  const began = Date.now();
  while (!done()) {
    if (Date.now() - began > 20_000) throw new Error('nothing came');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('findings come as the log is written, soon after the line that shows them; then the report', async () => {
  // what is loaded once is loaded
  await leakStream(['--follow', '--format', 'ndjson'], { stdin: text });
  const stdin = new PassThrough();
  const stdout = new Timed();
  const ran = leakStream(['--follow', '--format', 'ndjson'], { stdin, stdout });
  stdin.write(lines.slice(0, ended).join(''));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(stdout.text).toBe('');
  stdin.write(lines[ended]);
  await until(() => stdout.text.includes('"opened"'));
  stdin.end(lines.slice(ended + 1).join(''));
  expect((await ran).code).toBe(0);
  const kinds = objects(stdout.text).map(({ kind }) => kind);
  expect(kinds.slice(0, kinds.indexOf('report'))).toContain('confirmed');
  expect(kinds.slice(kinds.indexOf('report'))).toEqual(['report', 'pool', 'suspect', 'suspect', 'suspect']);
});

test('the last line before a silence is heard', async () => {
  const stdin = new PassThrough();
  const stdout = new Timed();
  const stop = new AbortController();
  const ran = leakStream(['--follow', '--format', 'ndjson', '-'], { stdin, stdout, signal: stop.signal });
  stdin.write(lines.slice(0, ended).join(''));
  await until(() => stdout.text.includes('"opened"'));
  stop.abort();
  expect((await ran).code).toBe(130);
});

test('what is not there yet is waited for, which is said unless nothing shall be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
  const path = join(folder, 'later.log');
  try {
    for (const quiet of [false, true]) {
      const [stdout, stderr, stop] = [new Timed(), new Timed(), new AbortController()];
      const words = ['--follow', '--format', 'ndjson', ...(quiet ? ['--quiet'] : []), path];
      const ran = leakStream(words, { stdout, stderr, signal: stop.signal });
      if (!quiet) await until(() => stderr.text !== '');
      writeFileSync(path, text);
      await until(() => stdout.text.includes('"confirmed"'));
      stop.abort();
      await ran;
      expect(stderr.text.includes(`leak-stream: ${path}: no such file or folder; waiting for it\n`)).toBe(!quiet);
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('Ctrl-C ends following a file with the report and 130', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'follow-'));
  try {
    const path = join(folder, 'app.log');
    writeFileSync(path, lines.slice(0, ended + 1).join(''));
    const stop = new AbortController();
    const stdout = new Timed();
    const output = join(folder, 'report.json');
    const ran = leakStream(['-f', path, '-o', output], { stdin: null, stdout, signal: stop.signal });
    await until(() => stdout.text.includes('opened'));
    appendFileSync(path, lines.slice(ended + 1).join(''));
    await until(() => stdout.text.includes('confirmed'));
    stop.abort();
    expect((await ran).code).toBe(130);
    expect(stdout.text).toContain('Suspect 1 of 3: leak');
    expect((JSON.parse(readFileSync(output, 'utf8')) as { verdict: string }).verdict).toBe('leak');
    // no view where no terminal is
    expect(stdout.text).not.toContain('\u001b');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('on a terminal a view is drawn in place and taken away before the report', async () => {
  const stdin = new PassThrough();
  const stdout = Object.assign(new Timed(), { isTTY: true, columns: 100, rows: 30 });
  const ran = leakStream(['-f', '-', '--color', 'never'], { stdin, stdout });
  stdin.write(text);
  await until(() => stdout.text.includes('POOLS'));
  stdin.end();
  expect((await ran).code).toBe(0);
  const [before = '', after = ''] = stdout.text.split('\u001b[?1049l');
  expect(before.startsWith('\u001b[?1049h')).toBe(true);
  expect(before).toMatch(/leak +.*acme-main.*7\/15/);
  expect(after).toContain('Suspect 1 of 3: leak');
});

test('a reader that goes away ends it quietly', async () => {
  const stdin = new PassThrough();
  const stdout = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('closed'), { code: 'EPIPE' }));
    },
  });
  const ran = leakStream(['-f', '--format', 'ndjson', '-'], { stdin, stdout });
  stdin.write(text);
  expect(await ran).toMatchObject({ code: 0, stderr: '' });
});

test('--since is relative to the clock', async () => {
  const ran = await leakStream(['--follow', '--since', '1h', '--format', 'json', '--allow-empty'], { stdin: text });
  expect((JSON.parse(ran.stdout) as { pools: unknown[] }).pools).toEqual([]);
});
