import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { reportOf } from '../../src/analysis.ts';
import { emptyState, type State } from '../../src/judge/index.ts';
import { Judging } from '../../src/live/judging.ts';
import { Pace } from '../../src/live/pace.ts';
import { copyOf } from '../../src/live/copy.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import type { InputSummary } from '../../src/model/report.ts';
import { readEvents } from '../../src/read/index.ts';

const emptyInput: InputSummary = {
  sources: [],
  timeRange: null,
  lines: { total: 0, recognised: 0, context: 0, ignored: 0, clipped: 0 },
  parsers: {},
  notices: [],
};

const LOGS = fileURLToPath(new URL('../../samples', import.meta.url));

describe.each(['hikaricp/two-leaks-one-slow/app.log', 'sqlalchemy/asyncio-reclaimed/app.log', 'go-dbstats/two-routes/app.log'])(
  '%s',
  (name) => {
    const events: TimedEvent[] = [];
    let input: InputSummary;
    const judged = (): Judging => new Judging((state, memo) => reportOf(state, input, [], plugins, {}, memo));

    beforeAll(async () => {
      const read = readEvents([`${LOGS}/${name}`], { plugins });
      for await (const batch of read.batches) events.push(...batch);
      input = read.summary();
    });

    test('holds a pool in trouble', () => {
      const once = judged();
      once.add(events);
      expect(once.end().verdict).toBe('leak');
    });

    test('looking at the judgement, however often, does not change the last report', () => {
      const once = judged();
      once.add(events);
      const last = JSON.stringify(once.end());
      fc.assert(
        fc.property(fc.array(fc.nat({ max: events.length }), { maxLength: 6 }), fc.nat({ max: 30 }), (cuts, ahead) => {
          const often = judged();
          let from = 0;
          for (const cut of [...cuts].sort((a, b) => a - b)) {
            often.add(events.slice(from, cut));
            often.look(events.slice(cut, cut + ahead));
            from = cut;
          }
          often.add(events.slice(from));
          expect(JSON.stringify(often.look())).toBe(last);
          expect(JSON.stringify(often.end())).toBe(last);
        }),
        { numRuns: 8, seed: 8 },
      );
    });

    test('each look tells what somebody tells who had looked at nothing before, and leaves the state alone', () => {
      fc.assert(
        fc.property(fc.array(fc.nat({ max: events.length }), { minLength: 1, maxLength: 5 }), fc.nat({ max: 30 }), (cuts, ahead) => {
          const often = judged();
          let from = 0;
          for (const cut of [...cuts].sort((a, b) => a - b)) {
            often.add(events.slice(from, cut));
            const before = structuredClone(often.state);
            // The same once more, as if nothing had come meanwhile.
            const told = [1, 2].map(() => JSON.stringify(often.look(events.slice(cut, cut + ahead))));
            expect(often.state).toEqual(before);
            const anew = judged();
            anew.add(events.slice(0, cut + ahead));
            expect(told).toEqual(Array(2).fill(JSON.stringify(anew.end())));
            from = cut;
          }
        }),
        { numRuns: 5, seed: 3 },
      );
    });

    test('concluding changes nothing, and tells the same again', () => {
      const one = judged();
      one.add(events);
      const before = structuredClone(one.state);
      const first = JSON.stringify(one.end());
      expect(one.state).toEqual(before);
      expect(JSON.stringify(one.end())).toBe(first);
    });

    test('the state is plain data, and its copy is the same', () => {
      const one = judged();
      one.add(events);
      expect(copyOf(one.state)).toEqual(structuredClone(one.state));
    });
  },
);

test('a copy keeps what is one thing as one, and shares lines', () => {
  const hold = { connection: 'c1', evidence: { source: 'a', line: 1, byte: 0, text: 'x' } };
  const held = { open: new Map([['c1', hold]]), pending: [hold], alarms: new Set([hold]) };
  const state = { ...emptyState(), streams: new Map([['s', new Map([['', held]])]]) } as unknown as State;
  const copy = copyOf(state).streams.get('s')?.get('') as unknown as typeof held;
  expect(copy.pending[0]).toBe(copy.open.get('c1'));
  expect(copy.alarms.has(copy.pending[0]!)).toBe(true);
  expect(copy.pending[0]).not.toBe(hold);
  expect(copy.pending[0]!.evidence).toBe(hold.evidence);
});

/** Of the time, the part that is spent where one time takes so long after the other. */
function shareOf(pace: Pace, lengths: readonly number[], behind: boolean): number {
  let now = 0;
  let spent = 0;
  for (const length of lengths) {
    now += pace.due(now);
    pace.spent(now, now + length, length, behind);
    now += length;
    spent += length;
  }
  return spent / (now + pace.due(now));
}

const lengths = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 50 });
const wish = { everyMs: 180, share: 0.25 };

test('at most a tenth of the time is spent judging, or a quarter where it makes findings come in time and reading keeps up', () => {
  fc.assert(fc.property(lengths, fc.boolean(), (some, behind) => {
    expect(shareOf(new Pace(), some, behind)).toBeLessThanOrEqual(0.1 + 1e-6);
    expect(shareOf(new Pace(wish), some, true)).toBeLessThanOrEqual(0.1 + 1e-6);
    expect(shareOf(new Pace(wish), some, false)).toBeLessThanOrEqual(0.25 + 1e-6);
  })); // prettier-ignore
});

test.each([
  [1, 51],
  [10, 100],
  [18, 180],
  [30, 180],
  [45, 180],
  [100, 400],
])('a look that takes %i ms is followed by the next one %i ms after it began', (took, every) => {
  const pace = new Pace(wish);
  pace.spent(1000, 1000 + took);
  expect(pace.due(1000)).toBeCloseTo(every);
});

const sample = (pod: string, line: number, inUse = 1): TimedEvent =>
  ({ kind: 'pool-snapshot', inUse, max: 10, at: line * 1000, source: '<stdin>', line, byte: 0, text: '', runtime: 'hikaricp', parser: 'p', rule: 'r', instance: { pod } }) as TimedEvent; // prettier-ignore

test('a look copies only streams of which something is on its way, and those again only when they change', () => {
  const seen: State[] = [];
  const judging = new Judging((state) => {
    seen.push(state);
    return {} as never;
  });
  judging.add([sample('quiet', 1), sample('busy', 2)]);
  const before = structuredClone(judging.state);
  const next = sample('busy', 3);
  judging.look([next]);
  judging.look([next]);
  expect(judging.state).toEqual(before);
  const streamOf = (state: State | undefined, pod: string) => [...(state?.streams ?? [])].find(([key]) => key.includes(pod))?.[1];
  const samplesOf = (state: State | undefined, pod: string) =>
    [...(streamOf(state, pod)?.values() ?? [])].flatMap(({ lives }) => [...lives.values()].flat())[0]?.pools.get('')?.samples.length;
  expect(streamOf(seen[0], 'quiet')).toBe(streamOf(judging.state, 'quiet'));
  expect(streamOf(seen[1], 'busy')).toBe(streamOf(seen[0], 'busy'));
  expect([samplesOf(seen[0], 'busy'), samplesOf(judging.state, 'busy')]).toEqual([2, 1]);
  judging.add([next]);
  judging.look([sample('busy', 4)]);
  expect([samplesOf(seen[2], 'busy'), samplesOf(judging.state, 'busy')]).toEqual([3, 2]);
});

test('of many pods only those are judged again of which something came', () => {
  const judging = new Judging((state, memo) => reportOf(state, emptyInput, [], plugins, { curves: false }, memo));
  const pods = Array.from({ length: 50 }, (_, i) => `shop-${i}`);
  for (let line = 1; line < 30; line++) judging.add(pods.map((pod) => sample(pod, line)));
  const first = judging.look();
  judging.add([sample('shop-7', 31, 2)]);
  const second = judging.look();
  const anew = second.pools.filter((pool, i) => pool !== first.pools[i]);
  expect(anew.map(({ id, inUse }) => [id, inUse?.last])).toEqual([['shop-7 hikaricp', 2]]);
});
