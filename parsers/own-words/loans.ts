import {
  namesOtherClient,
  namesOtherPool,
  NO_NAME,
  ofOtherConnections,
  type EventDraft,
  type RecordView,
  type Rule,
} from 'leak-stream/plugin';
import { CONNECTIONS, DATABASE } from './abroad.ts';
import { POOL } from './about.ts';
import { circumstances, FUNCTION, keptMs, type Circumstances } from './circumstances.ts';
import { CONNECTION_NAME, IDENTITY, shownIn, connectionIn } from './identities.ts';
import { draft } from './listener.ts';
import { AUXILIARIES, ENGLISH, HOMONYM, LENDS, OPENS, OTHER_THING, RETURNS } from './loan-words.ts';
import { mayLend } from './may-lend.ts';
import { callOf, placeInFields } from './place.ts';

const stems = (words: readonly string[]): string => String.raw`(?:${words.join('|')})\p{L}{0,8}(?: (?:edildi|ediliyor|olundu|worden))?`;
const DEED = String.raw`(?<![\p{L}\p{N}])(?:(?<returns>${ENGLISH.returns}|${stems(RETURNS)})|(?<lends>${ENGLISH.lends}|${stems(LENDS)})|(?<opens>${ENGLISH.opens}|${stems(OPENS)}))(?![\p{L}\p{N}_])`;
/** What a program puts before its words: `[bd] `, `pool: `, `thread Thread-11 `. */
const BEFORE = String.raw`^(?<before>[\p{L}\w. :()[\]-]{1,60}(?:: |\] | - |\| )|thread [\w.()-]{1,60} |(?:db|database|(?:conn(?:ection)?[ _-])?pool)[ ._-]|[A-Za-z]{1,12}[-_]\d{1,12} |finally )?`;
/** What is lent, or whose: `la connexion `, `interni `. */
const WHAT = String.raw`(?<what>(?:\p{L}[\p{L}\w.'’-]{0,30}[ :=]{1,2}){0,4}?)`;
/** A short name of a connection, which has a digit in it: `1a2b`, `c-81`, `b71e`. */
const SHORT = String.raw`[a-z]{1,8}[-_]?\d{1,10}|\d[\da-f]{1,15}|[a-f][\da-f]{1,14}\d`;
const ID = String.raw`(?:(?:n\.[ºo°]?|n[º°]|no\.?|nr\.?|n[uú]m\.?|№|č\.|sz\.|id[:=]?|pid[:=]?) ?=?)?\[?(?<id>#?\d{1,20}|0x[0-9a-f]{4,16}|<[^<>]{1,60} at (?:0x)?[0-9a-f]{4,20}>|${CONNECTION_NAME}|${SHORT})\]?(?![\p{L}\p{N}_/-]|[.:]\p{N})`;
const HELPERS = `(?:(?:${AUXILIARIES}) ){0,3}`;

/** `préstamo 235 a main.go:82 (4 fuera)`, `zurückgegeben: Verbindung #235 nach 80 ms`. */
const DEED_FIRST = new RegExp(`${BEFORE}${DEED}[:=]? ${WHAT}${ID}`, 'iu');
/** `interni n. 15 aperta da Referti.java:21 critica (2 aperte)`, `connexion n° 15 a été rendue après 80 ms`. */
const DEED_LAST = new RegExp(`${BEFORE}${WHAT}${ID}[,:]? (?:- )?${HELPERS}${DEED}`, 'iu');
const NOUN = String.raw`(?:\p{L}{1,20}[ -]){0,3}?(?:(?:${CONNECTIONS}|connection)\p{L}{0,10}|conn)(?![\p{L}\p{N}_-])`;
/** `req-5512 released its db connection after 33 ms`, `conexão tomada`: the connection's name stands elsewhere, or nowhere. */
const NO_ID_FIRST = new RegExp(`${BEFORE}${HELPERS}${DEED}[:=]? (?<what>${NOUN})`, 'iu');
const NO_ID_LAST = new RegExp(`${BEFORE}(?<what>${NOUN}) (?:- )?${HELPERS}${DEED}`, 'iu');

/** A connection that names itself. */
const NAMES_ITSELF = /^(?:conn(?:ection)?|cnx|pg|db)[-_#]?\d|conn(?:ection)?\w{0,40}(?:@| object at )/i;
const OF_CONNECTIONS = new RegExp(
  String.raw`(?<!\p{L})[\p{L}-]{0,20}(?:${CONNECTIONS}|connection|conn(?!\p{L})|(?:pg|postgres|db) backend)`,
  'iu',
);
const OF_DATABASE = new RegExp(String.raw`(?<!\p{L})(?:${DATABASE}|pg|jdbc|data[ _-]?source)(?!\p{L})|(?<!\p{L})[\p{L}-]{0,20}pool`, 'iu');
/** Of what a network has as well. */
export const OF_NETWORK = /https?|\btcp\b|\bws\b|websocket|socket|server|serwer|сервер|client|klient|peer|prox(?:y|ies)|gateway|tunnel|transport|broker|listener|netz|\bnet\b|\bred\b|rete\b|сет/i; // prettier-ignore
/** Whether words are about a database or a pool. */
export const ofDatabase = (text: string): boolean => POOL.test(text) || OF_DATABASE.test(text);
/** Whether a connection is named, or one names itself. */
export const speaksOfConnection = (text: string): boolean => OF_CONNECTIONS.test(text) || NAMES_ITSELF_IN.test(text);
const NAMES_ITSELF_IN = new RegExp(`(?:^|[^\\w])${NAMES_ITSELF.source.slice(1)}`, 'i');
const NAMED = new RegExp(
  String.raw`(?:(?:${CONNECTIONS}|connection|conn|backend)\p{L}{0,10}[ :=]{1,2}${ID})|(?<![\w])(?<itself>(?:conn(?:ection)?|cnx|pg|db|c)[-_#]?\d{1,10})(?![\w])`,
  'iu',
);
/** The connection that a text names. */
export function connectionNamed(text: string): string | undefined {
  const groups = NAMED.exec(text)?.groups;
  return groups?.['id'] ?? groups?.['itself'];
}
/** `by OrderService.create`. */
export const BORROWERS_FUNCTION = new RegExp(String.raw`(?:(?:by|in|for|of|from|at|to) |=)?(?<![\w/.:@])${FUNCTION}(?!\.)`, 'u');
/** Words that stand beside a pool's name and are none: articles, and what is lent. */
const NO_POOL = new RegExp(String.raw`^(?:(?:put|gave|got|la|le|les|el|il|lo|die|der|das|den|een|het|os?|as?|an?|the|its|one|une?|una|eine?|id|pid|pg|raw|pooled|backend|[\p{L}-]{0,20}pool\p{L}{0,4}|${DATABASE}|[\p{L}-]{0,20}(?:${CONNECTIONS}|conn(?:ection)?)\p{L}{0,10}|${OPENS.join('|')}|${LENDS.join('|')})\p{L}{0,2})$`, 'iu'); // prettier-ignore

/** The noun stands right before its name. */
const NOUN_LAST = new RegExp(
  String.raw`(?:${CONNECTIONS}|conn(?:ection)?|backend|pool)\p{L}{0,10}[ :=]{1,2}(?:(?:id|pid|no|nr|number|object|with|from)[ :=]{1,2}){0,2}$`,
  'iu',
);
/** What is said of much else: a pool or a database has to be named beside the connection. */
const WEAK = /^(?:got|get|took|tak|grab|obtain|reserv|allocat|assign|claim|issu|grant|fetch|using|open|out|in use|>)/i;
/** Of numbers without a noun only these are believed, where a pool or a database is named. */
const ENGLISH_ANY = new RegExp(`^(?:${ENGLISH.lends})$`, 'i');
const STRONG = /^(?:lent|loan|borrow|checked out|leas)/i;
const IN_POOL = /\bpool\b|\b(?:waited|wait)\b/i;
/** Loggers of pools that have parsers of their own: what they say is no program's own words. */
export const LIBRARIES =
  /^(?:sqlalchemy|peewee|psycopg|asyncpg|com\.zaxxer|org\.apache\.(?:commons|tomcat|http)|com\.mchange|com\.alibaba|io\.agroal|org\.postgresql|urllib3|aiohttp)(?:\.|$)/;

interface Said {
  readonly deed: 'returns' | 'lends' | 'opens';
  /** The deed's own words. */
  readonly word: string;
  readonly before: string;
  readonly what: string;
  readonly id: string | undefined;
  /** The words themselves say that a connection is meant. */
  readonly named: boolean;
  readonly behind: Circumstances;
  readonly rest: string;
}

/** `got conn 3 back from …`, `put connection 0x7f3a1c back`. */
const BACK = /^,? back\b/i;

/** A connection that has been out for so long is no news that it goes out. */
const OUT_FOR =
  /^(?:,? by [^\s,;]{1,100})? (?:for|since|longer than|more than|over) (?:more than |longer than |over |about )?\d|^[^\d]{0,120}\d[\w. ]{0,20} ago\b/i;

function saidIn(text: string): Said | undefined {
  for (const form of [DEED_FIRST, DEED_LAST, NO_ID_FIRST, NO_ID_LAST]) {
    const found = form.exec(text);
    if (found === null) continue;
    const { before = '', what = '', id, lends, opens, returns } = found.groups as Record<string, string | undefined>;
    const rest = text.slice(found[0].length);
    const behind = circumstances(rest);
    const named = OF_CONNECTIONS.test(what);
    if (behind === undefined || (named && form === DEED_FIRST && !NOUN_LAST.test(what))) continue;
    const deed = lends && !BACK.test(rest) ? 'lends' : opens ? 'opens' : 'returns';
    if (deed === 'lends' && OUT_FOR.test(rest)) return undefined;
    const word = (lends ?? opens ?? returns) as string;
    return { deed, word, before, what, id, named: named || NAMES_ITSELF.test(id ?? ''), behind, rest };
  }
  return undefined;
}

/** The one word beside the connection that is no article and does not say what it is: its pool's name. */
function poolIn(what: string): string | undefined {
  const words = what.split(/[ :=]+/).filter((word) => word !== '' && !NO_POOL.test(word));
  return words.length === 1 ? words[0] : undefined;
}

/**
 * Whether somebody watches over a pool of connections. A line that says so of the database's is believed. Where it does not say what is lent, or says `opened`, as
 * programs do of the network's connections, the borrower's place in the program has to stand there, and how many are out. A return alone
 * ends what went out, or nothing.
 */
function isLoan({ deed, word, before, what, id = '', named, behind, rest }: Said, { logger = '', fields = {} }: RecordView): boolean {
  const { place, heldMs, counted } = behind;
  const whose = `${before} ${what}`;
  const itself = NAMES_ITSELF.test(id);
  const ofDatabase = OF_DATABASE.test(whose) || POOL.test(logger) || OF_DATABASE.test(logger) || Object.hasOwn(fields, 'pool');
  if (!ofDatabase && !itself && HOMONYM.test(word)) return false;
  if (!ofDatabase && OF_NETWORK.test(`${logger} ${whose}`)) return false;
  if (deed === 'returns') return named || ofDatabase || (counted && (heldMs !== undefined || place !== undefined));
  if (place !== undefined && counted) return true;
  if (deed !== 'lends') return false;
  if (named) return !WEAK.test(word) || ofDatabase || itself || IN_POOL.test(rest);
  return ofDatabase && !behind.bare && (STRONG.test(word) || !ENGLISH_ANY.test(word));
}

const SUBJECT = /^\[?(?<subject>[A-Za-z]{0,12}[-_]?[0-9a-f]{0,15}\d[0-9a-f]{0,15})\]?:? /i;

/** Who has it, where a text begins with that. */
export const subjectOf = (text: string): string | undefined => SUBJECT.exec(text)?.groups?.['subject'];

/** The connection's name: in the words, in a field, behind them, or that of who has it; none where who has it is told in another way. */
function nameOf({ id, before, rest, behind }: Said, { fields = {}, thread }: RecordView): string | undefined {
  const other = fields['backend'];
  const shown = id ?? shownIn(fields) ?? (typeof other === 'number' || typeof other === 'string' ? String(other) : connectionIn(rest));
  if (shown !== undefined && (id !== undefined || IDENTITY.test(shown))) return shown;
  const subject = subjectOf(before);
  if (subject !== undefined) return subject;
  return behind.place !== undefined || behind.counted || (behind.heldMs !== undefined && thread !== undefined) ? NO_NAME : undefined;
}

/** How long it was out: as the words say, else the one field that is a time. */
function heldIn({ behind }: Said, { fields = {} }: RecordView): number | undefined {
  if (behind.heldMs !== undefined) return behind.heldMs;
  const times = Object.entries(fields).slice(0, MOST_KEYS).flatMap(([key, value]) => keptMs(key, value) ?? []); // prettier-ignore
  return times.length === 1 ? times[0] : undefined;
}
const MOST_KEYS = 50;

/** `msg="db connection acquired" conn_id=12`, `event=db_checkout conn=66`, behind a head that no record of fields has. */
const KEYED = /^(?:(?:level|lvl)=\w{1,10} )?(?:msg|message|event)=(?:"([^"]{1,200})"|(\S{1,100}))/;
export const inWords = (message: string): string =>
  message
    .slice(0, 1000)
    .replace(KEYED, (_, quoted: string | undefined, word: string | undefined) => quoted ?? (word as string).replace(/[._]/g, ' '));

function read(record: RecordView): EventDraft | undefined {
  if (LIBRARIES.test(record.logger ?? '') || !mayLend(record)) return undefined;
  const said = saidIn(inWords(record.message));
  if (said === undefined) return undefined;
  const { deed, what, id, behind } = said;
  const whose = `${said.before}${what}`;
  const all = `${record.logger ?? ''} ${whose}`;
  if (OTHER_THING.test(whose.replace(/^thread \S+/i, '')) || namesOtherClient(all) || namesOtherPool(all) || ofOtherConnections(record) || !isLoan(said, record)) return undefined; // prettier-ignore
  const [name, pool] = [nameOf(said, record), poolIn(what)];
  if (name === undefined) return undefined;
  // pools number their connections each for itself
  const conn = pool === undefined || id === undefined ? name : `${pool} ${name}`;
  const place = behind.place ?? placeInFields(record);
  const given = deed === 'returns' ? { held_ms: heldIn(said, record) } : {};
  const event = draft(deed === 'returns' ? 'checkin' : 'checkout', { conn, pool, ...given, stack: place }, record);
  const call = behind.who === undefined ? undefined : callOf(behind.who);
  return event?.kind === 'checkout' && event.stack === undefined && call ? { ...event, stack: [call] } : event;
}

/**
 * Loans and their returns, of a bank of connections that a program keeps or wraps itself: the number of what went out comes back, mostly with how long it was out. They are
 * told by how such a line is made, whole: a deed, a number, then nothing but where, by whom, how long and how many.
 */
export const loanRules: Readonly<Record<string, Rule>> = {
  loan: { pattern: new RegExp(DEED, 'iu'), read: (_match, record) => read(record) },
};
