import type { Gate, GateCheck } from '../../model/gate.ts';
import { stableNames } from '../../model/pool-names.ts';
import type { Report } from '../../model/report.ts';
import { compare, type Compared } from '../compare/index.ts';
import { poolCases, type PoolCase } from '../conclude/case/pool-case.ts';
import { plural } from '../conclude/words/reasons.ts';
import type { State } from '../state.ts';
import { Allowance } from './allowance.ts';
import { baselineCheck, isExcused, tempered, unreturnedCheck, verdictCheck } from './pool-checks.ts';
import { serverChecks } from './server-check.ts';

export interface GateOptions {
  /** A report in which the leak was still there: what leaked then has to have run in this log. */
  readonly baseline?: Report | undefined;
  /** The report as it would be written, to be held against the baseline: secrets masked alike. */
  readonly masked?: Report | undefined;
  /** What the log does not tell counts as held. */
  readonly allowUnknown: boolean;
}

/** Holds a soak test's log against what a sound pool does. The report has to be the one concluded from the state. */
export function gate(state: State, report: Report, { baseline, masked = report, allowUnknown }: GateOptions): Gate {
  const checks = [
    ...poolChecks(state, report),
    ...serverChecks(state.server),
    ...(baseline === undefined ? [] : exercised({ report: baseline }, { report: masked })),
  ];
  const count = (status: GateCheck['status']): number => checks.filter((check) => check.status === status).length;
  const counts = { pass: count('pass'), fail: count('fail'), unknown: count('unknown') };
  const holds = counts.fail === 0 && (allowUnknown || counts.unknown === 0);
  return {
    schemaVersion: '1.0',
    tool: { ...report.tool },
    holds,
    allowUnknown,
    verdict: report.verdict,
    summary: `The gate ${holds ? 'holds' : 'does not hold'}: of ${plural(checks.length, 'check')} ${counts.pass} passed, ${counts.fail} failed, ${counts.unknown} unknown.`,
    counts,
    checks,
    input: report.input,
  };
}

function poolChecks(state: State, report: Report): GateCheck[] {
  const cases = new Map(poolCases(state).map((poolCase) => [poolCase.id, poolCase]));
  if (report.pools.length === 0)
    return [
      {
        check: 'verdict',
        status: 'unknown',
        subject: 'all pools',
        text: 'The log shows no pool: there is nothing to judge.',
        evidence: [],
      },
    ];
  const accepted = new Allowance(report);
  const names = stableNames(report.pools, report.input.sources);
  return report.pools.flatMap((pool) => {
    const poolCase = cases.get(pool.id);
    const about = { subject: names.get(pool.id) ?? pool.id, id: pool.id };
    const verdict: GateCheck = { check: 'verdict', ...about, ...verdictCheck(pool, isExcused(pool, report)) };
    // A life that ended in a restart has no quiet end; what it leaked is in its verdict.
    if (poolCase === undefined || hasSuccessor(poolCase, cases.values())) return [verdict];
    const allowance = accepted.grant(poolCase, pool);
    const seen = baselineCheck(poolCase, allowance);
    // Samples are what this check is about; single checkouts are the judge's.
    const fell = poolCase.pool.checkouts > 0 ? tempered(seen, pool) : seen;
    const out = unreturnedCheck(poolCase, fell, allowance);
    const single = poolCase.pool.checkouts > 0 || poolCase.alarms.length > 0;
    return [verdict, { check: 'baseline', ...about, ...fell }, { check: 'unreturned', ...about, ...(single ? tempered(out, pool) : out) }] satisfies GateCheck[]; // prettier-ignore
  });
}

const hasSuccessor = ({ life, place, pool }: PoolCase, all: Iterable<PoolCase>): boolean =>
  [...all].some(
    (other) =>
      other.place === place && other.pool.name === pool.name && other.life.runtime === life.runtime && other.life.restart > life.restart,
  );

/** One check for each leak of the baseline: did its path run as often as then? */
function exercised(before: Compared, after: Compared): GateCheck[] {
  const leaks = before.report.suspects.filter(({ verdict }) => verdict === 'leak').map(({ fingerprint }) => fingerprint);
  if (leaks.length === 0)
    return [
      {
        check: 'exercised',
        status: 'unknown',
        subject: 'baseline',
        text: 'The baseline names no leak, so there is no path whose run could be proven.',
        evidence: [],
      },
    ];
  const { changes } = compare(before, after, after.report.tool);
  return changes.filter(({ fingerprint }) => leaks.includes(fingerprint)).map((change): GateCheck => {
    const about = { check: 'exercised' as const, subject: change.place, id: change.fingerprint, evidence: [] };
    if (change.after !== null) return { ...about, status: 'pass', text: `It ran, and it was found again: ${change.text}` };
    if (change.traffic.basis !== 'site' && change.traffic.basis !== 'line') return { ...about, status: 'unknown', text: `The log does not show whether this place ran. ${change.text}` };
    return { ...about, status: change.change === 'gone' ? 'pass' : 'fail', text: change.text };
  }); // prettier-ignore
}
