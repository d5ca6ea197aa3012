import { logBetween, poisson, binomial, type Random } from '../random.ts';
import type { Life } from './pool.ts';
import { load } from './traffic.ts';
import type { Wish } from './wish.ts';

/** The lines of one process, by the time at which they were written. */
export interface Line {
  /** ms since the log's first line. */
  readonly at: number;
  /** One record; may hold line breaks. */
  readonly text: string;
}

/** What a printer needs to know of a process. */
export interface Printing {
  readonly random: Random;
  readonly wish: Wish;
  readonly life: Life;
  readonly pid: number;
}

const START = Date.UTC(2026, 2, 2);
/** The wall clock of a point in time of a log: a Monday in March, at an hour that the seed decides. */
export const clock = (wish: Wish, at: number): Date => new Date(START + Math.floor(wish.phase * 24) * 3_600_000 + Math.max(0, Math.floor(at)) + Math.floor(wish.seed % 50) * 1000); // prettier-ignore

/** How many connections a pool had out at a time, asked in order of time; unseen requests among them. */
export function gauge({ random, wish, life }: Printing): (at: number) => { readonly inUse: number; readonly waiting: number } {
  const all = [...life.stays, ...life.keepers];
  const sorted = (times: number[]): (() => (at: number) => number) => {
    times.sort((a, b) => (a < b ? -1 : 1));
    return () => {
      let i = 0;
      return (at) => {
        while (i < times.length && (times[i] as number) <= at) i++;
        return i;
      };
    };
  };
  const [taken, given] = [sorted(all.map(({ from }) => from))(), sorted(all.map(({ to }) => to))()];
  const asked = sorted([...all.map(({ asked: since }) => since), ...life.refusals.map(({ asked: since }) => since)])();
  const gaveUp = sorted(life.refusals.map(({ at }) => at))();
  const holdMs = logBetween(random, 10, 500);
  let [unseen, last] = [0, life.from];
  return (at) => {
    const stay = Math.exp(-Math.max(0, at - last) / holdMs);
    const busy = at > wish.lengthMs * (1 - wish.quietTail) ? 0 : wish.unseenBusy * load(wish.shape, at / wish.lengthMs, wish.lengthMs, wish.phase); // prettier-ignore
    unseen = binomial(random, unseen, stay) + poisson(random, busy * (1 - stay));
    last = at;
    const [out, began] = [taken(at), asked(at)];
    return { inUse: Math.min(wish.max, out - given(at) + unseen), waiting: Math.max(0, began - out - gaveUp(at)) };
  };
}

/** The lowest number that nobody has while it is taken: threads of a server, as a pool of threads gives them out. */
export function numbered(): (from: number, to: number) => number {
  const until: number[] = [];
  return (from, to) => {
    let i = until.findIndex((end) => end <= from);
    if (i < 0) i = until.length;
    until[i] = to;
    return i;
  };
}

/** A path with an id, as an access line has it, from a route. */
export const urlOf = (route: string, number: number): string => route.replace('{id}', String(1000 + ((number * 7919) % 90_000)));
