import type { Head, PeeledLine } from '../types.ts';
import type { Claims } from './claims.ts';
import type { OpenRecord } from './open-record.ts';
import { shapeOf } from './shape.ts';

/** Lines of one stack are logged without a pause. */
export const PAUSE_MS = 2_000;
const BEGINS = /^\s{0,8}(?:at \S|\.{3} ?\d|Caused by: |Suppressed: |File "|Traceback \(|[\w$.]{1,200}(?:Exception|Error)\b)/;
/** Whether a message of its own may be how a piece of a stack begins. */
export const mayBegin = (message: string): boolean => message.includes('stack trace') || BEGINS.test(message);
/** What a record says whose stack comes in the next ones. */
export const ANNOUNCED = /stack ?trace follows|:\s*$/i;

/**
 * Whether a record of its own, by its head, is no more than the next piece of a stack: programs that log `traceback.format_stack()` line by line, loggers that print
 * each frame with a head, a pool that logs the stack behind the alarm. Only below a record of the same thread and logger, at the same time, in which a plug-in's hint
 * stands: what goes on with an ordinary record tells nothing more.
 */
export function joins(open: OpenRecord, head: Head, line: PeeledLine, claims: Claims): boolean {
  const { head: before } = open;
  if (before === undefined || before.thread !== head.thread || before.logger !== head.logger) return false;
  if (head.at === undefined || before.at === undefined || (head.fields !== undefined) !== (before.fields !== undefined)) return false;
  // The prefilter passes over a structured record whose message begins with a word.
  if (head.fields !== undefined && !/^\s/.test(head.message) && !claims.hinted(line.text)) return false;
  if (line.over !== undefined || Math.abs(head.at - before.at) > PAUSE_MS || !mayBegin(head.message)) return false;
  return fits(open, head.message, claims) && claims.hintedFirst(open);
}

function fits(open: OpenRecord, message: string, claims: Claims): boolean {
  switch (shapeOf(message)) {
    case 'java-frame':
    case 'python-frame':
    case 'python-chain':
      return true;
    case 'java-cause':
    case 'java-more':
      return open.trace === 'java';
    case 'traceback':
      return open.trace === undefined;
    case 'exception':
      return open.awaitsError || (open.size === 0 && ANNOUNCED.test(open.head?.message ?? ''));
    default:
      return claims.goOn(open, message);
  }
}
