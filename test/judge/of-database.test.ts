import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/index.ts';
import type { PoolReport, Report } from '../../src/model/report.ts';
import { judge, MINUTE, SECOND, world, type World } from './world.ts';

const UNNAMED = { runtime: 'database-pool' };

/** Sixty that come back, and six that do not, in words of anybody. */
function lent(log: World): World {
  for (let i = 0; i < 60; i++) log.out(i * 20 * SECOND, `#${i}`).back(i * 20 * SECOND + 2 * SECOND, `#${i}`);
  for (let i = 0; i < 6; i++) log.out((5 + 2 * i) * MINUTE, `#${1000 + i}`);
  return log.note(2 * 60 * MINUTE, 'visible');
}
const codes = ({ reasons }: PoolReport): string[] => reasons.map(({ code }) => code);

describe('words of anybody', () => {
  test('accuse no pool where nothing shows a database', () => {
    const { verdict, pool, suspects } = judge(lent(world('app.log', UNNAMED)));
    expect(verdict).toBe('inconclusive');
    expect(codes(pool).slice(0, 2)).toEqual(['database-not-shown', 'never-returned']);
    expect(codes(pool)).not.toContain('unattributed');
    expect(suspects).toEqual([]);
  });

  test.each<[string, (log: World) => World]>([
    ['the pool’s name', (log) => lent(log.by({ ...UNNAMED, pool: 'orders-db' }))],
    ['a statement', (log) => lent(log).line('context', 3 * MINUTE, { ...UNNAMED, statement: 'select ?' })],
    ['a line of a driver', (log) => lent(log).line('context', 3 * MINUTE, { ...UNNAMED, text: 'WARN org.postgresql.Driver: slow' })],
    ['a stack through a driver', (log) => lent(log).line('context', 3 * MINUTE, { ...UNNAMED, stack: [{ function: 'query', role: 'driver' }] })],
    ['a library’s pool', (log) => lent(log).line('pool-note', 3 * MINUTE, { runtime: 'hikaricp', code: 'visible' })],
  ])('accuse it where %s does', (_, make) => {
    expect(judge(make(world('app.log', UNNAMED))).verdict).toBe('leak');
  }); // prettier-ignore

  test('are a database’s where another pod of the program shows one', () => {
    const log = lent(world('app.log', UNNAMED).pod('shop-6c9d7f8b5d-x2k4q'));
    const other = (pod: string): World =>
      log.by({ ...UNNAMED, instance: { pod } }).line('context', MINUTE, { text: 'connected to the database', template: 'up' }).sample(MINUTE, 1); // prettier-ignore
    other('mail-6c9d7f8b5d-zt7wm');
    expect(judge(log).verdict).toBe('inconclusive');
    other('shop-6c9d7f8b5d-zt7wm');
    expect(judge(log).verdict).toBe('leak');
  });

  test('prove health as before', () => {
    const log = world('app.log', UNNAMED);
    for (let i = 0; i < 60; i++) log.out(i * 20 * SECOND, `#${i}`).back(i * 20 * SECOND + 2 * SECOND, `#${i}`);
    expect(judge(log).verdict).toBe('healthy');
  });

  const at = (second: number): string => new Date(Date.UTC(2026, 2, 14, 9, 0, second)).toISOString();
  const judged = (name: string, words: (id: number) => readonly [string, string]): Promise<Report> => {
    const line = (second: number, text: string): string => `${at(second)} INFO ${name} - ${text}`;
    const lines = Array.from({ length: 60 }, (_, i) => [line(20 * i, words(i)[0]), line(20 * i + 2, words(i)[1])]).flat();
    const lost = Array.from({ length: 6 }, (_, i) => line(1300 + 97 * i, words(1000 + i)[0]));
    return analyze({ name: 'app.log', stream: Readable.from([Buffer.from([...lines, ...lost, line(7200, 'tick'), ''].join('\n'))]) });
  };

  test.each([
    ['mailer', 'mailer: connection #'],
    ['app', 'camera pool - connection #'],
    ['app', 'PLC conn='],
    ['app', 'upstream pool: connection #'],
  ])('%s: %s is no database’s', async (name, before) => {
    const { verdict, suspects } = await judged(name, (id) => [`${before}${id} acquired`, `${before}${id} released`]);
    expect([verdict, suspects]).toEqual(['inconclusive', []]);
  });

  test.each([
    ['shop.db', 'connection #'],
    ['app', 'db pool: connection #'],
  ])('%s: %s is a database’s', async (name, before) => {
    expect((await judged(name, (id) => [`${before}${id} acquired`, `${before}${id} released`])).verdict).toBe('leak');
  });
});
