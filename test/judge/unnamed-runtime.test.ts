import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/index.ts';
import type { Report } from '../../src/model/report.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 2, 14, 9, 0, second)).toISOString();
const judged = (lines: readonly string[]): Promise<Report> =>
  analyze({ name: 'app.log', stream: Readable.from([Buffer.from(`${lines.join('\n')}\n`)]) });

/** Each request takes a connection and gives it back, but for three that do not. */
function lent(file: string, before = ''): string[] {
  return Array.from({ length: 60 }, (_, i) => {
    const lost = i % 20 === 7 && i < 50;
    const out = `${at(10 * i)} DEBUG [w-${i % 4}] shop.db: ${before}checkout conn=c-${i} by=shop/${lost ? 'refunds' : 'orders'}${file}:12 in ${lost ? 'refund' : 'order'}`;
    return lost ? [out] : [out, `${at(10 * i + 1)} DEBUG [w-${i % 4}] shop.db: ${before}checkin conn=c-${i}`];
  }).flat();
}
const fixOf = ({ suspects }: Report): string => suspects[0]?.remedy?.fix ?? '';

describe('lines that do not tell whose pool they speak of', () => {
  test.each([
    ['.go', 'defer '],
    ['.ts', 'finally {'],
    ['.py', 'with '],
  ])('%s: are mended in their own language', async (file, fix) => {
    const report = await judged(lent(file));
    expect(report).toMatchObject({ verdict: 'leak', pools: [{ runtime: 'database-pool' }], suspects: [{ leaked: 3 }] });
    expect(fixOf(report)).toContain(fix);
  });

  const POOL = (second: number, what: string): string =>
    `${at(second)} DEBUG [w-1] sqlalchemy.pool.impl.QueuePool: Connection <connection object at 0x7f3408280900; dsn: '', closed: 0> ${what}`;
  const sqlalchemy = [POOL(2, 'checked out from pool'), POOL(3, 'being returned to pool')];

  test.each([
    ['before them', [...sqlalchemy, ...lent('.py')]],
    ['after them', [...lent('.py'), ...sqlalchemy.map((line) => line.replace(/^\S+/, at(700)))]],
  ])('are of the pool that another line tells %s', async (_when, lines) => {
    const report = await judged(lines);
    expect(report.pools.map(({ runtime }) => runtime)).toEqual(['sqlalchemy']);
    expect(report).toMatchObject({ verdict: 'leak', suspects: [{ leaked: 3 }] });
    expect(fixOf(report)).toContain('Session()');
  });

  test('are not of Go’s pool for a deadline that passed somewhere', async () => {
    const deadline = `${at(5)} ERROR [w-1] shop.rpc: context deadline exceeded`;
    const { pools, suspects } = await judged([deadline, ...lent('.py')]);
    expect(pools.map(({ runtime }) => runtime)).toContain('database-pool');
    expect(suspects[0]?.leaked).toBe(3);
  });
});
