import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FileSource } from '../../../src/read/source/file.ts';

const folder = mkdtempSync(join(tmpdir(), 'leak-stream-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Some megabytes of which no two blocks are alike. */
const bytes = Buffer.from(Array.from({ length: 2_000_000 }, (_, i) => i % 4_000_000));
const content = Buffer.concat(Array.from({ length: 13 }, (_, i) => Buffer.concat([Buffer.from(`part ${i}\n`), bytes])));
const path = join(folder, 'app.log');
writeFileSync(path, content);

test.each([
  ['by its path', (): FileSource => new FileSource(path)],
  ['by a descriptor', (): FileSource => new FileSource(openSync(path, 'r'))],
])('a file is read to its end, with blocks that are used again, %s', async (_, open) => {
  const source = open();
  const parts: Buffer[] = [];
  for await (const block of source) {
    source.reuseBlocks();
    // A block is good until the third one after it is asked for.
    parts.push(Buffer.from(block));
  }
  expect(Buffer.concat(parts).equals(content)).toBe(true);
});

test('signals and timers have their turn while a file is read', async () => {
  let turns = 0;
  let going = true;
  const turn = (): void => {
    turns++;
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  let blocks = 0;
  for await (const block of new FileSource(path)) blocks += Math.sign(block.length);
  going = false;
  expect(blocks).toBeGreaterThan(20);
  expect(turns).toBeGreaterThan(2);
});

test('a reading that was stopped ends, in whatever turn', async () => {
  const source = new FileSource(path);
  let blocks = 0;
  setImmediate(() => setImmediate(() => source.destroy()));
  for await (const block of source) if (block.length > 0 && ++blocks === 12) source.destroy();
  expect(blocks).toBeLessThanOrEqual(12);
});
