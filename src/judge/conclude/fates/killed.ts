import type { Reason } from '../../../model/report.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';
import type { Aged } from './fates.ts';
import type { Finding } from './finding.ts';

/**
 * Which of the connections that are out for long ended with a worker that was killed. Which worker took which connection such a log does not tell; so each that was
 * killed ends one of those that were out by then: the one that went out last, for a worker is killed for its latest work.
 *
 * @param late the open holds that last longer than honest ones do
 */
export function endedWithWorker({ life: { killed } }: PoolCase, late: readonly Aged[]): ReadonlySet<Aged> {
  const ended = new Set<Aged>();
  if (killed.length === 0) return ended;
  const inOrder = [...late].sort((a, b) => a.hold.evidence.line - b.hold.evidence.line);
  const waiting: Aged[] = [];
  let next = 0;
  for (const { evidence } of killed) {
    for (; next < inOrder.length && inOrder[next]!.hold.evidence.line < evidence.line; next++) waiting.push(inOrder[next]!);
    const one = waiting.pop();
    if (one !== undefined) ended.add(one);
  }
  return ended;
}

/** Why connections are not called lost that were out when workers were killed. */
export function killedReason({ life: { killed } }: PoolCase, undecided: readonly Finding[]): Reason | undefined {
  const some = undecided.filter((finding) => finding.killed === true);
  if (some.length === 0) return undefined;
  const text = `${plural(killed.length, 'worker')} ${killed.length === 1 ? 'was' : 'were'} killed while ${plural(some.length, 'connection')} ${some.length === 1 ? 'was' : 'were'} out that did not come back, one for each at the most: what a worker holds ends with it, and no line says so. Its work was slow or stuck. Print the process id on each line, and each worker is judged by itself.`;
  return reason('worker-killed', 'inconclusive', text, [...killed.slice(0, 2), ...some].map(({ evidence }) => evidence)); // prettier-ignore
}
