import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { stream } from '../support.ts';

const BASE = Date.parse('2026-11-23T01:00:00Z');
const stampOf = (second: number): string => new Date(BASE + 1_000 * second).toISOString().replace('.000', '');
const sample = (second: number, inUse: number): string =>
  `time="${stampOf(second)}" level=info msg="db pool" idle=2 inUse=${inUse} maxOpen=20`;
const report = (lines: readonly string[]): Promise<Report> => analyze({ name: 'x', stream: stream(`${lines.join('\n')}\n`) });
const judged = async (lines: readonly string[]): Promise<unknown> => {
  const { verdict, input, suspects } = await report(lines);
  return [verdict, input.notices.map(({ code }) => code), suspects.length];
};
const rounds = (n: number, line: (i: number) => readonly string[]): string[] => Array.from({ length: n }, (_, i) => line(i)).flat();
/** What a pool without a leak shows. */
const busy = (i: number, p: number): number => (i * (7 + p)) % 4;
const MIXED = ['inconclusive', ['sources-mixed'], 0];

describe('several samplers in one stream', () => {
  it('are no healthy pool where one of them leaks', async () => {
    const lines = rounds(200, (i) => [0, 1, 2].map((p) => sample(15 * i + 4 * p, busy(i, p) + (p === 1 ? Math.floor(i / 25) : 0))));
    expect(await judged(lines)).toEqual(MIXED);
  });

  it('are no leak where those go that showed less', async () => {
    const lines = rounds(300, (i) => [0, 1, 2].filter((p) => i < 100 + 60 * p).map((p) => sample(15 * i + 4 * p, 2 * p + busy(i, p))));
    expect(await judged(lines)).toEqual(MIXED);
  });

  it('are no healthy pool one behind the other', async () => {
    const pod = (p: number): string[] => rounds(200, (i) => [sample(15 * i + 4 * p, busy(i, p) + (p === 0 ? Math.floor(i / 40) : 0))]);
    expect(await judged([...pod(0), ...pod(1), ...pod(2)])).toEqual(MIXED);
  });

  it('that all show the same are told of nothing', async () => {
    expect(await judged(rounds(200, (i) => [0, 1].map((p) => sample(15 * i + 4 * p, busy(i, p)))))).toEqual(['healthy', [], 0]);
  });
});

describe('one sampler', () => {
  it('is none but itself, whatever it shows by turns', async () => {
    expect(await judged(rounds(400, (i) => [sample(15 * i, i % 2 === 0 ? 0 : 5)]))).toEqual(['healthy', [], 0]);
  });

  it('that keeps no time is not taken for several', async () => {
    const times = rounds(400, (i) => [String(15 * i + ((i * 7_919) % 13))]).map(Number);
    expect(await judged(times.map((second, i) => sample(second, (i * 5) % 7)))).toEqual(['healthy', [], 0]);
  });

  it('may see the hour of summer time once more', async () => {
    const lines = rounds(500, (i) => [sample(15 * i - (i < 300 ? 0 : 3_600), busy(i, 0))]);
    expect((await report(lines)).input.notices.map(({ code }) => code)).not.toContain('sources-mixed');
  });
});
