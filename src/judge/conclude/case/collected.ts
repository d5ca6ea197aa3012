import { lengthOf } from '../../observe/holds/sites.ts';
import { copyOf, emptySketch, takeFrom, type Sketch } from '../../sketch.ts';
import type { ClosedHold, Elsewhere, Life } from '../../state.ts';
import { countOccasions } from './occasions.ts';
import { ENOUGH_RETURNS, isKeyless, patience } from './patience.ts';
import { ownCounts, takeOut } from './take-out.ts';

/** A collector gives back what it finds one after the other, each with the database's answer to a rollback. */
const NEXT_MS = 100;
/** One may be an accident. */
const FEWEST = 2;

/** Where so few returns leave a transaction open, one that does was no return that the program asked for. */
const RARELY = 0.05;

/**
 * Connections that a garbage collector gave back in silence, though threads give back themselves what they take. They are taken out of the honest returns.
 *
 * Several that had been taken at different times come back at once, by one thread, when those that took them, others, have long been at other work; and with them what
 * came back alone, by another thread, as late. Or the pool has to roll their transactions back, which it never has to otherwise.
 * @param lives copies: what they hold stays as it is, and they get their own of what is counted otherwise now
 * @param copies copies of holds that are counted in these lives only
 */
export function takeCollected(lives: readonly Life[], copies: ReadonlyMap<ClosedHold, ClosedHold>): void {
  for (const life of lives) {
    const { own, others } = life.gaveBack;
    if (life.elsewhere.length < FEWEST || own < ENOUGH_RETURNS || own <= others || isKeyless(life)) continue;
    const back = life.elsewhere.filter(({ hold }) => hold.ended === 'returned');
    const found = new Set([...leftOpen(life, back), ...atOnce(life, back)].map(({ hold }) => hold));
    if (found.size < FEWEST) continue;
    ownCounts(life);
    life.reclaimed = [...life.reclaimed];
    for (const hold of found) {
      const copy = copies.get(hold) ?? { ...hold };
      takeOut(life, copy);
      life.reclaimed.push(Object.assign(copy, { ended: 'reclaimed', unsaid: true }));
    }
  }
}

function leftOpen({ gaveBack }: Life, back: readonly Elsewhere[]): readonly Elsewhere[] {
  const { ended, rolledBack, othersEnded, othersRolledBack } = gaveBack;
  // Where threads hand connections on, those that take them end the transactions as well.
  const byCollector = othersEnded <= RARELY * othersRolledBack;
  return ended >= ENOUGH_RETURNS && rolledBack <= RARELY * ended && byCollector ? back.filter((one) => one.rolledBack) : [];
}

function atOnce(life: Life, back: readonly Elsewhere[]): readonly Elsewhere[] {
  const collections = moments(back).filter(isCollection);
  if (collections.length === 0) return [];
  const others = back.filter(({ hold, by }) => by !== hold.thread);
  const honest = withoutThem(life, new Set([...collections.flat(), ...others]));
  const late = new Set(back.filter(({ hold }) => isLate(hold, honest)));
  const found = collections.filter((some) => some.filter((one) => late.has(one)).length >= FEWEST).flat();
  return found.length === 0 ? [] : [...found, ...others.filter((one) => late.has(one))];
}

/** Returns by one thread, one right after the other. */
function moments(back: readonly Elsewhere[]): Elsewhere[][] {
  const out: Elsewhere[][] = [];
  for (const one of back) {
    const before = out.at(-1)?.at(-1);
    if (before?.by === one.by && (one.hold.until ?? Infinity) - (before.hold.until ?? 0) <= NEXT_MS) out.at(-1)!.push(one);
    else out.push([one]);
  }
  return out;
}

/** A lock that is released, or a pause that ends, gives back much at once too, but each by its own thread. */
const isCollection = (moment: readonly Elsewhere[]): boolean =>
  moment.some(({ hold, by }) => by !== hold.thread) && countOccasions(moment.map(({ hold }) => hold.since)) > 1;

interface Honest {
  readonly sites: ReadonlyMap<string, Sketch>;
  readonly pools: ReadonlyMap<string, Sketch>;
}

/** How long the others took, for the sites and pools of these. */
function withoutThem({ sites, pools }: Life, found: ReadonlySet<Elsewhere>): Honest {
  const own = { sites: new Map<string, Sketch>(), pools: new Map<string, Sketch>() };
  const take = (some: Map<string, Sketch>, key: string, returned: Sketch | undefined, length: number): void => {
    const sketch = some.get(key) ?? copyOf(returned ?? emptySketch());
    some.set(key, sketch);
    takeFrom(sketch, length);
  };
  for (const { hold } of found) {
    const length = lengthOf(hold);
    if (length === undefined) continue;
    take(own.pools, hold.pool, pools.get(hold.pool)?.returned, length);
    if (hold.site !== undefined) take(own.sites, hold.site, sites.get(hold.site)?.returned, length);
  }
  return own;
}

function isLate(hold: ClosedHold, { sites, pools }: Honest): boolean {
  const length = lengthOf(hold);
  const pool = pools.get(hold.pool);
  if (length === undefined || pool === undefined) return false;
  const limit = patience(sites.get(hold.site ?? '') ?? emptySketch(), pool, undefined);
  return limit !== undefined && length > limit;
}
