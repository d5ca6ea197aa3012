import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import { untilAborted } from '../../../src/cli/reading/until-aborted.ts';
import { readEvents } from '../../../src/read/index.ts';
import { untilAbort } from '../../../src/read/source/until-abort.ts';

const MEGABYTE = 1 << 20;

async function* chunks(count: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < count; i++) {
    // As a file does: the next chunk comes a moment later.
    if (i % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    yield Buffer.alloc(MEGABYTE, i);
  }
}

test.each([
  ['reading', (signal: AbortSignal) => untilAbort(chunks(600), signal, () => {})],
  ['the command line', (signal: AbortSignal) => untilAborted(chunks(600), signal)],
])('%s lets go of what it passed on, however long it waits for an interruption', async (_, through) => {
  let count = 0;
  const before = process.memoryUsage().arrayBuffers;
  for await (const chunk of through(new AbortController().signal)) count += chunk.length;
  expect(count).toBe(600 * MEGABYTE);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(300 * MEGABYTE);
});

test('an interruption ends the sequence, even while a chunk never comes', async () => {
  const abort = new AbortController();
  let released = 0;
  const silent = (async function* () {
    yield 1;
    await new Promise(() => {});
  })();
  setTimeout(() => abort.abort(), 20);
  const seen: number[] = [];
  for await (const chunk of untilAbort(silent, abort.signal, () => void released++)) seen.push(chunk);
  expect([seen, released]).toEqual([[1], 1]);
  const after: number[] = [];
  for await (const chunk of untilAbort(silent, abort.signal, () => void released++)) after.push(chunk);
  expect([after, released]).toEqual([[], 2]);
});

test('whoever gives the chunks is ended too, also where one comes after the interruption', async () => {
  const abort = new AbortController();
  let give: () => void = () => {};
  let closed = false;
  const file = (async function* () {
    try {
      for (let n = 1; ; n++) {
        yield n;
        await new Promise<void>((resolve) => (give = resolve));
      }
    } finally {
      closed = true;
    }
  })();
  const chunks = untilAbort(file, abort.signal, () => {});
  expect((await chunks.next()).value).toBe(1);
  const end = chunks.next();
  abort.abort();
  expect(await end).toEqual({ done: true, value: undefined });
  expect(closed).toBe(false);
  give();
  await vi.waitFor(() => expect(closed).toBe(true));
});

test.skipIf(process.platform !== 'linux')('a reading that is stopped in its midst closes its file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
  const path = join(folder, 'app.log');
  writeFileSync(
    path,
    '2026-03-01 00:00:00,000 DEBUG [main] com.zaxxer.hikari.pool.HikariPool: db - Pool stats (total=2/2, idle=1/2, active=1, waiting=0)\n'.repeat(
      60_000,
    ),
  );
  const isOpen = (): boolean =>
    readdirSync('/proc/self/fd').some((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === path;
      } catch {
        return false;
      }
    });
  const abort = new AbortController();
  let seenOpen = false;
  const batches = readEvents([path], { plugins, signal: abort.signal }).batches[Symbol.asyncIterator]();
  for (let read = await batches.next(); read.done !== true; read = await batches.next()) {
    seenOpen ||= isOpen();
    abort.abort();
  }
  expect(seenOpen).toBe(true);
  await vi.waitFor(() => expect(isOpen()).toBe(false));
  rmSync(folder, { recursive: true });
});
