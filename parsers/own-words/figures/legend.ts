import { figureOf, wordsIn } from './words.ts';

/** Figures by their first letters, as only a legend, or several beside each other, may name them. */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'active',
  b: 'busy',
  u: 'used',
  i: 'idle',
  f: 'free',
  o: 'open',
  t: 'total',
  m: 'max',
  w: 'waiting',
  p: 'pending',
  q: 'queued',
};
const NAME = String.raw`[A-Za-z][A-Za-z_-]{0,20}`;
/** `(a/i/w)=3/7/0`, `[active/idle/total] 3/7/10`, `(inuse/open/max): 3/5/10`: names, and behind them as many numbers. */
const LEGEND = new RegExp(
  String.raw`[([ ](?<names>${NAME}(?:/${NAME}){1,5})[)\]]{0,2} ?[=:]?[ ([]{0,2}(?<numbers>\d{1,6}(?:/\d{1,6}){1,5})(?![\w/])`,
  'g',
);
/** `a=3 i=7 w=0`: three letters at the least, each with its number. */
const SERIES = /(?<![\w=.])[a-z][=:]\d{1,6}(?:[ ,;/]{1,2}[a-z][=:]\d{1,6}){2,5}(?![\w.])/g;

const nameOf = (text: string): string | undefined =>
  LETTERS[text.toLowerCase()] ?? (figureOf(wordsIn(text)) === undefined ? undefined : text);

/** A text in which each number stands beside the name that a legend gives it. A legend that names anything else is none. */
export function spelledOut(text: string): string {
  const legends = text.replace(LEGEND, (whole, names: string, numbers: string) => {
    const [words, counts] = [names.split('/').map(nameOf), numbers.split('/')];
    return words.length === counts.length && words.every((word) => word !== undefined)
      ? ` ${words.map((word, i) => `${word}=${counts[i] as string}`).join(', ')}`
      : whole;
  });
  return legends.replace(SERIES, (whole) => {
    const pairs = whole.split(/[ ,;/]{1,2}/).map((pair) => pair.split(/[=:]/) as [string, string]);
    const words = pairs.map(([letter]) => LETTERS[letter]);
    return words.every((word) => word !== undefined)
      ? words.map((word, i) => `${word}=${(pairs[i] as [string, string])[1]}`).join(', ')
      : whole;
  });
}
