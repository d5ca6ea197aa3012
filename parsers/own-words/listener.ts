import { identityOfRepr, NO_NAME, ofOtherConnections, pythonStack, pythonStackOf } from 'leak-stream/plugin';
import type { EventDraft, RecordView, Rule, StackFrame } from 'leak-stream/plugin';
import { connectionIn, IDENTITY, ofServer, shownIn, withoutConnections, word } from './identities.ts';
import { ofBorrower } from './borrower.ts';
import { callAt, placeIn } from './place.ts';

/** What a listener says of one connection. */
export type Values = Readonly<Record<string, unknown>>;

/** Where the first call of a stack in one line begins: its file, or its function where that stands before it. */
const FIRST_CALL = /(?:[\w.<>]{1,200} \()?(?:<[\w ]{1,60}>|[^\s=<>|;,"'()[\]]{1,400}\.pyw?):\d/;

/** A stack between whatever key introduces it and the next key, quote or bracket. */
function inOneLine(text: string): string | undefined {
  const start = text.search(FIRST_CALL);
  return start === -1 ? undefined : text.slice(start).split(/["\]}]| (?=[a-z_]{1,20}=)/, 1)[0];
}

/**
 * `conn=0x… seq=1 pid=15890 thread=Thread-1 (serve) held_ms=62.9`, and the same values out of a JSON object that was cut off at the end.
 * The thread's name is the only value that may hold blanks.
 */
export const pairs = (text: string): Values => ({
  conn: connectionIn(text),
  pool: /\bpool(?:=|": ?")([^\s"',}]{1,100})/.exec(text)?.[1],
  seq: /\bseq"?[=:] ?(\d{1,15})\b/.exec(text)?.[1],
  pid: /\bpid"?[=:] ?(\d{1,10})\b/.exec(text)?.[1],
  thread: /\bthread(?:=|": ?")([^="\n]{1,200}?)(?="| [a-z_]{1,20}=|$)/.exec(text)?.[1],
  held_ms: /\bheld_ms"?[=:] ?(\d{1,15}(?:\.\d{1,9})?)/.exec(text)?.[1],
  stack: text.includes('{') ? text.split('"').filter((item) => item.includes(' in ')) : (inOneLine(text) ?? placeIn(text)),
});

/** The listener's JSON object after whatever the layout put before it; undefined where it was cut off or is none. */
function object(text: string): Values | undefined {
  const start = text.indexOf('{');
  if (start === -1) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(start));
    return typeof value === 'object' && value !== null ? (value as Values) : undefined;
  } catch {
    return undefined;
  }
}

const STACKS = ['stack', 'frames', 'callers', 'caller', 'where', 'by', 'at', 'traceback'] as const;

/** The calls that a program lists in a field, as one line: nothing but their names tells which way they go. */
export function withCalls(values: Values): Values {
  const stack = STACKS.map((key) => values[key]).find((value) => Array.isArray(value) || typeof value === 'string');
  const listed = Array.isArray(stack) && !stack.some((call) => typeof call !== 'string' || call.includes('File "'));
  return { ...values, stack: listed ? stack.join(' | ') : stack };
}

function stackOfValues(value: unknown, record: RecordView): readonly StackFrame[] {
  if (Array.isArray(value) && value.length > 0) return pythonStack(value.filter((line): line is string => typeof line === 'string'));
  const inValue = typeof value === 'string' ? pythonStack([value]) : [];
  if (inValue.length > 0) return inValue;
  const below = pythonStackOf(record);
  return below.length > 0 || typeof value !== 'string' ? below : callAt(value);
}

/** The event's own time, where the line has none: `ts` is in seconds since 1970. */
function ownTime(values: Values, record: RecordView): { at: string } | undefined {
  const ts = values['ts'];
  if (record.timed || typeof ts !== 'number' || !(ts > 0 && ts < 1e11)) return undefined;
  return { at: new Date(ts * 1000).toISOString() };
}

/** What the listener of the recipe calls a pool that nobody named: no name. */
const UNNAMED = 'default';
const ENDS = { checkin: 'returned', invalidate: 'invalidated', detach: 'detached' } as const;

/** The event of a listener's values. @param event `checkout`, or what ended it */
export function draft(event: string, values: Values, record: RecordView): EventDraft | undefined {
  const shown = shownIn(values);
  if (shown === undefined) return undefined;
  const connection = shown.startsWith('<') && shown !== NO_NAME ? identityOfRepr(shown) : shown;
  const [seq, pid, thread, pool] = [word(values['seq']), word(values['pid']), word(values['thread'])?.trim(), word(values['pool'])];
  const common = {
    connection,
    origin: 'listener' as const,
    ...(pool !== undefined && pool !== UNNAMED && { pool }),
    ...(seq !== undefined && { sequence: pid === undefined ? seq : `${pid}:${seq}` }),
    ...(thread && { thread }),
    ...ownTime(values, record),
  };
  // who gives a connection back that has no name says by its place which one it is
  const stack = event === 'checkout' || connection === NO_NAME ? ofBorrower(stackOfValues(values['stack'], record)) : [];
  if (event === 'checkout') {
    return { kind: 'checkout', ...common, ...(stack.length > 0 && { stack: [...stack] }) };
  }
  const held = Number(values['held_ms'] ?? Number.NaN);
  return {
    kind: 'checkin',
    ...common,
    reason: ENDS[event as keyof typeof ENDS],
    ...(held >= 0 && { heldMs: held }),
    ...(stack.length > 0 && { stack: [...stack] }),
  };
}

/** An identity that no key of a connection introduces: only in a line of somebody who speaks of a pool. */
const BARE = /(?:\bid[=:] ?|\s)#?(0x[0-9a-fA-F]{6,16}|\d{9,20})\b/;
const POOL = /(?:^|[^a-z])(?:pool|engine|sqlalchemy|dbapi|connections?|conn|db)(?:$|[^a-z])/i;
const aboutPool = (record: RecordView, text: string): boolean => POOL.test(record.logger ?? '') || POOL.test(text);
/** Web servers number their connections, too. */
const SHORT = /^#?\d{1,8}$/;
/** Values, or by whom and where, as behind the name of an event; a shop's `checkout page` is no event of a pool. */
const VALUES_BEHIND = /^["'\s:,|()[\]{}<>-]{0,8}(?:[^\s=:]{1,60}[=:]|conn|backend|pg|by\b|from\b|at\b|in\b|thread|#|0x|\d|$)/i;

const eventOf = (word: string): string =>
  word
    .toLowerCase()
    .replace('-', '')
    .replace(/(?<=^invalidate|^detach)e?d$/, '');

/** What the listener of SQLAlchemy's recipe prints with each event, and no other one does. */
const OF_RECIPE = ['seq', 'pid'];

/** Checkout listeners: what an application hangs on its pool's events, SQLAlchemy's most of all, to learn who borrowed. */
export const listenerRules: Readonly<Record<string, Rule>> = {
  // JSON after any prefix, a JSON record's own fields, or `pool.checkout conn=… seq=…` with `File` lines below.
  listener: {
    pattern: /\bpool\.(?<event>checkout|checkin|invalidate|detach)\b/,
    scope: 'raw',
    read: (match, record) => {
      const values = record.fields?.['conn'] === undefined ? (object(record.message) ?? pairs(record.message)) : record.fields;
      const said = draft(match.text('event'), values, record);
      return said && OF_RECIPE.every((key) => word(values[key]) !== undefined) ? { ...said, runtime: 'sqlalchemy' } : said;
    },
  },

  // `checkout conn=0x… stack=a.py:1:f>b.py:2:g`, and what else a listener of one's own makes of SQLAlchemy's names for these events.
  'compact-listener': {
    pattern: /(?:^|[^\w./-])(?<event>checkout|checkin|check-(?:out|in)|invalidated?|detach(?:ed)?)(?=["\s:,|]|$)/i,
    scope: 'raw',
    read: (match, record) => {
      // a name of its own, which the other line has as well: `checkout #17 backend_pid=4711`
      if (/^ #[0-9a-fA-F]/.test(match.after)) return undefined;
      // what SQLAlchemy says itself its own parser reads, or leaves
      if (record.logger?.startsWith('sqlalchemy.pool')) return undefined;
      const { fields } = record;
      const values = fields !== undefined && shownIn(fields) !== undefined ? fields : pairs(record.message);
      const shown = shownIn(values) ?? (aboutPool(record, record.message) ? BARE.exec(record.message)?.[1] : undefined);
      if (shown === undefined || !IDENTITY.test(shown) || ofOtherConnections(record)) return undefined;
      if (SHORT.test(shown)) {
        // The key alone does not make a pool of it.
        const ofPool = ofServer(record.raw) || aboutPool(record, withoutConnections(record.message));
        if (!ofPool || !VALUES_BEHIND.test(match.after)) return undefined;
      }
      return draft(eventOf(match.text('event')), { ...withCalls(values), conn: shown }, record);
    },
  },
};
