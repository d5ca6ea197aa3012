import type { Head, LogRecord, PeeledLine } from '../types.ts';
import type { Claims } from './claims.ts';
import { finished } from './finished.ts';
import { ANNOUNCED, joins, mayBegin, PAUSE_MS } from './joins.ts';
import type { OpenRecord } from './open-record.ts';
import type { Stream } from './stream.ts';

/*
 * Threads that log their stacks line by line do so by turns: a line goes on with the record of its own thread, not with the one before it. So a record that may
 * go on waits while other threads have their turn, and those that began after it wait with it: records are told in the order in which they began.
 */

/** Ordinary records of other threads after which a record that waits is over. The prefilter passes on as many of them, and more. */
export const TURNS = 8;
/** Records that are kept back at a time. */
const KEPT = 64;

/** Takes a line that goes on with a record that waits; that is the open one then. @returns whether it does */
export function resume(stream: Stream, head: Head, line: PeeledLine, claims: Claims): boolean {
  const { open, order } = stream;
  if (order.length === 0 || head.thread === undefined) return false;
  const waiting = order.find((record) => !record.ended && record !== open && record.head?.thread === head.thread);
  if (waiting === undefined || !joins(waiting, head, line, claims)) return false;
  if (open !== undefined) open.ended = !mayWait(open, head, claims);
  waiting.join(line, head);
  waiting.turns = 0;
  stream.open = waiting;
  return true;
}

/** The stream goes on with its next record. `out` gets those that are over and that no earlier one keeps back. */
export function follow(stream: Stream, next: OpenRecord, claims: Claims, out: LogRecord[]): void {
  const { open, order } = stream;
  const head = next.head;
  stream.open = next;
  if (open !== undefined) {
    open.ended = head === undefined || !mayWait(open, head, claims);
    if (order.length === 0) {
      if (open.ended) return void out.push(finished(open));
      order.push(open);
    }
  }
  if (order.length === 0) return;
  const ordinary = head === undefined || (!mayBegin(head.message) && !claims.hintedFirst(next));
  for (const record of order) if (!record.ended && isOver(record, next, ordinary)) record.ended = true;
  order.push(next);
  const told = order.length > KEPT ? order.length - 1 : order.findIndex(({ ended }) => !ended);
  for (const record of order.splice(0, told)) out.push(finished(record));
  if (order.length === 1) order.length = 0;
}

/** A record whose head names thread and time, in which a plug-in's hint stands and no trace that came at once; another thread follows soon. */
const mayWait = (open: OpenRecord, head: Head, claims: Claims, before = open.head): boolean =>
  !open.atOnce &&
  before?.thread !== undefined &&
  head.thread !== undefined &&
  before.thread !== head.thread &&
  (before.fields === undefined || ANNOUNCED.test(before.message)) &&
  isNear(before.at, head.at) &&
  claims.hintedFirst(open);

function isOver(record: OpenRecord, { head }: OpenRecord, ordinary: boolean): boolean {
  if (head !== undefined && (record.head?.thread === head.thread || (head.at !== undefined && !isNear(record.head?.at, head.at))))
    return true;
  return ordinary && ++record.turns >= TURNS;
}

const isNear = (before: number | undefined, at: number | undefined): boolean =>
  before !== undefined && at !== undefined && Math.abs(at - before) <= PAUSE_MS;
