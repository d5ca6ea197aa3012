import { KnownLists } from '../../plugin/known-lists.ts';
import { sharedTails } from '../../plugin/shared.ts';
import { GLASSFISH } from '../layout/native/glassfish.ts';
import type { LogRecord } from '../types.ts';
import { unmarked } from './bracketed.ts';
import { HEAD_CAP } from './caps.ts';
import type { OpenRecord } from './open-record.ts';

const NO_TAIL: readonly string[] = [];
/** Tails that came before: all records with the same one have the same object. */
const known = new KnownLists((tail) => sharedTails.add(tail));

/** The record as it is now; it stays open, and more lines may be added. */
export function finished(open: OpenRecord): LogRecord {
  const { head, first } = open;
  let message = head === undefined || open.captioned ? first.text : head.message;
  let tail = open.mixed?.yes ? NO_TAIL : open.tail;
  if (head?.layout === GLASSFISH && open.mixed?.yes !== true) [message = '', ...tail] = unmarked(open, [message, ...tail]);
  // Some programs begin a message with a line break; the message then is what follows it.
  const start = tail.length > 0 && message.trim() === '' ? tail.findIndex((line) => line !== '') : -1;
  if (start >= 0) {
    message = tail[start] as string;
    tail = tail.slice(start + 1);
  }
  // Of a structured record the fields are kept whole, however long its text is.
  const clipped = open.clipped || message.length > HEAD_CAP || (head?.fields === undefined && first.text.length > HEAD_CAP);
  const record: { -readonly [K in keyof LogRecord]: LogRecord[K] } = {
    layout: head?.layout,
    source: open.source,
    line: first.line,
    byte: first.byte,
    lines: open.lines,
    at: open.at,
    instance: first.instance,
    raw: first.text.length > HEAD_CAP ? first.text.slice(0, HEAD_CAP) : first.text,
    message: message.length > HEAD_CAP ? message.slice(0, HEAD_CAP) : message,
    tail: known.of(tail) ?? tail,
    clipped,
    hinted: open.hinted,
  };
  if (head?.seen !== undefined && message === head.message) record.seen = head.seen;
  if (open.over !== 0) record.over = open.over;
  if (open.mixed?.yes) record.mixed = true;
  const severity = head?.severity ?? first.severity;
  const logger = head?.logger ?? first.logger;
  const thread = head?.thread ?? first.thread;
  const request = head?.request ?? first.request;
  if (head?.fields !== undefined) record.fields = head.fields;
  if (severity !== undefined) record.severity = severity;
  if (logger !== undefined) record.logger = logger;
  if (thread !== undefined) record.thread = thread;
  if (request !== undefined) record.request = request;
  if (head?.pid !== undefined) record.pid = head.pid;
  if (head?.service !== undefined) record.service = head.service;
  return record;
}
