import { namesOtherClient, namesOtherPool, ofOtherConnections, type EventDraft, type RecordView, type Rule } from 'leak-stream/plugin';
import { CONNECTIONS, DATABASE } from './abroad.ts';
import { POOL } from './about.ts';
import { circumstances, type Circumstances } from './circumstances.ts';
import { CONNECTION_NAME } from './identities.ts';
import { draft } from './listener.ts';
import { AUXILIARIES, LENDS, OPENS, OTHER_THING, RETURNS } from './loan-words.ts';

const DEED = String.raw`(?<!\p{L})(?:(?<returns>${RETURNS.join('|')})|(?<lends>${LENDS.join('|')})|(?<opens>${OPENS.join('|')}))\p{L}{0,8}(?: (?:edildi|ediliyor|olundu|worden))?(?![\p{L}\p{N}_])`;
/** What a program puts before its words: `[bd] `, `pool: `. */
const BEFORE = String.raw`^(?<before>[\p{L}\w. :()[\]-]{1,60}(?:: |\] | - |\| ))?`;
/** What is lent, or whose: `la connexion `, `interni `. */
const WHAT = String.raw`(?<what>(?:\p{L}[\p{L}\w.'’-]{0,30}[ :=]{1,2}){0,3}?)`;
const ID = String.raw`(?:(?:n\.[ºo°]?|n[º°]|no\.?|nr\.?|n[uú]m\.?|№|č\.|sz\.|id[:=]?) ?)?(?<id>#?\d{1,20}|0x[0-9a-f]{4,16}|${CONNECTION_NAME})(?![\p{L}\p{N}_/-]|[.:]\p{N})`;

/** `préstamo 235 a main.go:82 (4 fuera)`, `zurückgegeben: Verbindung #235 nach 80 ms`. */
const DEED_FIRST = new RegExp(`${BEFORE}${DEED}[:=]? ${WHAT}${ID}`, 'iu');
/** `interni n. 15 aperta da Referti.java:21 critica (2 aperte)`, `connexion n° 15 a été rendue après 80 ms`. */
const DEED_LAST = new RegExp(String.raw`${BEFORE}${WHAT}${ID}[,:]? (?:- )?(?:(?:${AUXILIARIES}) ){0,2}${DEED}`, 'iu');

const OF_CONNECTIONS = new RegExp(String.raw`(?<!\p{L})[\p{L}-]{0,20}(?:${CONNECTIONS}|connection|conn(?!\p{L}))`, 'iu');
const OF_DATABASE = new RegExp(String.raw`(?<!\p{L})(?:${DATABASE}|jdbc|data[ _-]?source)(?!\p{L})|(?<!\p{L})[\p{L}-]{0,20}pool`, 'iu');
/** Of what a network has as well. */
const OF_NETWORK = /https?|\btcp\b|\bws\b|websocket|socket|server|serwer|сервер|client|klient|netz|\bnet\b|\bred\b|rete\b|сет/i;
/** Words that stand beside a pool's name and are none: articles, and what is lent. */
const NO_NAME = new RegExp(String.raw`^(?:(?:la|le|les|el|il|lo|die|der|das|den|een|het|de|die|een|os?|as?|the|une?|una|eine?|[\p{L}-]{0,20}pool\p{L}{0,4}|${DATABASE}|[\p{L}-]{0,20}(?:${CONNECTIONS}|conn(?:ection)?)\p{L}{0,10}|${OPENS.join('|')}|${LENDS.join('|')})\p{L}{0,2})$`, 'iu'); // prettier-ignore

interface Said {
  readonly deed: 'returns' | 'lends' | 'opens';
  readonly before: string;
  readonly what: string;
  readonly id: string;
  readonly behind: Circumstances;
}

function saidIn(text: string): Said | undefined {
  const found = DEED_FIRST.exec(text) ?? DEED_LAST.exec(text);
  if (found === null) return undefined;
  const { before = '', what = '', id = '', lends, opens } = found.groups as Record<string, string | undefined>;
  const behind = circumstances(text.slice(found[0].length));
  if (behind === undefined) return undefined;
  return { deed: lends ? 'lends' : opens ? 'opens' : 'returns', before, what, id, behind };
}

/** The one word beside the connection that is no article and does not say what it is: its pool's name. */
function poolIn(what: string): string | undefined {
  const words = what.split(/[ :=]+/).filter((word) => word !== '' && !NO_NAME.test(word));
  return words.length === 1 ? words[0] : undefined;
}

/**
 * Whether somebody watches over a pool of connections. A line that says so of the database's is believed. Where it does not say what is lent, or says `opened`, as
 * programs do of the network's connections, the borrower's place in the program has to stand there, and how many are out. A return alone
 * ends what went out, or nothing.
 */
function isLoan({ deed, before, what, behind }: Said, { logger = '' }: RecordView): boolean {
  const { place, heldMs, counted } = behind;
  const whose = `${before} ${what}`;
  const ofDatabase = OF_DATABASE.test(whose) || POOL.test(logger) || OF_DATABASE.test(logger);
  if (!ofDatabase && OF_NETWORK.test(`${logger} ${whose}`)) return false;
  const sure = ofDatabase || OF_CONNECTIONS.test(whose);
  if (deed === 'returns') return sure || (counted && (heldMs !== undefined || place !== undefined));
  return (place !== undefined && counted) || (deed === 'lends' && sure && !behind.bare);
}

function read(record: RecordView): EventDraft | undefined {
  const said = saidIn(record.message.slice(0, 1000));
  if (said === undefined) return undefined;
  const { deed, before, what, id, behind } = said;
  const whose = `${before}${what}`;
  if (OTHER_THING.test(whose) || namesOtherClient(`${record.logger ?? ''} ${whose}`) || namesOtherPool(`${record.logger ?? ''} ${whose}`)) return undefined; // prettier-ignore
  if (ofOtherConnections(record) || !isLoan(said, record)) return undefined;
  const pool = poolIn(what);
  // pools number their connections each for itself
  const conn = pool === undefined ? id : `${pool} ${id}`;
  return draft(deed === 'returns' ? 'checkin' : 'checkout', { conn, pool, held_ms: behind.heldMs, stack: behind.place }, record);
}

/**
 * Loans and their returns, of a bank of connections that a program keeps or wraps itself: the number of what went out comes back, mostly with how long it was out. They are
 * told by how such a line is made, whole: a deed, a number, then nothing but where, by whom, how long and how many.
 */
export const loanRules: Readonly<Record<string, Rule>> = {
  loan: { pattern: new RegExp(DEED, 'iu'), read: (_match, record) => read(record) },
};
