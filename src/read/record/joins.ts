import type { Head, PeeledLine } from '../types.ts';
import type { Claims } from './claims.ts';
import type { OpenRecord, Rival } from './open-record.ts';
import { isUnfinishedFrame, shapeOf } from './shape.ts';

/** Lines of one stack are logged without a pause. */
export const PAUSE_MS = 2_000;
const BEGINS = /^\s{0,8}(?:at \S|\.{3} ?\d|Caused by: |Suppressed: |File "|Traceback \(|[\w$.]{1,200}(?:Exception|Error)\b)/;
/** Whether a message of its own may be how a piece of a stack begins. */
export const mayBegin = (message: string): boolean => message.includes('stack trace') || BEGINS.test(message);
/** What a record says whose stack comes in the next ones. */
export const ANNOUNCED = /stack ?trace follows|:\s*$/i;

/**
 * Whether a record of its own, by its head, is no more than the next piece of a stack: programs that log `traceback.format_stack()` line by line, loggers that print
 * each frame with a head, a pool that logs the stack behind the alarm. Only below a record of the same thread and logger, or of the same prefix, at the same time, in which
 * a plug-in's hint stands: what goes on with an ordinary record tells nothing more.
 */
export function joins(open: OpenRecord, head: Head, line: PeeledLine, claims: Claims): boolean {
  const { head: before } = open;
  if (saysAgain(open, line.text)) return true;
  if (before === undefined || (head.fields !== undefined) !== (before.fields !== undefined)) return false;
  // The prefilter passes over a structured record whose message begins with a word.
  if (head.fields !== undefined && !/^\s/.test(head.message) && !claims.hinted(line.text)) return false;
  if (line.over !== undefined || !isSoon(before, head) || !mayBegin(head.message)) return false;
  const same = before.thread === head.thread && before.logger === head.logger && head.at !== undefined && before.at !== undefined;
  if (!same && (head.fields !== undefined || !isPrefixed(open, head, line.text))) return false;
  return fits(open, head.message, claims) && claims.hintedFirst(open);
}

/** Node's `Error: …` as the first line of a stack. Other errors are told by their names; this one looks like a level. */
const BARE = /^Error(?: \[\w{1,60}\])?: /;
/** Fewer letters may end a message by accident. */
const SAME = 8;

/** Whether the line says once more what the record has just said, as its error's stack begins: winston and others print `message`, and below it `stack`. */
function saysAgain({ head, tail }: OpenRecord, text: string): boolean {
  const bare = BARE.exec(text);
  if (bare === null || head === undefined || head.fields !== undefined || tail.length > 0) return false;
  const said = text.slice(bare[0].length);
  return said.length >= SAME && head.message.endsWith(said);
}

/** Where only one of both is stamped, they are one right behind the other, which is as near as lines can be. */
const isSoon = ({ at: before }: Head, { at }: Head): boolean =>
  at === undefined || (before !== undefined && Math.abs(at - before) <= PAUSE_MS);

/** A program's mark before each line is no longer. */
const PREFIX = 160;
/** Of a record's first line what its prefix is looked for in. */
const RIVAL = 200;
const CLOCK = /\d\d:\d\d:\d\d(?:[.,]\d{1,9})?/g;
const unclocked = (text: string): string => text.replace(CLOCK, '');

/**
 * Whether the line has before its message nothing but what the record begins with as well, but for the time: a program that takes the lines of what it runs (a Minecraft server,
 * sbt) marks each of them, and the library's own head, with thread and logger, stands only in the first line of a record. Where another record of the same mark still
 * waits for a stack, nobody can tell whose this one is.
 */
function isPrefixed(open: OpenRecord, { message }: Head, text: string): boolean {
  const at = text.length - message.length;
  if (at > PREFIX || !text.endsWith(message)) return false;
  const prefix = unclocked(text.slice(0, at).trimEnd());
  const begins = (first: string): boolean => unclocked(first).startsWith(prefix);
  if (prefix === '' || !begins(open.first.text.slice(0, RIVAL))) return false;
  return open.inStack || open.rival === undefined || !begins(open.rival.text);
}

/** What stands before `next` and waits for a stack as well. */
export function rivalOf(next: OpenRecord, before: OpenRecord): Rival | undefined {
  const rival = awaitsStack(before) ? { text: before.first.text.slice(0, RIVAL), at: before.at } : before.rival;
  return rival === undefined || (rival.at !== null && next.at !== null && Math.abs(next.at - rival.at) > PAUSE_MS) ? undefined : rival;
}

/** Whether the record says that a stack follows, and none has. Asked of every record: most end in no colon, and speak of no trace. */
function awaitsStack(open: OpenRecord): boolean {
  if (open.inStack) return false;
  const words = lastWords(open);
  let end = words.length;
  while (end > 0 && words.charCodeAt(end - 1) <= 32) end--;
  return (words.charCodeAt(end - 1) === 58 || words.includes('trace')) && ANNOUNCED.test(words);
}

/** What it has said last, with the blank lines behind it left out. */
function lastWords({ head, tail, lastText }: OpenRecord): string {
  return tail.length === 0 ? (head?.message ?? '') : head?.fields === undefined ? lastText : '';
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
      return open.awaitsError || awaitsStack(open);
    default:
      return (open.inStack && isUnfinishedFrame(message)) || claims.goOn(open, message);
  }
}
