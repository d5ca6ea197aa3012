import { javaStack, type Match, type Rule } from 'leak-stream/plugin';
import { isOther, NAME_CAP, nameOf } from './words.ts';

const REPORTED = '. The stack trace of the thread is provided below';
const DESTROYED = ' ] and destroying it';

/** What stands before the rest of the sentence. A pool's name is chosen freely, and may have any letter in it. */
const nameBefore = ({ after }: Match, rest: string): string | undefined => {
  const end = after.indexOf(rest);
  return end > 0 && end <= NAME_CAP ? nameOf(after.slice(0, end)) : undefined;
};

const leak: Rule = {
  pattern: /A potential connection leak detected for connection pool (?=\S)/,
  scope: 'record',
  read(match, record) {
    const pool = nameBefore(match, REPORTED);
    if (pool === undefined || isOther(record)) return undefined;
    const stack = javaStack(record.tail.slice(match.lineIndex));
    return { kind: 'leak-reported', connection: null, pool, stack, returnsLogged: false };
  },
};

/** Behind the report of the same connection, which names who took it. */
const reclaim: Rule = {
  pattern: /Reclaiming the leaked connection of pool \[ (?=\S)/,
  scope: 'record',
  read(match) {
    const pool = nameBefore(match, DESTROYED);
    return pool === undefined
      ? undefined
      : { kind: 'leak-reported', connection: null, pool, stack: [], reclaimed: true, returnsLogged: false };
  },
};

/**
 * `com.sun.enterprise.resource.pool.ConnectionLeakDetector` (payara/Payara, eclipse-ee4j/glassfish; in older releases `AbstractResourcePool`): once for each connection
 * that stays out for longer than `connection-leak-timeout-in-seconds`, with the stack of the borrower. Nothing is said when it comes back after all. With
 * `connection-leak-reclaim` it is destroyed, which `ConnectionPool.reclaimConnection` tells.
 */
export const leakRules = { leak, reclaim };
