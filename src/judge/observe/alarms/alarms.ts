import type { TimedEventOf } from '../../../model/event.ts';
import { keepLatest } from '../../caps.ts';
import { evidenceOf, forget, internStack, poolOf } from '../../lives.ts';
import type { Alarm, Life, PoolState } from '../../state.ts';
import { forgetBorrower, justReported, noteBorrower, reportedOf, returnedOf } from './borrowers.ts';
import { hasLeft } from './listed.ts';
import { noteReturn } from './turnover.ts';

const MAX_ALARMS = 100_000;

/** The pool says that a connection has been out too long. It is a claim, not a leak: the connection may still come back. */
export function onLeakReported(life: Life, event: TimedEventOf<'leak-reported'>, at: number | null): void {
  // Who is still at what he took the connection for has not lost it.
  if (event.repeats === false && !hasLeft(life, event)) return;
  const stack = internStack(life, event.stack);
  if (event.returnsLogged === false) life.returnsNeverLogged = true;
  const hold = event.connection === null ? undefined : life.open.get(event.connection);
  if (hold) {
    // The pairs already show this hold; the claim adds its stack.
    hold.stack ??= stack;
    return;
  }
  const connection = event.connection ?? undefined;
  // A pool reports once per checkout, so a second report of one connection means that it came back in between, unseen.
  const known = connection === undefined ? (reportedOf(life, event, at) ?? justReported(life, event, at)) : life.alarmed.get(connection);
  if (known && (event.reclaimed === true || sameHold(life, known, at, event))) {
    known.stack ??= stack;
    if (event.reclaimed === true) reclaim(life, known);
    return;
  }
  if (known) {
    drop(life, known);
    life.unseenReturns += 1;
    if (at !== null && known.at !== null) life.unseenReturnMs = Math.max(life.unseenReturnMs, at - known.at);
  }
  if (life.alarms.size >= MAX_ALARMS) {
    forget(life, 'leak reports');
    return;
  }
  boundThreshold(life, poolOf(life, event.pool), connection, at);
  const alarm: Alarm = {
    connection,
    at,
    pool: event.pool,
    thread: event.thread,
    stack,
    heldMs: event.heldMs,
    reclaimed: event.reclaimed ?? false,
    ...(event.stillIn !== undefined && { stillIn: event.stillIn }),
    ...(event.repeats === false && { listed: true as const }),
    lastAt: at,
    reports: 1,
    evidence: evidenceOf(event),
  };
  life.alarms.add(alarm);
  if (connection !== undefined && !alarm.reclaimed) life.alarmed.set(connection, alarm);
  if (connection === undefined) noteBorrower(life, alarm);
}

export const drop = (life: Life, alarm: Alarm): void => {
  life.alarms.delete(alarm);
  if (alarm.connection !== undefined) life.alarmed.delete(alarm.connection);
  else forgetBorrower(life, alarm);
};

/** The pool took the connection back by force: no later line of it can be the end of this alarm. */
const reclaim = (life: Life, alarm: Alarm): void => {
  alarm.reclaimed = true;
  if (alarm.connection !== undefined) life.alarmed.delete(alarm.connection);
  else forgetBorrower(life, alarm);
};

/** A connection cannot have been out for longer than since it was last in the pool, nor than the pool exists. */
function boundThreshold(life: Life, pool: PoolState, connection: string | undefined, at: number | null): void {
  if (at === null) return;
  const starts = [...life.pools.values()].flatMap((other) => other.startedAt ?? []);
  const started = pool.startedAt ?? (starts.length === 1 ? starts[0] : undefined);
  const idle = connection === undefined ? undefined : life.idleAt.get(connection);
  const since = Math.max(started ?? -Infinity, idle ?? -Infinity);
  if (since > -Infinity && at > since) pool.thresholdAtMostMs = Math.min(pool.thresholdAtMostMs ?? Infinity, at - since);
}

const MAX_IDLE = 20_000;

/** Notes that a connection is in the pool now. */
export function noteIdle(life: Life, connection: string, at: number | null): void {
  if (at === null) return;
  if (life.idleAt.size < MAX_IDLE || life.idleAt.has(connection)) life.idleAt.set(connection, at);
}

/** A watchdog repeats itself as long as the connection is out: its report reaches back past the one before. */
function sameHold(life: Life, before: Alarm, at: number | null, { heldMs, repeats }: TimedEventOf<'leak-reported'>): boolean {
  if (before.at === null || at === null) return repeats !== undefined;
  if (repeats !== true && (heldMs === undefined || at - heldMs > before.at)) return false;
  if (repeats !== false) life.repeatMs = Math.max(life.repeatMs, at - (before.lastAt ?? at));
  before.lastAt = at;
  before.reports += 1;
  return true;
}

/** The reported connection is back, or gone from the pool for good: either way its slot is free. */
export function onAlarmEnds(life: Life, connection: string, at: number | null, event: TimedEventOf<'checkin' | 'connection-closed'>): void {
  const alarm = life.alarmed.get(connection);
  if (!alarm) return noteLate(life, at, event);
  noteIdle(life, connection, at);
  endAlarm(life, alarm, at, event);
}

/** A return that is told as late by itself, with the time that the connection was out, is as good as a report and its end. */
function noteLate(life: Life, at: number | null, event: TimedEventOf<'checkin' | 'connection-closed'>): void {
  if (event.kind !== 'checkin' || event.reason !== 'unleaked' || event.heldMs === undefined) return;
  const { pool, heldMs } = event;
  life.lateReturns.push({ stack: internStack(life, event.stack), pool, afterMs: null, heldMs, at, evidence: evidenceOf(event) });
  keepLatest(life, 'lateReturns');
}

/** The same where the line names the borrower alone. */
export function onBorrowerReturns(life: Life, event: TimedEventOf<'checkin'>, at: number | null): void {
  const alarm = event.reason === 'unleaked' ? returnedOf(life, event, at) : undefined;
  if (alarm) endAlarm(life, alarm, at, event);
}

function endAlarm(life: Life, alarm: Alarm, at: number | null, event: TimedEventOf<'checkin' | 'connection-closed'>): void {
  drop(life, alarm);
  for (const pool of life.pools.values()) noteReturn(pool);
  const afterMs = at === null || alarm.at === null ? null : Math.max(0, at - alarm.at);
  const reported = alarm.heldMs === undefined || afterMs === null ? undefined : alarm.heldMs + afterMs;
  life.lateReturns.push({
    stack: alarm.stack,
    pool: alarm.pool,
    afterMs,
    heldMs: event.kind === 'checkin' ? (event.heldMs ?? reported) : reported,
    at,
    ...(event.kind === 'connection-closed' && { closed: true }),
    evidence: evidenceOf(event),
  });
  keepLatest(life, 'lateReturns');
}
