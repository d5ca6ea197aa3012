import type { Notice, Reason } from '../../../model/report.ts';
import type { Gap, Life } from '../../state.ts';
import { isSilence, silenceReason } from './fell-silent.ts';
import type { Finding } from './finding.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { clock, grouped, plural, reason } from '../words/reasons.ts';

/** The first time after a line of a life at which lines were lost: one that gave back what was out then may be among them. */
export const gapAfter = ({ gaps }: Life, line: number): Gap | undefined => gaps.find((gap) => gap.line > line);

/** Until when it would have been seen that what went out at `since` came back, epoch ms. */
export const seenUntil = ({ from }: Gap, since: number | null): number | null =>
  from === null || since === null ? since : Math.max(from, since);

/** Why nobody knows what became of connections that would be lost otherwise, where lines are missing. */
export function lostInBetween(undecided: readonly Finding[]): Reason | undefined {
  const across = undecided.filter(({ gap }) => gap !== undefined);
  if (across.length === 0) return undefined;
  if (across.every(({ gap }) => isSilence(gap))) return silenceReason(across);
  const text = `${plural(across.length, 'connection')} ${across.length === 1 ? 'was' : 'were'} out when lines of the log were lost: whether ${across.length === 1 ? 'it' : 'they'} came back then it does not tell.`;
  return reason('lost-in-between', 'inconclusive', text, [...new Set(across.map(({ gap }) => gap?.evidence)), ...across.map(({ evidence }) => evidence)]); // prettier-ignore
}

/** What each source's lines say of lines that were lost. */
export function lostLines(cases: readonly PoolCase[]): Notice[] {
  const bySource = new Map<string, Map<number, Gap>>();
  for (const { life } of cases) {
    if (life.gaps.length === 0) continue;
    const gaps = bySource.get(life.source) ?? new Map<number, Gap>();
    bySource.set(life.source, gaps);
    // a gap of one place is one of each of its processes
    // the reading tells of files that are missing
    for (const gap of life.gaps) if (!gap.files) gaps.set(gap.evidence.line, gap);
  }
  return [...bySource]
    .filter(([, { size }]) => size > 0)
    .map(([source, found]) => {
      const gaps = [...found.values()];
      const lost = gaps.reduce((sum, gap) => sum + gap.lost, 0);
      const times = gaps.reduce((sum, gap) => sum + gap.times, 0);
      const at = gaps[0]?.to ?? null;
      const when = at === null ? '' : times === 1 ? ` at ${clock(at)}` : ` first at ${clock(at)}`;
      return {
        code: 'lines-lost',
        subject: source,
        text: `${source}: ${lost === 0 ? '' : `${grouped(lost)} `}lines are missing by the log's own word (a rate limit, a full buffer, or the \`--\` of grep), ${times === 1 ? 'once' : `${grouped(times)} times`}${when}. What was out then is not called lost for lines that may be among them.`,
        evidence: gaps.map(({ evidence }) => evidence).slice(0, 5),
      };
    });
}
