import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plugins } from '../../../parsers/index.ts';
import { readEvents } from '../../../src/read/index.ts';
import { compare, isOf, judged, reportOn, type Outcome } from './logs/judged.ts';
import { truthOf } from './logs/truth.ts';
import { hikariSettings } from './logs/print-hikari.ts';
import { RUNTIMES, type Runtime } from './logs/wish.ts';
import { worldOf, type LogWorld } from './logs/world.ts';
import { buckets, verdictClaims, type Claim } from './calibration.ts';
import { interval } from './figures.ts';
import { isLeaking, tables } from './table.ts';

/*
 * Whole logs, from bytes to report. A small slice of what docs/accuracy.md tells of thousands (LEAK_STREAM_SIMULATE=1: of 900); limits give way by
 * what chance does to a short run.
 */
const MANY = process.env.LEAK_STREAM_SIMULATE === '1';
const SEEDS = MANY ? 300 : 30;
/** The seeds below it were looked at while the rules were chosen. */
const FRESH = 900_000;

const outcomes: Outcome[] = [];
for (let i = 0; i < SEEDS; i++) {
  for (const runtime of RUNTIMES) {
    const world = worldOf(FRESH + i, runtime);
    // long logs cost the suite too much; the tables have them
    if (MANY || world.text.length < 500_000) outcomes.push(compare(world.wish, truthOf(world), await reportOn(world.text)));
  }
}

/** Three standard errors of a share that is truly `share`. */
const chance = (share: number, of: number): number => 3 * Math.sqrt((share * (1 - share)) / Math.max(of, 1));
const count = <T>(of: readonly T[], which: (one: T) => boolean): number => of.filter(which).length;
const saysLeak = ({ verdict }: Outcome): boolean => verdict === 'leak';

describe('simulated logs', () => {
  const honest = outcomes.filter((one) => !isLeaking(one));
  const found = outcomes.filter((one) => isLeaking(one) && saysLeak(one) && one.named.length > 0);

  it('are of all kinds', () => {
    expect(honest.length).toBeGreaterThan(15);
    expect(found.length).toBeGreaterThanOrEqual(8);
    for (const runtime of RUNTIMES) expect(count(outcomes, ({ wish }) => wish.runtime === runtime)).toBeGreaterThan(5);
  });

  it('hardly ever give a false leak', () => {
    expect(count(honest, saysLeak) / honest.length).toBeLessThanOrEqual(0.01 + chance(0.01, honest.length));
  });

  it('have leaks found where checkouts are logged, and the culprit named first', () => {
    const leaking = outcomes.filter((one) => isLeaking(one) && one.wish.runtime === 'sqlalchemy');
    expect(count(leaking, saysLeak) / leaking.length).toBeGreaterThanOrEqual(0.9 - chance(0.9, leaking.length));
    const right = count(found, ({ named }) => named[0]?.right === true);
    expect(right / found.length).toBeGreaterThanOrEqual(0.9 - chance(0.9, found.length));
  });

  it('are not called healthy while they leak, beyond what the confidence admits', () => {
    const healthy = outcomes.filter(({ verdict }) => verdict === 'healthy');
    expect(count(healthy, isLeaking) / healthy.length).toBeLessThanOrEqual(0.1 + chance(0.1, healthy.length));
  });

  const holds = (claims: readonly Claim[], least: number): void => {
    const told = buckets(claims).filter(({ of }) => of >= least);
    expect(told.length).toBeGreaterThan(0);
    for (const { stated, hits, of } of told) {
      const [low, high] = interval(hits, of);
      expect(stated).toBeLessThanOrEqual(high + 0.05);
      // Who is right more often than he says is merely modest, but not by a quarter.
      expect(stated).toBeGreaterThanOrEqual(low - 0.25);
    }
  };
  it('have verdicts that are as sure as they are right', () => holds(verdictClaims(outcomes), 8));
  it('have suspects that are as sure as they are right', () => {
    holds(
      outcomes.flatMap(({ named }) => named),
      6,
    );
  });
});

describe('the generator', () => {
  const anySeed = fc.integer({ min: 0, max: 1e6 });
  const anyRuntime = fc.constantFrom(...RUNTIMES);

  it('gives the same bytes for the same seed, and others for the next', () => {
    expect(worldOf(4711, 'hikaricp').text).toBe(worldOf(4711, 'hikaricp').text);
    expect(worldOf(4711, 'go').text).not.toBe(worldOf(4712, 'go').text);
  });

  it('never lends a connection twice, nor more than there are, nor to somebody who has waited too long', () => {
    fc.assert(
      fc.property(anySeed, anyRuntime, (seed, runtime) => {
        const { wish, lives } = worldOf(seed, runtime);
        const wrong = lives.flatMap(({ stays, keepers, refusals }) => {
          const until = new Map<number, number>();
          const lent = [...keepers, ...stays].sort((a, b) => a.from - b.from).filter(({ slot, asked, from, to }) => {
            const free = slot < wish.max && from >= (until.get(slot) ?? -Infinity) && from - asked <= wish.patienceMs;
            until.set(slot, to);
            return !free;
          }); // prettier-ignore
          return [...lent, ...refusals.filter(({ asked, at }) => at !== asked + wish.patienceMs)];
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('writes lines in order of time, and nothing of what it calls leaked comes back in the log', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const { text, lives } = worldOf(seed, 'sqlalchemy');
        const stamps = text.match(/\b20\d\d-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}/g) ?? [];
        expect([...stamps].sort()).toEqual(stamps);
        for (const { leaked } of lives) for (const { to } of leaked) expect(to).toBe(Infinity);
      }),
      { numRuns: 20, seed: 2 },
    );
  });

  it('counts a leak only where the log can show it', () => {
    fc.assert(
      fc.property(anySeed, anyRuntime, (seed, runtime) => {
        const world = worldOf(seed, runtime);
        const truth = truthOf(world);
        expect(truth.leaked).toBe(truth.leaks.reduce((sum, leak) => sum + leak.count, 0));
        expect(truth.leaked).toBeLessThanOrEqual(world.wish.leaks);
        expect(truth.right.includes('leak')).toBe(truth.leaked > 0);
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it.each([2, 6, 11, 17])('prints what the parsers read: world %i', async (seed) => {
    const kinds = async (runtime: Runtime): Promise<{ world: LogWorld; of: (kind: string) => number }> => {
      const world = worldOf(seed, runtime);
      const { batches } = readEvents([{ name: 'app.log', stream: Readable.from([Buffer.from(world.text)]) }], { plugins });
      const all: string[] = [];
      for await (const batch of batches) all.push(...batch.map(({ kind }) => kind));
      return { world, of: (kind) => count(all, (one) => one === kind) };
    };
    const shown = ({ lives, endedAt }: LogWorld, what: 'stays' | 'refusals'): number =>
      lives.reduce((sum, { to, stays, keepers, refusals }) => {
        const times = what === 'stays' ? [...stays, ...keepers].map(({ from }) => from) : refusals.map(({ at }) => at);
        return sum + count(times, (at) => at >= 0 && at <= Math.min(to, endedAt));
      }, 0);
    const go = await kinds('go');
    expect(go.of('deadline-exceeded')).toBe(shown(go.world, 'refusals'));
    expect(go.of('pool-snapshot')).toBeGreaterThan(0);
    const hikari = await kinds('hikaricp');
    const { debug } = hikariSettings(hikari.world.wish);
    expect(hikari.of('acquire-timeout')).toBe(shown(hikari.world, 'refusals') * (debug ? 2 : 1));
    expect(hikari.of('leak-reported')).toBe(hikari.world.text.split('leak detection triggered').length - 1);
    const sqlalchemy = await kinds('sqlalchemy');
    expect(sqlalchemy.of('acquire-timeout')).toBe(shown(sqlalchemy.world, 'refusals'));
    if (!sqlalchemy.world.wish.stacks) expect(sqlalchemy.of('checkout')).toBe(shown(sqlalchemy.world, 'stays'));
  });

  it('tells the right suspect from the wrong one', () => {
    const leak = { count: 1, file: 'StockDao.java', line: 7, call_site: 'x' };
    expect(isOf(leak, { callSite: { function: 'a', file: 'com/x/StockDao.java', line: 7 } })).toBe(true);
    expect(isOf(leak, { callSite: { function: 'a', file: 'StockDao.java', line: 8 } })).toBe(false);
    const silent = { count: 1, routes: ['GET /orders/{id}'], log_template: 'order import: cannot parse amount' };
    expect(isOf(silent, { callSite: null, route: 'GET /orders/<*>' })).toBe(true);
    expect(isOf(silent, { callSite: null, route: 'GET /orders' })).toBe(false);
    expect(isOf(silent, { callSite: null, template: 'ERROR order import: cannot parse amount' })).toBe(true);
  });

  it('judges a seed as its pieces do', async () => {
    const world = worldOf(12, 'go');
    expect(await judged(12, 'go')).toEqual(compare(world.wish, truthOf(world), await reportOn(world.text)));
  });
});

it('the interval of a share holds the share, and shrinks', () => {
  expect(interval(0, 100)[0]).toBe(0);
  const [few, many] = [interval(5, 50), interval(50, 500)];
  expect(few[0]).toBeLessThan(0.1);
  expect(few[1]).toBeGreaterThan(0.1);
  expect(many[1] - many[0]).toBeLessThan(few[1] - few[0]);
});

it('docs/accuracy.md has all tables, as the generator now makes them', () => {
  const text = readFileSync('docs/accuracy.md', 'utf8');
  const block = /<!-- simulated: begin -->([^]*)<!-- simulated: end -->/.exec(text)?.[1] ?? '';
  const titles = (from: string): string[] => from.match(/^### .*/gm) ?? [];
  expect(titles(block)).toEqual(titles(tables(outcomes)));
  expect(block).toMatch(/npm run simulate -- --runs \d+ --seed \d+ .*: \d{3,} logs/);
});
