import { namesOtherPool, type EventDraft, type Match, type RecordView, type Rule } from 'leak-stream/plugin';
import { hasLayout, poolField, poolName } from './words.ts';

type Snapshot = Extract<EventDraft, { kind: 'pool-snapshot' }>;
type Occasion = NonNullable<Snapshot['occasion']>;

const KEYS: Readonly<Record<string, 'inUse' | 'idle' | 'open' | 'pending'>> = {
  total: 'open', active: 'inUse', inUse: 'inUse', idle: 'idle', avail: 'idle', waiting: 'pending',
}; // prettier-ignore

/**
 * The numbers by their names, never by place: 6.0 put idle before active. `total=8/10` tells the maximum, `waiting=n/a` nothing.
 * Undefined where the text does not say how many connections are in use.
 */
export function snapshotOf(body: string, occasion: Occasion): Snapshot | undefined {
  const counts: { -readonly [key in 'inUse' | 'idle' | 'open' | 'pending' | 'max']?: number } = {};
  for (const [, key, value, limit] of body.matchAll(/\b([A-Za-z]{4,10})=(\d{1,9})(?:\/(\d{1,9}))?/g)) {
    const field = KEYS[key as string];
    if (field !== undefined) counts[field] = Number(value);
    if (field === 'open' && limit !== undefined) counts.max = Number(limit);
  }
  return counts.inUse === undefined ? undefined : { kind: 'pool-snapshot', ...counts, occasion };
}

/** What stands in the bracket. Where the line is cut off, or was pasted without its end, the last number may not be whole. */
export const bodyOf = (after: string): string | undefined => {
  const end = after.includes(')') ? after.indexOf(')') : after.lastIndexOf(',');
  return end < 0 || end > 200 ? undefined : after.slice(0, end);
};

/** What HikariCP was doing when it printed the numbers. `Before cleanup` has an `After cleanup` at the same instant. */
const OCCASIONS: readonly (readonly [RegExp, Occasion | 'dropped' | 'timeout'])[] = [
  [/^timeout failure/i, 'timeout'],
  [/^before cleanup/i, 'dropped'],
  [/^(?:before|after)\s+shutdown/i, 'shutdown'],
  [/^(?:after\s+cleanup|pool|)$/i, 'periodic'],
];

const occasionOf = (prefix: string): Occasion | 'dropped' | 'timeout' =>
  OCCASIONS.find(([pattern]) => pattern.test(prefix))?.[1] ?? 'change';

/** What stands before the numbers, without `stats`; the oldest wording has the pool's name after that word. */
const TITLE = /\bstats(?: (?<pool>[^()\s][^()]{0,100}))? ?$/;

/** Prefix and pool of the three wordings: `orders - Pool stats (`, `After cleanup pool orders stats (`, `Before cleanup pool stats orders (`. */
function headOf(match: Match, record: RecordView): { prefix: string; pool: string | undefined } | undefined {
  const title = TITLE.exec(match.before.slice(-300));
  if (title === null) return undefined;
  const before = match.before.slice(0, -title[0].length);
  const dash = before.lastIndexOf(' - ');
  const last = before
    .slice(dash < 0 ? 0 : dash + 3)
    .slice(-200)
    .trim();
  if (dash < 0 && namesOtherPool(last)) return undefined;
  const named = title.groups?.['pool']?.trim();
  if (named !== undefined) return { prefix: last.replace(/\s*\bpool$/i, ''), pool: named };
  const [, prefix, pool] = /^(.{0,60}?)\bpool (\S.{0,99})$/i.exec(last) ?? [];
  if (pool !== undefined) return { prefix: (prefix as string).trim(), pool };
  return { prefix: last, pool: dash < 0 ? undefined : poolName(before.slice(0, dash), hasLayout(record)) };
}

const stats: Rule = {
  pattern: /\((?=total=\d)/,
  read(match, record) {
    const head = headOf(match, record);
    const body = bodyOf(match.after);
    if (head === undefined || body === undefined) return undefined;
    const { prefix, pool } = head;
    const occasion = occasionOf(prefix);
    if (occasion === 'dropped') return { kind: 'pool-note', code: 'visible', ...poolField(pool) };
    const snapshot = snapshotOf(body, occasion === 'timeout' ? 'exhaustion' : occasion);
    if (snapshot === undefined) return undefined;
    const sample = { ...snapshot, ...poolField(pool) };
    return occasion === 'timeout' ? [{ kind: 'acquire-timeout', witness: 'counter', ...poolField(pool) }, sample] : sample;
  },
};

/** `com.zaxxer.hikari.pool.HikariPool.logPoolState`, DEBUG: every 30 s, and around everything that changes the pool. */
export const statsRules = { stats };
