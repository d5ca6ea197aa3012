import type { TimedEventOf } from '../../../model/event.ts';
import { evidenceOf } from '../../lives.ts';
import { besideKey, isOfSource, streamKey } from '../../processes.ts';
import type { Gap, Process, State } from '../../state.ts';

const MAX_GAPS = 1000;
/** journald counts lines for so long, and tells at the end how many it dropped: its `RateLimitIntervalSec` unless another one is set. */
const INTERVAL_MS = 30_000;

/** An ordinary line tells that lines before it are missing. */
export function noteGaps(state: State, event: TimedEventOf<'context'>): void {
  if (event.lost !== undefined) for (const processes of losers(state, event)) noteLost(processes, event, event.lost);
  if (event.missing !== undefined) noteMissing(state, event, event.missing.since);
}

/** Whose lines were lost: those of the stream. Who has one of its own in which no pool speaks (`heroku[logplex]`, Cloud Foundry's `[LGR]`) tells of the other ones beside it. */
function losers({ streams }: State, event: TimedEventOf<'context'>): Iterable<Process>[] {
  const own = streamKey(event);
  const there = streams.get(own);
  if (there !== undefined && [...there.values()].some(({ lives }) => lives.size > 0)) return [there.values()];
  const place = besideKey(own);
  return [...streams].filter(([key]) => besideKey(key) === place).map(([, processes]) => processes.values());
}

/** A file of a rotated log is missing before this line: lines of all who log there, after the last one of the file before it. */
function noteMissing({ streams }: State, event: TimedEventOf<'context'>, since: number | null): void {
  const gap = {
    line: event.line,
    from: since ?? event.at,
    to: event.at,
    lost: 0,
    times: 1,
    files: true,
    evidence: evidenceOf(event),
  } as const;
  for (const [key, processes] of streams)
    if (isOfSource(key, event.source))
      for (const { lives } of processes.values()) for (const some of lives.values()) add(some.at(-1)?.gaps, gap);
}

/**
 * Lines were lost, of whichever process of the stream: no later than since the line before, and no later than one interval ago, for what is less urgent is
 * dropped while the rest is still printed.
 */
function noteLost(processes: Iterable<Process>, event: TimedEventOf<'context'>, lost: number): void {
  const { at } = event;
  for (const { lives, heardAt } of processes) {
    const from = at === null ? null : Math.min(event.lostSince ?? at, heardAt ?? at, at - INTERVAL_MS);
    for (const some of lives.values())
      add(some.at(-1)?.gaps, { line: event.line, from, to: at, lost, times: 1, evidence: evidenceOf(event) });
  }
}

/** Beyond the cap the last one goes on: what it hides in between may have been seen. */
function add(gaps: Gap[] | undefined, gap: Gap): void {
  const last = gaps?.at(-1);
  if (gaps === undefined || last === undefined || gaps.length < MAX_GAPS) gaps?.push(gap);
  else gaps[gaps.length - 1] = { ...last, line: gap.line, to: gap.to, lost: last.lost + gap.lost, times: last.times + 1 };
}
