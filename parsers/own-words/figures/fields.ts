import type { RecordView } from 'leak-stream/plugin';
import { figureOf, wordsIn } from './words.ts';

const DEPTH = 4;
const MOST = 200;
const isNumber = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^\d{1,6}(?:\/\d{1,6})?$/.test(value));

/**
 * The figures of a JSON or logfmt record as one text behind its message: `datasource usage, used=8, free=2`. Of several objects that hold figures the first
 * one that tells how many are in use, with the words of the keys above it.
 */
export function textOf({ fields = {}, message }: RecordView): string {
  let left = MOST;
  const visit = (object: Readonly<Record<string, unknown>>, path: readonly string[]): string | undefined => {
    const pairs: string[] = [];
    const inner: [string, Readonly<Record<string, unknown>>][] = [];
    for (const [key, value] of Object.entries(object)) {
      if (left-- <= 0) break;
      if (isNumber(value) && figureOf(wordsIn(key)) !== undefined) pairs.push(`${key}=${String(value)}`);
      else if (value !== null && typeof value === 'object' && !Array.isArray(value) && path.length < DEPTH)
        inner.push([key, value as Readonly<Record<string, unknown>>]);
    }
    if (pairs.length > 1) return [...path, ...pairs].join(', ');
    for (const [key, value] of inner) {
      const found = visit(value, [...path, key]);
      if (found !== undefined) return found;
    }
    return pairs.length > 0 ? [...path, ...pairs].join(', ') : undefined;
  };
  const found = visit(fields, []);
  return found === undefined ? message : `${message}, ${found}`;
}
