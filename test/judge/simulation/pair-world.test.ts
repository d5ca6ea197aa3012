import { describe, expect, it } from 'vitest';
import { report } from '../world.ts';
import { CONTEXTS, pairWorld, type PairWish, type PairWorld } from './pair-world.ts';
import { logBetween, seeded } from './random.ts';

/*
 * 1,920 logs (LEAK_STREAM_SIMULATE=1: 80 a cell): 3 to 15 routes, exponential, log-normal or Pareto holds with medians of 2 to 500 ms, bursts, slow jobs
 * of 10 s to 5 min, 0.1 to 5 % of the requests of none, one or two routes lost, cut anywhere or with two quiet minutes at the end.
 *
 * what ties lines together    false leak     undecided though honest   five lost and more: found   count off by   first suspect right
 * a request id                0 of 286       11.5 %                    72 of 72                    0.2 %          176 of 176
 * the thread                  0 of 283       14.8 %                    70 of 70                    0.7 %          172 of 172
 * nothing                     2 of 280       14.6 %                    69 of 69                    2.4 %          136 of 136
 * threads, not of requests    3 of 280       16.1 %                    55 of 56                    2.1 %          136 of 136
 *
 * Stated confidence 0.96, right 0.988 of 771 suspects. Undecided honest logs end while a slow job runs; it is the price of the first column. What breaks
 * it: several slow jobs at once in a log in which nothing tells whose a checkout is.
 */
const MANY = process.env.LEAK_STREAM_SIMULATE === '1';
const CASES = MANY ? 80 : 3;
/** The seeds below it were looked at while the rules were chosen. */
const FRESH = 700_000_000;

interface Outcome {
  readonly world: Omit<PairWorld, 'events'>;
  readonly verdict: string;
  /** Connections that were judged leaked, named or not. */
  readonly judged: number;
  readonly suspects: readonly { readonly guilty: boolean; readonly confidence: number; readonly leaked: number }[];
}

function outcome(wish: Omit<PairWish, 'rate'>, seed: number): Outcome {
  const random = seeded(seed);
  const { events, ...world } = pairWorld(random, { ...wish, rate: logBetween(random, 0.001, 0.05) });
  const { verdict, suspects, pools } = report(events);
  const never = pools[0]?.reasons.find(({ code }) => code === 'never-returned')?.text;
  return {
    world,
    verdict,
    judged: Number(/^\d+/.exec(never ?? '')?.[0] ?? 0),
    suspects: suspects
      .filter((suspect) => suspect.verdict === 'leak')
      .map(({ route = '', confidence, leaked }) => ({ guilty: world.guilty.has(route), confidence, leaked })),
  };
}

const all = CONTEXTS.flatMap((context, c) =>
  [0, 1, 2].flatMap((leaking) =>
    [true, false].flatMap((quiet) =>
      Array.from({ length: CASES }, (_, i) => outcome({ context, leaking, quiet }, FRESH + i * 7919 + c * 101 + leaking * 1013 + (quiet ? 50_021 : 0))),
    ),
  ),
); // prettier-ignore

const share = (of: readonly Outcome[], which: (one: Outcome) => boolean): number => of.filter(which).length / of.length;
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const honest = all.filter(({ world }) => world.leaked === 0);
const plenty = all.filter(({ world }) => world.leaked >= 5);
const named = all.filter(({ verdict, world, suspects }) => verdict === 'leak' && world.leaked > 0 && suspects.length > 0);

if (MANY) {
  for (const context of CONTEXTS) {
    const of = (worlds: readonly Outcome[]): Outcome[] => worlds.filter(({ world }) => world.wish.context === context);
    const unnamed = of(plenty).filter(({ verdict, suspects }) => verdict === 'leak' && suspects.length === 0).length;
    const error = of(plenty).reduce((sum, { judged, world }) => sum + Math.abs(judged - world.leaked), 0) / of(plenty).reduce((sum, { world }) => sum + world.leaked, 0); // prettier-ignore
    console.log(
      `${context}: honest ${of(honest).length}, false leak ${percent(share(of(honest), ({ verdict }) => verdict === 'leak'))}, inconclusive ${percent(share(of(honest), ({ verdict }) => verdict === 'inconclusive'))}; ` +
        `leaking (5 and more) ${of(plenty).length}, found ${percent(share(of(plenty), ({ verdict }) => verdict === 'leak'))}, nobody named ${unnamed}, count off by ${percent(error)}; ` +
        `first suspect right ${percent(share(of(named), ({ suspects }) => suspects[0]?.guilty === true))} of ${of(named).length}`,
    );
  }
}

describe('simulated pools that log every checkout', () => {
  it('are hardly ever called leaking where nothing leaks', () => {
    const chance = MANY ? 0 : 3 * Math.sqrt((0.01 * 0.99) / honest.length);
    expect(share(honest, ({ verdict }) => verdict === 'leak')).toBeLessThanOrEqual(0.01 + chance);
  });

  it('are called leaking in 9 of 10 cases where five connections or more are lost', () => {
    expect(plenty.length).toBeGreaterThan(MANY ? 200 : 10);
    expect(share(plenty, ({ verdict }) => verdict === 'leak')).toBeGreaterThanOrEqual(0.9);
    expect(share(plenty, ({ verdict }) => verdict === 'healthy')).toBeLessThanOrEqual(0.01);
  });

  it('have a guilty route named first', () => {
    expect(share(named, ({ suspects }) => suspects[0]?.guilty === true)).toBeGreaterThanOrEqual(0.95);
    expect(share(plenty.filter(({ verdict }) => verdict === 'leak'), ({ suspects }) => suspects.length > 0)).toBeGreaterThanOrEqual(0.95); // prettier-ignore
  });

  it('have their lost connections counted', () => {
    const [wrong, of] = plenty.reduce(([a, b], { judged, world }) => [a + Math.abs(judged - world.leaked), b + world.leaked], [0, 0]);
    expect(wrong / of).toBeLessThanOrEqual(0.05);
  });

  it('state a confidence that holds what it says', () => {
    const told = all.flatMap(({ suspects }) => suspects);
    for (let low = 0; low < 1; low += 0.1) {
      const bucket = told.filter(({ confidence }) => confidence >= low && confidence < low + 0.1);
      if (bucket.length < 50) continue;
      const hits = bucket.filter(({ guilty }) => guilty).length / bucket.length;
      const stated = bucket.reduce((sum, { confidence }) => sum + confidence, 0) / bucket.length;
      if (MANY) console.log(`confidence ${stated.toFixed(2)}: right ${hits.toFixed(3)} of ${bucket.length}`);
      expect(Math.abs(hits - stated)).toBeLessThanOrEqual(0.05);
    }
  });
});
