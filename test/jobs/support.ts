import { reportOf } from '../../src/analysis.ts';
import { plugins } from '../../parsers/index.ts';
import { Crew } from '../../src/jobs/crew.ts';
import { originsOf } from '../../src/jobs/plugins.ts';
import type { Ask, Order, Word, Work } from '../../src/jobs/protocol.ts';
import { readerHere } from '../../src/jobs/reader.ts';
import type { Reader } from '../../src/jobs/reader.ts';
import { emptyState, join, observe } from '../../src/judge/index.ts';
import type { State } from '../../src/judge/state.ts';
import { publish } from '../../src/model/event.ts';
import type { TimedEvent } from '../../src/model/event.ts';
import { readEvents } from '../../src/read/index.ts';
import type { ReadOptions } from '../../src/read/index.ts';

export interface Reading {
  readonly ask: Ask;
  /** Readers; with 1 everything is read in its turn. */
  readonly jobs: number;
  readonly options?: ReadOptions;
  readonly ahead?: number;
  readonly start?: (work: Work, number: number) => Reader;
  /** Whether what was observed of the next input may be joined at all. */
  readonly may?: () => boolean;
}

/** All that reading inputs gives, as text: the same bytes mean the same answer. */
export async function answer(inputs: readonly string[], { ask, jobs, options = { plugins }, ahead = 1000, start = readerHere, may = () => true }: Reading): Promise<string> {
  const { plugins: used, stdin: _, signal, ...crossing } = options;
  const origins = originsOf(used) ?? [];
  const work: Work = { ask, ahead, plugins: origins, options: crossing };
  const state = emptyState();
  const accept = (pools: State): boolean => may() && join(state, pools);
  const crew = jobs === 1 ? undefined : new Crew({ work, signal, readersFor: ({ length }) => Math.min(jobs, length), start, accept });
  const { batches, summary, located, failures } = readEvents(inputs, options, crew);
  const events: TimedEvent[] = [];
  for await (const batch of batches) {
    if (ask === 'pools') for (const event of batch) observe(state, event);
    else events.push(...batch);
  }
  const read = summary();
  const shown = ask === 'events' ? events.filter(({ kind }) => kind !== 'context') : ask === 'times' ? [] : events;
  return JSON.stringify(
    ask === 'pools'
      ? [located(reportOf(state, read, failures, used)), failures]
      : [shown.map(publish), read, failures],
    null,
    1,
  );
} // prettier-ignore

/** A reader in this thread that takes its time, as the numbers say: what it tells comes in order, but later. Now and then it gives an input back at its end. */
export const slowReader =
  (waits: () => number, back: () => boolean = () => false) =>
  (work: Work): Reader => {
    const reader = readerHere(work);
    const slowly = <T>(each: (item: T) => void): ((item: T) => void) => {
      let last = Promise.resolve();
      return (item) => void (last = last.then(() => rest(waits())).then(() => each(item)));
    };
    const post = slowly<Order>((order) => reader.post(order));
    // prettier-ignore
    return { listen: (onWord, onGone) => reader.listen(slowly<Word>((word) => onWord(word.told === 'end' && back() ? { told: 'back' } : word)), onGone), post, close: () => reader.close() };
  };

/** Lets the others have so many turns. */
async function rest(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
}
