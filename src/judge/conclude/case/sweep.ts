import { lengthOf } from '../../observe/holds/sites.ts';
import type { ClosedHold, Life } from '../../state.ts';
import { largest, smallest } from '../words/reasons.ts';
import { ownCounts, takeOut } from './take-out.ts';

/** Returns of one and the same moment: a process that ends gives up all its objects at once. */
const AT_ONCE_MS = 1000;
/** Fewer than this may end together by chance. */
const FEWEST = 3;
/** They were out for so many times longer than their returns are apart, and had gone out as far apart from each other. */
const APART = 10;

/** The workers of one program are stopped together: the last returns of each are at most so far apart. */
const STOP_MS = 5000;

/** What a life gave back last, all at once. */
interface LastReturns {
  readonly life: Life;
  readonly end: number;
  readonly holds: readonly ClosedHold[];
}

/**
 * Connections that came back only because their process ended: nothing goes out any more, and several that had been taken at quite different
 * times, long ago, come back in the same moment. They are taken out of the honest returns, and judged as what they were until then: out. Workers of
 * one program that are stopped together count together, for each of them may have lost but one or two.
 * @param lives copies: what they hold stays as it is, and they get their own of what is counted otherwise now
 * @param copies copies of holds that are counted in these lives only
 */
export function sweepExits(lives: readonly Life[], copies: ReadonlyMap<ClosedHold, ClosedHold>): void {
  const programs = new Map<string, LastReturns[]>();
  for (const life of lives) {
    const last = lastReturns(life);
    if (last === undefined) continue;
    const { namespace, pod, container, host } = life.instance;
    const program = [life.source, life.runtime, namespace, pod, container, host].join('\u0001');
    programs.set(program, [...(programs.get(program) ?? []), last]);
  }
  for (const program of programs.values()) for (const stop of stops(program)) sweepStop(stop, copies);
}

function lastReturns(life: Life): LastReturns | undefined {
  const last = [...life.lastClosed.values()].filter(
    (hold) => hold.ended === 'returned' && hold.closed > life.lastCheckout && hold.since !== null && hold.until !== null,
  );
  const end = largest(last.map(({ until }) => until as number));
  const holds = last.filter((hold) => end - (hold.until as number) <= AT_ONCE_MS && (lengthOf(hold) ?? 0) > APART * AT_ONCE_MS);
  return holds.length === 0 ? undefined : { life, end, holds };
}

/** Processes whose last returns are of one stop. */
function stops(program: readonly LastReturns[]): LastReturns[][] {
  const out: LastReturns[][] = [];
  for (const last of [...program].sort((a, b) => a.end - b.end)) {
    const stop = out.at(-1);
    if (stop?.[0] !== undefined && last.end - stop[0].end <= STOP_MS) stop.push(last);
    else out.push([last]);
  }
  return out;
}

function sweepStop(stop: readonly LastReturns[], copies: ReadonlyMap<ClosedHold, ClosedHold>): void {
  const begun = stop.flatMap(({ holds }) => holds.map(({ since }) => since as number));
  if (begun.length < FEWEST || largest(begun) - smallest(begun) < APART * AT_ONCE_MS) return;
  for (const { life, holds } of stop) {
    ownCounts(life);
    for (const hold of holds) {
      const swept = copies.get(hold) ?? { ...hold };
      takeOut(life, swept);
      swept.ended = 'swept';
      life.swept.push(swept);
    }
  }
}
