import { assign, type Assigned } from './assign.ts';
import { spelledOut } from './legend.ts';
import { tokensOf, type Token } from './tokens.ts';
import { isConnection, isDatabase, isPool, strangersIn, wordsIn, type Figure } from './words.ts';

/** A pool's figures: counts of connections, and of callers in `pending` and `waits`. */
export interface Figures {
  readonly inUse: number;
  readonly idle?: number;
  readonly open?: number;
  readonly max?: number;
  readonly pending?: number;
  readonly waits?: number;
}

/** What a line tells, and how surely it is of a pool and of nothing else. */
export interface Reading {
  readonly figures: Figures;
  /** How many figures are named by a word. */
  readonly named: number;
  /** Connections are said to be lent, which a server does not do with its own. */
  readonly lent: boolean;
  /** Words that say neither what is counted nor of what. */
  readonly strange: number;
  readonly words: { readonly database: boolean; readonly connection: boolean; readonly pool: boolean };
}

/** `len(pool._used)=6`, `getActive()`: the call says nothing. */
const plain = (text: string): string =>
  spelledOut(text)
    .replace(/\b(?:len|size|count)\(([\w.]{1,60})\)/g, '$1')
    .replaceAll('()', '');

/** A name in brackets, in quotes, or as the value of a key is no word of the line. */
const NAMES = /\[[A-Za-z][\w.-]{0,40}\]|'[^']{1,60}'|"[^"]{1,60}"|(?<=[=:])[A-Za-z][\w.-]{0,60}(?![\w=:.-])/g;

/** Drivers whose pool calls the number of open connections its size; elsewhere it is the limit. */
const SIZE_IS_OPEN = /(?<![a-z])(?:asyncpg|aiopg|aiomysql|psycopg(?:[_ -]?pool)?)(?![a-z])/i;

/** By how many connections SQLAlchemy's pool may be larger than its size: `max_overflow=10`, `+10 overflow`. What is over now says nothing of that. */
function overflowIn(text: string): number | undefined {
  const groups = /max[ _-]?overflow"?[=: ]{1,2}(?<most>\d{1,4})\b|\+ ?(?<more>\d{1,4}) overflow/i.exec(text)?.groups;
  const most = groups?.['most'] ?? groups?.['more'];
  return most === undefined ? undefined : Number(most);
}

/** What a lone size is: all that are open, or the most there may be. SQLAlchemy's is neither, for more may overflow. */
function sized(figures: Partial<Record<Figure, number>>, text: string): Partial<Record<Figure, number>> {
  const { size, ...others } = figures;
  const over = overflowIn(text);
  if (size !== undefined && over !== undefined) return { ...others, max: size + over };
  if (size === undefined || others.open !== undefined || /overflow/i.test(text)) return others;
  if (others.max !== undefined || SIZE_IS_OPEN.test(text)) return { ...others, open: size };
  // as many as are known of: all that are open now, and perhaps the limit
  return others.inUse !== undefined && others.inUse + (others.idle ?? 0) < size ? { ...others, max: size } : others;
}

function completed({ figures: given, bare, percent }: Assigned, text: string): { figures: Figures; named: number } | undefined {
  const figures = sized(given, text);
  const named = Object.keys(figures).length;
  const { idle, open, max } = figures;
  let { inUse } = figures;
  if (inUse === undefined && bare === undefined && SETTINGS.test(text)) return undefined;
  if (inUse === undefined && bare !== undefined && max === undefined && bare.n <= bare.of)
    return checked({ ...figures, inUse: bare.n, max: bare.of }, percent, named + (percent !== undefined || bare.connections ? 2 : 0));
  if (inUse === undefined && open !== undefined && idle !== undefined && idle <= open) inUse = open - idle;
  else if (inUse === undefined && open === undefined && max !== undefined && idle !== undefined && idle <= max) inUse = max - idle;
  else if (inUse === undefined && max !== undefined && percent !== undefined && idle === undefined) {
    const n = (max * percent) / 100;
    if (Math.abs(n - Math.round(n)) < 0.05) inUse = Math.round(n);
  }
  return inUse === undefined ? undefined : checked({ ...figures, inUse }, undefined, named);
}

/** Undefined where the figures contradict each other. */
function checked(figures: Figures, percent: number | undefined, named: number): { figures: Figures; named: number } | undefined {
  const { inUse, idle, open, max, pending, waits } = figures;
  if (inUse < 0 || (max !== undefined && max > 0 && inUse > max)) return undefined;
  if (percent !== undefined && max !== undefined && max > 0 && Math.abs((100 * inUse) / max - percent) > 1.01) return undefined;
  const known = {
    inUse,
    ...(idle !== undefined && { idle }),
    ...(open !== undefined && { open }),
    ...(max !== undefined && max > 0 && { max }),
    ...(pending !== undefined && { pending }),
    ...(waits !== undefined && { waits }),
  };
  return { figures: known, named };
}

/** Where a pool is made, what is open or idle is what may be. */
const SETTINGS = /\b(?:open(?:ed|ing)|configur\w{1,10}|initiali[sz]\w{1,10}|creat(?:ed|ing)|start(?:ed|ing)|lifetime|ready)\b/i;

const LENT = new Set(['used', 'acquired', 'borrowed', 'checkedout', 'leased', 'lent', 'loaned', 'taken']);

const wordsOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) =>
    token.kind === 'word' ? wordsIn(token.text) : token.kind === 'other' ? wordsIn(token.text.replace(/^[\d.,:/]+/, '')) : [],
  );

const withPairs = (words: readonly string[]): string[] => [...words, ...words.map((word, i) => word + (words[i + 1] ?? ''))];

function subjectOf(tokens: readonly Token[], around: string): Reading['words'] {
  const about = withPairs([...wordsOf(tokens), ...wordsIn(around)]);
  return { database: about.some(isDatabase), connection: about.some(isConnection), pool: about.some(isPool) };
}

/**
 * The figures of a line in any way of writing: `active=3 idle=7`, `3 active, 7 idle`, `active 3 idle 7`, `3/20 in use`, `db 3/20`. Undefined where they do not tell how many are in use, or tell it twice.
 * @param around what stands beside the message and may say whose they are: its logger, its thread
 */
export function readFigures(given: string, around = ''): Reading | undefined {
  const text = plain(given);
  const tokens = tokensOf(text);
  const assigned = assign(tokens);
  if (assigned.twice) return undefined;
  const done = completed(assigned, text);
  if (done === undefined) return undefined;
  return {
    ...done,
    lent: withPairs(wordsOf(tokens)).some((word) => LENT.has(word)),
    strange: strangersIn(wordsOf(tokensOf(text.replace(NAMES, ' ')))),
    words: subjectOf(tokens, around),
  };
}

/** The limit of a pool where a line says nothing of its use: `db pool ready, max 20`, `pool_size=5 max_overflow=10`. */
export function readLimit(given: string, around = ''): { readonly max: number; readonly words: Reading['words'] } | undefined {
  const text = plain(given);
  const tokens = tokensOf(text);
  const { figures, bare, twice } = assign(tokens);
  const { size, ...others } = figures;
  const over = overflowIn(text);
  const max = size !== undefined && over !== undefined ? size + over : /overflow/i.test(text) ? undefined : (others.max ?? size);
  if (twice || bare !== undefined || max === undefined || max === 0 || Object.keys(others).some((key) => key !== 'max')) return undefined;
  const words = subjectOf(tokens, around);
  // no other pool has an overflow than SQLAlchemy's
  return { max, words: over === undefined ? words : { ...words, database: true } };
}
