import type { Gap, Life } from '../../state.ts';
import type { Reason } from '../../../model/report.ts';
import type { Finding } from './finding.ts';
import { clock, largest, plural, reason } from '../words/reasons.ts';
import { ENOUGH_RETURNS } from '../case/patience.ts';

/** A route takes a connection if at least this share of its lines was claimed by a return: not one in a million runs of twenty of its requests needs none at all. */
const TAKES = 0.5;

/**
 * The pool's lines end while the work goes on: twenty requests of routes that take a connection succeeded after the last checkout, and none of them logged one. Somebody has turned its
 * logging down; what was out then came back or did not, and no line would say so. A pool that ran dry serves nobody, and an idle one is asked for nothing.
 *
 * @returns the time that is missing, of which no line tells, so that none counts as lost; undefined where the pool speaks on, or nothing is out
 */
export function fellSilent(life: Life): Gap | undefined {
  const { claims, lastCheckout, open, lastClosed, pools } = life;
  const out = [...open.values()].at(-1);
  if (out === undefined || [...pools.values()].some(({ lastTimeoutAt, timeoutsRaised }) => lastTimeoutAt !== null || timeoutsRaised > 0))
    return undefined;
  const since = claims.unclaimed.filter(({ order, failed }) => order > lastCheckout && failed !== true);
  if (since.length < ENOUGH_RETURNS) return undefined;
  const after = new Map<string, number>();
  for (const { route } of since) after.set(route, (after.get(route) ?? 0) + 1);
  const takes = ([route, lines]: readonly [string, number]): boolean => {
    const claimed = claims.claimed.get(route) ?? 0;
    return claimed >= ENOUGH_RETURNS && claimed >= TAKES * ((claims.lines.get(route) ?? 0) - lines);
  };
  const sure = [...after].filter(takes).reduce((sum, [, lines]) => sum + lines, 0);
  if (sure < ENOUGH_RETURNS) return undefined;
  const times = [...[...open.values()].map(({ since: begun }) => begun), ...[...lastClosed.values()].map(({ until }) => until)];
  const seen = times.flatMap((at) => at ?? []);
  const from = seen.length === 0 ? null : largest(seen);
  return { line: Infinity, from, to: life.lastAt, lost: 0, times: 0, evidence: out.evidence };
}

/** Whether what is missing is the pool's own silence, and no line that was dropped. */
export const isSilence = (gap: Gap | undefined): boolean => gap?.line === Infinity;

/** Why nobody knows what became of what was out then. */
export function silenceReason(across: readonly Finding[]): Reason {
  const from = across[0]?.gap?.from ?? null;
  const text = `${plural(across.length, 'connection')} ${across.length === 1 ? 'was' : 'were'} out when the pool's lines end${from === null ? '' : ` (${clock(from)})`}, while requests that take connections go on: as if its logging was turned down. Whether ${across.length === 1 ? 'it' : 'they'} came back the log does not tell.`;
  return reason('fell-silent', 'inconclusive', text, across.map(({ evidence }) => evidence)); // prettier-ignore
}
