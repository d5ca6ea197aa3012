import type { ReadTime } from './types.ts';

/** The times up to which a stream is read are alike in such steps however much of it is passed over. */
const STEP_MS = 10_000;

/**
 * Which of two instants a wall clock tells in the hour that comes twice as summer time ends: the first, until the clock has gone back by more than half of what it is
 * put back by. Lines that are written late are not so late.
 * @param newest the latest time that the stream has shown, epoch ms
 */
export function whichOf({ ms, again }: ReadTime, newest: number | undefined): number | undefined {
  if (again === undefined || ms === undefined || newest === undefined) return ms;
  return (Math.floor(newest / STEP_MS) - Math.floor(ms / STEP_MS)) * STEP_MS > (again - ms) / 2 ? again : ms;
}
