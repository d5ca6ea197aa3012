import type { PoolReport, Reason } from '../../../model/report.ts';
import type { LockSpell, ServerState } from '../../state.ts';
import { clock, plural, reason, span } from '../words/reasons.ts';

/** How far the clocks of server and application may differ. */
const SLACK_MS = 2000;
/** Of a pool's connections, the share that has to wait for a lock at once: fewer leave it others. */
const SHARE = 0.5;
const MOST_HOLDERS = 3;
/** Waits are told to the second up to here: half a minute more is much. */
const EXACT_MS = 300_000;

/** Pools that ran dry while many sessions of the database waited for one lock have that for a reason: whoever waits keeps his connection. */
export const withLockWaits = (pools: readonly PoolReport[], { locks }: ServerState): PoolReport[] =>
  locks.length === 0 ? [...pools] : pools.map((pool) => blocked(pool, locks));

function blocked(pool: PoolReport, locks: readonly LockSpell[]): PoolReport {
  const { exhaustion, verdict, max = 0, reasons } = pool;
  if (exhaustion === undefined || !('at' in exhaustion) || (verdict !== 'saturation' && verdict !== 'inconclusive')) return pool;
  const [from, to] = [Date.parse(exhaustion.drySince ?? exhaustion.at), Date.parse(exhaustion.at)];
  const [worst] = locks
    .filter((spell) => spell.from !== null && spell.to !== null && spell.from <= to + SLACK_MS && spell.to >= from - SLACK_MS)
    .filter(({ most }) => most >= Math.max(2, SHARE * max))
    .sort((a, b) => b.most - a.most || b.longestMs - a.longestMs || (a.on < b.on ? -1 : 1));
  return worst === undefined ? pool : { ...pool, reasons: [told(worst, verdict), ...reasons] };
}

function told(
  { lock, on, most, longestMs, holders, statement, from, to, first, longest }: LockSpell,
  verdict: PoolReport['verdict'],
): Reason {
  const by = [...holders].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([pid]) => pid);
  const more = by.length > MOST_HOLDERS ? ` and ${by.length - MOST_HOLDERS} more` : '';
  const held = by.length === 0 ? '' : `, held by process ${by.slice(0, MOST_HOLDERS).join(', ')}${more}`;
  const when = from === null || to === null ? '' : ` (${clock(from)} to ${clock(to).slice(-9)})`;
  const what = statement === undefined ? '' : ` The statement: ${statement.slice(0, 200)}.`;
  const text = `While it ran dry, up to ${plural(most, 'session')} of the database waited at once for ${lock} on ${on}, the longest for ${longestMs < EXACT_MS ? `${Math.round(longestMs / 1000)} s` : span(longestMs)}${held}${when}. Whoever waits for a lock keeps a connection.${what}`;
  return reason('waits-for-lock', verdict, text, [first, longest]);
}
