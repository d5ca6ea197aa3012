import { ownKind, threadKind } from '../../observe/work/givers.ts';
import { goesOn } from '../../observe/work/progress.ts';
import { emptySketch } from '../../sketch.ts';
import { STARVING_MS } from '../../starving.ts';
import type { ClosedHold, Gap, Hold, Life } from '../../state.ts';
import type { Finding } from './finding.ts';
import { gapAfter, seenUntil } from './lost-lines.ts';
import { countOccasions } from '../case/occasions.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { type SiteOf } from './site-holds.ts';
import { ENOUGH_RETURNS, isKeyless, patience } from '../case/patience.ts';

/** Longer than single steps of slow jobs keep a connection: reports, imports, maintenance. */
export const SLOWEST_JOB_MS = 600_000;
/** Of the checkouts that came back, the share whose work is seen to end where the log shows the ends of work. */
const SHOWN_SHARE = 0.8;
/** So many of its own kind, begun later, are back already: it is not the work that is slow. */
const OVERTAKEN = 5;
const UNTIMED = 20;
/** Connections taken within this time, or this share of the log's time and lines, of a process' beginning belong to its start. */
const START_MS = 5000;
const START_SHARE = 0.02;
/** More than a few connections at the start are no listeners and locks. */
const MOST_KEPT = 3;

/** The lines of its context are of its own work: a request, or a thread that does one thing at a time. */
export const isOwn = ({ request, thread }: Hold, { claims }: Life): boolean =>
  request !== undefined || (thread !== undefined && claims.overlaps === 0);

/** What became of the work that took a connection, as far as its own thread or request shows it. */
type Work = 'finished' | 'running' | 'unseen';

/** An open hold that lasts longer than honest ones do, and what speaks for its being lost. */
export interface Aged {
  readonly hold: Hold;
  readonly route: string | undefined;
  readonly site: ReturnType<SiteOf>;
  readonly ageMs: number | undefined;
  /** How long it is out since its request's line was logged, ms; undefined where that was not seen. */
  readonly doneMs: number | undefined;
  /** undefined where too little came back to tell. */
  readonly over: boolean | undefined;
  /** Enough of its kind came back to know how long it takes. */
  readonly known: boolean;
  readonly overtaken: boolean;
  readonly work: Work;
  /** Taken when the process began, by work that is not known to give back. */
  readonly atStart: boolean;
  /** Lines are missing that may have told that it came back: its age ends there. */
  readonly cut: boolean;
  /** It lasts longer than honest ones do, but not until lines were lost that may have told that it came back. */
  readonly unseen: Gap | undefined;
  /** Its thread is of a kind that never gave one back. */
  readonly ownKind: boolean;
  /** What its thread says of its progress, to the end of the log. */
  readonly progress: string | undefined;
}

/** What is known of all holds of a case before each is looked at. */
export interface Yardstick {
  readonly siteOf: SiteOf;
  /** What `ownKinds` tells. */
  readonly kindOf: (hold: Hold) => string | undefined;
  /** What `fellSilent` tells. */
  readonly silence: Gap | undefined;
  /** As the user says, ms. */
  readonly thresholdMs: number | undefined;
}

export function age(poolCase: PoolCase, hold: Hold, route: string | undefined, yardstick: Yardstick): Aged {
  const { siteOf, kindOf, silence, thresholdMs } = yardstick;
  const { life, pool } = poolCase;
  const shared = siteOf({ stack: hold.stack, route });
  const kind = shared.key === '' ? kindOf(hold) : undefined;
  const site = kind === undefined ? shared : { key: `thread\u0001${kind}`, returned: emptySketch(), late: emptySketch(), recent: [] };
  const { since } = hold;
  const gap = 'until' in hold ? undefined : (gapAfter(life, hold.evidence.line) ?? silence);
  const last = 'until' in hold ? (hold as ClosedHold).until : life.lastAt;
  const end = gap === undefined ? last : seenUntil(gap, since);
  const ageMs = end === null || since === null ? undefined : end - since;
  const doneMs =
    end === null || gap !== undefined || hold.done === undefined || isKeyless(life) || !isOwn(hold, life) ? undefined : end - hold.done;
  const limit = patience(site.returned, pool.returned, thresholdMs);
  const passed = site.recent.filter((begun) => begun > hold.order).length;
  // Without times only order tells: so many of its kind went out after it and are back.
  const overAt = (moment: number | null): boolean | undefined => {
    if (life.firstAt === null) return passed >= UNTIMED ? true : undefined;
    return moment === null || since === null || limit === undefined ? undefined : moment - since > limit;
  };
  const unseen = gap !== undefined && (life.firstAt === null || overAt(end) === false) && overAt(last) === true ? gap : undefined;
  const progress = 'until' in hold || hold.finished || !isOwn(hold, life) ? undefined : goesOn(life, hold.thread, since, end)?.template;
  const late = unseen === undefined ? overAt(end) : false;
  const over = late === true && progress !== undefined ? undefined : late;
  const known = (site.key !== '' && site.returned.count >= ENOUGH_RETURNS) || life.firstAt === null;
  const overtaken = passed >= OVERTAKEN && gap === undefined;
  const length = (life.lastAt ?? 0) - (life.firstAt ?? 0);
  // A share of the time alone would call all of a burst the start, if the log goes on in silence for long enough.
  const sinceStart = since === null || life.firstAt === null ? Infinity : since - life.firstAt;
  const early = sinceStart <= START_MS || (sinceStart <= START_SHARE * length && hold.order <= START_SHARE * life.order);
  // What keeps a connection by design does not give others back.
  const named = hold.stack !== undefined || (!isKeyless(life) && (hold.request !== undefined || hold.thread !== undefined));
  const gives = named && site.key !== '' && site.returned.count >= ENOUGH_RETURNS;
  const atStart = early && !gives;
  return {
    hold,
    route,
    site,
    ageMs,
    doneMs,
    over,
    known,
    overtaken,
    work: workOf(hold, life),
    atStart,
    cut: gap !== undefined,
    unseen,
    ownKind: kind !== undefined,
    progress,
  };
}

/**
 * The kind of what names neither code nor route, but a thread of its own kind, whose work is not seen to be done: it is not of the kind of all others whose code
 * nobody knows. More of them than a process has listeners are none.
 */
export function ownKinds(holds: readonly Hold[], life: Life): (hold: Hold) => string | undefined {
  // one that has kept another, and went on to this one, is no listener
  const forgetful = new Set(holds.flatMap(({ finished, thread }) => (finished && thread !== undefined ? threadKind(thread) : [])));
  const kindOf = (hold: Hold): string | undefined =>
    hold.thread !== undefined && forgetful.has(threadKind(hold.thread)) ? undefined : ownKind(life, hold);
  return holds.filter((hold) => kindOf(hold) !== undefined).length > MOST_KEPT ? () => undefined : kindOf;
}

function workOf(hold: Hold, life: Life): Work {
  const { innocent } = life;
  // a stack says more of its kind than what its thread did next
  if (hold.stack !== undefined || isKeyless(life)) return hold.stack === undefined ? 'unseen' : 'finished';
  if (!isOwn(hold, life)) return 'unseen';
  if (hold.finished) return 'finished';
  return innocent.named >= ENOUGH_RETURNS && innocent.finished >= SHOWN_SHARE * innocent.named ? 'running' : 'unseen';
}

/**
 * One hold that is surely lost convicts its younger siblings of the same site. A few that were taken at the start and kept, while nothing of
 * their kind got lost later, are listeners, locks and the like: they cost a connection each, for good, and no more.
 */
export function settleFates(aged: readonly Aged[], told: boolean): (one: Aged) => Pick<Finding, 'fate' | 'lone' | 'byDesign'> {
  const doubtful = aged.filter((one) => one.over === true && !one.atStart && one.work !== 'finished');
  const once = countOccasions(doubtful.map(({ hold }) => hold.since)) === 1;
  const strong = new Set(aged.filter((one) => isStrong(one, once, told)));
  const sites = new Map<string, { begins: (number | null)[]; ended: number; convicting: number; later: number }>();
  for (const one of aged) {
    const site = sites.get(one.site.key) ?? { begins: [], ended: 0, convicting: 0, later: 0 };
    sites.set(one.site.key, site);
    // each piece of work that is done and did not give back speaks for itself
    if (one.work === 'finished') site.ended += 1;
    else site.begins.push(one.hold.since);
    if (!strong.has(one) || one.work === 'running') continue;
    site.convicting += 1;
    if (!one.atStart) site.later += 1;
  }
  const early = aged.filter((one) => one.atStart).length;
  // once for each site, for a site may have a hundred thousand of them
  const lones = new Map([...sites].map(([key, { ended, begins }]) => [key, ended + countOccasions(begins) < 2]));
  return (one) => {
    const { convicting = 0, later = 0 } = sites.get(one.site.key) ?? {};
    const lone = lones.get(one.site.key) ?? true;
    if (one.over === undefined) return { fate: 'undecided' };
    if (one.atStart && later === 0 && !told && early <= MOST_KEPT) return { fate: 'kept' };
    // A kind of work that has never yet returned anything may just be slow, if it went out on one occasion only.
    const unheard = one.site.key !== '' && one.site.returned.count === 0 && lone && !told;
    if (!unheard && (strong.has(one) || convicting > 0)) return { fate: 'leaked' };
    // on the only occasion of its kind nobody saw the end of it: another process may know more
    const old = strong.has(one) || isStrong(one, false, told);
    return { fate: 'undecided', lone: lone && old, ...(unheard && one.ownKind && old && { byDesign: true }) };
  };
}

/**
 * Surely lost by itself. Work that goes on, and the one occasion of which nobody knows whether it does, may be the slow job of the day: a leak comes
 * again, and its work ends.
 */
function isStrong({ over, ageMs, known, overtaken, work }: Aged, once: boolean, told: boolean): boolean {
  if (over !== true) return false;
  if (told) return true;
  const slow = (work === 'running' && !known) || (work === 'unseen' && once);
  return (ageMs ?? 0) >= (slow ? SLOWEST_JOB_MS : STARVING_MS) || (known && overtaken && !slow);
}
