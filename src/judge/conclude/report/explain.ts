import type { Reason } from '../../../model/report.ts';
import type { JudgeOptions, Knowledge } from '../../knowledge.ts';
import type { State } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import type { PoolVerdict } from '../claims/pool-verdict.ts';
import type { Finding } from '../fates/finding.ts';
import { reason } from '../words/reasons.ts';
import { serverReasons } from '../server/server-join.ts';

/** Adds to a pool's verdict what its suspects and the server have to say. */
export function explain(
  poolCase: PoolCase,
  judged: PoolVerdict | undefined,
  /** Leaked connections that no suspect took. */
  unclaimed: number,
  steps: readonly Reason[] | undefined,
  /** What the server says of no application in particular means this pool, or can only mean it if it is the one that is not well. */
  server: boolean | 'if-in-trouble',
  state: State,
  { knowledge }: JudgeOptions,
): PoolVerdict {
  const stopped = steps?.some((why) => why.code === 'ratchet-stopped') ?? false;
  const doubted = { verdict: 'inconclusive' as const, confidence: 0.5, reasons: judged?.reasons ?? [] };
  // A ratchet that nothing explains may still be workers that keep a connection each.
  const nameless = steps?.some((why) => why.code === 'steps-unattributed') ?? false;
  const sober = judged && nameless ? { ...judged, confidence: Math.min(judged.confidence, 0.9) } : judged;
  const verdict = sober && !stopped ? sober : doubted;
  const unnamed =
    unclaimed > 0
      ? [
          reason(
            'unattributed',
            'inconclusive',
            `Of ${unclaimed} leaked connections the log does not tell who took them. ${adviceToLog(poolCase, knowledge)}`,
          ),
        ]
      : [];
  const concerns = server === 'if-in-trouble' ? verdict.verdict === 'leak' || verdict.verdict === 'inconclusive' : server;
  const said = concerns ? serverReasons(state.server) : [];
  return { ...verdict, reasons: [...verdict.reasons, ...(steps ?? []), ...unnamed, ...forgotten(poolCase), ...said] };
}

/**
 * Lines of several pools in one: where one goes up and another down, what looks like health is nobody's, and a floor rises where one is gone that showed less.
 * @param findings what became of the pool's connections, where the log tells of each
 */
export function doubtSamples(judged: PoolVerdict, findings: readonly Finding[]): PoolVerdict {
  const rises = judged.reasons.some(({ code }) => code === 'floor-ratchets') && !findings.some(({ fate }) => fate === 'leaked');
  if (judged.verdict !== 'healthy' && !(judged.verdict === 'leak' && rises)) return judged;
  const text =
    judged.verdict === 'healthy'
      ? 'Lines of several processes or pools are mixed in this source, so that a leak of one may be hidden by another.'
      : 'Lines of several processes or pools are mixed in this source, so that its samples rise where one that shows less is gone.';
  return { verdict: 'inconclusive', confidence: 0.5, reasons: [reason('pools-mixed', 'inconclusive', text), ...judged.reasons] };
}

/** What was left out to stay bounded: silence is never zero. */
function forgotten({ life }: PoolCase): Reason[] {
  if (life.forgotten.size === 0) return [];
  const what = [...life.forgotten].map(([name, n]) => `${n} ${name}`).sort();
  return [reason('forgotten', 'inconclusive', `Not kept, so that memory stays bounded: ${what.join(', ')}.`)];
}

const adviceToLog = ({ life }: PoolCase, { recipes }: Knowledge): string => {
  const recipe = recipes.get(life.runtime);
  return `The borrower's stack on each line, or a request id, would${recipe === undefined ? '' : ` (leak-stream recipe ${recipe})`}.`;
};
