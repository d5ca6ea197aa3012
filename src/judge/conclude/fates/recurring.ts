import { fingerprintOfRoute } from '../../fingerprint.ts';
import type { Life } from '../../state.ts';
import type { Finding } from './finding.ts';
import { occasions } from '../case/occasions.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { programOf } from '../case/visibility.ts';
import type { Blamer } from '../case/runs.ts';

/** So many processes in which one code path lost its only connection are no slow jobs of the day any more. */
const FEWEST_PROCESSES = 3;
/** A schedule starts the same job everywhere at once, and a process the same work at the same age: what began within this time of each other counts once. */
const AT_ONCE_MS = 60_000;
/** What several processes know together is less sure than what one saw for itself. */
const CONFIDENCE = 0.85;

/** The chance below which so many processes do not lose one each, and never a second one, by accident. */
const UNLIKELY = 0.001;

const culpritOf = ({ poolCase, stack, route }: Finding, blamer: Blamer): string | undefined => {
  if (stack !== undefined) {
    const group = blamer.groupOf(poolCase)(stack);
    return group === 'unknown' ? undefined : group;
  }
  return route === undefined ? undefined : fingerprintOfRoute(poolCase.life.runtime, route);
};

const isLone = ({ lone, byDesign }: Finding): boolean => lone === true || byDesign === true;

/** So many different moments these are, by the clock and by the age of their processes, as far as the log shows when those began. */
function differently(lone: ReadonlyMap<Life, number | null>): number {
  const begins = [...lone];
  const aged = begins.filter(([life, since]) => since !== null && life.startSeen && life.firstAt !== null);
  const ages = occasions(aged.map(([life, since]) => since! - life.firstAt!), AT_ONCE_MS); // prettier-ignore
  const times = occasions(begins.map(([, since]) => since), AT_ONCE_MS); // prettier-ignore
  return Math.min(times.length, begins.length - aged.length + ages.length);
}

/**
 * Whether each of them has taken one and never a second one for so long that a leak would have taken more: what loses one connection now and then at one rate does so after the
 * first one as well. All of n losses fall into the time before the first of each process, or of processes that lost none, with the chance of that time's share to the power of n.
 */
const oneEach = (lone: ReadonlyMap<Life, number | null>, cases: readonly PoolCase[]): boolean => {
  const { before, after } = around(lone, cases);
  return lone.size >= FEWEST_PROCESSES && after > 0 && (before / (before + after)) ** lone.size < UNLIKELY;
};

/**
 * Whether each of them took one right before its process was shut down, at different times: what is lost now and then is lost in all of a process' life. The same holds of the time
 * after the first as above of that before. Work that the end of its process cuts off stands there and nowhere else.
 */
function cutOff(lone: ReadonlyMap<Life, number | null>, cases: readonly PoolCase[]): boolean {
  const shut = new Set(cases.flatMap(({ life, pool }) => (pool.shutdown ? [life] : [])));
  const ends = [...lone.keys()].map(({ lastAt }) => lastAt);
  if ([...lone.keys()].some((life) => !shut.has(life)) || occasions(ends, AT_ONCE_MS).length < FEWEST_PROCESSES) return false;
  const { before, after } = around(lone, cases);
  return before > 0 && (after / (before + after)) ** lone.size < UNLIKELY;
}

/** How long the processes of these programs lived, in all, before they took the first, and from then on, ms. */
function around(lone: ReadonlyMap<Life, number | null>, cases: readonly PoolCase[]): { readonly before: number; readonly after: number } {
  const programs = new Set([...lone.keys()].map(programOf));
  let [before, after] = [0, 0];
  for (const life of new Set(cases.map((poolCase) => poolCase.life))) {
    const { firstAt, lastAt } = life;
    if (firstAt === null || lastAt === null || !programs.has(programOf(life))) continue;
    const first = Math.max(firstAt, lone.get(life) ?? lastAt);
    before += first - firstAt;
    after += Math.max(0, lastAt - first);
  }
  return { before, after };
}

/**
 * A leak comes again. One connection alone in its process may be the slow job of the day, but if the same code path has lost others in another
 * process, or one alone in each of several, it is not: a service with forty pods leaks one connection in each long before two in one.
 */
export function recurring(all: ReadonlyMap<PoolCase, readonly Finding[]>, blamer: Blamer): Map<PoolCase, readonly Finding[]> {
  const found = keptByDesign(all, blamer);
  const lost = new Map<string, { leaked: boolean; lone: Map<Life, number | null> }>();
  for (const [poolCase, findings] of found) {
    for (const finding of findings) {
      if (finding.fate !== 'leaked' && !isLone(finding)) continue;
      const culprit = culpritOf(finding, blamer);
      if (culprit === undefined) continue;
      const places = lost.get(culprit) ?? { leaked: false, lone: new Map() };
      lost.set(culprit, places);
      if (finding.fate === 'leaked') places.leaked = true;
      // what keeps one by design does so in each process, and is none of them: only a second one in one of them tells
      else if (finding.byDesign !== true) places.lone.set(poolCase.life, finding.since);
    }
  }
  const settle = (finding: Finding): Finding => {
    const places = isLone(finding) ? lost.get(culpritOf(finding, blamer) ?? '') : undefined;
    if (!places || (!places.leaked && (finding.byDesign === true || differently(places.lone) < FEWEST_PROCESSES))) return finding;
    const { lone: _, byDesign: __, ...rest } = finding;
    return { ...rest, fate: 'leaked', confidence: CONFIDENCE };
  };
  return new Map([...found].map(([poolCase, findings]) => [poolCase, findings.map(settle)]));
}

/** What a program takes once in each of its processes, gives back in none, and never takes again is a listener or a lock, whatever its age; or work that their ends cut off. */
function keptByDesign(found: ReadonlyMap<PoolCase, readonly Finding[]>, blamer: Blamer): ReadonlyMap<PoolCase, readonly Finding[]> {
  const taken = new Map<string, { again: boolean; since: Map<Life, number | null> }>();
  for (const finding of [...found.values()].flat()) {
    const culprit = culpritOf(finding, blamer);
    if (culprit === undefined) continue;
    const places = taken.get(culprit) ?? { again: false, since: new Map() };
    taken.set(culprit, places);
    const { life } = finding.poolCase;
    if (!finding.open || finding.reclaimed || places.since.has(life)) places.again = true;
    places.since.set(life, finding.since);
  }
  const cases = [...found.keys()];
  const once = [...taken].filter(([, { again }]) => !again);
  const kept = new Set(once.flatMap(([culprit, { since }]) => (oneEach(since, cases) ? [culprit] : [])));
  const cut = new Set(once.flatMap(([culprit, { since }]) => (cutOff(since, cases) ? [culprit] : [])));
  if (kept.size + cut.size === 0) return found;
  const settle = (finding: Finding): Finding => {
    const culprit = culpritOf(finding, blamer) ?? '';
    if (finding.fate !== 'leaked' || !(kept.has(culprit) || cut.has(culprit))) return finding;
    return { ...finding, fate: 'undecided', confidence: 0.4, ...(kept.has(culprit) ? { byDesign: true } : { cutOff: true }) };
  };
  return new Map([...found].map(([poolCase, findings]) => [poolCase, findings.map(settle)]));
}
