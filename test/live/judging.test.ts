import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { plugins } from '../../parsers/index.ts';
import { reportOf } from '../../src/analysis.ts';
import { emptyState, type State } from '../../src/judge/index.ts';
import { Judging } from '../../src/live/judging.ts';
import { Pace } from '../../src/live/pace.ts';
import { snapshot } from '../../src/live/snapshot.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import type { InputSummary } from '../../src/model/report.ts';
import { readEvents } from '../../src/read/index.ts';

const LOGS = fileURLToPath(new URL('../../samples', import.meta.url));

describe.each(['hikaricp/two-leaks-one-slow/app.log', 'sqlalchemy/asyncio-reclaimed/app.log', 'go-dbstats/two-routes/app.log'])(
  '%s',
  (name) => {
    const events: TimedEvent[] = [];
    let input: InputSummary;
    const judged = (): Judging => new Judging((state) => reportOf(state, input, [], plugins));

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
        { numRuns: 12, seed: 8 },
      );
    });

    test('the state is plain data, and its copy is the same', () => {
      const one = judged();
      one.add(events);
      expect(snapshot(one.state)).toEqual(structuredClone(one.state));
    });
  },
);

test('a copy keeps what is one thing as one, and shares lines', () => {
  const hold = { connection: 'c1', evidence: { source: 'a', line: 1, byte: 0, text: 'x' } };
  const held = { open: new Map([['c1', hold]]), pending: [hold], alarms: new Set([hold]) };
  const state = { ...emptyState(), streams: new Map([['s', new Map([['', held]])]]) } as unknown as State;
  const copy = snapshot(state).streams.get('s')?.get('') as unknown as typeof held;
  expect(copy.pending[0]).toBe(copy.open.get('c1'));
  expect(copy.alarms.has(copy.pending[0]!)).toBe(true);
  expect(copy.pending[0]).not.toBe(hold);
  expect(copy.pending[0]!.evidence).toBe(hold.evidence);
});

test('at most a tenth of the time is spent judging', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 50 }), (lengths) => {
      const pace = new Pace();
      let now = 0;
      let spent = 0;
      for (const length of lengths) {
        now += pace.due(now);
        pace.spent(now, now + length);
        now += length;
        spent += length;
      }
      expect(spent).toBeLessThanOrEqual(0.1 * (now + pace.due(now)) + 1e-6);
    }),
  );
});

test('a look copies no series of pools of which nothing is on its way, and those of others it leaves alone', () => {
  const sample = (pod: string, line: number): TimedEvent =>
    ({ kind: 'pool-snapshot', inUse: 1, max: 10, at: line * 1000, source: '<stdin>', line, byte: 0, text: '', runtime: 'hikaricp', parser: 'p', rule: 'r', instance: { pod } }) as TimedEvent; // prettier-ignore
  const seen: State[] = [];
  const judging = new Judging((state) => {
    seen.push(state);
    return {} as never;
  });
  judging.add([sample('quiet', 1), sample('busy', 2)]);
  const before = structuredClone(judging.state);
  judging.look([sample('busy', 3)]);
  expect(judging.state).toEqual(before);
  const seriesOf = (state: State | undefined, pod: string) => {
    const processes = [...(state?.streams ?? [])]
      .find(([key]) => key.includes(pod))?.[1]
      .values()
      .next().value;
    return [...(processes?.lives.values() ?? [])].flat()[0]?.pools.get('')?.intervals;
  };
  expect(seriesOf(seen[0], 'quiet')).toBe(seriesOf(judging.state, 'quiet'));
  expect(seriesOf(seen[0], 'busy')?.samples).toBe(2);
  expect(seriesOf(judging.state, 'busy')?.samples).toBe(1);
});
