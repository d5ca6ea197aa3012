import type { LateReturn } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import type { Finding } from './finding.ts';

/** A report has its stack; no line around it says whose work it is. */
export const NO_LINES = {
  route: undefined,
  routeDoubt: 1,
  template: undefined,
  templates: [],
  statement: undefined,
  exception: undefined,
};

/** Reported connections that came back. @param configured the detection's threshold, ms */
export function lateFindings(poolCase: PoolCase, configured: number | undefined): Finding[] {
  const { lateReturns } = poolCase;
  // from the report on, where nobody says how long it had been out by then
  const outFor = ({ heldMs, afterMs }: LateReturn): number => heldMs ?? (afterMs ?? 0) + (configured ?? 0);
  return lateReturns.map((back): Finding => ({
    fate: 'late',
    poolCase,
    connection: undefined,
    since: back.at === null ? null : back.at - outFor(back),
    seenAt: back.at,
    reclaimed: false,
    open: false,
    confidence: 0.95,
    stack: back.stack,
    ...NO_LINES,
    // how long it took at most is no time that it took
    ageMs: back.byInUse || (back.heldMs === undefined && back.afterMs === null) ? undefined : outFor(back),
    ...(back.heldMs === undefined && configured === undefined && { agedFromReport: true }),
    evidence: back.evidence,
  }));
}
