import type { EventDraft, Rule } from 'leak-stream/plugin';
import { endIn } from './ended.ts';
import { byHikari, hasLayout, poolField, poolName, saidByHikari } from './words.ts';

const poolBefore = (text: string, whole: boolean): { pool?: string } => poolField(poolName(text, whole));

/** Some drivers describe a connection with its URL; what is longer is no name. */
const NAME_CAP = 1_000;

const created: Rule = {
  pattern: / - Added connection (?=\S)/,
  read: (match, record) =>
    saidByHikari(match, record)
      ? { kind: 'connection-created', connection: match.after.trim().slice(0, NAME_CAP), ...poolBefore(match.before, hasLayout(record)) }
      : undefined,
};

/** `{connection}: (reason)`. A connection's own name may hold colons, so the last one counts. */
const closed: Rule = {
  pattern: / - Closing connection (?=\S)/,
  read(match, record) {
    const rest = match.after.trim().slice(0, NAME_CAP);
    const at = rest.lastIndexOf(': (');
    if (at < 1 || !saidByHikari(match, record)) return undefined;
    const reason = rest.slice(at + 3).replace(/\)$/, '');
    return { kind: 'connection-closed', connection: rest.slice(0, at), reason, ...poolBefore(match.before, hasLayout(record)) };
  },
};

/** What the pool says of itself or of one connection, and the code under which the judgement knows it. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/Thread starvation or clock leap detected/, 'clock-leap'],
  [/Retrograde clock change detected|Unusual system clock change detected/, 'retrograde-clock'],
  [/leakDetectionThreshold .{0,100}disabling it/, 'leak-detection-disabled'],
  [/Connection (?<connection>\S.{0,999}?) marked as broken because of/, 'connection-broken'],
  [/Failed to validate connection (?<connection>[^\s(]{1,999})/, 'validation-failed'],
  [/Executed rollback on connection (?<connection>\S.{0,999}?) due to dirty commit state/, 'rollback-on-close'],
  [/Cannot acquire connection from data source|Error thrown while acquiring connection|Connection add failed|Exception during pool initialization|[Ff]ailed to create\/setup connection/, 'connect-failed'],
]; // prettier-ignore

/**
 * A connection that broke while code worked with it is out of the pool, and of its watchdog's sight: that it came back is told at INFO, which logs often lack.
 * Source: com.zaxxer.hikari.pool.ProxyConnection, checkException.
 */
function evicted(said: EventDraft): readonly EventDraft[] {
  if (said.kind !== 'pool-note' || said.code !== 'connection-broken' || said.connection === undefined) return [];
  const { connection, pool } = said;
  return [{ kind: 'connection-closed', connection, reason: 'connection is broken', ...poolField(pool) }];
}

/** Any other line of HikariCP's: it proves that its logger prints at that severity. */
const note: Rule = {
  pattern: /^\S/,
  read(_match, record): EventDraft | readonly EventDraft[] | undefined {
    if (!byHikari(record)) return undefined;
    const dash = record.message.indexOf(' - ');
    const named = dash > 0 && dash <= 100;
    const text = named ? record.message.slice(dash + 3) : record.message;
    const pool = poolField(named ? poolName(record.message.slice(0, dash), true) : undefined);
    for (const [pattern, code] of CODES) {
      const found = pattern.exec(text);
      if (!found) continue;
      const connection = found.groups?.['connection'];
      const said: EventDraft = { kind: 'pool-note', code, ...pool, ...(connection === undefined ? {} : { connection }) };
      return [said, ...evicted(said), ...endIn(record)];
    }
    return { kind: 'pool-note', code: 'visible', ...pool };
  },
};

/** `com.zaxxer.hikari.pool.HikariPool`, `PoolBase` and `ProxyConnection`. */
export const noteRules = { 'connection-created': created, 'connection-closed': closed, note };
