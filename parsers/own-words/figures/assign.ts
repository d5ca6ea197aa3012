import type { Token } from './tokens.ts';
import { figureOf, isConnection, isDatabase, isPool, wordsIn, type Figure } from './words.ts';

/** What the numbers of a line count. */
export interface Assigned {
  readonly figures: { readonly [figure in Figure]?: number };
  /** `3/20` without a word that says what the 3 are. */
  readonly bare: { readonly n: number; readonly of: number; /** `14 of 40 connections`. */ readonly connections: boolean } | undefined;
  readonly percent: number | undefined;
  /** One figure stands there twice: of two pools, or of something else. */
  readonly twice: boolean;
}

const MOST_WORDS = 5;
/** What no figure of the pool is now: a peak, what may be idle, what is kept at least. */
const NO_FIGURE = /(?:^| )(?:max(?:imum)? (?:used|idle)|min(?:imum)?|initial|peak)(?: |$)/;
/** Words that make a figure one of the past: `3 queued since the last look`. */
const PAST = new Set(['since', 'ever', 'lifetime', 'cumulative', 'sofar']);

type Side = { readonly words: readonly string[]; readonly from: number; readonly to: number };

/** The words right before a place, and where they stand. */
function before(tokens: readonly Token[], at: number): Side {
  let from = at;
  while (from > 0 && at - from < MOST_WORDS && tokens[from - 1]?.kind === 'word') from--;
  return { words: spoken(tokens, from, at), from, to: at };
}

/** The words right behind a place; those that are the key of what follows are not. */
function behind(tokens: readonly Token[], at: number): Side {
  let to = at;
  while (to - at < MOST_WORDS && tokens[to]?.kind === 'word') to++;
  const key = tokens[to]?.kind === 'mark';
  return key ? { words: [], from: at, to: at } : { words: spoken(tokens, at, to), from: at, to };
}

const spoken = (tokens: readonly Token[], from: number, to: number): string[] =>
  tokens.slice(from, to).flatMap((token) => (token.kind === 'word' ? wordsIn(token.text) : []));

const isCount = (token: Token | undefined): boolean => token?.kind === 'number' || token?.kind === 'share';

/** The longest run of last words that names a figure: of `db pool in use` it is `in use`. */
function named(words: readonly string[], last: boolean): Figure | undefined {
  for (let n = words.length; n > 0; n--) {
    const figure = figureOf(last ? words.slice(-n) : words.slice(0, n));
    if (figure !== undefined) return figure;
  }
  return undefined;
}

/** Where figures stand behind their numbers, `3 busy 7 idle`, or before them, `busy 3 idle 7`: what comes first in the line tells. */
function numbersFirst(tokens: readonly Token[]): boolean {
  const number = tokens.findIndex((token, i) => isCount(token) && tokens[i - 1]?.kind !== 'mark');
  const word = tokens.findIndex((token) => token.kind === 'word' && figureOf(wordsIn(token.text)) !== undefined);
  return number >= 0 && (word < 0 || number < word);
}

/** `connection 17`: which one it is, not how many there are. */
const isName = (before: Token | undefined): boolean => before?.kind === 'word' && /(?:^|[^a-z])conn(?:ection)?$/i.test(before.text);

/** Says of each number of a line what it counts. */
export function assign(tokens: readonly Token[]): Assigned {
  const first = numbersFirst(tokens);
  const figures: { [figure in Figure]?: number } = {};
  const used = new Set<number>();
  let bare: Assigned['bare'];
  let percent: number | undefined;
  let twice = false;
  const put = (figure: Figure, n: number): void => {
    const known = figures[figure];
    if (known === undefined) figures[figure] = n;
    // those who wait may be told once now and once in all
    else if (known !== n && figure !== 'pending' && figure !== 'waits') twice = true;
  };
  const free = ({ from, to }: Side): boolean => !Array.from({ length: to - from }, (_, i) => from + i).some((i) => used.has(i));
  tokens.forEach((token, at) => {
    if (token.kind === 'percent') percent ??= token.n;
    if (token.kind !== 'number' && token.kind !== 'share') return;
    const keyed = tokens[at - 1]?.kind === 'mark';
    if (token.kind === 'number' && isName(tokens[at - 1])) return;
    const sides: [Side, boolean][] = keyed
      ? [[before(tokens, at - 1), true], [behind(tokens, at + 1), false]]
      : first
        ? [[behind(tokens, at + 1), false], [before(tokens, at), true]]
        : [[before(tokens, at), true], [behind(tokens, at + 1), false]]; // prettier-ignore
    // `no spare connections: 10 of 10 in use`
    if (token.kind === 'share' && named(behind(tokens, at + 1).words, false) === 'inUse')
      sides.sort(([, a], [, b]) => Number(a) - Number(b));
    for (const [side, last] of sides) {
      // `(of 20)`, `43 free out of 50`
      const of = last && token.kind === 'number' && side.words.at(-1) === 'of';
      const figure = of ? 'max' : free(side) ? named(side.words, last) : undefined;
      if (figure === undefined) continue;
      for (let i = side.from; i < side.to; i++) used.add(i);
      if (side.words.some((word) => PAST.has(word)) || (keyed && last && NO_FIGURE.test(side.words.slice(-3).join(' ')))) return;
      if (token.kind === 'number') put(figure, token.n);
      else {
        put('max', token.of);
        put(figure === 'idle' ? 'inUse' : figure, figure === 'idle' ? token.of - token.n : token.n);
      }
      return;
    }
    if (token.kind === 'share') {
      const { words } = before(tokens, keyed ? at - 1 : at);
      const last = words.at(-1);
      // right behind what they are of, or behind a per cent: `db pool 82% (41/50)`
      if (last === undefined || isDatabase(last) || isPool(last) || isConnection(last) || !/[a-z]/.test(last) || STATE.has(last)) {
        if (bare !== undefined) twice = true;
        bare ??= {
          n: token.n,
          of: token.of,
          connections: behind(tokens, at + 1)
            .words.slice(0, 3)
            .some(isConnection),
        };
      }
    }
  });
  return { figures, bare, percent, twice };
}

/** What a pool or its use may be called right before the figures. */
const STATE = new Set('usage utilization utilisation load level status state stats full at size is now'.split(' '));
