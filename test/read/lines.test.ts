import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine } from '../../src/read/lines/clean-line.ts';
import { lineStages } from '../../src/read/line-stages.ts';
import type { LineCount } from '../../src/read/line-stages.ts';
import type { RawLine } from '../../src/read/types.ts';
import { cut } from './support.ts';

async function linesOf(bytes: Buffer, at: readonly number[] = [], cap?: number): Promise<{ lines: RawLine[]; count: LineCount }> {
  const count: LineCount = { lines: 0, bytes: 0, clipped: 0 };
  const lines: RawLine[] = [];
  const stages = lineStages(count, { skipped: 0, ...(cap !== undefined ? { cap } : {}) });
  await pipeline([cut(bytes, at), ...stages, async (batches: AsyncIterable<RawLine[]>) => {
    for await (const batch of batches) lines.push(...batch);
  }] as never); // prettier-ignore
  return { lines, count };
}

/** What the stages must give, told the simplest way. */
function expected(bytes: Buffer, cap: number): RawLine[] {
  const parts = bytes.toString('latin1').split('\n');
  if (parts.at(-1) === '') parts.pop();
  let byte = 0;
  return parts.map((part, i) => {
    const line = { text: cleanLine(part.slice(0, cap)), line: i + 1, byte, clipped: part.length > cap };
    byte += part.length + 1;
    return line;
  });
}

describe('lines', () => {
  test('any bytes in any pieces give the same lines, numbers and offsets', async () => {
    const piece = fc.oneof(
      fc.constantFrom('\n', '\n\n', '\r\n', 'é', '€', '\x1b[31m', 'x'.repeat(90_000), 'ab'),
      fc.string({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(70_000, 1 << 20),
        async (pieces, at, cap) => {
          const bytes = Buffer.from(pieces.join(''));
          const { lines, count } = await linesOf(bytes, at, cap);
          expect(lines).toEqual(expected(bytes, cap));
          expect(count).toEqual({ lines: lines.length, bytes: bytes.length, clipped: lines.filter((line) => line.clipped).length });
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a letter cut in half by a chunk border is whole', async () => {
    const bytes = Buffer.from('café\nnaïve €\n');
    for (let i = 1; i < bytes.length; i++) {
      expect((await linesOf(bytes, [i])).lines.map((line) => line.text)).toEqual(['café', 'naïve €']);
    }
  });

  test('a line of 5 MB is cut at the cap, in linear time, and the line after it keeps its number and offset', async () => {
    const long = 'y'.repeat(5_000_000);
    const start = performance.now();
    const { lines, count } = await linesOf(Buffer.from(`a\n${long}\nb\n`), [10, 100_000, 2_000_000, 2_000_001]);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(lines.map(({ line, byte, clipped }) => ({ line, byte, clipped }))).toEqual([
      { line: 1, byte: 0, clipped: false },
      { line: 2, byte: 2, clipped: true },
      { line: 3, byte: 5_000_003, clipped: false },
    ]);
    expect(lines[1]?.text.length).toBe(1 << 20);
    expect(count).toEqual({ lines: 3, bytes: 5_000_005, clipped: 1 });
  });

  test.each([
    ['plain', 'plain'],
    ['dos\r', 'dos'],
    ['\x1b[31mred\x1b[0m text', 'red text'],
    ['\x1b]0;title\x07text', 'text'],
    ['at \x1b]8;;file:///a.go\x1b\\a.go:7\x1b]8;;\x1b\\ end', 'at a.go:7 end'],
    ['\x1b]8;;without an end', ']8;;without an end'],
    ['nul\0byte', 'nulbyte'],
    ['\xff\xfe broken', '\ufffd\ufffd broken'],
    ['caf\xc3\xa9', 'café'],
  ])('%j is cleaned', (latin1, text) => {
    expect(cleanLine(latin1)).toBe(text);
  });
});
