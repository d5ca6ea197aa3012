import type { TimedEventOf } from '../../model/event.ts';
import { routePath } from '../context/route.ts';
import type { LogRecord } from '../types.ts';
import type { ContextFields } from './own.ts';
import { sameStream } from './same.ts';

/** What lines before have told of a request; its duration counts once, too. */
export interface Retold {
  readonly retold: NonNullable<TimedEventOf<'context'>['retold']>;
  /** They told how long it took. */
  readonly timed: boolean;
}

/** Requests that are looked back at: those of other threads end between the two lines of one. */
const BACK = 32;
/** The two lines of one request are written one right after the other; whole seconds may round them apart. */
const SOON_MS = 1_000;
const LOUD: ReadonlySet<LogRecord['severity']> = new Set(['warn', 'error', 'fatal']);
const PATHS = /\/[^\s"'`?#,;)\]}]{0,512}/g;
const MOST_PATHS = 20;

/** A request that a line said to be over, or to have failed. */
interface Ended {
  readonly record: LogRecord;
  readonly route: string;
  path: string | undefined;
  readonly status: number | undefined;
  /** A line said that it is over, not only that it failed. */
  over: boolean;
  timed: boolean;
  /** Who told of it, and in which words. */
  readonly words: string[];
}

/**
 * Tells requests from lines: one that fails is often told by the line of its error and by an access line, or by the access lines of two layers. Two lines are of one request where
 * both carry its id, or else where the same path stands in both, one soon after the other; and never where they use the same words, for so a program speaks of two.
 */
export class OneRequest {
  private readonly window: Ended[] = [];

  /** What lines before have told of the request whose end, or failure, this record tells. */
  tells(record: LogRecord, { route, status, access, durationMs, template = '' }: ContextFields): Retold | undefined {
    const over = access === true;
    if (route === undefined || (!over && !LOUD.has(record.severity))) return undefined;
    const words = `${record.logger ?? ''} ${template}`;
    const now: Ended = { record, route, path: undefined, status, over, timed: durationMs !== undefined, words: [words] };
    const before = this.window.findLast((one) => one.route === route && !one.words.includes(words) && isSame(one, now));
    if (before === undefined) {
      if (this.window.push(now) > BACK) this.window.shift();
      return undefined;
    }
    const told: Retold = { retold: before.over ? 'request' : 'route', timed: before.timed };
    before.words.push(words);
    before.over ||= over;
    before.timed ||= now.timed;
    return told;
  }

  /** Another one that knows the same. */
  copy(): OneRequest {
    const copy = new OneRequest();
    for (const ended of this.window) copy.window.push({ ...ended, words: [...ended.words] });
    return copy;
  }
}

function isSame(before: Ended, now: Ended): boolean {
  const [a, b] = [before.record, now.record];
  // of two errors neither says that the request is over
  if (!sameStream(a, b) || !(before.over || now.over)) return false;
  if (before.status !== undefined && now.status !== undefined && before.status !== now.status) return false;
  if (a.request !== undefined && b.request !== undefined) return a.request === b.request && pathOf(before) === pathOf(now);
  if (a.thread !== undefined && b.thread !== undefined && a.thread !== b.thread) return false;
  // one writer has several forms of one sentence for several requests
  if (a.logger === b.logger && a.layout === b.layout && LOUD.has(a.severity) === LOUD.has(b.severity)) return false;
  // where the path names nothing of its own, only what stands right behind is of the same request
  const near = now.route.includes('{id}') ? isSoon(a, b) : isSoon(a, b) && b.line <= a.line + a.lines;
  return near && pathOf(before) === pathOf(now);
}

const isSoon = ({ at: a }: LogRecord, { at: b }: LogRecord): boolean => a === null || b === null || Math.abs(b - a) <= SOON_MS;

const pathOf = (ended: Ended): string => (ended.path ??= pathIn(ended.record.raw, ended.route));

/** The path of a request as its line prints it, where that can be found again; else its route's. */
function pathIn(raw: string, route: string): string {
  const own = route.slice(Math.max(0, route.indexOf('/')));
  let left = MOST_PATHS;
  for (const [path] of raw.slice(0, 4096).matchAll(PATHS)) {
    if (left-- <= 0) break;
    if (routePath(path) === own) return path;
  }
  return own;
}
