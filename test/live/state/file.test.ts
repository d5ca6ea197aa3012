import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readState, sectionOf, writeState } from '../../../src/live/state/file.ts';

const MADE = { 'leak-stream': '1.0.0', '--timezone': 'UTC' };
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  path = join(folder, 'shop.state');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (...values: unknown[]): Promise<void> => writeState(path, MADE, values.map(sectionOf));

test('what was written is read, however often it is written, by its owner only, and nothing is left beside it', async () => {
  expect(await readState(path, MADE)).toBeUndefined();
  writeFileSync(path, '');
  expect(await readState(path, MADE)).toBeUndefined();
  await write({ a: 1 }, ['x']);
  const values = [{ open: new Map([['a\n\nb', [undefined, NaN]]]), text: 'é'.repeat(2 << 20) }, new Set([''])];
  await write(...values);
  expect(await readState(path, MADE)).toEqual(values);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['shop.state']);
});

test('whatever byte is damaged, and wherever it is cut off, it is refused', async () => {
  await write({ a: 'one', b: [1, 2, 3] }, { told: new Map() });
  const bytes = readFileSync(path);
  const refused = /damaged|no state|newer/;
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ change;
      writeFileSync(path, changed);
      await expect(readState(path, MADE)).rejects.toThrow(refused);
      writeFileSync(path, bytes.subarray(0, Math.max(1, at)));
      await expect(readState(path, MADE)).rejects.toThrow(refused);
    }),
    { numRuns: 200, seed: 5 },
  );
});

test('one that was made with something else is refused, and names it', async () => {
  await write({});
  await expect(readState(path, { ...MADE, '--timezone': 'Europe/Berlin' })).rejects.toThrow('another --timezone');
  await expect(readState(path, { ...MADE, 'leak-stream': '1.0.1' })).rejects.toThrow('another leak-stream');
});

test('where it cannot be written, what it held stays', async () => {
  await write({ a: 1 });
  await expect(writeState(path, MADE, [sectionOf({ a: 2 }), undefined as never])).rejects.toThrow();
  expect(await readState(path, MADE)).toEqual([{ a: 1 }]);
  expect(readdirSync(folder)).toEqual(['shop.state']);
});
