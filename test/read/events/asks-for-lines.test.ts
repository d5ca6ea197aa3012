import { describe, expect, test } from 'vitest';
import { definePlugin } from '../../../src/plugin/index.ts';
import { readText, testPool } from '../support.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 23, 1, 0, seconds)).toISOString();
const line = (seconds: number, text: string): string => `${at(seconds)} INFO [7] app.web: ${text}\n`;
const kindsOf = async (text: string): Promise<string[]> => {
  const { events } = await readText(text, { plugins: [definePlugin({ ...testPool, context: 'samples' })] });
  return events.map(({ kind, line }) => `${line} ${kind}`);
};

describe('a pool whose alarms carry stacks', () => {
  const work = (from: number): string => line(from, 'order 7 placed') + line(from + 1, 'order 8 placed');

  test('has the lines around callers that gave up, for they tell what was served meanwhile', async () => {
    const all = ['1 context', '2 context', '3 acquire-timeout', '4 context', '5 context'];
    expect(await kindsOf(work(0) + line(2, 'pool is empty') + work(3))).toEqual(all);
  });

  test('has those around its samples', async () => {
    const all = ['1 context', '2 context', '3 pool-snapshot', '4 context', '5 context'];
    expect(await kindsOf(work(0) + line(2, 'pool table') + work(3))).toEqual(all);
  });

  test('has none beside its other lines, but that the log went on', async () => {
    expect(await kindsOf(work(0) + line(2, 'lent connection c1') + work(3))).toEqual(['3 checkout', '5 context']);
  });
});
