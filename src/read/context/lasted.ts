import type { LogRecord } from '../types.ts';
import { durationIn } from './access.ts';
import { durationOf } from './field-request.ts';

/** Work that takes less is no news: callers of a full pool wait for as long. */
const LONG_MS = 30_000;
/** Words after which a text tells how long its work took; a timeout or an interval is none. */
const TOOK = /\b(?:took|after|in|elapsed|duration|lasted|for|within)[ =:]{1,3}(?=\d)/gi;
const MOST = 1000;

/** How long the work of an ordinary record took by its own word, ms, where that was half a minute or more. */
export function lastedIn({ message, fields }: LogRecord): number | undefined {
  const told = (fields && (durationOf(fields) ?? secondsOf(fields))) ?? durationAfter(message.slice(0, MOST));
  return told !== undefined && told >= LONG_MS ? told : undefined;
}

/** A bare number of seconds. Beside a request it may be anything, when to come again for instance. */
function secondsOf({ seconds }: NonNullable<LogRecord['fields']>): number | undefined {
  const value = typeof seconds === 'string' ? Number(seconds) : seconds;
  return typeof value === 'number' && Number.isFinite(value) && seconds !== '' ? value * 1000 : undefined;
}

function durationAfter(text: string): number | undefined {
  for (const { index, 0: word } of text.matchAll(TOOK)) {
    const ms = durationIn(text.slice(index + word.length, index + word.length + 30));
    if (ms !== undefined) return ms;
  }
  return undefined;
}
