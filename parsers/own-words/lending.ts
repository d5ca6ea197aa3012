import { namesOtherPool, ofOtherConnections, type RecordView, type Rule } from 'leak-stream/plugin';
import { DATABASE, POOL } from './about.ts';
import { heldMs } from './held.ts';
import { CONNECTION_NAME, shownIn } from './identities.ts';
import { draft, pairs, withCalls, type Values } from './listener.ts';

/** Words for a connection that goes out, and for one that comes back. */
const TAKES = [
  'checkout',
  'check-out',
  'checked out',
  'take',
  'took',
  'taken',
  'acquire',
  'acquired',
  'borrow',
  'borrowed',
  'lease',
  'leased',
  'lent',
  'got',
];
const GIVES = ['checkin', 'check-in', 'checked in', 'give', 'gave', 'given', 'give back', 'gave back', 'given back', 'release', 'released', 'return', 'returned', 'put', 'put back', 'back', 'freed']; // prettier-ignore
const either = (words: readonly string[]): string => words.map((word) => word.replace(/[ -]/, '[ _-]')).join('|');
/** One of these words, in the group `takes` or `gives`. */
export const DEED = `(?:(?<takes>${either(TAKES)})|(?<gives>${either(GIVES)}))`;
/** `pool: `, `[db] `, `db pool - `: what a program puts before its words itself. */
const BEFORE = String.raw`^(?:(?<before>[\w. :\[\]-]{1,60}(?:: |\] | - )))?`;
const KEY = String.raw`(?:(?:db |dbapi |pooled |raw |jdbc )?conn(?:ection)?(?:[_ ](?:id|no|number))?|(?:pg[_ ])?backend[_ ]pid|pg[_ ]pid)(?:[=: ]| = )`;
const NUMBER = String.raw`${CONNECTION_NAME}|#[0-9a-fA-F]{1,16}|0x[0-9a-fA-F]{4,16}|\d{1,20}`;
/** A bare number is a count as easily as a name: it has to be as long as an object's `id()`. */
const BARE = String.raw`${CONNECTION_NAME}|#[0-9a-fA-F]{1,16}|0x[0-9a-fA-F]{4,16}|\d{9,20}`;

const DEED_FIRST = new RegExp(String.raw`${BEFORE}${DEED}[:=]? (?:(?:the )?${KEY}(?<keyed>${NUMBER})|(?<bare>${BARE}))(?![\w/.-])`, 'i');
const CONNECTION_FIRST = new RegExp(String.raw`${BEFORE}${KEY}(?<keyed>${NUMBER})[:,]? (?:was |is |has been |- )?${DEED}\b`, 'i');
/** `connection.checkout`, `db_pool.acquired`: the name of an event, the connection in a field of its own. */
const NAMED_EVENT = new RegExp(String.raw`^(?:(?<before>[\w.:-]{1,60})[._: -])?${DEED}$`, 'i');

const IDENTITY = new RegExp(`^(?:${CONNECTION_NAME}|#?[0-9a-fA-F]{1,16}|0x[0-9a-fA-F]{4,16}|\\d{1,20})$`);

/**
 * What may follow: by whom, where, how long, other values. Anything else is what the deed was done to, as in `connection #5 released the lock`,
 * `put on hold`, `returned 12 rows`.
 */
export const CIRCUMSTANCES =
  /^(?:[,;:.!|()[\]{}<>]|\s*$| (?:[-|([{<>]|[^\s=]{1,60}=|\S{1,300}\.pyw?\b|(?:by|from|at|after|in|for|with|within|during|via|back|late|again|wrapping|now|ok|thread|pid|caller|held|waited|age)\b|on thread\b|(?:in)?to (?:the |its )?[\w.-]{0,60}pool\b))/i;
const TO_WHOM = /^ to \S/;
/** `got conn 3 back from …` */
const GOT_BACK = /^,? back\b/i;
/** `lease #1 <- task 77`: a lease is a thing, and the arrow says which way it goes. What comes from the pool goes out all the same. */
const LEASE_BACK = /^ ?(?:<-{1,2}|<=|←)(?! ?(?:the |its )?[\w.-]{0,60}pool\b)/i;
const IN_ALL = /^ \d{1,9}(?:\.\d{1,9})? ?m?s\b/;

function isDeed(groups: Readonly<Record<string, string | undefined>>, rest: string): boolean {
  if (groups['takes'] !== undefined && GOT_BACK.test(rest)) return false;
  if (CIRCUMSTANCES.test(rest)) return true;
  return groups['takes'] === undefined ? IN_ALL.test(rest) : TO_WHOM.test(rest);
}

interface Found {
  readonly event: 'checkout' | 'checkin';
  readonly values: Values;
  /** What the line itself says before its words. */
  readonly before: string;
  /** A key says that it is a connection. */
  readonly keyed: boolean;
}

function foundIn(groups: Readonly<Record<string, string | undefined>>, values: Values, rest = ''): Found {
  const { takes } = groups;
  const back = takes?.toLowerCase() === 'lease' && LEASE_BACK.test(rest);
  return {
    event: takes === undefined || back ? 'checkin' : 'checkout',
    values,
    before: groups['before'] ?? '',
    keyed: groups['bare'] === undefined,
  };
}

function find(record: RecordView): Found | undefined {
  const { fields, message } = record;
  const named = fields === undefined || shownIn(fields) === undefined ? undefined : NAMED_EVENT.exec(message)?.groups;
  if (named !== undefined) return foundIn(named, { ...fields, conn: shownIn(fields as Values) });
  const words = DEED_FIRST.exec(message) ?? CONNECTION_FIRST.exec(message);
  if (words === null) return undefined;
  const groups = words.groups as Readonly<Record<string, string | undefined>>;
  const rest = message.slice(words[0].length);
  if (!isDeed(groups, rest)) return undefined;
  return foundIn(groups, { ...pairs(message), ...fields, conn: groups['keyed'] ?? groups['bare'] }, rest);
}

/**
 * Whether a pool's connection is meant. Only what stands on the line that goes out as well as on the one that comes back is asked: a stack, which only the first
 * one has, would let connections go out that never come back.
 */
function ofPool({ before, keyed }: Found, record: RecordView): boolean {
  const { logger = '', fields = {} } = record;
  if (/https?(?![a-z]*-)/i.test(`${logger} ${before}`)) return false;
  if (ofOtherConnections(record) || (!keyed && (namesOtherPool(logger) || namesOtherPool(before)))) return false;
  if (POOL.test(logger) || POOL.test(before)) return true;
  return keyed && (DATABASE.test(logger) || DATABASE.test(before) || Object.hasOwn(fields, 'pool'));
}

/** The ends of the words, which serve for `Take` as well. Those of `got` and `put` end too many other words. */
const ENDS = [...TAKES, ...GIVES]
  .filter((word) => word.length > 3 && !/^(?:lent|freed)$/.test(word))
  .map((word) => (word.length > 4 ? word.slice(-4) : word.slice(1)));
const SCOPES = ['connection', 'conn', 'pool'].flatMap((scope) => [`${scope}.`, `${scope}_`]);

/** Literals of which one stands in every line that {@link lendingRules} read. */
export const lendingHints: readonly string[] = [...new Set([
  ...ENDS.flatMap((end) => [`${end} #`, `${end.toUpperCase()} #`]),
  ...SCOPES.flatMap((scope) => ['check', 'take', 'acqui', 'borro', 'give', 'relea', 'retur'].map((stem) => `${scope}${stem}`)),
  'conn #', 'onnection #', 'conn 0x', 'onnection 0x', 'conn=', 'onnection=',
])]; // prettier-ignore

/** What goes out of a pool and comes back to it, in a program's own words: `TAKE #2e5f`, `connection 0x7f… released`, `"event": "connection.checkout"`. */
export const lendingRules: Readonly<Record<string, Rule>> = {
  lending: {
    pattern: new RegExp(String.raw`(?:^|[^A-Za-z])${DEED}(?![A-Za-z])`, 'i'),
    read: (_match, record) => {
      const found = find(record);
      if (found === undefined || !ofPool(found, record) || !IDENTITY.test(shownIn(found.values) ?? '')) return undefined;
      const held = found.event === 'checkin' ? (found.values['held_ms'] ?? heldMs(record)?.heldMs) : undefined;
      return draft(found.event, { ...withCalls(found.values), held_ms: held }, record);
    },
  },
};
