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

  test('has those around its reports, for they tell whether that work goes on', async () => {
    const reports = { pattern: /leak detected/, read: () => ({ kind: 'leak-reported' as const, connection: 'c1', stack: [] }) };
    const plugin = definePlugin({
      ...testPool,
      hints: [...testPool.hints, 'leak detected'],
      context: 'samples',
      rules: { ...testPool.rules, reports },
    });
    const { events } = await readText(work(0) + line(2, 'leak detected') + work(3), { plugins: [plugin] });
    expect(events.map(({ kind }) => kind)).toEqual(['context', 'context', 'leak-reported', 'context', 'context']);
  });

  test('has none beside its other lines, but that the log went on', async () => {
    expect(await kindsOf(work(0) + line(2, 'lent connection c1') + work(3))).toEqual(['3 checkout', '5 context']);
  });
});
