import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import { HashScan, literalScan } from '../../../src/read/prefilter/hash-scan.ts';
import { StepScan } from '../../../src/read/prefilter/step-scan.ts';

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

const firstOf = (block: Buffer, literals: readonly string[], from: number, to: number): boolean =>
  literals.some((literal) => {
    const at = block.subarray(from, to).indexOf(literal);
    return at >= 0;
  });

describe('literals in bytes', () => {
  test('are found where they lie whole in the range, by both searches alike, and nothing else is', () => {
    const sets = [HINTS, ['lent', 'lent connection', '│ pid'], ['aaaa', 'aaab', 'baaa']];
    for (const literals of sets) {
      const scans = [new StepScan(literals), literalScan(literals)];
      expect(scans[1]).toBeInstanceOf(HashScan);
      fc.assert(
        fc.property(text(literals), fc.nat(), fc.nat(), (block, a, b) => {
          const [from, to] = [a % (block.length + 1), b % (block.length + 1)].sort((x, y) => x - y) as [number, number];
          for (const each of scans) each.begin(block);
          for (const scan of scans) {
            scan.begin(block);
            const at = scan.next(from, to);
            expect(at < to).toBe(firstOf(block, literals, from, to));
            // All of them, line by line as the prefilter asks.
            const hits = (each: typeof scan): number[] => {
              const found: number[] = [];
              for (let line = 0; line < block.length;) {
                const end = block.indexOf(10, line) < 0 ? block.length : block.indexOf(10, line);
                if (each.next(line, end) < end) found.push(line);
                line = end + 1;
              }
              return found;
            };
            expect(hits(scan)).toEqual(hits(scans[0] as typeof scan));
          }
        }),
        { numRuns: 60 },
      );
    }
  });

  test('the committed WebAssembly is what its script assembles', async () => {
    const script = '../../../scripts/wasm/literal-scan.mjs';
    const { wasm } = (await import(script)) as { wasm: Buffer };
    const { CODE } = await import('../../../src/read/prefilter/scan-code.ts');
    expect(CODE).toBe(wasm.toString('base64'));
  });
});
