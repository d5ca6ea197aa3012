import type { TimedEventOf } from '../../../model/event.ts';
import { evidenceOf } from '../../lives.ts';
import { streamKey } from '../../processes.ts';
import type { Killed, State } from '../../state.ts';

const MOST = 1000;
/** That a worker is to be killed, and that it was, is told within this time; later its number may be another one's. */
const ONCE_MS = 60_000;

/**
 * An ordinary line tells that a worker was killed. Pools whose lines tell no process may be that worker's, for many of them print into one stream; where lines
 * tell theirs, each process is known by itself.
 */
export function noteKilled({ streams }: State, event: TimedEventOf<'context'>): void {
  const { died: pid, at } = event;
  const processes = streams.get(streamKey(event));
  if (pid === undefined || processes === undefined) return;
  const [only] = processes.values();
  // the one whose number stands on the lines of whoever looks after the workers, as long as no other number is known
  const unnamed = processes.get('') ?? (processes.size === 1 ? only : undefined);
  if (unnamed === undefined || unnamed.pid === pid) return;
  for (const lives of unnamed.lives.values()) {
    const killed = lives.at(-1)?.killed;
    if (killed === undefined || killed.length >= MOST || killed.some((one) => isSame(one, pid, at))) continue;
    killed.push({ pid, at, evidence: evidenceOf(event) });
  }
}

const isSame = (one: Killed, pid: string, at: number | null): boolean =>
  one.pid === pid && (one.at === null || at === null || Math.abs(at - one.at) <= ONCE_MS);
