import { javaStack, type Rule } from 'leak-stream/plugin';

/** Milliseconds of `PT1M30.5S`, as `java.time.Duration.toString` prints it. */
function isoMs(text: string): number | undefined {
  const parts = /^PT(?:(\d{1,6})H)?(?:(\d{1,3})M)?(?:(\d{1,3}(?:\.\d{1,9})?)S)?$/.exec(text);
  if (parts === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

const DBCP = /\borg\.apache\.(?:commons|tomcat)\.dbcp/;

const exhausted: Rule = {
  pattern:
    /(?:Cannot get a connection, pool error:? |(?<cause>Caused by: java\.util\.NoSuchElementException: ))(?:Timeout waiting for idle object|Pool exhausted)(?:, borrowMaxWait(?:Duration=(?<iso>PT[\dHMS.]{1,30})|Millis=(?<ms>\d{1,12})))?/,
  scope: 'record',
  read(match, record) {
    // A paste may begin in the middle of the stack. The pool below lends other things as well.
    if (match.maybe('cause') !== undefined && !record.tail.slice(match.lineIndex).some((line) => DBCP.test(line))) return undefined;
    const iso = match.maybe('iso');
    const waitedMs = match.maybeNumber('ms') ?? (iso === undefined ? undefined : isoMs(iso));
    // With messageStatistics the pool's whole configuration follows.
    const max = /, maxTotal=(\d{1,9}),/.exec(match.after)?.[1];
    const stack = javaStack([record.message, ...record.tail]);
    return {
      kind: 'acquire-timeout',
      witness: 'exception',
      ...(waitedMs === undefined ? {} : { waitedMs }),
      ...(max === undefined ? {} : { max: Number(max) }),
      ...(stack.length === 0 ? {} : { stack }),
    };
  },
};

/**
 * `PoolingDataSource.getConnection`, `PoolingDriver.connect` (apache/commons-dbcp, commit 423d1d0a; the same since 1.2.2) around the message of
 * `GenericObjectPool.borrowObject` (apache/commons-pool), which tells the wait since 2.11. Each record counts once.
 */
export const acquireRules = { exhausted };
