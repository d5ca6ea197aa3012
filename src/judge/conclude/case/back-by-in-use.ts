import type { Alarm, LateReturn, PoolState } from '../../state.ts';

/** What in-use tells of the connections that a pool reported: fewer in use than were reported, and some of those are back. */
export interface BackByInUse {
  /** The reports of which in-use does not tell that they are over. */
  readonly out: readonly Alarm[];
  /** Those that it ends: nothing was in use after them. */
  readonly back: readonly LateReturn[];
  /** Of `among` so many more were back as well, and nobody knows which of them. */
  readonly more: number;
  readonly among: ReadonlySet<Alarm>;
}

/** Lines without a time stand before those with one, in their own order. */
const UNTIMED = -(2 ** 52);
const place = (at: number | null, line: number): number => at ?? UNTIMED + line;

/**
 * Of connections that were reported before a sample no more can be lost than are in use in it. Each in use may be one of them or another one, so only
 * nothing in use tells of each that it is back; fewer than were reported tell how many are, and that nobody prints it.
 * @param alarms of this pool, in this life, whose return no line told
 */
export function backByInUse(alarms: readonly Alarm[], { samples, sampleLines, collected }: PoolState): BackByInUse {
  const nothing = { out: alarms, back: [], more: 0, among: new Set<Alarm>() };
  // what a pool takes back by force is in use no more, lost as it is
  if (alarms.length === 0 || samples.length === 0 || collected !== undefined) return nothing;
  const before = newestBefore(samples);
  // a clock that is set back makes no sample later than a report that stands behind it
  const heldUntil = (alarm: Alarm): number => Math.max(place(alarm.lastAt, alarm.evidence.line), before(alarm.evidence.line));
  const waiting = alarms.filter(({ reclaimed }) => !reclaimed).sort((a, b) => heldUntil(a) - heldUntil(b));
  const looks = samples
    .map(({ at, line, inUse }, i) => ({ at, inUse, when: place(at, line), evidence: sampleLines[i] }))
    .sort((a, b) => a.when - b.when);
  const back = new Map<Alarm, LateReturn>();
  let from = 0;
  let reported = 0;
  let more = 0;
  let among = 0;
  for (const { at, inUse, when, evidence } of looks) {
    while (reported < waiting.length && heldUntil(waiting[reported] as Alarm) < when) reported += 1;
    if (inUse === 0) {
      for (const alarm of waiting.slice(from, reported)) back.set(alarm, endOf(alarm, at, evidence ?? alarm.evidence));
      [from, more, among] = [reported, 0, 0];
    } else if (reported - from - more > inUse) {
      more = reported - from - inUse;
      among = reported;
    }
  }
  if (back.size === 0 && more === 0) return nothing;
  return { out: alarms.filter((alarm) => !back.has(alarm)), back: [...back.values()], more, among: new Set(waiting.slice(from, among)) };
}

/** The newest time of the samples that stand before a line, where the log begins with its oldest line. */
function newestBefore(samples: PoolState['samples']): (line: number) => number {
  const newest: number[] = [];
  for (const { at, line } of samples) newest.push(Math.max(place(at, line), newest.at(-1) ?? -Infinity));
  const isTurned = (samples[0]?.line ?? 0) > (samples.at(-1)?.line ?? 0);
  return (line) => {
    let [first, behind] = [0, isTurned ? 0 : samples.length];
    while (first < behind) {
      const middle = (first + behind) >> 1;
      if ((samples[middle] as { line: number }).line > line) behind = middle;
      else first = middle + 1;
    }
    return newest[behind - 1] ?? -Infinity;
  };
}

/** It was back by then; when, nobody knows. */
function endOf({ at, stack, pool, heldMs }: Alarm, by: number | null, evidence: LateReturn['evidence']): LateReturn {
  const afterMs = at === null || by === null ? null : by - at;
  return { stack, pool, afterMs, heldMs: heldMs === undefined || afterMs === null ? undefined : heldMs + afterMs, at: by, byInUse: true, evidence }; // prettier-ignore
}

/**
 * Where some of the reported are back and nobody knows which, a code path loses as many as cannot be among them: the oldest of it are doubtful.
 * @param groupOf the code path of a report
 */
export function perhapsBack({ more, among }: Pick<BackByInUse, 'more' | 'among'>, groupOf: (alarm: Alarm) => string): ReadonlySet<Alarm> {
  const doubtful = new Set<Alarm>();
  const seen = new Map<string, number>();
  for (const alarm of more === 0 ? [] : among) {
    const before = seen.get(groupOf(alarm)) ?? 0;
    seen.set(groupOf(alarm), before + 1);
    if (before < more) doubtful.add(alarm);
  }
  return doubtful;
}
