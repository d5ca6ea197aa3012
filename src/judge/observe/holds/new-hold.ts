import type { TimedEvent } from '../../../model/event.ts';
import { NO_ADDRESS } from '../../../model/no-address.ts';
import { evidenceOf } from '../../lives.ts';
import type { ClosedHold, Hold, Life } from '../../state.ts';

/** Two lines about one checkout (two handlers, a listener beside the pool's own line) come within this many ms … */
export const SAME_CHECKOUT_MS = 250;
/** … or within this many records, and, where the layout has times, within the whole second that many of them have for a time. */
export const SAME_CHECKOUT_RECORDS = 6;
const MAX_REMEMBERED = 10_000;

/** What a hold tells once it has ended, but for the time, by which an ended one is known. */
type Ends = Exclude<keyof ClosedHold, keyof Hold | 'until' | 'unsaid'>;

/** A hold of which nothing is known but the line that tells of it. The fields of its end are there from the beginning, for an object that gets many more is moved. */
export const newHold = (life: Life, pool: string, event: TimedEvent, connection: string): Hold & Record<Ends, undefined> => ({
  connection,
  since: null,
  pool,
  thread: undefined,
  request: undefined,
  sequence: undefined,
  stack: undefined,
  route: undefined,
  hint: undefined,
  statement: undefined,
  template: undefined,
  templates: [],
  exception: undefined,
  listened: false,
  finished: false,
  done: undefined,
  pinging: false,
  order: life.order,
  evidence: evidenceOf(event),
  closed: undefined,
  ended: undefined,
  heldMs: undefined,
  site: undefined,
  claimed: undefined,
});

/** Drivers without an address in their repr print one text for all connections: then only the borrower tells them apart. */
export const keyOf = (connection: string, event: { thread?: string | undefined; request?: string | undefined }): string =>
  connection === NO_ADDRESS ? `${connection}\u0001${event.thread ?? event.request ?? ''}` : connection;

/** Keeps an ended hold as long as a later line may still correct it. */
export const remember = (life: Life, key: string, hold: ClosedHold): void => {
  life.lastClosed.delete(key);
  life.lastClosed.set(key, hold);
  if (life.lastClosed.size > MAX_REMEMBERED) {
    const [oldest] = life.lastClosed.keys();
    if (oldest !== undefined) life.lastClosed.delete(oldest);
  }
};

/** Keeps what a line that names no connection may tell of: as many checkouts as records that belong to one. */
export const noteNewest = ({ newest }: Life, hold: Hold): void => {
  newest.push(hold);
  if (newest.length > SAME_CHECKOUT_RECORDS) newest.shift();
};
