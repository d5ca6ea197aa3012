import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { inTurn } from '../turn.ts';
import { answer, slowReader } from './support.ts';

const samples = fileURLToPath(new URL('../../samples', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'leak-stream-jobs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The samples that are read in a moment, each whole: logs with stacks, pods, servers' sessions, context. */
const LOGS = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:log|txt)$/.test(name) && statSync(join(samples, name)).size < 150_000)
  .map((name) => readFileSync(join(samples, name)));

interface Piece {
  readonly log: number;
  /** Where the log is cut, in thousandths of its lines. */
  readonly cuts: readonly number[];
  readonly rotated: boolean;
  readonly packed: boolean;
}

const piece: fc.Arbitrary<Piece> = fc.record({
  log: fc.nat(LOGS.length - 1),
  cuts: fc.uniqueArray(fc.nat(1000), { maxLength: 3 }),
  rotated: fc.boolean(),
  packed: fc.boolean(),
});

let world = 0;

/** Writes the pieces as files: a log in one file, in several that are one rotated log, or in several logs. */
function written(pieces: readonly Piece[]): string {
  const root = join(folder, `${world++}`);
  pieces.forEach(({ log, cuts, rotated, packed }, index) => {
    const lines = (LOGS[log] as Buffer).toString('latin1').split(/(?<=\n)/);
    const borders = [0, ...[...cuts].sort((a, b) => a - b).map((cut) => Math.floor((cut * lines.length) / 1000)), lines.length];
    borders.slice(1).forEach((end, i) => {
      const part = Buffer.from(lines.slice(borders[i], end).join(''), 'latin1');
      const back = cuts.length - i;
      const name = rotated ? `${index}/app.log${back > 0 ? `.${back}` : ''}` : `${index}/${i}/app.log`;
      const path = join(root, `${name}${packed ? '.gz' : ''}`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, packed ? gzipSync(part) : part);
    });
  });
  return root;
}

describe('any number of readers gives the same bytes', () => {
  test.each(['pools', 'events', 'all-events', 'times'] as const)(
    'asked for %s',
    async (ask) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(piece, { minLength: 1, maxLength: 5 }),
          fc.integer({ min: 2, max: 4 }),
          fc.integer({ min: 1, max: 400 }),
          fc.infiniteStream(fc.nat(12)),
          fc.infiniteStream(fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.boolean())),
          async (pieces, jobs, ahead, waits, may) => {
            const root = written(pieces);
            const chance = (): boolean => may.next().value as boolean;
            const start = slowReader(
              () => waits.next().value as number,
              () => !chance(),
            );
            const many = await answer([root], { ask, jobs, ahead, start, may: chance });
            expect(many).toBe(await answer([root], { ask, jobs: 1 }));
          },
        ),
        { numRuns: ask === 'pools' ? 8 : 4 },
      );
    },
    120_000,
  );

  test('with records left out by their time, in full, and in another zone', async () => {
    const root = written(LOGS.map((_, log) => ({ log, cuts: [], rotated: false, packed: false })));
    const { plugins } = await import('../../parsers/index.ts');
    const all = [{ since: Date.UTC(2026, 10, 23, 2), until: Date.UTC(2026, 10, 23, 9) }, { whole: true }, { timezone: 'Asia/Tokyo' }];
    for (const more of all.filter((_, i) => inTurn(i, all.length))) {
      const options = { plugins, ...more };
      expect(await answer([root], { ask: 'pools', jobs: 3, options })).toBe(await answer([root], { ask: 'pools', jobs: 1, options }));
    }
  }, 60_000);
});
