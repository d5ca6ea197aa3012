import { goDurationMs } from '../../plugin/duration.ts';
import type { LogRecord } from '../types.ts';
import { durationIn } from './access.ts';
import { durationOf } from './field-request.ts';

/** Work that takes less is no news: no pool that watches its connections lets anybody call less long (HikariCP, `leakDetectionThreshold`). */
const LONG_MS = 2000;
/** Words after which a text tells how long its work took; a timeout or an interval is none. */
const TOOK = /\b(?:took|after|in|elapsed|duration|lasted|for|within)[ =:]{1,3}(?=\d)/gi;
const MOST = 1000;

/** How long the work of an ordinary record took by its own word, ms, where that was two seconds or more. */
export function lastedIn({ message, fields }: LogRecord): number | undefined {
  const text = message.slice(0, MOST);
  const told =
    (fields && (durationOf(fields) ?? secondsOf(fields))) ?? durationAfter(text) ?? (fields && measuredOf(fields)) ?? measuredIn(text);
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

/*
 * Whatever language names it: a length of time that was measured is hardly ever round, one that somebody chose (a timeout, an interval) always is. So a
 * fraction of a second tells that this is how long something took.
 */

const MEASURED = /(?:^|[\s(=:])((?:\d{1,4}h)?(?:\d{1,4}m)?\d{1,6}\.\d{0,8}[1-9]\d{0,8}) ?s(?![\w/])/;
/** Fields that are looked through. */
const MOST_FIELDS = 40;

function measuredIn(text: string): number | undefined {
  const found = text.includes('.') ? MEASURED.exec(text)?.[1] : undefined;
  return found === undefined ? undefined : goDurationMs(`${found}s`);
}

function measuredOf(fields: NonNullable<LogRecord['fields']>): number | undefined {
  let left = MOST_FIELDS;
  for (const key in fields) {
    if (left-- === 0) return undefined;
    const value = fields[key];
    if (typeof value !== 'string' || value.length > 40 || !value.endsWith('s')) continue;
    const ms = measuredIn(value);
    if (ms !== undefined) return ms;
  }
  return undefined;
}
