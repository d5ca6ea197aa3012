import { background, cause } from './causes.ts';
import { describe, type Share } from './describe.ts';
import { fallsAlikeByChance } from './exact.ts';
import { group, type Group } from './groups.ts';
import { fallsBesideByChance } from './near.ts';
import { joinedAs, saidAlike } from './siblings.ts';
import { fit, promise, type Cause, type Fit } from './mixture.ts';
import { place, type Placed, type Step } from './steps.ts';
import { thin } from './thinning.ts';
import type { AttributeOptions, CoOccurrence, Intervals } from './types.ts';

/** Fewer steps than this were assigned wrongly too often to name anybody. */
export const FEWEST_STEPS = 3;
/** Below this nobody is named. */
export const LEAST_CONFIDENCE = 0.8;
/** Steps that a line may explain each, on average: a handler that takes two connections loses two. */
const MOST_EACH = 2;
const MOST_SUSPECTS = 4;
const CANDIDATES = 2;
/** Groups that are fitted in each round, the most promising; of the others the score's estimate of the gain is used. */
const MOST_FITTED = 64;
/** Of those, the groups that are fitted line by line; of the others their gain as Poisson processes is taken. */
const MOST_SHARP = 12;

interface Rival extends Group {
  readonly cause: Cause;
}

/**
 * Finds the routes and templates that go with the steps of a floor: a greedy mixture of Poisson processes over a baseline in which every
 * request is equally guilty, so that neither a daily wave nor an idle window ties a busy route to the steps. A key is named only where it adds
 * more to the likelihood than it costs to pick one of so many, explains three steps, and no other key would do nearly as well.
 *
 * @param floor of `judgeSeries` over exactly the samples that closed the intervals
 */
export function attribute(value: Intervals, floor: readonly Step[], options: AttributeOptions = {}): CoOccurrence {
  const placed = place(value, floor, options);
  return summed(value, placed, weigh(value, placed));
}

/** A group that may be guilty, and what of the steps falls to it. */
export interface Told extends Share {
  readonly group: Group;
  readonly leaked: number;
}

/** Who goes with the steps, and how well. */
export interface Weighed {
  /** Proven: may be named. */
  readonly proven: readonly Told[];
  /** The best of those that are not. */
  readonly hints: readonly Told[];
  readonly groups: number;
}

/** The same in words of a report, of the intervals that were weighed or of a part of them. */
export function summed(value: Intervals, placed: Placed, { proven, hints, groups }: Weighed): CoOccurrence {
  const words = (told: readonly Told[]) => told.map(({ group, ...share }) => describe(value, placed, group, share));
  const explained = proven.reduce((sum, { leaked }) => sum + leaked, 0);
  return {
    suspects: words(proven).sort((a, b) => b.leaked - a.leaked),
    candidates: words(hints),
    silentShare: placed.total > 0 ? Math.max(0, 1 - explained / placed.total) : 1,
    steps: placed.total,
    groups,
    forgotten: value.forgotten,
  };
}

export function weigh(value: Intervals, placed: Placed): Weighed {
  const groups: Rival[] = group(value, placed.used).map((g) => ({ ...g, cause: cause(g.cells, placed) }));
  const { steps, total } = placed;
  if (total <= 0 || groups.length === 0) return { proven: [], hints: [], groups: groups.length };

  const base = background(value, placed);
  const cost = 0.5 * Math.log(total) + Math.log(groups.length);
  const causesOf = (chosen: readonly Rival[]): Cause[] => [...base, ...chosen.map((g) => g.cause)];
  const loosely = (chosen: readonly Rival[]): Fit => fit(causesOf(chosen), steps);
  const fitted = (chosen: readonly Rival[], loose = loosely(chosen)): Fit => {
    const sharp = chosen.length > 0 ? thin(causesOf(chosen), steps, loose) : undefined;
    return sharp && sharp.ll > loose.ll ? sharp : loose;
  };
  /** Log-likelihood with each other group in addition, best first. */
  const extended = (chosen: readonly Rival[], now: Fit): { rival: Rival; ll: number }[] => {
    const before = loosely(chosen).ll;
    const likely = groups
      .filter((g) => !chosen.includes(g))
      .map((rival) => ({ rival, ll: now.ll + promise(now, rival.cause, steps) }))
      .sort((a, b) => b.ll - a.ll);
    const tried = likely
      .slice(0, MOST_FITTED)
      .map((one) => ({ ...one, loose: one.ll > now.ll ? loosely([...chosen, one.rival]) : undefined }))
      .sort((a, b) => (b.loose?.ll ?? -Infinity) - (a.loose?.ll ?? -Infinity))
      .map(({ rival, ll, loose }, i) => {
        if (loose === undefined) return { rival, ll };
        return { rival, ll: i < MOST_SHARP ? fitted([...chosen, rival], loose).ll : now.ll + Math.max(0, loose.ll - before) };
      });
    return [...tried, ...likely.slice(MOST_FITTED)].sort((a, b) => b.ll - a.ll);
  };

  /** To name a group takes the choice among so many, and one rate more; none where it explains the steps alone, in place of the unnamed causes. */
  const priceOf = (rival: Rival, now: Fit): number => {
    const choice = Math.log(groups.length);
    const solo = chosen.length === 0 ? fit([rival.cause], steps) : undefined; // prettier-ignore
    return solo && solo.b[0]! <= 1 && solo.ll - now.ll > choice ? choice : cost;
  };

  const chosen: { rival: Rival; gain: number }[] = [];
  const rivals = (): Rival[] => chosen.map(({ rival }) => rival);
  let now = fitted([]);
  let next = extended([], now);
  while (chosen.length < MOST_SUSPECTS && next[0] !== undefined && next[0].ll - now.ll > priceOf(next[0].rival, now)) {
    chosen.push({ rival: next[0].rival, gain: next[0].ll - now.ll });
    now = fitted(rivals());
    next = extended(rivals(), now);
  }

  // Two siblings that one cause at one rate explains as well are one.
  const joinSiblings = (): boolean => {
    for (const [i, a] of chosen.entries()) {
      for (const [j, b] of chosen.entries()) {
        const sibling = j > i ? (joinedAs(a.rival, b.rival, placed.used) ?? saidAlike(a.rival, b.rival, value, placed.used)) : undefined;
        if (sibling === undefined) continue;
        const rival = { ...sibling, cause: cause(sibling.cells, placed) };
        const others = rivals().filter((one) => one !== a.rival && one !== b.rival);
        if (fitted([...others, rival]).ll < now.ll - cost) continue;
        chosen.splice(j, 1);
        chosen[i] = { rival, gain: a.gain + b.gain };
        return true;
      }
    }
    return false;
  };
  while (joinSiblings()) now = fitted(rivals());

  /** The steps that fall to a group, by interval; in a sharp fit a line may stand behind two of them and lost only one. */
  const fallsTo = (one: Rival, { b, rate, falls }: Fit, at: number): number[] => {
    if (falls === undefined) return placed.at.map((_, i) => (steps[i]! * b[at]! * one.cause.at[i]!) / rate[i]!);
    const sum = falls[at]!.reduce((a, x) => a + x, 0);
    return [...falls[at]!].map((x) => (x * Math.min(sum, one.total)) / Math.max(sum, Number.MIN_VALUE));
  };

  /**
   * The named alone. Every fit leaves a little to unnamed causes, since a rate is never below nothing; where the named explain the steps as well without them, all
   * steps are theirs (by the same measure as any cause is taken in: half the logarithm of the steps for each rate).
   */
  const alone = (): Fit | undefined => {
    const bare = fit(rivals().map((one) => one.cause), steps); // prettier-ignore
    const enough = loosely(rivals()).ll - bare.ll < 0.5 * base.length * Math.log(total);
    return enough && bare.b.every((b) => b <= 1) ? bare : undefined;
  };

  /** The suspect `at` of a set: what it explains, and how sure it is that it is this one. */
  const tell = (set: readonly Rival[], at: number, gain: number, bare?: Fit): Told => {
    const [whole, self] = [fitted(set), set[at]!];
    const others = set.filter((_, i) => i !== at);
    const without = fitted(others);
    // Groups that name the same route are no rivals: whichever of them it is, the route is guilty.
    let [against, same] = [groups.length * Math.exp(without.ll - whole.ll), 1];
    for (const { rival, ll } of extended(others, without)) {
      if (rival === self) continue;
      if (sameRoute(rival, self)) same += Math.exp(ll - whole.ll);
      else against += Math.exp(ll - whole.ll);
    }
    const chance = Math.min(fallsAlikeByChance(value, self.cells, placed), fallsBesideByChance(value, self.cells, placed));
    const alike = 1 - groups.length * chance;
    // One line for each step, wherever there are any: then nothing is left for other causes, which every fit leaves a little.
    const all = set.length === 1 && alike >= LEAST_CONFIDENCE;
    const fall = all ? [...steps] : bare ? fallsTo(self, bare, at) : fallsTo(self, whole, base.length + at);
    return {
      group: self,
      fall,
      leaked: fall.reduce((a, x) => a + x, 0),
      probability: all ? 1 : bare ? bare.b[at]! : whole.b[base.length + at]!,
      confidence: Math.max(same / (same + against), alike),
      gain,
      cost,
    };
  };

  const bare = chosen.length > 0 ? alone() : undefined;
  const told = chosen.map(({ gain }, i) => tell(rivals(), i, gain, bare));
  // one request loses one connection, so three steps of one jump are no proof against one line
  const isProven = ({ leaked, confidence, group: { total: lines } }: Told): boolean =>
    Math.round(leaked) >= FEWEST_STEPS && confidence >= LEAST_CONFIDENCE && leaked <= MOST_EACH * lines;
  const more = next.slice(0, CANDIDATES).flatMap(({ rival, ll }) => {
    const hint = ll > now.ll ? tell([...rivals(), rival], chosen.length, ll - now.ll) : undefined;
    return hint !== undefined && hint.leaked >= 1 ? [hint] : [];
  });
  const hints = [...told.filter((one) => !isProven(one)), ...more].sort((a, b) => b.gain - a.gain).slice(0, CANDIDATES);
  return { proven: told.filter(isProven), hints, groups: groups.length };
}

const routesOf = ({ keys }: Group): Set<string> => new Set(keys.flatMap(({ route }) => route ?? []));

export function sameRoute(a: Group, b: Group): boolean {
  const [one, other] = [routesOf(a), routesOf(b)];
  return one.size === 1 && other.size === 1 && [...one][0] === [...other][0];
}
