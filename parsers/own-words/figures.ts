const WORDS = {
  inUse: 'in[ _-]?use|used|using|busy|active|acquired|borrowed|checked[ _-]?out',
  idle: 'idle|free|available',
  open: 'total|open|opened|allocated|all',
  max: 'max(?:imum)?(?:[ _-]?(?:size|open|total))?|limit|capacity|cap',
  pending: 'waiting|waiters|pending|queued?',
};
type Figure = keyof typeof WORDS;
const NAMES = Object.keys(WORDS) as Figure[];

/** What a pool's figures say, as counts of connections or, in `pending`, of callers. */
export type Figures = { readonly [figure in Figure]?: number };

const WHOSE = '(?:[ _.-]?(?:conn(?:ection)?|thread|request|acquire)s?)?';
/** `in_use=9`, `"active": 9`, `idleConnections=1`, `db.pool.max=10`. */
const assigned = (words: string): RegExp =>
  new RegExp(
    String.raw`(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?:${words})${WHOSE}(?:Queue)?["']? ?[=:] ?["']?(\d{1,6})(?![\w.%])(?! ?/)`,
    'i',
  );
/** `9 busy`, `10 connections total`. */
const counted = (words: string): RegExp =>
  new RegExp(String.raw`(?<![\w.=:/-])(\d{1,6}) (?:conn(?:ection)?s? )?(?:${words})(?![\w=:-])`, 'i');
/** `acquired 9 idle 1`. */
const spaced = (words: string): RegExp => new RegExp(String.raw`(?<![a-z])(?:${words}) (\d{1,6})(?![\w.%:=-])`, 'i');

const WRITINGS = [assigned, counted, spaced].map((write) => NAMES.map((figure) => [figure, write(WORDS[figure])] as const));

/** The figures of a line, all in one way of writing: of `3 active 7 idle` the 7 is not how many are active. */
export function figuresIn(text: string): Figures {
  let best: Figures = {};
  for (const writing of WRITINGS) {
    const found: { [figure in Figure]?: number } = {};
    for (const [figure, pattern] of writing) {
      const value = pattern.exec(text)?.[1];
      if (value !== undefined) found[figure] = Number(value);
    }
    if (Object.keys(found).length > Object.keys(best).length) best = found;
  }
  return best;
}

/** Drivers whose pool calls the number of open connections its size; elsewhere it is the limit. */
const SIZE_IS_OPEN = /(?<![a-z])(?:asyncpg|aiopg|aiomysql)(?![a-z])/i;
const SIZE = /(?<![a-z]|max[ _-]?)(?:get_)?size(?:\(\))?["']? ?[=:] ?(\d{1,6})(?![\w.%])/i;
const FREE = /(?<![a-z])(?:get_)?(?:free|idle|available)_?(?:size)?(?:\(\))?["']? ?[=:] ?(\d{1,6})(?![\w.%])/i;
const one = (pattern: RegExp, text: string): number | undefined => {
  const value = pattern.exec(text)?.[1];
  return value === undefined ? undefined : Number(value);
};

/**
 * The figures with how many are in use, which some pools tell only by those that are not: `total=10 idle=0 waiting=4` of pg, asyncpg's `size=8 free=5`. Undefined
 * where that is not told, or nothing but that.
 */
export function withInUse(figures: Figures, text: string): (Figures & { readonly inUse: number }) | undefined {
  const { inUse, max } = figures;
  if (inUse !== undefined) {
    const known = Object.keys(figures).length > 1 && (max === undefined || max === 0 || inUse <= max);
    return known ? { ...figures, inUse } : undefined;
  }
  const ofDriver = SIZE_IS_OPEN.test(text);
  const open = ofDriver ? one(SIZE, text) : figures.pending === undefined ? undefined : figures.open;
  const idle = ofDriver ? one(FREE, text) : figures.idle;
  return open === undefined || idle === undefined || idle > open ? undefined : { ...figures, open, idle, inUse: open - idle };
}
