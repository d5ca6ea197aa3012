import { keyOf } from '../keys.ts';
import type { Group, Pair } from '../snapshot.ts';
import { isGeneric, isName, nameInText } from './names.ts';

// `=9`, `: 9`, `":"1m2.5s"`, `= +12`, `=3/10`, `=0 (0s)`. A comparison (`==`, `>=`) is no assignment.
const VALUE = /(?<![=!<>:])[:=](?![=>])[ \t]{0,4}["\\]{0,3}(?<value>\+?\d[\w.µμ]{0,40})(?<rest>\/\d{1,9}| \(\+?\d[\w.µμ]{0,40}\))?/g;
// `3/10 in use, 7 idle, 2 waiting, +12 waits (+3s)`, `5 open (3 busy, 2 idle) of 24`: figures before their words. Words that
// anything may be called by stand alone: no `3 active users`.
const PHRASE =
  /(?<![\w.])(?<count>\+?\d{1,9})(?:(?:\/| of )(?<of>\d{1,9}))? (?:conn(?:ection)?s? )?(?<word>in[ _-]use\b|(?:idle|open|max|waiting|waits|waited)\b|(?:busy|active|used|borrowed|acquired|free|available|total)(?= ?(?:[,;:.()\/|"]|$|conn|and |of |out )))(?: \((?<time>\+?\d[\w.µμ]{0,40})\))?/gi;
// A word with a figure of its own behind it is that one's: the `max` of `free=1 max=6`.
const IS_KEY = /^["\\]{0,3}[=:][ \t]?["\\]{0,3}\d/;
// The limit that such a phrase ends with: `… 2 idle) of 24`, `5 open of max 24`.
const LIMIT_BEHIND = /\b(?:in[ _-]use|busy|active|used|idle|free|open)\)? (?:out )?of (?:max(?:imum)? )?(?<max>\d{1,9})(?![\w.])/i;
// `…; 205 acquires so far, 1 of them had to wait`.
const HAD_TO_WAIT = /(?<![\w.])(?<count>\d{1,9})(?: of (?:them|these|which))? had to wait\b/i;
// `in use 3 idle 2`, `in use 3/10`, `(max 10)`, `total 5 busy 3`: words before their figures, a blank between.
const SPACED =
  /\b(?<word>in[ _-]?use|busy|idle|max(?: open)?|limit|capacity|open|total|waiting|waits) (?:of )?(?<count>\+?\d{1,9})(?:\/(?<of>\d{1,9}))?(?![\w.\/])/gi;
// `replica={MaxOpenConnections`: the word before a struct's brace.
const BRACED = /(?<name>[A-Za-z][\w-]{0,40})["\\]{0,2}[=:] ?(?:sql\.DBStats|&)?\{[^{}=:]{0,40}$/;
const MOST = 200;
const MOST_POOLS = 16;

const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 46;

/** Up to three words that end before an index, quotes left out: of `db pool in use: 9` those before the colon. */
function wordsBefore(text: string, end: number): string[] {
  const words: string[] = [];
  let to = end;
  while (to > 0 && end - to < 8 && ' \t"\\'.includes(text[to - 1] as string)) to--;
  while (words.length < 3) {
    let from = to;
    while (from > 0 && to - from < 60 && isWord(text.charCodeAt(from - 1))) from--;
    if (from === to) break;
    words.unshift(text.slice(from, to));
    if (text[from - 1] !== ' ') break;
    to = from - 1;
  }
  return words;
}

/** The longest run of the last words that means something: of `db pool in use` it is `in use`. */
function keyBefore(text: string, end: number): string | undefined {
  const words = wordsBefore(text, end);
  for (let from = 0; from < words.length; from++) {
    const key = from === words.length - 1 ? (words[from] as string) : words.slice(from).join(' ');
    if (keyOf(key)) return key;
  }
  return undefined;
}

/**
 * The samples in free text: `key=value`, `key: value`, `"key":value`, `%+v` and `%#v` of DBStats, pgxpool's map. A key that comes again
 * begins the next pool's sample, named by the word before its brace (`primary={InUse:3 …} replica={InUse:1 …}`) or counted.
 */
export function textGroups(text: string): Group[] {
  const groups: { name: string | undefined; pairs: Pair[] }[] = [];
  let seen = new Set<string>();
  let left = MOST;
  for (const found of text.matchAll(VALUE)) {
    const key = keyBefore(text, found.index);
    const quantity = key === undefined ? undefined : keyOf(key)?.quantity;
    if (key === undefined || quantity === undefined || left-- <= 0) continue;
    if (groups.length === 0 || seen.has(quantity)) {
      if (groups.length >= MOST_POOLS) break;
      groups.push({ name: BRACED.exec(text.slice(Math.max(0, found.index - 100), found.index))?.groups?.['name'], pairs: [] });
      seen = new Set();
    }
    seen.add(quantity);
    const pairs = groups.at(-1)?.pairs as Pair[];
    const { value, rest } = found.groups as { value: string; rest?: string };
    pairs.push({ key, value });
    if (rest?.startsWith('/') && quantity === 'inUse') pairs.push({ key: 'max', value: rest.slice(1) });
    else if (rest !== undefined && (quantity === 'wait' || quantity === 'waitCount'))
      pairs.push({ key: 'wait duration', value: rest.slice(2, -1) });
  }
  const samples = groups.filter((group) => group.pairs.some((pair) => keyOf(pair.key)?.quantity === 'inUse'));
  const name = nameInText(text);
  if (samples.length <= 1) return samples.map(({ pairs }) => ({ name, pairs }));
  return samples.map((group, i) => ({
    name: isName(group.name) && !isGeneric(group.name) ? group.name : `${name ?? ''}#${i + 1}`,
    pairs: group.pairs,
  }));
}

/** The limit that a pair names beside a phrase, in the same text or in the record's values: `db 3/4 in use`, `max=6`. */
function namedLimit(text: string, fields: Readonly<Record<string, unknown>> = {}): string | undefined {
  for (const [key, value] of Object.entries(fields).slice(0, MOST)) {
    const plain = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    if (/^\d{1,9}$/.test(plain) && keyOf(key)?.quantity === 'max') return plain;
  }
  for (const { index, groups = {} } of text.matchAll(VALUE)) {
    const key = keyBefore(text, index);
    if (key !== undefined && keyOf(key)?.quantity === 'max' && /^\d{1,9}$/.test(groups['value'] as string)) return groups['value'];
  }
  return undefined;
}

/** What `M` is in `N/M in use`: the capacity, unless a limit of its own name or the idle ones say that it is what is open. */
function shareOf(of: string, idle: boolean, limit: string | undefined): Pair[] {
  if (limit === undefined) return [{ key: idle ? 'open' : 'max', value: of }];
  const named = { key: 'max', value: limit };
  return Number(of) < Number(limit) ? [{ key: 'open', value: of }, named] : [named];
}

/** The sample in a phrase, undefined where none speaks of connections in use. */
export function phraseGroup(text: string, fields?: Readonly<Record<string, unknown>>): Group | undefined {
  const name = nameInText(text);
  const spaced = [...text.matchAll(SPACED)].slice(0, MOST).flatMap(({ groups = {} }): Pair[] => {
    const { word, count, of } = groups as { word: string; count: string; of?: string };
    if (of === undefined) return [{ key: word, value: count }];
    // only of what is in use is the figure behind the stroke a limit
    return keyOf(word)?.quantity === 'inUse'
      ? [
          { key: word, value: count },
          { key: 'max', value: of },
        ]
      : [];
  });
  // `open 10 in use 3`: there a figure belongs to the word before it.
  if (spaced.some((pair) => keyOf(pair.key)?.quantity === 'inUse')) return { name, pairs: spaced };
  const pairs: Pair[] = [];
  let inUse: string | undefined;
  let of: string | undefined;
  let idle: string | undefined;
  for (const found of [...text.matchAll(PHRASE)].slice(0, MOST)) {
    const { count, of: capacity, word, time } = found.groups as { count: string; of?: string; word: string; time?: string };
    if (IS_KEY.test(text.slice(found.index + found[0].length, found.index + found[0].length + 8))) continue;
    if (inUse === undefined && keyOf(word)?.quantity === 'inUse') [inUse, of] = [count, capacity];
    if (/idle/i.test(word)) idle = count;
    pairs.push({ key: word, value: count });
    // `7 of 12 open`
    if (capacity !== undefined && word === 'open') pairs.push({ key: 'max', value: capacity });
    if (time !== undefined) pairs.push({ key: 'wait duration', value: time });
  }
  if (inUse === undefined) return undefined;
  if (of !== undefined)
    pairs.push(...shareOf(of, idle !== undefined && Number(inUse) + Number(idle) === Number(of), namedLimit(text, fields)));
  const waited = HAD_TO_WAIT.exec(text)?.groups?.['count'];
  if (waited !== undefined) pairs.push({ key: 'wait count', value: waited });
  const limit = LIMIT_BEHIND.exec(text)?.groups?.['max'];
  if (limit !== undefined) pairs.push({ key: 'max', value: limit });
  return { name, pairs: [...pairs, ...spaced] };
}
