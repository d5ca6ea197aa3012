import { namesOtherClient, namesOtherPool, poolNameOf, type RecordView, type Rule } from 'leak-stream/plugin';
import { poolField } from './words.ts';

const WORDS = {
  active: 'active|in[- ]use|busy',
  idle: 'idle|free|available',
  total: 'total|size',
  waiting: 'threads? ?a?waiting|a?waiting threads|awaiting|waiting|pending',
};
/** What stands before the value of a pair: the 3 of `active=3 idle=7` is not how many are idle. */
const KEY = String.raw`(?:\b(?:${Object.values(WORDS).join('|')})(?: ?connections?)?["']? ?:|=) ?["']?`;

/** `active=3`, `Active connections: 3`, `3 active`. */
const figure = (words: string): RegExp =>
  new RegExp(
    String.raw`\b(?:${words})(?: ?connections?)?["']? ?[=:] ?["']?(\d{1,6})\b|(?<!${KEY}|[\w.-])(\d{1,6}) (?:${words})\b(?!=)`,
    'i',
  );

/** `active 9, idle 1`: only where the line names HikariCP, and no figure stands before its word. */
const spaced = (words: string): RegExp => new RegExp(String.raw`(?<!\d )\b(?:${words}) (\d{1,6})(?![\w.%])`, 'i');

const FIGURES = [WORDS.active, WORDS.idle, WORDS.total, WORDS.waiting].map(figure);
const SPACED = [WORDS.active, WORDS.idle, WORDS.total, WORDS.waiting].map(spaced);
const figuresIn = (text: string, patterns: readonly RegExp[]): (number | undefined)[] =>
  patterns.map((pattern) => {
    const found = pattern.exec(text);
    return found ? Number(found[1] ?? found[2]) : undefined;
  });
const MAX = /\bmax(?:imum)?(?: ?(?:connections?|pool ?size|size))?["']? ?[=:] ?["']?(\d{1,6})\b/i;
const NAMED =
  /\b(HikariPool-\d{1,4})\b|\bpool["']?[ :=]{1,2}["'[]?(?!stat|size|usage|active|idle|total|metric|state|gauge|[\w.-]{1,60}=)([A-Za-z][\w.-]{0,60})/i;
/** Pools of HTTP clients have the same four figures, beside those that {@link namesOtherClient} knows. */
const OF_HTTP = /http/i;
/** What else has waiting threads and such figures, or a reader of its own. Asked where HikariCP is not named. */
const UNLIKE = /workers?\b|agents?\b|dbcp|c3p0|tomcat|druid/i;
const OF_CONNECTIONS = /pool|connection|data ?source|jdbc|database|\bdb\b/i;
const NAMES_HIKARI = /hikari/i;
/** The figures are read one after the other, not at one instant. */
const APART = 2;

function likeHikari({ logger = '', message }: RecordView): boolean {
  const text = `${logger.slice(logger.lastIndexOf('.') + 1)} ${message.slice(0, 1000)}`;
  return OF_CONNECTIONS.test(text) && !UNLIKE.test(text);
}

/**
 * `HikariPoolMXBean` has four figures (getActiveConnections, getIdleConnections, getTotalConnections, getThreadsAwaitingConnection), which many applications
 * print in words of their own: `pool orders: 3 active, 7 idle, 10 total, 0 threads waiting`. All four must be there, and the total be the sum of the
 * first two, or of the last two one and the limit where the line names HikariCP; where it does not, it must speak of waiting threads and a pool, as pools of threads and
 * of other clients do only in words of theirs.
 */
const gauge: Rule = {
  pattern: /threads? ?a?waiting|waiting threads|hikari/i,
  scope: 'raw',
  read(_match, record) {
    const named = NAMES_HIKARI.test(record.raw);
    // the values of a JSON record stand in no message
    const text = named && record.fields !== undefined ? record.raw.slice(0, 2000) : record.message.slice(0, 1000);
    if (OF_HTTP.test(text) || namesOtherClient(text) || namesOtherPool(text) || !(named || likeHikari(record))) return undefined;
    const marked = figuresIn(text, FIGURES);
    const [inUse, idle, open, pending] = named && marked[0] === undefined ? figuresIn(text, SPACED) : marked;
    const max = named ? MAX.exec(text)?.[1] : undefined;
    if (inUse === undefined || idle === undefined) return undefined;
    if (open === undefined ? !(named && (pending !== undefined || max !== undefined)) : pending === undefined) return undefined;
    if (open !== undefined && Math.abs(open - inUse - idle) > APART) return undefined;
    const [, own, called] = NAMED.exec(text) ?? [];
    return {
      kind: 'pool-snapshot',
      inUse,
      idle,
      ...(open !== undefined && { open }),
      ...(pending !== undefined && { pending }),
      ...(max !== undefined && { max: Number(max) }),
      occasion: 'periodic',
      ...poolNameOf(record),
      ...poolField(own ?? called),
    };
  },
};

export const gaugeRules = { gauge };
