import type { PoolReport, Report } from '../../model/report.ts';
import { titleIn } from '../pool-titles.ts';
import { VERDICT_WORDS, number, shortDuration } from '../words.ts';
import { clipMiddle, padEnd, padStart } from './fit.ts';
import { heading, verdictInk, type Page } from './page.ts';

/** Pools shown one by one before those alike become one row. */
const SINGLE = 3;

/** One row: a pool, or pools of the same name, runtime and verdict in many places. */
export interface PoolRow {
  readonly title: string;
  /** The one most worth a look. */
  readonly pool: PoolReport;
  readonly members: readonly PoolReport[];
}

/**
 * Rows; `12 of 40 pods` where the same pool lives in many places.
 * @param pools in their order
 */
export function rowsOf(report: Report, pools: readonly PoolReport[]): PoolRow[] {
  const alike = new Map<string, PoolReport[]>();
  const named = new Map<string, number>();
  for (const pool of pools) {
    const name = `${pool.name ?? ''}\0${pool.runtime}`;
    named.set(name, (named.get(name) ?? 0) + 1);
    const key = `${name}\0${pool.verdict}`;
    alike.set(key, [...(alike.get(key) ?? []), pool]);
  }
  return [...alike].flatMap(([key, members]): PoolRow[] => {
    const of = named.get(key.slice(0, key.lastIndexOf('\0'))) ?? members.length;
    if (of <= SINGLE) return members.map((pool) => ({ title: titleIn(report, pool), pool, members: [pool] }));
    const kind = members.every((pool) => pool.instance.pod !== undefined) ? 'pods' : 'instances';
    const title = `${members[0]!.name ?? members[0]!.runtime} in ${number(members.length)} of ${number(of)} ${kind}`;
    return [{ title, pool: members[0]!, members }];
  });
}

const sum = (pools: readonly PoolReport[], value: (pool: PoolReport) => number | undefined): number | undefined => {
  const known = pools.map(value).filter((n) => n !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0);
};

const most = (pools: readonly PoolReport[], value: (pool: PoolReport) => number | undefined): number | undefined => {
  const known = pools.map(value).filter((n) => n !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

const shown = (n: number | undefined): string => (n === undefined ? '·' : number(n));

/** `0→10`: the floor at the beginning and at the end. */
function floorText({ inUse }: PoolReport): string {
  if (inUse === undefined || inUse.floor.length === 0) return '·';
  const first = inUse.floor[0]!.value;
  const last = inUse.floor.at(-1)!.value;
  return first === last ? number(last) : `${first}→${last}`;
}

function cells({ members, pool }: PoolRow): string[] {
  const hold = (value: (hold: NonNullable<PoolReport['holdTime']>) => number): string => {
    const ms = most(members, ({ holdTime }) => holdTime && value(holdTime));
    return ms === undefined ? '·' : shortDuration(ms);
  };
  const limit = most(members, (member) => member.max);
  const use = [most(members, (member) => member.inUse?.last), most(members, (member) => member.inUse?.peak)].map(shown);
  return [
    `${use.join('/')}/${limit === 0 ? '∞' : shown(limit)}`,
    floorText(pool),
    number(members.reduce((n, member) => n + member.acquireTimeouts, 0)),
    shown(sum(members, (member) => member.waits?.count)),
    hold(({ p50Ms }) => p50Ms),
    hold(({ p99Ms }) => p99Ms),
    hold(({ p999Ms }) => p999Ms),
  ];
}

const HEADS = ['last/peak/max', 'floor', 'timeouts', 'waits', 'hold p50', 'p99', 'p999'];

/** Rows that are printed; the rest is counted. */
const ROWS = 12;

/** The table of pools: connections in use, floor, timeouts, waits and hold times. @param count of all pools */
export function pools(page: Page, rows: readonly PoolRow[], count: number): string[] {
  const table = rows.slice(0, ROWS).map((row) => ({ row, cells: cells(row) }));
  const used = HEADS.map((_, index) => table.some(({ cells: texts }) => texts[index] !== '·' && texts[index] !== '·/·/·'));
  const widths = HEADS.map((head, index) => Math.max(head.length, ...table.map(({ cells: texts }) => texts[index]!.length)));
  const fixed = widths.reduce((total, width, index) => total + (used[index] ? width + 2 : 0), 0);
  const verdictWidth = Math.max(...table.map(({ row }) => VERDICT_WORDS[row.pool.verdict].length));
  const room = page.width - 2 - fixed - verdictWidth - 1;
  // Where the numbers leave no room for a name it gets a line of its own.
  const stacked = room < 16;
  const name = stacked ? 0 : Math.min(room, Math.max(4, ...table.map(({ row }) => row.title.length)));

  const line = (texts: readonly string[]): string => texts.filter((_, i) => used[i]).map((text) => text).join('  '); // prettier-ignore
  const padded = (texts: readonly string[]): string[] => texts.map((text, index) => padStart(text, widths[index]!));
  const { dim } = page.ink;
  const lines = [
    heading(page, `Pools (${number(count)})`),
    dim(`  ${' '.repeat(stacked ? 0 : name + 1)}${' '.repeat(verdictWidth)}  ${line(padded(HEADS))}`),
  ];
  for (const { row, cells: texts } of table) {
    const verdict = verdictInk(page, row.pool.verdict)(padEnd(VERDICT_WORDS[row.pool.verdict], verdictWidth));
    if (stacked) lines.push(`  ${clipMiddle(row.title, page.width - 2)}`, `  ${verdict}  ${line(padded(texts))}`);
    else lines.push(`  ${padEnd(clipMiddle(row.title, name), name)} ${verdict}  ${line(padded(texts))}`);
  }
  if (rows.length > ROWS) lines.push(dim(`  … ${rows.length - ROWS} more`));
  return lines;
}
