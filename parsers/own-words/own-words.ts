import { NO_NAME, namesOtherPool, ofOtherConnections, type EventDraft, type RecordView, type Rule } from 'leak-stream/plugin';
import { heldMs } from './held.ts';
import { IDENTITY, shownIn } from './identities.ts';
import { CIRCUMSTANCES, DEED } from './lending.ts';
import { draft, pairs, withCalls, type Values } from './listener.ts';
import { BEHIND_PLACE, PLACE } from './place.ts';
import { wordsApart } from './words-apart.ts';

const DATABASES =
  'db|database|sql|pg|pgx|postgres|postgresql|mysql|mariadb|oracle|mssql|sqlite|jdbc|hikari|dbapi|sqlalchemy|data[_ -]?source';
const CONN = 'conn|connections?';
/** What is lent: a pool's connection, in the words that name it. Any other pool is a pool of something else. */
const LENDER = String.raw`(?:[\w-]{1,40}[.:/])?(?:(?:${DATABASES}|${CONN})[._ -]?pool|(?:${DATABASES}|${CONN}|pool|engine)(?:[._ -](?:conn|connections?|pool|engine))?)`;
/** `db.checkout`, `db.pool checkout`, `[pool] acquired`, `connection released`, `pool: connection returned`; a logger's short name may stand before it. */
const LENT = new RegExp(
  String.raw`^(?:[\w.-]{1,60}: )?\[?(?<lender>${LENDER})\]?(?:: | - |[._: -])(?:(?:the )?conn(?:ection)?(?: was| is|:)?[ ._])?${DEED}(?![A-Za-z])`,
  'i',
);
/** `Acquired connection`, `released the db connection`. */
const DEED_DONE = new RegExp(
  String.raw`^(?<lender>[\w. :\[\]-]{1,60}(?:: |\] | - ))?${DEED} (?:an? |the )?(?:(?<kind>${DATABASES}|pooled)[ _-])?conn(?:ection)?(?![A-Za-z])`,
  'i',
);
/** A database's connections, or a pool of them, where nothing but connections may be spoken of. */
const OF_DATABASE = new RegExp(String.raw`(?:^|[^a-z])(?:${DATABASES}|(?:db|${CONN})?[._ -]?pool)(?:$|[^a-z])`, 'i');
const POOL_BEHIND = /^ (?:(?:in)?to|from|of) (?:the |its )?(?:(?:db|database|connection) )?pool\b/i;
const POOLS_KEY = /^(?:(?:db|conn(?:ection)?)[._-]?)?pool(?:[._-]?name)?$|^(?:data[._-]?source|engine)(?:[._-]?name)?$/i;
/** `backend_pid: 4711, held_ms: 3`: a key of two words, which no sentence has. */
const KEY_AND_COLON = /^ [a-z]{1,20}(?:_[a-z]{1,20}){1,3}: /;
/** What a database does nothing else with. */
const FIRM = /^(?:check|acqui|releas|borrow|lease)/i;
/** A pool of what, it does not say. */
const POOL_ALONE = /^(?:[\w-]{1,40}[.:/])?pool$/i;

/** `ConnectionAcquired`, `dbCheckout`: the name of an event in one word. */
const CAMEL = /^[A-Za-z]{4,60}$/;
const inWords = (message: string): string => (CAMEL.test(message) ? wordsApart(message) : message);

interface Said {
  readonly event: 'checkout' | 'checkin';
  /** The words themselves say that it is a database's connection, or a pool's of which they do not say more. */
  readonly sure: boolean;
  readonly vague: boolean;
  readonly rest: string;
}

/** The words, where a layout has taken the name of the event for that of a logger: `db.checkout conn=17`. */
function wordsOf({ logger, message }: RecordView): string {
  return logger !== undefined && DEED_LAST.test(logger) && PAIR_FIRST.test(message) ? `${logger} ${message}` : inWords(message);
}
const DEED_LAST = new RegExp(`[._]${DEED}$`, 'i');
const PAIR_FIRST = /^[A-Za-z_]{1,40}=/;

function saidIn(record: RecordView): Said | undefined {
  const message = wordsOf(record);
  const found = LENT.exec(message) ?? DEED_DONE.exec(message);
  // `Checked in: 1` counts them
  if (found === null || /^: ?\d/.test(message.slice(found[0].length))) return undefined;
  const { takes, gives, lender = '', kind } = found.groups as Record<string, string | undefined>;
  if (!/conn|pool/i.test(found[0]) && !FIRM.test((takes ?? gives) as string)) return undefined;
  const rest = message.slice(found[0].length);
  if (!(CIRCUMSTANCES.test(rest) || KEY_AND_COLON.test(rest)) || namesOtherPool(lender)) return undefined;
  const sure =
    Object.keys(record.fields ?? {}).some((key) => POOLS_KEY.test(key)) ||
    kind !== undefined ||
    OF_DATABASE.test(lender) ||
    POOL_BEHIND.test(rest);
  return { event: takes === undefined ? 'checkin' : 'checkout', sure, vague: POOL_ALONE.test(lender), rest };
}

/** How many are out, as it stands beside what was done: `out=3`, `in_use: 3`, `(3 out)`. */
const COUNTED =
  /(?<![\w.])(?:out|in[ _-]?use|checked[ _-]?out|active|busy|borrowed|used)"?[=:] ?\d{1,6}\b|\b\d{1,6} (?:out|in use|active|busy|checked out)\b/i;
const WHO =
  /^(?:thread|thread_?name|task|task_?name|worker|goroutine|req|request|req(?:uest)?_?id|rid|trace_?id|correlation_?id|caller|owner|holder)$/i;
const WHO_IN_TEXT = /(?<![\w.])(?:thread|task|worker|goroutine|request_?id|req_?id|rid|trace_?id|caller|owner|holder)[=:] ?\S/i;

/**
 * Whether the line has what nobody prints but who watches over a pool: how long, how many, where or by whom. A bare `connection released` may be told of some
 * connections and not of others.
 */
function watches(record: RecordView, held: number | undefined, vague: boolean): boolean {
  const { fields = {}, message } = record;
  if (held !== undefined || COUNTED.test(record.raw) || PLACE.test(message)) return true;
  if (Object.values(fields).some((value) => typeof value === 'string' && PLACE.test(value))) return true;
  return !vague && (WHO_IN_TEXT.test(message) || Object.keys(fields).some((key) => WHO.test(key)));
}

/** A record's values with the borrower's calls, those of a field or those that stand in the text. */
function placed(values: Values, rest: string): Values {
  const calls = withCalls(values);
  const text = rest.split(BEHIND_PLACE, 1)[0] as string;
  const stack = values['stack'] ?? pairs(text)['stack'];
  return { ...calls, stack: calls['stack'] ?? stack };
}

/**
 * What a program logs of its pool in its own words, in a line of any language: `db.checkout backend_pid=4711`, `db.pool checkin tree.py:28 in person held 0.015 s`. Where
 * no connection is named, what comes back is told from what is out by who has it, where it was taken and how long it was held.
 */
export const ownWordsRules: Readonly<Record<string, Rule>> = {
  'own-words': {
    pattern: new RegExp(String.raw`(?:^|[^A-Za-z]|(?<=[a-z])(?=[A-Z]))${DEED}(?![A-Za-z])`, 'i'),
    scope: 'raw',
    read: (_match, record): EventDraft | undefined => {
      const said = saidIn(record);
      if (said === undefined || ofOtherConnections(record)) return undefined;
      const { event, rest } = said;
      if (!said.sure && !OF_DATABASE.test(record.logger ?? '')) return undefined;
      const { stack: _, ...inText } = pairs(rest);
      const values: Values = { ...inText, ...record.fields };
      const shown = shownIn(values);
      const held = event === 'checkin' ? heldMs(record)?.heldMs : undefined;
      const named = shown !== undefined && IDENTITY.test(shown);
      if (!named && !watches(record, held, said.vague)) return undefined;
      return draft(event, { ...placed(values, rest), conn: named ? shown : NO_NAME, held_ms: held }, record);
    },
  },
};

const SCOPES = ['db', 'pool', 'Pool', 'conn', 'onnection'];
const STEMS = ['check', 'acqui', 'relea', 'borro', 'retur'];
const capital = (stem: string): string => `${stem.charAt(0).toUpperCase()}${stem.slice(1)}`;
/** `Acquired connection`, `released the db connection`. */
const DONE = ['cquired', 'cquire', 'eleased', 'elease', 'eturned', 'orrowed', 'ecked out', 'ecked in', 'got', 'Got'];

/** Literals of which one stands in nearly every line that {@link ownWordsRules} read; the rarer words are left to the lines that name a connection. */
export const ownWordsHints: readonly string[] = [
  'backend_pid',
  'backendPid',
  'backend pid',
  'pg_pid',
  ...SCOPES.flatMap((scope) =>
    STEMS.flatMap((stem) => [...['.', '_', ' ', ': ', '] '].map((mark) => `${scope}${mark}${stem}`), `${scope}${capital(stem)}`]),
  ),
  ...DONE.flatMap((done) => ['', ' a', ' the', ' db'].map((which) => `${done}${which} conn`)),
];
