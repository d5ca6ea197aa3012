import { namesOtherPool, ofOtherConnections, poolNameOf, type Match, type RecordView, type Rule } from 'leak-stream/plugin';
import { poolName } from './connection.ts';

const counted = (name: string): RegExp => new RegExp(String.raw`\b${name}"?(?:[=:] ?| )(?<n>-?\d{1,9})\b`, 'i');
const IDLE = counted('checked[ _-]?in');
const OVERFLOW = counted('(?<!max[ _-]?)overflow');
const SIZE = counted('(?:pool[ _-]?)?size');
const MOST_OVERFLOW = counted('max[ _-]?overflow');

/** Guests and books are checked in and out as well: a pool must be named, in the methods' own spelling (`checkedout`) anywhere, in prose before the figures. */
const OF_POOL = /pool|engine|sqlalchemy|\bconnections?\b/i;
const POOL = /(?:^|[^a-z])(?:(?:db|sql|pg|conn|connections?|engine)[_-]?)?(?:pool|sqlalchemy|dbapi)/i;
const CONNECTIONS = /\bconnections?\b/i;

interface Figures {
  readonly idle: number | undefined;
  readonly overflow: number | undefined;
  readonly size: number | undefined;
}

/** `3/12 in use`, `in use: 3 of 12`. */
const IN_USE =
  /(?<![\w.])(?<n>\d{1,9})(?:(?:\/| of )(?<of>\d{1,9}))? (?:conn(?:ection)?s? )?in[ _-]use\b|\bin[ _-]use"?(?:[=:] ?| )(?<after>\d{1,9})(?:(?:\/| of )(?<afterOf>\d{1,9}))?\b/i;
const OF_DATABASE = /(?:^|[^a-z])(?:db|database|sql|pg|postgres(?:ql)?|mysql|engine|sqlalchemy|pool|connections?)(?:$|[^a-z])/i;

/** Three of the four methods make a status by themselves, two with a pool's name. */
function isStatus({ idle, overflow, size }: Figures, match: Match, record: RecordView): boolean {
  if ((idle ?? overflow) === undefined || ofOtherConnections(record) || namesOtherPool(record.message)) return false;
  if (overflow !== undefined && (idle ?? size) !== undefined) return true;
  return match.text('between') === ' ' ? POOL.test(match.before) || CONNECTIONS.test(match.before) : OF_POOL.test(record.raw);
}

const numberOf = (pattern: RegExp, text: string): number | undefined => {
  const found = pattern.exec(text)?.groups?.['n'];
  return found === undefined ? undefined : Number(found);
};

/**
 * What a program prints of QueuePool's methods `size()`, `checkedin()`, `checkedout()` and `overflow()` in an order and layout of its own. A number of what is checked
 * out alone is no status: listeners print it beside each checkout.
 */
export const ownStatusRules: Readonly<Record<string, Rule>> = {
  'own-status': {
    pattern: /\bchecked(?<between>[ _-]?)out"?(?:[=:] ?| )(?<inUse>\d{1,9})\b/i,
    scope: 'raw',
    read: (match, record) => {
      const [idle, overflow, size] = [IDLE, OVERFLOW, SIZE].map((pattern) => numberOf(pattern, record.raw));
      if (!isStatus({ idle, overflow, size }, match, record)) return undefined;
      const inUse = match.number('inUse');
      const mostOverflow = numberOf(MOST_OVERFLOW, record.raw);
      return {
        kind: 'pool-snapshot',
        inUse,
        ...(idle !== undefined && idle >= 0 && { idle, open: inUse + idle }),
        ...(size !== undefined && size > 0 && { size }),
        ...(size !== undefined && size > 0 && mostOverflow !== undefined && mostOverflow >= 0 && { max: size + mostOverflow }),
        ...(poolName(record) ?? poolNameOf(record)),
      };
    },
  },
  // no other pool has an overflow, whatever the words for what is in use
  'own-overflow': {
    pattern: /\boverflow"?(?:[=:] ?| )-?\d{1,9}\b/i,
    scope: 'raw',
    read: (_match, record) => {
      const groups = IN_USE.exec(record.raw)?.groups;
      if (!groups || !OF_DATABASE.test(record.raw) || ofOtherConnections(record) || namesOtherPool(record.message)) return undefined;
      const [inUse, of] = [Number(groups['n'] ?? groups['after']), groups['of'] ?? groups['afterOf']];
      const idle = numberOf(IDLE, record.raw);
      return {
        kind: 'pool-snapshot',
        inUse,
        ...(idle !== undefined && { idle }),
        ...(of !== undefined && { max: Number(of) }),
        ...(poolName(record) ?? poolNameOf(record)),
      };
    },
  },
};
