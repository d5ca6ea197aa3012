import type { InputSummary, Notice, PoolReport, Report, Suspect } from '../../../model/report.ts';
import { worst, type Verdict } from '../../../model/verdict.ts';
import type { JudgeOptions } from '../../knowledge.ts';
import type { ServerState } from '../../state.ts';
import { withLockWaits } from '../server/lock-waits.ts';
import { refusedBy } from '../server/refused.ts';
import { summarise } from '../words/summary.ts';

interface Conclusion {
  readonly pools: PoolReport[];
  readonly suspects: Suspect[];
  readonly victims: Report['victims'];
}

/** Puts the report together, without what the user knows and accepts. */
export function finishReport(
  { pools: judged, suspects, victims }: Conclusion,
  server: ServerState,
  input: InputSummary,
  { tool, ignore }: JudgeOptions,
): Report {
  const pools = withLockWaits(judged, server);
  const isAccepted = ({ fingerprint }: Suspect): boolean => {
    const known = ignore?.get(fingerprint);
    // An acceptance ends by the log's own clock: the judge has no other, and an old log is judged as of then.
    return known !== undefined && (known.expires === undefined || (input.timeRange !== null && input.timeRange.to < known.expires));
  };
  const accepted = suspects.filter(isAccepted);
  const ended = suspects.filter((suspect) => ignore?.has(suspect.fingerprint) === true && !isAccepted(suspect));
  const kept = suspects.filter((suspect) => !isAccepted(suspect)).map((suspect, i) => ({ ...suspect, rank: i + 1 }));
  const verdict = overall(pools, kept, accepted);
  const refused = refusedBy(server, verdict, pools);
  return {
    schemaVersion: '1.0',
    tool: { ...tool },
    verdict,
    summary: summarise(verdict, pools, kept),
    input:
      ended.length === 0
        ? input
        : { ...input, notices: [...input.notices, ...ended.map(({ fingerprint }) => endedNotice(fingerprint, ignore))] },
    pools,
    suspects: kept,
    victims,
    ...(refused && { refused }),
    ...(accepted.length > 0 && {
      ignored: accepted.map(({ fingerprint, leaked }) => ({ fingerprint, leaked, reason: '', ...ignore?.get(fingerprint) })),
    }),
  };
}

/** Who accepted it for a time reads here why it counts again. */
function endedNotice(fingerprint: string, ignore: JudgeOptions['ignore']): Notice {
  const { reason, expires } = ignore?.get(fingerprint) ?? {};
  const text = `${fingerprint} was accepted until ${expires} (${reason}); the log goes on after that, so it counts again`;
  return { code: 'acceptance-ended', text, subject: fingerprint };
}

/** The most severe of the pools; a leak that is known and accepted in all its suspects does not count. */
function overall(pools: readonly PoolReport[], kept: readonly Suspect[], accepted: readonly Suspect[]): Verdict {
  const excused = (pool: PoolReport): boolean =>
    pool.verdict === 'leak' &&
    accepted.some((suspect) => suspect.verdict === 'leak' && suspect.pools.includes(pool.id)) &&
    !kept.some((suspect) => suspect.verdict === 'leak' && suspect.pools.includes(pool.id)) &&
    !pool.reasons.some((why) => why.code === 'unattributed');
  return worst(pools.map((pool) => (excused(pool) ? 'healthy' : pool.verdict))) ?? 'inconclusive';
}
