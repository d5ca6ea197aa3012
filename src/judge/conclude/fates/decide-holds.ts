import { claimRoutes } from '../../observe/holds/claims.ts';
import type { Sketch } from '../../sketch.ts';
import type { ClosedHold, Hold } from '../../state.ts';
import { age, isOwn, ownKinds, settleFates } from './fates.ts';
import { endsMissingToo } from './ends-missing.ts';
import { fellSilent } from './fell-silent.ts';
import type { Finding } from './finding.ts';
import { withOverdue } from './overdue.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { endedWithWorker } from './killed.ts';
import { TOGETHER_MS } from '../case/occasions.ts';
import { isStalled } from './stalled.ts';
import { type SiteOf } from './site-holds.ts';
import { ENOUGH_RETURNS, isKeyless } from '../case/patience.ts';

/**
 * The chance that an honest hold lasts this long, from the longest of n that came back. Hold times have heavy tails, so it falls only with
 * the first power of age: with Pareto's α = 1 the chance to exceed k times the largest of n is about 1 / (1 + n·k).
 */
const honest = (ageMs: number, returned: Sketch): number => 1 / (1 + returned.count * Math.max(1, ageMs / Math.max(returned.max, 1)));

/** How often a route is another's: one of 63 named in the context of a recorded checkout, one in 40 of simulated ones told by order. */
const DOUBT_IN_CONTEXT = 0.02;
const DOUBT_BY_ORDER = 0.06;

/**
 * What the garbage collector took back, but not at the end of a process of which nothing shows that it went on: what was found only then may have been
 * work that its end cut off.
 */
function abandoned({ pool, life, reclaimed }: PoolCase): readonly ClosedHold[] {
  const [first] = reclaimed;
  if (pool.checkouts > 0 || first === undefined || life.lastAt === null || first.until === null) return reclaimed;
  return life.lastAt - first.until < TOGETHER_MS ? [] : reclaimed;
}

/** Finds which of a case's open and reclaimed checkouts are leaked. Holds that are merely in flight at the end give no finding. */
export function decideHolds(poolCase: PoolCase, siteOf: SiteOf, thresholdMs: number | undefined): Finding[] {
  const { life, pool } = poolCase;
  const end = life.lastAt;
  const stackless = [...poolCase.open, ...poolCase.reclaimed].filter((hold) => hold.stack === undefined);
  const claimed = isKeyless(life) ? claimRoutes(life, stackless) : undefined;
  const routeOf = (hold: Hold): string | undefined => (claimed ? claimed.get(hold)?.route : (hold.route ?? hold.hint));
  const finding = (
    hold: Hold,
    rest: Pick<
      Finding,
      | 'fate'
      | 'confidence'
      | 'reclaimed'
      | 'unsaid'
      | 'open'
      | 'seenAt'
      | 'ageMs'
      | 'lone'
      | 'byDesign'
      | 'swept'
      | 'endsMissing'
      | 'goesOn'
      | 'stalled'
      | 'killed'
    >,
  ): Finding => ({
    poolCase,
    connection: hold.connection,
    since: hold.since,
    stack: hold.stack,
    route: routeOf(hold),
    routeDoubt: claimed || hold.route === undefined || !isOwn(hold, life) ? DOUBT_BY_ORDER : DOUBT_IN_CONTEXT,
    // where several requests share a context, what was said in it may be anybody's
    template: claimed ? claimed.get(hold)?.template : hold.template,
    templates: hold.templates,
    statement: hold.statement,
    exception: hold.exception,
    evidence: hold.evidence,
    ...rest,
  });

  const found: Finding[] = abandoned(poolCase).map(
    (hold: ClosedHold) =>
    finding(hold, { fate: 'leaked', confidence: hold.unsaid ? 0.9 : 0.98, reclaimed: true, open: false, seenAt: hold.until, ageMs: undefined, ...(hold.unsaid && { unsaid: true }) }), // prettier-ignore
  );
  const yardstick = { siteOf, kindOf: ownKinds(poolCase.open, life), silence: fellSilent(life), thresholdMs };
  const all = poolCase.open.map((hold) => age(poolCase, hold, routeOf(hold), yardstick));
  for (const { hold, unseen, ageMs } of all) {
    if (unseen === undefined) continue;
    const open = finding(hold, { fate: 'undecided', confidence: 0.4, reclaimed: false, open: true, seenAt: end, ageMs });
    found.push({ ...open, gap: unseen });
  }
  const judged = (thresholdMs === undefined ? withOverdue(poolCase, all) : all).filter(({ over }) => over !== false);
  const killed = endedWithWorker(
    poolCase,
    judged.filter(({ over, hold }) => over === true && !('until' in hold)),
  );
  for (const { hold, ageMs } of killed)
    found.push(finding(hold, { fate: 'undecided', confidence: 0.4, reclaimed: false, open: true, seenAt: end, ageMs, killed: true }));
  const aged = judged.filter((one) => !killed.has(one));
  const fates = settleFates(aged, thresholdMs !== undefined);
  const lost = aged.filter((one) => !('until' in one.hold) && fates(one).fate === 'leaked');
  const missing = endsMissingToo(poolCase, lost);
  const stalled = thresholdMs === undefined && isStalled(poolCase, aged.filter(({ over, hold }) => over === true && !('until' in hold))); // prettier-ignore
  for (const one of aged) {
    const endsMissing = missing.has(one);
    const settled = fates(one);
    const hangs = stalled && !endsMissing && settled.fate === 'leaked' && one.over === true && !('until' in one.hold);
    const { fate, lone = false, byDesign = false } = endsMissing || hangs ? { fate: 'undecided' as const } : settled;
    const basis = one.site.returned.count >= ENOUGH_RETURNS ? one.site.returned : pool.returned;
    const sure = one.ageMs === undefined ? 0.8 : 1 - Math.min(0.5, honest(one.ageMs, basis));
    const confidence = fate === 'leaked' ? sure : 0.5;
    const swept = 'until' in one.hold ? (one.hold as ClosedHold) : undefined;
    const seenAt = swept ? swept.until : end;
    found.push(finding(one.hold, { fate, confidence, reclaimed: false, swept: swept !== undefined, open: swept === undefined, seenAt, ageMs: one.ageMs, ...(lone && { lone }), ...(byDesign && { byDesign }), ...(endsMissing && { endsMissing }), ...(hangs && { stalled: true }), ...(one.progress !== undefined && fate === 'undecided' && { goesOn: one.progress }) })); // prettier-ignore
  }
  return found;
}
