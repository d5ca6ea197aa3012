import { execFileSync } from 'node:child_process';
import { closeSync, constants, createWriteStream, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FileSource } from '../../../src/read/source/file.ts';
import { PipeSource } from '../../../src/read/source/pipe.ts';
import { withoutStream } from '../../../src/read/source/standard-input.ts';
import { read, stream, testPool } from '../support.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'pipe-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** A stream over a descriptor, as standard input is one. */
const over = (fd: number): Readable => Object.assign(new Readable({ read() {} }), { fd });

/** The reading end of a named pipe, and what writes to it. */
function pipe(name: string): { fd: number; write: (text: string) => Promise<void>; end: () => void } {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = createWriteStream(path);
  return {
    fd,
    write: (text) => new Promise((resolve, reject) => writer.write(text, (error) => (error ? reject(error) : resolve()))),
    end: () => writer.end(),
  };
}

describe.skipIf(process.platform === 'win32')('a pipe that comes as a descriptor', () => {
  test('gives the same as its text, in pieces of any size', async () => {
    const line = (i: number): string =>
      `2026-11-23 01:${String(Math.floor(i / 200) % 60).padStart(2, '0')}:00,000 INFO pool ${i % 2 ? 'took back' : 'lent'} connection c${i >> 1}\n`;
    const ordinary = (i: number): string =>
      `2026-11-23 01:${String(Math.floor(i / 200) % 60).padStart(2, '0')}:00,500 INFO request ${i} done\n`;
    const long = (i: number): string => (i % 100 === 7 ? `  ${'x'.repeat((i * 7919) % 90_000)}\n` : '');
    const text = Array.from({ length: 12_000 }, (_, i) => (i % 9 < 2 ? line(i) : ordinary(i)) + long(i)).join('');
    for (const plugin of [testPool, { ...testPool, context: false as const }]) {
      const { fd, write, end } = pipe(`pieces-${String(plugin.context)}`);
      const stdin = over(fd);
      expect(withoutStream(stdin)).toBeInstanceOf(PipeSource);
      const piped = read(['-'], { stdin, plugins: [plugin] });
      for (let at = 0, i = 0; at < text.length; i++) {
        const size = i % 3 === 0 ? 17 : 1 + ((i * 104_729) % 200_000);
        await write(text.slice(at, at + size));
        if (i % 5 === 0) await setImmediate();
        at += size;
      }
      end();
      const whole = await read(['-'], { stdin: stream(text), plugins: [plugin] });
      expect(whole.events.length).toBeGreaterThan(2000);
      expect((await piped).events).toEqual(whole.events);
    }
  });

  test.each([true, false])('gives pieces that stay good while the next ones are given (each as it comes: %s)', async (prompt) => {
    const { fd, write, end } = pipe(`ring-${prompt}`);
    const source = withoutStream(over(fd)) as PipeSource;
    source.reuseBlocks(prompt);
    const writing = (async () => {
      for (let i = 0; i < 150; i++) await write(String.fromCharCode(65 + (i % 26)).repeat(1 + ((i * 104_729) % 100_000)));
      end();
    })();
    const last: { piece: Buffer; copy: Buffer }[] = [];
    const memory = new Set<unknown>();
    for await (const piece of source) {
      last.push({ piece, copy: Buffer.from(piece) });
      memory.add(piece.buffer);
      while (last.slice(1).reduce((bytes, { piece }) => bytes + piece.length, 0) > 2 * 1024 * 1024) last.shift();
      await setImmediate();
      for (const { piece: is, copy } of last) expect(is.equals(copy)).toBe(true);
    }
    await writing;
    expect(memory.size).toBe(1);
  });

  test('is let go where the reading stops before its end', async () => {
    const { fd, write, end } = pipe('stopped');
    const source = withoutStream(over(fd)) as PipeSource;
    await write('first\n');
    const pieces: string[] = [];
    for await (const piece of source) {
      pieces.push(piece.toString());
      source.destroy();
    }
    expect(pieces).toEqual(['first\n']);
    end();
  });

  test('is read as a stream where somebody has looked at its beginning', async () => {
    const stdin = over(3);
    stdin.unshift(Buffer.from('{'));
    expect(withoutStream(stdin)).toBe(stdin);
    const terminal = Object.assign(over(3), { isTTY: true });
    expect(withoutStream(terminal)).toBe(terminal);
    const none = Readable.from([]);
    expect(withoutStream(none)).toBe(none);
  });
});

test('a file as standard input is read from where it stands', async () => {
  const path = join(folder, 'app.log');
  writeFileSync(path, 'head\nrest\n');
  const fd = openSync(path, 'r');
  readSync(fd, Buffer.alloc(5));
  const source = withoutStream(over(fd));
  expect(source).toBeInstanceOf(FileSource);
  const pieces: Buffer[] = [];
  for await (const piece of source as FileSource) pieces.push(Buffer.from(piece));
  expect(Buffer.concat(pieces).toString()).toBe('rest\n');
  closeSync(fd);
});
