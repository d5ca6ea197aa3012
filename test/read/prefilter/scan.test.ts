import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import { CompiledLines } from '../../../src/read/prefilter/scan/compiled-lines.ts';
import { lineScan } from '../../../src/read/prefilter/scan/best-scan.ts';
import { PlainLines } from '../../../src/read/prefilter/scan/plain-lines.ts';

const HINTS = plugins.flatMap(({ hints }) => hints);
/** Text that is full of pieces of the literals, and of letters of more than one byte. */
const text = (literals: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...literals),
        fc.constantFrom(...literals).map((literal) => literal.slice(0, -1)),
        fc.constantFrom(...literals).map((literal) => literal.slice(1)),
        fc.string({ maxLength: 40 }),
        fc.constantFrom('│', 'é', '\n', 'x'.repeat(70_000)),
      ),
      { maxLength: 12 },
    )
    .map((parts) => Buffer.from(parts.join('')));

const ends = (block: Buffer): number[] => [...block.entries()].flatMap(([at, byte]) => (byte === 10 ? [at] : []));

describe('literals in bytes', () => {
  test('are found in the lines that hold them whole, and in no others, compiled and not', () => {
    const sets = [HINTS, ['lent', 'lent connection', '│ pid'], ['aaaa', 'aaab', 'baaa'], ['pid|', 'a pid,b']];
    for (const literals of sets) {
      const scans = [new PlainLines(literals), lineScan(literals)];
      expect(scans[1]).toBeInstanceOf(CompiledLines);
      fc.assert(
        fc.property(text(literals), fc.nat(), (parts, some) => {
          const block = Buffer.concat([parts, Buffer.from('\n')]);
          const all = ends(block);
          const first = some % all.length;
          // Whatever stands in a source, a search that is made to fit it finds the same.
          for (const scan of [...scans, CompiledLines.of(literals, 0) as CompiledLines]) {
            scan.begin(block);
            for (let i = first; i < all.length; i++) {
              const [from, end] = [i === 0 ? 0 : (all[i - 1] as number) + 1, all[i] as number];
              const line = block.subarray(from, end);
              expect(scan.hot(from, end, block.length)).toBe(literals.some((literal) => line.includes(literal)));
              expect(scan.odd(from, end)).toBe([0, 13, 27].some((byte) => line.includes(byte)));
            }
          }
        }),
        { numRuns: 30 },
      );
    }
  });
});
