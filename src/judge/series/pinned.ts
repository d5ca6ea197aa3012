import type { Readings } from './readings.ts';
import type { SampleSpan } from './types.ts';

/** Runs of samples at the limit, at most 1,000 of them: the first 999 and the last. */
const MOST_SPANS = 1000;

/** Runs of samples at which all connections that the pool may open were in use. */
export function pinnedSpans(r: Readings, atLimit: readonly boolean[]): SampleSpan[] {
  const spans: SampleSpan[] = [];
  const time = (i: number): number | null => (r.timed ? r.t[i]! : null);
  for (let from = 0; from < atLimit.length; from++) {
    if (!atLimit[from]) continue;
    let to = from;
    while (atLimit[to + 1]) to++;
    const span = { from: time(from), to: time(to), fromIndex: r.index[from]!, toIndex: r.index[to]! };
    if (spans.length < MOST_SPANS) spans.push(span);
    else spans[MOST_SPANS - 1] = span;
    from = to;
  }
  return spans;
}
