import { namesOtherClient, namesOtherPool, ofOtherConnections, type EventDraft, type RecordView, type Rule } from 'leak-stream/plugin';
import { PLACE_TEXT, timesIn } from './circumstances.ts';
import { heldMs } from './held.ts';
import { IDENTITY, shownIn } from './identities.ts';
import { BORROWERS_FUNCTION, connectionNamed, inWords, LIBRARIES, OF_NETWORK, ofDatabase, speaksOfConnection, subjectOf } from './loans.ts';
import { OTHER_THING } from './loan-words.ts';
import { callAt, callOf, placeInFields, siteIn } from './place.ts';
import { saysNotGot } from './refused.ts';

/** It has not come back: the words say so. */
const NOT_BACK =
  /\b(?:not|never|hasn['’]t|wasn['’]t|isn['’]t|without being) (?:yet |been |being |was |were )*(?:returned|released|given back|put back|handed back|checked in|closed|freed|back)\b|\b(?:unreturned|unreleased|unclosed)\b|\bforgot(?:ten)? to (?:close|return|release)|\bstill (?:out|held|busy|in use|checked out|borrowed|lent|taken|leased|open)\b|\b(?:is|are) (?:sitting on|holding)\b|\b(?:has|have) been (?:out|held|busy|in use|checked out|borrowed|lent|taken|leased)\b|\b(?:checked out|borrowed|taken|took|acquired|lent|leased)\b.{0,100} ago\b/i;
/** A leak is what the line itself speaks of. */
const LEAK =
  /\bleak(?:ed|ing|s)?\b|leak[- ]?detect|\babandoned\b|(?<![a-z])(?:held|hold|out)[ _-](?:too[ _-])?long(?![a-z])|\blong[ _-](?:held|checkout|hold|running checkout)\b|\boverdue\b/i;
/** How long it is out, or was: a pool's warning, which may as well be told as the connection comes back. */
const OUT_FOR =
  /\b(?:out|held|holds|hold|busy|in use|checked out|borrowed|lent|taken|leased)\b(?: by [^\s,;]{1,100})?(?: for| since| longer than| over| more than| about)*[:=]? ?[>~]? ?\d/i;
/** One of these words is in each of them. It costs less to look for. */
const PERHAPS =
  /return|releas|back|checked in|closed|freed|forgot|still|sitting on|hold|been|ago|leak|abandon|held|out|overdue|busy|in use|borrowed|lent|taken|took|acquired|leased/i;
/** A connection of which something else is spoken: where it leads to, or that it could not be made. */
const NO_CONNECTION =
  /\bconnection[ _-]?(?:strings?|ur[il]s?|attempts?|refused|reset|failed|timeouts?|errors?|limits?|settings?|details|parameters|config\w*|data|info\w*|secrets?)\b/i;
/** What is done with nothing but what is lent. */
const OF_POOLS =
  /\bconn\b|\b(?:checked out|borrowed|leased|unreturned|returned|released|given back|put back|abandoned|out (?:for|since))\b/i;
/** What comes back, or came. */
const BACK = /\b(?:returned|released|checked in|given back|put back|handed back|freed|closed|came back)\b/i;
/** The pool takes it back by force. */
const RECLAIMED = /\b(?:reclaim(?:ed|ing)?|abandoned|evict(?:ed|ing)?|forcibly)\b/i;
const OPEN = /\bopen\b/i;
/** Parts of a line that tell of one thing each. */
const CLAUSES = /[;!?\n]|\.(?=\s|$)/;
/** A part that begins with something that is counted, or has an article, of which the next words tell: `3 tools not returned`. */
const TOLD_OF =
  /^\W{0,3}(?:\d{1,6}|an?|the|one|some|many|several|all|these|two|three) (?:\p{L}{1,30} ){0,2}\p{L}{3,30} (?:(?:is|are|was|were|has|have|had) )?$/iu;
/** Other words for a connection. */
const MAY_BE_ONE =
  /conn|session|client|handle|lease|loan|checkout|checked|borrow|object|resource|pool|\bones?\b|\b(?:them|these|which|it)\b/i;

/** Whether what has not come back is something else: a part of the line has a subject of its own, and no connection. */
function isOfOtherThing(text: string): boolean {
  if (!/[;.!?\n]/.test(text)) return false;
  const clause = text.split(CLAUSES).find((part) => NOT_BACK.test(part));
  const at = clause === undefined ? -1 : (NOT_BACK.exec(clause)?.index ?? -1);
  return at > 0 && at < 120 && clause !== undefined && TOLD_OF.test(clause.slice(0, at)) && !MAY_BE_ONE.test(clause);
}

/** Shorter ones are told of each return. */
const LEAST_MS = 1000;
const THREAD = /\b(?:thread|owner|borrower|by thread|goroutine|worker)[=: ] ?"?(?<thread>[^\s",;)]{1,100})/i;

function read(record: RecordView): EventDraft | undefined {
  const { logger = '', fields = {}, severity } = record;
  if (LIBRARIES.test(logger)) return undefined;
  const text = inWords(record.message);
  if (NO_CONNECTION.test(text) || saysNotGot(text)) return undefined;
  const keyed = shownIn(fields);
  if (!speaksOfConnection(text) && keyed === undefined) return undefined;
  const [notBack, leak] = [NOT_BACK.test(text) && !isOfOtherThing(text), LEAK.test(text)];
  if (!notBack && (BACK.test(text) || !(leak || OUT_FOR.test(text)))) return undefined;
  const all = `${logger} ${text}`;
  const sure = ofDatabase(all) || Object.hasOwn(fields, 'pool');
  if ((OF_NETWORK.test(all) || OPEN.test(text)) && !sure) return undefined;
  if (OTHER_THING.test(text.replace(/\bthread[= ]\S+/gi, '')) || namesOtherClient(all) || namesOtherPool(all) || ofOtherConnections(record))
    return undefined;
  const held = heldMs(record)?.heldMs ?? timesIn(text)[0];
  if (!notBack && !leak && (held === undefined || (held < LEAST_MS && severity !== 'warn' && severity !== 'error'))) return undefined;
  const name = keyed !== undefined && IDENTITY.test(keyed) ? keyed : (connectionNamed(text) ?? keyed ?? subjectOf(text));
  const place = placeOf(record, text);
  const call = place === undefined ? undefined : (callAt(place)[0] ?? undefined);
  const who = call === undefined ? BORROWERS_FUNCTION.exec(`${text} ${siteIn(fields) ?? ''}`)?.groups?.['who'] : undefined;
  const thread = THREAD.exec(text)?.groups?.['thread'] ?? who;
  // gas leaks, and trains hold their connections, too
  const evident =
    sure ||
    call !== undefined ||
    who !== undefined ||
    thread !== undefined ||
    OF_POOLS.test(text) ||
    (name !== undefined && !/^#?\d{1,8}$/.test(name));
  if (!evident || (leak && !notBack && !sure && held === undefined)) return undefined;
  const stack = call ?? (who === undefined ? undefined : callOf(who));
  if (name === undefined && !(sure && thread !== undefined) && !(stack !== undefined && (notBack || OUT_FOR.test(text)))) return undefined;
  return {
    kind: 'leak-reported',
    connection: name ?? null,
    stack: stack === undefined ? [] : [stack],
    ...(held === undefined ? { repeats: true } : { heldMs: held }),
    ...(thread !== undefined && { thread }),
    ...(RECLAIMED.test(text) && { reclaimed: true }),
    ...(!notBack && !leak && { returnsLogged: false }),
  };
}

const placeOf = (record: RecordView, text: string): string | undefined => PLACE_TEXT.exec(text)?.[0] ?? placeInFields(record);

/**
 * A watchdog without a stack: a connection has been out for so long, or did not come back. Where only the length of a hold is told, it may be told of the return, so that nothing
 * follows from a return that is not logged.
 */
export const overdueRules: Readonly<Record<string, Rule>> = {
  overdue: {
    pattern: PERHAPS,
    read: (_match, record) => read(record),
  },
};
