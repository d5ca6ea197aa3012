import type { TimedEventOf } from '../../../model/event.ts';
import { keepLatest } from '../../caps.ts';
import { evidenceOf, forget, internStack, poolOf } from '../../lives.ts';
import type { Life, VictimGroup } from '../../state.ts';
import { drop } from './alarms.ts';
import { takeCensus } from './census.ts';
import { unlisted } from './listed.ts';
import { toldBefore } from './same-failure.ts';
import { noteTurnover } from './turnover.ts';
import { noteGaveUp } from './unreached.ts';
import { noteWaited, stillDry } from '../work/served.ts';

const MAX_VICTIMS = 2000;

/** What a list does not name any more came back since the one before. */
function endUnlisted(life: Life, event: TimedEventOf<'acquire-timeout'>, at: number | null): void {
  for (const alarm of unlisted(life, event)) {
    drop(life, alarm);
    const { stack, pool, heldMs, evidence } = alarm;
    const afterMs = at === null || alarm.at === null ? null : at - alarm.at;
    const outMs = heldMs === undefined || afterMs === null ? undefined : heldMs + afterMs;
    life.lateReturns.push({ stack, pool, afterMs, heldMs: outMs, at, byInUse: true, evidence });
    keepLatest(life, 'lateReturns');
  }
}

export function onAcquireTimeout(life: Life, event: TimedEventOf<'acquire-timeout'>, at: number | null): void {
  const pool = poolOf(life, event.pool);
  endUnlisted(life, event, at);
  const told = event.witness === 'counter' ? undefined : toldBefore(life, event, at);
  if (told === 'with-more') noteVictim(life, internStack(life, event.stack), event.route, event);
  if (told !== undefined) return;
  if (event.witness === 'counter') pool.timeoutsCounted += 1;
  else pool.timeoutsRaised += 1;
  noteGaveUp(life.reaching, pool, event.witness === 'counter', at);
  if (event.max !== undefined) pool.seenMax = Math.max(pool.seenMax ?? 0, event.max);
  pool.firstTimeout ??= evidenceOf(event);
  noteWaited(pool, event, at);
  stillDry(life, pool, pool.lastTimeoutAt ?? pool.presumed?.lastAt ?? null, at);
  delete pool.presumed;
  pool.firstTimeoutAt ??= at;
  pool.lastTimeoutAt = at ?? pool.lastTimeoutAt;
  pool.lastTimeout = evidenceOf(event);
  noteTurnover(life, pool);
  takeCensus(life, pool, event, at);
  if (event.witness !== 'counter') noteVictim(life, internStack(life, event.stack), event.route, event);
}

type GaveUp = TimedEventOf<'acquire-timeout' | 'deadline-exceeded'>;

const groupOf = (stack: string | undefined, route: string | undefined, event: GaveUp): VictimGroup => ({
  stack,
  route,
  timeouts: 1,
  ...(event.kind === 'acquire-timeout' && event.nested === true && { nested: true }),
  evidence: evidenceOf(event),
});

export function noteVictim(life: Life, stack: string | undefined, route: string | undefined, event: GaveUp): void {
  if (stack === undefined && route === undefined) return;
  const key = stack ?? `route\u0001${route}`;
  const group = life.victims.get(key);
  if (group) group.timeouts += 1;
  else if (life.victims.size < MAX_VICTIMS) life.victims.set(key, groupOf(stack, route, event));
  else forget(life, 'victims');
}
