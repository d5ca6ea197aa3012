import { basename, dirname, join } from 'node:path';

/** What a rotated file's name says: of which log it is a part, and where in it. */
export interface Part {
  /** The log's own name. */
  readonly base: string;
  /** Digits of date and time, comparable as text; empty where the name has none. */
  readonly date: string;
  /** A counter beside the date counts up, one alone counts back from the current file. */
  readonly index: number | undefined;
  /** The name with the varying part as `*`. */
  readonly pattern: string;
  /** Names like `app.1.log` may as well be a second worker's, `node.1` without a `node` beside it too: their times have to prove it. */
  readonly doubtful: 'never' | 'alone' | 'always';
}

const PACKED = /\.(?:gz|zst|bz2|xz|lz4|Z)$/;
/** The year first, or, as in Log4j's own example, last. */
const DATE = String.raw`20\d\d(?:(?:-\d\d-|_\d\d_|\.\d\d\.)\d\d|\d{4})|\d\d(?:-\d\d-|\.\d\d\.)20\d\d`;
const TIME = String.raw`\d{10}|\d\d(?:[-:]?\d\d){0,2}`;
/** `app.log-20261122`, `app.log.2026-11-22_13`, `0.log.20261122-130501`, and with a counter: `app.log.2026-11-22.0`. */
const DATED = new RegExp(`^(.{1,200}?)[-._](${DATE})(?:[-._T](${TIME}))?(?:[.](\\d{1,4}))?$`);
/** `app-2026-11-22.log`, `app.2026-11-22.0.log`, `postgresql-2026-11-22_000000.log`. */
const DATED_INSIDE = new RegExp(`^(.{1,200}?)[-._](${DATE})(?:[-_T](${TIME}))?(?:[-._](\\d{1,4}))?(\\.[A-Za-z]{1,8})$`);
/** `app.log.2`, and less surely `app.2.log`. */
const COUNTED = /^(.{1,200}?)\.(\d{1,3})$/;
const COUNTED_INSIDE = /^(.{1,200}?)\.(\d{1,3})(\.(?:log|txt|out|json))$/;

/** What the name of a file that rotation put aside says; undefined for every other name. */
export function partOf(name: string): Part | undefined {
  const plain = name.replace(PACKED, '');
  const dated = DATED.exec(plain);
  if (dated) return part(dated[1] as string, '', dated);
  const inside = DATED_INSIDE.exec(plain);
  if (inside) return part(inside[1] as string, inside[5] as string, inside);
  const counted = COUNTED.exec(plain);
  if (counted) {
    const base = counted[1] as string;
    return { base, date: '', index: Number(counted[2]), pattern: `${base}.*`, doubtful: /\.[A-Za-z]{2,8}$/.test(base) ? 'never' : 'alone' };
  }
  const between = COUNTED_INSIDE.exec(plain);
  if (!between) return undefined;
  const [, start = '', index, end = ''] = between;
  return { base: start + end, date: '', index: Number(index), pattern: `${start}.*${end}`, doubtful: 'always' };
}

/** Of a date that ends with its year the month comes first, unless there is no such month: where times say otherwise, they are right. */
function yearFirst(digits: string): string {
  if (digits.startsWith('20') && Number(digits.slice(4, 6)) <= 12) return digits;
  const [first, second, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  return Number(first) > 12 ? year + second + first : year + first + second;
}

function part(start: string, end: string, found: RegExpExecArray): Part | undefined {
  const digits = yearFirst((found[2] as string).replace(/\D/g, ''));
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6, 8));
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const date = `${digits} ${(found[3] ?? '').replace(/\D/g, '')}`;
  return {
    base: start + end,
    date,
    index: found[4] === undefined ? undefined : Number(found[4]),
    pattern: `${start}*${end}`,
    doubtful: 'never',
  };
}

/** Files that are one log. */
export interface RotatedSet {
  /** The current file's path where there is one, else its parts' with `*`. */
  readonly name: string;
  /** Paths, oldest first as far as their names tell. */
  readonly paths: readonly string[];
  readonly doubtful: boolean;
}

interface Placed {
  readonly path: string;
  /** Undefined for the current file. */
  readonly part: Part | undefined;
}

/** Oldest first: dates in order, counters beside a date up, counters alone down, the current file last. */
function older({ part: a }: Placed, { part: b }: Placed): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  if (a.date !== b.date) return a.date === '' ? 1 : b.date === '' ? -1 : a.date < b.date ? -1 : 1;
  return a.date === '' ? (b.index ?? 0) - (a.index ?? 0) : (a.index ?? -1) - (b.index ?? -1);
}

/**
 * The rotated sets among some paths, by the path of each of their files. A set is two or more files of one folder whose names differ in a
 * date or a counter (`app.log.2.gz`, `app.log.1`, `app.log`); what is inside has no say here.
 */
export function rotatedSets(paths: readonly string[]): Map<string, RotatedSet> {
  const groups = new Map<string, Placed[]>();
  const add = (base: string, placed: Placed): void => void (groups.get(base) ?? groups.set(base, []).get(base))?.push(placed);
  const others: string[] = [];
  for (const path of paths) {
    const found = partOf(basename(path));
    if (found) add(join(dirname(path), found.base), { path, part: found });
    else others.push(path);
  }
  for (const path of others) {
    const base = join(dirname(path), basename(path).replace(PACKED, ''));
    if (groups.has(base)) add(base, { path, part: undefined });
  }
  const sets = new Map<string, RotatedSet>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    group.sort(older);
    const current = group.find((placed) => placed.part === undefined);
    const [{ path: first, part: named }] = group as [Placed];
    const set: RotatedSet = {
      name: current?.path ?? join(dirname(first), named?.pattern ?? basename(first)),
      paths: group.map((placed) => placed.path),
      doubtful: group.some(({ part: { doubtful } = { doubtful: 'never' } }) => doubtful === 'always' || (doubtful === 'alone' && !current)),
    };
    for (const path of set.paths) sets.set(path, set);
  }
  return sets;
}
