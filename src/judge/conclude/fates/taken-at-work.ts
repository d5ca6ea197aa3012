import type { Reason } from '../../../model/report.ts';
import type { Alarm } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';
import type { Finding } from './finding.ts';
import { TOGETHER_MS } from '../case/occasions.ts';

/**
 * Whether the pool took a connection back by force from work that was still at it: the thread of its borrower, which neither slept nor waited, had not left the very
 * method of yours that took the connection. What has forgotten a connection has left it. A method that takes one after the other, in a loop, is in it as well: of such a
 * thread several are taken back on one occasion.
 */
export function takenAtWork({ life, alarms }: PoolCase): (alarm: Alarm) => boolean {
  const isIn = ({ stack, stillIn = 0, reclaimed }: Alarm): boolean => {
    const frames = stack === undefined ? [] : (life.stacks.get(stack) ?? []);
    const taker = frames.findIndex(({ role }) => role === 'application');
    return reclaimed && taker >= 0 && stillIn >= frames.length - taker;
  };
  const candidates = alarms.filter(isIn);
  const alone = (one: Alarm): boolean =>
    candidates.every(
      (other) => other === one || other.thread !== one.thread || Math.abs((other.at ?? NaN) - (one.at ?? NaN)) > TOGETHER_MS,
    );
  const taken = new Set(candidates.filter(alone));
  return (alarm) => taken.has(alarm);
}

/** What the pool's force tells. */
export const takenReason = (taken: readonly Finding[]): Reason =>
  reason('taken-at-work', 'long-hold', `${plural(taken.length, 'connection')} ${taken.length === 1 ? 'was' : 'were'} taken back by the pool while the thread that had taken ${taken.length === 1 ? 'it' : 'them'} was still at work in the same method: slow work, for which the pool's limit of time is too short.`, taken.map(({ evidence }) => evidence)); // prettier-ignore
