import type { RecordView } from 'leak-stream/plugin';
import { keyOf } from '../keys.ts';
import type { Group, Pair } from '../snapshot.ts';
import { isGeneric, isName, nameIn, nameInWords } from './names.ts';

const DEPTH = 3;
const MOST_PAIRS = 400;
/** What an object under `wait` may call its two figures. */
const TIMES = /^(?:n|num|cnt|count|times)$/i;
const LENGTH = /^(?:total|time|sum|dur|duration)$/i;

/** The waits in an object of their own, `"wait":{"n":3,"total":"1.5s"}`. They make no pool of what is none, as `wait_duration` does. */
function waitsIn(key: string, object: Readonly<Record<string, unknown>>): Pair[] {
  if (!/^wait(?:s|ed|ing)?$/i.test(key)) return [];
  return Object.entries(object).flatMap(([name, value]): Pair[] => {
    const figure = TIMES.test(name) ? typeof value === 'number' : LENGTH.test(name) && typeof value === 'string';
    return figure ? [{ key: 'wait', value: value as number | string }] : [];
  });
}

/**
 * The samples in the values of a JSON or logfmt record: at the top, in a nested object (`stats`, a slog group), or one in each of several
 * objects (`"read":{…},"write":{…}`, which then name the pools). Keys of logfmt groups keep their dots: `db.in_use`.
 */
export function fieldGroups(record: RecordView): Group[] {
  const groups: Group[] = [];
  if (!record.fields) return groups;
  const top = nameIn(record.fields) ?? nameInWords(record.message);
  let left = MOST_PAIRS;
  const waits: Pair[] = [];
  const visit = (object: Readonly<Record<string, unknown>>, depth: number, name: string | undefined): void => {
    const pairs: Pair[] = [];
    for (const [key, value] of Object.entries(object)) {
      if (left-- <= 0) break;
      if (typeof value === 'number' || (typeof value === 'string' && value.length <= 40 && /^\+?\d/.test(value)))
        pairs.push({ key, value });
      else if (depth < DEPTH && value !== null && typeof value === 'object' && !Array.isArray(value)) {
        const nested = value as Record<string, unknown>;
        waits.push(...waitsIn(key, nested));
        visit(nested, depth + 1, nameIn(nested) ?? (isName(key) && !isGeneric(key) ? key : name));
      }
    }
    if (pairs.some((pair) => keyOf(pair.key)?.quantity === 'inUse')) groups.push(...byPrefix(pairs, name));
  };
  visit(record.fields, 0, undefined);
  // of several pools nothing tells whose waits they are
  const own = groups.length === 1 ? waits : [];
  return groups.map(({ name, pairs }) => ({ name: name ?? top, pairs: [...pairs, ...own] }));
}

/** `read.in_use=3 write.in_use=1`: groups that logfmt has flattened come apart again by what stands before the last dot. */
function byPrefix(pairs: readonly Pair[], name: string | undefined): Group[] {
  const prefixes = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const dot = pair.key.lastIndexOf('.');
    const prefix = dot > 0 ? pair.key.slice(0, dot) : '';
    const key = dot > 0 ? pair.key.slice(dot + 1) : pair.key;
    const list = prefixes.get(prefix);
    if (list) list.push({ key, value: pair.value });
    else prefixes.set(prefix, [{ key, value: pair.value }]);
  }
  if (prefixes.size === 1 && prefixes.has('')) return [{ name, pairs }];
  return [...prefixes].map(([prefix, list]) => ({ name: isName(prefix) && !isGeneric(prefix) ? prefix : name, pairs: list }));
}
