import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { analyze } from '../../../src/index.ts';
import type { Report } from '../../../src/model/report.ts';
import { fixture, stream } from '../support.ts';

/**
 * What kubectl 1.32 printed of the three pods of samples/hikaricp/three-pods and a side-car, which a small server handed out in pieces:
 * `logs -f --prefix --timestamps -l app=orders --all-containers --tail=-1`, the same without --prefix and --timestamps, and without -f and --tail.
 */
const [followed, mixed, selected] = ['kubectl-follow.log.gz', 'kubectl-follow-mixed.log.gz', 'kubectl-selector.log'].map(fixture) as [Buffer, Buffer, Buffer]; // prettier-ignore
const sample = (name: string): Buffer => readFileSync(new URL(`../../../samples/${name}/app.log`, import.meta.url));

const report = (log: Buffer | string): Promise<Report> => analyze({ name: 'app.log', stream: stream(log) });
const codes = ({ input }: Report): string[] => input.notices.map(({ code }) => code);
const told = ({ verdict, suspects, pools }: Report): unknown => [
  verdict,
  suspects.map(({ fingerprint, leaked, returnedLate }) => [fingerprint, leaked, returnedLate]),
  pools.map(({ name, instance, verdict: own }) => [name, instance?.pod, own]).sort(),
];

test('kubectl gives its pods back, however their lines arrive', async () => {
  const [is, was] = [await report(followed), await report(sample('hikaricp/three-pods'))];
  expect(told(is)).toEqual(told(was));
  expect(was.suspects[0]?.leaked).toBe(9);
  expect(is.input.sources[0]?.envelopes).toEqual(['kubectl-prefix', 'timestamps']);
  expect(codes(is)).toEqual([]);
});

test('ten lines of each container are what kubectl prints by default', async () => {
  expect(codes(await report(selected))).toEqual(['kubectl-tail']);
  // one line more of one pod is somebody's own choice
  const [line = ''] = selected.toString().split('\n');
  expect(codes(await report(`${selected.toString()}${line}\n`))).toEqual([]);
});

test('pods that are mixed without a prefix are said: by times that go back, and by samples that contradict each other', async () => {
  expect(codes(await report(mixed))).toEqual(['stacks-mixed', 'sources-mixed']);
  const go = sample('go-dbstats/one-of-two-pods').toString();
  expect(codes(await report(go))).toEqual([]);
  const blended = await report(go.replaceAll(/^\[pod\S+ /gm, ''));
  expect(codes(blended)).toEqual(['sources-mixed']);
  // what goes down in one pod hides what goes up in the other
  expect(blended.verdict).toBe('inconclusive');
});

test('one process that restarts, steps its clock or closes connections is not mixed', async () => {
  const stats = (second: number, open: number, closed: number, waits: number): string =>
    `2026/11/23 01:00:${String(second % 60).padStart(2, '0')} db stats: {MaxOpenConnections:30 OpenConnections:${open} InUse:1 Idle:${open - 1} ` +
    `WaitCount:${waits} WaitDuration:0s MaxIdleClosed:${closed} MaxIdleTimeClosed:0 MaxLifetimeClosed:0}`;
  const lines = Array.from({ length: 60 }, (_, i) => stats(i, 3 + (i % 4), i, i < 30 ? i : i - 30));
  expect(codes(await report([...lines, ...lines.slice(50)].join('\n')))).toEqual([]);
  const two = Array.from({ length: 60 }, (_, i) => stats(i, 3 + (i % 2), 0, 0));
  expect(codes(await report(two.join('\n')))).toEqual(['sources-mixed']);
});

describe('two pools that print alike', () => {
  const status = (second: number, inUse: number, open: number, pod = ''): string =>
    `${pod}2026-11-23 01:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')},022 INFO app.health: Pool size: 10  ` +
    `Connections in pool: ${open - inUse} Current Overflow: ${open - 10} Current Checked out connections: ${inUse}`;
  const both = (pod?: string): string[] =>
    Array.from({ length: 60 }, (_, i) => [status(30 * i, 0, 3, pod), status(30 * i, Math.floor(i / 5), 1 + Math.floor(i / 5), pod)]).flat();

  it('are said where each moment shows one thing and another by turns, and what goes down in one is no health', async () => {
    for (const pod of ['', 'portal-1  | ']) {
      const told = await report(both(pod).join('\n'));
      expect([codes(told), told.verdict]).toEqual([['sources-mixed'], 'inconclusive']);
    }
  });

  it('are not one pool that is looked at twice, or before and after each piece of work', async () => {
    const twice = Array.from({ length: 60 }, (_, i) => [status(30 * i, i % 3, 3), status(30 * i, i % 3, 3)]).flat();
    expect(codes(await report(twice.join('\n')))).not.toContain('sources-mixed');
    const around = Array.from({ length: 60 }, (_, i) => [status(30 * i, 1 + (i % 3), 4), status(30 * i, i % 3, 4)]).flat();
    expect(codes(await report(around.join('\n')))).toEqual([]);
  });
});
