import type { Evidence } from '../../model/report.ts';
import type { Sketch } from '../sketch.ts';

/**
 * How a hold ended. `unseen`: the same connection went out again, or its address, and no line said before that it was back. `swept`: it
 * came back only as the process ended, with others as old.
 */
export type Ending = 'returned' | 'detached' | 'invalidated' | 'unseen' | 'reclaimed' | 'swept';

/** A connection that went out, until it is known to be back. */
export interface Hold {
  connection: string;
  /** Epoch ms, null where no line before it had a time. */
  since: number | null;
  pool: string;
  thread: string | undefined;
  request: string | undefined;
  sequence: string | undefined;
  /** Key into `Life.stacks`. */
  stack: string | undefined;
  route: string | undefined;
  /** A route that was named in its context, but perhaps of other work. */
  hint: string | undefined;
  statement: string | undefined;
  /** Template of the first warning or error in the same context. */
  template: string | undefined;
  /** Templates of all messages in the same context until its next checkout, each once, and of the one right before (`rightBefore`); bounded. */
  templates: string[];
  /** Key into `Life.stacks` of an exception logged in the same context. */
  exception: string | undefined;
  /** A checkout listener saw it too. */
  listened: boolean;
  /** The work that took it is done: its request was logged, or its thread took up other work. */
  finished: boolean;
  /** When the line that ends its request was logged while it was out, epoch ms; undefined where none was. */
  done: number | undefined;
  /** Its pre-ping failed: the pool will move it to another connection. */
  pinging: boolean;
  /** Order number of its checkout in the life. */
  order: number;
  evidence: Evidence;
}

export interface ClosedHold extends Hold {
  until: number | null;
  /** Order number of its end in the life. */
  closed: number;
  ended: Ending;
  /** How long it was out by the line that gave it back, ms. */
  heldMs: number | undefined;
  /** Folded into this site and may have to be taken out again. */
  site: string | undefined;
  /** No line tells that it was the garbage collector that gave it back: see `conclude/case/collected.ts`. */
  unsaid?: true;
  /** The request line that it claimed, where order has to tell whose it was. */
  claimed: RequestLine | undefined;
}

/** An ordinary line that names a route. */
export interface RequestLine {
  readonly order: number;
  readonly route: string;
  readonly template: string | undefined;
  /** The request was refused, or failed. */
  readonly failed?: true;
}

/** How returned holds of one site behaved. A site is a stack, a route, or '' where neither is known. */
export interface SiteHolds {
  returned: Sketch;
  /** How long those that were out still when their request's line was logged took from then on, ms. */
  late: Sketch;
  /** The order numbers at which the latest ones that came back had begun. Bounded. */
  recent: number[];
  /** The longest of them, undefined where none has both its times. */
  longest: { ms: number; since: number; pool: string; evidence: Evidence } | undefined;
  /** When the first and the last of the long ones were taken, by how long they were: see `observe/holds/long-holds.ts`. */
  long: Map<number, { readonly first: number; readonly last: number }>;
  /** Those that were slow, where any was: the most of them at one time, and when the latest began and ended, epoch ms in turn. See `observe/holds/slow-holds.ts`. */
  slow?: { atOnce: number; spans: number[] };
}

/** A pool's own claim that a connection leaks, not yet taken back. */
export interface Alarm {
  connection: string | undefined;
  at: number | null;
  pool: string | undefined;
  thread: string | undefined;
  stack: string | undefined;
  heldMs: number | undefined;
  reclaimed: boolean;
  /** Frames of its stack, from the outermost on, in which its thread was still at work by then. */
  stillIn?: number;
  /** Told in a list of holders, on an occasion of its own. */
  listed?: true;
  /** A watchdog says it again as long as the connection is out. */
  lastAt: number | null;
  reports: number;
  evidence: Evidence;
}

/** Who held connections at one moment. They are the very holds, so that what became of them later shows. */
export interface Census {
  readonly at: number | null;
  readonly held: readonly (Hold | ClosedHold | Alarm)[];
  /** Holders beyond the cap. */
  readonly more: number;
  readonly evidence: Evidence;
}

export interface LateReturn {
  stack: string | undefined;
  pool: string | undefined;
  /** From alarm to return, ms; null where a time is missing. */
  afterMs: number | null;
  /** How long it had been out in all, where the log says so. */
  heldMs: number | undefined;
  at: number | null;
  /** No line tells of it: nothing of its pool was in use at `at`. The times are the most that it can have taken. */
  byInUse?: true;
  /** It did not come back: the pool closed it while it was out, as it does with broken ones. */
  closed?: true;
  evidence: Evidence;
}

/** Who waited and gave up. */
export interface VictimGroup {
  stack: string | undefined;
  route: string | undefined;
  timeouts: number;
  /** They held a connection already. */
  nested?: true;
  evidence: Evidence;
}

/** One requester's context: a request, a thread, or a process that does one thing at a time. */
export interface ContextState {
  /** Checkouts of this context whose route is still unknown, in order. */
  pending: (Hold | ClosedHold)[];
  /** The route of the work that has begun here and not ended, where a line said so. */
  begun: string | undefined;
  /** The checkout made here last, back or not. */
  latest: Hold | ClosedHold | undefined;
  /** The latest message of this context, where it holds nothing; when it was said, epoch ms. */
  said: { readonly template: string; readonly at: number } | undefined;
}
