import type { TimedEventOf } from '../../../model/event.ts';
import { evidenceOf } from '../../lives.ts';
import type { LockSpell, ServerState } from '../../state.ts';

const MOST_SPELLS = 200;
const MOST_WAITERS = 2000;
const MOST_HOLDERS = 20;
/** A lock of which nothing is said for so long is waited for anew. Each wait is told after a second, and when it ends. */
const PAUSE_MS = 300_000;

/** A session waits for a lock, or has it at last; or the line behind it tells who holds it. */
export function onLockWait(server: ServerState, event: TimedEventOf<'server-lock-wait'>): void {
  const waiter = `${event.source}\u0001${event.pid ?? ''}`;
  const spell = event.lock === undefined || event.on === undefined ? server.locks[server.waiters.get(waiter) ?? -1] : spellOf(server, event, waiter);
  if (spell === undefined) return;
  const { at, waitedMs = 0, waiting = 1, holders = [], statement } = event;
  if (at !== null) {
    spell.from = Math.min(spell.from ?? Infinity, at - waitedMs);
    spell.to = Math.max(spell.to ?? -Infinity, at);
  }
  spell.longestMs = Math.max(spell.longestMs, waitedMs);
  spell.statement ??= statement;
  if (waiting > spell.most) [spell.most, spell.longest] = [waiting, evidenceOf(event)];
  for (const pid of holders)
    if (spell.holders.has(pid) || spell.holders.size < MOST_HOLDERS) spell.holders.set(pid, (spell.holders.get(pid) ?? 0) + 1);
} // prettier-ignore

function spellOf(server: ServerState, event: TimedEventOf<'server-lock-wait'>, waiter: string): LockSpell | undefined {
  const { at, source, lock = '', on = '' } = event;
  const index = server.locks.findLastIndex((one) => one.source === source && one.lock === lock && one.on === on);
  const known = server.locks[index];
  const goesOn = known !== undefined && (at === null || known.to === null || at - (event.waitedMs ?? 0) - known.to < PAUSE_MS);
  if (!goesOn && server.locks.length >= MOST_SPELLS) return undefined;
  if (!goesOn)
    server.locks.push({ source, lock, on, from: null, to: null, most: 0, longestMs: 0, holders: new Map(), statement: undefined, first: evidenceOf(event), longest: undefined });
  const number = goesOn ? index : server.locks.length - 1;
  if (server.waiters.has(waiter) || server.waiters.size < MOST_WAITERS) server.waiters.set(waiter, number);
  return server.locks[number];
} // prettier-ignore
