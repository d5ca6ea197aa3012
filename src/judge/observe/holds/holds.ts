import type { TimedEventOf } from '../../../model/event.ts';
import { NO_ADDRESS, NO_NAME } from '../../../model/no-address.ts';
import { forget, internStack, keepLatest, poolOf } from '../../lives.ts';
import { addTo } from '../../sketch.ts';
import type { ClosedHold, Ending, Hold, Life } from '../../state.ts';
import { noteReturn } from '../alarms/turnover.ts';
import { claimCheckout, claimReturn, unclaimReturn } from './claims.ts';
import { expectRoute, settle } from './contexts.ts';
import { noteElsewhere } from './elsewhere.ts';
import { onFound } from './found.ts';
import { noteInUse } from '../figures/in-use.ts';
import { keyOf, newHold, noteNewest, remember, SAME_CHECKOUT_MS, SAME_CHECKOUT_RECORDS } from './new-hold.ts';
import { lengthOf, unfold } from './sites.ts';
import { noteUnnamed, takeUnnamed, unnamedKey } from './unnamed.ts';

const WHOLE_SECOND_MS = 1000;
const MAX_OPEN = 100_000;
const ADDRESS = /^0x[0-9a-f]/i;
/** The pool's own line comes right before that of a program which tells the same loan. */
const isRepeat = (told: number | null | undefined, at: number | null): boolean =>
  told !== undefined && (told === null || at === null || at - told <= WHOLE_SECOND_MS);

const isSame = (hold: Hold, at: number | null, order: number): boolean => {
  const near = order - hold.order <= SAME_CHECKOUT_RECORDS;
  if (at === null || hold.since === null) return near;
  const apart = Math.abs(at - hold.since);
  return apart <= SAME_CHECKOUT_MS || (near && apart <= WHOLE_SECOND_MS);
};

/** What a pool counts of each way to end. */
const COUNTED = { returned: 'back', detached: 'detached', invalidated: 'invalidated', unseen: 'lostEnds' } as const;

const close = (life: Life, key: string, hold: Hold, at: number | null, ended: Ending, heldMs?: number): ClosedHold => {
  const closed: ClosedHold = Object.assign(hold, { until: at, closed: life.order, ended, heldMs, site: undefined, claimed: undefined });
  life.open.delete(key);
  remember(life, key, closed);
  const pool = poolOf(life, hold.pool);
  pool.out -= 1;
  noteInUse(pool, at, pool.out);
  if (ended !== 'reclaimed' && ended !== 'swept') pool[COUNTED[ended]] += 1;
  return closed;
};

export function onCheckout(life: Life, event: TimedEventOf<'checkout'>, at: number | null): void {
  if (event.connection === null) {
    // without a name it pairs with nothing; it only shows that the pool is there
    poolOf(life, event.pool);
    return;
  }
  const unnamed = event.connection === NO_NAME;
  // a program's own line beside one of its pool, which names the connection, is the same checkout
  if (unnamed && life.named) return;
  life.named ||= !unnamed;
  const key = unnamed ? unnamedKey(life.order) : keyOf(event.connection, event);
  const stack = internStack(life, event.stack);
  const listener = event.origin === 'listener';
  const known = life.open.get(key);
  if (known && (listener ? !known.listened || known.sequence === event.sequence : isSame(known, at, life.order))) {
    known.stack ??= stack;
    known.sequence ??= event.sequence;
    known.thread ??= event.thread;
    known.request ??= event.request;
    known.listened ||= listener;
    known.since ??= at;
    return;
  }
  // a program that numbers its loans itself tells once more what the pool's own lines tell
  if (listener && !ADDRESS.test(event.connection) && isRepeat(life.addressed, at)) return;
  if (!listener && ADDRESS.test(event.connection)) life.addressed = at;
  // The same connection goes out again: it was back, and the line that said so is not in this log.
  if (known) close(life, key, known, at, 'unseen');
  if (life.open.size >= MAX_OPEN) {
    forget(life, 'open holds');
    return;
  }
  const pool = poolOf(life, event.pool);
  pool.checkouts += 1;
  const hold: Hold = newHold(life, pool.name, event, event.connection);
  hold.since = at;
  hold.thread = event.thread;
  hold.request = event.request;
  hold.sequence = event.sequence;
  hold.stack = stack;
  hold.listened = listener;
  life.open.set(key, hold);
  if (unnamed) noteUnnamed(life, hold);
  noteNewest(life, hold);
  life.lastCheckout = life.order;
  pool.out += 1;
  noteInUse(pool, at, pool.out);
  expectRoute(life, hold);
  claimCheckout(life, hold);
}

export function onCheckin(life: Life, event: TimedEventOf<'checkin'>, at: number | null): void {
  if (event.connection === null) return;
  const unnamed = event.connection === NO_NAME ? takeUnnamed(life, event, at, internStack(life, event.stack)) : undefined;
  const key = event.connection === NO_NAME ? unnamedKey(unnamed?.order ?? 0) : keyOf(event.connection, event);
  const hold = unnamed ?? life.open.get(key);
  if (event.reason === 'reclaimed') return onReclaimed(life, event, key, hold, at);
  if (!hold) return;
  if (event.reason === 'invalidated' && hold.pinging) {
    // SQLAlchemy replaces the connection under the same checkout; no 'checked out' line follows for the new one.
    life.open.delete(key);
    life.moving.push(hold);
    keepLatest(life, 'moving');
    return;
  }
  const ended = event.reason === 'unleaked' ? 'returned' : event.reason;
  const closed = close(life, key, hold, at, ended, event.heldMs);
  if (ended !== 'returned') return;
  life.lastReturn = life.order;
  const pool = poolOf(life, hold.pool);
  const length = lengthOf(closed);
  if (length !== undefined) addTo(pool.returned, length);
  noteReturn(pool);
  noteElsewhere(life, closed, event.thread);
  settle(life, closed, event.thread);
  claimReturn(life, closed);
}

/** The garbage collector took a connection back that its borrower had lost. A return logged just before was the collector's own. */
function onReclaimed(life: Life, event: TimedEventOf<'checkin'>, key: string, open: Hold | undefined, at: number | null): void {
  if (open) {
    life.reclaimed.push(close(life, key, open, at, 'reclaimed'));
    keepLatest(life, 'reclaimed');
    return;
  }
  if (poolOf(life, event.pool).checkouts === 0) return onFound(life, event, key, at);
  const closed = life.lastClosed.get(key);
  if (!closed || closed.ended === 'reclaimed' || closed.ended === 'swept') return;
  if (at !== null && closed.until !== null && at - closed.until > SAME_CHECKOUT_MS) return;
  const pool = poolOf(life, closed.pool);
  pool[COUNTED[closed.ended]] -= 1;
  if (closed.ended === 'returned') {
    unfold(life, pool, closed);
    unclaimReturn(life, closed);
  }
  closed.ended = 'reclaimed';
  life.reclaimed.push(closed);
  keepLatest(life, 'reclaimed');
}

export function onCreated(life: Life, event: TimedEventOf<'connection-created'>, at: number | null): void {
  const key = keyOf(event.connection, event);
  const moved = life.moving.findIndex((hold) => hold.thread === event.thread);
  const [hold] = moved < 0 ? [] : life.moving.splice(moved, 1);
  if (hold) {
    // The address belonged to a connection that is gone, and the line that said so is not in this log.
    const former = life.open.get(keyOf(event.connection, hold));
    if (former) close(life, keyOf(event.connection, hold), former, at, 'unseen');
    hold.connection = event.connection;
    hold.pinging = false;
    life.open.set(keyOf(event.connection, hold), hold);
    return;
  }
  // An address is used again only after its connection died: the end of the one before is missing.
  const stale = event.connection === NO_ADDRESS ? undefined : life.open.get(key);
  if (stale) close(life, key, stale, at, 'unseen');
}

export function onClosed(life: Life, event: TimedEventOf<'connection-closed'>, at: number | null): void {
  const key = keyOf(event.connection, event);
  const hold = life.open.get(key);
  if (!hold || event.connection === NO_ADDRESS) return;
  // Closed while out: the program detached it, or the server ended it. The pool has its slot back either way.
  close(life, key, hold, at, 'detached');
}
