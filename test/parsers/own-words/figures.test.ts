import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFigures, readLimit } from '../../../parsers/own-words/figures/read.ts';

const pool = fc
  .record({ inUse: fc.integer({ min: 0, max: 200 }), idle: fc.integer({ min: 0, max: 200 }), spare: fc.integer({ min: 0, max: 200 }) })
  .map(({ inUse, idle, spare }) => ({ inUse, idle, max: inUse + idle + spare + 1 }));

/** Ways in which programs write the same three figures. */
const WRITINGS: Readonly<Record<string, (figures: { inUse: number; idle: number; max: number }) => string>> = {
  keys: ({ inUse, idle, max }) => `db pool in_use=${inUse} idle=${idle} max=${max}`,
  'keys in camel case': ({ inUse, idle, max }) => `datasource activeConnections: ${inUse}, idleConnections: ${idle}, maxPoolSize: ${max}`,
  'numbers first': ({ inUse, idle, max }) => `db: ${inUse} busy, ${idle} free (limit ${max})`,
  'words first': ({ inUse, idle, max }) => `pool acquired ${inUse} idle ${idle} max ${max}`,
  'a share': ({ inUse, idle, max }) => `[db] ${inUse}/${max} in use, ${idle} idle`,
  'a share in words': ({ inUse, idle, max }) => `using ${inUse} of ${max} database connections (${idle} idle)`,
  columns: ({ inUse, idle, max }) => `DB Pool | Active: ${inUse} | Idle: ${idle} | Max: ${max}`,
};

test.each(Object.entries(WRITINGS))('%s: reads back what was written', (_name, write) => {
  fc.assert(
    fc.property(pool, (figures) => {
      expect(readFigures(write(figures))?.figures, write(figures)).toEqual(figures);
    }),
  );
});

test('what is in use follows from what is not', () => {
  expect(readFigures('sqldb: open 8, idle 1')?.figures.inUse).toBe(7);
  expect(readFigures('db free 17/20')?.figures.inUse).toBe(3);
  expect(readFigures('connection pool: 43 free out of 50')?.figures).toEqual({ inUse: 7, idle: 43, max: 50 });
  expect(readFigures('opened database pool (max 50 open, 10 idle, lifetime 30m)')).toBeUndefined();
});

test('figures that contradict each other, and those of two pools, are none', () => {
  expect(readFigures('db pool 30% (3/50)')).toBeUndefined();
  expect(readFigures('db: 9 of 4 in use')).toBeUndefined();
  expect(readFigures('primary active=3 idle=1, replica active=7 idle=2')).toBeUndefined();
});

test('durations, sizes, numbers of things and versions count nothing', () => {
  expect(readFigures('db connection #5 of 10 used')).toBeUndefined();
  expect(readFigures('db pool used 335872 kb of heap')).toBeUndefined();
  expect(readLimit('db pool ready in 12ms, max 20')?.max).toBe(20);
});

test('survives any text', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc
          .array(fc.constantFrom('pool', 'db', '3', '/', ' of ', '7', '%', '=', ': ', ' idle', 'in use', '(', ')'))
          .map((parts) => parts.join('')),
      ),
      (text) => {
        const figures = readFigures(text)?.figures;
        readLimit(text);
        if (figures?.max !== undefined) expect(figures.inUse).toBeLessThanOrEqual(figures.max);
        if (figures !== undefined) expect(figures.inUse).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 2000 },
  );
});
