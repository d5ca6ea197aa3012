/**
 * Reading with several threads. Any number of them gives the same bytes as one.
 * @module
 */
import { availableParallelism } from 'node:os';
import type { State } from '../judge/state.ts';
import { readEvents } from '../read/index.ts';
import type { EventsToTheEnd, Input, ReadOptions } from '../read/index.ts';
import { Crew } from './crew.ts';
import { originsOf } from './plugins.ts';
import type { Ask, Work } from './protocol.ts';
import { readerHere, readerThread } from './reader.ts';

export type { Ask } from './protocol.ts';

/** How many threads read, this one among them; `auto`: as many as are of use. */
export type Jobs = number | 'auto';

export interface JobsOptions extends ReadOptions {
  readonly jobs?: Jobs;
}

/**
 * Bytes that other threads have to take off this one before beginning one is worth its while: with fewer, what a dense log gains is about what a
 * sparse one loses.
 */
const WORTH_A_THREAD = 48e6;

/** Events that one reader may be ahead of its turn: some 20 MB. */
const AHEAD = 20_000;

/** How many threads help with inputs of these sizes. */
export function usefulJobs(sizes: readonly number[], parallelism = availableParallelism()): number {
  const most = Math.min(sizes.length, parallelism);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const others = total - Math.max(0, ...sizes);
  return Math.max(1, Math.min(most, 1 + Math.floor(others / WORTH_A_THREAD)));
}

/**
 * Reads inputs like `readEvents`, several at a time where there are several files.
 * @param ask which events are wanted
 * @param accept takes what the judge observes of one input, with `pools`; false where it has to be told event by event
 */
export function readWithJobs(
  inputs: readonly Input[],
  { jobs = 1, ...options }: JobsOptions,
  ask: Ask,
  accept: (pools: State) => boolean = () => true,
): EventsToTheEnd {
  const plugins = jobs === 1 ? undefined : originsOf(options.plugins);
  if (plugins === undefined) return readEvents(inputs, options);
  const { plugins: _, stdin: __, signal, ...crossing } = options;
  const work: Work = { ask, ahead: AHEAD, plugins, options: crossing };
  const readersFor = (sizes: readonly number[]): number => (jobs === 'auto' ? usefulJobs(sizes) : Math.min(jobs, sizes.length));
  const start = (_work: Work, number: number) => (number === 0 ? readerHere(work) : readerThread(work));
  return readEvents(inputs, options, new Crew({ work, signal, readersFor, start, accept }));
}
