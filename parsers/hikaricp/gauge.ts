import type { Rule } from 'leak-stream/plugin';
import { poolField } from './words.ts';

/** `active=3`, `Active connections: 3`, `3 active`. */
const figure = (words: string): RegExp =>
  new RegExp(`\\b(?:${words})(?: ?connections?)?["']? ?[=:] ?["']?(\\d{1,6})\\b|\\b(\\d{1,6}) (?:${words})\\b`, 'i');

const ACTIVE = figure('active|in[- ]use|busy');
const IDLE = figure('idle|free|available');
const TOTAL = figure('total|size');
const WAITING = figure('threads? ?a?waiting|a?waiting threads|awaiting|waiting|pending');
const NAMED =
  /\b(HikariPool-\d{1,4})\b|\bpool[ :=]{1,2}["'[]?(?!stat|size|usage|active|idle|total|metric|state|gauge)([A-Za-z][\w.-]{0,60})/i;
/** Pools of threads and of other clients have the same four figures. */
const OTHERS = /thread[- ]?pool|executor|redis|jedis|lettuce|http|kafka|ldap/i;
/** The figures are read one after the other, not at one instant. */
const APART = 2;

/**
 * `HikariPoolMXBean` has four figures (getActiveConnections, getIdleConnections, getTotalConnections, getThreadsAwaitingConnection), which many applications
 * print in words of their own: `pool orders: 3 active, 7 idle, 10 total, 0 threads waiting`. All four must be there, and the total be the sum of the
 * first two; and the line must name HikariCP or speak of waiting threads, as no other pool does.
 */
const gauge: Rule = {
  pattern: /threads? ?a?waiting|waiting threads|hikari/i,
  read(_match, record) {
    const text = record.message.slice(0, 1000);
    if (OTHERS.test(text)) return undefined;
    const [inUse, idle, open, pending] = [ACTIVE, IDLE, TOTAL, WAITING].map((one) => {
      const found = one.exec(text);
      return found ? Number(found[1] ?? found[2]) : undefined;
    });
    if (inUse === undefined || idle === undefined || open === undefined || pending === undefined) return undefined;
    if (Math.abs(open - inUse - idle) > APART) return undefined;
    const [, own, named] = NAMED.exec(text) ?? [];
    return { kind: 'pool-snapshot', inUse, idle, open, pending, occasion: 'periodic', ...poolField(own ?? named) };
  },
};

export const gaugeRules = { gauge };
