import { expect, it } from 'vitest';
import { SECOND, MINUTE, START, judge, world } from './world.ts';

const told = (text: string, runtime?: string) => ({ text, ...(runtime !== undefined && { runtime }) }) as object;
const at = (ms: number): string => new Date(START + ms).toISOString();

it('counts what the server turned away, with the first and the last of them, whatever their order', () => {
  const log = world('db.log');
  for (const minutes of [5, 1, 9]) log.ended(minutes * MINUTE, 'too-many-clients', told('FATAL:  sorry, too many clients already'));
  const { refused, verdict } = judge(log);
  expect(verdict).toBe('inconclusive');
  expect(refused).toMatchObject({ count: 3, firstAt: at(MINUTE), lastAt: at(9 * MINUTE), limit: 'server' });
  expect(refused?.evidence).toHaveLength(3);
});

it.each([
  ['FATAL: too many connections for role "survey" (SQLSTATE 53300)', 'role', /one role/],
  ['FATAL:  too many connections for database "shop"', 'database', /one database/],
  ['pooler error: no more connections allowed (max_client_conn)', 'pooler', /pooler's/],
  ['FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute', 'server', /max_connections/],
  ['Error 1040: Too many connections', 'server', /max_connections/],
  ['cannot connect (SQLSTATE 53300)', undefined, /the server's, not a pool's/],
])('tells whose limit it is: %s', (text, limit, said) => {
  const { refused } = judge(world().ended(0, 'too-many-clients', told(text)));
  expect(refused?.limit).toBe(limit);
  expect(refused?.text).toMatch(said);
});

it('is not asked to count twice what the server and its clients both tell', () => {
  const log = world();
  for (let i = 0; i < 4; i++) {
    log.ended(i * SECOND, 'too-many-clients', told('sorry, too many clients already', 'postgresql'));
    log.ended(i * SECOND, 'too-many-clients', told('sorry, too many clients already', 'hikaricp'));
  }
  expect(judge(log).refused?.count).toBe(4);
});

it('says beside a leak that the lost connections hold slots of the server, and leaves the verdict alone', () => {
  const log = world();
  for (let i = 0; i < 40; i++) {
    log.out(i * MINUTE, `c${i}`);
    if (i % 8 !== 0) log.back(i * MINUTE + SECOND, `c${i}`);
  }
  const before = judge(log);
  log.ended(40 * MINUTE, 'too-many-clients', told('sorry, too many clients already', 'sqlalchemy'));
  const after = judge(log);
  expect(before.verdict).toBe('leak');
  expect(before.refused).toBeUndefined();
  expect(after.pools).toEqual(before.pools);
  expect(after.refused).toMatchObject({ count: 1, text: expect.stringContaining('holds slots of the server') as string });
});

it('does not tell of sessions where nobody looked at them', () => {
  const { codes } = judge(world().ended(0, 'too-many-clients', told('sorry, too many clients already')));
  expect(codes).toEqual(['server-only']);
});
