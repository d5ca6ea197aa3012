import type { RecordView } from 'leak-stream/plugin';
import { figureOf, isConnection, isDatabase, isPool, wordsIn } from './words.ts';

const DEPTH = 4;
const MOST = 200;
/** `3/20`, `3 of 20`. */
const OF = String.raw`\d{1,6} ?(?:/|(?:out )?of) ?\d{1,6}`;
const COUNT = new RegExp(String.raw`^(?:\d{1,6}|${OF})$`);
/** A share and what it is a share of: `3 of 20 in use`. */
const SHARE = new RegExp(String.raw`^${OF}(?![\w.:/-])[\w ,()%=]{0,60}$`);

/** What a record says in one text. */
export interface FieldText {
  readonly text: string;
  /** The keys that speak of figures, with those above them, and no word of the message. Undefined where no field has a figure. */
  readonly keys: string | undefined;
}

const ofPool = (word: string): boolean => isConnection(word) || isPool(word) || isDatabase(word);

/** Whether a key counts connections or callers: `used`, `db_conns_in_use`. Whose they are may stand in front of the pool, `orders_db_in_use`; the disk of `db_disk_used` is none. */
function isFigure(words: readonly string[]): boolean {
  const from = words.findIndex(ofPool);
  return figureOf(words) !== undefined || (from > 0 && figureOf(words.slice(from)) !== undefined);
}

const speaksOfPool = (key: string): boolean => wordsIn(key).some(ofPool);
/** What waits for a connection, or for anything else that the program does. */
const ANY_QUEUE = /queue|pending|blocked/i;

/** The keys that count what the pool has: where its figures have its name, `conns_busy=3 conns_free=2 queued=17`, a queue without it is one of jobs. */
function ofOneThing(keys: readonly string[]): readonly string[] {
  const named = keys.some((key) => speaksOfPool(key) && ['inUse', undefined].includes(figureOf(wordsIn(key))));
  return named ? keys.filter((key) => !ANY_QUEUE.test(key) || speaksOfPool(key)) : keys;
}

/** A field as the text of a figure, undefined where it is none. */
function figureIn(key: string, value: unknown): string | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const shown = String(value);
  const words = wordsIn(key.slice(0, 100));
  if (COUNT.test(shown) && isFigure(words)) return `${key}=${shown}`;
  if (words.length === 0 || !words.every(ofPool)) return undefined;
  if (SHARE.test(shown)) return `${key} ${shown}`;
  // `conns=5` beside what is idle: all that are open
  return COUNT.test(shown) && isConnection(words.at(-1) as string) ? `open ${key}=${shown}` : undefined;
}

/**
 * The figures of a JSON or logfmt record as one text behind its message: `datasource usage, used=8, free=2`. Of several objects that hold figures the first
 * one that tells how many are in use, with the words of the keys above it.
 */
export function textOf({ fields = {}, message }: RecordView): FieldText {
  let left = MOST;
  const visit = (object: Readonly<Record<string, unknown>>, path: readonly string[]): FieldText | undefined => {
    const pairs = new Map<string, string>();
    const inner: [string, Readonly<Record<string, unknown>>][] = [];
    for (const [key, value] of Object.entries(object)) {
      if (left-- <= 0) break;
      const pair = figureIn(key, value);
      if (pair !== undefined) pairs.set(key, pair);
      else if (value !== null && typeof value === 'object' && !Array.isArray(value) && path.length < DEPTH)
        inner.push([key, value as Readonly<Record<string, unknown>>]);
    }
    const keys = ofOneThing([...pairs.keys()]);
    const all: FieldText = { text: [...path, ...keys.map((key) => pairs.get(key))].join(', '), keys: [...path, ...keys].join(' ') };
    if (keys.length > 1) return all;
    for (const [key, value] of inner) {
      const found = visit(value, [...path, key]);
      if (found !== undefined) return found;
    }
    return keys.length > 0 ? all : undefined;
  };
  const found = visit(fields, []);
  return found === undefined ? { text: message, keys: undefined } : { text: `${message}, ${found.text}`, keys: found.keys };
}
