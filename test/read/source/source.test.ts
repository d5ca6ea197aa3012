import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read, readText, stream } from '../support.ts';

const LOG = '2026-11-23 01:00:00,000 INFO pool lent connection é1\n2026-11-23 01:00:01,000 INFO pool took back connection é1\n';
const kinds = (events: readonly { kind: string }[]): string[] => events.map((event) => event.kind);

describe('what a source is, is told by its bytes', () => {
  test.each([
    ['plain', Buffer.from(LOG), undefined, undefined],
    ['gzip', gzipSync(LOG), 'gzip', undefined],
    ['two gzip members', Buffer.concat([gzipSync(LOG.slice(0, 40)), gzipSync(LOG.slice(40))]), 'gzip', undefined],
    ['gzip in gzip', gzipSync(gzipSync(LOG)), 'gzip+gzip', undefined],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${LOG}`), undefined, undefined],
    ['UTF-16 LE', Buffer.from(`\ufeff${LOG}`, 'utf16le'), undefined, 'utf-16le'],
    ['UTF-16 BE', Buffer.from(`\ufeff${LOG}`, 'utf16le').swap16(), undefined, 'utf-16be'],
    ['UTF-16 LE without a mark', Buffer.from(LOG, 'utf16le'), undefined, 'utf-16le'],
    ['UTF-16 BE without a mark', Buffer.from(LOG, 'utf16le').swap16(), undefined, 'utf-16be'],
    ['CRLF', Buffer.from(LOG.replaceAll('\n', '\r\n')), undefined, undefined],
    ['no line end at the end', Buffer.from(LOG.trimEnd()), undefined, undefined],
  ])('%s', async (_, bytes, compression, encoding) => {
    const { events, summary, failures } = await readText(bytes);
    expect(failures).toEqual([]);
    expect(events.map((event) => ({ kind: event.kind, at: event.at, connection: 'connection' in event && event.connection }))).toEqual([
      { kind: 'checkout', at: Date.UTC(2026, 10, 23, 1), connection: 'é1' },
      { kind: 'checkin', at: Date.UTC(2026, 10, 23, 1, 0, 1), connection: 'é1' },
    ]);
    expect(summary.sources[0]).toMatchObject({
      name: 'app.log',
      lines: 2,
      ...(compression ? { compression } : {}),
      ...(encoding ? { encoding } : {}),
    });
  });

  test('offsets point at the line in the decompressed bytes, a mark and UTF-16 included', async () => {
    for (const bytes of [Buffer.from(`\ufeff${LOG}`), Buffer.from(`\ufeff${LOG}`, 'utf16le'), Buffer.from(LOG, 'utf16le')]) {
      const { events, summary } = await readText(bytes);
      const unit = bytes[0] === 0xef ? 1 : 2;
      expect(bytes.subarray(events[1]?.byte).toString(unit === 2 ? 'utf16le' : 'utf8')).toMatch(/^2026-11-23 01:00:01/);
      expect(summary.sources[0]?.bytes).toBe(bytes.length);
    }
  });

  test('a truncated gzip gives what it held, and a notice', async () => {
    const log = Array.from(
      { length: 20_000 },
      (_, i) => `2026-11-23 01:00:00,000 INFO pool lent connection c${i}x${(i * 7919) % 10007}\n`,
    ).join('');
    const whole = gzipSync(log);
    const { events, summary, failures } = await readText(whole.subarray(0, whole.length >> 1));
    expect(failures).toEqual([]);
    expect(events.length).toBeGreaterThan(5000);
    expect(summary.notices).toMatchObject([{ code: 'compressed-input-damaged' }]);
  });

  test('a gzip damaged in the middle gives what came before, and a notice', async () => {
    const bytes = gzipSync(
      Array.from({ length: 20_000 }, (_, i) => `2026-11-23 01:00:00,000 INFO pool lent connection c${(i * 7919) % 10007}\n`).join(''),
    );
    bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 64);
    const { summary, failures } = await readText(bytes);
    expect(failures).toEqual([]);
    expect(summary.notices).toMatchObject([{ code: 'compressed-input-damaged' }]);
  });

  test.each([
    ['bzip2', '425a6839', 'bzip2 -dc'],
    ['xz', 'fd377a585a0000', 'xz -dc'],
    ['lz4', '04224d1864', 'lz4 -dc'],
    ['zip', '504b030414', 'unzip -p'],
  ])('%s names the command that reads it', async (_, magic, command) => {
    const { failures, summary } = await readText(Buffer.from(magic as string, 'hex'));
    expect(failures).toHaveLength(1);
    expect(failures[0]?.message).toContain(command);
    expect(summary.lines.total).toBe(0);
  });

  test('an empty source is read', async () => {
    expect((await readText('')).summary).toMatchObject({ timeRange: null, lines: { total: 0, recognised: 0, ignored: 0 } });
  });
});

describe('inputs', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
    mkdirSync(join(folder, 'logs/old'), { recursive: true });
    writeFileSync(join(folder, 'logs/b.log'), LOG);
    writeFileSync(join(folder, 'logs/old/a.log.1'), gzipSync(LOG.replaceAll('é1', 'é2')));
    writeFileSync(join(folder, 'logs/core.bin'), Buffer.from([1, 0, 2, 0, 3, 0, 0, 0]));
    writeFileSync(join(folder, 'logs/.hidden'), LOG);
    symlinkSync(join(folder, 'logs'), join(folder, 'logs/old/again'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a folder is read whole and in order, without hidden files, binaries and circles', async () => {
    const { summary, failures } = await read([join(folder, 'logs')]);
    expect(failures).toEqual([]);
    expect(summary.sources.map((source) => source.name)).toEqual([join(folder, 'logs/b.log'), join(folder, 'logs/old/a.log.1')]);
    expect(summary.notices.map((notice) => notice.code)).toEqual(['binary-file-skipped']);
  });

  test.skipIf(process.platform === 'win32')('a pipe in a folder or of a glob is passed over, one that is named is read', async () => {
    mkdirSync(join(folder, 'pipes'));
    writeFileSync(join(folder, 'pipes/a.log'), LOG);
    const pipe = join(folder, 'pipes/b.log');
    execFileSync('mkfifo', [pipe]);
    for (const input of [join(folder, 'pipes'), join(folder, 'pipes/*.log')]) {
      const { summary, failures } = await read([input]);
      expect(failures).toEqual([]);
      expect(summary.sources.map(({ name }) => name)).toEqual([join(folder, 'pipes/a.log')]);
      expect(summary.notices).toMatchObject([{ code: 'no-file-skipped', text: `${pipe}: a pipe and no file, skipped` }]);
    }
    const [{ events }] = await Promise.all([read([pipe]), writeFile(pipe, LOG)]);
    expect(kinds(events)).toEqual(['checkout', 'checkin']);
  });

  test('a file that two inputs name is read once', async () => {
    const file = join(folder, 'logs/b.log');
    expect((await read([file, `${folder}/logs/*.log`, file])).summary.sources).toHaveLength(1);
  });

  test('what cannot be read is named, and the others are read', async () => {
    const { events, failures } = await read([join(folder, 'missing.log'), `${folder}/none-*.log`, join(folder, 'logs/b.log')]);
    expect(failures.map((failure) => failure.name)).toEqual([join(folder, 'missing.log'), `${folder}/none-*.log`]);
    expect(failures[0]?.message).toBe('no such file or folder');
    expect(kinds(events)).toEqual(['checkout', 'checkin']);
  });

  test('a stream that breaks is a failure, and what came before it counts', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from(LOG);
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw new Error('connection reset');
      })(),
      { objectMode: false },
    );
    const { failures, events } = await read([
      { name: 'live', stream: broken },
      { name: 'next', stream: stream(LOG) },
    ]);
    expect(failures).toEqual([{ name: 'live', message: 'connection reset; read up to there' }]);
    expect(events.map((event) => event.source)).toEqual(['live', 'live', 'next', 'next']);
  });

  test('- is the standard input given', async () => {
    const { summary } = await read(['-'], { stdin: stream(LOG) });
    expect(summary.sources).toMatchObject([{ name: '<stdin>', lines: 2 }]);
  });

  test('an aborted reading ends what it has and leaves the rest', async () => {
    const abort = new AbortController();
    const silent = Readable.from(
      (async function* () {
        yield Buffer.from(LOG);
        setTimeout(() => abort.abort(), 20);
        await new Promise(() => {});
      })(),
      { objectMode: false },
    );
    const { events, failures } = await read(
      [
        { name: 'live', stream: silent },
        { name: 'never', stream: stream(LOG) },
      ],
      { signal: abort.signal },
    );
    expect(events.map((event) => event.source)).toEqual(['live', 'live']);
    // A pipe that is closed tells so only later.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(failures).toEqual([]);
  });

  test.each([
    ['silent', (): void => {}],
    ['open', (pipe: PassThrough): void => void pipe.write(LOG)],
    ['compressed', (pipe: PassThrough): void => void pipe.write(gzipSync(LOG.repeat(1000)).subarray(0, 400))],
  ])('a pipe that is %s when the reading is aborted is no failure', async (_, write) => {
    const abort = new AbortController();
    const stdin = new PassThrough();
    write(stdin);
    setTimeout(() => abort.abort(), 50);
    const { failures, summary } = await read(['-'], { stdin, signal: abort.signal });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(failures).toEqual([]);
    expect(summary.notices).toEqual([]);
  });
});

test('sources that cannot be read leave nothing behind on the signal of all', async () => {
  const { signal } = new AbortController();
  const { failures } = await read(
    Array.from({ length: 12 }, (_, i) => ({ name: `${i}.bz2`, stream: stream(Buffer.from('425a6839', 'hex')) })),
    { signal },
  );
  expect(failures).toHaveLength(12);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
