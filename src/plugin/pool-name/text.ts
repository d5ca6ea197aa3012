import { isFigureWord, isNameInWords, isPoolName, isPoolWord } from './words.ts';

/** So much of a line is looked at. */
const MOST = 1_000;
/** A longer heading is prose. */
const HEAD = 100;
const MOST_WORDS = 8;

const KEY = String.raw`(?<![\w.-])(?:[\w.]{1,60}\.)?(?:pool[._-]?name|(?:db|database|engine)[._-]?name|data[._-]?source(?:[._-]?name)?|pool|engine|db|database|ds|(?<=\{\s?["']?)name)`;
/** `pool=replica`, `"engine": "replica"`, `pool: 'replica'`: what stands behind a colon and a blank without quotes is prose. */
const PAIR = new RegExp(
  String.raw`${KEY}["']?(?:=|:(?! )|[:=] ?(?=["'\\]))\\?["']?(?<name>[A-Za-z][\w.:-]{0,63})(?![\w=(-]|["'] ?[:=])`,
  'gi',
);
/** `dbstats(archive)`, `db[archive]`, `pool 'archive'`. */
const CALLED =
  /\b(?:pool|db|data ?source|ds|engine|database|(?:db_?|pool[_ ]?)?stats)(?:[([]| ?(?=["']))["']?(?<name>[A-Za-z][\w.:-]{0,60})["']?(?:[)\]]|(?<=["']))/gi;
/** A digit in a word is no figure. */
const FIGURE = /(?<![\w.-])\d/;
/** What the first figure is of, with its sign: that of the pool's word is the pool's (`replica pool: 3 in use`). */
const OF_FIGURE = /["']?(?<word>[A-Za-z][\w.]{0,40})(?:\(\))?["']?(?:\s?(?<sign>[:=])\s?["'{]?|\s)$/;
/** What may stand between the words of a heading. */
const BETWEEN = /^[\s:|()[\]{}'"=,#>\-/]*$/;
const WORD = /[A-Za-z][\w.-]*/g;

/** What stands before the first figure and what that is called; all of a text without figures. */
function headingOf(message: string): string {
  const heading = message.slice(0, FIGURE.exec(message.slice(0, MOST))?.index ?? message.length);
  if (heading.length > HEAD || heading.length === message.length) return heading;
  const { index, groups } = OF_FIGURE.exec(heading) ?? {};
  const [word, sign] = [groups?.['word'] ?? '', groups?.['sign']];
  return isFigureWord(word) || (sign !== undefined && !isPoolWord(word)) ? heading.slice(0, index) : heading;
}

/** The words of a heading that do not only say that a pool speaks; undefined where it is no heading. */
function wordsOf(heading: string): readonly string[] | undefined {
  const words = heading.match(WORD) ?? [];
  if (words.length > MOST_WORDS || !BETWEEN.test(heading.replace(WORD, ''))) return undefined;
  return words.map((word) => word.replace(/[.-]+$/, '')).filter((word) => !isPoolWord(word) && word !== 'for' && word !== 'of');
}

/** A heading ends in a sign, or names a pool itself: `replica: active=8`, `druid replica activeCount=8`, and not `replica active=8`. */
const isHeading = (heading: string, name: string): boolean =>
  /[:|({[=\]>-]\s*$/.test(heading) || (heading.match(WORD) ?? []).some((word) => word !== name && isPoolWord(word));

/** A type is glued to the brace of its value: `map[acquiredConns:3`, `Usage{active=3`. */
const isType = (heading: string, name: string): boolean => /^[[({]/.test(heading.slice(heading.lastIndexOf(name) + name.length));

/** A bracket that a line begins with, and a number at its end: `[exec-7] pool: …`. */
const isThread = (heading: string, name: string): boolean => /^\s*\[/.test(heading) && /\d$/.test(name) && !/pool|db|ds|source/i.test(name);

/**
 * The pool that a line names before its figures: all its words there say that a pool speaks, but for one. `pg pool replica { totalCount: 10`,
 * `[replica] pg pool {`, `replica: active=8`, `druid replica: activeCount=8`.
 */
export function nameInHeading(message: string): string | undefined {
  const heading = headingOf(message);
  if (heading.length > HEAD) return undefined;
  const [name, ...others] = wordsOf(heading) ?? [];
  if (name === undefined || others.length > 0 || !isNameInWords(name) || isThread(heading, name) || isType(heading, name)) return undefined;
  return isHeading(heading, name) ? name : undefined;
}

/** The pool that a text names with a key of its own, or behind the word for a pool in brackets or quotes. */
export function nameInPairs(text: string): string | undefined {
  for (const { groups } of text.slice(0, MOST).matchAll(PAIR)) {
    const name = groups?.['name'];
    if (isPoolName(name) && isNameInWords(name)) return name;
  }
  for (const { groups } of text.slice(0, MOST).matchAll(CALLED)) {
    const name = groups?.['name'];
    if (name !== undefined && isNameInWords(name)) return name;
  }
  return undefined;
}
